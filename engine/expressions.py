r"""What Python computes, as a formula: ``(i - 1) * s`` as TeX, ``(i - 1)s``, or as text.

The formulas of pages and docstrings are made here from the code that computes them, so that a
formula and its code cannot say two things. Integers, names, arithmetic that is exact on integers,
cells of arrays, and sums and products over a range or a list are all that can be written; anything
else is refused.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import PageError

SUM, PRODUCT, ATOM = range(3)  # how strongly the parts of a formula hold together
OPERATIONS = ("pad", "rot", "shift")  # on arrays, which pages explain
Written = tuple[str, int]


@dataclass(frozen=True)
class Style:
    """How a kind of text writes what has no operator sign of its own."""

    floor: str
    ceil: str
    fraction: str
    index: str
    word: str  # in an index
    total: str
    product: str
    dot: str  # between factors that would run into one another
    near: str  # between factors with an index or a command
    star: str  # between input and kernel of a convolution
    transpose: str
    operation: str
    names: Mapping[str, str] = field(default_factory=dict)


TEX = Style(
    floor=r"\left\lfloor {fraction} \right\rfloor",
    ceil=r"\left\lceil {fraction} \right\rceil",
    fraction=r"\frac{{{over}}}{{{under}}}",
    index="{array}_{{{index}}}",
    word=r"\text{{{}}}",
    product=r"\prod {}",
    total=r"\sum_{{{name}={first}}}^{{{last}}} {body}",
    dot=r" \cdot ",
    near=r" \, ",
    star=r" \star ",
    transpose=r"{}^{{\mathsf T}}",
    operation=r"\operatorname{{{name}}}({inside})",
    names={"p_prime": "p'", "max": r"\max", "min": r"\min"},
)
TEXT = Style(
    floor="floor({fraction})",
    ceil="ceil({fraction})",
    fraction="{over} / {under}",
    index="{array}[{index}]",
    word="{}",
    product="product of {}",
    total="sum of {body} over {name} = {first}, ..., {last}",
    dot=" * ",
    near=" * ",
    star=" star ",
    transpose="{}^T",
    operation="{name}({inside})",
    names={"p_prime": "p'"},
)


@dataclass(frozen=True)
class Writer:
    """Writes expressions in one style; `arrays` say how one writes a cell of an array."""

    style: Style
    arrays: Mapping[str, str] = field(default_factory=dict)

    def write(self, node: ast.expr) -> str:
        """An expression without brackets around it."""
        return self._any(node)[0]

    def _any(self, node: ast.expr) -> Written:
        match node:
            case ast.Constant(value=int(number)) if not isinstance(number, bool):
                return str(number), ATOM if number >= 0 else SUM
            case ast.Name(id=name):
                return self._name(name), ATOM
            case ast.UnaryOp(op=ast.USub(), operand=ast.BinOp(op=ast.FloorDiv()) as part):
                return self._ceil(part), ATOM
            case ast.UnaryOp(op=ast.USub(), operand=part):
                return f"-{self._in(part, PRODUCT)}", SUM
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
                return self._sum(left, "+" if isinstance(sign, ast.Add) else "-", right), SUM
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self._product(left, right), PRODUCT
            case ast.BinOp(op=ast.FloorDiv(), left=left, right=right):
                return self.style.floor.format(fraction=self._fraction(left, right)), ATOM
            case ast.BinOp(op=ast.Div(), left=left, right=right):
                return self._fraction(left, right), PRODUCT
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                return f"{self._in(left, ATOM)} {self._in(right, ATOM)}", PRODUCT
            case ast.Attribute(value=part, attr="T"):
                return self.style.transpose.format(self._in(part, ATOM)), ATOM
            case ast.Subscript(value=array, slice=index):
                return self._index(array, index), ATOM
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                return self._call(function, arguments)
        raise PageError(f"a formula cannot be written from `{ast.unparse(node)}`")

    def _name(self, name: str) -> str:
        """A name; what stands behind an underscore says which of several it is."""
        stem, _, which = name.partition("_")
        if name in self.style.names or not which:
            return self.style.names.get(name, name)
        return self.style.index.format(array=stem, index=self.style.word.format(which))

    def _in(self, node: ast.expr, least: int) -> str:
        """An expression, in brackets where it holds together less than it must."""
        text, level = self._any(node)
        return text if level >= least else f"({text})"

    def _sum(self, left: ast.expr, sign: str, right: ast.expr) -> str:
        return f"{self._any(left)[0]} {sign} {self._in(right, PRODUCT)}"

    def _product(self, left: ast.expr, right: ast.expr) -> str:
        one, other = self._in(left, PRODUCT), self._in(right, PRODUCT)
        runs_on = _is_word(left) or _is_word(right) or _ends_in_product(left)
        in_numbers = isinstance(left, ast.Constant) and isinstance(right, ast.BinOp)
        if runs_on or in_numbers or isinstance(right, ast.Constant):
            return one + self.style.dot + other
        apart = isinstance(right, ast.Call) or re.search(r"[\\_\[]", one + other)
        return one + (self.style.near if apart else "") + other

    def _fraction(self, over: ast.expr, under: ast.expr) -> str:
        if self.style.fraction.startswith("\\"):  # its bar holds each part together
            parts = self._any(over)[0], self._any(under)[0]
        else:
            parts = self._in(over, PRODUCT), self._in(under, ATOM)
        return self.style.fraction.format(over=parts[0], under=parts[1])

    def _ceil(self, part: ast.BinOp) -> str:
        """-(-a // b), which rounds up."""
        if not (isinstance(part.left, ast.UnaryOp) and isinstance(part.left.op, ast.USub)):
            raise PageError(f"a formula cannot be written from `-({ast.unparse(part)})`")
        return self.style.ceil.format(fraction=self._fraction(part.left.operand, part.right))

    def _index(self, array: ast.expr, index: ast.expr) -> str:
        name = ast.unparse(array)
        places = index.elts if isinstance(index, ast.Tuple) else [index]
        written = ", ".join(self._any(one)[0] for one in places)
        cell = self.style.index.format(array=name, index=written)
        return self.arrays.get(name, "{}").format(cell)

    def _call(self, function: str, arguments: list[ast.expr]) -> Written:
        if function in ("max", "min"):
            name = self.style.names.get(function, function)
            return f"{name}({', '.join(self._any(one)[0] for one in arguments)})", ATOM
        if function == "sum" and isinstance(arguments[0], ast.GeneratorExp):
            return self._total(arguments[0]), PRODUCT
        if function == "star":
            one, other = (self._in(part, PRODUCT) for part in arguments)
            return f"{one}{self.style.star}{other}", PRODUCT
        if function in OPERATIONS:
            inside = ", ".join(self._any(one)[0] for one in arguments)
            return self.style.operation.format(name=function, inside=inside), ATOM
        if function == "prod" and isinstance(arguments[0], ast.Name):
            return self.style.product.format(arguments[0].id), PRODUCT
        raise PageError(f"a formula cannot be written from a call of `{function}`")

    def _total(self, node: ast.GeneratorExp) -> str:
        (loop,) = node.generators
        match loop:
            case ast.comprehension(
                target=ast.Name(id=name),
                iter=ast.Call(func=ast.Name(id="range"), args=[end]),
                ifs=[],
            ):
                last = f"{self._any(end)[0]}-1"
                body = self._in(node.elt, PRODUCT)
                return self.style.total.format(name=name, first=0, last=last, body=body)
        raise PageError(f"a formula cannot be written from `{ast.unparse(node)}`")


def _is_word(node: ast.expr) -> bool:
    """Whether a factor is a name of several letters, such as op."""
    return isinstance(node, ast.Name) and node.id.isalpha() and len(node.id) > 1


def _ends_in_product(node: ast.expr) -> bool:
    """Whether a reader would take the next factor for one of a product over a list."""
    last = node.right if isinstance(node, ast.BinOp) else node
    return isinstance(last, ast.Call)
