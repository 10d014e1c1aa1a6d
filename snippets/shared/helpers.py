"""The home of what several snippets need: each works alone, so each has a copy.

`make helpers` renews the copies, and a test fails when one differs. A name that
stands here stands for the same text in every snippet that has it.
"""

from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any, TypeVar

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

Sizes = int | tuple[int, ...] | list[int]  # one for all axes, or one for each
Sides = Sizes | Sequence[int | tuple[int, int]]  # or pairs (before, after)
Function = TypeVar("Function", bound=Callable[..., np.ndarray])
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


def relative_error(y: np.ndarray, exact: np.ndarray) -> float:
    """The largest difference, as a part of the largest exact number.

    Both are arrays of one shape, not empty. A number that is not finite makes
    the answer `nan` or `inf`.

    Examples:
        >>> relative_error(np.array([1.0, 2.5]), np.array([1.0, 2.0]))
        0.25
    """
    return float(np.max(np.abs(y - exact)) / np.max(np.abs(exact)))


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


def _check_floats(**given: Any) -> None:
    """Refuse what is no array of float32 or float64, and a mix of both."""
    for name, a in given.items():
        kind = getattr(a, "dtype", type(a).__name__)
        if kind not in (np.float32, np.float64) and a is not None:
            raise TypeError(
                f"{name} must be a NumPy array of float32 or float64, not "
                f"{kind}"
            )
    _check_arrays(**given)


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
