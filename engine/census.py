"""What the pages of the site are made of, counted from their fences and from their code."""

import ast
import functools
from dataclasses import dataclass, fields
from pathlib import Path

from engine import fences, reads
from engine.pages import blocks
from engine.trees import KEPT, named, parsed, walked

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "docs" / "en"
FIGURES = ("show_explorer", "show_figure")


@dataclass(frozen=True)
class Census:
    """Counts over all pages, once for both languages, labs apart.

    Blocks run; some of them only quote, and some only check and are folded away. `comparisons` are
    calls of agreed, `figures` those that a script computes once more.
    """

    blocks: int
    quoting: int
    checking: int
    comparisons: int
    figures: int


def census() -> Census:
    """Count the pages of docs/en."""
    counts = [_of_page(path) for path in reads.taken(_pages, ENGLISH)]
    return Census(*(sum(getattr(one, each.name) for one in counts) for each in fields(Census)))


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))


def _of_page(path: Path) -> Census:
    name = path.relative_to(ENGLISH).with_suffix("").as_posix()
    found = blocks(reads.taken(fences.of, path), name)
    return Census(
        blocks=len(found),
        quoting=sum(block.quotes for block in found),
        checking=sum(block.is_check for block in found),
        comparisons=sum(_calls(block.code, ("agreed",)) for block in found),
        figures=sum(_calls(block.code, FIGURES) for block in found),
    )


@functools.lru_cache(maxsize=KEPT)  # a save changes a block or two
def _calls(code: str, names: tuple[str, ...]) -> int:
    calls = (node for node in walked(parsed(code)) if isinstance(node, ast.Call))
    return sum(named(call.func) in names for call in calls)
