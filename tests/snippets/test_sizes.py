"""Every size is PyTorch's, on every legal case of a grid, and illegal cases are refused."""

import contextlib
import inspect
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from sizes import (
    conv_output_size,
    conv_output_size_uneven,
    conv_transpose_output_size,
    conv_transpose_output_size_uneven,
    effective_kernel_size,
    equivalent_padding,
    equivalent_padding_behind,
    input_sizes,
    output_padding_for,
    same_padding,
    zeros_between,
)

from tests.snippets.drawn import answer, grid, torch_answer


def line(size):
    """A tensor of one axis; so small, its numbers cost less than PyTorch's road without any."""
    return torch.empty(1, 1, size)


def test_conv_output_size(checked):
    legal = refused = 0
    for k in range(1, 10):
        weight = line(k)
        for case in grid(i=range(1, 57), s=range(1, 7), p=range(8), d=range(1, 7)):
            i, s, p, d = case.values()
            torchs = torch_answer(F.conv1d, line(i), weight, None, s, p, d)
            ours = answer(conv_output_size, i, k, s, p, d)
            assert ours == (None if torchs is None else torchs.shape[2]), case
            legal, refused = legal + (ours is not None), refused + (ours is None)
    assert refused > 1000
    checked([conv_output_size], "every legal case of a grid", legal)


def test_conv_transpose_output_size(checked):
    legal = refused = 0
    for k in range(1, 8):
        weight = line(k)
        ranges = {"i": range(1, 33), "s": range(1, 6), "p": range(6), "d": range(1, 6)}
        for case in grid(**ranges, op=range(5)):
            i, s, p, d, op = case.values()
            torchs = torch_answer(F.conv_transpose1d, line(i), weight, None, s, p, op, 1, d)
            ours = answer(conv_transpose_output_size, i, k, s, p, op, d)
            assert ours == (None if torchs is None else torchs.shape[2]), case
            legal, refused = legal + (ours is not None), refused + (ours is None)
    assert refused > 1000
    checked([conv_transpose_output_size], "every legal case of a grid", legal)


def test_conv_output_size_uneven(checked):
    legal = refused = 0
    ranges = {"k": range(1, 6), "i": range(1, 12), "s": range(1, 5), "d": range(1, 4)}
    for case in grid(**ranges, p_before=range(4), p_after=range(4)):
        padded = F.pad(line(case["i"]), (case["p_before"], case["p_after"]))
        options = {"stride": case["s"], "dilation": case["d"]}
        torchs = torch_answer(F.conv1d, padded, line(case["k"]), **options)
        ours = answer(conv_output_size_uneven, **case)
        assert ours == (None if torchs is None else torchs.shape[2]), case
        legal, refused = legal + (ours is not None), refused + (ours is None)
    assert refused > 1000
    checked([conv_output_size_uneven], "every legal case of a grid against F.pad", legal)


def test_conv_transpose_output_size_uneven(checked):
    legal = refused = 0
    ranges = {"k": range(1, 5), "i": range(1, 6), "s": range(1, 4), "d": range(1, 4)}
    for case in grid(**ranges, op=range(3), p_before=range(4), p_after=range(4)):
        options = {"stride": case["s"], "output_padding": case["op"], "dilation": case["d"]}
        whole = torch_answer(F.conv_transpose1d, line(case["i"]), line(case["k"]), **options)
        left = None
        if whole is not None:
            end = max(whole.shape[2] - case["p_after"], 0)
            left = whole[..., case["p_before"] : end].shape[2]
        ours = answer(conv_transpose_output_size_uneven, **case)
        assert ours == (left or None), case
        legal, refused = legal + (ours is not None), refused + (ours is None)
    assert refused > 1000
    how = "every legal case of a grid against a slice of PyTorch's"
    checked([conv_transpose_output_size_uneven], how, legal)


def test_input_sizes_are_all_that_share_an_output_size(checked):
    cases = 0
    for case in grid(k=range(1, 6), s=range(1, 5), p=range(5), d=range(1, 4)):
        sizes = {}
        for i in range(1, 60):
            o = answer(conv_output_size, i, **case)
            sizes.setdefault(o, []).append(i)
        for o in range(1, 9):
            assert list(input_sizes(o, **case)) == sizes.get(o, []), (o, case)
            cases += 1
    assert input_sizes(1, k=1, s=1, p=3) == range(1, 1)
    checked([input_sizes], "every case of a grid", cases)


