"""Tables and pictures show the values that they were given, in both languages, or refuse them."""

import re
from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as draw

from engine.languages import LANGUAGES, in_one
from render import Unshowable, show_picture, show_table
from render.picture import FEW, MOST, SHADES
from tests.reading import NUMBER

SHAPES = draw.tuples(draw.integers(1, 9), draw.integers(1, 9))
SHAPE = '<span class="shape">({})</span>'
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def printed(capsys, show, *given, **named):
    show(*given, **named)
    text = capsys.readouterr().out
    return [in_one(text, language) for language in LANGUAGES]


def cells(table):
    lines = table.strip().split("\n")
    return [[one.strip() for one in line.strip("|").split("|")] for line in lines]


def test_a_table_says_its_words_in_each_language(capsys):
    rows = [(1234, True, "conv", (1, 2, 3)), (-5, False, "no", (4,))]
    english, chinese = printed(capsys, show_table, ["i", "yes", "k", "p'"], rows)
    assert cells(english)[2:] == [
        ["1,234", "yes", "`conv`", SHAPE.format("1, 2, 3")],
        ["-5", "no", "no", SHAPE.format("4")],
    ]
    assert cells(chinese)[2:] == [
        ["1,234", "是", "`conv`", SHAPE.format("1, 2, 3")],
        ["-5", "否", "否", SHAPE.format("4")],
    ]
    assert cells(english)[0] == ["$i$", "yes", "$k$", "$p'$"]
    assert cells(chinese)[0] == ["$i$", "是", "$k$", "$p'$"]


@pytest.mark.parametrize(
    ("heads", "rows", "sentence"),
    [
        (["i"], [(1, 2)], "the row [1, 2] has 2 cells under 1 headings."),
        (["i"], [], "a table without rows shows nothing."),
        (["nobody"], [(1,)], "'nobody' is no heading: give it a line in facts/headings.yml"),
        (["i"], [(float("nan"),)], "nan is not finite"),
        (["i"], [([1, 2],)], "is not a real number"),
    ],
)
def test_a_table_that_says_nothing_true_is_refused(heads, rows, sentence):
    with pytest.raises(Unshowable, match=re.escape(sentence)):
        show_table(heads, rows)


def read(text):
    """The pictures of a text: each as the shade of every cell, and its legend."""
    for one in BeautifulSoup(text, "html.parser").select("figure"):
        columns, rows = map(int, one.svg["viewbox"].split()[2:])
        shades = np.zeros((rows, columns))
        for path in one.svg.select("path"):
            runs = RUN.findall(path["d"])
            assert path["d"] == "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs)
            for x, y, n in np.array(runs, dtype=int):
                assert not shades[y, x : x + n].any()
                shades[y, x : x + n] = float(path["fill-opacity"])
        yield shades, one.figcaption


@given(SHAPES, draw.lists(draw.integers(-1, FEW - 2), min_size=1))
def test_a_picture_of_few_values_is_read_back_with_its_counts(shape, values):
    array = np.resize(values, shape)
    for language, text in zip(LANGUAGES, drawn(yes=array)):
        ((shades, legend),) = read(text)
        assert (shades > 0).all()
        named = {
            float(part.i["style"].partition(":")[2]): [int(n) for n in NUMBER.findall(part.text)]
            for part in legend.select("span")
        }
        back = np.vectorize(lambda shade, named=named: named[shade][0])(shades)
        assert np.array_equal(back, array), language
        for value, count in named.values():
            assert np.sum(array == value) == count


def drawn(**arrays):
    """What show_picture prints; pytest's own capture would be shared by all drawn cases."""
    with redirect_stdout(StringIO()) as out:
        show_picture(**arrays)
    return [in_one(out.getvalue(), language) for language in LANGUAGES]


def test_of_many_values_the_order_is_kept_and_the_range_is_named():
    array = np.arange(-40, 60).reshape(10, 10)
    for text in drawn(yes=array):
        ((shades, legend),) = read(text)
        assert (np.diff(shades.ravel()) >= 0).all()
        assert len(np.unique(shades)) == SHADES + 1
        assert NUMBER.findall(legend.text) == ["-40", "59"]


def test_pictures_side_by_side_share_their_scale():
    for text in drawn(yes=np.array([[0, 1]]), no=np.array([1, 2])):
        (one, _), (other, _) = read(text)
        assert one[0, 1] == other[0, 0]
        assert one[0, 0] < one[0, 1] < other[0, 1]


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros((1, MOST + 1)), f"yes has the shape (1, {MOST + 1})"),
        (np.zeros((1, 2, 3)), "yes has the shape (1, 2, 3)"),
        (np.array([1.0, np.inf]), "yes holds what is no finite real number."),
        (np.array(["a"]), "yes holds what is no finite real number."),
    ],
)
def test_what_no_picture_can_show_is_refused(array, sentence):
    with pytest.raises(Unshowable, match=re.escape(sentence)):
        show_picture(yes=array)


def test_no_picture_is_refused():
    with pytest.raises(Unshowable, match="there is no array"):
        show_picture()
