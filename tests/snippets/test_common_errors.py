"""The errors of common_errors.py are what PyTorch says today, and their fixes mend them."""

import textwrap

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from common_errors import ERRORS, raised
from torch import nn

from tests.engine.blocks import run_page
from tests.source import page

each_error = pytest.mark.parametrize("known", ERRORS, ids=lambda known: known.id)


def test_texts_are_those_of_pytorch(checked):
    for known in ERRORS:
        now = raised(known.code)
        assert now == (known.kind, known.text), (
            f"{known.id}: PyTorch says {now}; write that into snippets/common_errors.py, read "
            "what howto/errors says of it, and call `make helpers`"
        )
    checked([raised], "texts of errors against PyTorch", len(ERRORS))


def test_a_code_that_raises_nothing_has_no_text():
    assert raised("torch.ones(2)") == ("", "")
    assert raised("torch.ones(2") == ("SyntaxError", "'(' was never closed (<string>, line 1)")


@each_error
def test_the_fix_goes_on_where_the_code_ended(known):
    scope = {"torch": torch, "nn": nn, "F": F, "np": np}
    with pytest.raises((RuntimeError, ValueError, TypeError)):
        exec(known.code, scope)
    assert "y" not in scope
    exec(known.fix, scope)
    assert isinstance(scope["y"], torch.Tensor)


def test_every_error_has_its_id_once():
    ids = [known.id for known in ERRORS]
    assert sorted(ids) == sorted(set(ids))


@each_error
def test_the_page_of_errors_shows_this_code(known):
    """The page has each as a reader would write it; its home is the snippet."""
    shown = {fence.id: fence.code for fence in page("en", "howto/errors").fences}
    code = textwrap.indent(known.code.strip("\n"), "    ")
    raising = f'try:\n{code}\nexcept {known.kind} as error:\n    print(f"{known.kind}: {{error}}")'
    assert shown[known.id] == raising
    assert shown[f"{known.id}-fixed"].startswith(known.fix.strip("\n") + "\nprint(")


def test_a_text_that_changed_stops_the_build(monkeypatch):
    """The page says which error it is, and what PyTorch says now."""
    right = torch.cat

    def reworded(*args):
        try:
            return right(*args)
        except RuntimeError:
            raise RuntimeError("in other words") from None

    monkeypatch.setattr(torch, "cat", reworded)
    with pytest.raises(ValueError, match=r"cat: PyTorch now says .*in other words"):
        run_page(page("en", "howto/errors"))
