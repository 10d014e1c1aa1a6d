"""Read the built pages back: what each block showed, as TeX, text and NumPy arrays."""

import base64
import io
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from engine.fonts import Font
from engine.values import WORDS as NUMBER_WORDS
from facts import without_roles
from tests.project import LANGUAGES

ANNOTATION = 'annotation[encoding="application/x-tex"]'
DRAWING = re.compile('<span class="katex-html"')
MATHML = re.compile("(?<=<semantics>).*?(?=<annotation )", re.DOTALL)
COLOURED = re.compile('<span class="[a-z0-9]{1,3}">([^<]*)</span>')  # a word of code
SPAN = re.compile("<span|</span>")
LEADING = re.compile(r"\b(?:id|href|src)=|url\(")
WORDS = re.compile(r"\\text\{[^{}]*\}")
MATRIX = re.compile(r"\\begin\{[bp]?matrix\}(.*?)\\end\{[bp]?matrix\}", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:,\d{3})*(?:\.\d+)?%?(?!\w)")

FACE = re.compile(
    r"@font-face\{[^}]*?font-family:\"?KaTeX_(?P<family>\w+)\"?;font-style:(?P<style>\w+);"
    r"font-weight:(?P<weight>\d+);src:url\(data:font/woff2;base64,(?P<data>[^)]*)\)\}"
)
SHAPE = re.compile(r"\([\d, ]+\)")

DIGITS = {word: str(n) for said in NUMBER_WORDS.values() for n, word in enumerate(said, 1)}


@dataclass
class Run:
    """What one block of a page showed."""

    formulas: list = field(default_factory=list)
    code: list = field(default_factory=list)
    table: list = field(default_factory=list)
    numbers: str = ""
    words: str = ""

    @property
    def matrices(self):
        """All numeric matrices of the formulas, in order."""
        return [one for tex in self.formulas for one in matrices(tex)]

    def facts(self):
        """What a snapshot keeps: everything that is not empty, words apart."""
        return {name: value for name, value in vars(self).items() if value and name != "words"}


@dataclass
class Built:
    """One built page: what its blocks showed, and the values in its prose."""

    soup: BeautifulSoup
    runs: dict
    values: dict
    formulas: list


def built_pages(site):
    """Language and name of every page of the site, redirects apart."""
    found = []
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue
        parts = path.parent.relative_to(site).parts
        language = "zh" if parts[:1] == ("zh",) else "en"
        parts = parts[1:] if language == "zh" else parts
        found.append((language, "/".join(parts) or "index"))
    return found


def page_file(site, language, name):
    """The HTML file of a page."""
    folder = site / "zh" if language == "zh" else site
    return folder / "index.html" if name == "index" else folder / name / "index.html"


def texts_copied(soup):
    """What the buttons under the blocks of a page copy, made of the lines that they name."""
    code = [one.get_text() for one in soup.select(".highlight pre > code")]
    lines = [line for one in code for line in one.split("\n")]
    buttons = soup.select("p.copies.block button")
    if buttons:
        lines += json.loads(soup.select_one("#__lines").string)
    return ["\n".join(lines[n] for n in named(one["data-lines"])) for one in buttons]


def named(runs):
    """The numbers of `3-5 40`."""
    for run in runs.split():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def characters_of_fonts(sheet):
    """The characters of each font that a style sheet holds, by the name of KaTeX's file."""
    return {
        Font(one["family"], one["weight"], one["style"]).name: characters(
            io.BytesIO(base64.b64decode(one["data"]))
        )
        for one in FACE.finditer(sheet.read_text("utf-8"))
    }


def characters(font):
    """The characters of a font, from its file."""
    with TTFont(font) as read:
        return {chr(one) for one in read.getBestCmap() or ()}


@cache
def light(path):
    """A built page, light enough to keep all of them."""
    return lighten(parsed(path))


def parsed(path):
    """A built page without what is most of it: formulas as drawn, beside their TeX, and colours."""
    html = MATHML.sub("", COLOURED.sub(r"\1", path.read_text("utf-8")))
    return BeautifulSoup(without_drawings(html), "html.parser")


