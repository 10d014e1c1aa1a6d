"""What changed on the site: the entries of CHANGELOG.md, and the numbers of pages."""

import re
from pathlib import Path

from engine.languages import in_each
from render.table import print_table

ROOT = Path(__file__).resolve().parent.parent
FILES = {"en": "CHANGELOG.md", "zh": "CHANGELOG.zh.md"}
WORDS = {  # of Keep a Changelog, in which both files are written
    "en": {},
    "zh": {"Unreleased": "尚未发布", "Added": "新增", "Changed": "改动", "Fixed": "修正"},
}
NONE = {"en": "No number changed since the last version.", "zh": "上个版本以来，没有数发生变化。"}
HEADINGS = {
    "en": ("page", "value or block", "was", "is"),
    "zh": ("页面", "值或代码块", "原来", "现在"),
}
HEADING = re.compile(r"^(#{2,3}) (?:\[([^]]+)\]|(\w+))(.*)$", re.MULTILINE)


def show_changes():
    """Print what changed, from the newest version on, in the words of each language."""
    print(f"\n{in_each(entries)}\n")


def entries(language):
    """The versions of a changelog with what changed in each, below the head of the file."""
    text = (ROOT / FILES[language]).read_text(encoding="utf-8")
    version = ""

    def titled(found):
        nonlocal version
        level, name, part, rest = found.groups()
        version = name or version
        words = WORDS[language].get(name or part, name or part)
        place = f"v{version}" if name else f"v{version}-{part}"
        return f"{level} {words}{rest} {{ #{place.lower().replace('.', '-')} }}"

    return HEADING.sub(titled, text[text.index("\n## ") :])


def show_changed(rows):
    """Print the numbers that changed: page, place, before and after; or that there are none."""
    if not rows:
        print(f"\n{in_each(NONE.get)}\n")
        return
    cells = [
        (f"[`{one.page}`](../../{one.page}/)", f"`{one.place}`", one.before, one.after)
        for one in rows
    ]
    print_table(HEADINGS, lambda _: cells)
