"""TensorFlow's SAME, for convolution and transposed convolution, in PyTorch.

SAME gives o = ceil(i / stride) cells. With reach = dilation * (k - 1) + 1 it adds, along each axis,
total = max((o - 1) * stride + reach - i, 0) zeros, half before and half after; of an odd total the
last goes after. PyTorch's padding="same" does that for stride 1 only, and its padding=p adds as
much before as after.

The transposed convolution with SAME is the way back, from o cells to i: it crops what SAME added,
so it may crop one cell more at the end than at the start, which padding=p cannot.

Source: the notes on padding of tf.nn, and tf.nn.conv_transpose.
"""

import torch
import torch.nn.functional as F  # noqa: N812

CONV: dict[int, Any] = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE: dict[int, Any] = {
    1: F.conv_transpose1d,
    2: F.conv_transpose2d,
    3: F.conv_transpose3d,
}


# --8<-- [start:conv-same]
def conv_same(x, weight, bias=None, stride=1, dilation=1, groups=1):
    """Convolve with TensorFlow's padding="SAME": o = ceil(i / stride).

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (O, C / groups, k1, ..., kn), both as
    in PyTorch, n = 1, 2 or 3; bias (O,) or None; result (B, O, o1, ..., on) or (O, o1, ..., on).
    stride and dilation are integers >= 1, or one for each axis. Raises TypeError for
    arguments of the wrong type, ValueError for shapes and numbers that do not fit.

    Examples:
        >>> x, weight = torch.tensor([[[1, 2, 3, 4]]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_same(x, weight, stride=2)
        tensor([[[321,  43]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=False)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    added = []
    for i, k, s, d in zip(x.shape[-axes:], weight.shape[2:], stride, dilation):
        before, after = same_padding(i, k, s, d)
        added = [before, after, *added]  # F.pad starts with the last axis
    return CONV[axes](
        F.pad(x, added), weight, bias, stride, 0, dilation, groups
    )


# --8<-- [end:conv-same]


# --8<-- [start:conv-transpose-same]
def conv_transpose_same(
    x, weight, bias=None, stride=1, dilation=1, groups=1, output_size=None
):
    """Transposed convolution with TensorFlow's padding="SAME".

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (C, O / groups, k1, ..., kn), both as
    in PyTorch, n = 1, 2 or 3; bias (O,) or None; result (B, O, o1, ..., on) or (O, o1, ..., on).
    stride and dilation are integers >= 1, or one for each axis. output_size is (o1, ..., on), each
    with ceil(o / stride) = i; without it o = i * stride. Raises TypeError for arguments of
    the wrong type, ValueError for shapes and numbers that do not fit.

    Examples:
        >>> x, weight = torch.tensor([[[1, 2]]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_transpose_same(x, weight, stride=2)
        tensor([[[  1,  10, 102,  20]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    size = _output_size(output_size, x.shape[-axes:], stride)
    more = [
        s - 1 for s in stride
    ]  # enough cells that only cropping is left to do
    y = CONV_TRANSPOSE[axes](x, weight, bias, stride, 0, more, groups, dilation)
    kept = []
    for o, k, s, d in zip(size, weight.shape[2:], stride, dilation):
        before, _ = same_padding(o, k, s, d)
        kept.append(slice(before, before + o))
    return y[(..., *kept)].contiguous()


# --8<-- [end:conv-transpose-same]


# --8<-- [start:same-padding]
def same_padding(i, k, s=1, d=1):
    """Zeros (before, after) that SAME adds along one axis; all integers >= 1.

    Examples:
        >>> same_padding(4, k=3, s=2)
        (0, 1)
    """
    i, k, s, d = (
        _integer("i", i),
        _integer("k", k),
        _integer("s", s),
        _integer("d", d),
    )
    o = -(-i // s)  # ceil(i / s)
    total = max((o - 1) * s + d * (k - 1) + 1 - i, 0)
    return total // 2, total - total // 2


# --8<-- [end:same-padding]


def _output_size(output_size, size, stride):
    """The output size, if a convolution with SAME leads from it to size."""
    if output_size is None:
        return [i * s for i, s in zip(size, stride)]
    if not isinstance(output_size, (tuple, list)) or len(output_size) != len(
        size
    ):
        raise ValueError(
            f"output_size must be {len(size)} integers, got {output_size!r}"
        )
    for o, i, s in zip(output_size, size, stride):
        if not (i - 1) * s < _integer("output_size", o) <= i * s:
            raise ValueError(
                f"output_size must be from {(i - 1) * s + 1} to {i * s} for {i} cells and stride "
                f"{s}, got {o}"
            )
    return output_size


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
