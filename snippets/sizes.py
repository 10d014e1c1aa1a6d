"""Sizes of convolutions and transposed convolutions, along one axis.

`i` input size, `o` output size, `k` kernel size, `s` stride, `p` padding on
each side, or `p_before` and `p_after` where the sides differ, `d` dilation,
`op` output padding, all counted in cells and all integers:
`i, o, k, s, d >= 1`; `p, p_before, p_after, op >= 0`; `op < max(s, d)`.
Anything else raises `TypeError` or `ValueError`.

Source: the shape sections of `torch.nn.Conv2d` and `torch.nn.ConvTranspose2d`.
"""

import functools
import inspect
from collections.abc import Callable
from numbers import Integral
from typing import Any, TypeVar, cast

Formula = TypeVar("Formula", bound=Callable[..., Any])
MAY_BE_ZERO = ("p", "p_before", "p_after", "op")


def _checked_formula(formula: Formula) -> Formula:
    """Refuse arguments that are not integers in range, then compute."""
    signature = inspect.signature(formula)

    @functools.wraps(formula)
    def checked(*args: int, **kwargs: int) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = {
            name: _integer(name, value, 0 if name in MAY_BE_ZERO else 1)
            for name, value in bound.arguments.items()
        }
        steps = max(given.get("s", 1), given.get("d", 1))
        if {"op", "s"} <= given.keys() and given["op"] >= steps:
            raise ValueError(
                f"op must be smaller than s or d, got {_listed(given)}"
            )
        result = formula(**given)
        if "output_size" in formula.__name__ and result < 1:
            raise ValueError(
                f"the output size must be at least 1, not {result}: "
                f"{_listed(given)}"
            )
        return result

    return cast(Formula, checked)


def _listed(given: dict[str, int]) -> str:
    """Names and values for a message."""
    return ", ".join(f"{name} = {value}" for name, value in given.items())


