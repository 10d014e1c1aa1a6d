r"""What search reads of a page: its text without TeX, and the words in which people ask for it.

A formula in a line is read as it sounds, `p' = d(k-1) - p`; one that only TeX can say, and every
displayed one, is left out. The askers' words are those of facts/asked.yml, in a field of the index
that no reader sees.
"""

import html
import re
from collections.abc import Callable
from typing import Any

import facts
from engine.tex import FORMULA

# How TeX's commands read in a line; a formula with any other command is left out.
READ = {
    r"\times": "×",
    r"\cdot": "·",
    r"\le": "≤",
    r"\ge": "≥",
    r"\ne": "≠",
    r"\lt": "<",
    r"\gt": ">",
    r"\dots": "…",
    r"\,": " ",
    r"\;": " ",
}
HOME = 0.5  # the home page names everything and answers nothing
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
ENTRY = dict[str, Any]


def text(content: str) -> str:
    """The HTML of a page as search reads it."""
    return FORMULA.sub(lambda one: "" if one["tag"] == "div" else in_words(one["tex"]), content)


def in_words(tex: str) -> str:
    """A formula as text in HTML; empty where only TeX can say it."""
    plain = facts.without_roles(html.unescape(tex).strip())
    plain = COMMAND.sub(lambda one: READ.get(one[0], one[0]), plain)
    plain = re.sub(r"\{(\w+)\}", r"\1", plain)
    return "" if re.search(r"[\\{}^_]", plain) else html.escape(plain, quote=False)


def with_words(entries: list[ENTRY], language: str, cut: Callable[[str], str]) -> list[ENTRY]:
    """Entries of the index, each with the words in which people ask for it, cut as its text is."""
    asked = facts.asked()
    found = []
    for entry in entries:
        more: ENTRY = {"boost": HOME} if not place(entry).partition("#")[0] else {}
        if words := asked.get(place(entry)):
            more["asked"] = cut(words[language])
        found.append({**entry, **more})
    return found


def place(entry: ENTRY) -> str:
    """The page and the anchor of an entry, as facts/asked.yml names them."""
    page, _, anchor = entry["location"].partition("#")
    return f"{page.rstrip('/')}#{anchor}" if anchor else page.rstrip("/")
