"""Sections of snippets in code: a line ``--8<-- "conv.py:by-hand"`` is replaced by the section."""

import re
from pathlib import Path

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from engine.errors import PageError

ROOT = Path(__file__).resolve().parent.parent
# The settings of the pages' own includes in mkdocs.yml; a test keeps them equal.
SETTINGS = {"base_path": [str(ROOT / "snippets")], "check_paths": True, "restrict_base_path": True}


def included(code: str, where: str) -> str:
    """Code with its includes put in."""
    if "--8<--" not in code:
        return code
    options = {**SnippetExtension().getConfigs(), **SETTINGS}
    try:
        lines = SnippetPreprocessor(options, Markdown()).run(code.split("\n"))
    except SnippetMissingError as error:
        raise PageError(f"{where}: {error}") from None
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines).strip("\n"))
