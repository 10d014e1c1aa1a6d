"""TensorFlow's SAME, for convolution and transposed convolution, in PyTorch.

SAME gives o = ceil(i / stride) cells. With reach = dilation * (k - 1) + 1 it
adds, along each axis, total = max((o - 1) * stride + reach - i, 0) zeros, half
before and half after; of an odd total the last goes after. PyTorch's
padding="same" does that for stride 1 only, and its padding=p adds as much
before as after.

The transposed convolution with SAME is the way back, from o cells to i: it
crops what SAME added, so it may crop one cell more at the end than at the
start, which padding=p cannot.

Source: the notes on padding of tf.nn, and tf.nn.conv_transpose.
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


# --8<-- [start:conv-same]
def conv_same(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    dilation: Sizes = 1,
    groups: int = 1,
) -> torch.Tensor:
    """Convolve with TensorFlow's padding="SAME": o = ceil(i / stride).

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (O, C / groups,
    k1, ..., kn), both as in PyTorch, n = 1, 2 or 3; bias (O,) or None; result
    (B, O, o1, ..., on) or (O, o1, ..., on). stride and dilation are integers
    >= 1, or one for each axis. Raises TypeError for arguments of the wrong
    type, ValueError for shapes and numbers that do not fit.

    Examples:
        >>> x, weight = torch.arange(1, 5), torch.tensor([1, 10, 100])
        >>> conv_same(x[None, None], weight[None, None], stride=2)
        tensor([[[321,  43]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=False)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    added: list[int] = []
    for numbers in zip(x.shape[-axes:], weight.shape[2:], s, d):
        before, after = same_padding(*numbers)
        added = [before, after, *added]  # F.pad starts with the last axis
    return CONV[axes](F.pad(x, added), weight, bias, s, 0, d, groups)


# --8<-- [end:conv-same]


# --8<-- [start:conv-transpose-same]
def conv_transpose_same(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    dilation: Sizes = 1,
    groups: int = 1,
    output_size: Sequence[int] | None = None,
) -> torch.Tensor:
    """Transposed convolution with TensorFlow's padding="SAME".

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (C, O / groups,
    k1, ..., kn), both as in PyTorch, n = 1, 2 or 3; bias (O,) or None; result
    (B, O, o1, ..., on) or (O, o1, ..., on). stride and dilation are integers
    >= 1, or one for each axis. output_size is (o1, ..., on), each with
    ceil(o / stride) = i; without it o = i * stride. Raises TypeError for
    arguments of the wrong type, ValueError for shapes and numbers that do not
    fit.

    Examples:
        >>> x, weight = torch.tensor([[[1, 2]]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_transpose_same(x, weight, stride=2)
        tensor([[[  1,  10, 102,  20]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    size = _size_of_same(output_size, x.shape[-axes:], s)
    more = [a - 1 for a in s]  # enough cells that only cropping is left to do
    y = CONV_TRANSPOSE[axes](x, weight, bias, s, 0, more, groups, d)
    kept: list[Any] = []
    for numbers in zip(size, weight.shape[2:], s, d):
        before, _ = same_padding(*numbers)
        kept.append(slice(before, before + numbers[0]))
    return y[(..., *kept)].contiguous()


# --8<-- [end:conv-transpose-same]


# --8<-- [start:same-padding]
def same_padding(i: int, k: int, s: int = 1, d: int = 1) -> tuple[int, int]:
    """Zeros (before, after) that SAME adds along one axis; all integers >= 1.

    Examples:
        >>> same_padding(4, k=3, s=2)
        (0, 1)
    """
    i, k = _integer("i", i), _integer("k", k)
    s, d = _integer("s", s), _integer("d", d)
    o = -(-i // s)  # ceil(i / s)
    total = max((o - 1) * s + d * (k - 1) + 1 - i, 0)
    return total // 2, total - total // 2


# --8<-- [end:same-padding]


def _size_of_same(
    output_size: Sequence[int] | None,
    size: Sequence[int],
    stride: tuple[int, ...],
) -> list[int]:
    """The output size, if a convolution with SAME leads from it to size."""
    if output_size is None:
        return [i * s for i, s in zip(size, stride)]
    given = output_size if isinstance(output_size, (tuple, list)) else ()
    if len(given) != len(size):
        raise ValueError(
            f"output_size must be {len(size)} integers, got {output_size!r}"
        )
    wanted = [_integer("output_size", o) for o in given]
    for o, i, s in zip(wanted, size, stride):
        if not (i - 1) * s < o <= i * s:
            raise ValueError(
                f"output_size must be from {(i - 1) * s + 1} to {i * s} for "
                f"{i} cells and stride {s}, got {o}"
            )
    return wanted


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
