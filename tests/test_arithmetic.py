"""The explorer's arithmetic, run in V8, gives PyTorch's numbers to the last bit."""

import json
import random

import pytest
import torch
import torch.nn.functional as F
from py_mini_racer import MiniRacer

from tests.project import ROOT

ASSETS = ROOT / "overrides" / "assets"
DRAWN = 3000

IN_V8 = """
function check(raw) {
  const { state, notes } = Arithmetic.legal(raw);
  const ways = [Arithmetic.output(state), Arithmetic.gather(state), Arithmetic.slide(state),
                Arithmetic.multiply(state)];
  return JSON.stringify({ state, notes, ways });
}
"""


@pytest.fixture(scope="module")
def v8():
    context = MiniRacer()
    context.eval((ASSETS / "arithmetic.js").read_text(encoding="utf-8"))
    context.eval(IN_V8)
    return lambda call, *arguments: context.call(call, *arguments)


def draw_axis(rng, mode):
    """Parameters of one axis that PyTorch accepts."""
    while True:
        i, k, s, p, d = (rng.randint(*ends) for ends in ((1, 8), (1, 5), (1, 4), (0, 6), (1, 3)))
        op = rng.randrange(max(s, d)) if mode == "transposed" else 0
        fits = i + 2 * p >= d * (k - 1) + 1
        size = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        if fits if mode == "conv" else size >= 1:
            return {"i": i, "k": k, "s": s, "p": p, "d": d, "op": op}


def draw_state(rng):
    """A legal state; every third one has a single row, which is the 1-D case."""
    mode = rng.choice(["conv", "transposed"])
    trivial = {"i": 1, "k": 1, "s": 1, "p": 0, "d": 1, "op": 0}
    rows = trivial if rng.random() < 1 / 3 else draw_axis(rng, mode)
    columns = draw_axis(rng, mode)
    state = {"mode": mode} | {name: [rows[name], columns[name]] for name in rows}
    state["view"] = rng.choice(
        {"conv": ["slide", "matrix"]}.get(mode, ["stamp", "matrix", "slide"])
    )
    for name, size in (("x", "i"), ("w", "k")):
        height, width = state[size]
        state[name] = [[rng.randint(-99, 99) for _ in range(width)] for _ in range(height)]
    return state


def by_pytorch(state):
    """What PyTorch computes for a state, as nested lists of integers."""
    x, w = (torch.tensor(state[name])[None, None] for name in "xw")
    options = {"stride": state["s"], "padding": state["p"], "dilation": state["d"]}
    if state["mode"] == "conv":
        return F.conv2d(x, w, **options)[0, 0].tolist()
    return F.conv_transpose2d(x, w, output_padding=state["op"], **options)[0, 0].tolist()


def by_pytorch_1d(state):
    """The same through the functions for one axis; only for states of one trivial row."""
    x, w = (torch.tensor(state[name][0])[None, None] for name in "xw")
    options = {"stride": state["s"][1], "padding": state["p"][1], "dilation": state["d"][1]}
    if state["mode"] == "conv":
        return F.conv1d(x, w, **options)[0].tolist()
    return F.conv_transpose1d(x, w, output_padding=state["op"][1], **options)[0].tolist()


def is_1d(state):
    return [state[name][0] for name in ("i", "k", "s", "p", "d", "op")] == [1, 1, 1, 0, 1, 0]


def test_every_way_of_computing_equals_pytorch(v8):
    rng = random.Random(0)
    one_axis = 0
    for _ in range(DRAWN):
        state = draw_state(rng)
        found = json.loads(v8("check", state))
        assert found["notes"] == [], f"{state} is legal, and was changed: {found['notes']}"
        assert found["state"] == state
        wanted = by_pytorch(state)
        if is_1d(state):
            one_axis += 1
            assert wanted == by_pytorch_1d(state)
        for way, numbers in zip(("output", "gather", "slide", "multiply"), found["ways"]):
            assert numbers == wanted, f"{way} of {state} gives {numbers}, PyTorch {wanted}"
    assert one_axis > DRAWN / 5
