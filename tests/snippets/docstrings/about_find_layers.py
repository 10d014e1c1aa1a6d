"""What the docstrings of find_layers.py say."""

import inspect
from functools import cache
from itertools import product

import find_layers
import pytest

from tests.snippets.docstrings import layers
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import number

GRID = [*product((4, 7), range(1, 5), range(1, 4), range(3), range(1, 4))]  # i, k, s, p, d
CHOICES = {"k": range(1, 5), "s": range(1, 4), "p": range(3), "d": range(1, 4)}


@about("find_layers.layers_for")
def layers_between_two_sizes(reading):
    names = reading.one(r"^Every layer \((mode, k, s, p, d, op)\) that takes size i to size o\.")[1]
    words, o_direct, o_transposed, least, sign, most = reading.one(
        r'^A convolution, "(conv)", with o = (.*?); or a transposed one, "transposed", with '
        r"o = (.*?) and (\d) <= op (<) (max\(s, d\))\."
    ).groups()
    assert words == "conv"
    check_layers(tuple(names.split(", ")), o_direct, o_transposed, int(least), sign, most)
    ends = reading.every(r"^(?P<names>\w(?:, \w)*): integers >= (?P<least>\d)(?= to choose|\.)")
    check_ends({name: int(one["least"]) for one in ends for name in one["names"].split(", ")})
    reading.says(
        "to choose from, as kernel size, stride and dilation.", "to choose from, as padding."
    )
    keys = reading.one(r"^list: sorted by (.*?), what people use most on top; empty if no")[1]
    check_order(keys.replace("2s", "2 * s"))
    reading.says("layer does it.")
    reading.one(r"^TypeError, ValueError: for anything else\.")


@cache
def check_layers(names, o_direct, o_transposed, least, sign, most):
    """Each numbers that PyTorch takes are found for the size that it makes, and no others."""
    assert names[0] == "mode"
    for i, k, s, p, d in GRID:
        one = {"i": i, "k": k, "s": s, "p": p, "d": d}
        wanted = {}
        size = direct(i, k, s, p, d)
        if size is not None:
            assert number(o_direct, one) == size
            wanted["conv", 0] = size
        for op in range(least, 5):
            size = transposed(i, k, s, p, d, op) if op < max(s, d) else None
            assert below(op, sign, number(most, one)) == (op < max(s, d))
            if size is not None:
                assert number(o_transposed, one | {"op": op}) == size
                wanted["transposed", op] = size
        for o in range(1, 30):
            found = find_layers.layers_for(i, o, [k], [s], [p], [d])
            layer = {"k": k, "s": s, "p": p, "d": d}
            right = [{"mode": m, **layer, "op": op} for (m, op), n in wanted.items() if n == o]
            assert [dict(zip(names, one, strict=True)) for one in found] == right


def check_ends(least):
    function = find_layers.layers_for
    assert set(least) == set(inspect.signature(function).parameters)
    known = {"i": 5, "o": 5, "k": [3], "s": [1], "p": [1], "d": [1]}
    for name, first in least.items():
        for value in range(-2, 5):
            given = [value] if name in CHOICES else value
            assert layers.takes(function, known, **{name: given}) == (value >= first), (name, value)
        with pytest.raises(TypeError):
            function(**known | {name: [1.0] if name in CHOICES else 1.0})


@cache
def check_order(keys):
    """By these keys, and by what comes before in the list where all are alike."""
    names, parts = ("mode", "k", "s", "p", "d", "op"), keys.split(", ")
    for i, o in [(9, 9), (7, 4), (6, 13), (5, 16)]:
        wide = {"k": range(1, 9), "s": range(1, 5), "p": range(5), "d": range(1, 4)}
        found = find_layers.layers_for(i, o, **wide)
        values = [
            tuple(eval(part, {"abs": abs, **dict(zip(names, one, strict=True))}) for part in parts)
            for one in found
        ]
        assert values == sorted(values)
        assert len(found) > 10
        # No two layers but those of both modes are alike in all keys.
        assert len(set(values)) == len({one[1:] for one in found})
    assert find_layers.layers_for(1, 99) == []
