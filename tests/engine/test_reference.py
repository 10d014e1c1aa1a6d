"""The reference of a snippet: its docstrings, formulas as math, and what the Chinese page owes."""

from pathlib import Path

import pytest

from engine import docstrings, reference
from engine.errors import PageError
from engine.notation import typeset
from tests.project import LANGUAGES
from tests.source import Source, page, pages

FILE = '''"""A file, with `o = ceil(i / s)`.

Another paragraph, that is
wrapped.
"""

import math

Sizes = int | tuple[int, ...]


class Pair(NamedTuple):
    """Two.

    Attributes:
        one, two: numbers `>= 1`.
    """

    one: int
    two: int = 1


def half(i: int, how: Sizes = 2) -> int:
    """Halve `i`.

    Args:
        i: a number,
            `>= 0`.

    Returns:
        int: less.

    Examples:
        >>> half(3)
        2
    """
    return math.ceil(i / how)


def _private():
    """Nobody reads it."""
'''
ENGLISH = """# half.py

::: half

A file, with `o = ceil(i / s)`.

Another paragraph, that is wrapped.

### `Pair` { #half.Pair }

Two.

**Fields**

- `one`, `two`: numbers `>= 1`.

### `half` { #half.half }

Halve `i`.

**Arguments**

- `i`: a number, `>= 0`.

**Result**

- int: less.

## The whole file { #file }
"""


@pytest.fixture
def half(tmp_path, monkeypatch):
    """A snippet of its own, in the place of ours."""
    (tmp_path / "snippets").mkdir()
    path = tmp_path / "snippets" / "half.py"
    path.write_text(FILE.replace("class", "from typing import NamedTuple\n\n\nclass", 1), "utf-8")
    monkeypatch.setattr(docstrings, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(str(path.parent))
    return path


def test_docstrings_become_the_english_page(half):
    assert reference.described("# half.py\n\n::: half\n\n## The whole file { #file }\n") == ENGLISH


def test_the_example_runs_and_stands_below_the_signature_and_above_the_words(half):
    shown = reference.shown(ENGLISH, "page")
    signature = "half(i: int, how: Sizes = 2) -> int\n\nSizes = int | tuple[int, ...]"
    example = ">>> from half import half\n>>> half(3)\n2"
    places = [shown.index(one) for one in ("#half.half", signature, example, "Halve $i$")]
    assert places == sorted(places)
    assert "Pair(one: int, two: int = 1)" in shown


def test_formulas_are_typeset_and_names_of_arguments_stay_code(half):
    shown = reference.shown(ENGLISH, "page")
    assert r"A file, with $o = \allowbreak \lceil i / s \rceil$." in shown
    assert r"- `one`, `two`: numbers $\ge 1$." in shown


def test_a_formula_of_the_table_is_displayed_as_its_function_computes_it():
    shown = reference.shown(page("en", "reference/snippets/sizes").whole.markdown, "page")
    assert '```tex code="(i + 2 * p - d * (k - 1) - 1) // s + 1"' in shown
    assert r"o = \left\lfloor \frac{i + 2p - d(k - 1) - 1}{s} \right\rfloor + 1" in shown


def test_an_example_that_gives_something_else_is_refused(half):
    half.write_text(half.read_text("utf-8").replace(">>> half(3)", ">>> half(5)"), "utf-8")
    with pytest.raises(PageError, match=r"the example of half\.half does not give what it says"):
        reference.shown(ENGLISH, "page")


def test_an_example_may_use_what_it_imports_and_nothing_else(half):
    half.write_text(half.read_text("utf-8").replace(">>> half(3)", ">>> half(three)"), "utf-8")
    with pytest.raises(PageError, match="uses three, which is nowhere"):
        reference.shown(ENGLISH, "page")


def test_a_file_that_is_not_there_gets_a_sentence():
    with pytest.raises(PageError, match=r"::: nothing stands for snippets/nothing\.py"):
        reference.described("::: nothing\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("### `half` { #half.half }", "", "below what it says of half.Pair, write `### `half` {"),
        ("### `Pair` { #half.Pair }", "", "below what it says of half, write `### `Pair` {"),
        ("#half.half }", "#half.whole }", "page does not describe half.half"),
        (
            "## The",
            "### `_no` { #half._no }\n\n## The",
            "it must describe half.Pair, half.half",
        ),
    ],
)
def test_what_a_page_does_not_describe_is_said_in_one_sentence(half, old, new, said):
    with pytest.raises(PageError) as refused:
        reference.shown(ENGLISH.replace(old, new), "page")
    assert said in str(refused.value)


def test_a_page_may_name_what_it_describes(half):
    alone = reference.described("::: half half\n")
    assert "{ #half.half }" in alone
    assert "#half.Pair" not in alone
    assert "#half.Pair" not in reference.shown(alone, "page")


def test_readers_see_no_directive_of_doctest(half):
    text = half.read_text("utf-8").replace("half(3)\n", "half(3)  # doctest: +ELLIPSIS\n")
    half.write_text(text, "utf-8")
    assert ">>> half(3)\n2" in reference.shown(ENGLISH, "page")


def test_a_changed_docstring_changes_what_chinese_is_read_against(half):
    def english():
        return Source("en", "half", Path("half.md"), "# half.py\n\n::: half\n").whole.text

    before = english()
    half.write_text(half.read_text("utf-8").replace("Halve", "Double"), "utf-8")
    assert english() != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_is_described_in_both_languages(language):
    found = [one for one in pages(language) if "\n::: " in one.markdown]
    assert len(found) == len(list(docstrings.ROOT.glob("snippets/*.py")))
    for one in found:
        assert not reference.lacking(one.whole.markdown, one.where)


@pytest.mark.parametrize(
    ("code", "tex"),
    [
        ("p' = d(k - 1) - p", "p' = d ( k - 1 ) - p"),
        ("m = n * stride + 1", r"m = n \cdot \texttt{stride} + 1"),
        ("floor((h - kh) / s) + 1", r"\lfloor ( h - k_h ) / s \rfloor + 1"),
        ("max(ceil(i / s), 0)", r"\max( \lceil i / s \rceil , 0 )"),
        ("(B, C / groups, i1, ..., in)", r"( B , C / \texttt{groups} , i_1 , \ldots , i_n )"),
        ("0 <= op < 2", r"0 \le op < 2"),
        ("C * k1 * ... * kn", r"C \cdot k_1 \cdots k_n"),
        ("y = C.T @ x", r"y = C ^{\mathsf T} \, x"),
        ("y[n] += x[:, n]", r"y [ n ] \mathrel{+}= x [ {:} , n ]"),
        ("sum of g[n] * weight[t]", r"\sum g [ n ] \cdot \texttt{weight} [ t ]"),
        ("(m + 2) x (m + 2)", r"( m + 2 ) \times ( m + 2 )"),
        (
            "p'_b = p_before + output_padding",
            r"p'_b = p_{\text{before}} + \texttt{output\_padding}",
        ),
        ("1e-7", "10^{-7}"),
    ],
)
def test_a_formula_is_typeset(code, tex):
    assert typeset(code) == tex


@pytest.mark.parametrize(
    "code",
    [
        *("stride", "y_shape", "None", "nan", "float32", "torch.nn.Conv2d", "x.ravel()"),
        *('padding="same"', "padding=p", "conv2d(x, weight)", "window(r, c)", '"zeros"'),
        *("torch.nn.functional.conv1d, 2d, 3d", "product of all strides", "h // 2"),
    ],
)
def test_code_stays_code(code):
    assert typeset(code) is None
