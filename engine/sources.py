"""What a reader sees of a block: the code that ran, less the statements that only show its result.

A statement is hidden by rule. It is hidden when it imports from `render`, or when its outermost
call is one of `render`'s and all arguments are names, attributes, subscripts and literals: such a
statement cannot compute anything. Docstrings run and are not shown either: the prose stands for
them.
"""

import ast
from typing import TypeGuard

from engine.errors import PageError
from engine.trees import named, parsed, walked

DOCUMENTED = (ast.FunctionDef, ast.ClassDef)


def render_names(code: str) -> set[str]:
    """The names that code takes from `render`."""
    return {
        alias.asname or alias.name
        for node in parsed(code).body
        if _imports_render(node)
        for alias in node.names  # type: ignore[attr-defined]
    }


def shown(code: str, names: set[str], where: str) -> str:
    """The lines of a block that a reader sees; `names` are what its page took from `render`."""
    tree = parsed(code)
    gone = [node for node in tree.body if is_hidden(node, names)]
    for node in tree.body:
        if node not in gone and _calls_within(node, names):
            raise PageError(
                f"{where}: `{ast.unparse(node)}` calls render and computes in one statement: "
                "compute in a line that readers see, and give the name to render in another."
            )
    return _without(code, [*gone, *_docstrings(tree)], where)


def without_docstrings(code: str, where: str) -> str:
    """All lines of a block but the docstrings."""
    return _without(code, _docstrings(parsed(code)), where)


def shows_markdown(code: str, names: set[str]) -> bool:
    """Whether a block shows formulas, figures or tables; all others print plain text."""
    printing = {name for name in names if name.startswith("show")}
    return _calls_within(parsed(code), printing)


def is_hidden(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement shows a result or imports what shows it, and does nothing else."""
    if _imports_render(node):
        return True
    if not _calls(node, names):
        return False
    call = node.value  # type: ignore[attr-defined]
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    return all(map(is_plain, values))


def is_plain(node: ast.expr) -> bool:
    """Whether an expression only names something: a name, an attribute, a subscript, a literal."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Attribute(value=part) | ast.Starred(value=part):
            return is_plain(part)
        case ast.Subscript(value=whole, slice=index):
            return is_plain(whole) and is_plain(index)
        case ast.Slice(lower=low, upper=high, step=step):
            return all(part is None or is_plain(part) for part in (low, high, step))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return all(map(is_plain, parts))
        case ast.Dict(keys=keys, values=values):
            return all(part is None or is_plain(part) for part in [*keys, *values])
    return False


def _imports_render(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "render"


def _calls(node: ast.AST, names: set[str]) -> bool:
    """Whether a statement is a call of one of these functions, or gives its result one name."""
    match node:
        case ast.Expr(value=ast.Call(func=function)):
            return named(function) in names
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=function)):
            return named(function) in names
    return False


def _calls_within(tree: ast.AST, names: set[str]) -> bool:
    """Whether one of these functions is called anywhere in a tree."""
    calls = (node for node in walked(tree) if isinstance(node, ast.Call))
    return any(named(call.func) in names for call in calls)


def _docstrings(tree: ast.Module) -> list[ast.stmt]:
    documented = [node for node in walked(tree) if isinstance(node, DOCUMENTED)]
    return [node.body[0] for node in documented if ast.get_docstring(node) is not None]


def _without(code: str, nodes: list[ast.stmt], where: str) -> str:
    """Code less some statements, with no more than one blank line in a row."""
    tree = parsed(code)
    gone = {line for node in nodes for line in _lines(node)}
    _check_alone(tree, nodes, gone, where)
    texts = {line for node in walked(tree) if _is_text(node) for line in _lines(node)}
    kept: list[str] = []
    for number, line in enumerate(code.split("\n"), 1):
        piles_up = not line.strip() and kept and not kept[-1].strip() and number not in texts
        if number not in gone and not piles_up:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _check_alone(tree: ast.Module, nodes: list[ast.stmt], gone: set[int], where: str) -> None:
    """Refuse a line that is not shown and holds more than what is not shown."""
    ours = {(node.lineno, node.col_offset) for node in nodes}
    for node in walked(tree):
        if isinstance(node, ast.stmt) and (node.lineno, node.col_offset) not in ours:
            lines = {node.lineno} if hasattr(node, "body") else set(_lines(node))
            if lines & gone:
                raise PageError(
                    f"{where}: `{ast.unparse(node)}` stands on a line that readers do not see; "
                    "give it a line of its own."
                )


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _is_text(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether blank lines in it are part of a value."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
