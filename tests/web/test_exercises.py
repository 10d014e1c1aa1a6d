"""Exercises know their answer and their mistakes, as PyTorch and plain counting find them."""

import gzip
import re

import numpy as np
import pytest

from engine import scripts
from render import Disagreement, Unshowable, show_exercise
from tests import tiers
from tests.project import LANGUAGES
from tests.web.exercises import KINDS, beside, expected, full, likes
from tests.web.names import name
from tests.web.patterns import find, read
from tests.web.states import by_pytorch
from tests.web.truths import number, pair
from tests.web.v8 import told

SEEDS = range(1, 1 + tiers.drawn(5))
LIKES = list(likes())
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def drawn():
    """Every exercise that the seeds draw."""
    return told("exercises", LIKES, list(SEEDS))


@pytest.fixture(scope="module")
def solved(drawn):
    """Each of them with its answer and its mistakes, as Python finds them."""
    return [(one, *expected(one)) for one in drawn]


def test_every_kind_is_drawn_many_times(drawn):
    assert len(drawn) == len(LIKES) * len(SEEDS) > 500
    assert all(drawn), "a seed draws no exercise"
    counts = {kind: sum(one["kind"] == kind for one in drawn) for kind in KINDS}
    assert min(counts.values()) >= 20, counts


def test_a_drawn_exercise_has_the_parameters_of_its_kind_at_work(drawn):
    for at, one in enumerate(drawn):
        assert at_work(one) == at_work(LIKES[at // len(SEEDS)])


def at_work(exercise):
    """The kind, the operation, and which parameters do something."""
    holder = exercise.get("state") or exercise["axis"]
    works = [str(holder[letter]) in NEUTRAL[letter] for letter in ("s", "p", "d", "op")]
    axes = len(holder["x"]) > 1 if "x" in holder else None
    return exercise["kind"], exercise.get("mode") or holder.get("mode"), axes, works


NEUTRAL = {"s": ("1", "[1, 1]"), "p": ("0", "[0, 0]"), "d": ("1", "[1, 1]"), "op": ("0", "[0, 0]")}


def test_the_same_seed_draws_the_same_and_another_another(drawn):
    assert told("exercises", LIKES[:9], list(SEEDS)) == drawn[: 9 * len(SEEDS)]
    shown = [str(one) for one in drawn if "state" in one]
    assert len(set(shown)) > 0.98 * len(shown)


def test_the_answer_and_every_mistake_are_what_python_finds(solved):
    for one, answer, slips in solved:
        assert one["answer"] == answer, one
        found = sorted((slip["key"], slip["answer"]) for slip in one["slips"])
        assert found == sorted(slips), one


def test_no_mistake_leads_to_the_right_answer(drawn):
    """But one: k in the place of k - 1 is harmless wherever rounding up is not, and vice versa."""
    found = set()
    for one in drawn:
        harmless = [slip["key"] for slip in one["slips"] if slip["answer"] == one["answer"]]
        found.update(harmless)
        if harmless:
            assert (one["kind"], one["mode"], one["axis"]["d"], len(harmless)) == (
                "size",
                "conv",
                1,
                1,
            )
            assert one["axis"]["s"] > 1
    assert found == {"whole_k", "ceiling"}


@each_language
def test_each_answer_is_judged_and_the_mistakes_are_named(solved, language):
    tried, asked = 0, []
    for one, answer, slips in solved:
        typed = sorted({answer, *(value for _, value in slips), answer + 1, answer + 1000})
        asked.append((one, [str(value) for value in typed]))
    every = told("judged", asked, language)
    for (one, answer, slips), (_, typed), judged in zip(solved, asked, every):
        for value, found in zip(map(int, typed), judged):
            keys = sorted(key for key, wrong in slips if wrong == value != answer)
            verdict = "right" if value == answer else "slipped" if keys else "wrong"
            assert found["verdict"] == verdict, (one, value)
            assert sorted(slip["key"] for slip in found["slips"]) == keys
            assert is_said(one, value, verdict, keys, found["said"], language), found["said"]
            tried += len(keys)
    assert tried > 2000, tried


def is_said(exercise, value, verdict, keys, said, language):
    """Whether the sentences say this verdict, and name these mistakes and no others."""
    if verdict == "right":
        return f"<strong>{name('exercises', 'right', language)}</strong>" in said
    if verdict == "wrong":
        hint = re.fullmatch("<p>(.*)</p>", said)[1]
        found = read("exercises", "wrong", language, hint)
        return found["value"] == f"<b>{value}</b>" and found["hint"] in hints(language)
    if exercise["kind"] == "input":
        return is_true_refusal(exercise, value, re.fullmatch("<p>(.*)</p>", said)[1], language)
    first = re.match("<p>(.*?)</p>", said)[1]
    assert read("exercises", "slipped", language, first) == {"value": f"<b>{value}</b>"}
    wanted = [name("exercises", key, language) for key in keys if key != "neighbour"]
    found = re.findall("<li>(.*?)</li>", said)
    cells = [read("exercises", "neighbour", language, one) for one in found]
    named = [re.sub("<.*?>", " ", one["name"]).split()[1] for one in cells if one]
    return sorted(one for one, cell in zip(found, cells) if not cell) == sorted(
        wanted
    ) and named == [",".join(map(str, cell)) for cell in touching(exercise, value)]


def hints(language):
    keys = ("hint_conv", "hint_transposed", "hint_size", "hint_prime", "hint_input")
    return [name("exercises", key, language) for key in keys]


def touching(exercise, value):
    """The indices of the cells beside the asked one that have a value."""
    if exercise["kind"] != "cell":
        return []
    state = full(exercise["state"])
    y = np.array(by_pytorch(state))
    cells = [cell for cell in beside(y.shape, exercise["cell"]) if y[cell] == value]
    vector = state["i"][0] == state["k"][0] == 1
    return [cell[1:] if vector else cell for cell in cells]


def is_true_refusal(exercise, at, said, language):
    """Whether a wrong input is refused with a cell of the output that it does not give."""
    found = read("exercises", "gives", language, said)
    state = full(exercise["state"])
    shown = np.array(by_pytorch(state))
    other = np.array(by_pytorch(state | {"x": exercise["candidates"][at]}))
    index = [int(one) for one in re.sub("<.*?>", " ", found["name"]).split()[1].split(",")]
    cell = tuple([0, *index][-2:])
    return (
        found["letter"] == "ABC"[at]
        and found["found"] == number(other[cell])
        and found["wanted"] == number(shown[cell])
        and found["found"] != found["wanted"]
    )


@each_language
def test_what_is_no_number_is_answered_in_a_sentence(language):
    said = f"<p>{name('exercises', 'unreadable', language)}</p>"
    texts = ["", " ", "abc", "1 2", "1,5", "--1", "0x10", "1e3", "NaN", "Infinity", "<b>"]
    for found in told("judged", [(LIKES[0], texts)], language)[0]:
        assert (found["verdict"], found["said"]) == ("unreadable", said)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}.0", "+{}"])
def test_a_right_number_is_right_however_it_is_typed(typed):
    size = {
        "kind": "size",
        "mode": "conv",
        "axis": {"i": 20, "k": 4, "s": 3, "p": 1, "d": 2, "op": 0},
    }
    ((found,),) = told("judged", [(size, [typed.format(6)])], "en")
    assert found["verdict"] == "right"


def test_full_width_digits_and_every_minus_are_numbers():
    prime = {"kind": "p-prime", "axis": {"i": 1, "k": 2, "s": 1, "p": 13, "d": 1, "op": 0}}
    texts = ["-12", "−12", "–12", "－１２", "12"]
    verdicts = [one["verdict"] for one in told("judged", [(prime, texts)], "zh")[0]]
    assert verdicts == ["right"] * 4 + ["wrong"]


@each_language
def test_the_question_says_the_numbers_of_its_exercise(drawn, language):
    for one, html in zip(drawn, told("markups", drawn, language)):
        question = re.search("<p>(.*?)</p>", html)[1]
        if one["kind"] in ("size", "p-prime"):
            axis = one["axis"]
            key, letters = ("ask_size", "iksp") if one["kind"] == "size" else ("ask_prime", "kp")
            found = read("exercises", key, language, question)
            more, mode = found.pop("more"), found.pop("mode", None)
            assert found == {letter: str(axis[letter]) for letter in letters}
            assert mode == (name("figure", one["mode"], language) if mode else None)
            parts = {"d": 1, "op": 0}
            wanted = [
                {letter: str(axis[letter])}
                for letter, neutral in parts.items()
                if axis[letter] > neutral and (letter != "op" or key == "ask_size")
            ]
            assert said_more(more, language) == wanted
            continue
        settings = re.search('<p class="exercise__settings">(.*?)</p>', html)[1]
        assert is_true_setting(settings, full(one["state"]), language)
        if one["kind"] == "cell":
            vector = len(one["state"]["x"]) == len(one["state"]["w"]) == 1
            found = read(
                "exercises", "ask_cell_vector" if vector else "ask_cell", language, question
            )
            index = re.sub("<.*?>", " ", found["name"]).split()[1]
            assert index == ",".join(map(str, one["cell"][1:] if vector else one["cell"]))
            assert asked_cells(html) == [tuple(one["cell"])]


def is_true_setting(text, state, language):
    """Whether a line names the operation and its parameters; those of a vector are of one axis."""
    if len(state["x"]) == len(state["w"]) == 1:
        state = state | {letter: [state[letter][1]] * 2 for letter in NEUTRAL}
    found = read("exercises", "settings", language, text)
    more = [
        {letter: pair(state[letter])}
        for letter, neutral in (("d", 1), ("op", 0))
        if max(state[letter]) > neutral
    ]
    mode = name("figure", state["mode"], language)
    wanted = {"mode": mode, "s": pair(state["s"]), "p": pair(state["p"])}
    return said_more(found.pop("more"), language) == more and found == wanted


def said_more(text, language):
    """What a question says of dilation and output padding."""
    return [
        found
        for key in ("caption_d", "caption_op")
        for found in find("figure", key, language, text)
    ]


def asked_cells(html):
    """The cells of the output that hold a question mark."""
    table = re.search('<table class="exercise__grid y">.*?<tbody>(.*?)</tbody>', html)[1]
    rows = [re.findall("<td>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", table)]
    return [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if "?" in cell]


@each_language
def test_the_folded_answer_ends_in_the_right_number(drawn, language):
    for one, html in zip(drawn, told("markups", drawn, language)):
        folded = re.search('<details class="exercise__answer">(.*?)</details>', html)[1]
        first, *_, last = (values := re.findall("<strong>(.*?)</strong>", folded)) * 2
        if one["kind"] == "input":
            assert first == "ABC"[one["answer"]]
            assert len(values) == 2
        else:
            assert last == number(one["answer"])
            assert len(values) == 1


X, W = np.array([[3, 1], [4, 2]]), np.array([[1, 2], [0, -1]])
Y = np.array(by_pytorch(full({"mode": "transposed", "x": X.tolist(), "w": W.tolist()} | {
    name: [value, value] for name, value in (("s", 1), ("p", 0), ("d", 1), ("op", 0))
})))  # fmt: skip


def test_a_page_asks_what_it_computed(capsys):
    show_exercise("cell", X, W, Y, "transposed", cell=(1, 1))
    show_exercise("input", X, W, Y, "transposed")
    show_exercise("size", 6, "conv", i=20, k=4, stride=3, padding=1, dilation=2)
    show_exercise("p-prime", 5, k=4, padding=1, dilation=2)
    assert capsys.readouterr().out.count("<conv-exercise") == 4 * len(LANGUAGES)


@pytest.mark.parametrize(
    ("asked", "settings"),
    [
        (("cell", X, W, Y + 1, "transposed"), {"cell": (0, 0)}),
        (("input", X, W, Y[:2], "transposed"), {}),
        (("size", 7, "conv"), {"i": 20, "k": 4, "stride": 3, "padding": 1, "dilation": 2}),
        (("p-prime", 4), {"k": 4, "padding": 1, "dilation": 2}),
    ],
)
def test_a_page_cannot_ask_with_a_wrong_answer(asked, settings):
    with pytest.raises(Disagreement, match="JavaScript computes"):
        show_exercise(*asked, **settings)


@pytest.mark.parametrize(
    ("asked", "settings", "error"),
    [
        (("cell", X, W, Y, "transposed"), {"cell": (3, 0)}, Unshowable),
        (("cell", X / 2, W, Y / 2, "transposed"), {"cell": (0, 0)}, Unshowable),
        (("cell", np.ones((7, 7)), W, Y, "conv"), {"cell": (0, 0)}, Unshowable),
        (("sum", 1), {}, TypeError),
        (("size", 3, "deconv"), {"i": 3, "k": 1}, Unshowable),
        (("size", 3, "conv"), {"i": 3, "k": 1, "output_padding": 1}, TypeError),
        (("size", 3, "conv"), {"i": 3, "k": 1, "strides": 1}, TypeError),
        (("size", 1, "conv"), {"i": 3, "k": 1, "stride": 0}, Unshowable),
        (("p-prime", 3), {"k": 4, "stride": 2}, TypeError),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(asked, settings, error):
    with pytest.raises(error, match=r"^\D.*\.$"):
        show_exercise(*asked, **settings)


def test_the_script_is_small():
    """Most of it is the arithmetic and the drawings, which the explorer has, too."""
    scripts.ensure()
    assert len(gzip.compress(scripts.bundle("exercises").read_bytes(), 9)) < 20_000
