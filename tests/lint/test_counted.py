r"""A value under the wrong name is noticed: the words around each value say what it counts.

So is another formula in the place of one that a sentence states, and `\formula` for `\formula*`.
"""

import ast
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import facts
from engine.includes import included
from tests import source
from tests.lint.counted import (
    FORMULA,
    PLACE,
    VALUE,
    called,
    fits,
    names,
    parts,
    rows,
    says,
    uses,
    wrong,
)
from tests.source import Source, pages, without_fences

TABLE = rows()
each_page = pytest.mark.parametrize(
    "page", [page for page in pages() if PLACE.search(page.markdown)], ids=lambda page: page.where
)
IDS = [one.id for one in facts.formulas()]


def mistakes(page, code):
    """One sentence for every value of a page that its words do not say."""
    return list(filter(None, (wrong(use, use.name, code) for use in uses(page))))


@each_page
def test_the_words_say_what_every_value_counts(page):
    found = mistakes(page, names(page))
    assert not found, f"{page.where}:\n" + "\n".join(found)


@each_page
def test_no_value_and_no_formula_is_overlooked(page):
    """Each {{ value }} outside the code, and each formula outside the fences, is read."""
    code = [fence.code for fence in page.fences if fence.language != "tex"]
    in_code = Counter(name for one in code for name in VALUE.findall(one))
    values = Counter(VALUE.findall(page.markdown)) - in_code
    stated = Counter(map(called, FORMULA.findall(without_fences(page.markdown))))
    assert values + stated == Counter(use.name for use in uses(page))


@each_page
def test_no_value_stands_in_a_line_behind_a_role(page):
    """Markdown would read *input*{.input} and all up to the last brace as attributes."""
    lines = without_fences(page.markdown).split("\n")
    lost = [line for line in lines if re.search(r"\*\{\.[a-z]+\}.*\{\{", line)]
    assert not lost, f"{page.where}: break the line before the value: {lost}"


@each_page
def test_no_other_value_or_formula_can_stand_in_the_place_of_one(page):
    """Every value of the page, shown or not, and every formula that it could state, everywhere."""
    code = names(page)
    others = {*code, *map(called, IDS), *functions(page), *(one.name for one in uses(page))}
    for use in uses(page):
        passed = [name for name in others - {use.name} if not wrong(use, name, code)]
        assert not passed, f"{page.where}: in the place of {use.name} could stand {passed}"


@each_page
def test_the_left_side_of_a_formula_stands_where_its_sentence_wants_it(page):
    r"""`\formula` in the place of `\formula*`, and the other way round: each is noticed."""
    exchanged = r"(\\formula)(\*?)(?=\Z)"
    for use in uses(page):
        before = re.sub(exchanged, lambda one: one[1] + ("" if one[2] else "*"), use.before)
        if before != use.before:
            assert wrong(replace(use, before=before), use.name), f"{page.where}: {use}"


@each_page
def test_a_name_says_one_formula(page):
    """A function of the page, called like an id of the table, would take its place unseen."""
    for name in FORMULA.findall(without_fences(page.markdown)):
        assert (name in IDS) != (name in functions(page)), f"{page.where}: {name}"
        assert name in IDS or name not in map(called, IDS), f"{page.where}: {name}"


def functions(page):
    """The functions that a page's blocks define, those of snippets too; a formula may be of one."""
    return defined(source.page("en", page.name) or page)


@cache
def defined(english):
    code = [included(fence.code, english.where) for fence in english.fences if fence.executed]
    nodes = [node for one in code for node in ast.walk(ast.parse(one))]
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


@each_page
def test_no_two_of_a_paragraph_can_change_places(page):
    near = {
        (one.name, other.name)
        for one, other in combinations(uses(page), 2)
        if one.paragraph == other.paragraph and one.name != other.name
    }
    for one, other in sorted(near):
        swapped = replace(page, text=exchanged(page.text, one, other))
        assert mistakes(swapped, names(page)), f"{page.where}: {one} and {other} change places"


