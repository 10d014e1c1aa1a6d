"""What docstrings say in the same words everywhere: sizes, shapes, dtypes, PyTorch's functions.

Each check reads its text, makes a layer from it, and asks the function and PyTorch.
"""

import inspect
import re
from functools import cache

import numpy as np
import pytest
import torch

from tests.snippets.docstrings.reading import BRACKETS, number
from tests.snippets.drawn import CONV, CONV_TRANSPOSE, grid

SETTINGS = {
    "stride": (2, 3, 1),
    "padding": (1, 2, 1),
    "output_padding": (1, 2, 0),
    "dilation": (3, 1, 2),
}
SHORT = {"s": "stride", "p": "padding", "op": "output_padding", "d": "dilation"}
MISTAKES = (TypeError, ValueError, RuntimeError, ZeroDivisionError)


# Sizes


@cache
def direct(i, k, s=1, p=0, d=1):
    """The size that PyTorch's convolution has, or None."""
    x, weight = torch.zeros(1, 1, i), torch.zeros(1, 1, k)
    try:
        return CONV[1](x, weight, stride=s, padding=p, dilation=d).shape[2]
    except MISTAKES:
        return None


@cache
def transposed(i, k, s=1, p=0, d=1, op=0):
    """The size that PyTorch's transposed convolution has, or None."""
    x, weight = torch.zeros(1, 1, i), torch.zeros(1, 1, k)
    numbers = {"stride": s, "padding": p, "dilation": d, "output_padding": op}
    try:
        return CONV_TRANSPOSE[1](x, weight, **numbers).shape[2] or None
    except MISTAKES:
        return None


def same(i, s, **_):
    """The number of windows that begin on a cell: one each stride."""
    return len(range(0, i, s))


@cache
def cases(kind, letters):
    """Numbers with short and long names, and the size that belongs to them."""
    ranges = {"i": (4, 7, 9), "k": (1, 2, 4), "s": (1, 2, 3), "p": (0, 1, 3), "d": (1, 2, 3)}
    ranges["op"] = (0, 1, 2)
    found = []
    for one in grid(**{name: ranges[name] for name in letters}):
        size = kind(**one)
        if size is not None:
            found.append((one | {SHORT[a]: b for a, b in one.items() if a in SHORT}, size))
    assert len(found) > 5
    return found


@cache
def check_size(text, kind, letters):
    for names, size in cases(kind, letters):
        assert number(text, names) == size, f"o = {text} for {names} is {size}"


def letters_of(function):
    """What the size of a function's result depends on."""
    parameters = inspect.signature(function).parameters
    return "ik" + "".join(a for a, name in SHORT.items() if {a, name} & set(parameters))


def letters(used):
    return tuple(re.findall("op|[ikspd]", used))


def sizes(reading, kind, used):
    """Every `o = ...` of a docstring is the size that PyTorch has."""
    names = letters(used)
    known = [*names, *(SHORT[one] for one in names if one in SHORT)]
    for text in reading.formulas("o", known):
        check_size(text, kind, names)


# Shapes

SYMBOL = r"(?:[BCOHWhwrACm]'?|k[hw12]|[iko][1n]|groups|padding|stride|\d+)"
SHAPE = re.compile(rf"\((?:\.\.\.|{SYMBOL}|[-+*/(), ])+\)")
ROLES = (
    "x|weight|bias|result|y|array|tensor|input|columns|grad_output"
    "|(?:input|weight|output|kernel)_(?:size|shape)"
)
STATED = (
    rf"\b(?P<name>{ROLES})(?: is| has|:)? (?P<first>{BRACKETS})"
    rf"(?:,? or (?P<second>{BRACKETS})(?P<batch> without a batch)?)?"
)


def shapes(reading):
    """The shapes that a docstring states, each with its alternative without a batch."""
    found = {}
    for one in re.finditer(STATED, reading.text):
        if SHAPE.fullmatch(one["first"]):
            reading.took(*one.span())
            found.setdefault(one["name"], tuple(filter(None, [one["first"], one["second"]])))
            again = found[one["name"]][0]
            assert again == one["first"], f"{one['name']} is {again} and {one['first']}"
    return found