def without_drawings(html):
    """Take out what KaTeX drew, unless it leads or loads anything."""
    kept, end = [], 0
    for drawing in DRAWING.finditer(html):
        kept.append(html[end : drawing.start()])
        end = end_of_span(html, drawing.start())
        if LEADING.search(html, drawing.start(), end):
            kept.append(html[drawing.start() : end])
    return "".join([*kept, html[end:]])


def end_of_span(html, start):
    """Where the span ends that starts there."""
    depth = 0
    for tag in SPAN.finditer(html, start):
        depth += -1 if tag[0] == "</span>" else 1
        if not depth:
            return tag.end()
    raise ValueError(f"a span never ends: {html[start : start + 80]}")


def lighten(soup):
    """Take the formulas out, unless they lead or load anything."""
    for one in soup.select(".katex"):
        if not one.select_one("[id], [href], [src], [style*='url(']"):
            one.decompose()
    return soup


@cache
def read(site, language, name):
    """Take a built page apart."""
    assert language in LANGUAGES
    path = page_file(Path(site), language, name)
    soup = parsed(path)
    article = soup.select_one("article")
    blocks = {one["id"].removeprefix("run-"): one for one in article.select("div.run")}
    is_lab = name.startswith("labs/")
    runs = {one: read_run(result_of(block, is_lab)) for one, block in blocks.items()}
    values, formulas = read_values(article), read_formulas(article)
    return Built(lighten(soup), runs, values, formulas)


def result_of(block, is_lab):
    """The part of a block after its source; all of it where no source is shown, as in no lab."""
    result = block.select_one("div.result")
    return BeautifulSoup(str(result or ("" if is_lab else block)), "html.parser")


def read_run(result):
    """What a result shows."""
    run = Run(formulas=[without_words(tex) for tex in tex_of(result)])
    run.words = result.get_text(" ", strip=True)
    for one in result.select(".katex-display, .katex"):
        one.decompose()
    for code in result.select("pre"):
        run.code.append(code.get_text().rstrip("\n"))
        code.decompose()
    for row in result.select("tr"):
        cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
        numbers = [cell for cell in cells if NUMBER.fullmatch(cell) or SHAPE.fullmatch(cell)]
        run.table += [" | ".join(numbers)] if numbers else []
        row.decompose()
    # The same figure for phones, with as much of a legend as fits; and the names of the classic
    # cases, which tests/web/test_case_names.py makes anew.
    for other in result.select("svg.narrow text:not(.n), option"):
        other.decompose()
    run.numbers = " ".join(NUMBER.findall(result.get_text(" ")))
    return run


def tex_of(soup):
    """The TeX of every formula, as KaTeX keeps it."""
    return [one.get_text() for one in soup.select(ANNOTATION)]


def without_words(tex):
    """TeX less the words in it, which differ between languages."""
    return re.sub(r"\s+", " ", WORDS.sub(r"\\text{}", tex)).strip()


def read_values(article):
    """Every {{ name }} of the prose: its name and the texts that it became.

    A number word is read as its digits, which both languages share.
    """
    values = {}
    for one in article.select("data.value"):
        text = DIGITS.get(one.get_text(), one.get_text())
        if text not in values.setdefault(one["value"], []):
            values[one["value"]].append(text)
    return {name: sorted(values[name]) for name in sorted(values)}


def read_formulas(article):
    """The formulas of the prose that hold a digit, in alphabetical order."""
    found = {
        without_words(one.get_text())
        for one in article.select(ANNOTATION)
        if not one.find_parent("div", class_="run")
    }
    return sorted(tex for tex in found if re.search(r"\d", tex))


def matrices(tex):
    """The numeric matrices in TeX, whatever roles they or their cells have."""
    found = [matrix(body) for body in MATRIX.findall(without_roles(tex))]
    return [one for one in found if one is not None]


def matrix(body):
    """The array of the inside of a matrix; None where a cell is a symbol."""
    rows = [row.split("&") for row in body.split(r"\\") if row.strip()]
    try:
        cells = [[number(cell) for cell in row] for row in rows]
    except ValueError:
        return None
    return np.array(cells)


def number(cell):
    """The number in one cell; an ellipsis marks decimals that were left out."""
    text = re.sub(r"[{}\s]|\\ldots", "", cell).replace(r"\times10^", "e")
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
