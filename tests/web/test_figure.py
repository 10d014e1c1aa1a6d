"""A figure is a pure function of its state, in both languages, and refuses wrong numbers."""

import json
import random
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from py_mini_racer import MiniRacer

from render import Disagreement, Unshowable, figure, show_explorer
from render.figure import state_of
from tests.project import LANGUAGES
from tests.web.states import VIEWS, by_pytorch, draw_state
from tests.web.v8 import CALLS, call

PLACE = re.compile(r"translate\((\S+) (\S+)\) scale\((\S+)\)")


def new_engine():
    context = MiniRacer()
    context.eval(CALLS.source)
    return context


@pytest.mark.parametrize("room", ["figure", "explorer", "exercises"])
def test_both_languages_have_every_word(room):
    """That no script asks for another word is up to the type checker."""
    words = json.loads(call("words"))[room]
    assert set(words) == set(LANGUAGES)
    assert list(words["en"]) == list(words["zh"])
    for key, english in words["en"].items():
        places = [sorted(set(re.findall(r"\{\w+\}", words[one][key]))) for one in LANGUAGES]
        assert places[0] == places[1], f"{key} has other values in Chinese: {english}"


def test_the_same_state_gives_the_same_drawing():
    rng, other = random.Random(0), new_engine()
    for _ in range(40):
        state, language = draw_state(rng), rng.choice(LANGUAGES)
        pick = {"of": "y", "cell": [0, 0]}
        first = call("drawing", state, pick, language)
        assert first == call("drawing", state, pick, language)
        assert first == other.call("Calls.drawing", state, pick, language)


def test_every_drawing_is_well_formed_and_stays_in_its_box():
    rng = random.Random(1)
    for _ in range(60):
        state = draw_state(rng)
        drawn = call("drawing", state, None, "en")
        for svg in re.findall(r"<svg.*?</svg>", drawn):
            root = ElementTree.fromstring(svg)
            width, height = float(root.get("width")), float(root.get("height"))
            for x, y in places(root):
                assert 0 <= x <= width
                assert 0 <= y <= height


def places(root):
    """Where every text stands; the numbers of a grid are in units of its cells."""
    for parent in root.iter():
        moved = PLACE.fullmatch(parent.get("transform", ""))
        left, top, scale = map(float, moved.groups()) if moved else (0, 0, 1)
        for text in parent.findall("{http://www.w3.org/2000/svg}text"):
            yield left + scale * float(text.get("x")), top + scale * float(text.get("y"))


def test_a_drawing_is_wider_than_its_reader_only_where_its_numbers_need_it():
    rng = random.Random(2)
    for _ in range(80):
        state = draw_state(rng)
        if rng.random() < 0.3:
            state["x"] = [[value / 8 for value in row] for row in state["x"]]
        drawn = call("drawing", state, None, rng.choice(LANGUAGES))
        for kind, width, inside in re.findall(
            r'class="conv-svg ?(\w*)".*?width="(\d+)"(.*?)</svg>', drawn
        ):
            room = 664 if kind == "wide" else 350
            needs = 'class="n' in inside
            assert int(width) <= (2 * room if needs else room), drawn[:200]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_of_every_grid_has_a_formula(language):
    rng = random.Random(3)
    for _ in range(8):
        state = draw_state(rng)
        state["x"] = [row[:3] for row in state["x"][:3]]
        state["i"] = None
        del state["i"]
        for cell in json.loads(call("cellFormulas", state, language)):
            assert cell["said"]
            assert not re.search(r"undefined|NaN|null|\{", cell["said"]), cell


def test_the_formula_of_a_cell_ends_in_its_value():
    rng = random.Random(4)
    for _ in range(100):
        state = draw_state(rng)
        y = np.array(by_pytorch(state))
        cell = [rng.randrange(size) for size in y.shape]
        shown = call("drawing", state, {"of": "y", "cell": cell}, "en").rpartition("</svg>")[2]
        value = re.search(r"<strong>(.*?)</strong>", shown)[1].replace("−", "-")
        assert int(value) == y[tuple(cell)]


LARGE = {"mode": "transposed", "view": "matrix", "i": 64, "k": 32}


def test_the_entries_of_a_matrix_are_counted_without_it():
    rng = random.Random(5)
    for _ in range(100):
        counted, there = json.loads(call("entries", draw_state(rng)))
        assert counted == there


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "too large to draw"), ("zh", "太大，画不下")]
)
def test_a_matrix_says_when_it_is_too_large_to_draw(language, sentence):
    drawn = call("drawing", LARGE, {"of": "y", "cell": [47, 47]}, language)
    assert f"9025×4096 · {sentence}" in drawn
    assert sentence not in call("drawing", {**LARGE, "i": 16, "k": 3}, None, language)


def test_no_state_takes_long_to_draw():
    """2 s once; the limit leaves room for a machine with other work."""
    largest = {"i": 64, "k": 32}
    for mode, views in VIEWS.items():
        for view in views:
            state = {"mode": mode, "view": view, **largest}
            assert min(call("drawingTime", state) for _ in range(3)) < 1000, state


X, W = np.array([[12, 16], [24, 28]]), np.ones((3, 3), dtype=int)
Y = np.array([[12, 28, 28, 16], [36, 80, 80, 44], [36, 80, 80, 44], [24, 52, 52, 28]])


@pytest.mark.parametrize("view", VIEWS["transposed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_right_numbers(view, language):
    shown = figure(X, W, Y, "transposed", view=view, cell=(1, 1), language=language)
    assert shown.startswith("<figure")
    assert "80" in shown
    assert ("转置卷积" in shown) == (language == "zh")


def test_a_page_cannot_show_a_wrong_number():
    wrong = Y.copy()
    wrong[0, 0] += 1
    with pytest.raises(Disagreement, match="JavaScript computes"):
        figure(X, W, wrong, "transposed")


def test_a_page_cannot_show_another_shape():
    with pytest.raises(Disagreement):
        figure(X, W, Y[:3], "transposed")


def test_an_explorer_cannot_start_with_a_wrong_number():
    with pytest.raises(Disagreement):
        show_explorer(X, W, Y + 1, "transposed")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"x": X[None]}, Unshowable),
        ({"x": np.array([[np.nan, 1], [1, 1]])}, Unshowable),
        ({"x": np.ones((40, 40))}, Unshowable),
        ({"mode": "deconv"}, Unshowable),
        ({"view": "stamps"}, Unshowable),
        ({"padding": 9}, Unshowable),
        ({"strides": 2}, TypeError),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(changes, error):
    with pytest.raises(error, match=r"^\D.*\.$"):
        figure(**{"x": X, "w": W, "y": Y, "mode": "transposed", **changes})


def test_vectors_are_figures_of_one_row():
    shown = figure([3, 1, 4], [1, 2], [3, 7, 6, 8], "transposed", padding=0)
    assert "1×3" in shown


def test_a_change_of_the_page_reaches_the_figure_only_as_numbers():
    """render computes nothing: what it hands to JavaScript are the arrays of the page."""
    state = json.loads(state_of(X, W, "transposed", stride=(2, 3)))
    assert state["s"] == [2, 3]
    assert state["x"] == X.tolist()
