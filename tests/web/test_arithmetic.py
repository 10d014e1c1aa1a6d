"""The explorer's arithmetic, run in V8, gives PyTorch's numbers to the last bit."""

import contextlib
import io
import json
import random

import pytest
from py_mini_racer import MiniRacer

from snippets import classic_cases
from tests import tiers
from tests.project import ROOT
from tests.web.states import NAMES, by_pytorch, by_pytorch_1d, draw_state, is_one_row

ASSETS = ROOT / "overrides" / "assets"
DRAWN = tiers.drawn(3000)
WAYS = ("output", "gather", "slide", "multiply")

IN_V8 = """
const told = (value) => JSON.stringify(value);
function ways(given) {
  const { state, notes } = Arithmetic.legal(given);
  const names = ["output", "gather", "slide", "multiply"];
  return told({ state, notes, ways: names.map((name) => Arithmetic[name](state)) });
}
function ranges(given) {
  const { state } = Arithmetic.legal(given);
  return told([0, 1].flatMap((a) => Arithmetic.PARAMETERS.map((name) => {
    const [low, high] = Arithmetic.range(state, name, [a]);
    const states = [];
    for (let value = low; value <= high; value++) {
      const pair = state[name].map((old, axis) => (axis === a ? value : old));
      states.push(Arithmetic.legal({ ...state, x: undefined, w: undefined, [name]: pair }));
    }
    return { name, low, high, states };
  })));
}
const link = (given) => {
  const { state } = Arithmetic.legal(given);
  return told({ state, query: Arithmetic.query(state) });
};
const code = (given, kind) => Arithmetic[kind](Arithmetic.legal(given).state);
const cases = () =>
  told(Arithmetic.CASES.map(({ name }) => ({ name, state: Arithmetic.caseNamed(name) })));
"""


@pytest.fixture(scope="module")
def v8():
    context = MiniRacer()
    context.eval((ASSETS / "arithmetic.js").read_text(encoding="utf-8"))
    context.eval(IN_V8)
    return lambda call, *arguments: json.loads(context.call(call, *arguments))


@pytest.fixture(scope="module")
def code():
    context = MiniRacer()
    context.eval((ASSETS / "arithmetic.js").read_text(encoding="utf-8"))
    context.eval(IN_V8)
    return lambda *arguments: context.call("code", *arguments)


def test_every_way_of_computing_equals_pytorch(v8):
    rng, one_row = random.Random(0), 0
    for _ in range(DRAWN):
        state = draw_state(rng)
        found = v8("ways", state)
        assert found["notes"] == [], f"{state} is legal, and was changed: {found['notes']}"
        assert found["state"] == state
        wanted = by_pytorch(state)
        if is_one_row(state):
            one_row += 1
            assert wanted == by_pytorch_1d(state)
        for way, numbers in zip(WAYS, found["ways"]):
            assert numbers == wanted, f"{way} of {state} gives {numbers}, PyTorch {wanted}"
    assert one_row > DRAWN / 5


def test_the_numbers_of_large_values_stay_exact(v8):
    state = {"mode": "transposed", "x": [[999999] * 8] * 8, "w": [[-999999] * 5] * 5}
    found = v8("ways", state)
    wanted = by_pytorch(found["state"])
    assert found["ways"] == [wanted] * len(WAYS)


def test_no_value_of_a_slider_is_illegal(v8):
    rng = random.Random(1)
    for _ in range(40):
        for one in v8("ranges", draw_state(rng)):
            assert one["low"] <= one["high"]
            for value, found in zip(range(one["low"], one["high"] + 1), one["states"]):
                assert found["notes"] == [], f"{one['name']} = {value}: {found['notes']}"
                assert by_pytorch(found["state"])


WORDS = ["", "0", "-1", "99999", "1e400", "NaN", "2.5", "abc", "1,2,3", "1,", ",", "3,0", "<b>"]
WORDS += ["7", "2,3", "4", "[[1,2],[3]]", "1;2", "1,2;3,4", "0.5", "1e300", "1;;2", "٣"]


def test_any_words_give_a_legal_state(v8):
    rng = random.Random(2)
    names = ["mode", "view", *NAMES, "x", "w"]
    for _ in range(1500):
        given = {name: rng.choice(WORDS) for name in rng.sample(names, rng.randint(0, 6))}
        if rng.random() < 0.5:
            given["mode"] = rng.choice(["conv", "transposed"])
        found = v8("ways", given)
        wanted = by_pytorch(found["state"])
        assert found["ways"] == [wanted] * len(WAYS), f"{given} became {found['state']}"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"mode": "deconv"}, "mode"),
        ({"view": "stamps"}, "view"),
        ({"k": "abc"}, "k"),
        ({"s": "0"}, "s"),
        ({"i": "2", "k": "3", "p": "9"}, "p"),
        ({"mode": "transposed", "s": 1, "op": 1}, "op"),
        ({"mode": "conv", "i": 2, "k": 5}, "p"),
        ({"x": "1,2;3"}, "x"),
        ({"x": "1,2;3,4", "i": "3"}, "i"),
    ],
)
def test_what_could_not_stay_is_said(v8, given, name):
    assert [note["name"] for note in v8("ways", given)["notes"]] == [name]


def test_a_link_brings_the_state_back(v8):
    rng = random.Random(3)
    for _ in range(300):
        first = v8("link", draw_state(rng))
        words = dict(part.split("=") for part in first["query"].split("&"))
        again = v8("link", words)
        assert again["state"] == first["state"]
        assert again["query"] == first["query"]


def test_the_link_of_the_articles_case(v8):
    words = {"mode": "transposed", "i": "2", "k": "3", "s": "1", "p": "0"}
    state = v8("ways", words)["state"]
    assert state["x"] == [[12, 16], [24, 28]]
    assert state["w"] == [[1, 1, 1]] * 3
    assert state["view"] == "stamp"


def test_the_cases_are_those_of_the_snippet(v8):
    found = {one["name"]: one["state"] for one in v8("cases")}
    letters = {"stride": "s", "padding": "p", "dilation": "d", "output_padding": "op"}
    for mode, cases in (("conv", classic_cases.DIRECT), ("transposed", classic_cases.TRANSPOSED)):
        for name, (i, k, options) in cases.items():
            wanted = {"i": i, "k": k, "s": 1, "p": 0, "d": 1, "op": 0}
            wanted |= {letters[option]: value for option, value in options.items()}
            assert found[name]["mode"] == mode
            assert {key: found[name][key] for key in wanted} == {
                key: [value] * 2 for key, value in wanted.items()
            }


@pytest.mark.parametrize("kind", ["pytorchCode", "numpyCode"])
def test_the_code_to_copy_gives_the_output(code, kind):
    rng = random.Random(4)
    for number in range(150):
        state = draw_state(rng)
        if number % 5 == 0:
            state["x"][0][0] = 0.5
        scope = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code(state, kind), scope)
        assert scope["y"].tolist() == by_pytorch(state)
