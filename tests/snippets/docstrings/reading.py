"""The docstrings of the snippets, read as they stand: formulas computed, and what is then left.

A `Reading` is one docstring with the account of what was read of it: a check takes the text that it
computes. Formulas are read by a second road: nothing here looks at the code under the docstring.
"""

import ast
import importlib
import re
from dataclasses import dataclass
from itertools import product
from math import ceil, floor

import numpy as np

from tests.project import ROOT
from tests.snippets.copies import copied

FILES = sorted((ROOT / "snippets").glob("*.py"))
# As the checks import them: who runs a page in between has them imported anew.
MODULES = {path.stem: importlib.import_module(path.stem) for path in FILES}
WORD = r"[A-Za-z_]\w*'?"
TOKEN = re.compile(rf"\s*({WORD}|\d+|//|[-+*/(),\[\].])")
FUNCTIONS = {"floor": floor, "ceil": ceil, "max": max, "min": min}
BRACKETS = r"\((?:[^()\n]|\([^()\n]*\))*\)"
# Names that are no statements; the sources of a snippet are read by a person.
NAMES = (
    r"torch\.nn\.(?:functional\.)?[A-Za-z_]+(?:[12]d)?(?![\w.]*\w*3d)|tf\.nn(?:\.\w+)*|numpy\.fft"
    r"|conv2d_by_hand|im2col|col2im|Sources?: [^\n]*"
)
QUANTITY = (
    "floor ceil max min half twice times two three odd even most least largest LARGEST smallest "
    "larger smaller negative None True False zeros? first last before after ends? start front "
    "behind float32 float64 TypeError ValueError transpose inverse reverse digits? integers? "
    "stride dilation output_padding dtype"
).replace(" ", "|")
FORMULA_LIKE = re.compile(
    r"\d|[*/=<>@^\[\]+]|(?<!\w)-(?! )|(?<=\S )- "  # numbers and operators, and not a bullet
    rf"|\b(?:{QUANTITY}|(?:sum|product) (?:of|over)|or one|shape of)\b"
    r"|(?<!['\w])[b-zB-Z]\b|\ba\[|\w'(?!s)"  # symbols: a and A are articles
)
HELPER = re.compile(r"[*/@<>]|\d, \.\.\.| [-+] ")  # a formula in the docstring of a helper


@dataclass(frozen=True)
class Place:
    """A docstring: of a module, of a function or of a class."""

    name: str
    text: str

    @property
    def module(self):
        return MODULES[self.name.partition(".")[0]]

    @property
    def function(self):
        """What the docstring is about, if that can be called."""
        name = self.name.partition(".")[2]
        return getattr(self.module, name) if name else None


def flat(docstring):
    """The text less its examples, which run; one line for a paragraph or an argument.

    Backticks say what is typeset, and nothing about what is true.
    """
    text, _, examples = docstring.replace("`", "").partition("Examples:\n")
    assert not re.search(r"^\S", examples, re.MULTILINE), "the examples are the end of a docstring"
    lines = []
    for line in text.split("\n"):
        begins = re.match(r"\s*- |    \w+(, \w+)*: |\w+:$", line)
        if line.strip() and lines and lines[-1] and not begins and not lines[-1].endswith(":\n"):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip() + "\n" * bool(re.fullmatch(r"\w+:", line)))
    return "\n".join(line.strip() for line in lines)


