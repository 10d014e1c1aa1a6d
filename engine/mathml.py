"""The MathML of a formula as a screen reader needs it: matrices with rows, named by their size.

KaTeX draws a formula and adds MathML for those who listen. A matrix with a letter under it, as
`\\underset{x}{...}` makes one, it puts inside an operator and an identifier, and in these only text
counts: all numbers of the matrix become one word. They become groups here. And what would only
say how to draw it is left out, since nobody draws it: a fifth of a page with many matrices.
"""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MATH = re.compile(r"<math .*?</math>", re.DOTALL)
NAMESPACE = "http://www.w3.org/1998/Math/MathML"
TOKENS = {f"{{{NAMESPACE}}}{name}" for name in ("mi", "mn", "mo", "mtext")}
ROW, TABLE, GROUP = (f"{{{NAMESPACE}}}{name}" for name in ("mtr", "mtable", "mrow"))
SIZE = re.compile(r'aria-label="(?P<rows>\d+)×(?P<columns>\d+)"')
HEADING = re.compile(r"(?<=<th>)(?P<before>(?:<span[^>]*>)+<math)(?P<math> .*?</math>)", re.DOTALL)
LETTERS = re.compile(r"<(?P<kind>m[ion]|mtext)\b[^>]*>(?P<text>[^<]+)")
MATRIX = {"en": "{rows} by {columns} matrix", "zh": "{rows} 行 {columns} 列矩阵"}

CELL, STYLE = f"{{{NAMESPACE}}}mtd", f"{{{NAMESPACE}}}mstyle"
SPACING = re.compile(r' (?:rowspacing|columnspacing|columnalign)="[^"]*"')

ElementTree.register_namespace("", NAMESPACE)


def repaired(html: str) -> str:
    """The HTML of a formula, with rows in its matrices, which bear their size as a name."""
    return MATH.sub(_repaired, html) if "<mtable" in html else html


def _repaired(math: re.Match[str]) -> str:
    root = ElementTree.fromstring(SPACING.sub("", math[0]))
    for one in root.iter():
        if one.tag in TOKENS and len(one):
            one.tag = GROUP
        if one.tag == CELL and [part.tag for part in one] == [STYLE]:
            one[:] = one[0]
        for before, table, after in zip(one, one[1:], one[2:]):
            if table.tag == TABLE and _is_fence(before) and _is_fence(after):
                rows = table.findall(ROW)
                table.set("aria-label", f"{len(rows)}×{len(rows[0])}")
    return ElementTree.tostring(root, encoding="unicode")


def _is_fence(one: Element) -> bool:
    return one.get("fence") == "true" and bool(one.text)


def named(html: str, language: str) -> str:
    """HTML whose matrices, and letters that head a column, have names in the page's language.

    Who jumps from column to column hears its heading, and a heading of MathML alone is silent.
    """
    html = HEADING.sub(
        lambda one: f'{one["before"]} aria-label="{_read(one["math"])}"{one["math"]}', html
    )
    return SIZE.sub(
        lambda size: f'aria-label="{MATRIX[language].format(**size.groupdict())}"', html
    )


def _read(math: str) -> str:
    """A letter with its index, as text."""
    found = LETTERS.finditer(math.partition("<annotation")[0])
    return "".join(f" {one['text']}" if one["kind"] == "mtext" else one["text"] for one in found)
