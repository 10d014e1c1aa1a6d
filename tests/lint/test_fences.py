"""What is run is what is shown: every fence is on the allow-list, and hidden lines only show."""

import ast
import re

import pytest

import render
from tests.source import INCLUDE, Fence, fences, pages

EXECUTED = {"exec": {"on"}, "source": {"block"}, "result": {"text"}, "session": None, "id": None}
SHOWN = {"title": None, "hl_lines": None, "linenums": None}
LANGUAGES_SHOWN = {"python", "sh", "text", "bibtex"}
PLUMBING = {"zip", "enumerate", "range", "list", "dict", "tuple", "str", "sp.latex"}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MARKDOWN = [page for page in pages() if not page.is_lab]
each_page = pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.where)


def wrong_header(fence, session):
    """What is wrong with the header of a fence; an empty list for a right one."""
    allowed = EXECUTED if fence.executed else SHOWN
    wrong = [f"unknown option {key}" for key in fence.options if key not in allowed]
    for key, value in fence.options.items():
        if allowed.get(key) and value not in allowed[key]:
            wrong.append(f'{key}="{value}", where only {sorted(allowed[key])} is used')
    if not fence.executed:
        if fence.language not in LANGUAGES_SHOWN:
            wrong.append(f"the language {fence.language!r}")
        return wrong
    if fence.language != "python":
        wrong.append(f"exec in a fence of {fence.language!r}")
    if fence.options.get("session") != session:
        wrong.append(f'session="{fence.options.get("session")}", which must be "{session}"')
    if not KEBAB.fullmatch(fence.options.get("id", "")):
        wrong.append(f'id="{fence.options.get("id")}", which must be in kebab-case')
    return wrong


def wrong_hidden(fence, shown_code):
    """What hidden lines do that they may not: compute, or show a number that nobody computed.

    They may import, call render, and repeat an expression of the shown code. What agreed()
    compares the shown value with is free: it is a witness, and is not shown.
    """
    hidden = fence.hidden if "source" in fence.options else fence.code
    wrong = []
    for statement in ast.parse(hidden).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            continue
        if not isinstance(statement, (ast.Expr, ast.Assign)) or not calls_render(statement.value):
            wrong.append(f"`{ast.unparse(statement)}` does not call render")
            continue
        wrong += [f"`{one}`" for one in computed(statement.value, without_blanks(shown_code))]
    return wrong


def calls_render(node):
    """Whether an expression is a call of one of render's functions."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in render.__all__


def computed(node, shown_code):
    """The parts of an expression that compute something that the shown code does not."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name not in {*render.__all__, *PLUMBING}:
            if without_blanks(ast.unparse(node)) not in shown_code:
                yield ast.unparse(node)
            return
        if name == "agreed":
            yield from computed(node.args[0], shown_code)
            return
    if isinstance(node, (ast.BinOp, ast.UnaryOp)):
        if without_blanks(ast.unparse(node)) not in shown_code:
            yield ast.unparse(node)
        return
    if isinstance(node, ast.keyword) and node.arg == "digits":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float, complex)):
        yield f"{node.value}: a number typed where nobody sees it"
    parts = [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node)
    for part in parts:
        yield from computed(part, shown_code)


def without_blanks(text):
    return re.sub(r"\s", "", text)


def shown_code(page_fences):
    """All code of a page that a reader sees."""
    shown = [fence for fence in page_fences if "source" in fence.options or not fence.executed]
    lines = "\n".join(fence.code for fence in shown).split("\n")
    return "\n".join(line for line in lines if "# markdown-exec: hide" not in line)


@each_page
def test_headers_are_on_the_allow_list(page):
    session = f"{page.language}/{page.name}"
    for fence in page.fences:
        wrong = wrong_header(fence, session)
        assert not wrong, f"{page.where}, line {fence.line}: the fence has {'; '.join(wrong)}"


