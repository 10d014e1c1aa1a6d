"""What could not stay as it was given is said: its name, why, what was given, and what is used."""

import html

import numpy as np
import pytest

from tests.project import LANGUAGES
from tests.web.patterns import read
from tests.web.states import NAMES, VIEWS, by_pytorch
from tests.web.v8 import told, words


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
def test_what_could_not_stay_is_said(given, name):
    assert [note["name"] for note in told("ways", given)["notes"]] == [name]


# What a link may hold, which of it could not stay, and why
REASONS = [
    ({"mode": "deconv"}, "mode", "unknown"),
    ({"k": "abc"}, "k", "integer"),
    ({"s": "0"}, "s", "bounds"),
    ({"i": "99999"}, "i", "bounds"),
    ({"d": "99"}, "d", "bounds"),
    ({"p": "9"}, "p", "range"),
    ({"op": "1"}, "op", "range"),
    ({"mode": "conv", "op": "1"}, "op", "direct"),
    ({"mode": "conv", "x": "1,2,3", "w": "1,2,3,4,5"}, "p", "kernel"),
    ({"x": "1000000"}, "x", "rows_large"),
    ({"w": "1," * 32 + "1"}, "w", "rows_many"),
    ({"x": "1;" * 64 + "1"}, "x", "rows_many"),
    ({"x": "1,2;3"}, "x", "rows_shape"),
    ({"x": "1,a"}, "x", "rows_shape"),
    ({"x": "1,2;3,4", "i": "3"}, "i", "rows_win"),
    ({"w": "1,2;3,4", "k": "2,3"}, "k", "rows_win"),
    ({"mode": "conv", "w": ",".join("1" * 32), "d": "16"}, "w", "range"),
    ({"ci": "1.5"}, "ci", "count"),
    ({"g": "two"}, "g", "count"),
    ({"co": "99"}, "co", "bounds"),
    ({"ci": "2", "co": "2", "c": "2"}, "c", "range"),
    ({"ci": "3", "co": "3", "g": "2"}, "g", "range"),
    ({"pad": "mirror"}, "pad", "unknown"),
    ({"same": "both"}, "same", "unknown"),
    ({"act": "gb"}, "act", "unknown"),
    ({"pe": "1.5"}, "pe", "integer"),
    ({"pe": "99"}, "pe", "range"),
    ({"o": "7.5"}, "o", "integer"),
    ({"o": "9"}, "o", "range"),
    ({"mode": "conv", "o": "9"}, "o", "range"),
    ({"axes": "1", "i": "4", "gy": "1,2,3"}, "gy", "range"),
    ({"gy": "1,2;3"}, "gy", "rows_shape"),
    ({"gy": "1000000"}, "gy", "rows_large"),
    ({"b": "one"}, "b", "rows_shape"),
    ({"b": "1,2"}, "b", "range"),
]
each_reason = pytest.mark.parametrize(("given", "name", "key"), REASONS)
MOST_LETTERS = 40
COUNTS = ("ci", "co", "g", "c")


def cut(text):
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def linked(value):
    """A word, a pair or rows of a state, as a link holds them."""
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value[0], list):
        return ";".join(",".join(map(str, row)) for row in value)
    return ",".join(map(str, value if value[0] != value[1] else value[:1]))


def used(state, name):
    """What a state has under a name; what would have no effect is not there."""
    if name in ("ci", "co", "g"):
        return state.get("channels", {}).get(name, 1)
    if name in ("b", "gy") and name in state:
        return [state["b"]] if name == "b" else state["gy"][0]
    o = np.shape(by_pytorch(state)) if not {"channels", "pad", "same"} & set(state) else None
    absent = {"pad": "zeros", "same": "none", "act": "y", "c": 0, "axes": 2, "pe": state["p"]}
    absent |= {"o": o, "b": [[0]], "gy": [[1]]}
    return state.get(name, absent.get(name))


