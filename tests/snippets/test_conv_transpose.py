"""conv_transpose and the three ways to see it give PyTorch's numbers, and refuse the rest."""

import copy
import itertools

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812
from conv_transpose import (
    conv_matrix,
    conv_transpose,
    conv_transpose_by_matrix,
    conv_transpose_by_stamping,
    conv_transpose_by_zero_insertion,
    conv_transpose_tap_by_tap,
    insert_zeros,
    pad_for_sliding,
    pad_or_crop,
    slide,
)
from equivalent_padding_check import by_pytorch, by_theorem, legal_cases
from equivalent_padding_check import check as check_theorem

from tests.snippets.drawn import (
    CONV_TRANSPOSE,
    agree,
    answer,
    check_drawn,
    grid,
    layers,
    numbers,
    spread,
    tensor,
    torch_answer,
    uneven_layers,
    wild_layers,
)

WAYS = [conv_transpose_by_stamping, conv_transpose_by_matrix, conv_transpose_by_zero_insertion]

# All functions that a count stands for.
THREE_WAYS = [*WAYS, conv_matrix, insert_zeros, pad_or_crop, pad_for_sliding, slide]
THEOREM = [by_theorem, by_pytorch, legal_cases, check_theorem]


def test_drawn_layers(checked):
    def check(layer):
        x, weight, bias, arguments = layer
        before = copy.deepcopy((x, weight, bias, arguments))
        y = conv_transpose(x, weight, bias, **arguments)
        torchs = CONV_TRANSPOSE[weight.ndim - 2](
            tensor(x), tensor(weight), tensor(bias), **arguments
        )
        agree(y, torchs)
        np.testing.assert_equal((x, weight, bias, arguments), before)
        assert y.flags.writeable
        assert y.flags.c_contiguous

    cases = check_drawn(500, layers(True), check)
    checked([conv_transpose], "drawn layers against PyTorch", cases)


def test_uneven_padding(checked):
    """A pair (before, after) crops so much from the result without padding."""
    uneven = 0

    def check(layer):
        nonlocal uneven
        x, weight, bias, arguments, ends = layer
        uneven += any(before != after for before, after in ends)
        whole = CONV_TRANSPOSE[weight.ndim - 2](
            tensor(x), tensor(weight), tensor(bias), **arguments | {"padding": 0}
        )
        sizes = whole.shape[-len(ends) :]
        kept = [slice(before, size - after) for (before, after), size in zip(ends, sizes)]
        before = copy.deepcopy((x, arguments))
        agree(conv_transpose(x, weight, bias, **arguments), whole[(..., *kept)])
        np.testing.assert_equal((x, arguments), before)

    cases = check_drawn(400, uneven_layers(True), check)
    assert uneven > cases / 2
    checked([conv_transpose], "uneven padding against a slice of PyTorch's", cases)


def test_refuses_what_pytorch_refuses(checked):
    outcomes = {True: 0, False: 0}

    def check(case):
        axes, x, weight, bias, arguments = case
        if x.ndim == axes + 2 and not len(x):
            # PyTorch hardly checks an empty batch; we ask of it what PyTorch asks of one sample
            asked, kept = np.ones((1, *x.shape[1:])), slice(0, 0)
        else:
            asked, kept = x, slice(None)
        torchs = torch_answer(
            CONV_TRANSPOSE[axes], tensor(asked), tensor(weight), tensor(bias), **arguments
        )
        # PyTorch picks the number of axes by the function, we by the weight
        fits = weight.ndim == axes + 2
        ours = answer(conv_transpose, x, weight, bias, **arguments) if fits else None
        assert (ours is None) == (torchs is None), (x.shape, weight.shape, bias, arguments)
        outcomes[ours is None] += 1
        if ours is not None:
            agree(ours, torchs[kept])

    cases = check_drawn(800, wild_layers(True), check)
    assert min(outcomes.values()) > cases / 20, outcomes
    checked([conv_transpose], "refused if and only if PyTorch refuses", cases)


