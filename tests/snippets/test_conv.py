"""conv gives the numbers of PyTorch wherever PyTorch gives any, and refuses the rest."""

import copy

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from conv import conv, conv2d_by_hand, conv_tap_by_tap, window
from hypothesis import strategies as st

from tests.snippets.drawn import (
    CONV,
    LAYOUTS,
    TORCH_MODES,
    agree,
    answer,
    check_drawn,
    for_f_pad,
    layers,
    numbers,
    spread,
    tensor,
    torch_answer,
    uneven_layers,
    wild_layers,
)

MODULES = {1: torch.nn.Conv1d, 2: torch.nn.Conv2d, 3: torch.nn.Conv3d}


def test_drawn_layers(checked):
    def check(layer):
        x, weight, bias, arguments = layer
        before = copy.deepcopy((x, weight, bias, arguments))
        y = conv(x, weight, bias, **arguments)
        torchs = CONV[weight.ndim - 2](tensor(x), tensor(weight), tensor(bias), **arguments)
        agree(y, torchs)
        np.testing.assert_equal((x, weight, bias, arguments), before)
        assert y.flags.writeable
        assert not np.shares_memory(y, x)

    checked([conv], "drawn layers against PyTorch", check_drawn(500, layers(False), check))


def test_uneven_padding(checked):
    """A pair (before, after) adds what F.pad adds, and PyTorch then pads nothing."""
    uneven = 0

    def check(layer):
        nonlocal uneven
        x, weight, bias, arguments, ends = layer
        uneven += any(before != after for before, after in ends)
        padded = F.pad(tensor(x), for_f_pad(ends))
        torchs = CONV[weight.ndim - 2](
            padded, tensor(weight), tensor(bias), **arguments | {"padding": 0}
        )
        before = copy.deepcopy((x, arguments))
        agree(conv(x, weight, bias, **arguments), torchs)
        np.testing.assert_equal((x, arguments), before)

    cases = check_drawn(400, uneven_layers(False), check)
    assert uneven > cases / 2
    checked([conv], "uneven padding against F.pad before PyTorch", cases)


def test_uneven_padding_of_every_mode(checked):
    outcomes = {True: 0, False: 0}
    modes = TORCH_MODES | {"circular": "circular"}

    def check(case):
        (x, weight, bias, arguments, ends), mode = case
        padded = torch_answer(F.pad, tensor(x), for_f_pad(ends), modes[mode])
        ours = answer(conv, x, weight, bias, **arguments, padding_mode=mode)
        if not len(x):
            return False  # PyTorch has modes of no empty batch
        assert (ours is None) == (padded is None), (x.shape, ends, mode)
        outcomes[ours is None] += 1
        if ours is not None:
            options = arguments | {"padding": 0}
            agree(ours, CONV[weight.ndim - 2](padded, tensor(weight), tensor(bias), **options))
        return True

    drawn = st.tuples(uneven_layers(False, ("float64",)), st.sampled_from([*modes]))
    cases = check_drawn(400, drawn, check)
    assert min(outcomes.values()) > cases / 20, outcomes
    checked([conv], "uneven padding of every mode against F.pad before PyTorch", cases)


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
def test_padding_modes_and_words(checked):
    @st.composite
    def modes(draw):
        axes = draw(st.integers(1, 3))
        kernel = draw(st.lists(st.integers(1, 4), min_size=axes, max_size=axes))
        d = draw(st.integers(1, 3))
        size = [d * (k - 1) + 1 + draw(st.integers(0, 2)) for k in kernel]
        padding = draw(st.sampled_from(["same", "valid", 0, 1, 2]))
        stride = 1 if padding == "same" else draw(st.integers(1, 2))
        mode = draw(st.sampled_from(["zeros", "reflect", "replicate", "circular"]))
        batch = draw(st.sampled_from([(), (1,), (2,)]))
        return (*batch, 2, *size), kernel, stride, padding, d, mode

    refused = 0

    def check(case):
        nonlocal refused
        shape, kernel, stride, padding, d, mode = case
        x = numbers(0, shape, "float64")
        module = MODULES[len(kernel)](
            2, 4, kernel, stride, padding, d, 2, padding_mode=mode, dtype=torch.float64
        )
        weight, bias = module.weight.detach().numpy(), module.bias.detach().numpy()
        torchs = torch_answer(module, tensor(x))
        ours = answer(conv, x, weight, bias, stride, padding, d, 2, mode)
        assert (ours is None) == (torchs is None), case
        refused += ours is None
        if ours is not None:
            agree(ours, torchs)

    cases = check_drawn(400, modes(), check)
    assert 0 < refused < cases / 4
    checked([conv], "padding modes against torch.nn.Conv", cases)


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
def test_refuses_what_pytorch_refuses(checked):
    outcomes = {True: 0, False: 0}

    def check(case):
        axes, x, weight, bias, arguments = case
        torchs = torch_answer(CONV[axes], tensor(x), tensor(weight), tensor(bias), **arguments)
        if x.size == 0 and min(spread(arguments["dilation"], axes)) < 1:
            torchs = None  # PyTorch looks at dilation only where there is something to do
        # PyTorch picks the number of axes by the function, we by the weight
        ours = None if weight.ndim != axes + 2 else answer(conv, x, weight, bias, **arguments)
        assert (ours is None) == (torchs is None), (x.shape, weight.shape, bias, arguments)
        outcomes[ours is None] += 1
        if ours is not None and x.shape[-axes - 1]:
            agree(ours, torchs)

    cases = check_drawn(800, wild_layers(False), check)
    assert min(outcomes.values()) > cases / 20, outcomes
    checked([conv], "refused if and only if PyTorch refuses", cases)


