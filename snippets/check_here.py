"""Does this hold with your PyTorch? `python check_here.py`

Compares every size formula of this site with what your PyTorch computes, on a
grid, and the text of every error with what your PyTorch says. Then it says what
differs. It needs NumPy and PyTorch, older ones too, and no other file.

The exit code is `0` if all formulas hold, else `1`; other texts are no failure.
"""

from __future__ import annotations

import functools
import inspect
import platform
import sys
import warnings
from contextlib import redirect_stderr
from fractions import Fraction
from io import StringIO
from itertools import product
from math import gcd, inf, prod
from numbers import Integral
from typing import (  # noqa: UP035  older Pythons know these alone
    TYPE_CHECKING,
    Any,
    Callable,
    Iterable,
    Iterator,
    NamedTuple,
    Sequence,
    TypeVar,
    cast,
)

NO_NUMPY = ""  # why PyTorch cannot use this NumPy, which NumPy says at length
try:
    with redirect_stderr(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import numpy as np
        import torch
        import torch.nn.functional as F  # noqa: N812
        from torch import nn

        try:
            torch.from_numpy(np.ones(1))
        except RuntimeError as error:
            NO_NUMPY = str(error)
except Exception as missing:
    print(f"check_here.py needs NumPy and PyTorch: {missing}")
    raise SystemExit(2) from None

if TYPE_CHECKING:  # as older Pythons cannot write it
    # The numbers, what the formula says of them, and what PyTorch does.
    Case = tuple[str, Any, Any]
    Sizes = int | tuple[int, ...] | list[int]
    Spans = tuple[tuple[int, int], ...]


class Checked(NamedTuple):
    """What came out for a formula: equal cases, and what ended that, if any."""

    formula: str
    cases: int
    differs: str = ""
    not_tried: str = ""


class Text(NamedTuple):
    """An error by its id: how this site has it, and how it is here."""

    id: str
    site: str
    here: str


class NotHereError(Exception):
    """This PyTorch lacks what a check needs."""


def check_formulas() -> list[Checked]:
    """Compare each formula with PyTorch, case by case, until one differs.

    Examples:
        >>> [one.formula for one in check_formulas() if one.differs]
        []
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [_checked(name, cases) for name, cases in CASES.items()]


def check_texts() -> list[Text]:
    """Raise each error of `common_errors.py`, and write down what is said.

    Examples:
        >>> [one.id for one in check_texts() if one.site != one.here]
        []
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            Text(
                known.id,
                f"{known.kind}: {known.text}",
                _here(*raised(known.code)),
            )
            for known in ERRORS
        ]


def main() -> int:
    """Check all, print what came out, and return the exit code.

    Examples:
        >>> main()  # doctest: +ELLIPSIS
        Does this hold with your PyTorch?
        ...
        0
    """
    formulas, texts = check_formulas(), check_texts()
    here = {"numpy": np.__version__, "torch": torch.__version__}
    print("Does this hold with your PyTorch?\n")
    print(f"{'':9} {'here':10} site")
    for name, title in (("numpy", "NumPy"), ("torch", "PyTorch")):
        print(f"{title:9} {here[name].partition('+')[0]:10} {SITE[name]}")
    if NO_NUMPY:
        print(f"\nThis PyTorch cannot use this NumPy: {NO_NUMPY}")
    print("\nFormulas")
    for one in formulas:
        print(f"- {one.formula}: {_said(one)}")
    print("\nTexts of errors")
    for text in texts:
        if text.site == text.here:
            print(f"- {text.id}: same")
        else:
            print(f"- {text.id}: other\n  site: {text.site}")
            print(f"  here: {text.here}")
    differ = sum(bool(one.differs) for one in formulas)
    not_tried = sum(bool(one.not_tried) for one in formulas)
    same = sum(text.site == text.here for text in texts)
    print(f"\n{len(formulas) - differ - not_tried} formulas hold, {differ} not")
    print(f"{not_tried} formulas were not tried")
    print(f"{same} texts are the same, {len(texts) - same} other")
    return 1 if differ else 0


def _here(kind: str, text: str) -> str:
    """What was raised here, in one text."""
    return f"{kind}: {text}" if kind else "no error"


def _said(one: Checked) -> str:
    """What came out for a formula, in words."""
    if one.differs:
        return f"{one.cases:,} cases equal, then {one.differs}"
    if one.not_tried:
        return f"not tried, {one.not_tried}"
    return f"{one.cases:,} cases, all equal"


def _checked(name: str, cases: Callable[[], Iterator[Case]]) -> Checked:
    """Count the cases of a formula until one differs."""
    count = 0
    try:
        for numbers, formula, pytorch in cases():
            if formula != pytorch:
                what = f"{numbers}: the formula {formula}, PyTorch {pytorch}"
                return Checked(name, count, what)
            count += 1
    except NotHereError as why:
        return Checked(name, count, "", str(why))
    except Exception as error:  # whatever it is, it is said in one line
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return Checked(name, count, what)
    return Checked(name, count)


def _grid(**ranges: Iterable[int]) -> Iterator[dict[str, int]]:
    """Every choice of one number from each range, by name."""
    for values in product(*ranges.values()):
        yield dict(zip(ranges, values))


def _ones(*shape: int) -> torch.Tensor:
    """Ones, in the precision in which all sums here are exact."""
    return torch.ones(shape, dtype=torch.float64)


def _counting(size: int) -> torch.Tensor:
    """The numbers from 1 on, as one channel of a batch of one."""
    return torch.arange(1, size + 1, dtype=torch.float64).reshape(1, 1, -1)


