"""Transposed convolution written with convolution, and the reverse, in PyTorch.

Along each axis, with p' = dilation * (k - 1) - padding:

- conv_transpose: put stride - 1 zeros between the cells of x, p' zeros before and
  p' + output_padding after, then convolve with the kernel in reverse order, stride 1;
- conv: the transposed convolution with the kernel in reverse order, stride 1 and padding p',
  of whose result every stride-th cell is kept.

A negative number of zeros crops. In both, channels in and out change places within each group.
Legal arguments and the result are those of torch.nn.functional, for n = 1, 2 or 3 axes; what
that refuses is refused with TypeError or ValueError.

Source: the documentation of torch.nn.ConvTranspose2d; p' is proved in the pages of this site.
"""

import torch
import torch.nn.functional as F  # noqa: N812

CONV: dict[int, Any] = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE: dict[int, Any] = {
    1: F.conv_transpose1d,
    2: F.conv_transpose2d,
    3: F.conv_transpose3d,
}


# --8<-- [start:conv-transpose-as-conv]
def conv_transpose_as_conv(
    x,
    weight,
    bias=None,
    stride=1,
    padding=0,
    output_padding=0,
    groups=1,
    dilation=1,
):
    """Compute torch.nn.functional.conv_transpose1d, 2d or 3d with conv1d, conv2d or conv3d.

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (C, O / groups, k1, ..., kn),
    bias (O,) or None, result (B, O, o1, ..., on) or (O, o1, ..., on), where
    o = (i - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1.
    The other arguments are integers, or tuples with one for each axis; groups an integer.

    Examples:
        >>> x, weight = torch.tensor([[1, 2]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_transpose_as_conv(x, weight)
        tensor([[  1,  12, 120, 200]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    padding = _per_axis("padding", padding, axes, 0)
    output_padding = _per_axis("output_padding", output_padding, axes, 0)
    kernel = weight.shape[2:]
    _check_sizes(
        x.shape[-axes:], kernel, stride, padding, output_padding, dilation
    )
    spans = zip(kernel, padding, output_padding, dilation)
    zeros = [(d * (k - 1) - p, d * (k - 1) - p + op) for k, p, op, d in spans]
    padded = pad(insert_zeros(x, stride), zeros)
    return CONV[axes](
        padded, turn(weight, groups), bias, 1, 0, dilation, groups
    )


# --8<-- [end:conv-transpose-as-conv]


# --8<-- [start:conv-as-conv-transpose]
def conv_as_conv_transpose(
    x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1
):
    """Compute torch.nn.functional.conv1d, 2d or 3d with conv_transpose1d, 2d or 3d.

    Shapes: x (B, C, i1, ..., in) or (C, i1, ..., in), weight (O, C / groups, k1, ..., kn),
    bias (O,) or None, result (B, O, o1, ..., on) or (O, o1, ..., on), where
    o = floor((i + 2 * padding - dilation * (k - 1) - 1) / stride) + 1.
    The other arguments are integers, or tuples with one for each axis; groups an integer.

    Examples:
        >>> x, weight = torch.tensor([[1, 2, 3, 4]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_as_conv_transpose(x, weight)
        tensor([[321, 432]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=False)
    stride, dilation = (
        _per_axis("stride", stride, axes),
        _per_axis("dilation", dilation, axes),
    )
    padding = _per_axis("padding", padding, axes, 0)
    _check_span(x.shape[-axes:], weight.shape[2:], padding, dilation)
    p_prime = [
        d * (k - 1) - p for k, p, d in zip(weight.shape[2:], padding, dilation)
    ]
    x = pad(
        x, [(max(-p, 0), max(-p, 0)) for p in p_prime]
    )  # conv_transpose cannot add zeros
    crop = [max(p, 0) for p in p_prime]
    y = CONV_TRANSPOSE[axes](
        x, turn(weight, groups), bias, 1, crop, 0, groups, dilation
    )
    return y[(..., *[slice(None, None, s) for s in stride])].contiguous()


# --8<-- [end:conv-as-conv-transpose]


# --8<-- [start:pieces]
def turn(weight, groups=1):
    """Reverse the kernel along every axis, and let channels in and out change places.

    weight (groups * A, B, k1, ..., kn) becomes (groups * B, A, k1, ..., kn).

    Examples:
        >>> turn(torch.tensor([[[1, 2]], [[3, 4]]]))
        tensor([[[2, 1],
                 [4, 3]]])
    """
    flipped = weight.flip(list(range(2, weight.ndim)))
    return flipped.unflatten(0, (groups, -1)).transpose(1, 2).flatten(0, 1)


def insert_zeros(x, stride):
    """Put stride - 1 zeros between neighbours along the last axes, one stride for each axis.

    Examples:
        >>> insert_zeros(torch.tensor([1, 2, 3]), [2])
        tensor([1, 0, 2, 0, 3])
    """
    lead, size = (
        x.shape[: x.ndim - len(stride)],
        x.shape[x.ndim - len(stride) :],
    )
    y = x.new_zeros([*lead, *[(i - 1) * s + 1 for i, s in zip(size, stride)]])
    y[(..., *[slice(None, None, s) for s in stride])] = x
    return y


def pad(x, zeros):
    """Add zeros (before, after) along the last axes; negative numbers crop.

    Examples:
        >>> pad(torch.tensor([1, 2, 3]), [(2, -1)])
        tensor([0, 0, 1, 2])
    """
    return F.pad(x, [number for axis in reversed(zeros) for number in axis])


# --8<-- [end:pieces]


def _check_sizes(size, kernel, stride, padding, output_padding, dilation):
    """Refuse numbers that conv_transpose refuses."""
    for i, k, s, p, op, d in zip(
        size, kernel, stride, padding, output_padding, dilation
    ):
        o = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        if op >= max(s, d) or o < 1:
            raise ValueError(
                f"output_padding must be smaller than stride or dilation and the result have at "
                f"least 1 cell, got output_padding {op}, stride {s}, dilation {d}, {o} cells"
            )


def _check_span(size, kernel, padding, dilation):
    """Refuse a kernel that is larger than the padded input."""
    for i, k, p, d in zip(size, kernel, padding, dilation):
        if d * (k - 1) + 1 > i + 2 * p:
            raise ValueError(
                f"the kernel spans {d * (k - 1) + 1} cells, dilation included, and must not be "
                f"larger than the padded input, which has {i + 2 * p}"
            )


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
