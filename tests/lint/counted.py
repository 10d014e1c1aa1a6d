r"""Whether the words around a value say what it counts, in the words of facts/counted.yml.

A value carries its meaning in its name. `{{ k_doc }}` is a `k`, so one of the phrases of `k` must
stand around it ("kernel size {}"); and it is that of `doc`, so the sentence must say one of the
words of `doc`. Another value in its place is then said by nothing, and noticed.

A formula in a sentence is held the same way: `$\formula*{zeros-between}$` has the name
`zeros_between`, and `\formula*` or `\formula` stands before its slot, as in the text.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache

import facts
from tests import source
from tests.source import ATTRIBUTES, FENCE, LINK, TAG, blank, tree

VALUE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")
FORMULA = re.compile(r"(?:(?<=\\formula)|(?<=\\formula\*))\{([\w-]+)\}")
PLACE = re.compile(rf"{VALUE.pattern}|{FORMULA.pattern}")
STATED = re.compile(r"\\formula\*?\Z")
MARKS = re.compile(r"<!--.*?-->|(?<!\\formula)\*|[`$]|(?<![\w.])_|_(?!\w)", re.DOTALL)
# Only the mark of a paragraph's value counts as a value; another one says nothing.
STAND_IN = "\N{WHITE SQUARE}"
ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])")


@dataclass(frozen=True)
class Use:
    """One value or formula in the prose of a page, with the words around it."""

    name: str
    before: str
    after: str
    language: str
    paragraph: int

    @property
    def sentence(self):
        """The sentence that the value stands in."""
        return ENDS.split(self.before)[-1] + STAND_IN + ENDS.split(self.after)[0]


def uses(page, place=PLACE):
    """Every value, and every formula in a sentence, with the words around it."""
    for number, paragraph in enumerate(paragraphs(page.markdown)):
        for found in place.finditer(paragraph):
            before, after = paragraph[: found.start()], paragraph[found.end() :]
            around = (tidy(place.sub(STAND_IN, text), page.language) for text in (before, after))
            yield Use(called(found[found.lastindex]), *around, page.language, number)


def called(name):
    """The name of a formula's id, as facts/counted.yml writes it; that of a value is the same."""
    return name.replace("-", "_")


def paragraphs(markdown):
    """The paragraphs of a page without its markup; a displayed formula is one too."""
    text = FENCE.sub(formula_alone, markdown)
    text = ATTRIBUTES.sub("", TAG.sub("", LINK.sub(lambda link: link["text"], text)))
    return re.split(r"\n\s*\n", MARKS.sub("", text))


def formula_alone(fence):
    """A displayed formula; the id of its fence names the formulas in it, which are no words."""
    if not fence["header"].startswith("tex"):
        return blank(fence[0])
    return f"\n\n{FORMULA.sub(STAND_IN, fence['body'])}\n\n"


def tidy(text, language):
    """A text whose blanks are one blank, and in Chinese, where they say nothing, none."""
    return re.sub(r"\s+", " " if language == "en" else "", text)


def wrong(use, name, others=()):
    """Why a value of this name is not said in the place of a use; nothing if it is.

    `others` are the names of the page's code: `k` says too little where there is `k_doc` too.
    """
    table = rows()
    head, words = parts(name, table)
    missing = unknown(name, table)
    if not missing and not head:
        return f"{name} says only which, and not what it counts"
    if missing:
        return (
            f"{name}: facts/counted.yml does not know {missing!r}; add what it counts and how "
            f'both languages say it, as in {{ name: {missing}, en: ["stride {{}}"], zh: … }}'
        )
    longer = [one for one in others if one != name and is_part(name, one, table)]
    if longer:
        return f"{name} may be {', '.join(longer)} too; give it a longer name that says which"
    if not any(fits(use, *phrase) for phrase in table[head].around(use.language)):
        return f"{name}: around it stands none of {table[head].phrases(use.language)}"
    for word in words:
        if not any(says(use, phrase) for phrase in table[word].words(use.language)):
            return f"{name}: its sentence says none of {table[word].phrases(use.language)}"
    return ""


@cache
def rows():
    """The rows of facts/counted.yml, by name."""
    return {one.name: one for one in facts.counted()}


def parts(name, table):
    """What a name counts, the longest that the table knows, and the words that say which."""
    words = name.split("_")
    for end in range(len(words), 0, -1):
        head = "_".join(words[:end])
        if head in table and table[head].around("en"):
            return head, words[end:]
    return "", []


def unknown(name, table):
    """The first word of a name that the table does not have; nothing if it has all.

    A name that only says which of several values one is says nothing alone.
    """
    head, words = parts(name, table)
    return next((word for word in words if word not in table), "") if head else name


def is_part(name, other, table):
    """Whether everything that a name says is said by another one too, which a page may show."""
    if unknown(other, table):
        return False
    (head, words), (other_head, other_words) = parts(name, table), parts(other, table)
    return head == other_head and set(words) <= set(other_words)


def fits(use, before, after):
    """Whether a phrase stands around a value or, if it says so, around a formula."""
    before, after = tidy(before, use.language), tidy(after, use.language)
    if STATED.findall(before) != STATED.findall(use.before):
        return False
    if use.language == "en":
        before = rf"(?<!\w){re.escape(before)}" if before else ""
        after = rf"{re.escape(after)}(?!\w)" if after else ""
        return bool(
            re.search(rf"{before}\Z", use.before, re.IGNORECASE)
            and re.match(after, use.after, re.IGNORECASE)
        )
    return use.before.endswith(before) and use.after.startswith(after)


def says(use, phrase):
    """Whether a sentence says a phrase."""
    words = re.escape(tidy(phrase, use.language))
    whole = rf"(?<!\w){words}(?!\w)" if use.language == "en" else words
    return bool(re.search(whole, use.sentence, re.IGNORECASE))


def names(page):
    """The names that the code of a page gives values to, functions' own names apart."""
    english = source.page("en", page.name) or page
    cells = english.cells if english.is_lab else []
    code = [tree(fence) for fence in english.fences if fence.executed]
    code += [ast.parse(source.INCLUDE.sub("", cell)) for cell in cells]
    return sorted({name for one in code for name in stored(one)})


def stored(node):
    """The names that get a value in code, less those inside functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield from stored(child)