def test_without_channels_the_result_is_the_bias():
    """PyTorch leaves the output channels out, which the docstring says."""
    x, weight = np.ones((2, 0, 5)), np.ones((3, 0, 2))
    assert F.conv1d(tensor(x), tensor(weight)).shape == (2, 0, 4)
    assert not conv(x, weight).any()
    bias = np.array([1.0, 2.0, 3.0])
    assert np.array_equal(conv(x, weight, bias), np.tile(bias[:, None], (2, 1, 4)))


X, W = np.ones((1, 4, 5, 5)), np.ones((6, 2, 3, 3))
BAD = [
    ({"x": [[1.0]]}, TypeError, "x must be a plain NumPy array of numbers, not list"),
    ({"weight": None}, TypeError, "weight must be a plain NumPy array of numbers, not NoneType"),
    ({"x": X > 0}, TypeError, "x must be a plain NumPy array of numbers, not an array of bool"),
    ({"weight": W.astype("int64")}, TypeError, "dtype of x, float64, not int64"),
    ({"bias": np.ones(6, "float32")}, TypeError, "bias must have the dtype of x, float64"),
    ({"bias": 1.0}, TypeError, "bias must be a plain NumPy array of numbers, not float"),
    ({"stride": 1.0}, TypeError, r"stride must be an integer, got 1\.0"),
    ({"stride": True}, TypeError, "stride must be an integer, got True"),
    ({"stride": (1, True)}, TypeError, "stride must be an integer, got True"),
    ({"stride": "2"}, TypeError, "stride must be an integer, got '2'"),
    ({"stride": None}, TypeError, "stride must be an integer, got None"),
    ({"padding": 0.5}, TypeError, r"padding must be an integer, got 0\.5"),
    ({"padding": None}, TypeError, "padding must be an integer, got None"),
    ({"dilation": "1"}, TypeError, "dilation must be an integer, got '1'"),
    ({"groups": 2.0}, TypeError, r"groups must be an integer, got 2\.0"),
    ({"groups": (2,)}, TypeError, r"groups must be an integer, got \(2,\)"),
    ({"groups": True}, TypeError, "groups must be an integer, got True"),
    ({"stride": 0}, ValueError, "stride must be at least 1, got 0"),
    ({"stride": (1, -1)}, ValueError, "stride must be at least 1, got -1"),
    ({"dilation": 0}, ValueError, "dilation must be at least 1, got 0"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"groups": 0}, ValueError, "groups must be at least 1, got 0"),
    ({"stride": (1, 1, 1)}, ValueError, r"one integer or 2, one for each axis, got \(1, 1, 1\)"),
    ({"padding": ()}, ValueError, r"padding must be one integer or 2, .* got \(\)"),
    ({"padding": (1, 0, 0, 1)}, ValueError, r"got \(1, 0, 0, 1\); where its sides differ"),
    ({"padding": [(1, 0), (1,)]}, ValueError, r"has a pair \(before, after\), as in \[\(0, 1\)\]"),
    ({"padding": [(1, 0), (-1, 1)]}, ValueError, "padding must be at least 0, got -1"),
    ({"padding": [(1, 0), (1, 0.5)]}, TypeError, r"padding must be an integer, got 0\.5"),
    ({"padding": [(1, 0), ((1, 0), 1)]}, TypeError, r"an integer, got \(1, 0\)"),
    ({"padding": [(1, 0), (1, "0")]}, TypeError, "padding must be an integer, got '0'"),
    ({"padding": "full"}, ValueError, '"valid" or "same", got \'full\''),
    ({"padding": "same", "stride": 2}, ValueError, r"needs stride 1, got stride \(2, 2\)"),
    ({"dilation": 3}, ValueError, "spans 7 cells, .* has 5; padded input .5, 5."),
    ({"x": np.ones((1, 3, 5, 5))}, ValueError, r"4 channels, got 3; x \(1, 3, 5, 5\)"),
    ({"x": np.ones((5, 5))}, ValueError, r"x must be .*, got shape \(5, 5\)"),
    ({"x": np.ones((1, 1, 4, 5, 5))}, ValueError, "with n = 2 as in weight"),
    ({"x": np.ones((1, 4, 0, 5))}, ValueError, "every i at least 1"),
    ({"weight": np.ones((6, 2))}, ValueError, r"weight must be .*, got shape \(6, 2\)"),
    ({"weight": np.ones((6, 2, 0, 3))}, ValueError, "with no size 0 but in C"),
    ({"weight": np.ones((0, 2, 3, 3))}, ValueError, "with no size 0 but in C"),
    ({"weight": np.ones((5, 2, 3, 3))}, ValueError, "groups 2 must divide the 5 output channels"),
    ({"bias": np.ones(1)}, ValueError, r"bias must have shape \(6,\), got \(1,\)"),
    ({"padding_mode": "mirror"}, ValueError, "padding_mode must be one of .* got 'mirror'"),
    ({"padding_mode": None}, ValueError, "padding_mode must be one of"),
    (
        {"padding": 5, "padding_mode": "reflect"},
        ValueError,
        "reflect padding must be smaller than the input size 5, got 5",
    ),
    (
        {"padding": [(0, 0), (0, 5)], "padding_mode": "reflect"},
        ValueError,
        "reflect padding must be smaller than the input size 5, got 5",
    ),
    (
        {"padding": 6, "padding_mode": "circular"},
        ValueError,
        "circular padding must be at most the input size 5, got 6",
    ),
]