def exchanged(text, one, other):
    """A text with two values, or two formulas, in each other's place."""

    def swapped(found):
        name = found[found.lastindex]
        return found[0].replace(name, {one: other, other: one}.get(called(name), name))

    return PLACE.sub(swapped, text)


@each_page
def test_nothing_else_of_the_table_could_stand_there(page):
    """Only one row counts what stands at a place: two that fit would be two names of one thing."""
    for use in uses(page):
        fitting = [
            row.name
            for row in TABLE.values()
            if any(fits(use, *phrase) for phrase in row.around(use.language))
        ]
        assert fitting == [parts(use.name, TABLE)[0]], f"{page.where}: {use}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_phrase_of_the_table_is_used(language):
    """What no page says could only let a wrong value pass."""
    unused = {(row.name, one) for row in TABLE.values() for one in row.phrases(language)}
    for page in pages(language):
        for use in uses(page):
            head, words = parts(use.name, TABLE)
            for phrase in TABLE[head].phrases(language):
                if "{}" in phrase and fits(use, *phrase.split("{}")):
                    unused.discard((head, phrase))
            for word in words:
                said = [one for one in TABLE[word].words(language) if says(use, one)]
                unused -= {(word, one) for one in said}
    assert not unused, f"facts/counted.yml: no page says {sorted(unused)}"


# The lint itself

WORDS = {
    "en": "The example in the documentation has kernel size {{ k_doc }} and *padding*{.padding} "
    "**{{ p_doc:, }}**, so $p' = {{ p_prime }}$.",
    "zh": "文档里的例子，卷积核尺寸 {{ k_doc }}，填充为 {{ p_doc }}，$p' = {{ p_prime }}$。",
}


def page_of(text, language="en"):
    return Source(language, "no/page", Path("page.md"), text)


def reasons(text, language="en", code=()):
    return mistakes(page_of(text, language), code)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markup_and_formulas_are_read_as_words(language):
    assert reasons(WORDS[language], language) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("k_doc", "p_doc"),
        ("k_doc", "k_article"),
        ("p_doc", "p_prime"),
        ("p_prime", "prime"),
        ("k_doc", "k_pytorch"),
        ("k_doc", "words"),
        ("size {{", "sizes {{"),
        ("documentation", "article"),
    ],
)
def test_a_value_that_the_words_do_not_say_is_found(old, new):
    assert old in WORDS["en"]
    assert reasons(WORDS["en"].replace(old, new, 1))


def test_an_unknown_word_gets_a_sentence_that_says_what_to_add():
    (said,) = reasons("We see {{ stamps }} stamps.")
    assert "facts/counted.yml does not know 'stamps'; add what it counts" in said
    (said,) = reasons("kernel size {{ k_other }}")
    assert "does not know 'other'" in said


def test_a_name_that_says_less_than_another_is_found():
    assert reasons("kernel size {{ k }}", code=["k"]) == []
    (said,) = reasons("kernel size {{ k }}", code=["k", "k_doc"])
    assert re.match("k may be k_doc too", said)


def test_the_word_must_stand_in_the_same_sentence():
    assert reasons("This is in the documentation. It has kernel size {{ k_doc }}.")
    assert reasons("这是文档里的例子。卷积核尺寸 {{ k_doc }}。", "zh")


def test_a_value_in_a_displayed_formula_is_read():
    assert reasons('```tex id="a"\np\' = {{ p_prime }}\n```') == []
    assert reasons('```tex id="a"\np = {{ p_prime }}\n```')


STATED = r"It puts $\formula*{zeros-between}$ zeros between the cells."


@pytest.mark.parametrize(
    "lie", [r"\formula{zeros-between}", r"\formula*{effective-kernel}", "{{ zeros_between }}"]
)
def test_what_a_sentence_does_not_state_is_found(lie):
    assert reasons(STATED) == []
    assert reasons(STATED.replace(r"\formula*{zeros-between}", lie))


def test_the_formulas_in_a_displayed_one_are_no_words():
    assert reasons('```tex id="turned"\n\\Output{y_m} = \\formula*{turned}\n```') == []
