"""What is copied of a block runs alone, with what it needs from above, and prints the same."""

import contextlib
import io
import warnings

import pytest

from engine import above, runs
from engine.alone import copied
from tests.source import names, page

PAGES = [name for name in names("en") if any(fence.executed for fence in page("en", name).fences)]
OF_THE_SITE = {"learn/fast-algorithms", "reference/glossary", "reference/snippets"}
OF_THE_SITE |= {"about/changes", "howto/check-here", "reference/verification"}


def printed(code):
    """What code prints in a module of its own."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), warnings.catch_warnings(action="ignore"):
        exec(compile(code, "<copied>", "exec"), {"__name__": "copied"})
    return said.getvalue()


@pytest.mark.parametrize("name", PAGES)
def test_what_is_copied_of_a_block_runs_alone_and_prints_the_same(name):
    for identifier, result in runs.results(name).results.items():
        code = copied.whole(result, "https://site/")
        if name in OF_THE_SITE and not code:
            continue
        said = printed(code)
        if not result.is_markdown:
            # What it needs may print, too.
            assert said.endswith(result.printed), f"{name}#{identifier}"
            assert said == result.printed or "print(" in result.needs, f"{name}#{identifier}"


CODE = """
import numpy as np
from math import ceil, floor

a = 1
b = a + 1
rows = []
for n in range(b):
    rows.append(n)
c = np.zeros(2)
c[0] = b
a = 5


def f(x, k=b):
    y = x + c
    return y
"""


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("print(7)", []),
        ("a + 1", ["a = 5"]),
        ("floor(2)", ["from math import floor"]),
        ("b", ["a = 1", "b = a + 1"]),
        ("rows", ["a = 1", "b = a + 1", "rows = []", "for n in range(b):\n    rows.append(n)"]),
        ("[n for n in range(3)]", []),
        ("n = 3\nn", []),
        ("def g(a):\n    return a", []),
        ("def g():\n    return a", ["a = 5"]),
        ("for a in [1]:\n    a", []),
        ("if a:\n    a = 2", ["a = 5"]),
        ("a += 1", ["a = 5"]),
    ],
)
def test_only_what_is_read_is_needed(code, wanted):
    assert above.needed(code, [CODE], set()) == wanted


def test_what_changes_a_value_in_place_is_needed():
    found = above.needed("f(1)", [CODE], set())
    assert found[-2:] == ["c[0] = b", CODE[CODE.index("def f") :].strip()]
    assert "a = 5" not in found


def test_what_only_shows_or_compares_is_not_needed():
    block = "x = 1\nagreed(x, y)\nshow(r'$x', x=x)\nx_tex = matrix(x)"
    assert above.needed("x", [block], {"agreed", "show", "matrix"}) == ["x = 1"]


def test_a_snippet_is_named_by_its_address():
    result = runs.results("learn/padding-modes").results["layer-check"]
    assert "from conv import conv  # https://site/snippets/conv.py\n" in copied.whole(
        result, "https://site/"
    )


def test_a_check_brings_what_compares():
    result = runs.results("learn/padding-modes").results["result-check"]
    wrong = copied.whole(result, "").replace('np.pad(signal, 2, "edge")', "np.pad(signal, 2)")
    with pytest.raises(AssertionError):
        printed(wrong)


def test_an_import_that_may_fail_is_needed_with_what_is_said_then():
    code = "try:\n    import torch\nexcept ImportError:\n    print('no')"
    assert above.needed("torch.ones(1)", [code], set()) == [code]
    assert above.needed("numpy.ones(1)", [code], set()) == []
