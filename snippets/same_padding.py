"""TensorFlow's SAME, for convolution, transposed convolution and pooling.

SAME gives `o = ceil(i / stride)` cells. With `reach = dilation * (k - 1) + 1`
it adds, along each axis, `total = max((o - 1) * stride + reach - i, 0)` zeros,
half before and half after; of an odd total the last goes after. PyTorch's
`padding="same"` does that for stride 1 only, and its `padding=p` adds as much
before as after.

ONNX calls this `auto_pad="SAME_UPPER"`. It also has `auto_pad="SAME_LOWER"`: of
an odd total the last zero goes before. Every function takes either.

The transposed convolution with SAME is the way back, from `o` cells to `i`: it
crops what SAME added, so it may crop one cell more at one end than at the
other, which `padding=p` cannot.

Pooling with SAME ignores what was added: the largest is one of the input, and
the mean is over cells of the input alone.

Source: the notes on padding of `tf.nn`, `tf.nn.conv_transpose`, and `auto_pad`
in the ONNX operators `Conv`, `ConvTranspose`, `MaxPool` and `AveragePool`.
"""

import math
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
MAX_POOL: dict[int, Callable[..., torch.Tensor]] = {
    1: F.max_pool1d,
    2: F.max_pool2d,
    3: F.max_pool3d,
}
AVG_POOL: dict[int, Callable[..., torch.Tensor]] = {
    1: F.avg_pool1d,
    2: F.avg_pool2d,
    3: F.avg_pool3d,
}


