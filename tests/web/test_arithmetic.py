"""The explorer's arithmetic, run in V8, gives PyTorch's numbers to the last bit."""

import contextlib
import io
import json
import random
import re

import pytest

from engine import formulas
from engine.expressions import TEXT
from snippets import classic_cases
from tests import tiers
from tests.project import LANGUAGES
from tests.web.states import NAMES, by_pytorch, by_pytorch_1d, draw_state, is_one_row
from tests.web.v8 import call

DRAWN = tiers.drawn(3000)
WAYS = ("output", "gather", "slide", "multiply")


def v8(function, *arguments):
    return json.loads(call(function, *arguments))


def test_every_way_of_computing_equals_pytorch():
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


def test_the_numbers_of_large_values_stay_exact():
    state = {"mode": "transposed", "x": [[999999] * 8] * 8, "w": [[-999999] * 5] * 5}
    found = v8("ways", state)
    wanted = by_pytorch(found["state"])
    assert found["ways"] == [wanted] * len(WAYS)


@pytest.mark.parametrize(
    "given",
    [
        {"mode": "conv", "p": 48},
        {"mode": "conv", "p": [48, 20], "s": [1, 3], "d": [2, 1]},
        {"mode": "transposed"},
        {"mode": "transposed", "s": [2, 1], "d": [1, 3], "p": [9, 2], "op": [1, 2]},
    ],
)
def test_the_largest_states_are_exact(given):
    """A thousand products of the largest values are a sum that a double holds."""
    rng = random.Random(3)

    def drawn(size):
        return [[rng.choice((-999999, 999998, 999999)) for _ in range(size)] for _ in range(size)]

    found = v8("ways", {**given, "x": drawn(64), "w": drawn(32)}, ["output", "gather"])
    assert found["state"]["i"] == [64, 64]
    wanted = by_pytorch(found["state"])
    assert found["ways"] == [wanted] * 2


def test_no_value_of_a_slider_is_illegal():
    rng = random.Random(1)
    for _ in range(40):
        for one in v8("ranges", draw_state(rng)):
            assert one["low"] <= one["high"]
            for value, found in zip(range(one["low"], one["high"] + 1), one["states"]):
                assert found["notes"] == [], f"{one['name']} = {value}: {found['notes']}"
                assert by_pytorch(found["state"])


WORDS = ["", "0", "-1", "99999", "1e400", "NaN", "2.5", "abc", "1,2,3", "1,", ",", "3,0", "<b>"]
WORDS += ["7", "2,3", "4", "[[1,2],[3]]", "1;2", "1,2;3,4", "0.5", "1e300", "1;;2", "٣"]


def test_any_words_give_a_legal_state():
    rng = random.Random(2)
    names = ["mode", "view", *NAMES, "x", "w"]
    for _ in range(1500):
        given = {name: rng.choice(WORDS) for name in rng.sample(names, rng.randint(0, 6))}
        if rng.random() < 0.5:
            given["mode"] = rng.choice(["conv", "transposed"])
        found = v8("ways", given)
        wanted = by_pytorch(found["state"])
        assert found["ways"] == [wanted] * len(WAYS), f"{given} became {found['state']}"


LONGEST = 160  # cells of any grid along one axis, as a reader of a link may count


def legal_axis(rng, mode, **highest):
    """Drawn parameters of one axis, and what a link with them opens."""
    one = {
        name: rng.randint(0 if name in ("p", "op") else 1, most) for name, most in highest.items()
    }
    given = {name: str(value) for name, value in one.items()} | {"mode": mode}
    state = v8("noted", given, "en")["state"]
    return one, {name: state[name][0] for name in NAMES}


def test_no_grid_is_too_long_and_no_more_is_changed_than_it_takes():
    rng, cut = random.Random(4), 0
    for _ in range(300):
        one, found = legal_axis(rng, "conv", i=64, k=32, s=16, p=64, d=16)
        i, k, s, p, d = (found[name] for name in "ikspd")
        assert (i, s) == (one["i"], one["s"])
        assert d * (k - 1) + 1 <= min(LONGEST, i + 2 * p), one
        assert i + 2 * p <= LONGEST, one
        assert p <= one["p"] or i + 2 * (p - 1) < d * (k - 1) + 1, one
        if p < one["p"]:
            cut += 1
            assert i + 2 * (p + 1) > LONGEST, one
        assert k == one["k"] or d * k + 1 > LONGEST, one
    assert cut > 10


