"""Run the blocks of a page without the site: a second, small reading of what a page computes.

Tests break PyTorch or a snippet and ask whether the page would notice. Through the whole build
that takes seconds a time; like this it takes milliseconds.
"""

import io
import re
from contextlib import chdir, redirect_stdout

import torch.nn.functional as F  # noqa: N812

from tests.project import ROOT

FUNCTIONS = ["conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"]

# By their names: a page that ran before may have imported render anew, and with it other classes.
NOTICED = {"AssertionError", "Disagreement", "Unshowable"}
INCLUDE = re.compile(r'^(?:# )?--8<-- "([\w.]+)(?::([\w-]+))?"$', re.MULTILINE)


def snippets():
    """The text of every snippet, by file name."""
    return {path.name: path.read_text("utf-8") for path in (ROOT / "snippets").glob("*.py")}


def included(code, files):
    """Code with its includes put in."""

    def text(found):
        file = files[found[1]]
        if not found[2]:
            return file
        start, end = f"# --8<-- [start:{found[2]}]\n", f"# --8<-- [end:{found[2]}]"
        return file.partition(start)[2].partition(end)[0]

    return INCLUDE.sub(text, code)


def run_page(page, files=None):
    """Execute the blocks of a page, or the cells of a lab, and return what they printed.

    `files` are the snippets' texts; a test may give broken ones.
    """
    files = files or snippets()
    code = page.cells if page.is_lab else [fence.code for fence in page.fences if fence.executed]
    scope = {"__name__": f"{page.language}/{page.name}", "language": page.language}
    printed = io.StringIO()
    with redirect_stdout(printed), chdir(ROOT):
        for block in code:
            exec(compile(included(block, files), page.where, "exec"), scope)
    return printed.getvalue()


def run_with_wrong(function, page, monkeypatch):
    """What a page prints with a function of PyTorch that is off by one; None when it notices."""
    run_page(page)  # snippets are imported with the right function, in whatever order tests run
    right = getattr(F, function)
    monkeypatch.setattr(F, function, lambda *args, **options: right(*args, **options) + 1)
    try:
        return run_page(page)
    except Exception as error:
        if type(error).__name__ not in NOTICED:
            raise
        return None