# --8<-- [start:conv-same]
def conv_same(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: Sizes = 1,
    dilation: Sizes = 1,
    groups: int = 1,
    auto_pad: str = "SAME_UPPER",
) -> torch.Tensor:
    """Convolve with TensorFlow's `padding="SAME"`: `o = ceil(i / stride)`.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, `weight`
    `(O, C / groups, k1, ..., kn)`, both as in PyTorch, `n = 1`, `2` or `3`;
    `bias` `(O,)` or `None`; result `(B, O, o1, ..., on)` or `(O, o1, ..., on)`.
    `stride` and `dilation` are integers `>= 1`, or one for each axis.
    `auto_pad="SAME_LOWER"` puts an odd cell before. Raises `TypeError` for
    arguments of the wrong type, `ValueError` for shapes and numbers that do not
    fit.

    Examples:
        >>> x, weight = torch.arange(1, 5), torch.tensor([1, 10, 100])
        >>> x, weight = x[None, None], weight[None, None]
        >>> conv_same(x, weight, stride=2)
        tensor([[[321,  43]]])
        >>> conv_same(x, weight, stride=2, auto_pad="SAME_LOWER")
        tensor([[[210, 432]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=False)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    padded = _padded(x, weight.shape[2:], s, d, auto_pad)
    return CONV[axes](padded, weight, bias, s, 0, d, groups)


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
    auto_pad: str = "SAME_UPPER",
) -> torch.Tensor:
    """Transposed convolution with TensorFlow's `padding="SAME"`.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, `weight`
    `(C, O / groups, k1, ..., kn)`, both as in PyTorch, `n = 1`, `2` or `3`;
    `bias` `(O,)` or `None`; result `(B, O, o1, ..., on)` or `(O, o1, ..., on)`.
    `stride` and `dilation` are integers `>= 1`, or one for each axis.
    `output_size` is `(o1, ..., on)`, each with `ceil(o / stride) = i`; without
    it `o = i * stride`. `auto_pad="SAME_LOWER"` crops an odd cell before.
    Raises `TypeError` for arguments of the wrong type, `ValueError` for shapes
    and numbers that do not fit.

    Examples:
        >>> x, weight = torch.tensor([[[1, 2]]]), torch.tensor([[[1, 10, 100]]])
        >>> conv_transpose_same(x, weight, stride=2)
        tensor([[[  1,  10, 102,  20]]])
        >>> conv_transpose_same(x, weight, stride=2, auto_pad="SAME_LOWER")
        tensor([[[ 10, 102,  20, 200]]])
    """
    axes = _check_layer(x, weight, bias, groups, transposed=True)
    s = _per_axis("stride", stride, axes)
    d = _per_axis("dilation", dilation, axes)
    size = _size_of_same(output_size, x.shape[-axes:], s)
    more = [a - 1 for a in s]  # enough cells that only cropping is left to do
    y = CONV_TRANSPOSE[axes](x, weight, bias, s, 0, more, groups, d)
    kept: list[Any] = []
    for numbers in zip(size, weight.shape[2:], s, d):
        before, _ = same_padding(*numbers, auto_pad)
        kept.append(slice(before, before + numbers[0]))
    return y[(..., *kept)].contiguous()


# --8<-- [end:conv-transpose-same]


# --8<-- [start:max-pool-same]
def max_pool_same(
    x: torch.Tensor,
    kernel_size: Sequence[int],
    stride: Sizes | None = None,
    dilation: Sizes = 1,
    auto_pad: str = "SAME_UPPER",
) -> torch.Tensor:
    """Max pooling with TensorFlow's `padding="SAME"`: `o = ceil(i / stride)`.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, of floats, `n = 1`,
    `2` or `3`; result `(B, C, o1, ..., on)` or `(C, o1, ..., on)`.
    `kernel_size` is a tuple of one integer `>= 1` for each axis; `stride`,
    which is `kernel_size` if it is `None`, and `dilation` are integers `>= 1`,
    or one for each axis. `auto_pad="SAME_LOWER"` puts an odd cell before. What
    is added holds `-inf`, so that a dilated window that sees nothing else gives
    `-inf`. Raises `TypeError` for arguments of the wrong type, `ValueError` for
    shapes and numbers that do not fit.

    Examples:
        >>> x = torch.tensor([[[-1.0, -2, -3]]])
        >>> max_pool_same(x, (2,))
        tensor([[[-1., -3.]]])
    """
    axes = _check_pooling(x, kernel_size)
    k = _per_axis("kernel_size", kernel_size, axes)
    s = _per_axis("stride", k if stride is None else stride, axes)
    d = _per_axis("dilation", dilation, axes)
    padded = _padded(x, k, s, d, auto_pad, -math.inf)
    return MAX_POOL[axes](padded, k, s, 0, d)


# --8<-- [end:max-pool-same]


# --8<-- [start:avg-pool-same]
def avg_pool_same(
    x: torch.Tensor,
    kernel_size: Sequence[int],
    stride: Sizes | None = None,
    auto_pad: str = "SAME_UPPER",
) -> torch.Tensor:
    """Average pooling with TensorFlow's `padding="SAME"`:
    `o = ceil(i / stride)`.

    Each result is the sum of the cells of `x` in a window, divided by how many
    they are: TensorFlow leaves the padding out. To count it too, use `F.pad`
    and PyTorch's average pooling.

    Shapes: `x` `(B, C, i1, ..., in)` or `(C, i1, ..., in)`, of floats, `n = 1`,
    `2` or `3`; result `(B, C, o1, ..., on)` or `(C, o1, ..., on)`.
    `kernel_size` is a tuple of one integer `>= 1` for each axis; `stride`,
    which is `kernel_size` if it is `None`, is an integer `>= 1`, or one for
    each axis. `auto_pad="SAME_LOWER"` puts an odd cell before. Raises
    `TypeError` for arguments of the wrong type, `ValueError` for shapes and
    numbers that do not fit.

    Examples:
        >>> x = torch.tensor([[[1.0, 2, 6]]])
        >>> avg_pool_same(x, (2,))
        tensor([[[1.5000, 6.0000]]])
    """
    axes = _check_pooling(x, kernel_size)
    k = _per_axis("kernel_size", kernel_size, axes)
    s = _per_axis("stride", k if stride is None else stride, axes)
    ones = x.new_ones(1, *x.shape[-axes:])
    mean, real = (
        AVG_POOL[axes](_padded(a, k, s, (1,) * axes, auto_pad), k, s)
        for a in (x, ones)
    )
    return mean / real  # of a window, real is the part that lies on x


# --8<-- [end:avg-pool-same]


# --8<-- [start:same-padding]
def same_padding(
    i: int, k: int, s: int = 1, d: int = 1, auto_pad: str = "SAME_UPPER"
) -> tuple[int, int]:
    """Zeros `(before, after)` that SAME adds along one axis; integers `>= 1`.

    Of an odd total the last goes after, with `auto_pad="SAME_LOWER"` before.

    Examples:
        >>> same_padding(4, k=3, s=2)
        (0, 1)
        >>> same_padding(4, k=3, s=2, auto_pad="SAME_LOWER")
        (1, 0)
    """
    if auto_pad not in ("SAME_UPPER", "SAME_LOWER"):
        raise ValueError(
            f'auto_pad must be "SAME_UPPER" or "SAME_LOWER", got {auto_pad!r}'
        )
    i, k = _integer("i", i), _integer("k", k)
    s, d = _integer("s", s), _integer("d", d)
    o = -(-i // s)  # ceil(i / s)
    total = max((o - 1) * s + d * (k - 1) + 1 - i, 0)
    less, more = total // 2, total - total // 2
    return (less, more) if auto_pad == "SAME_UPPER" else (more, less)


# --8<-- [end:same-padding]


def _padded(
    x: torch.Tensor,
    kernel: Sequence[int],
    stride: Sequence[int],
    dilation: Sequence[int],
    auto_pad: str,
    value: float = 0,
) -> torch.Tensor:
    """The input with what SAME adds along its last axes."""
    added: list[int] = []
    for numbers in zip(x.shape[-len(kernel) :], kernel, stride, dilation):
        before, after = same_padding(*numbers, auto_pad)
        added = [before, after, *added]  # F.pad starts with the last axis
    return F.pad(x, added, value=value)


def _check_pooling(x: torch.Tensor, kernel_size: Sequence[int]) -> int:
    """The number of axes, if tensor and kernel size fit together."""
    _check_tensors(x=x)
    if not x.is_floating_point():
        raise TypeError(f"x must be a tensor of floats, not {x.dtype}")
    given = kernel_size if isinstance(kernel_size, (tuple, list)) else ()
    axes = len(given)
    if axes not in MAX_POOL:
        raise ValueError(
            f"kernel_size must be a tuple of one integer for each axis, of "
            f"which there are n = 1, 2 or 3, got {kernel_size!r}"
        )
    if x.ndim not in (axes + 1, axes + 2) or 0 in x.shape[-axes - 1 :]:
        raise ValueError(
            f"x must have n + 2 axes, or n + 1 without a batch, with n = "
            f"{axes} as in kernel_size, and only the batch may be empty, got "
            f"shape {tuple(x.shape)}"
        )
    return axes


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
