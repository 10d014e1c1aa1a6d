"""Values of a page's blocks in its prose: ``{{ name }}`` or ``{{ name:format }}``."""

import html
import re
from collections.abc import Mapping

import numpy as np

from engine.errors import PageError

# A value in prose, or a whole formula (where a value is put in without a tag around it).
_FORMULA = r'<(?P<tag>span|div) class="arithmatex">.*?</(?P=tag)>'
_VALUE = r"\{\{\s*(?P<name>\w+)(?::(?P<format>[^}]*?))?\s*\}\}"
_PROSE = (int, float, str, np.integer, np.floating)

Values = dict[str, list[object]]  # name -> every value that stood in the page's scope


def is_prose(value: object) -> bool:
    """Whether prose may show a value: one number or text, or a tuple of those."""
    parts = value if isinstance(value, tuple) else (value,)
    return all(isinstance(part, _PROSE) for part in parts)


def remember(values: Values, scope: Mapping[str, object]) -> None:
    """Keep what prose may show, and notice a name that means two things on one page."""
    for name, value in scope.items():
        known = values.get(name, [])
        if (is_prose(value) and value not in known) or (not is_prose(value) and known):
            values[name] = [*known, value]


def put(content: str, values: Values, where: str) -> str:
    """HTML with its values put in, each in a tag that names it; inside a formula bare."""

    def one(match: re.Match[str]) -> str:
        if match["tag"]:
            return re.sub(_VALUE, lambda found: formatted(found, values, where), match[0])
        text = formatted(match, values, where)
        return f'<data class="value" value="{match["name"]}">{text}</data>'

    return re.sub(f"(?s){_FORMULA}|{_VALUE}", one, content)


def formatted(match: re.Match[str], values: Values, where: str) -> str:
    """The text of one value."""
    name, form = match["name"], match["format"] or ""
    found = values.get(name, [])
    if len(found) != 1 or not is_prose(found[0]):
        raise PageError(
            f"{where}: {{{{ {name} }}}} needs one number, text or tuple from the blocks of this "
            f"page; they left {found or 'none'}. Give the value a name of its own."
        )
    if isinstance(found[0], float) and not form:
        raise PageError(
            f"{where}: {{{{ {name} }}}} is a float and needs a format: {{{{ {name}:.2f }}}}."
        )
    return html.escape(format(found[0], form))
