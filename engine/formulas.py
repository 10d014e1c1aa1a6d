r"""The formulas in the math of a page, written from the code that computes them.

``\formula{conv-size}`` becomes ``o = \left\lfloor \frac{i + 2p - ...``: the symbol that
facts/formulas.yml gives to a function, and what this function returns. ``\formula*{conv-size}`` is
the right side alone. A name that is not in that table is a function of the page's own code. Math
that computes and is no such formula is refused: nobody would notice a wrong sign in it.
"""

import ast
import copy
import difflib
import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

import facts
from engine import fences, reads
from engine.errors import PageError
from engine.expressions import TEX, Style, Writer
from engine.fences import FENCE
from engine.trees import parsed
from facts import Formula

ROOT = Path(__file__).resolve().parent.parent
USE = re.compile(r"\\formula(?P<right>\*?)\{(?P<name>[\w-]+)\}")
MATH = re.compile(r"(?<![\\$])\$(?!\$)(?P<tex>[^$\n]+(?:\n[^$\n]+)?)(?<!\\)\$")
VALUE = re.compile(r"\{\{.*?\}\}")
INCLUDE = re.compile(r"^[ \t]*--8<--.*$", re.MULTILINE)  # it defines nothing of the page's own
WORDS = re.compile(
    r"\\(?:text|mathsf|operatorname)\{[^{}]*\}|\\(?:qquad|quad|[,;!])"
    r"|\\texttt\{[A-Za-z][\w.]*\}|\\frac\{\\partial \w\}\{\\partial \w\}"  # names and derivatives
)
COMPUTES = re.compile(
    r"[-+−*/]|\\(?:frac|cdot|times|prod|sum|max|min|sqrt)\b|\d\s*[A-Za-z(]"
    r"|[a-z]'?\s*\(|\\l(?:floor|ceil)\b(?!\s*\\r)"
)
Functions = dict[str, ast.FunctionDef]
FORMULA = "\N{BLACK SQUARE}"  # stands for what is known to be right


def put(markdown: str, where: str, code: str = "") -> str:
    """The text of a page with its formulas written out; `code` is what its blocks run."""
    local, used = _functions(code), _used(code)

    def in_math(found: re.Match[str]) -> str:
        return f"${_put(found['tex'], where, local)}$"

    def in_fence(found: re.Match[str]) -> str:
        if found["header"].strip().partition(" ")[0] != "tex":
            return kept(found[0])
        names = [use["name"] for use in USE.finditer(found["body"])]
        for name in names:
            _check_used(name, where, local, used)
        _check_id(names, found["header"], where)
        body = _put(found["body"], where, local)
        header = f"{found['header']} code={quoteattr(_python(names, local))}"
        return kept(f"{found['indent']}{found['ticks']}{header}\n{body}{found['ticks']}")

    parts: list[str] = []

    def kept(text: str) -> str:
        parts.append(text)
        return f"\0{len(parts) - 1}\0"

    text = MATH.sub(in_math, FENCE.sub(in_fence, markdown))
    return re.sub(r"\0(\d+)\0", lambda found: parts[int(found[1])], text)


def in_letters(tex: str, where: str) -> str:
    """Math with the formulas of the table written out."""
    return USE.sub(lambda found: _written(found, where, {}), tex)


def _put(tex: str, where: str, local: Functions) -> str:
    """One piece of math with its formulas written out."""
    if typed(tex):
        raise PageError(
            f"{where}: the formula {' '.join(tex.split())!r} was typed. Give the function that "
            "computes it a line in facts/formulas.yml, or compute it in a block of the page, and "
            rf"write \formula{{name}} in its place."
        )
    return USE.sub(lambda found: _written(found, where, local), tex)


def _python(names: list[str], local: Functions) -> str:
    """The formulas of a fence as Python, to be copied."""
    return "; ".join(
        ast.unparse(returned(local[name])) if name in local else python(named(name))
        for name in names
    )


def python(formula: Formula) -> str:
    """The right side of a formula as Python."""
    return ast.unparse(expression(formula))


def typed(tex: str) -> bool:
    """Whether math computes something by itself, beside formulas and values."""
    rest = WORDS.sub(" ", VALUE.sub(FORMULA, USE.sub(FORMULA, tex)))
    if COMPUTES.search(rest):
        return True
    return "=" in rest and FORMULA not in rest


def _written(found: re.Match[str], where: str, local: Functions) -> str:
    name = found["name"]
    try:
        if name in local:
            return writer(TEX).write(returned(local[name]))
        formula = named(name)
        right = written(formula)
    except PageError as error:
        raise PageError(rf"{where}: \formula{{{name}}}: {error}.") from None
    if found["right"]:
        return right
    if not left_side(formula):
        raise PageError(rf"{where}: {name} has no left side: write \formula*{{{name}}}")
    return f"{left_side(formula)} = {right}"


