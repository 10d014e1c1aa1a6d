"""What cannot be is said with its reason, in both languages, and what is offered instead is so."""

import html
import re

import pytest

from tests.project import LANGUAGES
from tests.web.finder import LIMITS, call, every, layers, size
from tests.web.names import name
from tests.web.patterns import PATTERNS, read

each_language = pytest.mark.parametrize("language", LANGUAGES)
FOUR = LIMITS | {"k": [4, 4]}
# What is asked for, which sentence answers, and the values in it; all values of one differ.
REFUSED = {
    "tooLarge": ({"from": 21, "to": 400}, {"from": 21, "to": 400, "most": 96}),
    "tooSmall": ({"from": 40, "to": 3}, {"from": 40, "to": 3, "least": 7}),
    "gap": (
        {"from": 9, "to": 14, "limits": {"k": [2, 2], "s": [1, 3], "p": [0, 0], "d": [1, 1]}},
        {"from": 9, "to": 14, "below": 10, "above": 18},
    ),
    "kernelReaches": (
        {"from": 2, "to": 1, "mode": "conv", "limits": {"k": [7, 7], "p": [0, 0]}},
        {"from": 2},
    ),
    "noInput": (
        {
            "to": 6,
            "mode": "transposed",
            "plain": "1",
            "limits": {"k": [5, 5], "s": [4, 4], "d": [1, 1], "p": [0, 0]},
        },
        {"to": 6},
    ),
    "notEvery": ({"from": 20, "to": 41, "ratio": "1"}, {"from": 20, "to": 41}),
    "noStride": ({"from": 20, "to": 60, "powers": "1", "limits": {"s": [3, 3]}}, {}),
    "rowsDirect": ({"from": "20×6", "to": "5×20"}, {}),
    "rowsTransposed": ({"from": "6×20", "to": "20×5"}, {}),
}
WRONG = {
    "toMissing": ({"from": 21}, {}, "to"),
    "sizeBad": ({"from": "21 by 30", "to": 42}, {"text": "21 by 30"}, "from"),
    "sizeBounds": ({"from": 21, "to": 0}, {"size": 0, "most": "999,999,999"}, "to"),
    "sizesMany": ({"from": ";".join("1" * 30), "to": 1}, {"most": 20}, "from"),
    "counts": ({"from": "1; 2", "to": "1; 2; 3"}, {"from": 2, "to": 3}, "to"),
    "modeBad": ({"from": 1, "to": 2, "mode": "both"}, {}, "mode"),
    "limitBad": ({"from": 1, "to": 2, "k": "odd"}, {"name": "k", "text": "odd"}, "k"),
    "limitBounds": (
        {"from": 1, "to": 2, "limits": {"s": [5, 3]}},
        {"name": "s", "least": 1, "most": 999, "low": 5, "high": 3},
        "s",
    ),
    "tooMany": (
        {"from": 1, "to": 2, "limits": {"k": [1, 900], "p": [0, 900]}},
        {"most": "50,000"},
        "k",
    ),
    "tooManyPairs": (
        {"to": [5, 6], "limits": {"k": [1, 32], "s": [1, 4], "p": [0, 9]}},
        {"count": None, "most": "100,000"},
        "k",
    ),
}


def ask(fields, language="en"):
    (said,) = call("said", [{"limits": LIMITS, **fields}], language)
    return said | {"status": html.unescape(said["status"])}


def is_said(key, text, values, language):
    """Whether a text is this sentence, with these values in it."""
    if key not in PATTERNS["sizes"]:
        return text == name("sizes", key, language)
    wanted = {one: str(value) for one, value in values.items() if value is not None}
    if "name" in wanted:
        wanted["name"] = name("sizes", wanted["name"], language)
    found = read("sizes", key, language, text) or {}
    return wanted.items() <= found.items() and set(found) == set(values)


@each_language
@pytest.mark.parametrize("key", REFUSED)
def test_the_reason_names_the_bound(key, language):
    fields, values = REFUSED[key]
    said = ask(fields, language)
    assert is_said(key, said["status"], values, language), said["status"]


