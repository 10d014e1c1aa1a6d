"""In Chromium, over all parameters: output and gradients of the element are PyTorch's."""

import random

import numpy as np
import pytest

from tests import tiers
from tests.browser.browser import find_chromium
from tests.web.wide_states import by_pytorch, draw_state

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="No Chromium is installed here, so the explorer was not tried."
)
DRAWN = tiers.drawn(2000)
AT_ONCE = 100
SHOW = """(one, states) => states.map((state) => {
  one.state = state;
  const { x, w, b } = one.gradients;
  return { y: one.output, gx: x, gw: w, gb: b, quiet: one.querySelector(".notes").hidden };
})"""
ACTS = ("gx", "gw", "count")


def drawn():
    """States, of which many show something in the place of the output."""
    rng = random.Random(18)
    for _ in range(DRAWN):
        state = draw_state(rng)
        yield state | ({"act": rng.choice(ACTS)} if rng.random() < 0.3 else {})


def test_output_and_gradients_of_drawn_states_are_pytorchs(browser, address):
    page = browser.new_page()
    page.goto(f"{address}tools/explorer/")
    states = list(drawn())
    found = []
    for at in range(0, DRAWN, AT_ONCE):
        found += page.eval_on_selector("conv-explorer", SHOW, states[at : at + AT_ONCE])
    for state, one in zip(states, found, strict=True):
        assert one["quiet"], f"{state} is legal, and was changed"
        truth = by_pytorch(state)
        truth["gw"] = np.reshape(truth["gw"], np.shape(state["w"]))
        for name, wanted in truth.items():
            # One channel is no dimension.
            assert np.array_equal(np.squeeze(one[name]), np.squeeze(wanted)), f"{name} of {state}"
