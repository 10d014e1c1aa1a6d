"""The page of an executed lab, as Markdown, so that it goes the way of every other page."""

from nbformat import NotebookNode

from engine.labs.notebook import LabError


def to_markdown(notebook: NotebookNode) -> str:
    """Prose as it is, every code cell as a fence and what it gave."""
    return "\n\n".join(
        cell.source if cell.cell_type == "markdown" else code_cell(cell) for cell in notebook.cells
    )


def code_cell(cell: NotebookNode) -> str:
    """A code cell and what it gave, wrapped like the executed fences of the other pages."""
    parts = [fence("python", cell.source)]
    if cell.outputs:
        results = "\n\n".join(output(one) for one in cell.outputs)
        parts.append(f'<div class="result" markdown="1">\n\n{results}\n\n</div>')
    body = "\n\n".join(parts)
    return f'<div class="run" id="run-{cell.id}" markdown="1">\n\n{body}\n\n</div>'


def output(result: NotebookNode) -> str:
    """One output of a cell."""
    if result.output_type == "stream":
        return fence("text", result.text.rstrip("\n"))
    if "text/latex" in result.data:
        return str(result.data["text/latex"])
    if "text/plain" not in result.data:
        raise LabError(f"a cell shows {', '.join(result.data)}; a lab can show text and LaTeX.")
    return fence("text", result.data["text/plain"])


def fence(language: str, text: str) -> str:
    """A fenced block, long enough to hold any text."""
    return f"````````{language}\n{text}\n````````"
