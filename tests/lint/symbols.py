r"""The letters of a page's math, and whether a term beside one is that of facts/symbols.yml.

"kernel size $k$" says what k is. Where these words stand beside another letter, a formula with
this letter says something wrong, and no number shows it.
"""

import ast
import re
from dataclasses import replace
from functools import cache

import facts
from engine import formulas
from engine.fences import filled
from tests import source
from tests.lint.counted import fits, uses
from tests.source import INCLUDE, Source

# A subscript of several letters belongs to a letter, as does the b of "behind"; others are indices.
SYMBOL = r"op(?![a-z])|p'_b|[A-Za-z]'?(?:_[a-z]{2,})?"
WORD = re.compile(r"_\{\\text\{(\w+)\}\}")  # C_{\text{in}} is C_in
NO_SYMBOL = re.compile(
    r"\{\{.*?\}\}|\\(?:text|texttt|operatorname|begin|end|numbers)\{[^{}]*\}|\\mathsf T"
    r"|\$\w+|\\[A-Za-z]+"
)
ALONE = re.compile(rf"(?<![\\$])\$(?:\\[A-Z][a-z]+\{{(?P<role>{SYMBOL})\}}|(?P<letter>{SYMBOL}))\$")
MARKED = re.compile(r"⟦([^⟧]+)⟧")
NOTE = re.compile(r"（[^（）]*）(?=为?\Z)")  # 步幅（stride）为 $s$


def symbols(tex):
    """The letters in TeX, from the left to the right."""
    return re.findall(SYMBOL, NO_SYMBOL.sub(" ", WORD.sub(r"_\1", tex)))


@cache
def written(page):
    """The math of a page: inline, displayed, and what its blocks show; formulas in letters."""
    english = source.page("en", page.name) or page
    fenced = page if page.is_lab or page == english else in_full(page, english)
    code = "\n".join(INCLUDE.sub("", fence.code) for fence in english.fences if fence.executed)
    text = formulas.put(fenced.markdown, page.where, code)
    blocks = ast.parse(code)
    return [tex for tex, _ in source.formulas(text)] + [*shown(blocks), *sheet(blocks)]


def in_full(page, english):
    """A Chinese page with the fences of the English one."""
    return replace(page, text=filled(page.text, english.text, page.where))


def shown(code):
    """The templates that blocks show, and the names that SymPy writes."""
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Name(id="show"), args=[ast.Constant(value=str(tex))]):
                yield formulas.in_letters(tex, "a page")
            case ast.Call(func=ast.Attribute(attr="symbols"), args=[ast.Constant(value=str(tex))]):
                yield tex


def sheet(code):
    """The formulas of facts/formulas.yml that blocks show, group by group."""
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Name(id="show_formulas"), args=[_, ast.Constant(value=group)]):
                for one in facts.formulas():
                    if one.group == group:
                        yield f"{formulas.left_side(one)} = {formulas.written(one)}"


def alone(page):
    """Every letter that is a formula by itself in the prose of a page, with the words around it."""
    text = ALONE.sub(lambda found: f"⟦{found['role'] or found['letter']}⟧", page.markdown)
    marked = Source(page.language, page.name, page.path.with_suffix(".md"), text)
    return [replace(use, before=NOTE.sub("", use.before)) for use in uses(marked, MARKED)]


def meant(use):
    """The letters whose words stand beside a letter: of the longest, and so mostly one."""
    fitting = [
        (len(phrase), row.symbol)
        for row in rows()
        for phrase in phrases(row, use.language)
        if fits(use, *phrase.split("{}"))
    ]
    longest = max((length for length, _ in fitting), default=0)
    return {symbol for length, symbol in fitting if length == longest}


def wrong(use, symbol):
    """Why a letter cannot stand in the place of a use; nothing if it can."""
    said = meant(use)
    if not said or said == {symbol}:
        return ""
    words = f"{use.before[-20:]}${symbol}${use.after[:20]}"
    return f"{words!r}: facts/symbols.yml has {', '.join(sorted(said))} beside these words"


@cache
def rows():
    """The rows of facts/symbols.yml."""
    return facts.symbols()


def phrases(row, language):
    """The words that stand around a letter, {} in its place."""
    if language == "en":
        return [f"{row.en} {{}}", *row.beside_en]
    return [f"{row.zh}{{}}", f"{row.zh}为{{}}", *(one.replace(" ", "") for one in row.beside_zh)]
