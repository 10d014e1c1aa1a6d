"""Transposed convolution with circular, reflect or replicate padding, which PyTorch refuses.

torch.nn.ConvTranspose2d takes padding_mode="zeros" only, as "transposed, and padded with
something" can mean two things. Both are here, in PyTorch, for 1, 2 and 3 axes:

- continued: the input goes on beyond its borders as the mode says, and what it stamps into the
  result is added. This is what upsampling an image that wraps around needs.
- folded: the gradient of the convolution with that padding mode. What was stamped outside of the
  result returns to the cells from which the mode took the padding, and is added there.

With "circular" both are the same thing if the result is stride times as large as the input: every
stamp that leaves at one end comes in at the other. With "reflect" and "replicate" they differ.

Source: the definitions of torch.nn.functional.pad and torch.nn.ConvTranspose2d.
"""

import torch
import torch.nn.functional as F  # noqa: N812

CONV: dict[int, Any] = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE: dict[int, Any] = {
    1: F.conv_transpose1d,
    2: F.conv_transpose2d,
    3: F.conv_transpose3d,
}


# --8<-- [start:continued]
def conv_transpose_continued(
    x,
    weight,
    bias=None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
    padding_mode="circular",
):
    """y[m] = sum of x[n] * weight[t] over all n, also outside of x, and t with m = ns + td - p.

    Arguments, shapes and errors are those of torch.nn.functional.conv_transpose1d, 2d, 3d, with
    or without a batch, and padding_mode is "circular", "reflect", "replicate" or "zeros" (then
    the result is PyTorch's). "circular" reaches at most i cells beyond the border, "reflect"
    at most i - 1.

    Examples:
        >>> x, weight = torch.tensor([[[1.0, 2.0]]]), torch.tensor([[[1.0, 10.0, 100.0]]])
        >>> conv_transpose_continued(x, weight, stride=2, padding=1, output_padding=1)
        tensor([[[ 10., 102.,  20., 201.]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    padding = _per_axis("padding", padding, axes, 0)
    output_padding = _per_axis("output_padding", output_padding, axes, 0)
    added, kept = [], []
    spans = zip(
        x.shape[-axes:],
        weight.shape[2:],
        stride,
        padding,
        output_padding,
        dilation,
    )
    for i, k, s, p, op, d in spans:
        o = _size(i, k, s, p, op, d)
        before = max(
            (d * (k - 1) - p) // s, 0
        )  # cells that stamp into the result from outside
        after = max((p + o - 1) // s - (i - 1), 0)
        added.append((before, after))
        kept.append(slice(p + before * s, p + before * s + o))
    wide = extend(x, added, padding_mode)
    more = [
        s - 1 for s in stride
    ]  # enough cells that only cropping is left to do
    y = CONV_TRANSPOSE[axes](
        wide, weight, bias, stride, 0, more, groups, dilation
    )
    return y[(..., *kept)].contiguous()


# --8<-- [end:continued]


# --8<-- [start:folded]
def conv_transpose_folded(
    x,
    weight,
    bias=None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
    padding_mode="circular",
):
    """Compute the gradient, with respect to its input, of a convolution with a padding mode.

    C.T @ x, where C is the matrix of the convolution from the size of the result to that of x,
    padded by padding_mode: "circular", "reflect", "replicate" or "zeros". Arguments, shapes and
    errors are those of torch.nn.functional.conv_transpose1d, 2d, 3d, but that
    output_padding < stride, as there is no such convolution otherwise.

    Examples:
        >>> x, weight = torch.tensor([[[1.0, 2.0]]]), torch.tensor([[[1.0, 10.0, 100.0]]])
        >>> conv_transpose_folded(x, weight, stride=2, padding=1, output_padding=1)
        tensor([[[ 10., 102.,  20., 201.]]])
        >>> conv_transpose_folded(
        ...     x, weight, stride=2, padding=1, output_padding=1, padding_mode="reflect"
        ... )
        tensor([[[ 10., 103.,  20., 200.]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    padding = _per_axis("padding", padding, axes, 0)
    output_padding = _per_axis("output_padding", output_padding, axes, 0)
    size = []
    spans = zip(
        x.shape[-axes:],
        weight.shape[2:],
        stride,
        padding,
        output_padding,
        dilation,
    )
    for i, k, s, p, op, d in spans:
        size.append(_size(i, k, s, p, op, d))
        if op >= s:
            raise ValueError(
                f"output_padding must be smaller than stride {s}, got {op}"
            )
    y = CONV_TRANSPOSE[axes](
        x, weight, None, stride, 0, output_padding, groups, dilation
    )
    for axis, (o, p) in enumerate(zip(size, padding), start=-axes):
        y = fold(y, axis, o, p, padding_mode)
    return y if bias is None else y + bias.reshape(-1, *[1] * axes)


# --8<-- [end:folded]


# --8<-- [start:pieces]
def source(size, before, after, mode):
    """For each cell of a padded axis, the cell that it is a copy of; -1 where it is zero.

    Examples:
        >>> source(4, 2, 1, "reflect")
        tensor([2, 1, 0, 1, 2, 3, 2])
    """
    limits = {
        "zeros": None,
        "replicate": None,
        "circular": size,
        "reflect": size - 1,
    }
    if mode not in limits:
        raise ValueError(
            f"padding_mode must be one of {sorted(limits)}, got {mode!r}"
        )
    if limits[mode] is not None and max(before, after) > limits[mode]:
        raise ValueError(
            f"{mode} padding must be at most {limits[mode]} for {size} cells, got {before} before "
            f"and {after} after"
        )
    place = torch.arange(-before, size + after)
    if mode == "circular":
        return place % size
    if mode == "reflect":
        return (size - 1) - ((size - 1) - place.abs()).abs()
    inside = place.clamp(0, size - 1)
    return (
        inside
        if mode == "replicate"
        else torch.where(place == inside, place, -1)
    )


def extend(x, added, mode):
    """Let x go on by (before, after) cells along the last axes: copy from the source.

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


def fold(y, axis, size, padding, mode):
    """Add each cell of a padded axis onto its source: the transpose of extend.

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


def _size(i, k, s, p, op, d):
    """The size of the result along one axis, if PyTorch accepts the numbers."""
    o = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
    if op >= max(s, d) or o < 1:
        raise ValueError(
            f"output_padding must be smaller than stride or dilation and the result have at least "
            f"1 cell, got output_padding {op}, stride {s}, dilation {d}, {o} cells"
        )
    return o


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
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
