"""What is said of a cell is read back: its terms, where it goes, and what it is."""

import functools
import html
import itertools
import json
import math
import random
import re

import pytest

from tests.project import LANGUAGES
from tests.web.names import name
from tests.web.patterns import find, read, regex
from tests.web.states import by_pytorch
from tests.web.truths import (
    kind_along,
    met_taps,
    number,
    of_both_axes,
    one_at,
    output_size,
    positions,
    telling_state,
)
from tests.web.v8 import call, told

MOST_TERMS = 36
MOST_CELLS = 600  # of the matrix, or a state is too large for this test
TERM = re.compile(r"(\(?−?\d+\)?)·(\(?−?\d+\)?)")
WAY = re.compile(rf"{TERM.pattern} → (✕|y\[.*?\])")
each_language = pytest.mark.parametrize("language", LANGUAGES)


def small_states():
    """Telling states of every mode and view, small enough to try each of their cells."""
    rng, found = random.Random(9), []
    wanted = {("conv", "slide"): 3, ("conv", "matrix"): 2}
    wanted |= {("transposed", "slide"): 4, ("transposed", "matrix"): 2, ("transposed", "stamp"): 4}
    while sum(wanted.values()):
        state = telling_state(rng)
        kind = (state["mode"], state["view"])
        if wanted[kind] and math.prod(output_size(state) + state["i"]) <= MOST_CELLS:
            wanted[kind] -= 1
            found.append(state)
    return found


STATES = small_states()


@functools.cache
def everything(language):
    """Every state with what is said of each of its cells, less the markup."""
    return [(state, told("cellFormulas", state, language)) for state in STATES]


def cells(of, language):
    """Every cell of one kind: its state, where it is, and what is said of it."""
    for state, all_cells in everything(language):
        for cell in all_cells:
            if cell["of"] == of:
                yield state, tuple(cell["cell"]), plain(cell["said"])


def plain(said):
    """A formula as text: y[1,2] for a y with these indices."""
    said = re.sub("<sub>(.*?)</sub>", r"[\1]", said)
    return html.unescape(re.sub("<.*?>", "", said))


def indexed(state, letter, cell):
    """The name of a cell; a state of one row has one index."""
    one_row = state["i"][0] == state["k"][0] == 1
    return f"{letter}[{','.join(number(index) for index in cell[one_row:])}]"


def factor(value):
    return f"({number(value)})" if value < 0 else number(value)


def value(text):
    return int(text.strip("()").replace("−", "-"))


def at(rows, cell):
    """The value there; zero outside."""
    r, c = cell
    return rows[r][c] if 0 <= r < len(rows) and 0 <= c < len(rows[0]) else 0


@functools.cache
def whole(text):
    """The output of a state, and how many taps each cell meets; all stamps where they are drawn."""
    state = json.loads(text)
    return by_pytorch(state), met_taps(state)


def output_and_met(state):
    """Also of what is cropped, and by how much the cells are moved there."""
    moved = [0, 0]
    if state["view"] == "stamp":
        moved, state = state["p"], state | {"p": [0, 0], "op": [0, 0]}
    return *whole(json.dumps(state)), moved


@each_language
def test_an_output_cell_is_the_sum_of_its_terms(language):
    for state, cell, said in cells("y", language):
        output, met, moved = output_and_met(state)
        there = [index + more for index, more in zip(cell, moved)]
        wanted, terms = at(output, there), at(met, there)
        is_inside = all(0 <= index < size for index, size in zip(cell, output_size(state)))
        outside = name("figure", "cropped", language)
        assert said.endswith(outside) == (not is_inside), said
        said = said.removesuffix(outside).rstrip("， ,")
        if not terms:
            found = read("figure", "no_terms", language, said)
            assert found == {"name": indexed(state, "y", cell), "value": "0"}
            continue
        (zeros,) = find("figure", "zero_taps", language, said) or [None]
        taps = math.prod(state["k"])
        counted = state["view"] == "slide" and terms < taps
        assert zeros == ({"count": str(taps - terms), "all": str(taps)} if counted else None)
        said = regex("figure", "zero_taps", language).sub("", said)
        found = [math.prod(map(value, one)) for one in TERM.findall(said)]
        assert said.startswith(f"{indexed(state, 'y', cell)} = ")
        assert len(found) == terms
        assert sum(found) == wanted == value(said.rpartition(" = ")[2])


def ways(said, language, first):
    """Where a cell goes: the factors and the goals behind its name and its value."""
    head, rest = re.split("[:：] ?", said, maxsplit=1)
    assert head == first
    found = WAY.findall(rest)
    assert (rest == name("figure", "nowhere", language)) == (not found), said
    return [(value(x), value(w), goal) for x, w, goal in found]


def reached(state):
    """The output cells that are not zero, by name."""
    return {
        indexed(state, "y", (r, c)): cell
        for r, row in enumerate(by_pytorch(state))
        for c, cell in enumerate(row)
        if cell
    }


