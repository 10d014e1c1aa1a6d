"""Kinds of input that once gave a wrong number, an error without a sentence, or a long wait."""

import time
from fractions import Fraction
from math import prod

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from circular_conv_transpose import conv_transpose_continued, conv_transpose_folded, source
from conv import conv, conv2d_by_hand
from conv_matrix import col2im, conv_matrix, im2col
from conv_transpose import (
    conv_transpose,
    conv_transpose_by_matrix,
    conv_transpose_by_stamping,
    conv_transpose_by_zero_insertion,
    conv_transpose_tap_by_tap,
    slide,
)
from conv_transpose_as_conv import conv_as_conv_transpose, conv_transpose_as_conv
from cost import conv_cost, conv_transpose_cost
from equivalent_padding_check import by_pytorch, by_theorem
from fft_conv import fft_conv
from gradient import conv_bias_gradient, conv_input_gradient, conv_weight_gradient
from hypothesis import strategies as st
from overlap import overlap
from pixel_shuffle import conv_transpose_weight, pixel_shuffle, pixel_unshuffle, subpixel_weight
from receptive_field import Layer, ReceptiveField, input_cells, receptive_field
from same_padding import (
    avg_pool_same,
    conv_same,
    conv_transpose_same,
    max_pool_same,
    same_padding,
)
from winograd import winograd_conv2d

from tests.snippets.drawn import CONV, CONV_TRANSPOSE, check_drawn, layers, tensor

WAYS = [
    conv_transpose_by_stamping,
    conv_transpose_by_matrix,
    conv_transpose_by_zero_insertion,
]

# --- Subclasses of arrays: * of np.matrix is a matrix product, a masked array hides numbers.

IMAGE, KERNEL = np.arange(1.0, 10).reshape(3, 3), np.array([[1.0, 2], [3, 4]])
ROWS, TAPS = np.arange(1.0, 7).reshape(2, 3), np.arange(1.0, 5).reshape(1, 2, 2)
PLAIN = [
    *[(f, (IMAGE, KERNEL)) for f in (conv2d_by_hand, slide, *WAYS)],
    *[(f, (ROWS, TAPS)) for f in (conv, fft_conv)],
    (conv_transpose, (ROWS, TAPS.reshape(2, 1, 2))),
    (im2col, (ROWS, 2)),
    (col2im, (ROWS.T[:, :1], (3,), 3)),
    (conv_matrix, (TAPS, (3,))),
    (winograd_conv2d, (np.ones((1, 3, 3)), np.ones((1, 1, 3, 3)))),
    *[(f, (np.ones((4, 2, 2)), 2)) for f in (pixel_shuffle, pixel_unshuffle)],
    *[(f, (np.ones((4, 1, 2, 2)), 2)) for f in (subpixel_weight, conv_transpose_weight)],
]


@pytest.mark.parametrize(("function", "arguments"), PLAIN)
@pytest.mark.parametrize("kind", [np.matrix, np.ma.MaskedArray])
@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_subclasses_of_arrays_are_refused(function, arguments, kind):
    function(*arguments)
    for n, a in enumerate(arguments):
        if isinstance(a, np.ndarray) and (a.ndim == 2 or kind is not np.matrix):
            given = [*arguments[:n], a.view(kind), *arguments[n + 1 :]]
            with pytest.raises(TypeError, match=f"plain NumPy array.*, not {kind.__name__}$"):
                function(*given)


def test_an_array_on_disk_is_an_array(tmp_path):
    on_disk = np.memmap(tmp_path / "x", dtype="float64", mode="w+", shape=(3, 3))
    on_disk[:] = IMAGE
    np.testing.assert_array_equal(conv2d_by_hand(on_disk, KERNEL), conv2d_by_hand(IMAGE, KERNEL))


# --- Numbers that are not finite: as PyTorch has them, where the docstring says nothing else.


spoils = pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")


def poisoned(a, seed):
    """A copy with up to two numbers that are not finite."""
    rng = np.random.default_rng(seed)
    a = np.array(a)
    for _ in range(rng.integers(0, 3)):
        if a.size:
            a.flat[rng.integers(a.size)] = rng.choice([np.inf, -np.inf, np.nan])
    return a