def _or_none(function: Callable[..., Any], **numbers: int) -> Any:
    """What a formula gives, None where it refuses."""
    try:
        return function(**numbers)
    except ValueError:
        return None


def _conv(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int | None:
    """The size that PyTorch makes, None where it refuses."""
    try:
        y = F.conv1d(_ones(1, 1, i), _ones(1, 1, k), None, s, p, d)
    except RuntimeError:
        return None
    return int(y.shape[-1])


def _conv_transpose(
    i: int, k: int, s: int = 1, p: int = 0, op: int = 0, d: int = 1
) -> int | None:
    """The size that PyTorch makes, None where it refuses."""
    x, w = _ones(1, 1, i), _ones(1, 1, k)
    try:
        y = F.conv_transpose1d(x, w, None, s, p, op, 1, d)
    except RuntimeError:
        return None
    return int(y.shape[-1])


def _conv_sizes() -> Iterator[Case]:
    for n in _grid(i=range(1, 7), k=range(1, 5), s=(1, 2, 3), p=range(4)):
        for d in (1, 2, 3):
            n["d"] = d
            yield _listed(n), _or_none(conv_output_size, **n), _conv(**n)


def _conv_transpose_sizes() -> Iterator[Case]:
    for n in _grid(i=range(1, 5), k=range(1, 5), s=(1, 2, 3), p=range(4)):
        for n["op"], n["d"] in product(range(3), (1, 2, 3)):
            size = _or_none(conv_transpose_output_size, **n)
            yield _listed(n), size, _conv_transpose(**n)


def _effective_kernels() -> Iterator[Case]:
    """PyTorch: the smallest input on which the kernel can lie."""
    for n in _grid(k=range(1, 6), d=range(1, 5)):
        fits = next(i for i in range(1, 99) if _conv(i, **n))
        yield _listed(n), effective_kernel_size(**n), fits


def _inserted_zeros() -> Iterator[Case]:
    """PyTorch: from one input cell to the next in the output."""
    for s in range(1, 9):
        y = F.conv_transpose1d(_ones(1, 1, 2), _ones(1, 1, 1), stride=s)
        apart = int(y[0, 0, 1:].nonzero()[0])
        yield _listed({"s": s}), zeros_between(s), apart


def _paddings(ops: Iterable[int]) -> Iterator[Case]:
    """The transposed convolution as a convolution, with this padding."""
    for n in _grid(k=range(1, 5), s=(1, 2, 3), p=range(4), op=ops, d=(1, 2, 3)):
        k, s, p, op, d = n.values()
        x, w = _counting(3), _counting(k)
        if _conv_transpose(3, **n) is None:
            continue
        y = F.conv_transpose1d(x, w, None, s, p, op, 1, d)
        front = behind = equivalent_padding(k, p, d)
        if op:
            behind = equivalent_padding_behind(k, p, op, d)
        apart = F.conv_transpose1d(x, _ones(1, 1, 1), stride=s)
        around = F.pad(apart, (front, behind))
        found = F.conv1d(around, w.flip(-1), dilation=d)
        yield _listed(n), found.tolist(), y.tolist()


def _input_sizes() -> Iterator[Case]:
    for n in _grid(k=range(1, 5), s=(1, 2, 3), p=range(3), d=(1, 2)):
        made = [_conv(i, **n) for i in range(1, 24)]
        for n["o"] in range(1, 5):
            found = [i for i, size in enumerate(made, 1) if size == n["o"]]
            yield _listed(n), list(input_sizes(**n)), found


def _output_paddings() -> Iterator[Case]:
    for n in _grid(i=(2, 4), k=range(1, 4), s=(1, 2, 3), p=(0, 1), d=(1, 2)):
        made = [_conv_transpose(op=op, **n) for op in range(4)]
        for n["o"] in range(1, 16):
            op = made.index(n["o"]) if n["o"] in made else None
            yield _listed(n), _or_none(output_padding_for, **n), op


def _same_sizes() -> Iterator[Case]:
    """The fewest zeros with which every stride that begins makes a cell."""
    for n in _grid(i=range(1, 10), k=range(1, 5), s=(1, 2, 3), d=(1, 2)):
        i, k, s, d = n.values()
        cells = len(range(0, i, s))
        total = next(t for t in range(99) if _conv(i + t, k, s, 0, d) == cells)
        yield _listed(n), same_padding(**n), (total // 2, total - total // 2)


def _same_cells() -> Iterator[Case]:
    """The result of padding="same", which PyTorch has for stride 1."""
    for n in _grid(i=range(1, 8), k=range(1, 5), d=(1, 2, 3)):
        i, k, d = n.values()
        x, w = _counting(i), _counting(k)
        try:
            y = F.conv1d(x, w, padding="same", dilation=d)
        except TypeError:
            raise NotHereError('no padding="same"') from None
        padded = F.pad(x, same_padding(i, k, 1, d))
        found = F.conv1d(padded, w, dilation=d)
        yield _listed(n), found.tolist(), y.tolist()


def _stacks() -> Iterator[tuple[Layer, ...]]:
    kinds = (
        Layer(3),
        Layer(2, 2),
        Layer(3, 2, 1),
        Layer(3, 1, 2, 2),
        Layer(4, 2, 1, 1, True),
        Layer(3, 2, 0, 1, True),
        Layer(2, 3, 0, 2, True),
    )
    for depth in (1, 2):
        yield from product(kinds, repeat=depth)


def _seen(stack: tuple[Layer, ...]) -> dict[int, list[int]]:
    """The input cells with a gradient, by output cell, far from the border."""
    x = _ones(1, 1, 48).requires_grad_()
    y: Any = x
    for k, s, p, d, transposed in stack:
        w = _ones(1, 1, k)
        if transposed:
            y = F.conv_transpose1d(y, w, None, s, p, 0, 1, d)
        else:
            y = F.conv1d(y, w, None, s, p, d)
    middle = y.shape[-1] // 2
    found = {}
    for cell in range(middle, middle + 12):
        if cell < y.shape[-1]:
            (grad,) = torch.autograd.grad(y[0, 0, cell], x, retain_graph=True)
            found[cell] = grad[0, 0].nonzero().flatten().tolist()
    return {m: at for m, at in found.items() if not at or at[-1] < 44}


def _cells_seen() -> Iterator[Case]:
    for stack in _stacks():
        for cell, seen in _seen(stack).items():
            yield f"{stack}, cell {cell}", input_cells(stack, cell), seen


def _receptive_fields() -> Iterator[Case]:
    for stack in _stacks():
        seen = {m: cells for m, cells in _seen(stack).items() if cells}
        field = receptive_field(stack)
        period = prod(layer.stride for layer in stack if layer.transposed)
        size = max(cells[-1] - cells[0] + 1 for cells in seen.values())
        m = next(m for m in seen if m + period in seen)
        jump = Fraction(seen[m + period][0] - seen[m][0], period)
        start: Any = field.start
        if period == 1:
            start = seen[m][0] - m * jump
        yield f"{stack}", tuple(field), (size, jump, start)


def _layers_2d(transposed: bool) -> Iterator[tuple[str, Any, Any]]:
    """Layers of PyTorch, with what the formulas of cost.py say of each."""
    kind: Any = nn.ConvTranspose2d if transposed else nn.Conv2d
    count: Any = conv_transpose_cost if transposed else conv_cost
    for c, o, groups in ((1, 1, 1), (2, 4, 1), (4, 2, 2), (3, 3, 3)):
        for n in _grid(k=(1, 2, 3), s=(1, 2), p=(0, 1), d=(1, 2)):
            k, s, p, d = n.values()
            options = {"stride": s, "padding": p, "dilation": d}
            options["groups"] = groups
            if 3 + 2 * p - d * (k - 1) < 1:
                continue  # nothing comes out
            layer = kind(c, o, (k, 2), bias=k > 1, **options)
            cost = count((2, c, 5, 6), layer.weight.shape, k > 1, **options)
            yield f"{layer}", layer, cost


def _costs(transposed: bool) -> Iterator[Case]:
    function: Any = F.conv_transpose2d if transposed else F.conv2d
    for name, layer, cost in _layers_2d(transposed):
        x = torch.ones(2, layer.in_channels, 5, 6)
        y = layer(x)
        parameters = sum(one.numel() for one in layer.parameters())
        keys = ("stride", "padding", "dilation", "groups")
        options = {key: getattr(layer, key) for key in keys}
        ones = torch.ones_like(layer.weight, dtype=torch.float64)
        needed = int(function(x.double(), ones, **options).sum())
        numbers = x.numel() + parameters + y.numel()
        found = (parameters, needed, numbers * x.element_size(), tuple(y.shape))
        said = (cost.parameters, cost.needed, cost.bytes, cost.output_shape)
        yield name, said, found


def _flops(transposed: bool) -> Iterator[Case]:
    """PyTorch's counter has two operations for a multiply-add."""
    try:
        from torch.utils.flop_counter import FlopCounterMode
    except ImportError:
        raise NotHereError("no torch.utils.flop_counter") from None
    for name, layer, cost in _layers_2d(transposed):
        with FlopCounterMode(display=False) as counter:
            layer(torch.ones(2, layer.in_channels, 5, 6))
        said = cost.from_input if transposed else cost.from_output
        yield name, 2 * said, counter.get_total_flops()


CASES: dict[str, Callable[[], Iterator[Case]]] = {
    "conv_output_size": _conv_sizes,
    "conv_transpose_output_size": _conv_transpose_sizes,
    "effective_kernel_size": _effective_kernels,
    "zeros_between": _inserted_zeros,
    "equivalent_padding": lambda: _paddings((0,)),
    "equivalent_padding_behind": lambda: _paddings((1, 2)),
    "input_sizes": _input_sizes,
    "output_padding_for": _output_paddings,
    "same_padding": _same_sizes,
    'same_padding, padding="same"': _same_cells,
    "input_cells": _cells_seen,
    "receptive_field": _receptive_fields,
    "conv_cost": lambda: _costs(False),
    "conv_transpose_cost": lambda: _costs(True),
    "conv_cost, flop counter": lambda: _flops(False),
    "conv_transpose_cost, flop counter": lambda: _flops(True),
}


# Copied from requirements.txt, so that this file works alone.
SITE = {"numpy": "2.4.6", "torch": "2.13.0"}


# Copied from sizes.py, so that this file works alone.
MAY_BE_ZERO = ("p", "p_before", "p_after", "op")
Formula = TypeVar("Formula", bound=Callable[..., Any])


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
def conv_output_size(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """`o = floor((i + 2p - d(k - 1) - 1) / s) + 1`.

    Examples:
        >>> conv_output_size(3, k=2)
        2
        >>> conv_output_size(17, k=5, p=2, s=3)
        6
    """
    return (i + 2 * p - d * (k - 1) - 1) // s + 1


@_checked_formula
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


@_checked_formula
def effective_kernel_size(k: int, d: int = 1) -> int:
    """`k' = d(k - 1) + 1`: from the first tap of a dilated kernel to the last.

    Examples:
        >>> effective_kernel_size(3, d=2)
        5
    """
    return d * (k - 1) + 1


@_checked_formula
def zeros_between(s: int) -> int:
    """`z = s - 1`: zeros between two input cells before the kernel slides.

    Examples:
        >>> zeros_between(3)
        2
    """
    return s - 1


@_checked_formula
def equivalent_padding(k: int, p: int, d: int = 1) -> int:
    """`p' = d(k - 1) - p`: padding of the convolution that equals the
    transposed.

    A negative result means that this convolution crops its input by that much.

    Examples:
        >>> equivalent_padding(k=3, p=0)
        2
    """
    return d * (k - 1) - p


@_checked_formula
def equivalent_padding_behind(k: int, p: int, op: int = 0, d: int = 1) -> int:
    """`p'_b = p' + op`: padding behind the input, where `output_padding` adds.

    In front it is `p'`. A negative result crops.

    Examples:
        >>> equivalent_padding_behind(k=3, p=1, op=1)
        2
    """
    p_prime = d * (k - 1) - p
    return p_prime + op


@_checked_formula
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


@_checked_formula
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


@_checked_formula
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


# Copied from receptive_field.py, so that this file works alone.
class Layer(NamedTuple):
    """One layer: `kernel, stride, dilation >= 1`, `padding >= 0`, all integers.

    A pooling layer is a convolution here; an activation needs no layer.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    transposed: bool = False


class ReceptiveField(NamedTuple):
    """What `receptive_field` answers, all in input cells.

    Attributes:
        size: from the first to the last cell that an output cell sees, both
            counted; where output cells differ, as after a transposed layer, the
            largest.
        jump: from one output cell to the next, on average; a fraction after
            transposed layers.
        start: the first cell that output cell `0` sees; negative inside the
            padding. `None` if it sees none, as between the stamps of a kernel
            that is smaller than its stride.
    """

    size: int
    jump: Fraction
    start: int | None


def input_cells(layers: Iterable[tuple[Any, ...]], cell: int) -> list[int]:
    """The input cells that one output cell sees, in order.

    Padding counts, as if `x` went on. `layers`: `Layer` objects or tuples
    `(kernel, stride, padding, dilation, transposed)`, in the order in which the
    input passes them; `cell`: an integer. Raises `TypeError` and `ValueError`
    for numbers that PyTorch refuses.

    Examples:
        >>> input_cells([Layer(3), Layer(3, dilation=2)], 0)
        [0, 1, 2, 3, 4, 5, 6]
        >>> input_cells([Layer(3, dilation=2), Layer(3, dilation=2)], 0)
        [0, 2, 4, 6, 8]
    """
    cells = {_integer("cell", cell, -inf)}
    for layer in reversed(_layers(layers)):
        k, s, p, d, transposed = layer
        if transposed:
            stamps = {m + p - t * d for m in cells for t in range(k)}
            cells = {place // s for place in stamps if place % s == 0}
        else:
            cells = {m * s + t * d - p for m in cells for t in range(k)}
    return sorted(cells)


def receptive_field(layers: Iterable[tuple[Any, ...]]) -> ReceptiveField:
    """Size, jump and start of the receptive field behind a stack of layers.

    For convolutions only: `size = 1 + sum of dilation * (kernel - 1) * (product
    of the strides before)`, `jump = product of all strides`, `start = - sum of
    padding * (product of the strides before)`. Arguments and errors are those
    of `input_cells`; no layers at all are legal.

    Examples:
        >>> receptive_field([Layer(7, 2, 3), Layer(3, 2, 1)])
        ReceptiveField(size=11, jump=Fraction(4, 1), start=-5)
        >>> receptive_field([Layer(4, 2, 1, transposed=True)])
        ReceptiveField(size=2, jump=Fraction(1, 2), start=-1)
    """
    stack = _layers(layers)
    # strides of transposed layers still ahead, on the way back to the input
    ahead = prod(layer.stride for layer in stack if layer.transposed)
    jump = Fraction(prod(n.stride for n in stack if not n.transposed), ahead)
    first: Spans = ((0, 0),)  # what the first output cell sees
    kinds = {first}  # what output cells see; a kind moved by `step` is the same
    step = 1
    for layer in reversed(stack):
        moves = range(1)
        if layer.transposed:
            # as many kinds of cells, one beside the other, as the stride makes
            common = gcd(step, layer.stride)
            moves = range(0, step * layer.stride // common, step)
            step, ahead = step // common, ahead // layer.stride
        else:
            step *= layer.stride
        # moving by `ahead` moves what is seen by whole cells: no other kind
        step = gcd(step, ahead)
        first = _back(layer, first, ahead)
        kinds = {
            _home(_back(layer, _moved(spans, by), ahead), step)
            for spans in kinds
            for by in moves
        }
    sizes = [seen[-1][1] - seen[0][0] + 1 for seen in kinds if seen]
    start = first[0][0] if first else None
    return ReceptiveField(max(sizes, default=0), jump, start)


def _back(layer: Layer, spans: Spans, ahead: int) -> Spans:
    """The input cells of a layer that these output cells see.

    With no stride ahead only the first and the last cell matter, and what lies
    between them may be filled.
    """
    k, s, p, d, transposed = layer
    found = []
    for a, b in spans:
        reach = d * (k - 1)
        if transposed:
            far, taps = a + p - reach, range(b + p, b + p - reach - 1, -d)
            if b - a + 1 >= d:  # what the taps see overlaps
                found.append((-(-far // s), (b + p) // s))
            else:
                found += [(-(-(t - b + a) // s), t // s) for t in taps]
        elif ahead == 1 or (b - a + 1 >= d if s == 1 else d == 1 and k >= s):
            found.append((a * s - p, b * s - p + reach))
        else:
            starts = [m * s - p for m in range(a, b + 1)]
            found += [
                (m + t, m + t) for m in starts for t in range(0, reach + 1, d)
            ]
    return _joined(found)


def _joined(found: list[tuple[int, int]]) -> Spans:
    """The spans in order, less those without a cell, neighbours as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if first > last:
            continue
        if joined and first <= joined[-1][1] + 1:
            first, end = joined.pop()
            last = max(last, end)
        joined.append((first, last))
    return tuple(joined)


def _moved(spans: Spans, by: int) -> Spans:
    """The spans, so many cells further on."""
    return tuple((first + by, last + by) for first, last in spans)


def _home(spans: Spans, step: int) -> Spans:
    """The spans, moved by a multiple of step so that they start near 0."""
    return _moved(spans, -(spans[0][0] // step * step)) if spans else spans


def _layers(layers: Iterable[tuple[Any, ...]]) -> list[Layer]:
    """The layers as Layer objects, if their numbers are legal."""
    if not isinstance(layers, Iterable):
        raise TypeError(f"layers must be a list of layers, got {layers!r}")
    return [_layer(one) for one in layers]


def _layer(one: tuple[Any, ...]) -> Layer:
    """The layer as a Layer object, if its numbers are legal."""
    if not isinstance(one, (tuple, list)):
        raise TypeError(f"a layer must be a Layer or a tuple, got {one!r}")
    if not 1 <= len(one) <= len(Layer._fields):
        raise ValueError(
            f"a layer must have 1 to {len(Layer._fields)} numbers, got {one!r}"
        )
    k, s, p, d, transposed = Layer(*one)
    if not isinstance(transposed, bool):
        raise TypeError(f"transposed must be True or False, got {transposed!r}")
    return Layer(
        _integer("kernel", k),
        _integer("stride", s),
        _integer("padding", p, 0),
        _integer("dilation", d),
        transposed,
    )


# Copied from cost.py, so that this file works alone.
class Cost(NamedTuple):
    """What `conv_cost` and `conv_transpose_cost` count.

    Attributes:
        parameters: numbers in weight and bias.
        from_output, from_input, needed: multiply-adds, counted in the three
            ways above.
        bytes: of input, weight, bias and output, each once.
        output_shape: `(B, O, o1, ..., on)`.
    """

    parameters: int
    from_output: int
    from_input: int
    needed: int
    bytes: int
    output_shape: tuple[int, ...]


def conv_cost(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    bias: bool = True,
    stride: Sizes = 1,
    padding: Sizes = 0,
    dilation: Sizes = 1,
    groups: int = 1,
    itemsize: int = 4,
) -> Cost:
    """Count what `torch.nn.functional.conv1d, 2d, 3d` need for these shapes.

    Args:
        input_shape: `(B, C, i1, ..., in)`.
        weight_shape: `(O, C / groups, k1, ..., kn)`.
        bias: `True` or `False`.
        stride, padding, dilation: integers, or one for each axis.
        groups: an integer that divides `C` and `O`.
        itemsize: bytes of one number, `4` for `float32`.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> cost = conv_cost((1, 3, 4, 4), (8, 3, 3, 3), padding=1)
        >>> cost.parameters, cost.from_output, cost.needed, cost.output_shape
        (224, 3456, 2400, (1, 8, 4, 4))
    """
    x, weight = _shapes(input_shape, weight_shape)
    numbers = _numbers(x, weight, stride, padding, 0, dilation)
    (batch, channels), (outputs, inputs) = x[:2], weight[:2]
    groups = _integer("groups", groups)
    if channels != inputs * groups or outputs % groups:
        raise ValueError(
            f"the input must have {inputs} * groups channels and groups must "
            f"divide {outputs}, got input {x}, weight {weight}, groups {groups}"
        )
    spans = [(i + 2 * p, d * (k - 1) + 1, s) for i, k, s, p, _, d in numbers]
    out = [(cells - reach) // s + 1 for cells, reach, s in spans]
    if min(out) < 1:
        raise ValueError(
            f"the kernel must not be larger than the padded input, got input "
            f"{x}, weight {weight}, padding {padding}, dilation {dilation}"
        )
    axes = zip(out, numbers)
    met = [_products(o, i, k, s, p, d) for o, (i, k, s, p, _, d) in axes]
    pairs = batch * outputs * inputs  # of channels that meet
    biases = _biases(bias, outputs)
    return _cost(
        x, weight, (batch, outputs, *out), pairs, met, biases, itemsize
    )


def conv_transpose_cost(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    bias: bool = True,
    stride: Sizes = 1,
    padding: Sizes = 0,
    output_padding: Sizes = 0,
    groups: int = 1,
    dilation: Sizes = 1,
    itemsize: int = 4,
) -> Cost:
    """Count what `torch.nn.functional.conv_transpose1d, 2d, 3d` need.

    Args:
        input_shape: `(B, C, i1, ..., in)`.
        weight_shape: `(C, O / groups, k1, ..., kn)`.
        bias: `True` or `False`.
        stride, padding, output_padding, dilation: integers, or one for each
            axis.
        groups: an integer that divides `C`.
        itemsize: bytes of one number, `4` for `float32`.

    Raises:
        TypeError, ValueError: what PyTorch refuses is refused.

    Examples:
        >>> shapes = (1, 8, 4, 4), (8, 3, 4, 4)
        >>> cost = conv_transpose_cost(*shapes, stride=2, padding=1)
        >>> cost.from_output, cost.from_input, cost.needed, cost.output_shape
        (24576, 6144, 4704, (1, 3, 8, 8))
    """
    x, weight = _shapes(input_shape, weight_shape)
    numbers = _numbers(x, weight, stride, padding, output_padding, dilation)
    (batch, channels), (inputs, outputs) = x[:2], weight[:2]
    groups = _integer("groups", groups)
    if channels != inputs or channels % groups:
        raise ValueError(
            f"the input must have {inputs} channels and groups must divide "
            f"them, got input {x}, weight {weight}, groups {groups}"
        )
    spans = [(p, op, d * (k - 1) + 1) for _, k, _, p, op, d in numbers]
    starts = [(i - 1) * s for i, _, s, _, _, _ in numbers]
    out = [a + reach + op - 2 * p for a, (p, op, reach) in zip(starts, spans)]
    if min(out) < 1 or any(op >= max(s, d) for _, _, s, _, op, d in numbers):
        raise ValueError(
            f"output_padding must be smaller than stride or dilation, every "
            f"size at least 1, got output_padding {output_padding}, stride "
            f"{stride}, dilation {dilation}, sizes {out}"
        )
    axes = zip(out, numbers)
    met = [_products(i, o, k, s, p, d) for o, (i, k, s, p, _, d) in axes]
    pairs = batch * inputs * outputs  # of channels that meet
    biases = _biases(bias, outputs * groups)
    shape = (batch, outputs * groups, *out)
    return _cost(x, weight, shape, pairs, met, biases, itemsize)


def _products(windows: int, cells: int, k: int, s: int, p: int, d: int) -> int:
    """Along one axis: how many taps of all windows lie on a cell.

    Not on padding: 0 <= n * s + t * d - p < cells, for windows n and taps t.
    """
    if k > windows:  # n and t may change places: count along the shorter
        windows, k, s, d = k, windows, d, s
    total = 0
    for t in range(k):
        first = max(-((t * d - p) // s), 0)
        last = min((cells - 1 + p - t * d) // s, windows - 1)
        total += max(last - first + 1, 0)
    return total


def _cost(
    x: tuple[int, ...],
    weight: tuple[int, ...],
    y: tuple[int, ...],
    pairs: int,
    met: list[int],
    biases: int,
    itemsize: int,
) -> Cost:
    """All counts, from the shapes and the products that are needed."""
    itemsize = _integer("itemsize", itemsize)
    parameters = prod(weight) + biases
    return Cost(
        parameters,
        pairs * prod(y[2:]) * prod(weight[2:]),
        pairs * prod(x[2:]) * prod(weight[2:]),
        pairs * prod(met),
        itemsize * (prod(x) + parameters + prod(y)),
        y,
    )


def _biases(bias: bool, outputs: int) -> int:
    """The numbers in the bias."""
    if not isinstance(bias, bool):
        raise TypeError(f"bias must be True or False, got {bias!r}")
    return outputs if bias else 0


def _shapes(
    input_shape: Sequence[int], weight_shape: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both shapes as tuples of integers, if they are legal."""
    given = {"input_shape": input_shape, "weight_shape": weight_shape}
    for name, shape in given.items():
        if not isinstance(shape, (tuple, list)) or len(shape) < 3:
            raise ValueError(
                f"{name} must be a tuple of 3 numbers or more, got {shape!r}"
            )
    if len(input_shape) != len(weight_shape):
        raise ValueError(
            f"shapes must be equally long, got {input_shape} and {weight_shape}"
        )
    batch = _integer("the batch", input_shape[0], 0)
    rest = _per_axis("input_shape", input_shape[1:], len(input_shape) - 1)
    weight = _per_axis("weight_shape", weight_shape, len(weight_shape))
    return (batch, *rest), weight


def _numbers(
    x: tuple[int, ...],
    weight: tuple[int, ...],
    stride: Sizes,
    padding: Sizes,
    output_padding: Sizes,
    dilation: Sizes,
) -> list[tuple[int, int, int, int, int, int]]:
    """(i, k, s, p, op, d) for each axis, if they are legal."""
    axes = len(weight) - 2
    return list(
        zip(
            x[2:],
            weight[2:],
            _per_axis("stride", stride, axes),
            _per_axis("padding", padding, axes, 0),
            _per_axis("output_padding", output_padding, axes, 0),
            _per_axis("dilation", dilation, axes),
        )
    )


# Copied from common_errors.py, so that this file works alone.
class Known(NamedTuple):
    """An error with its id, the code that raises it, its kind, text and fix."""

    id: str
    code: str
    kind: str
    text: str
    fix: str


def raised(code: str) -> tuple[str, str]:
    """The name and the text of the error that code raises; empty if none.

    Examples:
        >>> raised("nn.Conv2d(6, 9, 3, groups=4)")
        ('ValueError', 'in_channels must be divisible by groups')
        >>> raised("nn.Conv2d(6, 9, 3, groups=3)")
        ('', '')
    """
    scope: dict[str, Any] = {"torch": torch, "nn": nn, "F": F, "np": np}
    try:
        exec(code, scope)
    except Exception as error:
        return type(error).__name__, str(error)
    return "", ""


ERRORS = (
    Known(
        "channels",
        """
x = torch.ones(1, 3, 32, 32)
nn.Conv2d(1, 8, 3)(x)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 1, 3, 3], expected input[1, 3, "
        "32, 32] to have 1 channels, but got 3 channels instead",
        """
y = nn.Conv2d(3, 8, 3)(x)
""",
    ),
    Known(
        "channels-transposed",
        """
x = torch.ones(1, 3, 32, 32)
nn.ConvTranspose2d(8, 3, 4)(x)
""",
        "RuntimeError",
        "Given transposed=1, weight of size [8, 3, 4, 4], expected input[1, "
        "3, 32, 32] to have 8 channels, but got 3 channels instead",
        """
y = nn.ConvTranspose2d(3, 8, 4)(x)
""",
    ),
    Known(
        "channels-last",
        """
image = torch.ones(32, 40, 3)
nn.Conv2d(3, 8, 3)(image)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 3, 3, 3], expected input[1, 32, "
        "40, 3] to have 3 channels, but got 32 channels instead",
        """
x = image.permute(2, 0, 1)[None]
y = nn.Conv2d(3, 8, 3)(x)
""",
    ),
    Known(
        "axes",
        """
digit = torch.ones(28, 28)
nn.Conv2d(1, 8, 3)(digit)
""",
        "RuntimeError",
        "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got "
        "input of size: [28, 28]",
        """
x = digit[None, None]
y = nn.Conv2d(1, 8, 3)(x)
""",
    ),
    Known(
        "batch-as-channels",
        """
digits = torch.ones(16, 28, 28)
nn.Conv2d(1, 8, 3)(digits)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 1, 3, 3], expected input[1, 16, "
        "28, 28] to have 1 channels, but got 16 channels instead",
        """
x = digits[:, None]
y = nn.Conv2d(1, 8, 3)(x)
""",
    ),
    Known(
        "kernel-too-large",
        """
x = torch.ones(1, 8, 2, 2)
nn.Conv2d(8, 8, 5, padding=1)(x)
""",
        "RuntimeError",
        "Calculated padded input size per channel: (4 x 4). Kernel size: (5 "
        "x 5). Kernel size can't be greater than actual input size",
        """
y = nn.Conv2d(8, 8, 5, padding=2)(x)
""",
    ),
    Known(
        "output-too-small",
        """
x = torch.ones(1, 8, 1, 1)
nn.ConvTranspose2d(8, 4, 2, padding=1)(x)
""",
        "RuntimeError",
        "Given input size per channel: (1 x 1). Calculated output size per "
        "channel: (0 x 0). Output size is too small",
        """
y = nn.ConvTranspose2d(8, 4, 2)(x)
""",
    ),
    Known(
        "output-padding",
        """
x = torch.ones(1, 8, 5, 5)
up = nn.ConvTranspose2d(8, 4, 3, 2, 1, output_padding=2)
up(x)
""",
        "RuntimeError",
        "output padding must be smaller than either stride or dilation, but "
        "got output_padding_height: 2 output_padding_width: 2 "
        "stride_height: 2 stride_width: 2 dilation_height: 1 "
        "dilation_width: 1",
        """
up = nn.ConvTranspose2d(8, 4, 3, 2, 1, output_padding=1)
y = up(x)
""",
    ),
    Known(
        "output-size",
        """
x = torch.ones(1, 8, 16, 16)
up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
up(x, output_size=[34, 34])
""",
        "ValueError",
        "requested an output size of [34, 34], but valid sizes range from "
        "[32, 32] to [33, 33] (for an input of torch.Size([16, 16]))",
        """
y = up(x, output_size=[33, 33])
""",
    ),
    Known(
        "output-size-constructor",
        """
x = torch.ones(1, 8, 16, 16)
options = {"stride": 2, "padding": 1, "output_size": 33}
nn.ConvTranspose2d(8, 4, 4, **options)
""",
        "TypeError",
        "ConvTranspose2d.__init__() got an unexpected keyword argument "
        "'output_size'",
        """
up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
y = up(x, output_size=[33, 33])
""",
    ),
    Known(
        "negative-padding",
        """
x = torch.ones(1, 3, 8, 8)
nn.Conv2d(3, 8, 3, padding=-1)(x)
""",
        "RuntimeError",
        "negative padding is not supported",
        """
cropped = F.pad(x, (-1, -1, -1, -1))
y = nn.Conv2d(3, 8, 3)(cropped)
""",
    ),
    Known(
        "same-stride",
        """
x = torch.ones(1, 3, 32, 32)
nn.Conv2d(3, 8, 3, stride=2, padding="same")
""",
        "ValueError",
        "padding='same' is not supported for strided convolutions",
        """
y = nn.Conv2d(3, 8, 3, stride=2, padding=1)(x)
""",
    ),
    Known(
        "same-transposed",
        """
x = torch.ones(1, 3, 16, 16)
up = nn.ConvTranspose2d(3, 8, 4, 2, padding="same")
up(x)
""",
        "TypeError",
        "conv_transpose2d(): argument 'padding' (position 5) must be tuple "
        "of ints, but found element of type str at pos 0",
        """
up = nn.ConvTranspose2d(3, 8, 4, 2, padding=1)
y = up(x)
""",
    ),
    Known(
        "mode-transposed",
        """
x = torch.ones(1, 3, 16, 16)
nn.ConvTranspose2d(3, 8, 3, 1, 1, padding_mode="reflect")
""",
        "ValueError",
        'Only "zeros" padding mode is supported for ConvTranspose2d',
        """
wide = F.pad(x, (1, 1, 1, 1), "reflect")
y = nn.ConvTranspose2d(3, 8, 3, 1, padding=1 + 1)(wide)
""",
    ),
    Known(
        "groups",
        """
x = torch.ones(1, 6, 8, 8)
nn.Conv2d(6, 9, 3, groups=4)
""",
        "ValueError",
        "in_channels must be divisible by groups",
        """
y = nn.Conv2d(6, 9, 3, groups=3)(x)
""",
    ),
    Known(
        "groups-out",
        """
x = torch.ones(1, 6, 8, 8)
nn.Conv2d(6, 8, 3, groups=6)
""",
        "ValueError",
        "out_channels must be divisible by groups",
        """
y = nn.Conv2d(6, 12, 3, groups=6)(x)
""",
    ),
    Known(
        "groups-function",
        """
x, w = torch.ones(1, 6, 8, 8), torch.ones(9, 3, 3, 3)
F.conv2d(x, w, groups=2)
""",
        "RuntimeError",
        "Given groups=2, expected weight to be divisible by 2 at dimension "
        "0, but got weight of size [[9, 3, 3, 3]] instead",
        """
w = torch.ones(8, 3, 3, 3)
y = F.conv2d(x, w, groups=2)
""",
    ),
    Known(
        "bias",
        """
x, w = torch.ones(1, 8, 5, 5), torch.ones(8, 4, 3, 3)
F.conv_transpose2d(x, w, torch.ones(8))
""",
        "RuntimeError",
        "Given transposed=1, weight of size [8, 4, 3, 3], expected bias to "
        "be 1-dimensional with 4 elements, but got bias of size [8] instead",
        """
y = F.conv_transpose2d(x, w, torch.ones(4))
""",
    ),
    Known(
        "dtype-long",
        """
x = torch.arange(5)[None, None]
nn.ConvTranspose1d(1, 1, 3)(x)
""",
        "RuntimeError",
        "expected scalar type Long but found Float",
        """
y = nn.ConvTranspose1d(1, 1, 3)(x.float())
""",
    ),
    Known(
        "dtype-double",
        """
x = torch.from_numpy(np.ones((1, 1, 5, 5)))
nn.Conv2d(1, 1, 3)(x)
""",
        "RuntimeError",
        "Input type (double) and bias type (float) should be the same",
        """
y = nn.Conv2d(1, 1, 3)(x.float())
""",
    ),
    Known(
        "cat",
        """
up, skip = torch.ones(1, 8, 16, 16), torch.ones(1, 8, 15, 15)
torch.cat([up, skip], 1)
""",
        "RuntimeError",
        "Sizes of tensors must match except in dimension 1. Expected size "
        "16 but got size 15 for tensor number 1 in the list.",
        """
layer = nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)
small = torch.ones(1, 8, 8, 8)
up = layer(small, output_size=skip.shape[2:])
y = torch.cat([up, skip], 1)
""",
    ),
    Known(
        "add",
        """
x = torch.ones(1, 8, 32, 32)
x + nn.Conv2d(8, 8, 3)(x)
""",
        "RuntimeError",
        "The size of tensor a (32) must match the size of tensor b (30) at "
        "non-singleton dimension 3",
        """
y = x + nn.Conv2d(8, 8, 3, padding=1)(x)
""",
    ),
    Known(
        "linear",
        """
x = nn.Conv2d(3, 8, 3)(torch.ones(2, 3, 32, 32))
nn.Linear(8 * 32 * 32, 10)(x.flatten(1))
""",
        "RuntimeError",
        "mat1 and mat2 shapes cannot be multiplied (2x7200 and 8192x10)",
        """
y = nn.Linear(x[0].numel(), 10)(x.flatten(1))
""",
    ),
    Known(
        "view",
        """
x = torch.ones(1, 8, 4, 4).permute(0, 2, 3, 1)
x.view(1, -1)
""",
        "RuntimeError",
        "view size is not compatible with input tensor's size and stride "
        "(at least one dimension spans across two contiguous subspaces). "
        "Use .reshape(...) instead.",
        """
y = x.reshape(1, -1)
""",
    ),
    Known(
        "negative-strides",
        """
w = np.arange(9.0).reshape(1, 1, 3, 3)
torch.from_numpy(w[..., ::-1, ::-1])
""",
        "ValueError",
        "At least one stride in the given numpy array is negative, and "
        "tensors with negative strides are not currently supported. (You "
        "can probably work around this by making a copy of your array  with "
        "array.copy().) ",
        """
y = torch.from_numpy(w).flip(-2, -1)
""",
    ),
    Known(
        "state-dict",
        """
saved = nn.Conv2d(3, 8, 3).state_dict()
nn.Conv2d(3, 8, 5).load_state_dict(saved)
""",
        "RuntimeError",
        "Error(s) in loading state_dict for Conv2d:\n\tsize mismatch for "
        "weight: copying a param with shape torch.Size([8, 3, 3, 3]) from "
        "checkpoint, the shape in current model is torch.Size([8, 3, 5, 5]).",
        """
layer = nn.Conv2d(3, 8, 3)
layer.load_state_dict(saved)
y = layer.weight
""",
    ),
)


# Copied from shared/helpers.py, so that this file works alone.
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


if __name__ == "__main__":
    print(f"Python {platform.python_version()}")
    sys.exit(main())
