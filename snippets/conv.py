"""Convolution as frameworks compute it: the kernel slides and is not flipped.

Strictly this is a cross-correlation. Every framework calls it a convolution,
and so do we. `conv2d_by_hand` shows what it is, `conv_tap_by_tap` how to do it
with matrix products, and `conv` does it in full: any number of dimensions,
batch, channels, groups, padding modes.

Padding holds numbers like any other: where a kernel is not finite, a zero of
the padding gives `nan`. So it does in PyTorch, where that multiplies padding;
in `float32` it may skip some.

Source: the documentation of `torch.nn.Conv2d`.
"""

import functools
import math
from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any, TypeVar, cast

import numpy as np
from numpy.lib.stride_tricks import as_strided

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each
Sides = Sizes | Sequence[int | tuple[int, int]]  # or pairs (before, after)
Function = TypeVar("Function", bound=Callable[..., np.ndarray])


def _checked_image(by_hand: Function) -> Function:
    """Refuse what PyTorch refuses, then convolve one channel."""

    @functools.wraps(by_hand)
    def checked(
        x: np.ndarray, weight: np.ndarray, stride: int = 1
    ) -> np.ndarray:
        _check_numbers("x", x)
        _check_numbers("weight", weight)
        stride = _integer("stride", stride)
        if x.ndim != 2 or weight.ndim != 2 or 0 in x.shape + weight.shape:
            raise ValueError(
                f"x and weight must have two axes and no size 0, got shapes "
                f"{x.shape} and {weight.shape}"
            )
        _output_size(x.shape, weight.shape, (stride, stride))
        return by_hand(x, weight, stride)

    return cast(Function, checked)


# --8<-- [start:window]
def window(
    x: np.ndarray, weight: np.ndarray, row: int, column: int, stride: int = 1
) -> np.ndarray:
    """The part of `x` that the kernel covers to make output cell
    `(row, column)`.

    `x` is an array `(h, w)`. It trusts its arguments.

    Examples:
        >>> x = np.arange(1, 10).reshape(3, 3)
        >>> window(x, np.ones((2, 2)), 0, 1)
        array([[2, 3],
               [5, 6]])
    """
    top, left = row * stride, column * stride
    height, width = weight.shape
    return x[top : top + height, left : left + width]


# --8<-- [end:window]


@_checked_image
# --8<-- [start:by-hand]
def conv2d_by_hand(
    x: np.ndarray, weight: np.ndarray, stride: int = 1
) -> np.ndarray:
    """`y[r, c] = sum of window(r, c) * weight`, for one channel, no padding.

    Shapes: `x` `(h, w)` and `weight` `(kh, kw)`, `kh <= h`, `kw <= w`; `stride`
    is an integer `>= 1`. The result has `((h - kh) // stride + 1, (w - kw) //
    stride + 1)` cells, and small integers wrap around in it, as in PyTorch.

    Examples:
        >>> x = np.arange(1, 10).reshape(3, 3)
        >>> conv2d_by_hand(x, np.ones((2, 2), dtype=int))
        array([[12, 16],
               [24, 28]])
    """
    rows = (x.shape[0] - weight.shape[0]) // stride + 1
    columns = (x.shape[1] - weight.shape[1]) // stride + 1
    y = np.zeros((rows, columns), dtype=np.result_type(x, weight))
    for row, column in np.ndindex(rows, columns):
        seen = window(x, weight, row, column, stride)
        y[row, column] = np.sum(seen * weight, dtype=y.dtype)
    return y


# --8<-- [end:by-hand]