@each_page
def test_ids_are_unique(page):
    ids = [fence.options.get("id") for fence in page.fences if fence.executed]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    assert not twice, f"{page.where}: two blocks have the id {', '.join(twice)}"


@each_page
def test_hidden_lines_only_show(page):
    shown = shown_code(page.fences)
    for fence in filter(lambda one: one.executed, page.fences):
        wrong = wrong_hidden(fence, shown)
        assert not wrong, (
            f"{page.where}, line {fence.line}: a line that readers do not see computes what is "
            f"shown: {'; '.join(wrong)}. Move it to a line that they see."
        )


@each_page
def test_every_fence_is_closed(page):
    rest = [line for line in page.markdown.split("\n") if line.lstrip().startswith(("```", "~~~"))]
    assert len(rest) == 2 * len(page.fences), f"{page.where}: a fence is not closed, or is nested"


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.where)
def test_code_of_others_is_shown_only_by_inclusion(page):
    """A Python fence that does not run would be a claim that nobody checks."""
    for fence in page.fences:
        if fence.language == "python" and not fence.executed:
            typed = INCLUDE.sub("", fence.code).strip()
            assert not typed, (
                f"{page.where}, line {fence.line}: this Python is shown and never run. Execute it, "
                "or include a section of a snippet, which the doctests run."
            )


# The lint itself

SESSION = "en/learn/page"
RIGHT = 'python exec="on" source="block" session="en/learn/page" id="one-block"'


def header(text):
    return fences(f"```{text}\nx = 1\n```\n")[0]


def test_a_right_header_passes():
    assert wrong_header(header(RIGHT), SESSION) == []
    assert wrong_header(header('python title="conv.py"'), SESSION) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("exec=", "exce="),
        ("session=", "sesion="),
        ("en/learn/page", "zh/learn/page"),
        ("en/learn/page", "en/learn/other"),
        ("one-block", "One_Block"),
        ('id="one-block"', ""),
        ('source="block"', 'source="above"'),
        ('source="block"', 'html="on"'),
        ('exec="on"', 'exec="on" returncode="1"'),
        ("python", "bash"),
    ],
)
def test_a_wrong_header_fails(old, new):
    assert wrong_header(header(RIGHT.replace(old, new)), SESSION)


def hiding(*lines):
    code = "\n".join(f"{line}  # markdown-exec: hide" for line in lines)
    return Fence("python", {"exec": "on", "source": "block"}, f"y = f(x)\n{code}", 1)


@pytest.mark.parametrize(
    "line",
    [
        "from render import agreed, show",
        "from conv import conv2d_by_hand",
        'show("y = $y", y=y)',
        'show("y = $y", y=agreed(y, g(x) + 1))',
        "agreed(y, other)",
        'part = matrix(x[0], "Input", where=read)',
        'show("y = $y", y=f(x))',
        'show("y = $y", y=number(y, digits=2))',
        "show_sums((cell, part, w, y[cell]) for cell, part in zip(cells, parts))",
    ],
)
def test_hidden_lines_that_show_pass(line):
    assert wrong_hidden(hiding(line), "y = f(x)") == []


@pytest.mark.parametrize(
    "line",
    [
        "y = g(x)",
        "y[0] = 3",
        'print("2544 of 2544")',
        'show("y = $y", y=4)',
        'show("y = $y", y=-4)',
        'show("y = $y", y=matrix([[1, 2], [3, 4]]))',
        'show("y = $y", y=g(x))',
        'show("y = $y", y=y + 1)',
        'show("y = $y", y=agreed(g(x), y))',
        "for cell in cells: show(cell)",
    ],
)
def test_hidden_lines_that_compute_fail(line):
    assert wrong_hidden(hiding(line), "y = f(x)")


def test_a_fence_without_source_is_hidden_as_a_whole():
    fence = Fence("python", {"exec": "on"}, 'y = g(x)\nshow("y = $y", y=y)', 1)
    assert wrong_hidden(fence, "y = f(x)")
