"""A lab as a notebook: read from its text file, with the snippets that it includes put in."""

import re
from itertools import zip_longest
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from engine import formulas
from engine.errors import PageError
from engine.includes import included

ROOT = Path(__file__).resolve().parent.parent.parent
INCLUDE = re.compile(r"^# (--8<-- )", re.MULTILINE)
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


def lab(name: str, language: str) -> NotebookNode:
    """A lab of one language; its code stands in the English text alone."""
    where = f"docs/{language}/{name}.py"
    english = ROOT / "docs" / "en" / f"{name}.py"
    if language == "en":
        return read(english, where)
    if not english.is_file():
        raise PageError(f"{where}: there is no English lab of this name to take the code from.")
    theirs = read(english, f"docs/en/{name}.py")
    return translated(read(ROOT / where, where), theirs, where)


def read(path: Path, where: str) -> NotebookNode:
    """The notebook of a text file."""
    notebook: NotebookNode = jupytext.read(path, fmt="py:percent")
    notebook.metadata = METADATA
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"  # jupytext gives another at every reading
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.source = included(INCLUDE.sub(r"\1", cell.source), where)
        else:  # written out here, since a downloaded notebook knows no \formula
            cell.source = formulas.put(cell.source, where)
    return notebook


def translated(lab: NotebookNode, english: NotebookNode, where: str) -> NotebookNode:
    """A lab that holds prose, and an empty cell wherever English has code, with that code."""
    ours, theirs = kinds(lab), kinds(english)
    for number, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue="missing"), 1):
        if one != other:
            raise PageError(
                f"{where}: it has {ours.count('code')} code cells, and the English lab has "
                f"{theirs.count('code')}; cell {number} is {one}, and in English {other}: "
                "put an empty cell, # %%, wherever English has code."
            )
    if any(cell.source for cell in code_cells(lab)):
        raise PageError(
            f"{where}: leave its code cells empty; code stands in the English lab alone."
        )
    return with_code(lab, english)


def kinds(lab: NotebookNode) -> list[str]:
    """What each cell is: code or markdown."""
    return [cell.cell_type for cell in lab.cells]


def with_code(lab: NotebookNode, other: NotebookNode) -> NotebookNode:
    """The prose of a lab, with the code cells of another and all that they gave."""
    code = iter(code_cells(other))
    cells = [next(code) if cell.cell_type == "code" else cell for cell in lab.cells]
    return NotebookNode(lab, cells=cells)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that run, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