def test_three_ways_on_every_legal_case_along_one_axis(checked):
    cases = 0
    for seed, (k, s, p, d, i, op) in enumerate(legal_cases()):
        x, weight = numbers(seed, (i,), "int64"), numbers(-seed - 1 & 0xFFFF, (k,), "int64")
        torchs = F.conv_transpose1d(
            tensor(x[None]), tensor(weight[None, None]), None, s, p, op, 1, d
        )
        for way in WAYS:
            agree(way(x, weight, s, p, op, d), torchs[0])
        agree(conv_transpose(x[None], weight[None, None], None, s, p, op, 1, d), torchs)
        cases += 1
    assert cases == 2544
    checked(THREE_WAYS, "every legal case of a grid along one axis", cases)


def test_three_ways_on_every_legal_case_along_two_axes(checked):
    cases = 0
    pairs = {"k": [(1, 3), (3, 2)], "s": [1, (2, 1), (1, 3)], "p": [0, (1, 0), (0, 2), 3]}
    for case in grid(**pairs, d=[1, (2, 1), (1, 3)], op=[0, (1, 0), (0, 2)], i=[(1, 2), (3, 2)]):
        k, s, p, d, op, i = case.values()
        x, weight = numbers(cases, i, "int64"), numbers(cases + 1, k, "int64")
        torchs = torch_answer(
            F.conv_transpose2d,
            tensor(x[None]),
            tensor(weight[None, None]),
            stride=s,
            padding=p,
            output_padding=op,
            dilation=d,
        )
        for way in WAYS:
            y = answer(way, x, weight, s, p, op, d)
            assert (y is None) == (torchs is None), case
            if y is not None:
                agree(y, torchs[0])
        cases += torchs is not None
    assert cases > 150
    checked(THREE_WAYS, "every legal case of a grid along two axes", cases)


def test_three_ways_drawn(checked):
    def check(layer):
        x, weight, _, arguments = layer
        axes = weight.ndim - 2
        if x.ndim == axes + 2 and not len(x):
            return False
        x, weight = x.reshape(-1, *x.shape[-axes:])[0], weight[0, 0]
        del arguments["groups"]
        arguments = {a: tuple(v) if isinstance(v, list) else v for a, v in arguments.items()}
        torchs = CONV_TRANSPOSE[axes](tensor(x)[None], tensor(weight)[None, None], **arguments)
        for way in WAYS:
            before = x.copy(), weight.copy()
            agree(way(x, weight, **arguments), torchs[0])
            np.testing.assert_equal((x, weight), before)
        return True

    checked(THREE_WAYS, "drawn cases against PyTorch", check_drawn(200, layers(True), check))


def test_tap_by_tap_drawn(checked):
    def check(layer):
        x, weight, _, arguments = layer
        axes = weight.ndim - 2
        s, d = (spread(arguments[name], axes)[0] for name in ("stride", "dilation"))
        x = x if x.ndim == axes + 2 else x[None]
        if not len(x):
            return False
        want = CONV_TRANSPOSE[axes](tensor(x), tensor(weight), stride=s, dilation=d)
        agree(conv_transpose_tap_by_tap(x, weight, s, d), want)
        return True

    cases = check_drawn(150, layers(True), check)
    checked([conv_transpose_tap_by_tap], "drawn cases against PyTorch", cases)


def test_theorem_of_the_equivalent_padding(checked):
    counts = check_theorem()
    assert counts["theorem"] == counts["cases"] == 2544
    assert counts["crops"] == 465
    assert counts["no_flip"] < counts["cases"] / 3
    assert counts["without_dilation"] < counts["cases"] / 2
    checked(THEOREM, "every legal case of a grid", counts["theorem"])


def test_theorem_holds_for_every_seed():
    for seed in (1, 2):
        counts = check_theorem(seed)
        assert counts["theorem"] == counts["cases"]


