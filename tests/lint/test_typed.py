"""No number on the site was typed: pages take every number from the block that computed it."""

import re

import pytest
import yaml

from tests.lint.typed import in_code, typed
from tests.project import ROOT
from tests.source import FRONT_MATTER, Fence, pages

each_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.where)
NUMERIC_MATRIX = re.compile(r"(?:matrix|array)\}[\s\d.&\\-]*\d")


@each_page
def test_no_number_is_typed(page):
    found = typed(page.markdown)
    assert not found, (
        f"{page.where} has typed numbers; compute each in a block and write {{{{ name }}}}:\n"
        + "\n".join(found)
    )


@each_page
def test_no_number_is_typed_into_the_description(page):
    front = FRONT_MATTER.match(page.text)
    facts = yaml.safe_load(front[1]) if front else {}
    found = typed(f"{facts.get('title', '')} {facts.get('description', '')}")
    assert not found, f"{page.where}: the front matter has {'; '.join(found)}"


@each_page
def test_code_shows_no_typed_number(page):
    code = [Fence("python", {"exec": "on"}, cell, 1) for cell in page.cells] if page.is_lab else []
    for fence in [*page.fences, *code]:
        if fence.executed:
            found = list(in_code(fence))
            assert not found, f"{page.where}: a block shows typed numbers: {'; '.join(found)}"


@each_page
def test_blocks_that_do_not_run_show_no_number(page):
    for fence in page.fences:
        if not fence.executed and fence.language not in ("python", "tex"):
            found = typed(fence.code)
            assert not found, f"{page.where}, line {fence.line}: this block never ran: {found}"


def test_no_numeric_matrix_in_markdown():
    """The plainest form of the promise, without any parser of ours: a grep."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        found = NUMERIC_MATRIX.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: a matrix is typed: {found[0]}"


# The lint itself

FINE = [
    "Rotate it by 180°, along every axis of a 2-D input.",
    "`nn.Conv2d` takes float32 and int64, F.conv_transpose1d too.",
    "We count {{ right }} of {{ cases }}; that is {{ share:.1%} }.".replace("} }", "}}"),
    "Derive p' = k - p - 1, for stride 1 and dilation 1.",
    "The article of 2023-12-31，未署作者名。",
    "1. first\n2. second",
    "see [issue #17](https://example.org/17) of [2023-12-31](../a1.md)",
    "![](../assets/3.svg){ width=300 }",
    "## A heading { #part-2 }",
    "*输入*{.input} 转 180°，矩阵（1）",
    "$p' = d(k-1) - p$ and $2p$ and $s - 1$ zeros, $x_{0,1}$, $10^k$",
    "$$o = \\left\\lfloor \\frac{i + 2p - d(k - 1) - 1}{s} \\right\\rfloor + 1$$",
    "for $s \\ge 1$, $p' < 0$, $0 \\le t < k$, $t = 0, \\dots, k-1$, and $d = 1$",
    "$C = \\begin{bmatrix} w_0 & w_1 & 0 \\\\ 0 & w_0 & w_1 \\end{bmatrix}$",
    "$k = {{ k }}$, $p' = {{ k }} - 1 = {{ p }}$",
    "write `padding=0` or `x[0, 1]`",
    '<div class="grid" style="--columns: 3">words</div>',
    "<!-- 3 things -->",
    '```python exec="on"\nx = 3\n```',
]
TYPED = [
    "The result has 4 columns.",
    "结果有 4 列。",
    "the input as one of 12. The next",
    "a 3×3 kernel",
    "a 3x3 kernel",
    "2544 of 2544",
    "{{ right }} of 2544",
    "PyTorch 2.13 says",
    "so p' = 2",
    "k - 3",
    "with stride 2",
    "[2544 cases](../learn/cases.md)",
    "| a | 12 |",
    "<td>12</td>",
    '!!! note "The 4 ways"',
    "## All 4 ways { #ways }",
    "$3$",
    "$3 \\times 3$",
    "$p' = 2$",
    "$p' = k - 1 - p = 3 - 1 = 2$",
    "$y = 80$ and $k = 3$",
    "$y_{0,0} = 12$",
    "$s = 2$",
    "$\\Output{80}$",
    "$\\text{in 2544 cases}$",
    "$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$",
    "$\\begin{bmatrix} x & 2 \\\\ 0 & x \\end{bmatrix}$",
    "$$\n\\begin{array}{cc} 0 & 0 \\\\ 0 & 0 \\end{array}\n$$",
    "`3`",
    "`(3, 3)`",
    "`[[12, 16], [24, 28]]`",
    "`3x3`",
    '    ??? question "What is $k = 3$?"',
]


@pytest.mark.parametrize("text", FINE)
def test_the_lint_lets_words_and_symbols_pass(text):
    assert typed(text) == []


@pytest.mark.parametrize("text", TYPED)
def test_the_lint_finds_typed_numbers(text):
    assert typed(text)


@pytest.mark.parametrize(
    "code",
    [
        'show("y = 80")',
        'show(r"\\begin{bmatrix} 1 & 2 \\end{bmatrix}")',
        'print("12 of 12")',
        'print(f"{right} of 2544")',
        "y = f(x)  # gives 80",
    ],
)
def test_the_lint_finds_numbers_in_what_code_shows(code):
    assert list(in_code(Fence("python", {"exec": "on"}, code, 1)))


@pytest.mark.parametrize(
    "code",
    [
        'show(r"y = $y, p\' = d(k - 1) - p")',
        'print(f"{right} of {cases}")',
        'show(r"\\texttt{F.conv1d} &= $y1 \\quad \\text{by } 180^\\circ")',
        '--8<-- "conv.py:window"\n\nx = 80  # as in F.conv1d',
    ],
)
def test_the_lint_lets_computed_results_pass(code):
    assert list(in_code(Fence("python", {"exec": "on"}, code, 1))) == []
