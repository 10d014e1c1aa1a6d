"""Let mkdocs-jupyter run labs our way, and take the executed notebook back from it.

What it makes of a notebook is HTML that knows neither our links nor our formulas. Its template is
therefore ours, and hands over the executed notebook whole. jupyter_config.json is what nbconvert
reads: 60 seconds for one cell, no times in the file, no waiting for the end of a kernel that
hangs, and encryption, so that nobody else on the machine listens.
"""

import json
import os
import re
from pathlib import Path

import nbformat
from mkdocs_jupyter.config import settings
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

HERE = Path(__file__).resolve().parent
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)
SCRIPT = re.compile(r"<script[^>]*>([^<]*)</script>")


def set_up() -> None:
    """Name our templates to mkdocs-jupyter, and our configuration to Jupyter."""
    settings.templates_dir = str(HERE / "templates")
    os.environ["JUPYTER_CONFIG_PATH"] = str(HERE)


def executed(html: str) -> nbformat.NotebookNode:
    """The notebook that our template wrote."""
    found = SCRIPT.search(html)
    assert found, "mkdocs-jupyter did not use engine/labs/templates"
    notebook: nbformat.NotebookNode = nbformat.from_dict(json.loads(found[1]))
    return notebook