def check_not_finite(transposed, compute):
    """Compare what compute makes of poisoned layers with PyTorch."""
    spoilt = 0

    def check(layer):
        nonlocal spoilt
        x, weight, bias, arguments = layer
        x, weight = poisoned(x, x.size), poisoned(weight, weight.size + 1)
        have = compute(x, weight, bias, **arguments)
        function = (CONV_TRANSPOSE if transposed else CONV)[weight.ndim - 2]
        want = function(tensor(x), tensor(weight), tensor(bias), **arguments).numpy()
        np.testing.assert_allclose(have, want, rtol=1e-10, atol=1e-10)  # nan equals nan
        spoilt += not np.isfinite(want).all()

    cases = check_drawn(300, layers(transposed, ("float64",)), check)
    assert cases / 3 < spoilt < cases


@spoils
@pytest.mark.parametrize(("transposed", "compute"), [(False, conv), (True, conv_transpose)])
def test_not_finite_is_pytorchs(transposed, compute):
    check_not_finite(transposed, compute)


@spoils
def test_an_infinite_tap_spoils_only_what_it_stamps():
    x, weight = np.array([[1.0, 2, 3]]), np.array([[[0.0, 1, np.inf]]])
    want = F.conv_transpose1d(tensor(x), tensor(weight), stride=2).numpy()
    assert want[0, 5] == 3
    np.testing.assert_array_equal(conv_transpose(x, weight, stride=2), want)
    np.testing.assert_array_equal(conv_transpose_by_stamping(x[0], weight[0, 0], 2), want[0])
    np.testing.assert_array_equal(conv_transpose_tap_by_tap(x[None], weight, 2)[0], want)


@spoils
def test_docstrings_say_where_more_becomes_nan():
    x, weight = np.array([[1.0, 2, 3, 4, 5]]), np.array([[[1.0, np.inf]]])
    assert np.isnan(fft_conv(x, weight)).all()
    assert "not finite" in fft_conv.__globals__["__doc__"]
    spoilt = x[0] * np.array([1, np.inf, 1, 1, 1])
    for way, case in zip(WAYS[1:], [(spoilt, np.ones(2)), (x[0], weight[0, 0])]):
        direct = conv_transpose_by_stamping(*case, 2)
        assert np.isnan(way(*case, 2)).sum() > np.isnan(direct).sum()
        assert "not finite" in way.__globals__["__doc__"]
    for function in (conv_transpose_as_conv, winograd_conv2d, conv_matrix, conv):
        assert "not finite" in function.__globals__["__doc__"]


def test_gradients_of_what_is_not_finite_are_autograds():
    def check(layer):
        x, weight, _, arguments = layer
        axes = weight.ndim - 2
        x = x if x.ndim == axes + 2 else x[None]
        x, weight = tensor(poisoned(x, x.size)), tensor(poisoned(weight, weight.size + 1))
        x, weight = x.requires_grad_(), weight.requires_grad_()
        y = CONV[axes](x, weight, **arguments)
        g = tensor(poisoned(np.ones(y.shape), y.numel() + 2))
        want = torch.autograd.grad(y, (x, weight), g)
        x, weight = x.detach(), weight.detach()
        have = (
            conv_input_gradient(x.shape, weight, g, **arguments),
            conv_weight_gradient(x, weight.shape, g, **arguments),
        )
        for ours, torchs in zip(have, want):
            torch.testing.assert_close(ours, torchs, equal_nan=True)

    check_drawn(200, layers(False, ("float64",)), check)


# --- Small integers wrap around, as in PyTorch (which has no transposed convolution of them).


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16"])
def test_small_integers_wrap_around(dtype):
    x, weight = np.full((3, 3), 100, dtype), np.full((2, 2), 3, dtype)
    want = F.conv2d(tensor(x)[None, None], tensor(weight)[None, None])[0, 0].numpy()
    for have in (conv2d_by_hand(x, weight), slide(x, weight), conv(x[None], weight[None, None])[0]):
        np.testing.assert_array_equal(have, want)
        assert have.dtype == dtype
    want = conv_transpose_by_stamping(x.astype(int), weight.astype(int)).astype(dtype)
    for way in WAYS:
        np.testing.assert_array_equal(way(x, weight), want)
        assert way(x, weight).dtype == dtype
    have = by_theorem(x[0], weight[0], 1, 0, 1, 0)
    want = by_pytorch(x[0].astype(int), weight[0].astype(int), 1, 0, 1, 0).astype(dtype)
    np.testing.assert_array_equal(have, want)
    assert have.dtype == dtype