# --8<-- [start:tap-by-tap]
def conv_tap_by_tap(
    x: np.ndarray, weight: np.ndarray, stride: int = 1, dilation: int = 1
) -> np.ndarray:
    """Convolve with one matrix product a tap; no padding, one group.

    Tap `t` sees the cells `x[:, :, n * stride + t * dilation]`, one for each
    cell `n` of the result. `weight[:, :, t]` mixes their channels, and what all
    taps give adds up.

    Shapes: `x` `(B, C, i1, ..., in)`, `weight` `(O, C, k1, ..., kn)`, result
    `(B, O, o1, ..., on)`, `o = floor((i - dilation * (k - 1) - 1) / stride) +
    1`; `stride`, `dilation` are integers `>= 1`. It trusts its arguments;
    `conv` checks them.

    Examples:
        >>> conv_tap_by_tap(np.array([[[1, 2, 3]]]), np.array([[[1, 10]]]))
        array([[[21, 32]]])
    """
    kernel = weight.shape[2:]
    reach = [dilation * (k - 1) + 1 for k in kernel]
    size = [(i - r) // stride + 1 for i, r in zip(x.shape[2:], reach)]
    dtype = np.result_type(x, weight)
    y = np.zeros((len(x), len(weight), *size), dtype=dtype)
    for t in np.ndindex(kernel):
        starts = [a * dilation for a in t]
        ends = [a + (o - 1) * stride + 1 for a, o in zip(starts, size)]
        seen = [slice(a, b, stride) for a, b in zip(starts, ends)]
        cells = x[:, :, *seen].reshape(len(x), x.shape[1], math.prod(size))
        y += (weight[:, :, *t] @ cells).reshape(y.shape)
    return y


# --8<-- [end:tap-by-tap]


# --8<-- [start:conv]
def conv(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: Sizes = 1,
    padding: Sides | str = 0,
    dilation: Sizes = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> np.ndarray:
    """Convolve like `torch.nn.functional.conv1d, 2d, 3d`, on any number of
    axes.

    `y[b, o, n] = bias[o] + sum of x[b, c, n * stride + t * dilation - padding]
    * weight[o, c, t]` over the taps `t` and over the channels `c` in the group
    of `o`.

    Args:
        x: `(B, C, i1, ..., in)`, or `(C, i1, ..., in)` without a batch; `B` and
            `C` may be `0`. Without channels every sum is empty, and the result
            is the bias; PyTorch then leaves the output channels out, too.
        weight: `(O, C / groups, k1, ..., kn)`, of the same dtype as `x`.
        bias: `(O,)`, of the same dtype, or `None`.
        stride: cells from one window to the next, `>= 1`; an integer, or one
            for each axis.
        padding: cells added before and after each axis, `>= 0`; an integer, or
            one for each axis, or `"valid"` (none), or `"same"` (the result is
            as large as `x`; stride 1 only; where the total is odd, the last
            cell goes after). A pair `(before, after)` may stand in the place of
            an integer: `padding` above is then `before`, and `2 * padding`
            below is `before + after`.
        dilation: cells from one tap to the next, `>= 1`; an integer, or one for
            each axis.
        groups: channels are split into this many groups that do not mix;
            divides `C` and `O`.
        padding_mode: what the added cells hold: `"zeros"`, `"reflect"`
            (`padding < i`), `"replicate"` or `"circular"` (`padding <= i`).

    Returns:
        array: `(B, O, o1, ..., on)`, without `B` if `x` has none, of the dtype
        of `x`, `o = floor((i + 2 * padding - dilation * (k - 1) - 1) / stride)
        + 1`.

    Raises:
        TypeError: an argument has the wrong type, or dtypes differ.
        ValueError: shapes or numbers do not fit; PyTorch refuses them too.

    Source: the documentation of `torch.nn.Conv2d`.

    Examples:
        >>> x = np.arange(1, 10).reshape(1, 3, 3)
        >>> conv(x, np.ones((1, 1, 2, 2), dtype=int))
        array([[[12, 16],
                [24, 28]]])
    """
    groups = _check_conv(x, weight, bias, groups)
    axes = weight.ndim - 2
    stride = _per_axis("stride", stride, axes)
    dilation = _per_axis("dilation", dilation, axes)
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, weight.shape[2:])]
    padded = _pad(x, _amounts(padding, reach, stride), padding_mode)
    size = _output_size(padded.shape[-axes:], reach, stride)
    batch = padded if x.ndim == axes + 2 else padded[None]
    y = np.empty((len(batch), len(weight), *size), dtype=x.dtype)
    _convolve(batch, weight, y, stride, dilation, groups)
    if bias is not None:
        y += bias.reshape(-1, *[1] * axes)
    return y.reshape(*x.shape[: -axes - 1], *y.shape[1:])


# --8<-- [end:conv]

# Numbers held at once by _convolve: what the cache of one core holds, about.
_BAND = 2**17


