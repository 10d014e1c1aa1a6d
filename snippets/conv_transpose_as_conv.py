"""Transposed convolution written with convolution, and the reverse, in PyTorch.

Along each axis, with `p' = dilation * (k - 1) - padding`:

- `conv_transpose`: put `stride - 1` zeros between the cells of `x`, `p'` zeros
  before and `p' + output_padding` after, then convolve with the kernel in
  reverse order, stride 1;
- `conv`: the transposed convolution with the kernel in reverse order, stride 1
  and padding `p'`, of whose result every `stride`-th cell is kept.

A negative number of zeros crops. In both, channels in and out change places
within each group. Legal arguments and the result are those of
`torch.nn.functional`, for `n = 1`, `2` or `3` axes; what that refuses is
refused with `TypeError` or `ValueError`. The pieces trust their arguments.

Where a number is not finite, the zeros count: `0 * inf` is `nan`. The two ways
put zeros in different places, so they may give `nan` in different cells.

Source: the documentation of `torch.nn.ConvTranspose2d`; `p'` is proved in the
pages of this site.
"""

from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each
CONV: dict[int, Callable[..., torch.Tensor]] = {
    1: F.conv1d,
    2: F.conv2d,
    3: F.conv3d,
}
CONV_TRANSPOSE: dict[int, Callable[..., torch.Tensor]] = {
    1: F.conv_transpose1d,
    2: F.conv_transpose2d,
    3: F.conv_transpose3d,
}


