"""The words that search must keep whole, for jieba, made from facts/glossary.yml.

jieba cuts Chinese into words by how common they are, and would cut most of our terms apart; a
term that is in pieces is not found by its name.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from facts.tables import glossary

FILE = Path(__file__).resolve().parent.parent / ".cache" / "zh.dict"  # mkdocs.zh.yml names it
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
OFTEN = 100_000  # more common than any word that a term is made of


def words() -> Iterator[str]:
    """Every Chinese word of the glossary, what is also called so included."""
    for term in glossary():
        for name in (term.zh, *term.also_zh):
            yield from CHINESE.findall(name)


def dictionary() -> str:
    """One word a line, with how common it is and that it is a noun."""
    return "".join(f"{word} {OFTEN} n\n" for word in dict.fromkeys(words()))


def write() -> None:
    """Put the dictionary where the search plugin looks for it."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(dictionary(), encoding="utf-8")
