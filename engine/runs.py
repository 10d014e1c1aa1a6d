"""The results of every page's code: made once, and again when something that it read changed."""

from pathlib import Path

from engine import pages, reads
from engine.ahead import Ahead
from engine.fences import fences
from engine.values import named

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "docs" / "en"

ahead = Ahead()
_made: dict[str, tuple[object, pages.Page]] = {}


def english(name: str) -> str:
    """The English Markdown of a page, where its code stands; empty where there is none."""
    path = ENGLISH / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def results(name: str) -> pages.Page:
    """What the code of a page gave, from this run or from one that read the same."""
    markdown = english(name)
    judged = fences(markdown, f"docs/en/{name}.md"), named(markdown)
    known, page = _made.get(name, (None, None))
    if page is None or known != judged or not reads.unchanged(page.reads):
        page = pages.judged(ahead.call(pages.executed, markdown, name), markdown, name)
        _made[name] = judged, page
    else:
        reads.noted(page.reads)
    return page