def test_output_padding_restores_the_size(checked):
    cases = 0
    for case in grid(k=range(1, 6), s=range(1, 5), p=range(5), d=range(1, 4), i=range(1, 9)):
        i, k, s, p, d = (case[name] for name in "ikspd")
        reachable = {}
        for op in range(max(s, d)):
            o = answer(conv_transpose_output_size, i, k, s, p, op, d)
            reachable |= {o: op}
        for o in range(1, 40):
            assert answer(output_padding_for, o, **case) == reachable.get(o), (o, case)
            cases += 1
        size = answer(conv_output_size, i, k, s, p, d)
        if size is not None:  # the way back from a convolution exists always
            assert 0 <= output_padding_for(i, size, k, s, p, d) < s
    checked([output_padding_for], "every case of a grid", cases)


def test_equivalent_padding(checked):
    cases = 0
    for k, p, d in (case.values() for case in grid(k=range(1, 8), p=range(9), d=range(1, 5))):
        x, weight = torch.ones(1, 1, 20), torch.ones(1, 1, k)
        want = F.conv_transpose1d(x, weight, padding=p, dilation=d)
        p_prime = equivalent_padding(k, p, d)
        assert want.equal(F.conv1d(F.pad(x, (p_prime, p_prime)), weight, dilation=d))
        cases += 1
    checked([equivalent_padding], "every case of a grid against PyTorch", cases)


def test_equivalent_padding_behind(checked):
    """With it, and p' in front, a convolution is the transposed one with output_padding."""
    cases = 0
    for case in grid(k=range(1, 6), p=range(5), d=range(1, 5), op=range(4)):
        k, p, d, op = case.values()
        if op < d:
            x, weight = torch.arange(1.0, 21)[None, None], torch.arange(1.0, k + 1)[None, None]
            want = F.conv_transpose1d(x, weight, padding=p, dilation=d, output_padding=op)
            around = equivalent_padding(k, p, d), equivalent_padding_behind(k, p, op, d)
            assert want.equal(F.conv1d(F.pad(x, around), weight.flip(-1), dilation=d)), case
            cases += 1
    checked([equivalent_padding_behind], "every legal case of a grid against PyTorch", cases)


def test_effective_kernel_size(checked):
    cases = 0
    for k, d in (case.values() for case in grid(k=range(1, 10), d=range(1, 7))):
        stamp = F.conv_transpose1d(torch.ones(1, 1, 1), torch.ones(1, 1, k), dilation=d)
        assert stamp.shape[-1] == effective_kernel_size(k, d)
        cases += 1
    checked([effective_kernel_size], "every case of a grid against PyTorch", cases)


def test_zeros_between(checked):
    for s in range(1, 20):
        spread = F.conv_transpose1d(torch.ones(1, 1, 3), torch.ones(1, 1, 1), stride=s)
        first, second, _ = spread.flatten().nonzero().flatten()
        assert zeros_between(s) == second - first - 1
    checked([zeros_between], "every stride up to 19 against PyTorch", s)