def places():
    """All docstrings that the reference publishes, and those of helpers that hold a formula.

    What is copied from another snippet is read there.
    """
    found = {}
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        tree, elsewhere = ast.parse(source), copied(source)
        found[path.stem] = ast.get_docstring(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in elsewhere:
                text = ast.get_docstring(node) or ""
                known = text in found.values()
                if node.name[0] != "_" or (HELPER.search(text) and not known):
                    found[f"{path.stem}.{node.name}"] = text
    return [Place(name, flat(text)) for name, text in found.items()]


class Reading:
    """A docstring, and what of it no check has read yet."""

    def __init__(self, place, text=None):
        self.place, self.text = place, place.text if text is None else text
        self.left = self.text
        for name in re.finditer(NAMES, self.text):
            self.took(*name.span())

    def took(self, start, end):
        blank = re.sub(r"[^\n]", " ", self.left[start:end])
        self.left = self.left[:start] + blank + self.left[end:]

    def every(self, pattern):
        """What matches; it counts as read, so whoever asks computes it."""
        found = list(re.finditer(pattern, self.text, re.MULTILINE))
        for one in found:
            self.took(*one.span())
        return found

    def one(self, pattern):
        found = self.every(pattern)
        assert len(found) == 1, f"{self.place.name} says {len(found)} times {pattern!r}"
        return found[0]

    def says(self, *quotes):
        """Texts that a check computes as words: they stand here as it has them."""
        for quote in (one.replace("`", "") for one in quotes):
            found = self.every(rf"(?<!\w){re.escape(quote)}(?!\w)")
            assert found, f"{self.place.name} does not say {quote!r}"

    def formulas(self, left, names):
        """The right sides of `left` = ..., as far as their text computes with these names."""
        for found in re.finditer(rf"(?<![\w'\].]){re.escape(left)} = ", self.text):
            end = end_of_formula(self.text, found.end(), names)
            self.took(found.start(), end)
            yield self.text[found.end() : end]

    def not_read(self):
        """Text that looks like a formula, a bound or a shape, and that no check has read."""
        return [found[0] for found in FORMULA_LIKE.finditer(self.left)]


def end_of_formula(text, start, names):
    """Where a formula ends: at a word that is none of its names, at a comma or a full stop."""
    place = end = start
    depth = 0
    while token := TOKEN.match(text, place):
        word = token[1]
        depth += (word == "(") - (word == ")")
        known = word in names or word in FUNCTIONS or not re.match(r"[A-Za-z_]", word)
        if not known or word in ".[]" or depth < 0 or (word == "," and not depth):
            break
        place = token.end()
        if not depth and word not in "+-*/":
            end = place
    return end


def python(text, functions=FUNCTIONS):
    """A formula as Python: factors side by side are multiplied, and p' is a name."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == re.sub(r"\s", "", text), f"{text!r} has more than a formula"
    code = []
    for before, token in zip(["", *tokens], tokens):
        ends = re.fullmatch(rf"{WORD}|\d+|\)", before) and before not in functions
        begins = re.fullmatch(rf"{WORD}|\d+|\(", token)
        code.append(("* " if ends and begins else "") + token.replace("'", "_prime"))
    return " ".join(code)


def number(text, names, **functions):
    """What a formula gives for the values of its names."""
    values = {name.replace("'", "_prime"): value for name, value in names.items()}
    known = FUNCTIONS | functions
    return eval(python(text, known), {"__builtins__": {}, **known}, values)


def as_tuple(one):
    return one if isinstance(one, tuple) else (one,)


class Cells:
    """An array that is zero wherever it has no cell, also at negative places."""

    def __init__(self, array):
        self.array = np.asarray(array)

    def place(self, key):
        """The index of a cell, or None; (c, t), n counts as c, t, n."""
        key = [m for one in as_tuple(key) for m in as_tuple(one)]
        assert len(key) == self.array.ndim, f"{key} is no cell of {self.array.shape}"
        inside = all(0 <= m < size for m, size in zip(key, self.array.shape))
        return tuple(key) if inside else None

    def __getitem__(self, key):
        place = self.place(key)
        return 0 if place is None else self.array[place].item()

    def add(self, key, value):
        place = self.place(key)
        if place is not None:
            self.array[place] += value


def check_ranges(index, ranges, array):
    """A letter alone goes over all of its axis: outside of it an array is 0, and would not tell."""
    parts = re.sub(r"\((\w+(?:, \w+)*)\)", r"\1", index).split(", ")
    for letter, size in zip(parts, array.shape):
        assert letter not in ranges or ranges[letter] == size, f"{letter} is no index of [{index}]"


STATEMENT = re.compile(r"(?P<cell>\w+\[.*?\]) (?P<sign>\+?=) (?P<right>.*)")


def literally(statement, shape, ranges, where=(), constants=(), **arrays):
    """The array that y[...] = sum of ... or y[...] += ... makes, by loops over all its letters.

    `ranges` says how far each letter goes; `where` are letters that others make: (name, formula).
    """
    said = STATEMENT.fullmatch(statement)
    assert said, f"{statement!r} makes no array"
    added = said["sign"] == "+="
    alone, summed, terms = said["right"].rpartition("sum of ")
    assert not (added and summed)
    assert not alone or alone.endswith(" + "), f"{statement!r} does not add"
    made = [(name, compile(python(text), "docstring", "eval")) for name, text in where]
    index = re.fullmatch(r"\w+\[(.*)\]", said["cell"])[1]
    index, alone, terms = (
        compile(python(one), "docstring", "eval")
        for one in (index, alone.rstrip("+ ") or "0", terms)
    )
    text = " ".join([statement, *(formula for _, formula in where)])
    used = [name for name in ranges if re.search(rf"(?<!\w){name}(?![\w'])", text)]
    known = {name: Cells(array) for name, array in arrays.items()} | FUNCTIONS | dict(constants)
    for name, index_read in re.findall(r"(\w+)\[(.*?)\]", said["right"]):
        check_ranges(index_read, ranges, np.asarray(arrays[name]))
    result, seen = Cells(np.zeros(shape, dtype=np.int64)), set()
    for values in product(*(range(ranges[name]) for name in used)):
        names = {name.replace("'", "_prime"): value for name, value in zip(used, values)}
        for name, formula in made:
            names[name] = eval(formula, known, names)
        key = eval(index, known, names)
        if key not in seen:
            result.add(key, eval(alone, known, names))
        assert added or summed or key not in seen, f"{statement} gives cell {key} two values"
        seen.add(key)
        result.add(key, eval(terms, known, names))
    return result.array
