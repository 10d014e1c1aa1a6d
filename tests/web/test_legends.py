"""Above each grid stand its name and its numbers, and below all a legend of the cells there are."""

import html
import itertools
import random
import re

import pytest

from tests.project import LANGUAGES
from tests.web.names import name
from tests.web.patterns import PATTERNS
from tests.web.truths import (
    added,
    drawn_states,
    kind_along,
    last_read,
    of_both_axes,
    output_size,
    pair,
    positions,
    primes,
    size,
    stamped,
)
from tests.web.v8 import call

STATES = drawn_states(random.Random(10), 40)
LEGEND = ("pad", "zero", "floor", "crop", "negative", "bias")
each_language = pytest.mark.parametrize("language", LANGUAGES)


def drawn(state, language):
    """The texts of each drawing of a state: those of a class, in order."""
    for svg in re.findall("<svg.*?</svg>", call("drawing", state, None, language)):
        texts = re.findall('<text class="([a-z]+)[^>]*>(.*?)</text>', svg)
        yield lambda kind, texts=texts: [html.unescape(text) for one, text in texts if one == kind]


def grids(state, language):
    """The name of every grid, and the numbers that stand beside it."""
    view, (i, o) = (state["mode"], state["view"]), (state["i"], output_size(state))
    dilated = f" · d = {pair(state['d'])}" if max(state["d"]) > 1 else ""
    kernel = (f"{name('figure', 'w', language)} w", size(state["k"]) + dilated)
    rotated = (
        PATTERNS["figure"]["rotated"][LANGUAGES.index(language)].format(name=kernel[0]),
        kernel[1],
    )
    output = (f"{name('figure', 'y', language)} y", size(o))
    if "stamp" in view:
        return [(f"{name('figure', 'x', language)} x", size(i)), kernel, output]
    if "matrix" in view:
        letter = "C" if "conv" in view else "Cᵀ"
        matrix = (f"{name('figure', 'C', language)} {letter}", size([o[0] * o[1], i[0] * i[1]]))
        return [kernel, matrix, ("x", ""), ("y", "")]
    if "conv" in view:
        slid = (
            name("figure", "padded", language)
            if max(state["p"])
            else f"{name('figure', 'x', language)} x"
        )
        frame = [cells + 2 * p for cells, p in zip(i, state["p"])]
        return [(slid, f"{size(frame)} · p = {pair(state['p'])}"), kernel, output]
    slid = name("figure", "spread" if max(state["s"]) > 1 else "padded", language)
    read = [list(itertools.chain(*positions(state, a))) for a in (0, 1)]
    frame = [max(each) - min(each) + 1 for each in read]
    return [(slid, f"{size(frame)} · p′ = {pair(primes(state))}"), rotated, output]


@each_language
def test_a_grid_has_its_name_and_its_numbers(language):
    for state in STATES:
        for texts in drawn(state, language):
            assert list(zip(texts("label"), texts("note"))) == grids(state, language), state


def slid_over(state, a):
    """The positions along an axis that are drawn where a kernel slides."""
    i, s, p = (state[letter][a] for letter in "isp")
    if state["mode"] == "conv":
        return range(-p, i + p)
    read = list(itertools.chain(*positions(state, a)))
    return range(min(0, *read), max((i - 1) * s, *read) + 1)


def kinds(state):
    """The kinds of cells that a drawing has, by what each kind is."""
    found = set()
    if state["view"] == "slide":
        axes = [{kind_along(state, a, u) for u in slid_over(state, a)} for a in (0, 1)]
        found |= {of_both_axes(both) for both in itertools.product(*axes)}
    for a, o in enumerate(output_size(state)):
        if state["mode"] == "conv":
            found |= {"floor"} if state["i"][a] - 1 > last_read(state, a) else set()
            continue
        real, op = added(state, a)
        found |= {"bias"} if real < op else set()
        if state["view"] == "stamp":
            found |= {"crop"} if state["p"][a] or max(stamped(state, a)) > o - 1 else set()
    return [kind for kind in LEGEND if kind in found]


@each_language
def test_a_legend_names_the_kinds_of_cells_that_there_are(language):
    tried = set()
    for state in STATES:
        found = kinds(state)
        tried.update(found)
        wanted = [name("figure", f"legend_{kind}", language) for kind in found]
        for texts in drawn(state, language):
            assert texts("legend") == wanted, state
    assert tried == set(LEGEND)
