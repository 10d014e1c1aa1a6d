r"""What search reads of a page: its text without TeX, and the words in which people ask for it.

A formula in a line is read as it sounds, `p' = d(k-1) - p`; one that only TeX can say, and every
displayed one, is left out. Two fields of the index are for no reader to see: the askers' words,
those of facts/asked.yml, and the names in the code of an entry, each once. Whole code would be half
of the index, and an excerpt of it says little; what code printed is read like text.
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
SOURCE = re.compile(
    r'<div class="highlight">(?:<span class="filename">[^<]*</span>)?'
    r"<pre><span></span><code>(?P<code>.*?)</code></pre></div>",
    re.DOTALL,
)
COLOURED = re.compile(r"<[^>]*>")  # code, as opposed to what it printed
NAME = re.compile(r"[^\W\d]\w+")
NAMES = re.compile("\ue000(.*?)\ue001")  # between them until they are in their field
# What search leaves out, and what it sees through: half of all tags are the highlighter's.
LEFT_OUT = re.compile(
    r"""<details class="check"[^>]* data-search-exclude>.*?</details>""", re.DOTALL
)
TOKEN = re.compile(r"""<span class="[a-z][a-z0-9]?">([^<]*)</span>""")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
ENTRY = dict[str, Any]


def text(content: str) -> str:
    """The HTML of a page as search reads it, less what it would only skip."""
    content = SOURCE.sub(in_names, LEFT_OUT.sub("", content))
    content = TOKEN.sub(r"\1", content)
    return FORMULA.sub(lambda one: "" if one["tag"] == "div" else in_words(one["tex"]), content)


def in_names(source: re.Match[str]) -> str:
    """The names in a block of code, each once, marked; what is no code stays."""
    plain, coloured = COLOURED.subn("", source["code"])
    if not coloured:
        return source[0]
    return f"\ue000{' '.join(dict.fromkeys(NAME.findall(html.unescape(plain))))}\ue001"


def in_words(tex: str) -> str:
    """A formula as text in HTML; empty where only TeX can say it."""
    plain = facts.without_roles(html.unescape(tex).strip())
    plain = COMMAND.sub(lambda one: READ.get(one[0], one[0]), plain)
    plain = re.sub(r"\{(\w+)\}", r"\1", plain)
    return "" if re.search(r"[\\{}^_]", plain) else html.escape(plain, quote=False)


def with_words(entries: list[ENTRY], language: str, cut: Callable[[str], str]) -> list[ENTRY]:
    """Entries of the index, each with the words in which people ask for it, cut as its text is.

    And with the names in its code that its text does not hold.
    """
    asked = facts.asked()
    found = []
    for entry in entries:
        more: ENTRY = {"boost": HOME} if not place(entry).partition("#")[0] else {}
        more["text"] = NAMES.sub("", entry["text"]).strip()
        names = " ".join(NAMES.findall(entry["text"])).replace("\u200b", "").split()
        known = {name.lower() for name in NAME.findall(more["text"])}
        if code := [name for name in dict.fromkeys(names) if name.lower() not in known]:
            more["code"] = " ".join(code)
        if words := asked.get(place(entry)):
            more["asked"] = cut(words[language])
        found.append({**entry, **more})
    return found


def place(entry: ENTRY) -> str:
    """The page and the anchor of an entry, as facts/asked.yml names them."""
    page, _, anchor = entry["location"].partition("#")
    return f"{page.rstrip('/')}#{anchor}" if anchor else page.rstrip("/")