@each_language
@pytest.mark.parametrize("key", WRONG)
def test_what_is_no_wish_is_answered_by_one_sentence(key, language):
    fields, values, at = WRONG[key]
    said = ask(fields, language)
    assert is_said(key, said["status"], values, language), said["status"]
    assert said["at"] == at
    assert said["html"] == ""


def test_there_is_a_case_of_every_sentence():
    frames = {"found", "caption", "captionTo", "divides", "explorerSmall", "more", "prior"}
    frames |= {"inRows", "inColumns", "offerLimit", "offerTo", "offerFrom"}
    assert set(PATTERNS["sizes"]) <= {*REFUSED, *WRONG} | frames


def reachable(i, limits, mode="any"):
    return {size(i=i, **one) for one in every(limits, mode)} - {None}


@pytest.mark.parametrize("i", [5, 9, 21])
def test_the_bound_is_that_of_pytorch(i):
    for limits in (LIMITS, FOUR, LIMITS | {"s": [3, 4], "p": [0, 0]}):
        sizes = reachable(i, limits)
        for o in (1, max(sizes) + 3, *(set(range(1, max(sizes))) - sizes)):
            said = ask({"from": i, "to": o, "limits": limits})
            if o in sizes:
                assert said["refusal"] is None
                continue
            why = said["refusal"]["why"]
            wanted = {"from": i, "to": o}
            if o > max(sizes):
                assert why == {"key": "tooLarge", "values": wanted | {"most": max(sizes)}}
            elif o < min(sizes):
                assert why == {"key": "tooSmall", "values": wanted | {"least": min(sizes)}}
            else:
                below = max(one for one in sizes if one < o)
                above = min(one for one in sizes if one > o)
                ends = {"below": below, "above": above}
                assert why == {"key": "gap", "values": wanted | ends}


OFFERED = [
    *(fields for fields, _ in REFUSED.values()),
    {"from": 21, "to": 42, "mode": "conv"},
    {
        "from": 21,
        "to": 43,
        "plain": "1",
        "limits": {"s": [2, 2], "k": [3, 3], "p": [1, 1], "d": [1, 1]},
    },
    {"from": "20; 33", "to": "40; 67"},
    {"from": "8×9", "to": "16×99"},
    {"from": 7, "to": 45, "limits": FOUR},
]


@pytest.mark.parametrize("fields", OFFERED, ids=str)
def test_what_is_offered_was_tried(fields):
    said = ask(fields)
    assert said["refusal"]
    assert all(one["results"] for one in said["offers"]), said["offers"]
    assert said["html"].count("data-offer=") == len(said["offers"])
    assert said["offers"] or said["refusal"]["why"]["key"].startswith("rows")


@pytest.mark.parametrize(("i", "o", "limits"), [(21, 120, LIMITS), (7, 45, FOUR), (40, 3, LIMITS)])
def test_the_nearest_sizes_are_offered(i, o, limits):
    said = ask({"from": i, "to": o, "limits": limits})
    offers = {}
    for one in said["offers"]:
        offers.setdefault(one["key"], []).append(one["change"])
    near = sorted(reachable(i, limits), key=lambda one: (abs(one - o), one))[:2]
    assert offers["offerTo"] == [{"to": str(one)} for one in near]
    able = [one for one in range(max(1, i - 60), i + 60) if layers(one, o, limits)]
    near = sorted(able, key=lambda one: (abs(one - i), one))[:2]
    assert offers["offerFrom"] == [{"from": str(one)} for one in near]


def test_a_limit_is_widened_as_little_as_it_takes():
    fields = {"from": 7, "to": 45, "limits": FOUR}
    offered = [one for one in ask(fields)["offers"] if one["key"] == "offerLimit"]
    assert {next(iter(one["change"])) for one in offered} == {
        letter for letter in "kspd" if widest(fields, letter)
    }
    for one in offered:
        ((letter, text),) = one["change"].items()
        low, high = (int(end) for end in (text.split("-") * 2)[:2])
        assert [low, high] == widest(fields, letter)


