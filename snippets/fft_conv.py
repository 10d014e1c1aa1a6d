"""Convolution by the fast Fourier transform: the same result by another road.

Sliding becomes multiplying: the transform of the result is the transform of the
input times the conjugate of the transform of the kernel. The transform wraps
around at the end, so windows that wrap are thrown away. The cost hardly depends
on the kernel size: it pays for large kernels.

Error: every number of the result is off by some `1e-7` (`float32`) or `1e-15`
(`float64`) of the LARGEST numbers that the transform mixes, not of itself. So
where the result should be `0` it is only small, and a window of small numbers
beside large ones loses its digits. A number that is not finite is the worst
case of that: one `inf` or `nan` in `x` or `weight` makes every cell `nan` that
its channel adds to, where the direct sum only loses the windows that see it.

Source: the convolution theorem; `numpy.fft`.
"""

from numbers import Integral
from typing import Any

import numpy as np

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each


# --8<-- [start:fft-conv]
def fft_conv(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> np.ndarray:
    """Compute `torch.nn.functional.conv1d, 2d, 3d`, on any number of axes.

    `y[b, o, n] = bias[o] + sum of x[b, c, n * stride + t * dilation - padding]
    * weight[o, c, t]`.

    Args:
        x: `(B, C, i1, ..., in)`, or `(C, i1, ..., in)` without a batch;
            `float32` or `float64`, finite.
        weight: `(O, C / groups, k1, ..., kn)`, of the same dtype as `x`,
            finite.
        bias: `(O,)`, of the same dtype, or `None`.
        stride, dilation: integers `>= 1`, or one for each axis.
        padding: zeros before and after, `>= 0`; an integer, or one for each
            axis.
        groups: an integer that divides `C` and `O`.

    Returns:
        array: `(B, O, o1, ..., on)`, without `B` if `x` has none, of the dtype
        of `x`, `o = floor((i + 2 * padding - dilation * (k - 1) - 1) / stride)
        + 1`.

    Raises:
        TypeError: an argument has the wrong type; integers too, as the result
            is not exact.
        ValueError: shapes or numbers do not fit.

    Examples:
        >>> y = fft_conv(np.array([[1.0, 2.0, 3.0]]), np.array([[[1.0, 10.0]]]))
        >>> np.allclose(y, [[21, 32]], atol=1e-14)
        True
    """
    groups = _check_fft(x, weight, bias, groups)
    axes = weight.ndim - 2
    steps = _per_axis("stride", stride, axes)
    around = _per_axis("padding", padding, axes, 0)
    gaps = _per_axis("dilation", dilation, axes)
    grid = [i + 2 * p for i, p in zip(x.shape[-axes:], around)]
    reach = [d * (k - 1) + 1 for d, k in zip(gaps, weight.shape[2:])]
    if any(r > i for r, i in zip(reach, grid)):
        raise ValueError(
            f"the kernel spans {reach} cells, dilation included, and must not "
            f"be larger than the padded input, which has {grid}"
        )
    last = tuple(range(-axes, 0))
    batch = x if x.ndim == axes + 2 else x[None]
    padded = np.pad(batch, [(0, 0), (0, 0), *((p, p) for p in around)])
    channels = weight.shape[1]
    images = np.fft.rfftn(padded, axes=last)
    kernels = np.fft.rfftn(_spread(weight, reach, gaps), s=grid, axes=last)
    images = images.reshape(len(batch), groups, channels, *images.shape[2:])
    kernels = kernels.reshape(groups, -1, *kernels.shape[1:])
    product = np.einsum("bgc...,goc...->bgo...", images, kernels.conj())
    product = product.reshape(len(batch), len(weight), *product.shape[3:])
    whole = np.fft.irfftn(product, s=grid, axes=last)
    ends = zip(grid, reach, steps)
    unwrapped = [slice(0, i - r + 1, s) for i, r, s in ends]
    y = whole[:, :, *unwrapped].copy()
    if bias is not None:
        y += bias.reshape(-1, *[1] * axes)
    return y if x.ndim == axes + 2 else y[0]


# --8<-- [end:fft-conv]


def _spread(
    weight: np.ndarray, reach: list[int], dilation: tuple[int, ...]
) -> np.ndarray:
    """Put dilation - 1 zeros between the taps."""
    spread = np.zeros((*weight.shape[:2], *reach), dtype=weight.dtype)
    spread[:, :, *[slice(None, None, d) for d in dilation]] = weight
    return spread


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


def _check_fft(
    x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None, groups: int
) -> int:
    """The number of groups, if the arrays fit together."""
    _check_floats(x=x, weight=weight, bias=bias)
    groups = _integer("groups", groups)
    axes = weight.ndim - 2
    empty = 0 in weight.shape + x.shape[-axes - 1 :]
    if axes < 1 or x.ndim not in (axes + 1, axes + 2) or empty:
        raise ValueError(
            f"x must be (B, C, i1, ..., in) or (C, i1, ..., in), weight "
            f"(O, C / groups, k1, ..., kn), and only B may be 0, got shapes "
            f"{x.shape} and {weight.shape}"
        )
    channels = weight.shape[1] * groups
    if x.shape[-axes - 1] != channels or len(weight) % groups:
        raise ValueError(
            f"x must have {weight.shape[1]} * groups channels, and groups must "
            f"divide {len(weight)}, got x {x.shape}, weight {weight.shape}, "
            f"groups {groups}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(
            f"bias must have shape {weight.shape[:1]}, got {bias.shape}"
        )
    return groups


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
