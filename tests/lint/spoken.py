"""Numbers in words, and where `spoken.yml` allows one: as an exact phrase of one page."""

import re
from functools import cache
from pathlib import Path

import yaml

import facts
from engine.expressions import TEXT
from engine.formulas import written

FILE = Path(__file__).with_name("spoken.yml")
ENGLISH = r"""
    two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety (?:thir|four|fif|six|seven|eigh|nine)teen dozens? [mb]illions?
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \w+(?:teen|tie)th
    half halves thirds quarters? twice thrice both hundred(?:s|ths?)? thousand(?:s|ths?)?
    doubl(?:e[sd]?|ing) tripl(?:e[sd]?|ing) quadrupl(?:e[sd]?|ing)
"""
CHINESE = "[两二三四五六七八九十百千万亿廿卅俩仨半双]|一倍|分之一"
# One and first are no result; where they take another's place, its phrase or value is missed.
NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(ENGLISH.split())})\b|{CHINESE}", re.IGNORECASE)
# Where a formula stands in words, since no TeX can: in a description, a title, a note.
IN_WORDS = {
    "learn/equivalent-padding": ("article-padding", "equivalent-padding-dense"),
    "facts/glossary.yml": ("effective-kernel",),
}


@cache
def groups():
    """The list: groups of phrases, each with the reason why a person may write them."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def phrases(where, language):
    """The phrases with a number that a page or a file may hold, each as often as it is listed."""
    return [one for group in groups() for one in group.get(where, {}).get(language, [])]


def places():
    """Every page or file, with the language, that the list names."""
    named = {
        (where, language)
        for group in groups()
        for where in {*group} - {"why"}
        for language in group[where]
    }
    return sorted(named)


def formulas(where):
    """The formulas that may stand in words at a place, as they are written from the code.

    Each with its symbol and without, for where the words around it say what it is.
    """
    known = {one.id: one for one in facts.formulas()}
    found = [known[name] for name in IN_WORDS.get(where, ())]
    return [(f"{one.symbol} = {written(one, TEXT)}", written(one, TEXT)) for one in found]


def allowed(where, language):
    """All that may stand at a place although it has a number in it."""
    return [*phrases(where, language), *(text for pair in formulas(where) for text in pair)]
