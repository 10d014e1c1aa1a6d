"""Which numbers two built sites show differently, as Markdown: `make diff BASE=folder`.

A page is read back as its snapshot is: values in the prose, results of blocks, formulas. For all
else that moved, such as words, links and figures, there is `python -m tests.compare`.
"""

import argparse
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.pages.test_snapshots import facts
from tests.reading import built_pages

AROUND, LONGEST, ROWS = 16, 60, 200  # characters around a difference and in a cell; rows shown
Change = tuple[str, str, str, str]  # page, place, before, after


def main(arguments: list[str] | None = None) -> int:
    """Print what changed; 0 whatever it is, since a changed number is no mistake."""
    parser = argparse.ArgumentParser(prog="make diff")
    parser.add_argument("base", type=Path, help="the site built before")
    parser.add_argument("site", type=Path, help="the site built after")
    asked = parser.parse_args(arguments)
    for folder in (asked.base, asked.site):
        if not (folder / "index.html").is_file():
            parser.error(f"{folder} holds no built site")
    print(report(asked.base.resolve(), asked.site.resolve()))
    return 0


def report(base: Path, site: Path) -> str:
    """The changes as a heading and a table."""
    before, after = set(built_pages(base)), set(built_pages(site))
    changes = list(changed(base, site, sorted(before & after)))
    pages = len({page for page, *_ in changes})
    lines = [f"### Numbers: {pages} of {len(after)} pages changed", ""]
    lines += [f"- new: {address(*page)}" for page in sorted(after - before)]
    lines += [f"- gone: {address(*page)}" for page in sorted(before - after)]
    if changes:
        lines += ["", "| page | where | before | after |", "| --- | --- | --- | --- |"]
        lines += ["| " + " | ".join(map(cell, row)) + " |" for row in changes[:ROWS]]
    if changes[ROWS:]:
        lines += ["", f"… and {len(changes) - ROWS} more."]
    return "\n".join(lines)


def changed(base: Path, site: Path, pages: list[tuple[str, str]]) -> Iterator[Change]:
    """Every place where a page shows something else; Chinese where English does not say it too."""
    said: set[Change] = set()
    for language, name in pages:
        before, after = facts(base, language, name), facts(site, language, name)
        for place, *both in differing(before, after):
            old, new = shortened(*both)
            if (name, place, old, new) not in said:
                said.add((name, place, old, new))
                yield address(language, name), place, old, new


def differing(before: Any, after: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    """The innermost places where two nested things are not the same, and what each has there."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from differing(before.get(key), after.get(key), f"{place} {key}".strip())
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for old, new in zip(before, after):
            yield from differing(old, new, place)
    elif before != after:
        yield place, text(before), text(after)


def text(part: Any) -> str:
    """What one side shows, on one line."""
    parts = part if isinstance(part, list) else [part]
    return " ".join(" ".join(str(one).split()) for one in parts if one is not None)


def shortened(*both: str) -> tuple[str, str]:
    """Two texts from a little before where they first differ to a little behind the last place."""
    old, new = both
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    apart = [one for one in blocks if one[0] != "equal"]
    if not apart:
        return old, new
    first, last = apart[0], apart[-1]
    parts = ((old, first[1], last[2]), (new, first[3], last[4]))
    return (cut(*parts[0]), cut(*parts[1]))


def cut(whole: str, start: int, end: int) -> str:
    """A part of a text with what stands around it."""
    start, end = max(0, start - AROUND), min(len(whole), end + AROUND)
    shown = whole[start:end]
    long = len(shown) > LONGEST
    return f"{'…' * (start > 0)}{shown[:LONGEST]}{'…' * (long or end < len(whole))}"


def cell(words: str) -> str:
    """A cell of a table; Markdown has signs of its own, which stay what they are in code."""
    plain = words.replace("|", "\\|").replace("`", "'")
    return f"`{plain}`" if plain else ""


def address(language: str, name: str) -> str:
    """A page as its address has it."""
    return ("zh/" if language == "zh" else "") + ("" if name == "index" else name)


if __name__ == "__main__":
    sys.exit(main())