@_checked_formula
# --8<-- [start:conv]
def conv_output_size(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """`o = floor((i + 2p - d(k - 1) - 1) / s) + 1`.

    Examples:
        >>> conv_output_size(3, k=2)
        2
        >>> conv_output_size(17, k=5, p=2, s=3)
        6
    """
    return (i + 2 * p - d * (k - 1) - 1) // s + 1


# --8<-- [end:conv]


@_checked_formula
# --8<-- [start:conv-uneven]
def conv_output_size_uneven(
    i: int, k: int, s: int = 1, p_before: int = 0, p_after: int = 0, d: int = 1
) -> int:
    """`o = floor((i + p_before + p_after - d(k - 1) - 1) / s) + 1`.

    Examples:
        >>> conv_output_size_uneven(4, k=3, s=2, p_after=1)
        2
    """
    return (i + p_before + p_after - d * (k - 1) - 1) // s + 1


# --8<-- [end:conv-uneven]


@_checked_formula
# --8<-- [start:conv-transpose]
def conv_transpose_output_size(
    i: int, k: int, s: int = 1, p: int = 0, op: int = 0, d: int = 1
) -> int:
    """`o = (i - 1)s - 2p + d(k - 1) + op + 1`.

    Examples:
        >>> conv_transpose_output_size(2, k=3)
        4
        >>> conv_transpose_output_size(6, k=5, p=2, s=3)
        16
    """
    return (i - 1) * s - 2 * p + d * (k - 1) + op + 1


# --8<-- [end:conv-transpose]


@_checked_formula
# --8<-- [start:conv-transpose-uneven]
def conv_transpose_output_size_uneven(
    i: int,
    k: int,
    s: int = 1,
    p_before: int = 0,
    p_after: int = 0,
    op: int = 0,
    d: int = 1,
) -> int:
    """`o = (i - 1)s - p_before - p_after + d(k - 1) + op + 1`.

    Here `p_before` and `p_after` are cropped from the output.

    Examples:
        >>> conv_transpose_output_size_uneven(3, k=3, s=2, p_after=1)
        6
    """
    return (i - 1) * s - p_before - p_after + d * (k - 1) + op + 1


# --8<-- [end:conv-transpose-uneven]


@_checked_formula
# --8<-- [start:effective-kernel]
def effective_kernel_size(k: int, d: int = 1) -> int:
    """`k' = d(k - 1) + 1`: from the first tap of a dilated kernel to the last.

    Examples:
        >>> effective_kernel_size(3, d=2)
        5
    """
    return d * (k - 1) + 1


# --8<-- [end:effective-kernel]


@_checked_formula
# --8<-- [start:zeros-between]
def zeros_between(s: int) -> int:
    """`z = s - 1`: zeros between two input cells before the kernel slides.

    Examples:
        >>> zeros_between(3)
        2
    """
    return s - 1


# --8<-- [end:zeros-between]


@_checked_formula
# --8<-- [start:equivalent-padding]
def equivalent_padding(k: int, p: int, d: int = 1) -> int:
    """`p' = d(k - 1) - p`: padding of the convolution that equals the
    transposed.

    A negative result means that this convolution crops its input by that much.

    Examples:
        >>> equivalent_padding(k=3, p=0)
        2
    """
    return d * (k - 1) - p


# --8<-- [end:equivalent-padding]


@_checked_formula
# --8<-- [start:equivalent-padding-behind]
def equivalent_padding_behind(k: int, p: int, op: int = 0, d: int = 1) -> int:
    """`p'_b = p' + op`: padding behind the input, where `output_padding` adds.

    In front it is `p'`. A negative result crops.

    Examples:
        >>> equivalent_padding_behind(k=3, p=1, op=1)
        2
    """
    p_prime = d * (k - 1) - p
    return p_prime + op


# --8<-- [end:equivalent-padding-behind]


@_checked_formula
# --8<-- [start:input-sizes]
def input_sizes(o: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> range:
    """All input sizes from which a convolution makes output size `o`, as a
    range.

    They are `s` neighbours, `first = (o - 1)s - 2p + d(k - 1) + 1` and on;
    those below `1` do not exist, so there may be fewer, or none.

    Examples:
        >>> input_sizes(6, k=5, p=2, s=3)
        range(16, 19)
    """
    first = (o - 1) * s - 2 * p + d * (k - 1) + 1
    return range(max(first, 1), max(first + s, 1))


# --8<-- [end:input-sizes]


@_checked_formula
# --8<-- [start:output-padding]
def output_padding_for(
    o: int, i: int, k: int, s: int = 1, p: int = 0, d: int = 1
) -> int:
    """`op = o - ((i - 1)s - 2p + d(k - 1) + 1)`: it gives size `o` from size
    `i`.

    Raises `ValueError` if no legal output padding, `0 <= op < max(s, d)`, does.

    Examples:
        >>> output_padding_for(17, i=6, k=5, p=2, s=3)
        1
    """
    op = o - ((i - 1) * s - 2 * p + d * (k - 1) + 1)
    most = max(s, d) - 1
    if not 0 <= op <= most:
        crop = 2 * p - op  # what the ends lose in all
        hint = f"; p_before + p_after = {crop} makes {o}" if crop >= 0 else ""
        raise ValueError(
            f"the output size can be {o - op} to {o - op + most}, not {o}{hint}"
        )
    return op


# --8<-- [end:output-padding]


@_checked_formula
# --8<-- [start:same]
def same_padding(i: int, k: int, s: int = 1, d: int = 1) -> tuple[int, int]:
    """Cells `(before, after)` that TensorFlow's SAME adds: `o = ceil(i / s)`.

    `total = max((o - 1)s + d(k - 1) + 1 - i, 0)`; of an odd total the last cell
    goes after. Source: the notes on padding in the documentation of `tf.nn`.

    Examples:
        >>> same_padding(5, k=2)
        (0, 1)
    """
    o = -(-i // s)
    total = max((o - 1) * s + d * (k - 1) + 1 - i, 0)
    return total // 2, total - total // 2


# --8<-- [end:same]


# Copied from shared/helpers.py, so that this file works alone.
def _integer(name: str, value: Any, least: float = 1) -> int:
    """The value as an int, if it is an integer and at least the least one.

    As in PyTorch, integers of NumPy are integers, and True and False are not.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integral)):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)
