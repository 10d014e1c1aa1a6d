"""Values of a page's blocks in its prose: ``{{ name }}`` or ``{{ name:format }}``.

``{{ ways:word }}`` is a small whole number as the page's language says it: three, 三.
"""

import html
import re
from collections.abc import Mapping

import numpy as np

from engine.errors import PageError
from engine.fences import FENCE

# A value in prose, or a whole formula (where a value is put in without a tag around it).
_FORMULA = r'<(?P<tag>span|div) class="arithmatex">.*?</(?P=tag)>'
_VALUE = r"\{\{\s*(?P<name>\w+)(?::(?P<format>[^}]*?))?\s*\}\}"
_FORMATS = re.compile(r",?|,?\.\d[f%]|\.\de")  # thousands; places, per cent; powers of ten
WORDS = {  # from one on; in Chinese, as they stand before what they count
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "zh": ["一", "两", "三", "四", "五", "六", "七", "八", "九", "十"],
}
_PROSE = (int, float, str, np.integer, np.floating)

OTHER = "something that prose cannot show"  # in the place of an array, a layer and the like
Values = dict[str, list[object]]  # name -> every value that stood in the page's scope


def named(markdown: str) -> set[str]:
    """The names of all values in the prose of a page."""
    return {found["name"] for found in re.finditer(_VALUE, FENCE.sub("", markdown))}


def check_kept(markdown: str, content: str, where: str) -> None:
    """Refuse a page whose HTML has lost a value of its prose."""
    texts = (FENCE.sub("", markdown), content)
    there, here = ([one["name"] for one in re.finditer(_VALUE, text)] for text in texts)
    for name in there:
        if here.count(name) < there.count(name):
            raise PageError(
                f"{where}: the value {name} would not be shown: right behind **…**, `…` or a link, "
                "Markdown reads braces as attributes; put a blank between."
            )


def parts(value: object) -> tuple[object, ...]:
    """The numbers or texts of a value that prose may show: itself, or those of a tuple."""
    return value if isinstance(value, tuple) else (value,)


def is_prose(value: object) -> bool:
    """Whether prose may show a value: one number or text, or a tuple of those."""
    return all(isinstance(part, _PROSE) for part in parts(value))


def remember(values: Values, scope: Mapping[str, object]) -> None:
    """Keep what prose may show, and notice a name that means two things on one page."""
    for name, value in scope.items():
        known = values.get(name, [])
        if is_prose(value):
            if value not in known:
                values[name] = [*known, value]
        elif known and OTHER not in known:
            values[name] = [*known, OTHER]


def put(content: str, values: Values, where: str, language: str = "en") -> str:
    """HTML with its values put in, each in a tag that names it; inside a formula bare."""

    def text_of(match: re.Match[str]) -> str:
        return formatted(match, values, where, language)

    def one(match: re.Match[str]) -> str:
        if match["tag"]:
            return re.sub(_VALUE, text_of, match[0])
        text = text_of(match)
        return f'<data class="value" value="{match["name"]}">{text}</data>'

    return re.sub(f"(?s){_FORMULA}|{_VALUE}", one, content)


def formatted(match: re.Match[str], values: Values, where: str, language: str) -> str:
    """The text of one value."""
    name, form = match["name"], match["format"] or ""
    found = values.get(name, [])
    if len(found) != 1:
        raise PageError(
            f"{where}: {{{{ {name} }}}} needs one number, text or tuple from the blocks of this "
            f"page; they left {found or 'none'}. Give the value a name of its own."
        )
    value = plain(found[0])
    if form == "word":
        return word(value, language, f"{where}: {{{{ {name}:word }}}}")
    if not form and any(isinstance(part, float) for part in parts(value)):
        raise PageError(
            f"{where}: {{{{ {name} }}}} is a float and needs a format: {{{{ {name}:.2f }}}}."
        )
    if not _FORMATS.fullmatch(form):
        raise PageError(
            f"{where}: {{{{ {name}:{form} }}}} would not show the number as it is: the format may "
            "be a comma for thousands, word for a small number, or such as .2f, .1% or .0e."
        )
    try:
        return html.escape(format(value, form))
    except (TypeError, ValueError) as error:
        raise PageError(
            f"{where}: {{{{ {name}:{form} }}}} cannot be written for {value!r}: {error}."
        ) from None


def word(value: object, language: str, where: str) -> str:
    """A small whole number as a word."""
    words = WORDS[language]
    if type(value) is not int or not 1 <= value <= len(words):
        raise PageError(
            f"{where} needs a whole number from 1 to {len(words)}, got {value!r}; leave out "
            "the format, and it is shown in digits."
        )
    return words[value - 1]


def plain(value: object) -> object:
    """A value with Python's own numbers in the place of NumPy's."""
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    return value.item() if isinstance(value, np.generic) else value
