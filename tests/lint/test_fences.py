"""What is run is what is shown, and code stands once: in the fences of the English page."""

import pytest

from engine import runs, sources
from engine.errors import PageError
from engine.fences import checked, fences, filled
from engine.pages import read_blocks
from tests.lint.equal_lines import OTHER, equal_lines
from tests.source import pages, pieces

LANGUAGES_SHOWN = {"python", "tex", "sh", "text", "bibtex"}
MARKDOWN = [page for page in pages() if not page.is_lab]
ENGLISH = [page for page in MARKDOWN if page.language == "en"]
CHINESE = [page for page in MARKDOWN if page.language == "zh"]
each_page = pytest.mark.parametrize("page", MARKDOWN, ids=repr)
each_english_page = pytest.mark.parametrize("page", ENGLISH, ids=repr)
each_chinese_page = pytest.mark.parametrize("page", CHINESE, ids=repr)


@each_english_page
def test_headers_are_on_the_allow_list(page):
    for fence in checked(page.fences, page.where):
        assert fence.language in LANGUAGES_SHOWN, f"{page.where}, line {fence.line}"


@each_english_page
def test_hidden_statements_only_show(page):
    """The build says the same, page by page; here all that is wrong is said at once."""
    names = set()
    for block in read_blocks(page.text, page.name):
        names |= sources.render_names(block.code)
        if not block.is_check:
            sources.shown(block.code, names, f"{page.where}#{block.id}")


@each_chinese_page
def test_code_and_displayed_formulas_stand_in_the_english_page_alone(page):
    english = fences(runs.english(page.name))
    assert filled(page.text, runs.english(page.name), page.where)
    for fence in page.fences:
        if fence.language == "python":
            assert not fence.code, f"{page.where}, line {fence.line}: code on a Chinese page"
        if fence.language == "tex":
            assert "\\" not in fence.code, f"{page.where}, line {fence.line}: a formula"
    displayed = [tex for kind, tex, _ in pieces(page.text) if kind in ("display", "square")]
    assert not displayed, f"{page.where}: {displayed[0]}: make it a tex fence of the English page"
    shown = [fence.id for fence in english if fence.language in ("python", "tex")]
    assert [fence.id for fence in page.fences if fence.language in ("python", "tex")] == shown


@each_english_page
def test_displayed_formulas_stand_in_fences(page):
    displayed = [tex for kind, tex, _ in pieces(page.text) if kind in ("display", "square")]
    assert not displayed, f"{page.where}: put {displayed[0]} into a tex fence with an id"


@each_page
def test_every_fence_is_closed(page):
    rest = [line for line in page.markdown.split("\n") if line.lstrip().startswith(("```", "~~~"))]
    assert len(rest) == 2 * len(page.fences), f"{page.where}: a fence is not closed, or is nested"


@each_english_page
def test_code_of_others_is_shown_only_by_inclusion(page):
    """A Python fence that does not run would be a claim that nobody checks."""
    for fence in page.fences:
        if fence.language == "python" and not fence.executed:
            typed = [line for line in fence.code.split("\n") if not line.startswith("--8<-- ")]
            assert not any(typed), (
                f"{page.where}, line {fence.line}: this Python is shown and never run. Execute it, "
                "or include a section of a snippet, which the doctests run."
            )


@each_chinese_page
def test_no_other_line_stands_in_both_languages(page):
    """What remains equal is of the kinds that `tests/lint/equal_lines.py` lists."""
    found = [
        line for kind, line in equal_lines(runs.english(page.name), page.text) if kind == OTHER
    ]
    assert not found, f"{page.where} repeats the English page: {found}"


# How a Chinese page is filled

ENGLISH_PAGE = """    ```python exec="on" id="one"
    x = 1
    ```

```tex id="size"
o = i \\quad \\text{in words}
```
"""
CHINESE_PAGE = """\
  ```python id="one"
  ```

```tex id="size"
in words = 文字
```
"""


def test_a_chinese_fence_is_filled_in_its_own_box():
    text = filled(CHINESE_PAGE, ENGLISH_PAGE, "docs/zh/page.md")
    assert '  ```python exec="on" id="one"\n  x = 1\n  ```\n' in text
    assert "o = i \\quad \\text{文字}\n" in text


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id="one"', 'id="two"', 'the English page has no fence with id="two"'),
        ('  ```python id="one"\n  ```', "", "they are size"),
        ('python id="one"\n', 'python id="one"\n  x = 1\n', "in the English page alone"),
        ('python id="one"', 'python exec="on" id="one"', "an id and no other option"),
        ("in words = 文字", "other = 文字", "is no word of the English formula"),
        ("in words = 文字", "in words", "must be written as"),
    ],
)
def test_a_chinese_fence_that_does_not_fit_gets_a_sentence(old, new, sentence):
    assert old in CHINESE_PAGE
    chinese = CHINESE_PAGE.replace(old, new)
    with pytest.raises(PageError, match=sentence) as error:
        filled(chinese, ENGLISH_PAGE, "docs/zh/page.md")
    assert str(error.value).startswith("docs/zh/page.md")


