"""Which layers take one size to another, along one axis.

Source: the shape sections of `torch.nn.Conv2d` and `torch.nn.ConvTranspose2d`.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from numbers import Integral
from typing import Any

Found = tuple[str, int, int, int, int, int]  # mode, k, s, p, d, op


# --8<-- [start:layers-for]
def layers_for(
    i: int,
    o: int,
    k: Iterable[int] = range(1, 8),
    s: Iterable[int] = range(1, 5),
    p: Iterable[int] = range(4),
    d: Iterable[int] = range(1, 3),
) -> list[Found]:
    """Every layer `(mode, k, s, p, d, op)` that takes size `i` to size `o`.

    A convolution, `"conv"`, with `o = floor((i + 2p - d(k - 1) - 1) / s) + 1`;
    or a transposed one, `"transposed"`, with
    `o = (i - 1)s - 2p + d(k - 1) + op + 1` and `0 <= op < max(s, d)`.

    Args:
        i, o: integers `>= 1`.
        k, s, d: integers `>= 1` to choose from, as kernel size, stride and
            dilation.
        p: integers `>= 0` to choose from, as padding.

    Returns:
        list: sorted by `d`, `op`, `abs(k - 2s)`, `k`, `s`, `p`, what people
            use most on top; empty if no layer does it.

    Raises:
        TypeError, ValueError: for anything else.

    Examples:
        >>> layers_for(21, 42, k=[4], d=[1])
        [('transposed', 4, 2, 1, 1, 0)]
        >>> layers_for(5, 5, k=[3], s=[1], d=[1])
        [('conv', 3, 1, 1, 1, 0), ('transposed', 3, 1, 1, 1, 0)]
    """
    i, o = _integer("i", i), _integer("o", o)
    ks = [_integer("k", one) for one in k]
    ss = [_integer("s", one) for one in s]
    ps = [_integer("p", one, 0) for one in p]
    ds = [_integer("d", one) for one in d]
    choices = product(ks, ss, ps, ds)
    found = [layer for one in choices for layer in _both_kinds(i, o, *one)]
    return sorted(found, key=_by_use)


def _both_kinds(
    i: int, o: int, k: int, s: int, p: int, d: int
) -> Iterator[Found]:
    """The convolution and the transposed one of these numbers, if they fit."""
    if (i + 2 * p - d * (k - 1) - 1) // s + 1 == o:
        yield "conv", k, s, p, d, 0
    op = o - ((i - 1) * s - 2 * p + d * (k - 1) + 1)
    if 0 <= op < max(s, d):
        yield "transposed", k, s, p, d, op


def _by_use(layer: Found) -> tuple[Any, ...]:
    """What people use most comes first."""
    mode, k, s, p, d, op = layer
    return d, op, abs(k - 2 * s), k, s, p, mode


# --8<-- [end:layers-for]


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
