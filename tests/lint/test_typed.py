"""No number on the site was typed: pages take every number from the block that computed it."""

import re

import pytest
import yaml

import facts
from engine import reference
from tests.lint.spoken import IN_WORDS, allowed, formulas, groups, phrases, places
from tests.lint.typed import as_pattern, hidden, in_code, in_prose, plain, typed
from tests.project import LANGUAGES, ROOT
from tests.source import FRONT_MATTER, Fence, comments, fences, page, pages, prose

each_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.where)
each_place = pytest.mark.parametrize(("where", "language"), places())
NUMERIC_MATRIX = re.compile(r"(?:matrix|array)\}[\s\d.&\\-]*\d")
NOQA = re.compile(r"noqa: [A-Z]+\d+\b")
GLOSSARY = "facts/glossary.yml"
READMES = {"README.md": "en", "README.zh.md": "zh"}
CONFIG = {"mkdocs.yml": "en", "mkdocs.zh.yml": "zh"}
SYMBOL = r"(?<![\w.'-])[a-z]{1,2}'?"
TERM = r"(?:\d*[a-z]{0,2}'?(?:\([^()]*\))?(?<=[\w')]))"
FORMULA = re.compile(rf"(?:{SYMBOL}(?:_[a-z])? = )?(?<![\w.'-]){TERM}(?: [-+*/] {TERM})+(?!\w)")


def may_say(page):
    return allowed(page.name, page.language)


def description(page):
    """All that the front matter of a page says to readers."""
    front = FRONT_MATTER.match(page.text)
    known = yaml.safe_load(front[1]) if front else {}
    return "\n".join(str(value) for key, value in known.items() if key != "read_against")


def blocks(page):
    """The code of a page that runs."""
    cells = page.cells if page.is_lab else []
    code = [Fence("python", {"exec": "on"}, cell, 1) for cell in cells]
    return [fence for fence in [*page.fences, *code] if fence.executed]


def own(page):
    """What a page says itself: the code of docstrings is computed by tests/snippets/docstrings."""
    return reference.PART.sub(lambda part: reference.CODE.sub("", part[0]), page.markdown)


@each_page
def test_no_number_is_typed(page):
    found = typed(own(page), may_say(page))
    assert not found, (
        f"{page.where} has typed numbers; compute each in a block and write {{{{ name }}}}, or "
        "{{ name:word }} for a word:\n" + "\n".join(found)
    )


@each_page
def test_no_number_is_typed_into_the_front_matter(page):
    found = typed(description(page), may_say(page))
    assert not found, f"{page.where}: the front matter has {'; '.join(found)}"


@each_page
def test_code_shows_no_typed_number(page):
    for fence in blocks(page):
        found = list(in_code(fence, may_say(page)))
        assert not found, f"{page.where}: a block shows typed numbers: {'; '.join(found)}"


@each_page
def test_blocks_that_do_not_run_show_no_number(page):
    for fence in page.fences:
        if not fence.executed and fence.language not in ("python", "tex"):
            found = typed(fence.code, may_say(page))
            assert not found, f"{page.where}, line {fence.line}: this block never ran: {found}"


