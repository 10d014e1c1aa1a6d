"""What docstrings say is taken and what is refused: at each bound, and at its neighbour."""

import re
from functools import cache

import pytest

from tests.snippets.docstrings.layers import (
    NUMBERS,
    SETTINGS,
    direct,
    items,
    layer,
    numbers_like,
    parameters_of,
    takes,
)
from tests.snippets.docstrings.reading import number

SIZES = {"input_size": "i", "output_size": "i", "kernel_size": "k"}  # their letters in shapes
ERRORS = (
    (
        r"^(?P<type>\w+): an argument has the wrong type",
        r"^(?P<misfit>\w+): shapes (?:or numbers )?do not fit",
    ),
    (
        r"(?P<type>\w+) for arguments of the wrong type, "
        r"(?P<misfit>\w+) for shapes and numbers that do not fit",
    ),
    (
        r"(?:Anything else raises|refused with|Raises) (?P<type>\w+) (?:or|and) "
        r"(?P<misfit>\w+)(?: for anything else| for numbers that PyTorch refuses)?",
    ),
    (r"^(?P<type>\w+), (?P<misfit>\w+): what (?:PyTorch|[\w.]+) refuses is refused",),
)


def errors(reading):
    """What is raised for a wrong type, and for numbers that do not fit; in words taken as read."""
    text = reading.text
    for pattern in ERRORS:
        found = [re.search(one, text, re.MULTILINE) for one in pattern]
        if all(found):
            for one in found:
                reading.took(*one.span())
            names = {name: value for one in found for name, value in one.groupdict().items()}
            assert names == {"type": "TypeError", "misfit": "ValueError"}, names
            return True
    return False


NAMES = r"[a-z_]+(?:(?:, | and )[a-z_]+)*"
LEAST = (
    rf"^(?P<names>{NAMES}): (?P<words>[^\n>]*?)>= (?P<least>\d+)|"
    rf"\b(?!be )(?P<others>{NAMES})(?: is|,| are)?(?: an integer| integers)? >= (?P<bound>\d+)"
)


def bounds(reading):
    """(name, least) for every parameter of which a docstring gives the least number."""
    known = []
    for found in re.finditer(LEAST, reading.text, re.MULTILINE):
        names = re.split(", | and ", found["names"] or found["others"])
        last = [*re.finditer(r"(?:an integer |integers )?>=", found[0])][-1].start()
        start = found.start() + last if found["names"] else found.start("others")
        reading.took(start, found.end())
        known += names
        assert len(known) == len(set(known)), f"of {names} some come twice"
        yield from ((name, int(found["least"] or found["bound"])) for name in names)


@cache
def check_bound(function, stated, kind, name, least, given):
    """The bound itself is taken; the integer below it and half an integer are refused."""
    stated, given, letter = dict(stated), dict(given), SIZES.get(name, name)
    wide = parameters_of(function)[name].annotation is not int
    for axes in (1, 2):
        given["output_padding"] = (0,) * axes
        if letter in SIZES.values():  # so that a kernel fits, and that something is left
            given["padding"] = (4 if kind is direct else 0,) * axes

        def at(value):
            every = (value,) * axes if wide else value  # noqa: B023
            return layer(function, stated, axes, kind, **given | {letter: every})[0]  # noqa: B023

        known = at(least)
        function(**known)
        if letter in SIZES.values() and least > 1:
            known = at(least - 1)  # refused though all else fits
        for wrong, error in ((least - 1, ValueError), (least + 0.5, TypeError)):
            known[name] = (wrong, *known[name][1:]) if wide else wrong
            with pytest.raises(error):
                function(**known)


def layer_bounds(reading, kind, stated, functions=None, **given):
    """Every bound of a docstring holds for the functions that it is about."""
    shapes_of = stated if functions else {reading.place.function: stated}
    found = list(bounds(reading))
    options = {name for name, _ in found} & SETTINGS.keys()
    every = {name for one in shapes_of for name in parameters_of(one)} & SETTINGS.keys()
    assert options in (set(), every - {"output_padding"}), f"{options} have a bound, not {every}"
    for name, least in found:
        asked = [one for one in shapes_of if name in parameters_of(one)]
        assert asked, f"{reading.place.name}: no function has a parameter {name}"
        for one in asked:
            check_bound(one, items(shapes_of[one]), kind, name, least, items(given))


