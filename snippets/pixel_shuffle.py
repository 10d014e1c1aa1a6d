"""Pixel shuffle, and why sub-pixel convolution is transposed convolution.

A transposed convolution with stride `r` writes cells `r * q`, `r * q + 1`,
`...`, `r * q + r - 1` from the same cells of its input, each with every `r`-th
tap of the kernel. So it is `r` convolutions side by side (`r * r` in two
dimensions), each with its share of the taps, whose results are interleaved.
Interleaving is what a pixel shuffle does.

Sources: the documentation of `torch.nn.PixelShuffle`; Shi et al., "Is the
deconvolution layer the same as a convolutional layer?", `arXiv 1609.07009`.
"""

from numbers import Integral
from typing import Any

import numpy as np


# --8<-- [start:shuffle]
def pixel_shuffle(x: np.ndarray, upscale_factor: int) -> np.ndarray:
    """`y[..., c, h * r + a, w * r + b] = x[..., c * r * r + a * r + b, h, w]`.

    Shapes: `x` `(..., C * r * r, H, W)`, result `(..., C, H * r, W * r)`, of
    the dtype of `x`, `C` may be `0`; `r = upscale_factor` is an integer `>= 1`.
    Raises `TypeError` and `ValueError` for anything else.

    Examples:
        >>> pixel_shuffle(np.arange(4).reshape(4, 1, 1), 2)
        array([[[0, 1],
                [2, 3]]])
    """
    r = _check_shuffle(x, "upscale_factor", upscale_factor)
    *lead, channels, height, width = x.shape
    if channels % (r * r):
        raise ValueError(
            f"x must have a multiple of {r * r} channels, got shape {x.shape}"
        )
    y = x.reshape(*lead, channels // (r * r), r, r, height, width)
    y = np.moveaxis(y, (-4, -3), (-3, -1))  # ..., C, H, r, W, r
    return y.reshape(*lead, channels // (r * r), height * r, width * r)


# --8<-- [end:shuffle]


# --8<-- [start:unshuffle]
def pixel_unshuffle(x: np.ndarray, downscale_factor: int) -> np.ndarray:
    """`y[..., c * r * r + a * r + b, h, w] = x[..., c, h * r + a, w * r + b]`.

    The inverse of `pixel_shuffle`. Shapes: `x` `(..., C, H * r, W * r)`, result
    `(..., C * r * r, H, W)`; `r = downscale_factor` is an integer `>= 1`.
    Raises `TypeError` and `ValueError` for anything else. An empty array gets
    the shape of this rule; `torch.nn.functional.pixel_unshuffle` leaves an
    empty one as it is.

    Examples:
        >>> pixel_unshuffle(np.arange(4).reshape(1, 2, 2), 2).ravel()
        array([0, 1, 2, 3])
    """
    r = _check_shuffle(x, "downscale_factor", downscale_factor)
    *lead, channels, height, width = x.shape
    if height % r or width % r:
        raise ValueError(
            f"height and width must be multiples of {r}, got shape {x.shape}"
        )
    y = x.reshape(*lead, channels, height // r, r, width // r, r)
    y = np.moveaxis(y, (-3, -1), (-4, -3))  # ..., C, r, r, H, W
    return y.reshape(*lead, channels * r * r, height // r, width // r)


# --8<-- [end:unshuffle]


# --8<-- [start:to-subpixel]
def subpixel_weight(weight: np.ndarray, stride: int) -> np.ndarray:
    """Map the weight of a transposed convolution to conv + pixel shuffle.

    With `r = stride`: `result[(o, a, b), c, u, v] = weight[c, o, (m - 1 - u) *
    r + a, (m' - 1 - v) * r + b]`.

    Shapes: `weight` `(C, O, k1, k2)`, result `(O * r * r, C, m, m')`, with
    `m = ceil(k1 / r)` and `m' = ceil(k2 / r)`; taps that do not exist are `0`
    (which gives `nan` where `x` is not finite). `r` is an integer `>= 1`. Then
    `conv_transpose2d(x, weight, stride=r)` is `pixel_shuffle(conv2d(x, result,
    padding=(m - 1, m' - 1)), r)`, less the `m * r - k1` rows and `m' * r - k2`
    columns of zeros at the end. To give it a padding crops that many rows and
    columns more from both ends.

    Examples:
        >>> import torch
        >>> import torch.nn.functional as F
        >>> x = torch.randn(1, 3, 5, 5).double()
        >>> weight = torch.randn(3, 2, 4, 4).double()
        >>> mapped = torch.from_numpy(subpixel_weight(weight.numpy(), 2))
        >>> shuffled = F.pixel_shuffle(F.conv2d(x, mapped, padding=1), 2)
        >>> y = F.conv_transpose2d(x, weight, stride=2, padding=1)
        >>> torch.allclose(shuffled[..., 1:-1, 1:-1], y)
        True
    """
    r = _check_shuffle(weight, "stride", stride, axes=4)
    missing = [-k % r for k in weight.shape[2:]]
    whole = np.pad(weight, [(0, 0), (0, 0), *((0, n) for n in missing)])
    return pixel_unshuffle(whole, r)[..., ::-1, ::-1].swapaxes(0, 1).copy()


# --8<-- [end:to-subpixel]


# --8<-- [start:from-subpixel]
def conv_transpose_weight(weight: np.ndarray, stride: int) -> np.ndarray:
    """Map the weight of conv + pixel shuffle to a transposed convolution.

    The inverse of `subpixel_weight`: `weight` `(O * r * r, C, m, m')`, result
    `(C, O, m * r, m' * r)`, `r = stride`, an integer `>= 1`. Then
    `pixel_shuffle(conv2d(x, weight, padding=p), r)` is `conv_transpose2d(x,
    result, stride=r, padding=((m - 1 - p) * r, (m' - 1 - p) * r))`, for
    `0 <= p < min(m, m')`.

    Examples:
        >>> weight = np.arange(1, 5).reshape(4, 1, 1, 1)
        >>> conv_transpose_weight(weight, 2)
        array([[[[1, 2],
                 [3, 4]]]])
    """
    r = _check_shuffle(weight, "stride", stride, axes=4)
    if len(weight) % (r * r):
        raise ValueError(
            f"weight must have a multiple of {r * r} output channels, got "
            f"shape {weight.shape}"
        )
    return pixel_shuffle(weight.swapaxes(0, 1)[..., ::-1, ::-1], r).copy()


# --8<-- [end:from-subpixel]


def _check_shuffle(
    a: np.ndarray, name: str, factor: int, axes: int | None = None
) -> int:
    """The factor, if it is one and the array has the axes that are needed."""
    if type(a) not in (np.ndarray, np.memmap):
        raise TypeError(
            f"the first argument must be a plain NumPy array, not "
            f"{type(a).__name__}"
        )
    if a.ndim < 3 or a.ndim != (axes or a.ndim):
        raise ValueError(
            f"the array must have {axes or '3 or more'} axes, got shape "
            f"{a.shape}"
        )
    return _integer(name, factor)


# Copied from shared/helpers.py, so that this file works alone.
def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integral)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