def sized(text, symbols, axes):
    """The shape that a text states, as numbers."""
    row = r"\b([a-z]+)1(, | \* )\.\.\.\2\1n\b"  # i1, ..., in
    text = re.sub(row, lambda a: a[2].join(f"{a[1]}{n + 1}" for n in range(axes)), text)
    text = text.replace("(..., ", "(*lead, ")
    parts = re.split(r", ?(?![^(]*\))", text[1:-1])
    found = []
    for part in filter(None, parts):
        found += symbols["lead"] if part == "*lead" else [number(part, symbols)]
    assert all(one == int(one) for one in found), f"{text} is {found}"
    return tuple(int(one) for one in found)


NUMBERS = {"B": 5, "C": 6, "O": 9, "A": 7, "groups": 1, "H": 11, "W": 7}
NUMBERS |= {"h": 9, "w": 12, "kh": 2, "kw": 5, "lead": []}


def layer(function, stated, axes, kind, batch=True, **given):
    """Arguments of the stated shapes, and what the letters of shapes are; `given` are others."""
    parameters = inspect.signature(function).parameters
    options = {
        name: each(parameters[name], values, axes)
        for name, values in SETTINGS.items()
        if name in parameters
    }
    options |= {"groups": 3} if "groups" in parameters else {}
    options |= {name: value for name, value in given.items() if name in parameters}
    symbols = NUMBERS | {name: value for name, value in options.items() if isinstance(value, int)}
    symbols |= axis_letters(axes, kind, options, given)
    symbols |= {name: value for name, value in given.items() if name in symbols}
    found = {}
    for name, parameter in parameters.items():
        if name in stated and name not in options:
            shape = sized(stated[name][0 if batch else -1], symbols, axes)
            found[name] = numbers_like(parameter.annotation, shape)
    return found | options, symbols


def each(parameter, values, axes):
    return values[0] if parameter.annotation is int else values[:axes]


def axis_letters(axes, kind, options, given):
    """i1, k1 and o1, and so on: the size is that of PyTorch."""
    sizes = {"i": given.get("i", (7, 8, 6)[:axes]), "k": given.get("k", (2, 3, 2)[:axes])}
    for letter, name in SHORT.items():
        sizes[letter] = spread(options.get(name, int(name[-7:] != "padding")), axes)
    names = inspect.signature(kind).parameters
    sizes["o"] = [
        kind(**{name: value for name, value in zip(sizes, numbers) if name in names})
        for numbers in zip(*sizes.values())
    ]
    return {f"{a}{n + 1}": one for a in "iko" for n, one in enumerate(sizes[a])}


def spread(value, axes):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * axes


def numbers_like(kind, shape):
    """An array, a tensor or a tuple, as a parameter wants it."""
    if "Tensor" in str(kind):
        return torch.ones(shape, dtype=torch.float64)
    return np.ones(shape) if "ndarray" in str(kind) else shape


def shape_of(result):
    return tuple(getattr(result, "output_shape", None) or result.shape)


def layer_shapes(reading, kind, most=3, more=(), **given):
    """Arguments of the stated shapes are taken, and the result has the stated shape."""
    stated = shapes(reading) | dict(more)
    reading.every(r"(?<=\)), without B if x has none")  # check_shapes computes it
    check_shapes(reading.place.function, items(stated), kind, most, items(given))
    return stated


def items(found):
    return tuple(found.items())


@cache
def check_shapes(function, stated, kind, most, given):
    stated = dict(stated)
    result = next(stated[name] for name in ("result", "array", "tensor") if name in stated)
    for axes in range(1, most + 1):
        for batch in (True, False)[: len(stated.get("x", [""]))]:
            known, symbols = layer(function, stated, axes, kind, batch, **dict(given))
            have = shape_of(function(**known))
            want = sized(result[0 if batch else -1], symbols, axes)
            want = want[1:] if not batch and len(result) == 1 else want
            assert have == want, f"{function.__name__} gives {have}, not {want}"