@each_reason
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_names_what_was_given_and_what_is_used(given, name, key, language):
    found = told("noted", given, language)
    (note,) = [one for one in found["notes"] if one["name"] == name]
    assert note["key"] == key
    bounded = key in ("bounds", "rows_many", "rows_large") or name in (*NAMES, *COUNTS)
    assert bounded or (note["low"], note["high"]) in ((0, 0), (-999999, 999999))
    lines = html.unescape(found["said"]).split("<br>")
    (said,) = [
        values for line in lines if (values := read("explorer", f"note_{key}", language, line))
    ]
    wanted = {
        "name": name,
        "given": cut(given.get(name, "")),
        "used": cut(linked(used(found["state"], name))),
        "low": str(note["low"]),
        "high": str(note["high"]),
    }
    assert said == {one: wanted[one] for one in said}


@pytest.mark.parametrize("name", NAMES)
def test_the_bounds_of_a_parameter_are_those_that_hold(name):
    """One more or one less is out of bounds; the bounds themselves are not."""

    def is_out(value):
        given = {"s": 16, name: value}  # with this stride an output padding of 15 is possible
        return [one for one in told("ways", given)["notes"] if one["key"] == "bounds"]

    (note,) = is_out(99999)
    low, high = note["low"], note["high"]
    assert [bool(is_out(value)) for value in (low - 1, low, high, high + 1)] == [1, 0, 0, 1]


@pytest.mark.parametrize("name", "xw")
def test_the_bounds_of_an_array_are_those_that_hold(name):
    def note(rows):
        return next(iter(told("ways", {"mode": "conv", name: rows})["notes"]), {"key": None})

    many, large = note([[1] * 999]), note([[10**9]])
    high = many["high"]
    assert (many["low"], large["low"]) == (1, -large["high"])
    for shape in ((1, high + 1), (high + 1, 1)):
        assert note([[1] * shape[1]] * shape[0])["key"] == "rows_many"
    assert note([[1] * high] * high)["key"] != "rows_many"
    for value in (large["high"] + 1, -large["high"] - 1):
        assert note([[value]])["key"] == "rows_large"
    assert note([[large["high"], -large["high"]]])["key"] != "rows_large"


@each_reason
def test_nothing_is_blamed_that_nobody_gave(given, name, key):
    for note in told("noted", given, "en")["notes"]:
        assert note["name"] in given or note["key"] == "kernel", note


def test_numbers_that_fit_need_no_note():
    found = told("noted", {"x": "1,2,3", "w": "1,2,3,4,5"}, "en")
    assert found["notes"] == []
    assert found["state"]["p"] == [0, 0]


@pytest.mark.parametrize(("array", "size"), [("x", "i"), ("w", "k")])
def test_a_size_that_the_numbers_have_needs_no_note(array, size):
    assert told("noted", {array: "1,2;3,4;5,6", size: "3,2"}, "en")["notes"] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"k": [99]}, "99"),
        ({"k": [99, 99]}, "99"),
        ({"k": [99, 2]}, "99,2"),
        ({"k": [2, 99]}, "2,99"),
        ({"x": [[1, 2], [3]]}, "1,2;3"),
        ({"x": [[1, 2], 3]}, "1,2;3"),
        ({"k": []}, ""),
    ],
)
def test_a_list_is_said_as_a_link_would_write_it(given, said):
    (note,) = told("noted", given, "en")["notes"]
    assert note["given"] == said


def test_every_reason_is_tried():
    known = {key for key in words()["explorer"]["en"] if key.startswith("note_")}
    assert {f"note_{key}" for *_, key in REASONS} == known


PROTOTYPE = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "prototype"]


@pytest.mark.parametrize("name", ["mode", "view", *NAMES, "x", "w"])
@pytest.mark.parametrize("word", PROTOTYPE)
def test_names_of_javascripts_prototype_are_no_words(name, word):
    found = told("noted", {name: word}, "en")
    assert [note["name"] for note in found["notes"]] == [name]
    assert found["state"]["mode"] in VIEWS
    assert found["state"]["view"] in VIEWS[found["state"]["mode"]]
    assert by_pytorch(found["state"])
