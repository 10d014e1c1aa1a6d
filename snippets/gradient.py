"""The gradients of a convolution are convolutions: of input, weight and bias.

For `y = conv(x, weight, bias, stride, padding, dilation, groups)` and `g`, the
gradient with respect to `y`, both `(B, O, o1, ..., on)`:

- input: transposed convolution of `g` with the same weight;
- weight: convolution of `x` with `g` as the kernel, where stride and dilation
  change places and the batch takes the place of the channels;
- bias: the sum over batch and cells.

Shapes: `x` `(B, C, i1, ..., in)`, `weight` `(O, C / groups, k1, ..., kn)`,
`n = 1`, `2` or `3`, with a batch. Everything is a PyTorch tensor. Source:
`torch.nn.grad`, whose argument names these are.
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


# --8<-- [start:input]
def conv_input_gradient(
    input_size: Sequence[int],
    weight: torch.Tensor,
    grad_output: torch.Tensor,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> torch.Tensor:
    """`gx[m] = sum of g[n] * weight[t]`.

    There `n * stride + t * dilation - padding = m`.

    Args:
        input_size: `(B, C, i1, ..., in)`, the shape of `x`. Several shapes give
            the same shape of `y`, so it must be told; `output_padding` is what
            it differs by from the smallest.
        weight: `(O, C / groups, k1, ..., kn)`.
        grad_output: `(B, O, o1, ..., on)`, of the dtype of `weight`.
        stride, padding, dilation, groups: those of the convolution; integers,
            or one each axis.

    Returns:
        tensor: `(B, C, i1, ..., in)`.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: shapes do not fit a legal convolution.

    Examples:
        >>> weight, g = torch.tensor([[[1, 10]]]), torch.tensor([[[1, 2, 3]]])
        >>> conv_input_gradient((1, 1, 4), weight, g)
        tensor([[[ 1, 12, 23, 30]]])
    """
    _check_tensors(weight=weight, grad_output=grad_output)
    size, kernel = list(weight.shape), list(weight.shape[2:])
    s, p, d = _check_gradient(
        input_size, size, grad_output, stride, padding, dilation, groups
    )
    spans = zip(input_size[2:], kernel, s, p, d)
    left = [(i + 2 * a - b * (k - 1) - 1) % c for i, k, c, a, b in spans]
    conv_transpose = CONV_TRANSPOSE[len(kernel)]
    return conv_transpose(grad_output, weight, None, s, p, left, groups, d)


# --8<-- [end:input]


# --8<-- [start:weight]
def conv_weight_gradient(
    input: torch.Tensor,
    weight_size: Sequence[int],
    grad_output: torch.Tensor,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
) -> torch.Tensor:
    """`gw[o, c, t] = sum of x[b, c, m] * g[b, o, n]` over `b` and `n`.

    There `m = n * stride + t * dilation - padding`. In a convolution, stride
    goes with the cells of the result and dilation with those of the kernel.
    Here `t` counts the result and `n` the kernel, so the two change places.

    Args:
        input: `(B, C, i1, ..., in)`.
        weight_size: `(O, C / groups, k1, ..., kn)`, the shape of `weight`.
        grad_output: `(B, O, o1, ..., on)`, of the dtype of `input`.
        stride, padding, dilation, groups: those of the convolution; integers,
            or one each axis.

    Returns:
        tensor: `(O, C / groups, k1, ..., kn)`.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: shapes do not fit a legal convolution.

    Examples:
        >>> x, g = torch.tensor([[[1, 2, 3]]]), torch.tensor([[[1, 10]]])
        >>> conv_weight_gradient(x, (1, 1, 2), g)
        tensor([[[21, 32]]])
    """
    _check_tensors(input=input, grad_output=grad_output)
    s, p, d = _check_gradient(
        input.shape, weight_size, grad_output, stride, padding, dilation, groups
    )
    if not len(input):
        return input.new_zeros(list(weight_size))
    # (B, groups * C', ...) -> (C', groups * B, ...): the batch is summed over
    grouped = input.reshape(len(input), groups, -1, *input.shape[2:])
    images = grouped.permute(2, 1, 0, *range(3, grouped.ndim)).flatten(1, 2)
    kernels = grad_output.transpose(0, 1)
    found = CONV[len(s)](images, kernels, None, d, p, s, groups)
    # a few results too many, where windows did not reach the end of the input
    kept: list[Any] = [slice(k) for k in weight_size[2:]]
    return found.transpose(0, 1)[(..., *kept)]


# --8<-- [end:weight]


# --8<-- [start:bias]
def conv_bias_gradient(grad_output: torch.Tensor) -> torch.Tensor:
    """`gb[o] = sum of g[b, o, n]` over `b` and `n`.

    From `(B, O, o1, ..., on)` to `(O,)`.

    Examples:
        >>> conv_bias_gradient(torch.tensor([[[1, 2], [3, 4]]]))
        tensor([3, 7])
    """
    _check_tensors(grad_output=grad_output)
    if grad_output.ndim < 3:
        raise ValueError(
            f"grad_output must be (B, O, o1, ..., on), got "
            f"{tuple(grad_output.shape)}"
        )
    return grad_output.sum([0, *range(2, grad_output.ndim)])


# --8<-- [end:bias]


def _check_gradient(
    input_size: Sequence[int],
    weight_size: Sequence[int],
    grad_output: torch.Tensor,
    stride: Sizes,
    padding: Sizes,
    dilation: Sizes,
    groups: int,
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Stride, padding and dilation, one for each axis, if everything fits."""
    for name, size in (("input", input_size), ("weight", weight_size)):
        if not isinstance(size, (tuple, list)):
            raise TypeError(f"the size of {name} must be a tuple, got {size!r}")
    axes = len(weight_size) - 2
    if axes not in CONV or len(input_size) != axes + 2:
        raise ValueError(
            f"input must be (B, C, i1, ..., in) and weight (O, C / groups, k1, "
            f"..., kn) with n = 1, 2 or 3, got {tuple(input_size)} and "
            f"{tuple(weight_size)}"
        )
    batch, channels, *cells = _per_axis("input size", input_size, axes + 2, 0)
    weights = _per_axis("weight size", weight_size, axes + 2)
    outputs, inputs, *kernel = weights
    s = _per_axis("stride", stride, axes)
    p = _per_axis("padding", padding, axes, 0)
    d = _per_axis("dilation", dilation, axes)
    groups = _integer("groups", groups)
    if channels != inputs * groups or outputs % groups:
        raise ValueError(
            f"input must have {inputs} * groups channels and groups divide "
            f"{outputs}, got input {tuple(input_size)}, weight {weights}, "
            f"groups {groups}"
        )
    spans = zip(cells, kernel, s, p, d)
    out = [(i + 2 * a - b * (k - 1) - 1) // c + 1 for i, k, c, a, b in spans]
    wanted, given = (batch, outputs, *out), tuple(grad_output.shape)
    if min(*out, *cells) < 1 or given != wanted:
        raise ValueError(
            f"grad_output must have the shape of the result, {wanted}, every "
            f"size at least 1, got {given}"
        )
    return s, p, d


# Copied from shared/helpers.py, so that this file works alone.
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