def parameters_of(function):
    return inspect.signature(function).parameters


def takes(function, known, **changed):
    """Whether a function takes an argument; what it refuses it refuses with ValueError."""
    try:
        function(**known | changed)
    except ValueError:
        return False
    return True


# Dtypes, PyTorch's functions, and the names of arguments


def same_dtypes(reading, stated, kind):
    """What is of the dtype of something else: another one is refused, and the result has it."""
    dtype = r"^(?P<name>\w+): .*?(?P<words>of the (?:same )?dtype(?: (?:as|of) (?P<other>\w+))?)"
    for found in re.finditer(dtype, reading.text, re.MULTILINE):
        reading.took(*found.span("words"))
        name, _, other = found.groups()
        check_dtypes(name, other, reading.place.function, items(stated), kind)


@cache
def check_dtypes(name, other, function, stated, kind):
    known, _ = layer(function, dict(stated), 1, kind)
    floats = {one: a for one, a in known.items() if hasattr(a, "dtype")}
    assert other in (None, next(iter(floats))), f"{name} has not the dtype of {other}"
    if name in floats:
        single = narrowed(known[name])
        with pytest.raises(TypeError):
            function(**known | {name: single})
    result = function(**known | {one: narrowed(a) for one, a in floats.items()})
    assert str(result.dtype).endswith("float32")


def narrowed(a):
    return a.float() if isinstance(a, torch.Tensor) else a.astype("float32")


TORCH_NAMES = (
    r"(?:torch\.nn\.functional\.)?(?P<name>conv(?:_transpose)?)"
    r"(\d)d, (\d)d,? (?:and )?(\d)d"
)


def torch_functions(reading, stated, kind, functions=None, **given):
    """The function is PyTorch's for one, two and three axes, and is made with the other one."""
    first, *other = (one.groups() for one in reading.every(TORCH_NAMES))
    for function in functions or [reading.place.function]:
        for axes in first[1:]:
            check_torch(function, first[0], int(axes), items(stated), kind, items(given))
    assert first[1:] == ("1", "2", "3")
    assert not other or other == [("conv" if kind is transposed else "conv_transpose", *first[1:])]


@cache
def check_torch(function, name, axes, stated, kind, given):
    """Numbers of ones tell convolutions apart: each cell counts what was added up there."""
    known, _ = layer(function, dict(stated), axes, kind, **dict(given))
    have = function(**known)
    first = known.get("x", known.get("input_shape"))
    weight = known.get("weight", known.get("weight_shape"))
    tensors = [
        torch.as_tensor(a) if hasattr(a, "dtype") else torch.ones(a) for a in (first, weight)
    ]
    if tensors[0].ndim == axes:  # one channel
        tensors = [one[None, None] for one in tensors]
    options = {one: known[one] for one in (*SETTINGS, "groups") if one in known}
    bias = torch.as_tensor(known["bias"]) if "bias" in stated_names(stated) else None
    want = getattr(torch.nn.functional, f"{name}{axes}d")(*tensors, bias, **options)
    assert shape_of(have) in (tuple(want.shape), tuple(want.shape[2:]))
    if hasattr(have, "dtype"):
        np.testing.assert_allclose(np.asarray(have).ravel(), want.numpy().ravel())


def stated_names(stated):
    return [name for name, _ in stated]


def named_arguments(reading):
    """Every parameter has its line, once, and no line is for something else."""
    section = re.search(
        r"^Args:\n(?P<lines>(?:\n|[a-z_]+(?:, [a-z_]+)*: .*\n)+)", reading.text, re.MULTILINE
    )
    if not section:
        return
    names = []
    for line in re.finditer(r"^(?P<names>[a-z_, ]+): ", section["lines"], re.MULTILINE):
        start = section.start("lines")
        reading.took(start + line.start("names"), start + line.end("names"))
        names += line["names"].split(", ")
    parameters = list(parameters_of(reading.place.function))
    assert sorted(names) == sorted(parameters), f"{reading.place.name} has lines for {names}"
