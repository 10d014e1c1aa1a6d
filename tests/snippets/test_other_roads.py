"""FFT and Winograd give PyTorch's numbers, up to an error that is stated and held."""

import numpy as np
import pytest
import torch.nn.functional as F  # noqa: N812
from fft_conv import fft_conv
from fft_conv import relative_error as fft_error
from hypothesis import strategies as st
from winograd import relative_error, winograd_conv2d

from tests.snippets.drawn import CONV, LAYOUTS, check_drawn, grid, layers, numbers, tensor


def test_fft_drawn(checked):
    def check(layer):
        x, weight, bias, arguments = layer
        want = CONV[weight.ndim - 2](tensor(x), tensor(weight), tensor(bias), **arguments).numpy()
        before = x.copy(), weight.copy()
        have = fft_conv(x, weight, bias, **arguments)
        assert have.shape == want.shape
        assert have.dtype == want.dtype
        bound = 1e-5 if x.dtype == np.float32 else 1e-13
        np.testing.assert_allclose(have, want, rtol=bound, atol=20 * bound)
        np.testing.assert_equal((x, weight), before)

    cases = check_drawn(400, layers(False, ("float64", "float32")), check)
    checked([fft_conv], "drawn layers against PyTorch", cases)


def test_winograd_drawn(checked):
    @st.composite
    def images(draw):
        padding = draw(st.sampled_from([0, 1, 2, (0, 2), (1,)]))
        size = draw(st.integers(3, 11)), draw(st.integers(3, 11))
        batch, c, o = draw(st.sampled_from([(), (0,), (2,)])), draw(st.integers(1, 3)), 2
        dtype, layout = (
            draw(st.sampled_from(["float64", "float32"])),
            draw(st.sampled_from(LAYOUTS)),
        )
        x = numbers(draw(st.integers(0, 99)), (*batch, c, *size), dtype, layout)
        weight = numbers(draw(st.integers(0, 99)), (o, c, 3, 3), dtype, layout)
        bias = draw(st.sampled_from([None, numbers(0, (o,), dtype)]))
        return x, weight, bias, padding, draw(st.sampled_from([2, 4]))

    def check(case):
        x, weight, bias, padding, tile = case
        want = F.conv2d(tensor(x), tensor(weight), tensor(bias), padding=padding).numpy()
        have = winograd_conv2d(x, weight, bias, padding, tile)
        assert have.shape == want.shape
        assert have.dtype == want.dtype
        bound = 1e-5 if x.dtype == np.float32 else 1e-13
        np.testing.assert_allclose(have, want, rtol=bound, atol=20 * bound)

    checked([winograd_conv2d], "drawn layers against PyTorch", check_drawn(300, images(), check))


@pytest.mark.parametrize("error", [fft_error, relative_error])
def test_relative_error_is_the_largest(error, checked):
    cases = 0
    for rows, columns in (case.values() for case in grid(rows=range(1, 6), columns=range(1, 6))):
        size = rows, columns
        y, exact = numbers(cases, size, "float64"), numbers(cases + 1, size, "float64")
        largest = max(abs(one) for one in exact.flat)
        want = max(abs(one - other) for one, other in zip(y.flat, exact.flat)) / largest
        assert error(y, exact) == want
        cases += 1
    checked([error], "drawn pairs against the definition", cases)


def test_stated_errors():
    x, weight = numbers(0, (16, 64, 64), "float64"), numbers(1, (8, 16, 3, 3), "float64")
    exact = F.conv2d(tensor(x), tensor(weight)).numpy()
    single = x.astype("float32"), weight.astype("float32")
    direct = relative_error(F.conv2d(*map(tensor, single)).numpy(), exact)
    small, large = (relative_error(winograd_conv2d(*single, tile=m), exact) for m in (2, 4))
    # processors add up in different orders, so these bounds are wide
    assert small < 3 * direct  # about as exact as the direct sum
    assert 2 * small < large < 40 * small  # about one digit less
    assert fft_error(fft_conv(*single), exact) < 3e-7
    assert fft_error(fft_conv(x, weight), exact) < 3e-15
    # small numbers beside large ones lose their digits in the transform, not in the sum
    x[:, :, 32:] *= 1e6
    exact = F.conv2d(tensor(x), tensor(weight)).numpy()[:, :, :30]
    have = fft_conv(x.astype("float32"), single[1])[:, :, :30]
    assert fft_error(have, exact) > 1e-3


def test_relative_error():
    for error in (relative_error, fft_error):
        assert error(np.array([3.0, -5.0]), np.array([4.0, -5.0])) == 0.2


X, W = np.ones((1, 4, 5, 5)), np.ones((6, 4, 3, 3))
BOTH = [
    ({"x": X.astype(int)}, TypeError, "float32 or float64, not int64"),
    ({"x": [1.0]}, TypeError, "float32 or float64, not list"),
    ({"weight": W.astype("float16")}, TypeError, "float32 or float64, not float16"),
    ({"weight": W.astype("float32")}, TypeError, "dtype of x, float64, not float32"),
    ({"bias": 1.0}, TypeError, "bias must be a NumPy array of float32 or float64, not float"),
    ({"bias": np.ones(4)}, ValueError, r"bias must have shape \(6,\), got \(4,\)"),
    ({"padding": -1}, ValueError, "padding must be at least 0, got -1"),
    ({"padding": "same"}, TypeError, "padding must be an integer, got 'same'"),
    ({"padding": (1, 1, 1)}, ValueError, "padding must be one integer or 2"),
    ({"x": X[:, :3]}, ValueError, "with C = 4|4 . groups channels"),
    ({"x": X[0, 0]}, ValueError, "x must be .*B, C"),
    ({"x": X[:, :, :0]}, ValueError, "x must be .*B, C"),
    ({"x": X[0, :, :0]}, ValueError, "x must be .*B, C"),
    ({"x": X[:, :, :2]}, ValueError, "must not be larger than the padded input"),
    ({"weight": W[:0]}, ValueError, "weight"),
]


@pytest.mark.parametrize("function", [fft_conv, winograd_conv2d])
@pytest.mark.parametrize(("change", "error", "message"), BOTH)
def test_says_what_was_wrong(function, change, error, message):
    function(X, W)
    with pytest.raises(error, match=message):
        function(**{"x": X, "weight": W} | change)


@pytest.mark.parametrize(
    ("function", "change", "error", "message"),
    [
        (fft_conv, {"groups": 4}, ValueError, r"x must have 16 \* groups|4 \* groups channels"),
        (fft_conv, {"weight": W[:, :2], "groups": 2, "stride": 0}, ValueError, "stride must be at"),
        (fft_conv, {"weight": W[:5, :2], "groups": 2}, ValueError, "groups must divide 5"),
        (fft_conv, {"groups": 1.0}, TypeError, r"groups must be an integer, got 1\.0"),
        (fft_conv, {"dilation": 3}, ValueError, r"spans \[7, 7\] cells, .* which has \[5, 5\]"),
        (fft_conv, {"weight": W[..., 0, 0]}, ValueError, "x must be"),
        (winograd_conv2d, {"tile": 3}, ValueError, "tile must be 2 or 4, got 3"),
        (winograd_conv2d, {"tile": 2.0}, TypeError, r"tile must be an integer, got 2\.0"),
        (winograd_conv2d, {"weight": W[..., :2]}, ValueError, r"weight must be \(O, C, 3, 3\)"),
    ],
)
def test_says_what_else_was_wrong(function, change, error, message):
    with pytest.raises(error, match=message):
        function(**{"x": X, "weight": W} | change)