def test_no_stamp_is_too_long_and_no_more_is_changed_than_it_takes():
    rng, cut = random.Random(5), 0
    for _ in range(300):
        one, found = legal_axis(rng, "transposed", i=64, k=32, s=16, d=16, op=15)
        i, k, s, d, op = (found[name] for name in ("i", "k", "s", "d", "op"))
        assert i == one["i"]
        assert (i - 1) * s + d * (k - 1) + 1 <= LONGEST, one
        if s < one["s"] and (d, k) == (one["d"], one["k"]):
            cut += 1
            assert (i - 1) * (s + 1) + d * (k - 1) + 1 > LONGEST, one
        assert op == min(one["op"], max(s, d) - 1), one
    assert cut > 10


def test_a_link_brings_the_state_back():
    rng = random.Random(3)
    for _ in range(300):
        first = v8("link", draw_state(rng))
        words = dict(part.split("=") for part in first["query"].split("&"))
        again = v8("link", words)
        assert again["state"] == first["state"]
        assert again["query"] == first["query"]


def test_the_link_of_the_articles_case():
    words = {"mode": "transposed", "i": "2", "k": "3", "s": "1", "p": "0"}
    state = v8("ways", words)["state"]
    assert state["x"] == [[12, 16], [24, 28]]
    assert state["w"] == [[1, 1, 1]] * 3
    assert state["view"] == "stamp"


def test_the_cases_are_those_of_the_snippet():
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


@pytest.mark.parametrize("kind", ["code_pytorch", "code_numpy"])
def test_the_code_to_copy_gives_the_output(kind):
    rng = random.Random(4)
    for number in range(150):
        state = draw_state(rng)
        if number % 5 == 0:
            state["x"][0][0] = 0.5
        scope = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(call("code", state, kind), scope)
        assert scope["y"].tolist() == by_pytorch(state)


def formula_value(text):
    """A formula with numbers, computed by Python."""
    plain = text.replace("−", "-").replace("·", "*")
    return eval(re.sub(r"⌊(.*) / (\d+)⌋", r"(\1) // \2", plain), {})


def test_the_formulas_with_numbers_give_pytorchs_sizes():
    rng = random.Random(6)
    for _ in range(300):
        state = draw_state(rng)
        y = by_pytorch(state)
        size, *prime = v8("formulas", state)
        assert [formula_value(one) for one in size["numbers"]] == [len(y), len(y[0])]
        for a, text in enumerate(prime[0]["numbers"] if prime else []):
            assert formula_value(text) == state["d"][a] * (state["k"][a] - 1) - state["p"][a]


LETTERS = {"conv": ["conv-size"], "transposed": ["conv-transpose-size", "equivalent-padding"]}


@pytest.mark.parametrize("mode", LETTERS)
def test_the_formulas_in_letters_are_those_of_the_pages(mode):
    found = [re.sub(r"</?i>", "", one["letters"]) for one in v8("formulas", {"mode": mode})]
    written = [formulas.written(formulas.named(name), TEXT) for name in LETTERS[mode]]
    written = [re.sub(r"floor\((.* / .)\)", r"⌊\1⌋", text) for text in written]
    assert found == [text.replace("-", "−") for text in written]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_about_sizes_ends_in_pytorchs(language):
    rng = random.Random(7)
    for _ in range(60):
        state = draw_state(rng)
        y = by_pytorch(state)
        said = call("saidSizes", state, language)
        found = re.findall(r'(?:</small> |class="numbers">)([^<]*) = <strong[^>]*>(.*?)<', said)
        sizes = [int(value.replace("−", "-")) for _, value in found]
        assert all(formula_value(text) == value for (text, _), value in zip(found, sizes))
        wanted = [len(y), len(y[0])]
        axes = len(found) // (2 if state["mode"] == "transposed" else 1)
        assert sizes[:axes] == wanted[-axes:]