# --8<-- [start:conv-transpose-as-conv]
def conv_transpose_as_conv(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
) -> torch.Tensor:
    """Compute `torch.nn.functional.conv_transpose1d, 2d, 3d` with convolutions.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, `weight`
    `(C, O / groups, k1, ..., kn)`, `bias` `(O,)` or `None`, result
    `(B, O, o1, ..., on)` or `(O, o1, ..., on)`, where `o = (i - 1) * stride - 2
    * padding + dilation * (k - 1) + output_padding + 1`. The other arguments
    are integers, or tuples with one for each axis; `groups` an integer.

    Examples:
        >>> x, weight = torch.tensor([[1, 2]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_transpose_as_conv(x, weight)
        tensor([[  1,  12, 120, 200]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    p = _per_axis("padding", padding, axes, 0)
    op = _per_axis("output_padding", output_padding, axes, 0)
    for numbers in zip(x.shape[-axes:], weight.shape[2:], s, p, op, d):
        _transposed_size(*numbers)
    before = [b * (k - 1) - a for k, a, b in zip(weight.shape[2:], p, d)]
    zeros = [(b, b + extra) for b, extra in zip(before, op)]
    padded = pad(insert_zeros(x, s), zeros)
    return CONV[axes](padded, turn(weight, groups), bias, 1, 0, d, groups)


# --8<-- [end:conv-transpose-as-conv]


# --8<-- [start:conv-as-conv-transpose]
def conv_as_conv_transpose(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> torch.Tensor:
    """Compute `torch.nn.functional.conv1d, 2d, 3d` with transposed
    convolutions.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, `weight`
    `(O, C / groups, k1, ..., kn)`, `bias` `(O,)` or `None`, result
    `(B, O, o1, ..., on)` or `(O, o1, ..., on)`, where `o = floor((i + 2 *
    padding - dilation * (k - 1) - 1) / stride) + 1`. The other arguments are
    integers, or tuples with one for each axis; `groups` an integer.

    Examples:
        >>> x, weight = torch.tensor([[1, 2, 3]]), torch.tensor([[[1, 10]]])
        >>> conv_as_conv_transpose(x, weight)
        tensor([[21, 32]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=False)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    p = _per_axis("padding", padding, axes, 0)
    _check_span(x.shape[-axes:], weight.shape[2:], p, d)
    p_prime = [b * (k - 1) - a for k, a, b in zip(weight.shape[2:], p, d)]
    x = pad(x, [(max(-a, 0), max(-a, 0)) for a in p_prime])  # or crop:
    crop = [max(a, 0) for a in p_prime]
    turned = turn(weight, groups)
    y = CONV_TRANSPOSE[axes](x, turned, bias, 1, crop, 0, groups, d)
    steps: list[Any] = [slice(None, None, a) for a in s]
    return y[(..., *steps)].contiguous()


# --8<-- [end:conv-as-conv-transpose]


# --8<-- [start:pieces]
def turn(weight: torch.Tensor, groups: int = 1) -> torch.Tensor:
    """Reverse the kernel along every axis, and exchange channels in and out.

    `weight` `(groups * A, B, k1, ..., kn)` becomes
    `(groups * B, A, k1, ..., kn)`.

    Examples:
        >>> turn(torch.tensor([[[1, 2]], [[3, 4]]]))
        tensor([[[2, 1],
                 [4, 3]]])
    """
    flipped = weight.flip(list(range(2, weight.ndim)))
    grouped = flipped.reshape(groups, -1, *flipped.shape[1:])
    return grouped.transpose(1, 2).flatten(0, 1)


def insert_zeros(x: torch.Tensor, stride: Sequence[int]) -> torch.Tensor:
    """Put `stride - 1` zeros between neighbours, one stride for each last axis.

    Examples:
        >>> insert_zeros(torch.tensor([1, 2, 3]), [2])
        tensor([1, 0, 2, 0, 3])
    """
    axes = x.ndim - len(stride)
    size = [(i - 1) * s + 1 for i, s in zip(x.shape[axes:], stride)]
    y = x.new_zeros([*x.shape[:axes], *size])
    steps: list[Any] = [slice(None, None, s) for s in stride]
    y[(..., *steps)] = x
    return y


def pad(x: torch.Tensor, zeros: Sequence[tuple[int, int]]) -> torch.Tensor:
    """Add zeros `(before, after)` along the last axes; negative numbers crop.

    Examples:
        >>> pad(torch.tensor([1, 2, 3]), [(2, -1)])
        tensor([0, 0, 1, 2])
    """
    return F.pad(x, [number for axis in reversed(zeros) for number in axis])


# --8<-- [end:pieces]


def _check_span(
    size: Sequence[int],
    kernel: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
) -> None:
    """Refuse a kernel that is larger than the padded input."""
    for i, k, p, d in zip(size, kernel, padding, dilation):
        if d * (k - 1) + 1 > i + 2 * p:
            raise ValueError(
                f"the kernel spans {d * (k - 1) + 1} cells, dilation included, "
                f"and must not be larger than the padded input, which has "
                f"{i + 2 * p}"
            )


# Copied from shared/helpers.py, so that this file works alone.
def _check_layer(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None,
    groups: int,
    transposed: bool,
) -> int:
    """The number of axes, if tensors and groups fit together."""
    _check_tensors(x=x, weight=weight, bias=bias)
    axes, groups = weight.ndim - 2, _integer("groups", groups)
    shapes = f"x {tuple(x.shape)}, weight {tuple(weight.shape)}"
    if axes not in CONV or x.ndim not in (axes + 1, axes + 2):
        raise ValueError(
            f"weight must have n + 2 axes and x n + 2, or n + 1 without a "
            f"batch, with n = 1, 2 or 3, got {shapes}"
        )
    if 0 in weight.shape or 0 in x.shape[-axes:]:
        raise ValueError(f"only the batch may be empty, got {shapes}")
    inputs, outputs = len(weight), weight.shape[1] * groups
    if not transposed:
        inputs, outputs = outputs, inputs
    if x.shape[-axes - 1] != inputs or len(weight) % groups:
        raise ValueError(
            f"x must have {inputs} channels, and groups must divide "
            f"{len(weight)}, got {shapes}, groups {groups}"
        )
    if bias is not None and tuple(bias.shape) != (outputs,):
        raise ValueError(
            f"bias must have shape ({outputs},), got {tuple(bias.shape)}"
        )
    return axes


def _check_tensors(**given: Any) -> None:
    """Refuse what is no tensor of numbers, and what PyTorch does not mix."""
    first, *_ = given
    for name, a in given.items():
        if name == "bias" and a is None:
            continue
        if not isinstance(a, torch.Tensor) or a.dtype == torch.bool:
            is_tensor = isinstance(a, torch.Tensor)
            kind = a.dtype if is_tensor else type(a).__name__
            raise TypeError(f"{name} must be a tensor of numbers, not {kind}")
        for what in ("dtype", "device"):
            mine, needed = getattr(a, what), getattr(given[first], what)
            if mine != needed:
                raise TypeError(
                    f"{name} must have the {what} of {first}, {needed}, not "
                    f"{mine}"
                )


def _transposed_size(i: int, k: int, s: int, p: int, op: int, d: int) -> int:
    """The size of the result along one axis, if the numbers are legal."""
    o = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
    if op >= max(s, d) or o < 1:
        raise ValueError(
            f"output_padding must be smaller than stride or dilation and the "
            f"result have at least 1 cell, got output_padding {op}, stride "
            f"{s}, dilation {d}, {o} cells"
        )
    return o


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