PER_AXIS = (
    r"(?:an integer,? or one (?:integer )?for each(?: axis)?"
    r"|integers, or (?:tuples with )?one (?:for )?each(?: axis)?"
    r"|an integer, or \(rows, columns\)"
    r"|(?<=>= \d), or one for each axis)"
)


def per_axis(reading, kind, stated, names, function=None, **given):
    """An integer counts for all axes, one for each is taken, and one more is refused."""
    assert reading.every(PER_AXIS), f"{reading.place.name} says nothing of axes"
    for name in names:
        check_per_axis(function or reading.place.function, items(stated), kind, name, items(given))


@cache
def check_per_axis(function, stated, kind, name, given):
    known, _ = layer(function, dict(stated), 2, kind, **dict(given))
    if name in SETTINGS:
        same_for_all = SETTINGS[name][0]
        for value in (same_for_all, (same_for_all,) * 2):
            changed = dict(given) | {"output_padding": (0, 0), name: value}
            alike, _ = layer(function, dict(stated), 2, kind, **changed)
            function(**alike)
    for wrong, error in (((1, 1, 1), ValueError), (1.5, TypeError), ((1, 1.5), TypeError)):
        with pytest.raises(error, match=r"one for each axis|must be an integer"):
            function(**known | {name: wrong})


TERM = r"(?:\w+|\d+)(?:\((?:\w+, )*\w+\))?(?: [-+] \d+)?"


def output_padding_bounds(reading, kind, stated, functions):
    """Every output padding that the words allow is taken, and the next one is refused."""
    found = reading.one(
        rf"(?:from (?P<first>{TERM}) to (?P<last>{TERM})"
        rf"|(?P<low>{TERM}) (<=?) output_padding (<=?) (?P<high>{TERM}))"
    )
    first, last, low, above, below_, high = found.groups()
    limits = (first, "<=", "<=", last) if first else (low, above, below_, high)
    for function in functions:
        check_output_padding(limits, function, items(stated), kind)


@cache
def check_output_padding(limits, function, stated, kind):
    low, above, below_, high = limits
    for stride, dilation in ((2, 3), (3, 1), (1, 1), (1, 2)):
        names = {"stride": stride, "dilation": dilation, "padding": 1}
        least, most = number(low, names), number(high, names)
        tried = range(-2, 6)
        allowed = [op for op in tried if below(least, above, op) and below(op, below_, most)]
        given = {"stride": (stride,), "dilation": (dilation,), "output_padding": (0,)}
        known, _ = layer(function, dict(stated), 1, kind, **given)
        taken = [op for op in tried if takes(function, known, output_padding=op)]
        assert allowed == taken, f"{function.__name__} takes {taken}, not {allowed}"


def below(one, sign, other):
    return {"<=": one <= other, "<": one < other}[sign]


def groups_divide(reading, kind, stated):
    """groups may be what divides the channels that the words name, and nothing else."""
    found = reading.one(
        r"(?:an integer that )?divides? (?P<first>[A-Z])(?: and (?P<second>[A-Z]))?(?=\.)"
    )
    check_groups(found["first"], found["second"], reading.place.function, items(stated), kind)


@cache
def check_groups(first, second, function, stated, kind):
    stated, channels = dict(stated), {name: NUMBERS[name] for name in (first, second) if name}
    for groups in range(-1, 11):
        fits = groups > 0 and not any(size % groups for size in channels.values())
        known, symbols = layer(function, stated, 1, kind, groups=1)
        name = "weight" if "weight" in known else "weight_shape"
        inside = symbols["C" if kind is direct else "O"] // max(groups, 1)
        shape = (symbols["O" if kind is direct else "C"], max(inside, 1), symbols["k1"])
        known[name] = numbers_like(parameters_of(function)[name].annotation, shape)
        known["bias"] = True if name == "weight_shape" else None
        assert takes(function, known, groups=groups) == fits, (groups, channels)
