"""The notebook file of a lab: as executed, with prose that any notebook program can show."""

import copy
import re
from urllib.parse import urljoin

import nbformat

from facts import without_roles

ID = re.compile(r" \{ #[\w-]+ \}$", re.MULTILINE)
LINK = re.compile(r"\]\(([\w./-]+?)(?:\.md)?(#[\w-]+)?\)")


def to_file(notebook: nbformat.NotebookNode, address: str) -> str:
    """The text of the file; its links lead to the site, from the address where the lab stands."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, address)
    return str(nbformat.writes(notebook))


def plain(prose: str, address: str) -> str:
    """Prose without our marks, and with whole addresses."""
    prose = without_roles(ID.sub("", prose))
    return LINK.sub(lambda link: f"]({_whole(address, link[1])}{link[2] or ''})", prose)


def _whole(address: str, link: str) -> str:
    """The address of a page; a folder's index.md has the address of the folder."""
    return re.sub(r"(?:^|(?<=/))index$", "", urljoin(address, link))
