r"""What a template of `show` may say by itself: nothing that it would have to compute.

A formula in it is written from its code: ``\formula{conv-size}`` in letters, as in the prose, and
``\numbers{conv-size}`` with the numbers of this call. Sums and products of arrays are computed once
more. A label, as in ``\underset{x}{$x}`` or ``y = $y``, belongs to the part of its name.
"""

import ast
import re

import numpy as np

from engine import formulas
from engine.errors import PageError
from engine.expressions import TEX
from render.latex import Unshowable
from render.products import check_products
from render.values import as_array

NUMBERS = re.compile(r"\\numbers\{(?P<name>[\w-]+)\}")
PART = re.compile(r"\$(\w+)")
# A label and the part that it stands beside or under. What says which of several a part is, it
# shares with its label: in \underset{k = $k_even}{$even}, even.
LABELS = (
    re.compile(r"\\underset\{(?P<label>\w)\}\{\$(?P<part>\w+)\}"),
    re.compile(r"\\underset\{[^$]*?\$\w_(?P<label>\w+)\}*\{\$(?P<part>\w+)\}"),
    re.compile(r"\\underset\{\\formula\*?\{(?P<label>[\w-]+)\}\}\{\$(?:y_)?(?P<part>\w+)\}"),
    re.compile(r"\\formula\*?\{(?P<label>[\w-]+)\} = \$y_(?P<part>\w+)"),
    re.compile(r"\\texttt\{(?:\w+\.)?(?P<label>\w+)\} *&?= *\$(?:y_)?(?P<part>\w+)"),
    re.compile(r"(?<![\w}$])(?P<label>[A-Za-z]'?) *&?= *\$(?P<part>\w+)"),
    re.compile(r"\\partial L\}\{\\partial (?P<label>\w)\} = \$g(?P<part>\w+)"),
)
ORDER = ("first", "second", "third")
LONE = re.compile(r"\\(?P<sign>star|ast) \\quad \w+ *&?= *\$\w+?_(?P<made>\w+)")
MADE = {"star": "correlated", "ast": "convolved"}  # by a sign that stands alone
# Layout, of which a sum of parts may have as much as it likes.
LAYOUT = re.compile(r"\\(?:begin|end)\{aligned\}|\\left\(|\\right\)|\\\\|&|\{\}")
SUM = re.compile(r"\s*(?:\$\w+\s*[-+]\s*)+\$\w+(?:\s*=\s*\$\w+)\s*")
REDUCED = re.compile(
    r"(?:\w = )?\\(?P<how>max|sum) \$(?P<all>\w+) = (?:\\Output\{)?\$(?P<one>\w+)\}?"
)
NAME = re.compile(r"\\\w+\{[A-Za-z][\w.]*\}")
SHAPES = re.compile(r"180\^\\circ|\{[^{}]*\}(?=\{\$)")  # what stands under a part is no result


def checked(template, parts):
    """The template with its formulas written out, once nothing in it was typed."""
    for label in LABELS:
        for found in label.finditer(template):
            _check_label(found["label"], found["part"], template)
    for found in LONE.finditer(template):
        if found["made"] != MADE[found["sign"]]:
            raise Unshowable(f"{found[0]}: \\{found['sign']} gives what is {MADE[found['sign']]}.")
    check_products(template, parts)
    _check_order(PART.findall(template), template)
    if SUM.fullmatch(LAYOUT.sub("", template)):
        _check_sum(LAYOUT.sub("", template), parts)
        return template
    reduced = REDUCED.fullmatch(template)
    if reduced:
        _check_reduced(reduced, parts)
        return template
    bare = SHAPES.sub("", PART.sub(formulas.FORMULA, NUMBERS.sub(formulas.FORMULA, template)))
    if formulas.typed(bare) or re.search(r"\d", NAME.sub("", bare)):
        raise Unshowable(
            f"the formula {template!r} was typed: write \\formula{{name}} for its letters and "
            r"\numbers{name} for its numbers, with a name of facts/formulas.yml."
        )
    return NUMBERS.sub(lambda found: _in_numbers(found["name"], parts), _in_letters(template))


def _check_label(label, part, template):
    label = label.replace("'", "_prime").replace("-", "_")
    other = label != part and label in PART.findall(template)
    if other or (part != label and not part.startswith(f"{label}_")):
        raise Unshowable(f"${part} has the label {label} in {template!r}: give both one name.")


def _check_order(names, template):
    """Parts that are counted stand in that order: a, b; x0, x1; first, second."""
    numbered = [one for one in names if re.fullmatch(r"[a-z]\d", one)]
    lettered = [one for one in names if one in ("a", "b", "c", "d")]
    ordinals = [ORDER.index(one) for one in names if one in ORDER]
    lines = [PART.findall(line) for line in template.split(r"\\")]
    of_lines = [one for line in lines for one in _ordinals(line).values()]
    if any(one != sorted(one) for one in (numbered, lettered, ordinals, *of_lines)):
        raise Unshowable(f"the numbered parts of {template!r} are not in their order.")


def _ordinals(names):
    """What the names of each beginning are counted as: y_first, y_second."""
    found = {}
    for stem, _, end in (name.rpartition("_") for name in names):
        if end in ORDER:
            found.setdefault(stem, []).append(ORDER.index(end))
    return found


def _check_sum(template, parts):
    left, right = template.split("=")
    names = PART.findall(left)
    signs = ["+", *re.findall("[-+]", left)]
    total = sum(
        _value(parts[name]) * (1 if sign == "+" else -1) for sign, name in zip(signs, names)
    )
    wanted = _value(parts[PART.search(right)[1]])
    if not np.array_equal(total, wanted):
        raise Unshowable(f"{left.strip()} gives {total}, not {wanted}.")


def _check_reduced(found, parts):
    total = getattr(np.asarray(_value(parts[found["all"]])), found["how"])()
    if total != _value(parts[found["one"]]):
        raise Unshowable(f"\\{found['how']} ${found['all']} is {total}, not ${found['one']}.")


def _value(part):
    """What stands behind a part: the array of a matrix, or a SymPy expression as it is."""
    value = getattr(part, "value", part)
    return value if hasattr(value, "free_symbols") else as_array(value)


def _in_letters(template):
    try:
        return formulas.in_letters(template, repr(template))
    except PageError as error:
        raise Unshowable(str(error)) from None


def _in_numbers(name, parts):
    """A formula with the numbers of a call in the place of its letters."""
    try:
        node = formulas.expression(formulas.named(name))
        return formulas.writer(TEX).write(_Numbers(parts).visit(node))
    except PageError as error:
        raise Unshowable(f"\\numbers{{{name}}}: {error}.") from None


class _Numbers(ast.NodeTransformer):
    def __init__(self, parts):
        self.parts = parts

    def visit_Name(self, node):
        if node.id in ("max", "min", "sum", "prod"):
            return node
        if node.id not in self.parts:
            raise PageError(f"it needs {node.id}, and show was given {', '.join(self.parts)}")
        return ast.Constant(int(as_array(self.parts[node.id])))
