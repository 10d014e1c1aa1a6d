"""Print the formulas of facts/formulas.yml: as math, as text to copy, and when they hold."""

import ast
import re
from xml.sax.saxutils import quoteattr

from engine import formulas
from engine.languages import in_each
from facts import formulas as table
from facts import symbols
from render.latex import Unshowable

PAGE = "reference/formulas"  # where they stand; a letter means there what facts/symbols.yml says
WIDE = 110  # characters of TeX that fill more than a column
WORDS = {
    "en": {"cases": "{:,} cases", "code": "code"},
    "zh": {"cases": "{:,} 例", "code": "代码"},
}
BETWEEN = " · "
OWN = re.compile(r"(?:\w+ <= )?(?P<letter>\w+) (?:[<>]=?|==) ")  # s == 1, 0 <= t < s
LEAST = re.compile(r"(?P<letter>\S+) (?P<bound>>=? \d+)")  # i >= 1


def show_formulas(cases, group):
    """Print the formulas of a group, each with the number of cases in which it was checked."""
    found = [one for one in table() if one.group == group]
    if list(cases) != [one.id for one in found]:
        raise Unshowable(
            f"the group {group!r} of facts/formulas.yml has the formulas "
            f"{', '.join(one.id for one in found)}, and the cases are of {', '.join(cases)}."
        )

    def cards(language):
        inside = "\n".join(card(one, cases[one.id], language) for one in found)
        return f'<div class="formulas" markdown="1">\n\n{inside}\n</div>'

    print(f"\n{in_each(cards)}\n")


def card(one, cases, language):
    """One formula: what it gives, the formula with what copies it, when it holds, how checked."""
    page, _, part = one.derived.partition("#")
    about = [f"`{rule}`" for rule in shown(domain(one.id))]
    about += [WORDS[language]["cases"].format(cases), *code(one, language)]
    left = formulas.left_side(one)
    tex = (f"{left} = " if left else "") + formulas.written(one)
    wide = " wide" if len(tex) > WIDE else ""
    return (
        f'<div class="formula{wide}" id="formula-{one.id}" markdown="1">\n\n'
        f"[{getattr(one, language)}](../../{page}/{part and f'#{part}'})\n\n"
        f'```tex id="formula-{one.id}" code={quoteattr(python(one.id))}\n{tex}\n```\n\n'
        f"<small>{BETWEEN.join(about)}</small>\n\n</div>\n"
    )


def code(one, language):
    """Where its function can be copied, if it is one of a snippet."""
    file, _, function = one.function.partition(":")[0].partition(".")
    if "/" in file:
        return []
    return [f"[{WORDS[language]['code']}](../snippets/{file}/#{file}.{function})"]


def python(name):
    """The right side of a formula as Python, as its button copies it."""
    return formulas.python(formulas.named(name))


def domain(name):
    """When a formula holds, as Python: the ranges of its letters, and its own conditions."""
    one = formulas.named(name)
    own = [*(given.replace("=", "==") for given in one.given), *one.where]
    bound = {found["letter"] for rule in own if (found := OWN.match(rule))}
    ranges = {in_code(row.symbol): in_code(row.range) for row in here()}
    free = [ranges[letter] for letter in letters(one) if letter not in bound]
    return [*filter(None, free), *own]


def in_code(text):
    """A letter, or a rule of letters, as Python can have it: p' is p_prime."""
    return text.replace("'", "_prime")


def letters(one):
    """The letters of a formula, as facts/symbols.yml has them; a sum has its index for itself."""
    left = ast.parse(one.left or in_code(one.symbol) or "()", mode="eval")
    nodes = [*ast.walk(formulas.expression(one)), *ast.walk(left)]
    bound = {node.target.id for node in nodes if isinstance(node, ast.comprehension)}
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    known = [in_code(row.symbol) for row in here()]
    return sorted({*names} & {*known} - bound, key=known.index)


def here():
    """The letters as the page of formulas uses them."""
    return [one for one in symbols() if PAGE in (one.pages or (PAGE,))]


def shown(rules):
    """Rules as a reader sees them: those with one bound are one rule."""
    together = {}
    for rule in rules:
        least = LEAST.fullmatch(rule)
        together.setdefault(least["bound"] if least else rule, []).append(least and least["letter"])
    for rule, named in together.items():
        text = f"{', '.join(named)} {rule}" if named != [None] else rule
        yield text.replace("_prime", "'")


def show_letters():
    """Print what the letters of these formulas stand for, each in a few words."""
    used = {letter for one in table() if one.group for letter in letters(one)}

    def line(language):
        return BETWEEN.join(
            f"${formulas.letter(row.symbol)}$ {getattr(row, language)}"
            for row in here()
            if in_code(row.symbol) in used
        )

    print(f"\n{in_each(line)}\n")
