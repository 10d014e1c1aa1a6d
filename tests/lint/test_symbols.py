"""Every letter of the math is in facts/symbols.yml, and stands beside its own term."""

import re
from itertools import product
from pathlib import Path

import pytest

import facts
from engine import formulas
from facts import FactError, Symbol
from snippets import sizes
from tests.lint.counted import fits
from tests.lint.symbols import alone, meant, phrases, rows, symbols, written, wrong
from tests.source import Source, pages

LETTERS = {row.symbol for row in rows()}
LEGEND = ("i", "o", "k", "s", "p", "d", "op")  # the letters of snippets/sizes.py
each_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.where)


def used(page):
    return {letter for tex in written(page) for letter in symbols(tex)}


@each_page
def test_every_letter_of_a_page_has_one_meaning_there(page):
    for letter in used(page):
        rows_here = [row for row in rows() if page.name in (row.pages or (page.name,))]
        here = [row.en for row in rows_here if row.symbol == letter]
        assert len(here) == 1, f"{page.where}: facts/symbols.yml says of {letter!r} {here}"


@pytest.mark.parametrize("formula", facts.formulas(), ids=lambda one: one.id)
def test_every_letter_of_a_formula_has_a_row(formula):
    sides = f"{formulas.left_side(formula)} = {formulas.written(formula)}"
    assert {*filter(None, [formula.symbol]), *symbols(sides)} <= LETTERS


def test_every_row_is_used_where_it_says():
    unused = {(row.symbol, page) for row in rows() for page in row.pages or ("",)}
    unused -= {(one.symbol, "") for one in facts.formulas()}
    for page in pages("en"):
        unused -= {(letter, where) for letter in used(page) for where in ("", page.name)}
    assert not unused, f"facts/symbols.yml: no formula has {sorted(unused)}"


@each_page
def test_a_letter_stands_beside_its_own_term(page):
    found = list(filter(None, (wrong(use, use.name) for use in alone(page))))
    assert not found, f"{page.where}:\n" + "\n".join(found)


@each_page
def test_no_other_letter_can_stand_beside_a_term(page):
    """Every letter of the table in the place of every one that has its term beside it."""
    for use in alone(page):
        if meant(use):
            passed = {letter for letter in LETTERS if not wrong(use, letter)}
            assert passed == {use.name}, f"{page.where}: {use}"


@each_page
def test_an_array_has_the_role_of_its_letter(page):
    """Or a formula would show the kernel in the colour of the input."""
    roles = {role.macro: role.letter for role in facts.roles() if role.letter}
    for tex in written(page):
        for macro, letter in re.findall(r"\\([A-Z][a-z]+)\{([a-z])(?![a-z])", tex):
            assert roles.get(macro, letter) == letter, rf"{page.where}: \{macro}{{{letter}}}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_words_beside_a_letter_are_said(language):
    """What no page says could only let a wrong letter pass."""
    unused = {
        (row.symbol, words)
        for row in rows()
        for words in phrases(row, language)[1 if language == "en" else 2 :]
    }
    for page in pages(language):
        for use in alone(page):
            unused -= {(use.name, one) for one in said(use)}
    assert not unused, f"facts/symbols.yml: no page says {sorted(unused)}"


def said(use):
    """The words of its own letter that stand around a letter."""
    own = (phrases(row, use.language) for row in rows() if row.symbol == use.name)
    return [one for words in own for one in words if fits(use, *one.split("{}"))]


# The table itself


def test_a_term_is_that_of_the_glossary():
    glossary = {one.en: one.zh for one in facts.glossary()}
    for row in rows():
        assert glossary.get(row.en, row.zh) == row.zh, row.symbol


@pytest.mark.parametrize("letter", LEGEND)
def test_the_snippets_call_a_letter_the_same(letter):
    (row,) = (one for one in rows() if one.symbol == letter)
    assert f"`{letter}` {row.en}" in " ".join(sizes.__doc__.split())


def test_the_ranges_are_those_of_the_snippets():
    """Near every bound, the functions refuse what the table refuses, and nothing else."""
    ranges = " and ".join(f"({row.range})" for row in rows() if row.symbol in LEGEND)
    for i, k, s, p, op, d in product(range(-1, 3), repeat=6):
        names = {"i": i, "k": k, "s": s, "p": p, "op": op, "d": d, "max": max}
        accepted = True
        try:
            names["o"] = sizes.conv_transpose_output_size(i, k, s, p, op, d)
        except ValueError as error:
            size = re.search(r"output size must be at least 1, not (-?\d+)", str(error))
            names["o"] = int(size[1]) if size else 1
            accepted = False
        assert eval(ranges, names) == accepted, names


ROW = {"symbol": "k", "en": "kernel size", "zh": "卷积核尺寸", "note_en": "taps", "note_zh": "权重"}


@pytest.mark.parametrize(
    ("wrong_field", "sentence"),
    [
        ({"symbol": "kk"}, "symbol must be a letter, as k, p' or C_in, got 'kk'"),
        ({"unit_en": "cells"}, "unit_en and unit_zh must stand both, or neither"),
        ({"beside_zh": ("{} 个",)}, "beside_en and beside_zh must stand both, or neither"),
        ({"beside_en": ("size",), "beside_zh": ("{} 个",)}, "beside has one {}, got 'size'"),
    ],
)
def test_a_mistake_in_a_row_is_a_sentence(wrong_field, sentence):
    Symbol(**ROW)
    with pytest.raises(FactError, match=re.escape(sentence)):
        Symbol(**(ROW | wrong_field))


# The lint itself


def mistakes(text, language="en"):
    page = Source(language, "no/page", Path("page.md"), text)
    return [one for one in (wrong(use, use.name) for use in alone(page)) if one]


BESIDE = {
    "en": r"a *kernel*{.kernel} $\Kernel{w}$ of kernel size $k$, output padding $op$, $g$ groups",
    "zh": r"*卷积核*{.kernel}（kernel）$\Kernel{w}$，卷积核尺寸 $k$，"
    "输出填充（`output_padding`）为 $op$，分组数为 $g$",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("letter", ["{w}", "$k$", "$op$", "$g$"])
def test_a_letter_that_is_not_of_its_term_is_found(language, letter):
    assert mistakes(BESIDE[language], language) == []
    other = f"{letter[0]}s{letter[-1]}"
    assert len(mistakes(BESIDE[language].replace(letter, other), language)) == 1


@pytest.mark.parametrize(
    ("tex", "letters"),
    [
        (
            r"\Output{y_m} = \sum_{t=0}^{k-1} u_{m + p - td}",
            ["y", "m", "t", "k", "u", "m", "p", "t", "d"],
        ),
        (r"C_{\text{in}} \cdot op + p'_b - i'", ["C_in", "op", "p'_b", "i'"]),
        (r"\operatorname{rot}(w) \; {}^{\mathsf T} \texttt{im2col} $x {{ k_doc }}", ["w"]),
    ],
)
def test_the_letters_of_a_formula(tex, letters):
    assert symbols(tex) == letters
