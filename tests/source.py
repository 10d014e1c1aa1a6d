"""A page as it was written, taken apart: fences, formulas, values, headings, links, prose."""

import ast
import io
import re
import tokenize
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import jupytext

from engine import reference
from engine.fences import FENCE, Fence, fences
from tests.project import LANGUAGES, ROOT

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
HEADING = re.compile(
    r"^(?P<level>\#{1,6})[ ]+(?P<title>.*?)(?:[ ]*\{:?[ ]*\#(?P<id>[\w.-]+)[^}\n]*\})?[ ]*$",
    re.MULTILINE,
)
PIECE = re.compile(
    r"""
    (?P<comment><!--.*?-->)
  | (?P<ticks>`+)(?P<code>.+?)(?P=ticks)
  | (?<!\\)\$\$(?P<display>.+?)\$\$
  | (?<![\\$])\$(?P<inline>(?!\s)[^$]+?(?<![\\\s]))\$
  | \\\((?P<round>.+?)\\\)
  | \\\[(?P<square>.+?)\\\]
  | (?P<value>\{\{.*?\}\})
    """,
    re.VERBOSE | re.DOTALL,
)
__all__ = ["FENCE", "Fence", "fences"]
FORMULAS = ("display", "inline", "round", "square")
LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)(?P<title>[^()]*)\)")
TAG = re.compile(r"<(?P<name>[A-Za-z][\w-]*)(?P<attributes>[^<>]*)>|</[\w-]+>|<https?:[^<>]*>")
ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.]|[\w-]+=)[^{}\n]*\}")
MARK = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]+)", re.MULTILINE)
INCLUDE = re.compile(r"^[ \t]*(?:# )?--8<--.*$", re.MULTILINE)


@dataclass(frozen=True, repr=False)
class Source:
    """One page in one language; a lab is a page too, with cells in the place of fences."""

    language: str
    name: str
    path: Path
    text: str

    def __repr__(self):
        return self.where

    @property
    def where(self):
        return f"docs/{self.language}/{self.name}{self.path.suffix}"

    @property
    def is_lab(self):
        return self.path.suffix == ".py"

    @cached_property
    def notebook(self):
        return jupytext.reads(self.text, fmt="py:percent")

    @cached_property
    def markdown(self):
        """What is written for readers: the page less its front matter, or the lab's prose."""
        if self.is_lab:
            cells = [c.source for c in self.notebook.cells if c.cell_type == "markdown"]
            return "\n\n".join(cells)
        # Line numbers of what follows stay right.
        return FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), self.text)

    @property
    def cells(self):
        return [c.source for c in self.notebook.cells if c.cell_type == "code"]

    @cached_property
    def whole(self):
        """An English page with the docstrings that it stands for: what Chinese says as well."""
        if self.language != "en" or self.is_lab:
            return self
        return replace(self, text=reference.described(self.text))

    @cached_property
    def fences(self):
        return fences(self.markdown)


def page(language, name):
    """The source of a page, Markdown or lab; None where there is none."""
    for suffix in (".md", ".py"):
        path = ROOT / "docs" / language / f"{name}{suffix}"
        if path.is_file():
            return Source(language, name, path, path.read_text(encoding="utf-8"))
    return None


def names(language):
    """The pages of a language: learn/convolution, labs/the-article, index …"""
    folder = ROOT / "docs" / language
    found = [*folder.rglob("*.md"), *folder.glob("labs/*.py")]
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in found)


def pages(*languages):
    """Every page of the given languages, or of all."""
    return [page(lang, name) for lang in languages or LANGUAGES for name in names(lang)]


def tree(fence):
    """The syntax tree of the code of a fence, less the includes."""
    return ast.parse(INCLUDE.sub("", fence.code))


def blank(text):
    """As many line breaks as the text has, so that later line numbers stay right."""
    return "\n" * text.count("\n")


def without_fences(markdown):
    return FENCE.sub(lambda found: blank(found[0]), markdown)


def headings(markdown):
    """Level, title and explicit id of every heading."""
    found = HEADING.finditer(without_fences(markdown))
    return [(len(one["level"]), one["title"], one["id"]) for one in found]


def pieces(markdown):
    """Kind, text and line of every inline code, formula, value and comment."""
    text = without_fences(markdown)
    for found in PIECE.finditer(text):
        kind = found.lastgroup
        yield kind, found[kind], text.count("\n", 0, found.start()) + 1


def formulas(markdown):
    """The TeX and the line of every formula, those in fences first."""
    found = [(fence.code, fence.line) for fence in fences(markdown) if fence.language == "tex"]
    return found + [(tex.strip(), line) for kind, tex, line in pieces(markdown) if kind in FORMULAS]


def codes(markdown):
    """The text and the line of every inline code."""
    return [(text.strip(), line) for kind, text, line in pieces(markdown) if kind == "code"]


def values(markdown):
    """Every {{ value }}, in the prose and inside formulas, without its blanks."""
    found = re.findall(r"\{\{.*?\}\}", without_fences(markdown))
    return Counter(re.sub(r"\s", "", one) for one in found)


def links(markdown):
    """The targets of links, and of images."""
    text = PIECE.sub("", without_fences(markdown))
    found = [(one["image"] + one["target"]) for one in LINK.finditer(text)]
    return Counter(found + re.findall(r"<(https?:[^<>]*)>", text))


def prose(markdown, code="", formula="", value=""):
    """The words alone: no fence, tag, link target or attribute; stand-ins for the pieces.

    Line breaks stay where they are.
    """
    stand_in = {"code": code, "value": value, "comment": "", **dict.fromkeys(FORMULAS, formula)}
    text = PIECE.sub(lambda one: stand_in[one.lastgroup] + blank(one[0]), without_fences(markdown))
    for _ in range(2):  # an image inside a link
        text = LINK.sub(lambda one: one["text"] + blank(one[0]), text)
    text = re.sub(r"\]\[[\w -]*\]|^\[[^\]]+\]:.*$", "", text, flags=re.MULTILINE)
    text = INCLUDE.sub("", text)
    text = TAG.sub(lambda one: blank(one[0]), text)
    return ATTRIBUTES.sub("", text)


def comments(code):
    """The text and the line of every comment in Python code, includes apart."""
    lines = io.StringIO(INCLUDE.sub("", code)).readline
    for token in tokenize.generate_tokens(lines):
        if token.type == tokenize.COMMENT:
            yield token.string, token.start[0]