def test_pieces():
    x = np.array([[1, 2], [3, 4]])
    np.testing.assert_array_equal(insert_zeros(x, (1, 2)), [[1, 0, 2], [3, 0, 4]])
    np.testing.assert_array_equal(pad_or_crop(x, (1, -1), (0, 1)), [[0, 0], [2, 0], [4, 0]])
    np.testing.assert_array_equal(pad_or_crop(x, 0, 0), x)
    np.testing.assert_array_equal(slide(np.arange(4), np.array([1, 10])), [10, 21, 32])
    np.testing.assert_array_equal(
        pad_for_sliding(x, (1, 2), (1, 2), (0, 1), (0, 1)), [[1, 0, 2, 0], [3, 0, 4, 0]]
    )
    np.testing.assert_array_equal(
        conv_matrix((2,), (4,), np.array([1, 2]), stride=2, padding=1, dilation=3),
        [[0, 0, 2, 0], [0, 1, 0, 0]],
    )


X, W = np.ones((1, 4, 5, 5)), np.ones((4, 3, 3, 3))
BAD = [
    ({"x": [[1.0]]}, TypeError, "x must be a plain NumPy array of numbers, not list"),
    ({"weight": "w"}, TypeError, "weight must be a plain NumPy array of numbers, not str"),
    ({"x": X > 0}, TypeError, "x must be a plain NumPy array of numbers, not an array of bool"),
    ({"weight": W.astype("float32")}, TypeError, "dtype of x, float64, not float32"),
    ({"bias": np.ones(6, int)}, TypeError, "bias must have the dtype of x, float64, not int64"),
    ({"stride": 2.0}, TypeError, r"stride must be an integer, got 2\.0"),
    ({"padding": "same"}, TypeError, "padding must be one integer|padding must be an integer"),
    ({"padding": None}, TypeError, "padding must be an integer, got None"),
    ({"output_padding": True}, TypeError, "output_padding must be an integer, got True"),
    ({"dilation": (1, 1.0)}, TypeError, r"dilation must be an integer, got 1\.0"),
    ({"groups": None}, TypeError, "groups must be an integer, got None"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"dilation": (0, 1)}, ValueError, "dilation must be at least 1, got 0"),
    ({"padding": (0, -1)}, ValueError, "padding must be at least 0, got -1"),
    ({"output_padding": -1}, ValueError, "output_padding must be at least 0, got -1"),
    ({"groups": 0}, ValueError, "groups must be at least 1, got 0"),
    ({"output_padding": 1}, ValueError, r"smaller than stride or dilation, got .*\(1, 1\), stride"),
    ({"output_padding": (1, 2), "stride": 2}, ValueError, r"output_padding \(1, 2\), stride \(2"),
    ({"padding": (0, 0, 0)}, ValueError, r"one integer or 2, one for each axis, got \(0, 0, 0\)"),
    ({"padding": (0, 4)}, ValueError, r"would have size \[7, -1\].* of \[7, 7\]"),
    ({"padding": [0, (5, 2)]}, ValueError, r"size \[7, 0\].* crops \[\(0, 0\), \(5, 2\)\], before"),
    ({"padding": (1, 0, 0, 1)}, ValueError, r"got \(1, 0, 0, 1\); where its sides differ"),
    ({"padding": [(1, 0), (1,)]}, ValueError, r"has a pair \(before, after\), as in \[\(0, 1\)\]"),
    ({"padding": [0, (0, -1)]}, ValueError, "padding must be at least 0, got -1"),
    ({"padding": [0, (0, 0.5)]}, TypeError, r"padding must be an integer, got 0\.5"),
    ({"x": np.ones((1, 3, 5, 5))}, ValueError, "4 channels, as weight says first, got 3; x"),
    ({"x": np.ones((5, 5))}, ValueError, r"x must be .*, got shape \(5, 5\)"),
    ({"x": np.ones((1, 4, 0, 5))}, ValueError, "every i at least 1"),
    ({"weight": np.ones((4, 3))}, ValueError, r"weight must be .*, got shape \(4, 3\)"),
    ({"weight": np.ones((4, 3, 3, 0))}, ValueError, "weight must be .* with no size 0"),
    ({"groups": 3}, ValueError, "groups 3 must divide the 4 input channels"),
    ({"bias": np.ones(3)}, ValueError, r"bias must have shape \(6,\), got \(3,\)"),
]