# --- Every refusal is one sentence.

T, W = torch.ones(1, 2, 4), torch.ones(2, 2, 3)
SENTENCES = [
    (conv_weight_gradient, (T.numpy(), (2, 2, 3), T[..., :2]), "input must be a tensor"),
    (conv_weight_gradient, (T, (2, 2, 3), T[..., :2].double()), "grad_output must have the dtype"),
    (conv_weight_gradient, (T, 3, T[..., :2]), "the size of weight must be a tuple, got 3"),
    (conv_weight_gradient, (T > 0, (2, 2, 3), T[..., :2]), "input must be a tensor of numbers"),
    (conv_input_gradient, ((1, 2, 4), W.numpy(), T[..., :2]), "weight must be a tensor"),
    (conv_input_gradient, ((1, 2, 4), W, T[..., :2].double()), "grad_output must have the dtype"),
    (conv_input_gradient, (4, W, T[..., :2]), "the size of input must be a tuple, got 4"),
    (conv_bias_gradient, (T > 0,), "grad_output must be a tensor of numbers, not torch.bool"),
    *[
        (function, (T, W.to(device="meta")), "weight must have the device of x, cpu, not meta")
        for function in (
            conv_same,
            conv_transpose_same,
            conv_as_conv_transpose,
            conv_transpose_as_conv,
            conv_transpose_continued,
            conv_transpose_folded,
        )
    ],
    (source, (3, 1, 1, ["zeros"]), "padding_mode must be one of .* got .'zeros'."),
    (conv, (T.numpy(), W.numpy(), None, 1, 0, 1, 1, ["zeros"]), "padding_mode must be one of"),
    (receptive_field, (5,), "layers must be a list of layers, got 5"),
    (slide, ([1, 2], np.ones(1)), "x must be a plain NumPy array of numbers, not list"),
]


@pytest.mark.parametrize(("function", "arguments", "message"), SENTENCES)
def test_a_refusal_is_one_sentence(function, arguments, message):
    with pytest.raises((TypeError, ValueError), match=message) as refused:
        function(*arguments)
    assert "\n" not in str(refused.value)


# --- Integers of NumPy are integers everywhere; True and False are not, as in PyTorch.

TWO = np.int64(2)
INTEGERS = [
    lambda two: conv2d_by_hand(IMAGE, KERNEL, two),
    lambda two: conv(np.ones((2, 9)), np.ones((2, 1, 2)), None, two, (two,), two, two),
    lambda two: conv_transpose(np.ones((2, 9)), np.ones((2, 1, 2)), None, two, two, 1, two, two),
    lambda two: conv(np.ones((2, 9)), np.ones((2, 2, 2)), padding=[(two, two)]),
    lambda two: conv_transpose(np.ones((2, 9)), np.ones((2, 2, 2)), padding=[(two, two)]),
    lambda two: im2col(ROWS, two),
    lambda two: fft_conv(np.ones((2, 9)), np.ones((2, 1, 2)), None, two, two, two, two),
    lambda two: winograd_conv2d(np.ones((1, 4, 4)), np.ones((1, 1, 3, 3)), None, two, two),
    lambda two: overlap((two, 3), two, two, 1, 1, two),
    lambda two: pixel_shuffle(np.ones((4, 2, 2)), two),
    lambda two: same_padding(two, two, two, two),
    lambda two: conv_same(T, torch.ones(2, 1, 3), None, two, two, two),
    lambda two: conv_transpose_same(T, W, None, two, two, 1, [two * 4]),
    lambda two: max_pool_same(T, (two,), two, two),
    lambda two: avg_pool_same(T, (two,), two),
    lambda two: conv_as_conv_transpose(T, torch.ones(2, 1, 3), None, two, two, two, two),
    lambda two: conv_transpose_as_conv(T, W, None, two, two, 1, two, two),
    lambda two: conv_transpose_continued(T, W, None, two, two, 1, two, two),
    lambda two: conv_transpose_folded(T, W, None, two, two, 1, two, two),
    lambda two: conv_input_gradient((1, two, 4), W, T[..., :1], two),
    lambda two: conv_weight_gradient(T, (2, two, 3), T[..., :1], two),
    lambda two: input_cells([(two, two, two, two, True)], two),
    lambda two: receptive_field([(two, two, two, two, True)]),
    lambda two: conv_cost((1, two, 9), (two, 1, 3), True, two, two, two, two, two),
    lambda two: conv_transpose_cost((1, two, 9), (two, 1, 3), True, two, two, 1, two, two, two),
]


