"""Every layer between two sizes is found, and no other: PyTorch is asked for each of a grid."""

import pytest
from find_layers import layers_for

from tests.snippets.test_sizes import line
from tests.web.finder import GRID, NAMES, every, key, size

CHOICES = {name: range(low, high + 1) for name, (low, high) in GRID.items()}


def by_sizes():
    """The layers of the grid that PyTorch takes, by the sizes that they lead from and to."""
    found = {}
    for one in every():
        for i in CHOICES["i"]:
            found.setdefault((i, size(i=i, **one)), []).append(one)
    return found


def test_every_layer_between_two_sizes_is_found_in_order(checked):
    wanted, cases = by_sizes(), 0
    for i in CHOICES["i"]:
        for o in CHOICES["o"]:
            found = layers_for(i, o, *(CHOICES[name] for name in "kspd"))
            right = sorted(wanted.get((i, o), []), key=key)
            assert [dict(zip(("mode", *NAMES), one, strict=True)) for one in found] == right
            cases += len(found)
    checked([layers_for], "every layer of a grid against PyTorch, and no other", cases)


def test_what_may_be_left_out_is_small():
    assert layers_for(7, 7) == layers_for(7, 7, range(1, 8), range(1, 5), range(4), range(1, 3))


@pytest.mark.parametrize("name", ["i", "o", "k", "s", "p", "d"])
def test_refuses_what_is_no_size(name):
    known = {"i": 5, "o": 5, "k": [3], "s": [1], "p": [1], "d": [1]}
    wrong = [one if name in "io" else [one] for one in (True, 1.0, "1", None, line(1))]
    for one in wrong:
        with pytest.raises(TypeError, match=f"^{name} must be an integer"):
            layers_for(**known | {name: one})
    with pytest.raises(ValueError, match=f"^{name} must be at least "):
        layers_for(**known | {name: -1 if name in "io" else [-1]})
