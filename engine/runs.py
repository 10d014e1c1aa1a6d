"""The results of every page's code: made once, and again when something that it read changed."""

from pathlib import Path

from engine import pages, reads
from engine.ahead import Ahead
from engine.fences import fences

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "docs" / "en"

ahead = Ahead()
_made: dict[str, tuple[list[tuple[str, ...]], pages.Page]] = {}


def english(name: str) -> str:
    """The English Markdown of a page, where its code stands; empty where there is none."""
    path = ENGLISH / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def results(name: str) -> pages.Page:
    """What the code of a page gave, from this run or from one that read the same."""
    markdown = english(name)
    code = [
        (fence.id, *fence.options.values(), fence.code)
        for fence in fences(markdown, f"docs/en/{name}.md")
    ]
    known, page = _made.get(name, (None, None))
    if page is None or known != code or not reads.unchanged(page.reads):
        page = ahead.run(markdown, name)
        _made[name] = code, page
    return page
