"""Convolution by the fast Fourier transform: the same result by another road, up to rounding.

Sliding becomes multiplying: the transform of the result is the transform of the input times the
conjugate of the transform of the kernel. The transform wraps around at the end, so windows that
wrap are thrown away. The cost hardly depends on the kernel size: it pays for large kernels.

Error: every number of the result is off by some 1e-7 (float32) or 1e-15 (float64) of the LARGEST
numbers that the transform mixes, not of itself. So where the result should be 0 it is only small,
and a window of small numbers beside large ones loses its digits.

Source: the convolution theorem; numpy.fft.
"""

import numpy as np


# --8<-- [start:fft-conv]
def fft_conv(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Compute torch.nn.functional.conv1d, 2d and 3d, in any number of dimensions, by FFT.

    y[b, o, n] = bias[o] + sum of x[b, c, n * stride + t * dilation - padding] * weight[o, c, t].

    Args:
        x: (B, C, i1, ..., in), or (C, i1, ..., in) without a batch; float32 or float64.
        weight: (O, C / groups, k1, ..., kn), of the same dtype as x.
        bias: (O,), of the same dtype, or None.
        stride, dilation: integers >= 1, or one for each axis.
        padding: zeros before and after, >= 0; an integer, or one for each axis.
        groups: an integer that divides C and O.

    Returns:
        array: (B, O, o1, ..., on), without B if x has none, of the dtype of x, where
        o = floor((i + 2 * padding - dilation * (k - 1) - 1) / stride) + 1.

    Raises:
        TypeError: an argument has the wrong type; integers too, as the result is not exact.
        ValueError: shapes or numbers do not fit.

    Examples:
        >>> y = fft_conv(np.array([[1.0, 2.0, 3.0]]), np.array([[[1.0, 10.0]]]))
        >>> np.allclose(y, [[21, 32]], atol=1e-14)
        True
    """
    _check_arrays(x, weight, bias, groups)
    axes = weight.ndim - 2
    stride = _per_axis("stride", stride, axes, 1)
    padding = _per_axis("padding", padding, axes, 0)
    dilation = _per_axis("dilation", dilation, axes, 1)
    last, grid = tuple(range(-axes, 0)), [i + 2 * p for i, p in zip(x.shape[-axes:], padding)]
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, weight.shape[2:])]
    if any(r > i for r, i in zip(reach, grid)):
        raise ValueError(
            f"the kernel spans {reach} cells, dilation included, and must not be larger than the "
            f"padded input, which has {grid}"
        )
    batch = x if x.ndim == axes + 2 else x[None]
    padded = np.pad(batch, [(0, 0), (0, 0), *((p, p) for p in padding)])
    images = np.fft.rfftn(padded, axes=last)
    kernels = np.fft.rfftn(_spread(weight, reach, dilation), s=grid, axes=last).conj()
    images = images.reshape(len(batch), groups, weight.shape[1], *images.shape[2:])
    kernels = kernels.reshape(groups, len(weight) // groups, *kernels.shape[1:])
    product = np.einsum("bgc...,goc...->bgo...", images, kernels)
    product = product.reshape(len(batch), len(weight), *product.shape[3:])
    whole = np.fft.irfftn(product, s=grid, axes=last)
    steps = [slice(0, i - r + 1, s) for i, r, s in zip(grid, reach, stride)]  # none that wraps
    y = whole[(..., *steps)].copy()
    if bias is not None:
        y += bias.reshape(-1, *[1] * axes)
    return y if x.ndim == axes + 2 else y[0]


# --8<-- [end:fft-conv]


def _spread(weight, reach, dilation):
    """Put dilation - 1 zeros between the taps."""
    spread = np.zeros((*weight.shape[:2], *reach), dtype=weight.dtype)
    spread[(..., *[slice(None, None, d) for d in dilation])] = weight
    return spread


# --8<-- [start:error]
def relative_error(y, exact):
    """The largest difference, as a part of the largest exact number; both of one shape.

    Examples:
        >>> relative_error(np.array([1.0, 2.5]), np.array([1.0, 2.0]))
        0.25
    """
    return float(np.max(np.abs(y - exact)) / np.max(np.abs(exact)))


# --8<-- [end:error]


def _check_arrays(x, weight, bias, groups):
    """Refuse arrays that do not fit together."""
    for name, a in (("x", x), ("weight", weight), ("bias", bias)):
        if a is None and name == "bias":
            continue
        if not isinstance(a, np.ndarray) or a.dtype not in (np.float32, np.float64):
            kind = f"an array of {a.dtype}" if isinstance(a, np.ndarray) else type(a).__name__
            raise TypeError(f"{name} must be a NumPy array of float32 or float64, not {kind}")
        if a.dtype != x.dtype:
            raise TypeError(f"{name} must have the dtype of x, {x.dtype}, not {a.dtype}")
    groups = _integer("groups", groups, 1)
    axes = weight.ndim - 2
    if axes < 1 or x.ndim not in (axes + 1, axes + 2) or 0 in weight.shape + x.shape[-axes - 1 :]:
        raise ValueError(
            f"x must be (B, C, i1, ..., in) or (C, i1, ..., in), weight (O, C / groups, k1, ..., "
            f"kn), and only B may be 0, got shapes {x.shape} and {weight.shape}"
        )
    if x.shape[-axes - 1] != weight.shape[1] * groups or len(weight) % groups:
        raise ValueError(
            f"x must have {weight.shape[1]} * groups channels, and groups must divide "
            f"{len(weight)}, got x {x.shape}, weight {weight.shape}, groups {groups}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(f"bias must have shape {weight.shape[:1]}, got {bias.shape}")


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
