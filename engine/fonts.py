"""KaTeX's fonts, cut to the glyphs that the formulas of a build draw.

KaTeX draws with spans, and its style sheet gives their classes fonts. What a formula draws is noted
while it is made; the fonts are cut when all pages are there. What is left of all of them is as much
as a picture, and stands in one style sheet: fonts that come later than the text they are for make
its lines longer, and move what is below.
"""

import base64
import functools
import html
import io
import logging
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

KATEX = Path(__file__).resolve().parent.parent / "node_modules" / "katex" / "dist"
FACE = re.compile(r"@font-face\{[^}]*src:url\(fonts/(?P<name>[^)]*\.woff2)\)[^}]*\}")
ADDRESS = re.compile(r"src:[^}]*")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASSES = re.compile(r"(?:\.[\w-]+)+")  # of one element, in a selector
STYLES = {
    "family": re.compile(r"font-family:KaTeX_(\w+)"),
    "weight": re.compile(r"font-weight:(\d+)"),
    "style": re.compile(r"font-style:(\w+)"),
}
DRAWN = '<span class="katex-html"'  # stands after the MathML of a formula
PIECE = re.compile(r'<span(?: class="(?P<classes>[^"]*)")?[^>]*>|(?P<end></span>)|<[^>]*>|[^<]+')


class Font(NamedTuple):
    """What the style sheet says of an element."""

    family: str = "Main"
    weight: str = "400"
    style: str = "normal"

    @property
    def name(self) -> str:
        """The name of its file, such as KaTeX_Main-BoldItalic."""
        kind = "Bold" * (self.weight == "700") + "Italic" * (self.style == "italic")
        return f"KaTeX_{self.family}-{kind or 'Regular'}"


drawn: dict[Font, set[str]] = defaultdict(set)  # the characters of each font, so far


@functools.cache
def _katex() -> str:
    return (KATEX / "katex.min.css").read_text(encoding="utf-8")


@functools.cache
def style_sheet() -> str:
    """KaTeX's own styles, without its fonts."""
    return FACE.sub("", _katex())


def faces(addresses: Mapping[str, str]) -> str:
    """The style sheet of fonts, from where each of them lies; of no others."""
    found = ((face[0], addresses.get(face["name"])) for face in FACE.finditer(_katex()))
    return "".join(ADDRESS.sub(f"src:url({there})", face) for face, there in found if there)


def whole() -> dict[str, Path]:
    """The fonts of KaTeX, by name, in the one format that every browser of today asks for."""
    return {font.name: font for font in sorted((KATEX / "fonts").glob("*.woff2"))}


def note(formula: str) -> None:
    """Note what a formula draws, from its HTML."""
    fonts = [Font()]
    for piece in PIECE.finditer(DRAWN + formula.partition(DRAWN)[2]):
        if piece["end"]:
            fonts.pop()
            if len(fonts) == 1:  # what ends now is around the drawing
                return
        elif piece[0].startswith("<span"):
            fonts.append(_inside(fonts[-1], piece["classes"] or ""))
        elif not piece[0].startswith("<"):
            drawn[fonts[-1]].update(html.unescape(piece[0]))


@functools.cache
def _inside(font: Font, classes: str) -> Font:
    """The font of an element with some classes, in one that has a font."""
    has = set(classes.split())
    for wanted, styles in _rules():
        if wanted <= has:
            font = font._replace(**styles)
    return font


@functools.cache
def _rules() -> list[tuple[set[str], dict[str, str]]]:
    """Which classes of an element ask for what, in the order of the style sheet."""
    found = []
    for selectors, body in RULE.findall(style_sheet()):
        styles = {name: one[1] for name, wanted in STYLES.items() if (one := wanted.search(body))}
        for selector in selectors.split(",") if styles else ():
            found.append((set(CLASSES.findall(selector)[-1][1:].split(".")), styles))
    return found


def embedded() -> str:
    """The style sheet that holds the cut fonts itself."""
    return faces({name: f"data:font/woff2;base64,{encoded(font)}" for name, font in cut().items()})


def encoded(font: bytes) -> str:
    """A font as text."""
    return base64.b64encode(font).decode()


def cut() -> dict[str, bytes]:
    """The fonts in which something was drawn, with that alone."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # the dates of the fonts seem old to it
    characters: dict[str, set[str]] = defaultdict(set)
    for font, some in drawn.items():
        characters[font.name] |= some
    return {
        name: _cut(Path(name).stem, some)
        for name in whole()
        if (some := characters[Path(name).stem])
    }


def _cut(name: str, characters: set[str]) -> bytes:
    """One font with some characters alone; without hints, which screens of today do not follow."""
    from fontTools import subset  # only a build needs it

    options = subset.Options(hinting=False)
    made = io.BytesIO()
    # The same font as TrueType is read in half of the time.
    with subset.load_font(KATEX / "fonts" / f"{name}.ttf", options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(made)
    return made.getvalue()
