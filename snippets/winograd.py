"""Convolution with a 3 x 3 kernel by Winograd's minimal filtering: fewer products, more rounding.

A tile of m x m results needs 9 * m * m products directly. Here it needs (m + 2) * (m + 2):
transform the (m + 2) x (m + 2) cells that the tile sees, and the kernel; multiply cell by cell;
transform back. With m = 2 that is 16 products for 36, with m = 4 it is 36 for 144.

Error: the transforms add and subtract numbers of different size. In float32, m = 2 is about as
exact as the direct sum, m = 4 loses about one digit; larger m loses more, so it is not here.

Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv 1509.09308.
"""

import numpy as np

# --8<-- [start:matrices]
# For one axis: result = BACK @ ((KERNEL @ taps) * (INPUT @ cells)), by the width m of the tile.
INPUT = {
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
KERNEL = {
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
BACK = {
    2: [[1, 1, 1, 0], [0, 1, -1, -1]],
    4: [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]],
}
# --8<-- [end:matrices]


# --8<-- [start:winograd]
def winograd_conv2d(x, weight, bias=None, padding=0, tile=2):
    """Compute torch.nn.functional.conv2d for kernels of 3 x 3, stride 1, one group.

    y[b, o, n] = bias[o] + sum of x[b, c, n + t - padding] * weight[o, c, t].

    Args:
        x: (B, C, H, W), or (C, H, W) without a batch; float32 or float64.
        weight: (O, C, 3, 3), of the same dtype as x.
        bias: (O,), of the same dtype, or None.
        padding: zeros on each side, >= 0; an integer, or (rows, columns).
        tile: 2 or 4, the width m of a tile.

    Returns:
        array: (B, O, H + 2 * padding - 2, W + 2 * padding - 2), without B if x has none.

    Raises:
        TypeError: an argument has the wrong type; integers too, as the result is not exact.
        ValueError: shapes or numbers do not fit.

    Examples:
        >>> y = winograd_conv2d(np.ones((1, 4, 4)), np.ones((1, 1, 3, 3)))
        >>> np.allclose(y, 9)
        True
    """
    p, q = _check(x, weight, bias, padding, tile)
    batch = x if x.ndim == 4 else x[None]
    b, c = batch.shape[:2]
    rows, columns = x.shape[-2] + 2 * p - 2, x.shape[-1] + 2 * q - 2
    ends = [(p, p + -rows % tile), (q, q + -columns % tile)]  # so that whole tiles cover it
    padded = np.pad(batch, [(0, 0), (0, 0), *ends])
    seen = np.lib.stride_tricks.sliding_window_view(padded, (tile + 2, tile + 2), axis=(2, 3))
    cells = seen[:, :, ::tile, ::tile].transpose(4, 5, 1, 0, 2, 3)  # m+2, m+2, C, B, tiles
    down, across = cells.shape[4:]
    images = _transform(INPUT[tile], cells).reshape(*cells.shape[:2], c, b * down * across)
    kernels = _transform(KERNEL[tile], weight.transpose(2, 3, 0, 1))
    products = kernels @ images  # the channels add up here: m+2, m+2, O, B * tiles
    tiles = _transform(BACK[tile], products).reshape(tile, tile, len(weight), b, down, across)
    y = tiles.transpose(3, 2, 4, 0, 5, 1).reshape(b, len(weight), down * tile, across * tile)
    y = y[:, :, :rows, :columns].copy()
    if bias is not None:
        y += bias.reshape(-1, 1, 1)
    return y if x.ndim == 4 else y[0]


# --8<-- [end:winograd]


def _transform(matrix, a):
    """matrix @ a @ matrix.T along the first two axes, in the dtype of a."""
    matrix = np.array(matrix, dtype=a.dtype)
    return np.einsum("ia,jb,ab...->ij...", matrix, matrix, a, optimize=True)


# --8<-- [start:error]
def relative_error(y, exact):
    """The largest difference, as a part of the largest exact number; both of one shape.

    Examples:
        >>> relative_error(np.array([1.0, 2.5]), np.array([1.0, 2.0]))
        0.25
    """
    return float(np.max(np.abs(y - exact)) / np.max(np.abs(exact)))


# --8<-- [end:error]


def _check(x, weight, bias, padding, tile):
    """The padding of rows and columns, if everything fits."""
    for name, a in (("x", x), ("weight", weight), ("bias", bias)):
        if a is None and name == "bias":
            continue
        if not isinstance(a, np.ndarray) or a.dtype not in (np.float32, np.float64):
            kind = f"an array of {a.dtype}" if isinstance(a, np.ndarray) else type(a).__name__
            raise TypeError(f"{name} must be a NumPy array of float32 or float64, not {kind}")
        if a.dtype != x.dtype:
            raise TypeError(f"{name} must have the dtype of x, {x.dtype}, not {a.dtype}")
    if weight.ndim != 4 or weight.shape[2:] != (3, 3) or 0 in weight.shape:
        raise ValueError(f"weight must be (O, C, 3, 3), got shape {weight.shape}")
    if x.ndim not in (3, 4) or x.shape[-3] != weight.shape[1] or 0 in x.shape[-2:]:
        raise ValueError(
            f"x must be (B, C, H, W) or (C, H, W) with C = {weight.shape[1]} as in weight, got "
            f"shape {x.shape}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(f"bias must have shape {weight.shape[:1]}, got {bias.shape}")
    if _integer("tile", tile, 2) not in INPUT:
        raise ValueError(f"tile must be 2 or 4, got {tile}")
    padding = _per_axis("padding", padding, 2, 0)
    if any(i + 2 * p < 3 for i, p in zip(x.shape[-2:], padding)):
        raise ValueError(
            f"the kernel, (3, 3), must not be larger than the padded input, got x {x.shape} and "
            f"padding {padding}"
        )
    return padding


def _per_axis(name, value, axes, least):
    """The value as one integer for each axis; a single integer counts for all."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    if len(values) not in (1, axes):
        raise ValueError(f"{name} must be one integer or {axes}, one for each axis, got {value!r}")
    return tuple(_integer(name, v, least) for v in values) * (axes // len(values))


def _integer(name, value, least):
    """The value, if it is an integer and not below the least one allowed."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value!r}")
    return int(value)