@pytest.mark.parametrize(("change", "error", "message"), BAD)
def test_says_what_was_wrong(change, error, message):
    with pytest.raises(error, match=message) as raised:
        conv(**{"x": X, "weight": W, "groups": 2} | change)
    assert "\n" not in str(raised.value)


def test_smallest_dtypes_stay():
    for dtype in ("float16", "int8", "uint8", "complex64", "int32"):
        x, weight = np.ones((1, 3, 4), dtype), np.ones((2, 3, 2), dtype)
        agree(conv(x, weight), F.conv1d(tensor(x), tensor(weight)))


def test_bands_join_without_a_seam(monkeypatch):
    x, weight = numbers(0, (2, 3, 17, 9), "int64"), numbers(1, (4, 3, 3, 2), "int64")
    for stride in (1, 2, 3):
        whole = conv(x, weight, stride=stride)
        agree(whole, F.conv2d(tensor(x), tensor(weight), stride=stride))
        monkeypatch.setattr("conv._BAND", 400)
        np.testing.assert_array_equal(conv(x, weight, stride=stride), whole)
        monkeypatch.undo()


def test_four_dimensions():
    x, weight = numbers(0, (1, 2, 3, 4, 3, 4), "int64"), numbers(1, (2, 2, 2, 1, 2, 3), "int64")
    y = conv(x, weight, padding=1, stride=2)
    padded = np.pad(x, [(0, 0)] * 2 + [(1, 1)] * 4)
    for o, *n in np.ndindex(y.shape[1:]):
        seen = [slice(2 * a, 2 * a + k) for a, k in zip(n, weight.shape[2:])]
        assert y[(0, o, *n)] == np.sum(padded[(0, slice(None), *seen)] * weight[o])


