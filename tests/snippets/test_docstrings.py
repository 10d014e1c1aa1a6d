"""Every statement of a docstring is found out to be true, and nothing in it is left unread."""

import re

import numpy as np
import pytest
import winograd

from tests.project import ROOT
from tests.snippets.docstrings import CLAIMS
from tests.snippets.docstrings.layers import named_arguments
from tests.snippets.docstrings.reading import Reading, places

PLACES = places()
each_place = pytest.mark.parametrize("place", PLACES, ids=[one.name for one in PLACES])


def read(place, text=None):
    """A docstring, or another text in its place, of which all that is claimed is true."""
    reading = Reading(place, text)
    named_arguments(reading)
    for claim in CLAIMS.get(place.name, []):
        claim(reading)
    return reading


@each_place
def test_what_a_docstring_says_is_true_and_all_of_it_was_read(place):
    reading = read(place)
    left = reading.not_read()
    assert not left, f"{place.name} says {left}, and no check reads it: {reading.left.split()}"


def test_the_formula_in_a_comment_is_true():
    """The one comment that states a result, and not what its own line does."""
    source = (ROOT / "snippets" / "winograd.py").read_text("utf-8")
    said = re.search(r"^# result = (.*)\.$", source, re.MULTILINE)[1]
    for m, back in winograd.BACK.items():
        taps, cells = np.array([2.0, 3, 5]), np.arange(1.0, m + 3) ** 2
        matrices = {"BACK": back, "KERNEL": winograd.KERNEL[m], "INPUT": winograd.INPUT[m]}
        names = {name: np.array(matrix) for name, matrix in matrices.items()}
        result = eval(said, names | {"taps": taps, "cells": cells})
        np.testing.assert_allclose(result, np.correlate(cells, taps))
