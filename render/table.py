"""Tables of a page's values, with headings and words in the reader's language."""

import numpy as np

from engine import formulas
from engine.languages import in_each
from facts import headings, symbols
from render.latex import Unshowable, number
from render.values import as_array


def show_table(heads, rows):
    """Print rows of values under headings.

    A heading is an id of facts/headings.yml, or a letter of facts/symbols.yml, which is shown as
    math. A cell is a number, a truth, a shape (a tuple of integers), an id of facts/headings.yml
    (shown as its words), or another text, which is shown as code.
    """
    rows = [list(row) for row in rows]
    known = headings()
    for row in rows:
        if len(row) != len(heads):
            raise Unshowable(f"the row {row} has {len(row)} cells under {len(heads)} headings.")
    if not rows:
        raise Unshowable("a table without rows shows nothing.")
    over = {language: [heading(one, language) for one in heads] for language in ("en", "zh")}

    def cells(language):
        return [[cell(one, language, known) for one in row] for row in rows]

    print_table(over, cells)


def heading(name, language):
    """The words of a heading, or a letter as math."""
    known = headings()
    if name in known:
        return getattr(known[name], language)
    if name in {one.symbol for one in symbols()}:
        return f"${formulas.letter(name)}$"
    raise Unshowable(
        f"{name!r} is no heading: give it a line in facts/headings.yml, with its words in both "
        "languages, or take a letter of facts/symbols.yml."
    )


def cell(value, language, known):
    """The Markdown of one value; `known` are the headings, whose words a cell may hold."""
    if isinstance(value, str):
        return getattr(known[value], language) if value in known else f"`{value}`"
    if isinstance(value, (bool, np.bool_)):
        return cell("yes" if value else "no", language, known)
    if isinstance(value, tuple):
        return f'<span class="shape">({", ".join(text(one) for one in value)})</span>'
    return text(value)


def text(value):
    """A number in plain text, as `number` would write it; thousands are set apart."""
    value = as_array(value)
    tex = number(value)
    if value.dtype.kind in "iu":
        return f"{int(value):,}"
    return tex.replace(r"\ldots", "…").replace(r" \times 10^{", "e").replace("}", "")


def print_table(headers, rows):
    """Print a Markdown table: a header for each language, and what rows(language) gives."""

    def table(language):
        header = headers[language]
        lines = (header, ["---"] * len(header), *rows(language))
        return "".join("| " + " | ".join(line) + " |\n" for line in lines)

    print(f"\n{in_each(table)}\n")
