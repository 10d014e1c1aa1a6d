"""In the place of what shows a result on a page, statements that print the same values."""

import ast
import re

from engine.alone.brought import is_snippet
from engine.trees import parsed

WIDTH = 80
# What a page shows of the site's own tables, which a file alone does not have.
OF_THE_SITE = {"show_formulas", "show_glossary", "show_lies", "show_snippets", "show_symbols"}
OF_THE_SITE |= {"census", "show_changed", "show_changes"}
# Without one of these, code need not be parsed to know that it reads nothing of the site.
NAMED = "|".join(["engine", "facts", "pathlib", *sorted(OF_THE_SITE)])
SIGNS = re.compile(rf"^\s*import (?!torch|numpy)|\b(?:{NAMED})\b", re.MULTILINE)


def printing(node: ast.stmt, text: str) -> list[str]:
    """What stands in the place of a hidden statement: a print, or the value that it shows."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="agreed"))):
            return [text]
        case ast.Expr(value=ast.Call(func=ast.Name(id="show_table"), args=[heads, rows])):
            return [_call("show_table", [ast.unparse(heads), ast.unparse(rows)])]
        case ast.Expr(value=ast.Call() as call):
            return _shown(call)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[value, *_])):
            return [f"{name} = {ast.unparse(value)}"]
    return []


def _shown(call: ast.Call) -> list[str]:
    """A call of `show`, with each value under its name."""
    named = [(ast.unparse(one), one) for one in call.args]
    named += [(keyword.arg or "", keyword.value) for keyword in call.keywords]
    values = [(name, ast.unparse(one)) for name, one in named if name and not _is_word(one)]
    if not values:
        return []
    if all(name.isidentifier() for name, _ in values):
        return [_call("show", [f"{name}={value}" for name, value in values])]
    return [_call("show", [f"**{{{name!r}: {value}}}" for name, value in values])]


def _call(function: str, arguments: list[str]) -> str:
    """A call on one line, or with a line for each argument where that would be too long."""
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{function}(", *(f"    {one}," for one in arguments), ")"])


def _is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def of_the_site(code: str) -> bool:
    """Whether a block reads the site's own tables or files."""
    if not SIGNS.search(code):
        return False
    for node in ast.walk(parsed(code)):
        if isinstance(node, ast.ImportFrom) and node.module in ("engine", "facts", "pathlib"):
            return True
        if isinstance(node, ast.Import) and any(is_snippet(one.name) for one in node.names):
            return True  # a whole file of ours, which is offered by itself
        if isinstance(node, ast.Name) and node.id in OF_THE_SITE:
            return True
    return False
