"""The values that a slider offers are those that are legal, along one axis or along both."""

import random

import pytest

from tests.web import legality
from tests.web.legality import is_legal, repaired, span
from tests.web.states import NAMES, VIEWS, draw_state
from tests.web.test_legal import words
from tests.web.v8 import told


@pytest.mark.parametrize("axes", [[0], [1], [0, 1]])
@pytest.mark.parametrize("mode", VIEWS)
def test_a_slider_goes_as_far_as_all_stays_legal(mode, axes):
    rng, asked = random.Random(0), []
    for _ in range(100):
        state = draw_state(rng)
        for one in (state, legality.legal(words(rng, mode))):
            asked += [(one, name, axes) for name in NAMES]
    assert told("spans", asked) == [span(*one) for one in asked]


def test_what_is_legal_is_not_repaired_and_nothing_is_repaired_twice():
    rng = random.Random(0)
    for mode in VIEWS:
        for _ in range(500):
            one = {name: values[0] for name, values in words(rng, mode).items() if name in NAMES}
            mended = repaired(mode, one)
            assert repaired(mode, mended) == mended
            assert mended == one or not is_legal(mode, one)