@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(change, error, message):
    with pytest.raises(error, match=message) as raised:
        conv_transpose(**{"x": X, "weight": W, "groups": 2} | change)
    assert "\n" not in str(raised.value)


BAD_WAY = [
    ({"x": [1, 2]}, TypeError, "x must be a plain NumPy array of numbers, not list"),
    ({"weight": np.ones(3) > 0}, TypeError, "weight must be .*, not an array of bool"),
    ({"stride": 1.5}, TypeError, r"stride must be an integer, got 1\.5"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"output_padding": -1}, ValueError, "output_padding must be at least 0, got -1"),
    ({"output_padding": 1}, ValueError, "smaller than stride or dilation"),
    ({"padding": 2}, ValueError, r"would have size \[0\]"),
    ({"weight": np.ones((2, 2))}, ValueError, r"same number of axes .* \(2,\) and \(2, 2\)"),
    ({"x": np.ones(0)}, ValueError, "no size 0"),
    ({"x": np.array(1), "weight": np.array(1)}, ValueError, "same number of axes"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("change", "error", "message"), BAD_WAY)
def test_each_way_says_what_was_wrong(way, change, error, message):
    with pytest.raises(error, match=message):
        way(**{"x": np.ones(2), "weight": np.ones(3)} | change)


def test_output_padding_of_dilated_layers_reaches_beyond_the_stride():
    x, weight = numbers(0, (1, 2, 4), "int64"), numbers(1, (2, 2, 2), "int64")
    y = conv_transpose(x, weight, stride=1, output_padding=2, dilation=3)
    agree(y, F.conv_transpose1d(tensor(x), tensor(weight), output_padding=2, dilation=3))


def test_bands_join_without_a_seam(monkeypatch):
    x, weight = numbers(0, (3, 4, 9, 7), "float64"), numbers(1, (4, 3, 3, 2), "float64")
    infinite = weight.copy()
    infinite[1, 2, 2, 0] = np.inf
    for stride, dilation, taps in itertools.product((1, 2, 4), (1, 2, 3), (weight, infinite)):
        options = {"stride": stride, "padding": (2, 1), "dilation": dilation}
        torchs = F.conv_transpose2d(tensor(x), tensor(taps), **options)
        for held in (1, 400, 2**16):  # one row at a time, some rows, all images at once
            monkeypatch.setattr("conv_transpose._SEEN", held)
            with np.errstate(invalid="ignore"):  # a BLAS may multiply its own zeros
                agree(conv_transpose(x, taps, **options), torchs)


def test_infinite_taps_do_not_meet_zeros_of_ours():
    x, weight = np.ones((1, 1, 5)), np.array([[[1, np.inf, np.inf]]])
    agree(conv_transpose(x, weight, stride=1), F.conv_transpose1d(tensor(x), tensor(weight)))


def test_smallest_dtypes_stay():
    for dtype in ("float16", "complex64"):
        x, weight = np.ones((1, 3, 4), dtype), np.ones((3, 2, 2), dtype)
        agree(
            conv_transpose(x, weight, stride=2),
            F.conv_transpose1d(tensor(x), tensor(weight), stride=2),
        )


@pytest.mark.parametrize("way", WAYS)
def test_checked_ways_look_like_what_they_check(way):
    assert way.__name__.startswith("conv_transpose_by_")
    assert ">>> conv_transpose_by_" in way.__doc__
    x, weight = numbers(0, (3, 4), "int64"), numbers(1, (2, 3), "int64")
    bare = way.__wrapped__  # what a page shows and runs, without the check
    np.testing.assert_array_equal(bare(x, weight), way(x, weight))
    np.testing.assert_array_equal(bare(x, weight, 2, 1, 1), way(x, weight, 2, 1, 1))
