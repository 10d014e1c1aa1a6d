"""Transposed convolution with padding modes that PyTorch refuses.

`torch.nn.ConvTranspose2d` takes `padding_mode="zeros"` only, as "transposed,
and padded with something" can mean two things. Both are here, in PyTorch, for
circular, reflect and replicate padding and `1`, `2` and `3` axes:

- continued: the input goes on beyond its borders as the mode says, and what it
  stamps into the result is added. This is what upsampling an image that wraps
  around needs.
- folded: the gradient of the convolution with that padding mode. What was
  stamped outside of the result returns to the cells from which the mode took
  the padding, and is added there.

With `"circular"` both are the same thing if the result is `stride` times as
large as the input: every stamp that leaves at one end comes in at the other.
With `"reflect"` and `"replicate"` they differ. The pieces trust their tensors.

Source: the definitions of `torch.nn.functional.pad` and
`torch.nn.ConvTranspose2d`.
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


# --8<-- [start:continued]
def conv_transpose_continued(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
    padding_mode: str = "circular",
) -> torch.Tensor:
    """`y[m] = sum of x[n] * weight[t]` over `n`, outside of `x` too, and `t`.

    Those with `m = n * stride + t * dilation - padding`. Arguments, shapes and
    errors are those of `torch.nn.functional.conv_transpose1d, 2d, 3d`, with or
    without a batch, and `padding_mode` is `"circular"`, `"reflect"`,
    `"replicate"` or `"zeros"` (then the result is PyTorch's; where a weight is
    not finite, the zeros outside of `x` give `nan`). `"circular"` reaches at
    most `i` cells beyond the border, `"reflect"` at most `i - 1`.

    Examples:
        >>> x = torch.tensor([[[1.0, 2.0]]])
        >>> weight = torch.tensor([[[1.0, 10.0, 100.0]]])
        >>> conv_transpose_continued(x, weight, None, 2, 1, 1)
        tensor([[[ 10., 102.,  20., 201.]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    spans = _spans(x, weight, stride, padding, output_padding, dilation)
    added: list[tuple[int, int]] = []
    kept: list[Any] = []
    for i, k, s, p, op, d in spans:
        o = _transposed_size(i, k, s, p, op, d)
        # cells that stamp into the result from outside
        before = max((d * (k - 1) - p) // s, 0)
        after = max((p + o - 1) // s - (i - 1), 0)
        added.append((before, after))
        kept.append(slice(p + before * s, p + before * s + o))
    wide = extend(x, added, padding_mode)
    _, _, steps, _, _, gaps = zip(*spans)
    more = [s - 1 for s in steps]  # so that only cropping is left to do
    y = CONV_TRANSPOSE[axes](wide, weight, bias, steps, 0, more, groups, gaps)
    return y[(..., *kept)].contiguous()


# --8<-- [end:continued]


# --8<-- [start:folded]
def conv_transpose_folded(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
    padding_mode: str = "circular",
) -> torch.Tensor:
    """Compute the gradient, for its input, of a convolution with padding mode.

    `C.T @ x`, where `C` is the matrix of the convolution from the size of the
    result to that of `x`, padded by `padding_mode`: `"circular"`, `"reflect"`,
    `"replicate"` or `"zeros"`. Arguments, shapes and errors are those of
    `torch.nn.functional.conv_transpose1d, 2d, 3d`, but that
    `output_padding < stride`, as there is no such convolution otherwise.

    Examples:
        >>> x = torch.tensor([[[1.0, 2.0]]])
        >>> weight = torch.tensor([[[1.0, 10.0, 100.0]]])
        >>> conv_transpose_folded(x, weight, None, 2, 1, 1)
        tensor([[[ 10., 102.,  20., 201.]]])
        >>> reflected = {"padding_mode": "reflect"}
        >>> conv_transpose_folded(x, weight, None, 2, 1, 1, **reflected)
        tensor([[[ 10., 103.,  20., 200.]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    spans = _spans(x, weight, stride, padding, output_padding, dilation)
    size = [_transposed_size(*numbers) for numbers in spans]
    _, _, s, p, op, d = zip(*spans)
    for most, extra in zip(s, op):
        if extra >= most:
            raise ValueError(
                f"output_padding must be smaller than stride {most}, got "
                f"{extra}"
            )
    y = CONV_TRANSPOSE[axes](x, weight, None, s, 0, op, groups, d)
    for axis, (o, around) in enumerate(zip(size, p), start=-axes):
        y = fold(y, axis, o, around, padding_mode)
    return y if bias is None else y + bias.reshape(-1, *[1] * axes)


# --8<-- [end:folded]


# --8<-- [start:pieces]
def source(size: int, before: int, after: int, mode: str) -> torch.Tensor:
    """For each cell of a padded axis, the cell that it is a copy of.

    `-1` where it is zero.

    Examples:
        >>> source(4, 2, 1, "reflect")
        tensor([2, 1, 0, 1, 2, 3, 2])
    """
    limits = {"circular": size, "reflect": size - 1}
    modes = ["circular", "reflect", "replicate", "zeros"]
    if mode not in modes:
        raise ValueError(f"padding_mode must be one of {modes}, got {mode!r}")
    if max(before, after) > limits.get(mode, max(before, after)):
        raise ValueError(
            f"{mode} padding must be at most {limits[mode]} for {size} cells, "
            f"got {before} before and {after} after"
        )
    place = torch.arange(-before, size + after)
    if mode == "circular":
        return place % size
    if mode == "reflect":
        return (size - 1) - ((size - 1) - place.abs()).abs()
    inside = place.clamp(0, size - 1)
    return inside if mode == "replicate" else inside.where(place == inside, -1)


def extend(
    x: torch.Tensor, added: Sequence[tuple[int, int]], mode: str
) -> torch.Tensor:
    """Let `x` go on by `(before, after)` cells along the last axes.

    Each cell is a copy of its source.

    Examples:
        >>> extend(torch.tensor([1, 2, 3]), [(1, 2)], "circular")
        tensor([3, 1, 2, 3, 1, 2])
    """
    for axis, (before, after) in enumerate(added, start=-len(added)):
        cells = source(x.shape[axis], before, after, mode)
        shape = [1] * x.ndim
        shape[axis] = len(cells)
        copied = x.index_select(axis, cells.clamp(min=0))
        x = copied.masked_fill((cells < 0).reshape(shape), 0)
    return x


def fold(
    y: torch.Tensor, axis: int, size: int, padding: int, mode: str
) -> torch.Tensor:
    """Add each cell of a padded axis to its source: the transpose of `extend`.

    Examples:
        >>> fold(torch.tensor([1, 20, 30, 4]), 0, 2, 1, "circular")
        tensor([24, 31])
    """
    cells = source(size, padding, padding, mode)
    kept = cells >= 0
    shape = list(y.shape)
    shape[axis] = size
    cells, values = cells[kept], y.movedim(axis, 0)[kept].movedim(0, axis)
    return y.new_zeros(shape).index_add(axis, cells, values)


# --8<-- [end:pieces]


def _spans(
    x: torch.Tensor,
    weight: torch.Tensor,
    stride: Sizes,
    padding: Sizes,
    output_padding: Sizes,
    dilation: Sizes,
) -> list[tuple[int, int, int, int, int, int]]:
    """(i, k, s, p, op, d) for each axis."""
    axes = weight.ndim - 2
    return list(
        zip(
            x.shape[-axes:],
            weight.shape[2:],
            _per_axis("stride", stride, axes),
            _per_axis("padding", padding, axes, 0),
            _per_axis("output_padding", output_padding, axes, 0),
            _per_axis("dilation", dilation, axes),
        )
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
