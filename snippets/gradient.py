"""The gradients of a convolution are convolutions: with respect to input, weight and bias.

For y = conv(x, weight, bias, stride, padding, dilation, groups) and g, the gradient with respect
to y, both (B, O, o1, ..., on):

- input: transposed convolution of g with the same weight;
- weight: convolution of x with g as the kernel, where stride and dilation change places and the
  batch takes the place of the channels;
- bias: the sum over batch and cells.

Shapes: x (B, C, i1, ..., in), weight (O, C / groups, k1, ..., kn), n = 1, 2 or 3, with a batch.
Everything is a PyTorch tensor. Source: torch.nn.grad, whose argument names these are.
"""

import torch
import torch.nn.functional as F  # noqa: N812

CONV: dict[int, Any] = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE: dict[int, Any] = {
    1: F.conv_transpose1d,
    2: F.conv_transpose2d,
    3: F.conv_transpose3d,
}


# --8<-- [start:input]
def conv_input_gradient(
    input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1
):
    """gx[m] = sum of g[n] * weight[t] where n * stride + t * dilation - padding = m.

    Args:
        input_size: (B, C, i1, ..., in), the shape of x. Several shapes give the same shape of
            y, so it must be told; output_padding is what it differs by from the smallest.
        weight: (O, C / groups, k1, ..., kn).
        grad_output: (B, O, o1, ..., on), of the dtype of weight.
        stride, padding, dilation, groups: those of the convolution; integers, or one each axis.

    Returns:
        tensor: (B, C, i1, ..., in).

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: shapes do not fit a legal convolution.

    Examples:
        >>> conv_input_gradient((1, 1, 4), torch.tensor([[[1, 10]]]), torch.tensor([[[1, 2, 3]]]))
        tensor([[[ 1, 12, 23, 30]]])
    """
    numbers = _check(
        input_size, weight.shape, grad_output, stride, padding, dilation, groups
    )
    stride, padding, dilation = numbers
    spans = zip(input_size[2:], weight.shape[2:], stride, padding, dilation)
    left = [(i + 2 * p - d * (k - 1) - 1) % s for i, k, s, p, d in spans]
    conv_transpose = CONV_TRANSPOSE[weight.ndim - 2]
    return conv_transpose(
        grad_output, weight, None, stride, padding, left, groups, dilation
    )


# --8<-- [end:input]


# --8<-- [start:weight]
def conv_weight_gradient(
    input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1
):
    """gw[o, c, t] = sum of x[b, c, n * stride + t * dilation - padding] * g[b, o, n] over b and n.

    In a convolution, stride goes with the cells of the result and dilation with those of the
    kernel. Here t counts the result and n the kernel, so the two change places.

    Args:
        input: (B, C, i1, ..., in).
        weight_size: (O, C / groups, k1, ..., kn), the shape of weight.
        grad_output: (B, O, o1, ..., on), of the dtype of input.
        stride, padding, dilation, groups: those of the convolution; integers, or one each axis.

    Returns:
        tensor: (O, C / groups, k1, ..., kn).

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: shapes do not fit a legal convolution.

    Examples:
        >>> conv_weight_gradient(torch.tensor([[[1, 2, 3]]]), (1, 1, 2), torch.tensor([[[1, 10]]]))
        tensor([[[21, 32]]])
    """
    numbers = _check(
        input.shape, weight_size, grad_output, stride, padding, dilation, groups
    )
    stride, padding, dilation = numbers
    if not len(input):
        return input.new_zeros(weight_size)
    # (B, groups * C', ...) -> (C', groups * B, ...): what was the batch is summed over
    images = input.unflatten(1, (groups, -1)).permute(
        2, 1, 0, *range(3, input.ndim + 1)
    )
    kernels = grad_output.transpose(0, 1)
    conv = CONV[len(stride)]
    found = conv(
        images.flatten(1, 2), kernels, None, dilation, padding, stride, groups
    )
    # where windows did not reach the end of the input, there are a few results too many
    return found.transpose(0, 1)[(..., *[slice(k) for k in weight_size[2:]])]


# --8<-- [end:weight]


# --8<-- [start:bias]
def conv_bias_gradient(grad_output):
    """gb[o] = sum of g[b, o, n] over b and n: from (B, O, o1, ..., on) to (O,).

    Examples:
        >>> conv_bias_gradient(torch.tensor([[[1, 2], [3, 4]]]))
        tensor([3, 7])
    """
    if not isinstance(grad_output, torch.Tensor):
        raise TypeError(
            f"grad_output must be a tensor, not {type(grad_output).__name__}"
        )
    if grad_output.ndim < 3:
        raise ValueError(
            f"grad_output must be (B, O, o1, ..., on), got {_shape(grad_output)}"
        )
    return grad_output.sum([0, *range(2, grad_output.ndim)])


# --8<-- [end:bias]


def _check(
    input_size, weight_size, grad_output, stride, padding, dilation, groups
):
    """Stride, padding and dilation, one for each axis, if everything fits."""
    axes = len(weight_size) - 2
    if not isinstance(grad_output, torch.Tensor):
        raise TypeError(
            f"grad_output must be a tensor, not {type(grad_output).__name__}"
        )
    if axes not in CONV or len(input_size) != axes + 2:
        raise ValueError(
            f"input must be (B, C, i1, ..., in) and weight (O, C / groups, k1, ..., kn) with n = "
            f"1, 2 or 3, got {tuple(input_size)} and {tuple(weight_size)}"
        )
    sizes = _per_axis("input size", list(input_size), axes + 2, 0)
    weights = _per_axis("weight size", list(weight_size), axes + 2, 1)
    stride = _per_axis("stride", stride, axes, 1)
    padding = _per_axis("padding", padding, axes, 0)
    dilation = _per_axis("dilation", dilation, axes, 1)
    groups = _integer("groups", groups, 1)
    if sizes[1] != weights[1] * groups or weights[0] % groups:
        raise ValueError(
            f"input must have {weights[1]} * groups channels and groups divide {weights[0]}, got "
            f"input {sizes}, weight {weights}, groups {groups}"
        )
    spans = zip(sizes[2:], weights[2:], stride, padding, dilation)
    out = [(i + 2 * p - d * (k - 1) - 1) // s + 1 for i, k, s, p, d in spans]
    if min(*out, *sizes[2:]) < 1 or _shape(grad_output) != (
        sizes[0],
        weights[0],
        *out,
    ):
        raise ValueError(
            f"grad_output must have the shape of the result, {(sizes[0], weights[0], *out)}, every "
            f"size at least 1, got {_shape(grad_output)}"
        )
    return stride, padding, dilation


def _shape(tensor):
    """The shape as a plain tuple, for messages."""
    return tuple(tensor.shape)


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
