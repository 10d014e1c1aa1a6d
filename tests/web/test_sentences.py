"""The finished sentences on a state are read back, and each number is computed anew."""

import html
import random
import re

import pytest

from tests.project import LANGUAGES
from tests.web.names import name
from tests.web.patterns import find, read, regex
from tests.web.states import NAMES as PARAMETERS
from tests.web.states import is_one_row
from tests.web.truths import added, drawn_states, dropped, number, output_size, pair, primes, size
from tests.web.v8 import call, told

# Of the two output cells that output_padding adds here, one lies between two stamps.
GAP = {"mode": "transposed", "view": "stamp", "x": [[1, 2], [3, 4]], "w": [[5]]}
GAP |= {"i": [2, 2], "k": [1, 1], "s": [3, 3], "p": [2, 2], "d": [1, 1], "op": [2, 2]}
STATES = [*drawn_states(random.Random(8), 20), GAP]
SLIDERS = ["i", "k", "s", "p", "pe", "d", "op"]  # pe: at the end, where it differs
each_language = pytest.mark.parametrize("language", LANGUAGES)


def is_true_caption(text, state, language):
    """Whether a caption names the operation and its parameters, those without effect apart."""
    found = read("figure", "caption", language, text) or {}
    more = found.pop("more", "")
    for letter, neutral in (("d", 1), ("op", 0)):
        said = [{letter: along(state, letter)}] if max(state[letter]) > neutral else []
        assert find("figure", f"caption_{letter}", language, more) == said
        more = regex("figure", f"caption_{letter}", language).sub("", more)
    sizes = {letter: size(state[letter]) for letter in "ik"} | {"o": size(output_size(state))}
    pairs = {letter: along(state, letter) for letter in "sp"}
    mode = name("figure", state["mode"], language)
    return not more and found == {"mode": mode, **sizes, **pairs}


def along(state, letter):
    """A parameter as a caption names it: of one row that nothing acts on, along that row alone."""
    if is_one_row(state):
        return number(state[letter][1])
    return pair(state[letter])


@each_language
def test_a_caption_names_every_parameter(language):
    for state in STATES:
        caption = told("said", state, language)["caption"]
        assert is_true_caption(caption, state, language), f"{caption} of {state}"


@each_language
def test_a_drawing_says_its_caption_to_those_who_hear(language):
    for state in STATES:
        caption = told("said", state, language)["caption"]
        for label in re.findall('aria-label="(.*?)"', call("drawing", state, None, language)):
            said = read("figure", "figure", language, html.unescape(label))
            assert said == {"caption": caption}


@each_language
def test_what_is_spoken_is_the_size_and_the_equivalent_padding(language):
    for state in STATES:
        spoken, o = told("said", state, language)["spoken"], size(output_size(state))
        if state["mode"] == "conv":
            assert read("explorer", "said_conv", language, spoken) == {"o": o}
        else:
            wanted = {"o": o, "prime": pair(primes(state))}
            assert read("explorer", "said", language, spoken) == wanted


def remarks(state, language):
    """The remarks that are due below the sizes, as values by name."""
    if state["mode"] == "conv":
        rows, columns = (dropped(state, a) for a in (0, 1))
        return [{"rows": str(rows), "columns": str(columns)}] if rows or columns else []
    found = []
    for a, axis in enumerate(("rows_of", "columns_of")):
        real, op = added(state, a)
        values = {"real": str(real), "op": str(op), "bias": str(op - real)}
        found += [values | {"axis": name("explorer", axis, language)}] if op else []
    if added(state, 0) == added(state, 1):  # said once for both
        found = [one | {"axis": name("explorer", "both_axes", language)} for one in found[:1]]
    return [*found, {"o": str(output_size(state))}]


@each_language
def test_a_remark_counts_what_is_dropped_and_what_is_added(language):
    tried = 0
    for state in STATES:
        keys = ("floor_drops",) if state["mode"] == "conv" else ("real_rows", "output_size")
        sizes = call("saidSizes", state, language)
        said = re.findall(
            '<p class="remark">(.*?)</p>', sizes.replace("<code>", "`").replace("</code>", "`")
        )
        found = [
            values
            for one in said
            for key in keys
            if (values := read("explorer", key, language, one))
        ]
        assert len(said) == len(found)
        assert found == remarks(state, language)
        tried += len(said)
    assert tried > len(STATES) / 2


@each_language
def test_a_size_is_that_of_the_rows_or_of_the_columns(language):
    """Where rows and columns differ, each has a line of its own, with its name before it."""
    line = re.compile(
        "<small>(.*?)</small> [^<]* = <strong[^>]*>(.*?)</strong>(?: <span.*?>(.*?)<)?"
    )
    axes = [name("explorer", key, language) for key in ("rows_of", "columns_of")]
    crops = name("explorer", "prime_crops", language)
    for state in STATES:
        if all(state[letter][0] == state[letter][1] for letter in PARAMETERS):
            continue
        wanted = [(axis, str(o), "") for axis, o in zip(axes, output_size(state))]
        if state["mode"] == "transposed":
            both = zip(axes, primes(state))
            wanted += [(axis, pair([p, p]), crops if p < 0 else "") for axis, p in both]
        assert line.findall(call("saidSizes", state, language)) == wanted


@each_language
def test_a_slider_has_the_name_and_the_value_of_its_parameter(language):
    slider = re.compile(
        'data-parameter="(.*?)" data-axes="(.*?)".*?aria-label="(.*?)"><output>(.*?)<'
    )
    axes = [name("explorer", key, language) for key in ("rows", "columns")]
    for state in STATES:
        inside = told("said", state, language)["inside"]
        labels = re.findall(
            r'<span class="name"><i>(\w+)</i>(<sub>end</sub>)? ([^<]*)</span>', inside
        )
        assert labels == [
            ("p", "<sub>end</sub>", name("explorer", "pe", language))
            if letter == "pe"
            else (letter, "", name("explorer", letter, language))
            for letter in SLIDERS
        ]
        for letter, axis, label, value in slider.findall(inside):
            parameter = name("explorer", letter, language)
            a = int(axis[0])
            assert label == (parameter if "," in axis else f"{parameter}, {axes[a]}")
            assert value == str(state["p" if letter == "pe" else letter][a])


@each_language
def test_the_steps_are_as_many_as_the_cells_that_are_stepped_through(language):
    """Stamps go through the input, everything else through the output."""
    for state in STATES:
        inside = told("said", state, language)["inside"]
        count = re.search('<output class="count">(.*?)</output>', inside)[1]
        rows, columns = state["i"] if state["view"] == "stamp" else output_size(state)
        steps = str(rows * columns)
        assert read("explorer", "step_of", language, count) == {"n": steps, "of": steps}


@each_language
def test_the_sentence_on_a_view_is_that_of_its_view(language):
    for state in STATES:
        inside = told("said", state, language)["inside"]
        key = "view_stamp" if state["view"] == "stamp" else f"view_{state['view']}_{state['mode']}"
        assert f'<span class="about">{name("explorer", key, language)}</span>' in inside
