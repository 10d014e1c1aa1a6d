"""The list of all questions, from the headings of the pages that answer them.

``[[questions]]`` in a page stands for it: each neighbour of the page, in the order of the
navigation, with its title and its questions.
"""

import re
from collections.abc import Iterable
from pathlib import Path

MARK = re.compile(r"^\[\[questions\]\][ ]*$", re.MULTILINE)
TITLE = re.compile(r"^# (?P<text>.+?)(?: *\{.*\})? *$", re.MULTILINE)
QUESTION = re.compile(r"^## (?P<text>.+?) *\{ *#(?P<anchor>[\w-]+) *\} *$", re.MULTILINE)


def listed(markdown: str, here: Path, pages: Iterable[Path]) -> str:
    """The Markdown of a page, which lies `here`, with the list in the place of its mark."""
    return MARK.sub(lambda _: "\n\n".join(_of(page, here.parent) for page in pages), markdown)


def _of(page: Path, folder: Path) -> str:
    """The title of a page and its questions, as links from a folder."""
    address = page.relative_to(folder).as_posix()
    text = page.read_text(encoding="utf-8")
    title = TITLE.search(text)
    lines = [f"**[{title['text'] if title else page.stem}]({address})**", ""]
    lines += [f"- [{one['text']}]({address}#{one['anchor']})" for one in QUESTION.finditer(text)]
    return "\n".join(lines)
