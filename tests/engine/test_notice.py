"""Every page notices a wrong PyTorch and a wrong snippet by itself; no build is needed to ask."""

import importlib
import inspect
import re

import pytest

from tests.engine.blocks import FUNCTIONS, run_page, run_with_wrong
from tests.project import ROOT
from tests.source import pages


@pytest.fixture(scope="module")
def printed():
    """What every page prints when nothing is broken."""
    return {page.name: run_page(page) for page in pages("en")}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_every_page_notices_a_wrong_pytorch(page, function, printed, monkeypatch):
    """No page leaves the noticing to another: its blocks alone are run here, without a build."""
    wrong = run_with_wrong(function, page, monkeypatch)
    assert wrong in (None, printed[page.name]), (
        f"{page.where} shows results of F.{function} and does not notice when they are wrong: "
        "compare them with agreed()"
    )


def off_by_one(value):
    """The same result with every number one too large."""
    if isinstance(value, dict):
        return {key: off_by_one(one) for key, one in value.items()}
    if isinstance(value, range):
        return range(value.start + 1, value.stop + 1)
    if hasattr(value, "_fields"):
        return type(value)(*map(off_by_one, value))
    if isinstance(value, (tuple, list)):
        return type(value)(map(off_by_one, value))
    return value if value is None else value + 1


def imported_functions(page):
    """Module and name of every function of a snippet that a page imports for its results."""
    code = page.cells if page.is_lab else [fence.code for fence in page.fences if fence.executed]
    lines = re.findall(r"^from (\w+) import ([\w, ]+)", "\n".join(code), re.MULTILINE)
    for stem, names in ((one, words.replace(",", " ").split()) for one, words in lines):
        if (ROOT / "snippets" / f"{stem}.py").is_file():
            module = importlib.import_module(stem)
            # legal_cases gives the cases to check, and no result.
            for name in names:
                if inspect.isfunction(getattr(module, name)) and name != "legal_cases":
                    yield module, name


@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_every_page_notices_a_wrong_snippet(page, printed):
    """A witness that calls the function which it should check would not notice."""
    for module, name in imported_functions(page):
        right = getattr(module, name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, name, lambda *args, **kw: off_by_one(right(*args, **kw)))  # noqa: B023
            try:
                wrong = run_page(page)
            except Exception:  # a wrong size can end in any of them, and all end the build
                continue
        assert wrong == printed[page.name], (
            f"{page.where} shows results of {module.__name__}.{name} and does not notice when they "
            "are wrong: compare them with agreed()"
        )