def test_no_numeric_matrix_in_markdown():
    """The plainest form of the promise, without any parser of ours: a grep."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        found = NUMERIC_MATRIX.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: a matrix is typed: {found[0]}"


# What is no page: the first words that somebody reads, and the words around every page


@pytest.mark.parametrize("name", READMES)
def test_no_number_is_typed_into_a_readme(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    may = allowed(name, READMES[name])
    found = typed(text, may)
    found += [one for fence in fences(text) for one in typed(fence.code, may)]
    assert not found, f"{name} has typed numbers:\n" + "\n".join(found)


def config_words(name):
    """Titles and descriptions of a site: its own, those in its navigation, its own words."""
    text = (ROOT / name).read_text(encoding="utf-8")
    config = yaml.safe_load(text.replace("!ENV ", ""))
    toggles = [one["toggle"]["name"] for one in config["theme"]["palette"]]
    words = config["extra"]["words"].values()
    return [
        config["site_name"],
        config["site_description"],
        *titles(config["nav"]),
        *toggles,
        *words,
    ]


def titles(nav):
    """The titles of a navigation, at every depth."""
    for entry in nav:
        for title, inner in entry.items() if isinstance(entry, dict) else ():
            yield title
            yield from titles(inner if isinstance(inner, list) else [])


@pytest.mark.parametrize("name", CONFIG)
def test_no_number_is_typed_into_the_configuration(name):
    for text in config_words(name):
        found = typed(text, allowed(name, CONFIG[name]))
        assert not found, f"{name}: {text!r}: {'; '.join(found)}"


def notes(language):
    """The notes of the glossary in one language."""
    return [getattr(term, f"note_{language}") for term in facts.glossary()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_typed_into_a_note_of_the_glossary(language):
    found = typed("\n\n".join(notes(language)), allowed(GLOSSARY, language))
    assert not found, f"{GLOSSARY}, one term a line: {'; '.join(found)}"


# What may be said although it is a number


def said_at(where, language):
    """All that a page or a file says outside its formulas and values."""
    if where in READMES:
        text = (ROOT / where).read_text(encoding="utf-8")
        return "\n\n".join([prose(text), *(fence.code for fence in fences(text))])
    if where == GLOSSARY:
        return "\n\n".join(notes(language))
    found = page(language, where)
    assert found, f"spoken.yml names {where}, and there is no such page"
    code = [text for fence in blocks(found) for text, _ in comments(fence.code)]
    text = plain(found.markdown)
    return "\n\n".join([description(found), prose(text), *hidden(text), *code])


@each_place
def test_every_phrase_stands_where_it_is_allowed(where, language):
    """As often as it is listed: a changed number would leave its phrase behind."""
    text, wanted = plain(said_at(where, language)), phrases(where, language)
    for phrase in sorted(set(wanted), key=len, reverse=True):
        text, times = as_pattern(phrase).subn("", text)
        assert times == wanted.count(phrase), (
            f"spoken.yml allows {phrase!r} {wanted.count(phrase)} times on {where} ({language}); "
            f"it stands there {times} times. List it as often as it stands there, or take it out."
        )


def test_every_group_has_its_reason_and_numbers_alone():
    for group in groups():
        assert set(group["why"]) > {" "}
        for where in {*group} - {"why"}:
            for phrase in [one for said in group[where].values() for one in said]:
                assert list(in_prose(phrase)), f"spoken.yml: {phrase!r} has no number"


# Formulas in words, where no TeX can stand


def in_words(where, language):
    """The formulas that stand in the words of a place."""
    return set(FORMULA.findall(said_at(where, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_in_words_is_what_its_function_computes(language):
    """In descriptions, titles, notes and READMEs, as engine/formulas.py writes it."""
    files = [*(one for one in READMES if READMES[one] == language), GLOSSARY]
    for where in [*(one.name for one in pages(language)), *files]:
        right = {text for pair in formulas(where) for text in pair}
        wrong = in_words(where, language) - right
        assert not wrong, f"{where} ({language}): {wrong} is none of {right or 'no formulas'}"


@pytest.mark.parametrize("where", IN_WORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_that_may_stand_in_words_does(where, language):
    for pair in formulas(where):
        assert in_words(where, language) & set(pair), (
            f"{where} ({language}) does not say {pair[0]!r} any more"
        )


def test_the_effective_kernel_is_what_its_note_says():
    (pair,) = formulas(GLOSSARY)
    (term,) = [one for one in facts.glossary() if one.en == "effective kernel size"]
    assert pair[0] in term.note_en
    assert pair[0] in term.note_zh


@pytest.mark.parametrize(
    "text",
    ["p' = k - p + 1", "pad with k + 1 - p", "即 d(k + 1) + 1，", "k' = 2k - 1", "(i - 1) * s"],
)
def test_a_formula_in_words_is_found(text):
    assert FORMULA.search(text)


@pytest.mark.parametrize("text", ["a 2-D input", "x - and more", "p' and k", "the rest - a word"])
def test_words_are_no_formula(text):
    assert not FORMULA.search(text)


# The lint itself

FINE = [
    "Rotate it by 180°, along every axis of a 2-D input.",
    "`nn.Conv2d` takes float32 and int64, F.conv_transpose1d too.",
    "We count {{ right }} of {{ cases }}; that is {{ share:.1%} }.".replace("} }", "}}"),
    "for stride 1 and dilation 1",
    "1. first\n2. last",
    "see [the issue](https://example.org/17) of [an article](../a1.md)",
    "![](../assets/3.svg){ width=300 }",
    "## A heading { #part-2 }",
    "*输入*{.input} 转 180°，四周补零，第一次",
    "$\\formula{conv-size}$ and $x_{0,1}$ and $\\Kernel{w_n}$, $\\operatorname{F.conv1d}$",
    "for $s \\ge 1$, $p' < 0$, $0 \\le t < k$, $t = 0, \\dots, k$, and $d = 1$",
    "$C = \\begin{bmatrix} w_0 & w_1 & 0 \\\\ 0 & w_0 & w_1 \\end{bmatrix}$",
    "$k = {{ k }}$, $p' = {{ k }} - p = {{ p }}$",
    "write `padding=0` or `nn.Conv2d(padding={{ p }})` or `im2col`",
    "in {{ ways:word }} ways, 用{{ ways:word }}种方法, one way, property and often",
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
    "in two ways",
    "the Second one",
    "twice a dozen",
    "half of it, three quarters",
    "both of them",
    "doubles the size",
    "两种方法",
    "第二种",
    "三分之一",
    "放大一倍",
    "双语",
    "一半",
    "½ of it",
    "⑨",
    "x² cells",
    "x₈ cells",
    "有４列",
    "Ⅻ cases",
    "x80",
    "ten-fold",
    "v2 of it",
    "Conv22d",
    "see [issue #17](https://example.org/17)",
    "under the date 2544-01-01",
    "matrix (1)",
    "81. first",
    '<abbr title="2,545 cases">many</abbr>',
    "<abbr title='81'>many</abbr>",
    '*word*{ title="81" }',
    '[word](a.md "81 cases")',
    "![81 cells](a.svg)",
    "[^1]: In 81 cases.",
    '[a]: https://example.org "81 cases"',
    '```python id="file" title="81 cases"\n```',
    "`tensor([[12, 16], [24, 29]])`",
    "`y = 81`",
    "`padding=1`",
    "`x80`",
    "$\\operatorname{81}$",
    "$\\texttt{kernel\\_size=3}$",
    "$81z^{7}$",
    "$z^{7}$",
    "$y_{2545}$",
    "$2p$",
    "$10^k$",
    "$y_{⑨}$",
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
        "y = f(x)  # two of them",
        'print("two of them")',
        'show(r"y = 81z")',
        'show(r"\\texttt{padding=1}")',
        'show(r"\\text{in two ways}")',
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


def test_an_exact_phrase_may_hold_a_number():
    text = "Derive k - 1 of\nthe three ways."
    assert typed(text, ["the three ways"])
    assert typed(text, ["k - 1 of the three ways"]) == []
    assert typed(text.replace("three", "four"), ["k - 1 of the three ways"])
    assert typed("the three ways2", ["the three ways"])


def plain_comments(path):
    """The comments of a file, less what they say to a linter."""
    return [NOQA.sub("", text) for text, _ in comments(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", sorted(ROOT.glob("snippets/*.py")), ids=lambda path: path.stem)
def test_no_comment_of_a_snippet_has_a_number(path):
    """Docstrings are read and tried; what a comment counted, nobody would."""
    found = [text for text in plain_comments(path) for _ in in_prose(text)]
    assert not found, f"{path.name}: {found}; say it in words, or in the docstring"
