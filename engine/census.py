"""What the pages of the site are made of, counted from their fences and from their code."""

import ast
from dataclasses import dataclass, fields
from pathlib import Path

from engine.pages import Block, read_blocks
from engine.trees import parsed

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
    counts = [_of_page(path) for path in sorted(ENGLISH.rglob("*.md"))]
    return Census(*(sum(getattr(one, each.name) for one in counts) for each in fields(Census)))


def _of_page(path: Path) -> Census:
    name = path.relative_to(ENGLISH).with_suffix("").as_posix()
    blocks = read_blocks(path.read_text(encoding="utf-8"), name)
    return Census(
        blocks=len(blocks),
        quoting=sum(block.quotes for block in blocks),
        checking=sum(block.is_check for block in blocks),
        comparisons=sum(_calls(block, ("agreed",)) for block in blocks),
        figures=sum(_calls(block, FIGURES) for block in blocks),
    )


def _calls(block: Block, names: tuple[str, ...]) -> int:
    calls = (node for node in ast.walk(parsed(block.code)) if isinstance(node, ast.Call))
    return sum(ast.unparse(call.func) in names for call in calls)
