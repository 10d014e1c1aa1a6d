"""Let mkdocs-jupyter run labs our way, and take the executed notebook back from it.

What it makes of a notebook is HTML that knows neither our links nor our formulas. Its template is
therefore ours, and hands over the executed notebook whole. jupyter_config.json is what nbconvert
reads: 60 seconds for one cell, an error where its output does not arrive (nbclient would leave it
out), no times in the file, no waiting for the end of a kernel that hangs, and encryption, so that
nobody else on the machine listens.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from engine.errors import PageError
from engine.labs.notebook import code_cells, with_code

FOLDER = Path(__file__).resolve().parent  # of templates/ and of jupyter_config.json
SCRIPT = re.compile(r"<script[^>]*>([^<]*)</script>")

# The code of a lab -> the executed notebook: it runs once for both languages and all rebuilds.
KEPT = 50  # of the last saves
_ran: dict[tuple[str, ...], nbformat.NotebookNode] = {}


def executed(
    lab: nbformat.NotebookNode, to_html: Callable[[], str], where: str
) -> nbformat.NotebookNode:
    """A lab with what its code gave; `to_html` is mkdocs-jupyter, which runs it where needed."""
    code = _code(lab)
    if code not in _ran:
        while len(_ran) >= KEPT:
            del _ran[next(iter(_ran))]  # the oldest
        try:
            _ran[code] = from_html(to_html())
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise PageError(f"{where}: a cell failed.\n{error}") from None
    return with_code(lab, _ran[code])


def is_known(lab: nbformat.NotebookNode) -> bool:
    """Whether the code of a lab ran before, so that nobody waits for it."""
    return _code(lab) in _ran


def _code(lab: nbformat.NotebookNode) -> tuple[str, ...]:
    return tuple(cell.source for cell in code_cells(lab))


def from_html(html: str) -> nbformat.NotebookNode:
    """The notebook that our template wrote."""
    found = SCRIPT.search(html)
    assert found, "engine/labs/templates was not used"
    notebook: nbformat.NotebookNode = nbformat.from_dict(json.loads(found[1]))
    return notebook