def widest(fields, letter):
    """The limits of one letter, widened until PyTorch has a layer; None where that never is."""
    low, high = fields["limits"][letter]
    for far in range(1, 60):
        for ends in ([max(low - far, letter != "p"), high], [low, high + far]):
            if high + far > {"k": 32, "s": 16, "p": 64, "d": 16}[letter]:
                return None
            if layers(fields["from"], fields["to"], fields["limits"] | {letter: ends}):
                return ends
    return None


@each_language
def test_an_axis_and_the_sizes_before_are_said(language):
    said = ask({"from": "8×9", "to": "16×99"}, language)["status"]
    reason = read("sizes", "inColumns", language, said)["reason"]
    assert is_said("tooLarge", reason, {"from": 9, "to": 99, "most": 48}, language), reason
    said = ask({"from": "9×8", "to": "99×16"}, language)["status"]
    assert is_said(
        "tooLarge",
        read("sizes", "inRows", language, said)["reason"],
        {"from": 9, "to": 99, "most": 48},
        language,
    )
    said = ask({"from": "20; 33", "to": "40; 67"}, language)["status"]
    reason = read("sizes", "prior", language, said)["reason"]
    assert is_said("tooLarge", reason, {"from": 33, "to": 67, "most": 66}, language), reason


@each_language
def test_offers_are_said(language):
    said = ask({"from": 21, "to": 42, "mode": "conv"}, language)
    for one in said["offers"]:
        ((field, value),) = one["change"].items()
        key = one["key"]
        if key == "offerLimit":
            high = value.split("-")[-1]
            assert is_said(key, one["said"], {"name": field, "value": high}, language)
        elif key.startswith("offer"):
            assert is_said(key, one["said"], {"size": value}, language)
        else:
            assert one["said"] == name("sizes", key, language)
    assert {one["key"] for one in said["offers"]} >= {"take_transposed", "offerLimit", "offerTo"}


@each_language
def test_a_table_has_each_number_under_its_heading(language):
    said = ask(
        {"from": 20, "to": 10, "limits": {"k": [3, 3], "s": [2, 2], "p": [1, 1], "d": [1, 1]}},
        language,
    )
    found = read("sizes", "found", language, said["status"])
    assert found == {"count": "1", "even": "0"}
    caption = re.search("<caption>(.*?)</caption>", said["html"])[1]
    assert read("sizes", "caption", language, caption) == {"from": "20", "to": "10"}
    heads = re.findall('<th scope="col">(.*?)</th>', said["html"])
    titles = [re.sub('<abbr title="(.*?)">(.*?)</abbr>', r"\1", one) for one in heads]
    names = ("layer", "k", "s", "p", "d", "op", "rule", "inputs", "overlap")
    assert titles == [name("sizes", one, language) for one in names]
    cells = re.findall("<td>(.*?)</td>", said["html"])
    divides = re.search("<small>(.*?)</small>", cells[5])[1]
    assert read("sizes", "divides", language, divides) == {"s": "2"}
    cells[5] = cells[5].partition(" <small>")[0]
    assert cells == ["3", "2", "1", "1", "0", "⌈i / 2⌉", "19–20", "–"]
    said = ask({"to": 10, "k": "4", "s": "2", "p": "1", "d": "1", "mode": "transposed"}, language)
    caption = re.search("<caption>(.*?)</caption>", said["html"])[1]
    assert read("sizes", "captionTo", language, caption) == {"to": "10"}
    assert read("sizes", "found", language, said["status"]) == {"count": "1", "even": "1"}
    cells = re.findall("<td>(.*?)</td>", said["html"])
    assert cells == ["4", "2", "1", "1", "0", "2i", "5", name("sizes", "even", language)]
    said = ask({"from": 224, "to": 112, "k": "3"}, language)
    small = re.findall('<a href="[^"]*">(.*?)</a>', said["html"])
    assert {read("sizes", "explorerSmall", language, one)["i"] for one in small} == {"12×12"} or {
        read("sizes", "explorerSmall", language, one)["i"] for one in small
    } == {"12"}