@each_language
def test_an_input_cell_goes_where_pytorch_takes_it(language):
    for state, cell, said in cells("x", language):
        x = at(state["x"], cell)
        alone = state | {"x": one_at(state["i"], cell)}
        goals = reached(alone | {"w": [[1] * state["k"][1]] * state["k"][0]})
        found = ways(said, language, f"{indexed(state, 'x', cell)} = {number(x)}")
        weights = reached(alone)
        assert {goal for *_, goal in found} - {"✕"} == set(goals)
        assert all(goal == "✕" or w == weights.get(goal, 0) for _, w, goal in found)
        assert {one for one, *_ in found} <= {x}
        if state["mode"] == "transposed":
            assert len(found) == math.prod(state["k"])


@each_language
def test_a_weight_meets_what_pytorch_lets_it_meet(language):
    for state, cell, said in cells("w", language):
        w = at(state["w"], cell)
        alone = state | {"w": one_at(state["k"], cell)}
        goals = reached(alone | {"x": [[1] * state["i"][1]] * state["i"][0]})
        found = ways(said, language, f"{indexed(state, 'w', cell)} = {number(w)}")
        met = reached(alone)
        assert {goal for *_, goal in found} == set(goals)
        assert all((x, one) == (met.get(goal, 0), w) for x, one, goal in found)


def tap_between(state, start, goal):
    """The weight through which an input cell reaches an output cell, or None."""
    rows, columns = state["k"]
    places = [[r * columns + c + 1 for c in range(columns)] for r in range(rows)]
    place = by_pytorch(state | {"x": one_at(state["i"], start), "w": places})[goal[0]][goal[1]]
    return divmod(place - 1, columns) if place else None


@each_language
def test_an_entry_of_the_matrix_stands_between_its_cells(language):
    """Its row is the output cell's place, and its column the input cell's."""
    colon, comma = {"en": (": ", ", "), "zh": ("：", "，")}[language]
    for state, (m, n), said in cells("m", language):
        goal, start = divmod(m, output_size(state)[1]), divmod(n, state["i"][1])
        x, y = indexed(state, "x", start), indexed(state, "y", goal)
        tap, rest = tap_between(state, start, goal), f"0{comma}{x} ↛ {y}"
        if tap:
            w = at(state["w"], tap)
            product = f"{factor(at(state['x'], start))}·{factor(w)}"
            rest = f"{indexed(state, 'w', tap)} = {number(w)}{comma}{product} → {y}"
        head, _, found = said.partition(colon)
        assert read("figure", "entry", language, head) == {"m": str(m), "n": str(n)}
        assert found == rest


@each_language
def test_a_cell_that_is_no_input_says_why(language):
    tried = set()
    for state, u, said in cells("u", language):
        kind = of_both_axes(kind_along(state, a, one) for a, one in enumerate(u))
        tried.add(kind)
        if kind in ("floor", "negative"):
            assert said == name("figure", f"drop_{kind}", language)
            continue
        readers = [
            [m for m, each in enumerate(positions(state, a)) if u[a] in each] for a in (0, 1)
        ]
        goals = [indexed(state, "y", m) for m in itertools.product(*readers)]
        head, _, to = said.partition(" → ")
        zero, why = (name("figure", key, language) for key in ("is_zero", f"legend_{kind}"))
        assert head == f"{zero} {why}"
        assert sorted(to.split(", ")) == sorted(goals or [name("figure", "nowhere", language)])
    assert tried == {"floor", "negative", "zero", "pad"}


ROLES = {"x": "input", "w": "kernel", "y": "output"}
PICKED = ROLES | {"m": "kernel"}  # whose value is printed bold; an entry of the matrix is a weight
FACTORS = re.compile(
    r'<span class="role-input">[^<]*</span>·<span class="role-kernel">[^<]*</span>'
)
COLOURED = re.compile(r'<span class="role-([\w-]+)">(.*?)</span>')


def coloured(of, inside):
    """The role of what stands in a colour, other than in a product."""
    if inside.startswith("<strong>"):
        return PICKED[of]
    if "<sub>" in inside:
        return ROLES[inside[0]]
    return "dropped" if inside == "✕" else {"u": "padding"}[of]


def test_whatever_is_said_of_a_cell_has_the_colour_of_its_role():
    bold = set()
    for _, all_cells in everything("en"):
        for of, said in ((cell["of"], cell["said"]) for cell in all_cells):
            assert len(FACTORS.findall(said)) == said.count("·")
            for role, inside in COLOURED.findall(FACTORS.sub("", said)):
                assert role == coloured(of, inside), said
                bold |= {of} if "<strong>" in inside else set()
    assert bold == set(PICKED)


@each_language
def test_terms_that_are_too_many_are_counted(language):
    """Of 7 × 6 taps, all of which meet an input cell, six are not written out."""
    state = {"mode": "conv", "i": [7, 6], "k": [7, 6], "view": "slide"}
    (said,) = [cell["said"] for cell in told("cellFormulas", state, language) if cell["of"] == "y"]
    written = len(TERM.findall(plain(said)))
    assert written == MOST_TERMS
    assert find("figure", "and_more", language, plain(said)) == [{"count": str(7 * 6 - written)}]


@each_language
def test_a_figure_in_which_nothing_is_computed_says_so(language):
    said = call("drawing", STATES[0], None, language).rpartition("</svg>")[2]
    assert said == name("figure", "nothing", language)
