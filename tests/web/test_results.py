"""Channels, groups, every padding, one axis, and gradients: V8's numbers are PyTorch's."""

import random

from tests import tiers
from tests.web.v8 import Probe
from tests.web.wide_states import by_pytorch, draw_state

RESULTS = Probe("results")
DRAWN = tiers.drawn(2000)
AT_ONCE = 100


def test_output_and_gradients_equal_pytorch():
    rng = random.Random(15)
    for _ in range(DRAWN // AT_ONCE):
        asked = [draw_state(rng) for _ in range(AT_ONCE)]
        for state, found in zip(asked, RESULTS.told("results", asked), strict=True):
            assert found["notes"] == [], f"{state} is legal, and was changed: {found['notes']}"
            assert found["again"] == found["state"]
            for name, wanted in by_pytorch(state).items():
                assert found[name] == wanted, f"{name} of {state}"