def test_clear_forms_agree(checked):
    cases = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        size, kernel = rng.integers(4, 7, 2), rng.integers(1, 4, 2)
        x, weight = numbers(seed, size, "int64", LAYOUTS[seed % 5]), numbers(seed, kernel, "int64")
        stride = int(rng.integers(1, 4))
        torchs = F.conv2d(tensor(x)[None, None], tensor(weight)[None, None], stride=stride)
        agree(conv2d_by_hand(x, weight, stride), torchs[0, 0])
        agree(conv_tap_by_tap(x[None, None], weight[None, None], stride), torchs)
        assert np.sum(window(x, weight, 0, 0, stride) * weight) == torchs[0, 0, 0, 0]
        cases += 1

    def check(layer):
        x, weight, _, arguments = layer
        s, d = (spread(arguments[name], weight.ndim - 2)[0] for name in ("stride", "dilation"))
        reach = [d * (k - 1) + 1 for k in weight.shape[2:]]
        if x.ndim < weight.ndim or any(r > i for r, i in zip(reach, x.shape[2:])):
            return False
        x = x[:, : weight.shape[1]]
        torchs = CONV[x.ndim - 2](tensor(x), tensor(weight), None, s, 0, d)
        agree(conv_tap_by_tap(x, weight, s, d), torchs)
        return True

    cases += check_drawn(150, layers(False), check)
    checked([conv2d_by_hand, window, conv_tap_by_tap], "drawn cases against PyTorch", cases)


@pytest.mark.parametrize(
    ("x", "weight", "stride", "error"),
    [
        (np.ones((3, 3)), np.ones((4, 2)), 1, ValueError),
        (np.ones((3, 3)), np.ones((2, 2)), 0, ValueError),
        (np.ones((3, 3)), np.ones((2, 0)), 1, ValueError),
        (np.ones((3, 3, 3)), np.ones((2, 2)), 1, ValueError),
        (np.ones((3, 3)), np.ones(2), 1, ValueError),
        (np.ones((3, 3)), np.ones((2, 2)), 1.0, TypeError),
        (np.ones((3, 3)), np.ones((2, 2)), True, TypeError),
        (np.ones((3, 3)), np.ones((2, 2)) > 0, 1, TypeError),
        ([[1, 2], [3, 4]], np.ones((2, 2)), 1, TypeError),
    ],
)
def test_by_hand_refuses(x, weight, stride, error):
    with pytest.raises(error):
        conv2d_by_hand(x, weight, stride)


def test_checked_function_looks_like_the_one_it_checks():
    assert conv2d_by_hand.__name__ == "conv2d_by_hand"
    assert "sum of window(r, c) * weight" in conv2d_by_hand.__doc__
    x, weight = numbers(0, (5, 4), "int64"), numbers(1, (2, 3), "int64")
    bare = conv2d_by_hand.__wrapped__  # what a page shows and runs, without the check
    np.testing.assert_array_equal(bare(x, weight), conv2d_by_hand(x, weight))
