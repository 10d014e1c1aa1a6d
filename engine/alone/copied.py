"""What is copied of a block: the block, and above it what it needs from the page."""

import ast
import functools
import re

from engine import above
from engine.alone.brought import is_snippet
from engine.alone.file import HELPERS
from engine.alone.prints import of_the_site
from engine.pages import Result
from engine.trees import parsed

AGREED = re.compile(r"\bagreed\(")


@functools.lru_cache(maxsize=2_000)  # once for both languages
def whole(result: Result, site: str) -> str:
    """A block with what it needs from above; `site` is the address of the site.

    A snippet is named by its address: whoever runs the block puts the file beside it. Nothing
    where the block shows the site's own tables.
    """
    source = _without_shows(result.source) if result.is_check else result.source
    text = "\n".join(part for part in (result.needs, source) if part)
    if of_the_site(text):
        return ""
    named = "\n".join(_named(line, site) for line in text.split("\n"))
    if not AGREED.search(text):
        return named
    return f"import numpy as np\n{HELPERS['agreed']}\n\n{named}"


def _without_shows(code: str) -> str:
    """A check, which is shown whole, less what only the site can show, such as an exercise."""
    nodes = [node for node in parsed(code).body if not _shows(node)]
    return "\n".join(above.text_of(code, node) for node in nodes)


def _shows(node: ast.stmt) -> bool:
    match node:
        case ast.ImportFrom(module="render"):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name.startswith("show")
    return False


def _named(line: str, site: str) -> str:
    """A line that imports from a snippet, with the address of that."""
    words = line.split()
    if words[:1] == ["from"] and is_snippet(words[1]):
        return f"{line}  # {site}snippets/{words[1]}.py"
    return line
