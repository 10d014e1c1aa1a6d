"""A lab as a notebook: read from its text file, with the snippets that it includes put in."""

import re
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import jupytext
from markdown import Markdown
from nbformat import NotebookNode
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

INCLUDE = re.compile(r"^# (--8<-- )", re.MULTILINE)
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


class LabError(Exception):
    """A lab that is wrong, in one sentence."""


def read(path: Path, snippets: Mapping[str, Any]) -> NotebookNode:
    """The notebook of a text file; `snippets` are the options of pymdownx.snippets."""
    notebook: NotebookNode = jupytext.read(path, fmt="py:percent")
    notebook.metadata = METADATA
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"  # jupytext gives another at every reading
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.source = included(cell.source, snippets)
    return notebook


def included(code: str, snippets: Mapping[str, Any]) -> str:
    """Code with its includes put in."""
    lines, found = INCLUDE.subn(r"\1", code)
    if not found:
        return code
    options = {**SnippetExtension().getConfigs(), **snippets}
    try:
        text = "\n".join(SnippetPreprocessor(options, Markdown()).run(lines.split("\n")))
    except SnippetMissingError as error:
        raise LabError(str(error)) from None
    return re.sub(r"\n{3,}", "\n\n\n", text.strip())


def translated(lab: NotebookNode, english: NotebookNode) -> NotebookNode:
    """A lab that holds prose, and an empty cell wherever English has code, with that code."""
    ours, theirs = kinds(lab), kinds(english)
    for number, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue="missing"), 1):
        if one != other:
            raise LabError(
                f"it has {ours.count('code')} code cells, and the English lab has "
                f"{theirs.count('code')}; cell {number} is {one}, and in English {other}: "
                "put an empty cell, # %%, wherever English has code."
            )
    if any(cell.source for cell in code_cells(lab)):
        raise LabError("code stands in the English lab alone: leave the code cells empty here.")
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
