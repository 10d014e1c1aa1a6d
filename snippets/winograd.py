"""Convolution with a `3 x 3` kernel by Winograd's minimal filtering.

Fewer products, more rounding. A tile of `m x m` results needs `9 * m * m`
products directly. Here it needs `(m + 2) * (m + 2)`: transform the
`(m + 2) x (m + 2)` cells that the tile sees, and the kernel; multiply cell by
cell; transform back. With `m = 2` that is `16` products for `36`, with `m = 4`
it is `36` for `144`.

Error: the transforms add and subtract numbers of different size. In `float32`,
`m = 2` is about as exact as the direct sum, `m = 4` loses about one digit;
larger `m` loses more, so it is not here. Where a number is not finite, more
cells become `nan` than in the direct sum: the transforms subtract, and
`inf - inf` is no number.

Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
`arXiv 1509.09308`.
"""

from numbers import Integral
from typing import Any

import numpy as np

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each

# --8<-- [start:matrices]
# For one axis, by the width m of the tile:
# result = BACK @ ((KERNEL @ taps) * (INPUT @ cells)).
INPUT: dict[int, list[list[float]]] = {
    2: [[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]],
    4: [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
}
KERNEL: dict[int, list[list[float]]] = {
    2: [[1, 0, 0], [1 / 2, 1 / 2, 1 / 2], [1 / 2, -1 / 2, 1 / 2], [0, 0, 1]],
    4: [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ],
}
BACK: dict[int, list[list[float]]] = {
    2: [[1, 1, 1, 0], [0, 1, -1, -1]],
    4: [
        [1, 1, 1, 1, 1, 0],
        [0, 1, -1, 2, -2, 0],
        [0, 1, 1, 4, 4, 0],
        [0, 1, -1, 8, -8, 1],
    ],
}
# --8<-- [end:matrices]


# --8<-- [start:winograd]
def winograd_conv2d(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    padding: Sizes = 0,
    tile: int = 2,
) -> np.ndarray:
    """Compute `torch.nn.functional.conv2d` for `3 x 3`, stride 1, one group.

    `y[b, o, n] = bias[o] + sum of x[b, c, n + t - padding] * weight[o, c, t]`.

    Args:
        x: `(B, C, H, W)`, or `(C, H, W)` without a batch; `float32` or
            `float64`, finite.
        weight: `(O, C, 3, 3)`, of the same dtype as `x`, finite.
        bias: `(O,)`, of the same dtype, or `None`.
        padding: zeros on each side, `>= 0`; an integer, or `(rows, columns)`.
        tile: `2` or `4`, the width `m` of a tile.

    Returns:
        array: `(B, O, H + 2 * padding - 2, W + 2 * padding - 2)`, without `B`
        if `x` has none.

    Raises:
        TypeError: an argument has the wrong type; integers too, as the result
            is not exact.
        ValueError: shapes or numbers do not fit.

    Examples:
        >>> y = winograd_conv2d(np.ones((1, 4, 4)), np.ones((1, 1, 3, 3)))
        >>> np.allclose(y, 9)
        True
    """
    p, q, m = _check_winograd(x, weight, bias, padding, tile)
    batch = x if x.ndim == 4 else x[None]
    b, c = batch.shape[:2]
    rows, columns = x.shape[-2] + 2 * p - 2, x.shape[-1] + 2 * q - 2
    ends = [(p, p + -rows % m), (q, q + -columns % m)]  # up to whole tiles
    padded = np.pad(batch, [(0, 0), (0, 0), *ends])
    seen = np.lib.stride_tricks.sliding_window_view(
        padded, (m + 2, m + 2), axis=(2, 3)
    )
    cells = seen[:, :, ::m, ::m].transpose(4, 5, 1, 0, 2, 3)
    down, across = cells.shape[4:]  # behind the transformed axes, C and B
    tiles = b * down * across
    images = _transform(INPUT[m], cells).reshape(m + 2, m + 2, c, tiles)
    kernels = _transform(KERNEL[m], weight.transpose(2, 3, 0, 1))
    products = kernels @ images  # the channels add up
    found = _transform(BACK[m], products)
    found = found.reshape(m, m, len(weight), b, down, across)
    y = found.transpose(3, 2, 4, 0, 5, 1)
    y = y.reshape(b, len(weight), down * m, across * m)
    y = y[:, :, :rows, :columns].copy()
    if bias is not None:
        y += bias.reshape(-1, 1, 1)
    return y if x.ndim == 4 else y[0]


# --8<-- [end:winograd]


def _transform(matrix: list[list[float]], a: np.ndarray) -> np.ndarray:
    """matrix @ a @ matrix.T along the first two axes, in the dtype of a."""
    m = np.array(matrix, dtype=a.dtype)
    b: np.ndarray = np.einsum("ia,jb,ab...->ij...", m, m, a, optimize=True)
    return b


# --8<-- [start:error]
def relative_error(y: np.ndarray, exact: np.ndarray) -> float:
    """The largest difference, as a part of the largest exact number.

    Both are arrays of one shape, not empty. A number that is not finite makes
    the answer `nan` or `inf`.

    Examples:
        >>> relative_error(np.array([1.0, 2.5]), np.array([1.0, 2.0]))
        0.25
    """
    return float(np.max(np.abs(y - exact)) / np.max(np.abs(exact)))


# --8<-- [end:error]


def _check_winograd(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None,
    padding: Sizes,
    tile: int,
) -> tuple[int, int, int]:
    """The padding of rows and columns and the tile, if everything fits."""
    _check_floats(x=x, weight=weight, bias=bias)
    if weight.ndim != 4 or weight.shape[2:] != (3, 3) or 0 in weight.shape:
        raise ValueError(
            f"weight must be (O, C, 3, 3), got shape {weight.shape}"
        )
    fits = x.ndim in (3, 4) and x.shape[-3] == weight.shape[1]
    if not fits or 0 in x.shape[-2:]:
        raise ValueError(
            f"x must be (B, C, H, W) or (C, H, W) with C = {weight.shape[1]} "
            f"as in weight, got shape {x.shape}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(
            f"bias must have shape {weight.shape[:1]}, got {bias.shape}"
        )
    tile = _integer("tile", tile, 2)
    if tile not in INPUT:
        raise ValueError(f"tile must be 2 or 4, got {tile}")
    p, q = _per_axis("padding", padding, 2, 0)
    if x.shape[-2] + 2 * p < 3 or x.shape[-1] + 2 * q < 3:
        raise ValueError(
            f"the kernel, (3, 3), must not be larger than the padded input, "
            f"got x {x.shape} and padding {(p, q)}"
        )
    return p, q, tile


# Copied from shared/helpers.py, so that this file works alone.
def _check_floats(**given: Any) -> None:
    """Refuse what is no array of float32 or float64, and a mix of both."""
    for name, a in given.items():
        kind = getattr(a, "dtype", type(a).__name__)
        if kind not in (np.float32, np.float64) and a is not None:
            raise TypeError(
                f"{name} must be a NumPy array of float32 or float64, not "
                f"{kind}"
            )
    _check_arrays(**given)


def _check_arrays(**given: Any) -> None:
    """Refuse what is no array of numbers, and arrays of several dtypes."""
    first, *_ = given
    for name, a in given.items():
        if name == "bias" and a is None:
            continue
        _check_numbers(name, a)
        if a.dtype != given[first].dtype:
            raise TypeError(
                f"{name} must have the dtype of {first}, "
                f"{given[first].dtype}, not {a.dtype}"
            )


def _check_numbers(name: str, a: Any) -> None:
    """Refuse what is not a plain array of numbers.

    Subclasses may multiply in ways of their own: * of np.matrix is a matrix
    product, and a masked array hides numbers.
    """
    kind = type(a).__name__
    if type(a) in (np.ndarray, np.memmap):
        if a.dtype.kind in "iufc":
            return
        kind = f"an array of {a.dtype}"
    raise TypeError(
        f"{name} must be a plain NumPy array of numbers, not {kind}"
    )


def _per_axis(
    name: str, value: Any, axes: int, least: int = 1
) -> tuple[int, ...]:
    """The value as one integer for each axis; a single one counts for all."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    if len(values) not in (1, axes):
        raise ValueError(
            f"{name} must be one integer or {axes}, one for each axis, got "
            f"{value!r}"
        )
    numbers = tuple(_integer(name, v, least) for v in values)
    return numbers * (axes // len(values))


def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integral)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
