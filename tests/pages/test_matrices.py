"""A matrix of a formula is read aloud as its size and its rows, whatever stands around it."""

import re
from html import unescape

import pytest

from tests.reading import built_pages, page_file

MATH = re.compile(r"<math .*?</math>", re.DOTALL)
TEX = re.compile(r'<annotation encoding="application/x-tex">(.*?)</annotation>', re.DOTALL)
WRITTEN = re.compile(r"\\begin\{([bpv]?)matrix\}(.*?)\\end\{\1matrix\}", re.DOTALL)
NAMED = re.compile(r'<mtable[^>]* aria-label="([^"]+)"[^>]*>(.*?)</mtable>', re.DOTALL)
# Said once more: rows and columns can change places in the engine's words.
SAID = {"en": "{rows} by {columns} matrix", "zh": "{rows} 行 {columns} 列矩阵"}
TOKEN = re.compile(r"<(mi|mn|mo|mtext)\b[^>]*><")  # only the text of such an element is read


def sizes(tex):
    """How many rows and columns each matrix of TeX has."""
    for _, body in WRITTEN.findall(tex):
        rows = [row for row in body.split(r"\\") if row.strip()]
        yield len(rows), len(rows[0].split("&"))


def heard(math):
    """The name of each matrix of MathML, and how many rows and columns it has."""
    for name, body in NAMED.findall(math):
        yield name, (body.count("<mtr>"), body.partition("</mtr>")[0].count("<mtd>"))


def wrong(math, language):
    """What a screen reader cannot read in a formula."""
    tex = unescape(TEX.search(math)[1])
    wanted = [
        (SAID[language].format(rows=rows, columns=columns), (rows, columns))
        for rows, columns in sizes(tex)
    ]
    if TOKEN.search(math):
        yield f"{tex} has an element in one of which only the text is read"
    if list(heard(math)) != wanted:
        yield f"{tex} is read as {list(heard(math))}"


def test_every_matrix_is_read_as_its_size_and_its_rows(site):
    found = 0
    for language, name in built_pages(site):
        for math in MATH.findall(page_file(site, language, name).read_text("utf-8")):
            found += "matrix}" in math
            faults = list(wrong(math, language))
            assert not faults, f"{language}/{name}: {faults}"
    assert found > 100


@pytest.mark.parametrize(
    "math",
    [
        "<math >{tex}<mi><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable></mi></math>",
        '<math ><mtable aria-label="1 by 2 matrix"><mtr><mtd></mtd></mtr></mtable>{tex}</math>',
        "<math ><mtable><mtr><mtd></mtd></mtr></mtable>{tex}</math>",
    ],
)
def test_a_matrix_that_nobody_can_follow_is_found(math):
    tex = r"\begin{bmatrix} 1 \end{bmatrix}"
    annotation = f'<annotation encoding="application/x-tex">{tex}</annotation>'
    assert list(wrong(math.format(tex=annotation), "en"))