def named(name: str) -> Formula:
    """A formula of facts/formulas.yml."""
    known = {one.id: one for one in facts.formulas()}
    if name not in known:
        near = ", ".join(difflib.get_close_matches(name, known, cutoff=0))
        raise PageError(
            f"neither facts/formulas.yml nor the page's code has it; the nearest are {near}"
        )
    return known[name]


def written(formula: Formula, style: Style = TEX) -> str:
    """The right side of a formula."""
    return writer(style).write(expression(formula))


def left_side(formula: Formula, style: Style = TEX) -> str:
    """What a formula gives: a letter, or a cell of an array; nothing where only words say it."""
    if not formula.left:
        return formula.symbol and letter(formula.symbol)
    return writer(style).write(ast.parse(formula.left, mode="eval").body)


def letter(name: str) -> str:
    """A symbol as TeX: C_in is C with the word in as its index."""
    return Writer(TEX).write(ast.Name(name))


def writer(style: Style) -> Writer:
    """Cells of arrays that have a role are written in its colour."""
    if style is not TEX:
        return Writer(style)
    roles = {role.letter: rf"\{role.macro}{{{{{{}}}}}}" for role in facts.roles() if role.letter}
    return Writer(style, roles)


def expression(formula: Formula) -> ast.expr:
    """What a formula computes, as it stands in the code, with what is given put in."""
    if formula.quoted:
        return ast.parse(formula.quoted, mode="eval").body
    file, _, place = formula.function.partition(".")
    function, _, variable = place.partition(":")
    where, code = _code(file)
    functions = _functions(code)
    if function not in functions:
        raise PageError(f"{where} has no function {function}")
    found = (assigned if variable else returned)(functions[function], *filter(None, [variable]))
    return given(found, formula.values)


def _code(file: str) -> tuple[str, str]:
    """The code of a snippet, or of the blocks of a page, whose name has a folder; and its path."""
    where = f"docs/en/{file}.md" if "/" in file else f"snippets/{file}.py"
    if where.startswith("snippets/"):
        return where, (ROOT / where).read_text(encoding="utf-8")
    found = reads.taken(fences.of, ROOT / where)
    return where, "\n".join(INCLUDE.sub("", one.code) for one in found if one.executed)


def _functions(code: str) -> Functions:
    return {node.name: node for node in parsed(code).body if isinstance(node, ast.FunctionDef)}


def _used(code: str) -> set[str]:
    """The names that code uses, and not only defines or imports."""
    nodes = list(ast.walk(parsed(code)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def _check_used(name: str, where: str, local: Functions, used: set[str]) -> None:
    """Refuse a displayed formula that the page itself computes nowhere."""
    known = {one.id: one.function for one in facts.formulas()}
    function = name if name in local else known.get(name, "").partition(".")[2].partition(":")[0]
    if function and function not in used:
        raise PageError(
            rf"{where}: \formula{{{name}}} is displayed, and no block of the page uses {function}: "
            "show a formula where it is computed."
        )


def _check_id(names: list[str], header: str, where: str) -> None:
    """A displayed formula is called after what it shows, or one could take another's place."""
    wanted = "-".join(names).replace("_", "-")
    if names and f'id="{wanted}"' not in header:
        raise PageError(
            f'{where}: a formula that displays {", ".join(names)} has id="{wanted}", and this one '
            f"is `{header.strip()}`."
        )


def returned(function: ast.FunctionDef) -> ast.expr:
    """What the last line of a function returns."""
    last = function.body[-1]
    if not isinstance(last, ast.Return) or last.value is None:
        raise PageError(f"{function.name} does not end with what it returns")
    return last.value


def assigned(function: ast.FunctionDef, variable: str) -> ast.expr:
    """What a function gives to a variable."""
    for node in function.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == variable:
            return node.value
    raise PageError(f"{function.name} gives no value to {variable}")


class _Given(ast.NodeTransformer):
    """Puts numbers in the place of names, and leaves out what then does nothing."""

    def __init__(self, values: dict[str, int]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(self.values[node.id]) if node.id in self.values else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left: ast.expr = self.visit(node.left)
        right: ast.expr = self.visit(node.right)
        match node.op, left, right:
            case ast.Mult(), ast.Constant(value=0), _:
                return left
            case ast.Mult(), _, ast.Constant(value=0):
                return right
            case ast.Mult() | ast.FloorDiv(), _, ast.Constant(value=1):
                return left
            case ast.Mult(), ast.Constant(value=1), _:
                return right
            case ast.Add() | ast.Sub(), _, ast.Constant(value=0):
                return left
            case ast.Add(), ast.Constant(value=0), _:
                return right
        return ast.BinOp(left, node.op, right)


def given(node: ast.expr, values: dict[str, int]) -> ast.expr:
    """An expression for some values of its names: d(k - 1) - p for d = 1 is k - 1 - p."""
    found: ast.expr = _Given(values).visit(copy.deepcopy(node))  # the tree is everybody's
    return found