def test_a_word_may_hold_a_backslash():
    """KaTeX says what it thinks of it."""
    chinese = CHINESE_PAGE.replace("文字", "输\\p出")
    assert "输\\p出" in filled(chinese, ENGLISH_PAGE, "docs/zh/page.md")


# The rule itself

NAMES = {"agreed", "show", "matrix", "show_sums"}


def hidden(line):
    return sources.shown(f"y = f(x)\n{line}", NAMES, "<page#block>") == "y = f(x)"


@pytest.mark.parametrize(
    "line",
    [
        "from render import agreed, show",
        'show("y = $y", y=y)',
        'show("y = $y", y=y[0, 1:-1].T, k=-3)',
        "agreed(y, other, parts[0])",
        'part = matrix(x[0], "Input", where=read)',
        "show_sums(cells, windows, weight, y)",
        "show(\n    r'y = $y',\n    y=y,\n)",
        "show(**options)",
    ],
)
def test_statements_that_only_show_are_hidden(line):
    assert hidden(line)


@pytest.mark.parametrize(
    "line",
    [
        "from conv import conv2d_by_hand",
        "import numpy as np",
        "y = g(x)",
        "y[0] = 3",
        'print("2544 of 2544")',
        "z = y",
        "render.show('y = $y', y=y)",
    ],
)
def test_all_other_statements_are_shown(line):
    assert not hidden(line)


@pytest.mark.parametrize(
    "line",
    [
        'show("y = $y", y=y + 1)',
        'show("y = $y", y=agreed(g(x), y))',
        'show("y = $y", y=matrix(y, "Output"))',
        "agreed(y, g(x))",
        "show_sums((cell, part) for cell, part in zip(cells, parts))",
        'show(f"y = {y}")',
        "x[:] = agreed(y, x)",
        "a = b = agreed(y, x)",
        "for cell in cells:\n    show('y = $y', y=cell)",
        "a, b = matrix(x), matrix(y)",
        "y = 1 + agreed(y, x)",
    ],
)
def test_showing_and_computing_in_one_statement_is_refused(line):
    with pytest.raises(PageError, match="in one statement"):
        hidden(line)


@pytest.mark.parametrize(
    "code",
    [
        'y = f(x); show("y = $y", y=y)',
        'def f(x): "Words."; return x',
        "x = 1; from render import show",
    ],
)
def test_a_line_that_is_not_shown_holds_nothing_else(code):
    with pytest.raises(PageError, match="a line of its own"):
        sources.shown(code, NAMES, "<page#block>")


def test_blank_lines_of_a_text_are_shown_as_they_are():
    code = 'words = """a\n\n\n\nb"""\n\n\n\nprint(words)'
    assert sources.shown(code, NAMES, "") == 'words = """a\n\n\n\nb"""\n\nprint(words)'


def test_docstrings_are_not_shown_and_blank_lines_do_not_pile_up():
    code = 'def f(x):\n    """Words.\n\n    More."""\n    return x\n\n\nagreed(x, y)\n\nf(x)\n'
    assert sources.shown(code, NAMES, "") == "def f(x):\n    return x\n\nf(x)"


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ('python exec="on"', "id"),
        ('python exec="on" id="One_Block"', "id"),
        ('python exce="on" id="one"', "exce"),
        ('python exec="off" id="one"', "off"),
        ('python exec="on" id="one" source="block"', "source"),
        ('python exec="on" id="one" session="en/page"', "session"),
        ('bash exec="on" id="one"', "bash"),
        ('python title="conv.py"', "id"),
        ("tex", "id"),
    ],
)
def test_a_wrong_header_is_refused(header, wrong):
    with pytest.raises(PageError, match=wrong):
        checked(fences(f"```{header}\nx = 1\n```\n"), "docs/en/page.md")


@pytest.mark.parametrize(
    "header", ['python exec="on" id="one"', 'python exec="check" id="one-check"', "text"]
)
def test_a_right_header_passes(header):
    assert checked(fences(f"```{header}\nx = 1\n```\n"), "docs/en/page.md")