def test_same_padding(checked):
    cases = 0
    for i, k, s, d in (
        c.values() for c in grid(i=range(1, 20), k=range(1, 7), s=range(1, 6), d=range(1, 5))
    ):
        before, after = same_padding(i, k, s, d)
        reach, o = d * (k - 1) + 1, -(-i // s)
        assert 0 <= before <= after <= before + 1
        assert (i + before + after - reach) // s + 1 == o  # the size that TensorFlow promises
        # and no cell less would do
        assert before + after == 0 or (i + before + after - 1 - reach) // s + 1 < o
        cases += 1
    # the example in the notes on padding of tf.nn: 13 cells, kernel 6, stride 5
    assert same_padding(13, k=6, s=5) == (1, 2)
    checked([same_padding], "every case of a grid", cases)


FUNCTIONS = {
    conv_output_size: {"i": 5, "k": 3, "s": 1, "p": 0, "d": 1},
    conv_transpose_output_size: {"i": 5, "k": 3, "s": 1, "p": 0, "op": 0, "d": 1},
    conv_output_size_uneven: {"i": 5, "k": 3, "s": 1, "p_before": 0, "p_after": 0, "d": 1},
    conv_transpose_output_size_uneven: {
        "i": 5,
        "k": 3,
        "s": 1,
        "p_before": 0,
        "p_after": 0,
        "op": 0,
        "d": 1,
    },
    effective_kernel_size: {"k": 3, "d": 1},
    equivalent_padding: {"k": 3, "p": 0, "d": 1},
    equivalent_padding_behind: {"k": 3, "p": 0, "op": 0, "d": 1},
    zeros_between: {"s": 1},
    input_sizes: {"o": 5, "k": 3, "s": 1, "p": 0, "d": 1},
    output_padding_for: {"o": 7, "i": 5, "k": 3, "s": 1, "p": 0, "d": 1},
    same_padding: {"i": 5, "k": 3, "s": 1, "d": 1},
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_refuses_what_is_no_size(function):
    good = FUNCTIONS[function]
    function(**good)
    for name in good:
        for value in (1.0, True, "1", None, (1,), np.float64(1), np.array([1])):
            with pytest.raises(TypeError, match=f"^{name} must be an integer, got"):
                function(**good | {name: value})
        least = 0 if name in ("p", "p_before", "p_after", "op") else 1
        with pytest.raises(ValueError, match=f"^{name} must be at least {least}, got {least - 1}"):
            function(**good | {name: least - 1})
    as_numpy = {name: np.int64(value) for name, value in good.items()}
    assert function(**as_numpy) == function(**good)
    assert type(function(**as_numpy)) is type(function(**good))


def test_says_what_was_wrong():
    with pytest.raises(ValueError, match="must be at least 1, not 0: i = 2, k = 3, s = 1, p = 0"):
        conv_output_size(2, 3)
    with pytest.raises(ValueError, match="at least 1, not 0: i = 2, k = 4, s = 1, p_before = 1, p"):
        conv_output_size_uneven(2, 4, p_before=1)
    with pytest.raises(ValueError, match="at least 1, not 0: i = 1, k = 3, s = 1, p_before = 1, p"):
        conv_transpose_output_size_uneven(1, 3, p_before=1, p_after=2)
    with pytest.raises(ValueError, match="op must be smaller than s or d, got i = 2, k = 3, s = 2"):
        conv_transpose_output_size(2, 3, s=2, op=2)
    with pytest.raises(ValueError, match="output size must be at least 1, not 0: i = 1"):
        conv_transpose_output_size(1, 2, p=1)
    with pytest.raises(ValueError, match=r"the output size can be 16 to 18, not 21$"):
        output_padding_for(21, i=6, k=5, p=2, s=3)


def test_says_which_crop_would_make_the_size():
    cases = 0
    for case in grid(k=range(1, 6), s=range(1, 4), p=range(4), d=range(1, 3), i=range(1, 5)):
        for o in range(1, 25):
            with contextlib.suppress(ValueError):
                output_padding_for(o, **case)
                continue
            layer = {name: case[name] for name in "iksd"}
            whole = conv_transpose_output_size(**layer)
            with pytest.raises(ValueError, match=f"not {o}") as refused:
                output_padding_for(o, **case)
            said = re.search(r"; p_before \+ p_after = (\d+) makes (\d+)$", str(refused.value))
            assert bool(said) == (o <= whole)
            if said:
                before = int(said[1]) // 3
                after = int(said[1]) - before
                made = conv_transpose_output_size_uneven(**layer, p_before=before, p_after=after)
                assert made == o == int(said[2])
                cases += 1
    assert cases > 1000


@pytest.mark.parametrize("function", FUNCTIONS)
def test_checked_formulas_look_like_what_they_check(function):
    assert f">>> {function.__name__}(" in function.__doc__
    assert list(inspect.signature(function).parameters) == list(FUNCTIONS[function])
    defaults = {"s": 1, "p": 0, "p_before": 0, "p_after": 0, "op": 0, "d": 1}
    needed = {name: n for name, n in FUNCTIONS[function].items() if name not in defaults}
    if function is zeros_between:
        needed["s"] = 1
    if function in (equivalent_padding, equivalent_padding_behind):
        needed["p"] = 0
    assert function(**needed) == function(**FUNCTIONS[function])
