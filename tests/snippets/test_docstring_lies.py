"""A docstring in which one sign, number, symbol or strong word is wrong does not pass."""

import pytest

from tests.snippets.docstrings.lies import lies
from tests.snippets.docstrings.reading import Place
from tests.snippets.test_docstrings import PLACES, each_place, read


def is_noticed(place, text):
    """Whether a claim refuses the text, or something in it is read by none."""
    try:
        return bool(read(place, text).not_read())
    except (Exception, pytest.fail.Exception):  # whatever a claim stumbles over
        return True


@each_place
@pytest.mark.filterwarnings("ignore")
def test_no_lie_passes(place):
    passed = [change for text, change in lies(place.text) if not is_noticed(place, text)]
    assert not passed, f"{place.name} may say what is wrong: {passed}"


def test_lies_are_told():
    """Of a formula, every part that can be wrong."""
    told = {text for text, _ in lies("m = n * s + 2, stride >= 1")}
    assert {"m = n * s - 2, stride >= 1", "m = n * s + 2, stride > 1"} < told
    assert {"m = n * s + 2, stride >= 0", "m = n * m + 2, stride >= 1"} < told
    assert {"m = n / s + 2, stride >= 1", "m = n * s + 2, dilation >= 1"} < told


NEW = [
    "z = k - 1.",
    "weight: (C, k1, ..., kn).",
    "It is half of it.",
    "stride >= 2",
    "m <= i",
    "x[n]",
]


@pytest.mark.parametrize("more", NEW)
def test_what_nobody_checks_is_named(more):
    """Also in a docstring that nobody claims anything of."""
    for place in (PLACES[0], Place("new", "")):
        assert is_noticed(place, f"{place.text}\n\n{more}")
    assert not is_noticed(Place("new", ""), "A statement without a number.")
