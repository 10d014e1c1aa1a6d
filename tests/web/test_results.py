"""Channels, groups, every padding, one axis, and gradients: V8's numbers are PyTorch's."""

import contextlib
import io
import random

import numpy as np
import pytest
import torch

from tests import tiers
from tests.web.v8 import Probe
from tests.web.wide_states import by_pytorch, draw_state

RESULTS = Probe("results")
DRAWN = tiers.drawn(2000)
AT_ONCE = 100
KINDS = ("code_pytorch", "code_numpy")
ONES = ("x", "w", "gy", "b")


def test_output_and_gradients_equal_pytorch():
    rng = random.Random(15)
    for _ in range(DRAWN // AT_ONCE):
        asked = [draw_state(rng) for _ in range(AT_ONCE)]
        for state, found in zip(asked, RESULTS.told("results", asked), strict=True):
            assert found["notes"] == [], f"{state} is legal, and was changed: {found['notes']}"
            assert found["again"] == found["state"]
            for name, wanted in by_pytorch(state).items():
                assert found[name] == wanted, f"{name} of {state}"


def counted(state):
    """How often each cell is met: everything is one, and nothing is added."""
    ones = {name: np.ones_like(state[name]).tolist() for name in "xw"}
    plain = {name: value for name, value in state.items() if name not in ONES}
    # Each count is of one channel with one other.
    plain |= {"ci": 1, "co": 1, "g": 1, "x": ones["x"][:1], "w": [ones["w"][0][:1]]}
    return by_pytorch(plain)["gx" if state["mode"] == "conv" else "y"]


def test_counts_equal_pytorch():
    rng = random.Random(16)
    asked = [draw_state(rng) for _ in range(AT_ONCE)]
    for state, found in zip(asked, RESULTS.told("counts", asked), strict=True):
        assert found == counted(state), state


@pytest.mark.parametrize("kind", KINDS)
def test_the_code_to_take_away_computes_what_is_shown(kind):
    rng = random.Random(17)
    asked = [draw_state(rng) for _ in range(AT_ONCE)]
    for state, codes in zip(asked, RESULTS.told("codes", asked, kind), strict=True):
        wanted = by_pytorch(state)
        wanted["gw"] = np.reshape(wanted["gw"], np.shape(state["w"])).tolist()
        if state["ci"] * state["co"] == 1:
            wanted |= {"n": counted(state)}
        for name, numbers in wanted.items():
            if name in codes:
                found = np.array(run(codes[name], name))
                assert (found.reshape(np.shape(numbers)) == numbers).all(), codes[name]


def run(code, name):
    """What a program leaves under a name, once it printed it."""
    left, said = {}, io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, left)
    assert said.getvalue()
    value = left[name]
    return value.detach().numpy() if torch.is_tensor(value) else value