@pytest.mark.parametrize("call", INTEGERS)
def test_integers_of_numpy_are_integers(call):
    for number in (np.int64(2), np.uint8(2)):
        assert str(call(number)) == str(call(2))
    for number in (True, np.True_, 2.0, np.float64(2), "2"):
        with pytest.raises(TypeError, match="must be an integer, got"):
            call(number)


@pytest.mark.parametrize("number", [True, np.True_])
def test_pytorch_takes_no_boolean_for_an_integer(number):
    with pytest.raises(TypeError):
        F.conv1d(T, W, stride=number)
    assert F.conv1d(T, W, stride=TWO).equal(F.conv1d(T, W, stride=2))


def test_costs_do_not_overflow():
    large = np.int32(50_000)
    cost = conv_cost((1, large, large), (large, large, 1), False)
    assert cost.parameters == 50_000**2
    assert cost.needed == cost.from_output == cost.from_input == 50_000**3


# --- What is asked costs what the answer costs. The limits are wide: the machine may be busy.


def seconds(function, *arguments):
    """What a function answers, and how long that took."""
    start = time.perf_counter()
    return function(*arguments), time.perf_counter() - start


UP, DOWN = Layer(4, 2, 1, transposed=True), Layer(4, 2, 1)


@pytest.mark.parametrize(
    ("stack", "answer"),
    [
        ([UP] * 20, ReceptiveField(3, Fraction(1, 2**20), -1)),
        ([UP] * 200, ReceptiveField(3, Fraction(1, 2**200), -1)),
        ([DOWN] * 40, ReceptiveField(3 * (2**40 - 1) + 1, Fraction(2**40), 1 - 2**40)),
        ([*[UP] * 20, *[DOWN] * 20], ReceptiveField(5, Fraction(1), -2)),
    ],
)
def test_receptive_fields_of_deep_stacks(stack, answer):
    field, spent = seconds(receptive_field, stack)
    assert field == answer
    assert spent < 1


def definition(stack):
    """Size, jump and start by input_cells, over all kinds of output cells."""
    period = prod(layer.stride for layer in stack if layer.transposed)
    jump = Fraction(prod(layer.stride for layer in stack if not layer.transposed), period)
    seen = [input_cells(stack, cell) for cell in range(period)]
    size = max((cells[-1] - cells[0] + 1 for cells in seen if cells), default=0)
    return ReceptiveField(size, jump, seen[0][0] if seen[0] else None)


def test_receptive_fields_are_those_of_the_definition():
    numbers = [st.integers(*ends) for ends in ((1, 4), (1, 4), (0, 2), (1, 4))]
    stacks = st.lists(st.builds(Layer, *numbers, st.booleans()), max_size=5)

    def check(stack):
        if prod(layer.stride for layer in stack) > 300:
            return False
        assert receptive_field(stack) == definition(stack)
        return True

    check_drawn(600, stacks, check)
    for depth in range(9):
        assert receptive_field([UP] * depth) == definition([UP] * depth)


def test_overlaps_of_large_kernels():
    count, spent = seconds(overlap, (10**6,), 10**6)
    assert spent < 2
    rising = np.arange(1, 10**6 + 1)
    np.testing.assert_array_equal(count, [*rising, *rising[-2::-1]])
    count, spent = seconds(overlap, (4,), 10**7, 1, 0, 1, 2)
    assert spent < 5
    assert count.sum() == 4 * 10**7
    assert (count[:3].tolist(), count[-3:].tolist()) == ([1, 1, 2], [1, 1, 0])


def test_costs_of_large_kernels():
    cost, spent = seconds(conv_cost, (1, 1, 10**9), (1, 1, 10**9), False)
    assert (cost.needed, spent < 1) == (10**9, True)
    cost, spent = seconds(conv_transpose_cost, (1, 1, 3), (1, 1, 10**9), False, 2)
    assert (cost.needed, spent < 1) == (3 * 10**9, True)
