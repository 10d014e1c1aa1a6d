"""What is shown of any words, and what the controls make of a state, is found a second time."""

import random

import pytest

from tests.web import legality
from tests.web.legality import ARRAYS, HIGHEST, LOWEST
from tests.web.states import NAMES, VIEWS, draw_state
from tests.web.v8 import told

MODES = list(VIEWS)


def words(rng, mode):
    """Parameters that need not be legal, larger ones more seldom."""
    most = {name: rng.choice([3, 9, high + 9]) for name, high in HIGHEST.items()}
    return {name: [rng.randint(-1, most[name]) for _ in "ab"] for name in NAMES} | {"mode": mode}


def rows(rng, height, width):
    return [[rng.choice([5, -7, 12]) for _ in range(width)] for _ in range(height)]


@pytest.mark.parametrize("mode", MODES)
def test_any_parameters_become_legal_ones_with_numbers(mode):
    rng = random.Random(0)
    asked = [words(rng, mode) for _ in range(400)]
    asked += [asked[n] | {"x": rows(rng, n % 7 + 1, n % 5 + 1)} for n in range(50)]
    assert told("states", asked) == [legality.legal(one) for one in asked]


def change(rng, state):
    """What one control asks for, or a few of them at once."""
    asked = {}
    for name in rng.sample([*NAMES, "mode", "view", "x", "w"], rng.choice([1, 1, 2, 3])):
        if name in NAMES:
            asked[name] = [max(LOWEST[name], value + rng.randint(-3, 3)) for value in state[name]]
        elif name in ARRAYS:
            asked[name] = rows(rng, rng.randint(1, 9), rng.randint(1, 9))
        else:
            asked[name] = rng.choice(MODES if name == "mode" else VIEWS["transposed"])
    return asked


@pytest.mark.parametrize("seed", range(3))
def test_a_control_changes_what_it_says_and_keeps_the_numbers(seed):
    """Also from states whose numbers are counted, or all equal."""
    rng, asked = random.Random(seed), []
    for number in range(200):
        state = draw_state(rng)
        if number % 3 == 0:
            state = legality.legal({name: state[name] for name in ("mode", "view", *NAMES)})
        if number % 3 == 1:
            state["x"] = [[8] * len(row) for row in state["x"]]
        asked.append((state, change(rng, state)))
    assert told("changes", asked) == [legality.changed(*one) for one in asked]
