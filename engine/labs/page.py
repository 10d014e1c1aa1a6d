"""The page of an executed lab, as Markdown, so that it goes the way of every other page."""

import re

from nbformat import NotebookNode

from engine.errors import PageError


def to_markdown(lab: NotebookNode, where: str) -> str:
    """Prose as it is, every code cell as a fence and what it gave."""
    parts = (
        cell.source if cell.cell_type == "markdown" else code_cell(cell, where)
        for cell in lab.cells
    )
    return "\n\n".join(parts)


def code_cell(cell: NotebookNode, where: str) -> str:
    """A code cell and what it gave, wrapped like the executed fences of the other pages."""
    parts = [fence("python", cell.source)]
    if cell.outputs:
        results = "\n\n".join(output(one, where) for one in cell.outputs)
        parts.append(f'<div class="result" markdown="1">\n\n{results}\n\n</div>')
    body = "\n\n".join(parts)
    return f'<div class="run" id="run-{cell.id}" markdown="1">\n\n{body}\n\n</div>'


def output(result: NotebookNode, where: str) -> str:
    """One output of a cell."""
    if result.output_type == "stream":
        return fence("text", result.text.rstrip("\n"))
    if "text/latex" in result.data:
        return str(result.data["text/latex"])
    if "text/plain" not in result.data:
        kinds = ", ".join(result.data)
        raise PageError(f"{where}: a cell shows {kinds}; a lab can show text and LaTeX.")
    return fence("text", result.data["text/plain"])


def fence(language: str, text: str) -> str:
    """A fenced block, with more ticks than stand in the text."""
    ticks = "`" * max(8, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}{language}\n{text}\n{ticks}"