def _convolve(
    x: np.ndarray,
    weight: np.ndarray,
    y: np.ndarray,
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
    groups: int,
) -> None:
    """Fill y (B, O, o1, ..., on) from x (B, C, i1, ..., in), padded already.

    Faster than tap by tap in two ways: what all taps see lies one above the
    other in `cells`, so that one product serves them all; and the work goes in
    bands that stay in the cache: some rows of an image, or some images.
    """
    between = x.strides[2:]
    # A view of x: seen[b, c, *t, *n] is x[b, c, *(n * stride + t * dilation)].
    seen = as_strided(
        x,
        (*x.shape[:2], *weight.shape[2:], *y.shape[2:]),
        (
            *x.strides[:2],
            *[a * d for a, d in zip(between, dilation)],
            *[a * s for a, s in zip(between, stride)],
        ),
        writeable=False,
    )
    depth, outputs = weight[0].size, len(weight) // groups
    taps = weight.reshape(groups, outputs, depth)
    rows, *rest = y.shape[2:]
    row = groups * depth * math.prod(rest)  # numbers for one row of y
    band = max(1, _BAND // max(1, row))
    images = max(1, band // rows)
    every = [slice(None)] * len(stride)
    for b in range(0, len(y), images):
        for top in range(0, rows, band):
            result = y[b : b + images, :, top : top + band]
            cells = seen[b : b + images, :, *every, top : top + band]
            shape = len(result), groups, math.prod(result.shape[2:])
            # A copy, but for a kernel of one cell and stride 1.
            cells = cells.reshape(*shape[:2], depth, shape[2])
            # A view of y, which matmul therefore fills.
            result = result.reshape(*shape[:2], outputs, shape[2])
            np.matmul(taps, cells, out=result)


def _pad(
    x: np.ndarray, amounts: list[tuple[int, int]], mode: str
) -> np.ndarray:
    """Add amounts (before, after) to the last axes of x."""
    names: dict[str, Any] = {
        "zeros": "constant",
        "reflect": "reflect",
        "replicate": "edge",
        "circular": "wrap",
    }
    if not isinstance(mode, str) or mode not in names:
        raise ValueError(
            f"padding_mode must be one of {sorted(names)}, got {mode!r}"
        )
    size = x.shape[-len(amounts) :]
    for i, most in zip(size, (max(pair) for pair in amounts)):
        limit = {"reflect": i - 1, "circular": i}.get(mode, most)
        if most > limit:
            limited = "smaller than" if mode == "reflect" else "at most"
            raise ValueError(
                f"{mode} padding must be {limited} the input size {i}, got "
                f"{most}"
            )
    if not any(map(any, amounts)):
        return x
    whole = [(0, 0)] * (x.ndim - len(amounts))
    return np.pad(x, whole + amounts, mode=names[mode])


def _amounts(
    padding: Sides | str, reach: list[int], stride: tuple[int, ...]
) -> list[tuple[int, int]]:
    """The cells (before, after) to add to each axis."""
    if isinstance(padding, str):
        if padding not in ("valid", "same"):
            raise ValueError(
                f'padding must be integers, "valid" or "same", got {padding!r}'
            )
        if padding == "same" and max(stride) > 1:
            raise ValueError(
                f'padding="same" needs stride 1, got stride {stride}'
            )
        total = [r - 1 if padding == "same" else 0 for r in reach]
        return [(a // 2, a - a // 2) for a in total]
    return _sides("padding", padding, len(reach))


def _output_size(
    padded: Sequence[int], reach: Sequence[int], stride: Sequence[int]
) -> list[int]:
    """The size of the result, from the size of the padded input."""
    for i, r in zip(padded, reach):
        if r > i:
            raise ValueError(
                f"the kernel spans {r} cells, dilation included, and must not "
                f"be larger than the padded input, which has {i}; padded input "
                f"{padded}, kernel span {tuple(reach)}"
            )
    return [(i - r) // s + 1 for i, r, s in zip(padded, reach, stride)]


def _check_conv(
    x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None, groups: int
) -> int:
    """The number of groups, if the arrays fit together."""
    _check_arrays(x=x, weight=weight, bias=bias)
    groups = _integer("groups", groups)
    if weight.ndim < 3 or 0 in (len(weight), *weight.shape[2:]):
        raise ValueError(
            f"weight must be (O, C / groups, k1, ..., kn), with no size 0 but "
            f"in C, got shape {weight.shape}"
        )
    axes = weight.ndim - 2
    empty = 0 in x.shape[-axes:] and 0 not in x.shape[:-axes]
    if x.ndim not in (axes + 1, axes + 2) or empty:
        raise ValueError(
            f"x must be (B, C, i1, ..., in) or (C, i1, ..., in) with n = "
            f"{axes} as in weight and every i at least 1, got shape {x.shape} "
            f"with weight {weight.shape}"
        )
    channels = x.shape[-axes - 1]
    if channels != weight.shape[1] * groups:
        raise ValueError(
            f"x must have {weight.shape[1]} * groups = "
            f"{weight.shape[1] * groups} channels, got {channels}; x "
            f"{x.shape}, weight {weight.shape}, groups {groups}"
        )
    if len(weight) % groups:
        raise ValueError(
            f"groups {groups} must divide the {len(weight)} output channels"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(
            f"bias must have shape {weight.shape[:1]}, got {bias.shape}"
        )
    return groups


# Copied from shared/helpers.py, so that this file works alone.
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


def _sides(name: str, value: Any, axes: int) -> list[tuple[int, int]]:
    """The value as (before, after) for each axis; an integer is both."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    pairs = [v if isinstance(v, (tuple, list)) else (v, v) for v in values]
    if len(pairs) not in (1, axes) or any(len(pair) != 2 for pair in pairs):
        raise ValueError(
            f"{name} must be one integer or {axes}, one for each axis, got "
            f"{value!r}; where its sides differ, an axis has a pair (before, "
            f"after), as in [(0, 1)]"
        )
    ends = [(_integer(name, b, 0), _integer(name, a, 0)) for b, a in pairs]
    return ends * (axes // len(ends))


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
