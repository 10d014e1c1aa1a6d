"""The parts of `show(r"y = $y", y=y_small)`: each is computed, and has the name of its value.

Two values that change places in such a call would otherwise be shown under each other's name. The
parameters of a figure and of an exercise are called by their letters: `stride=s_small`.
"""

import ast

from engine.errors import PageError
from engine.trees import named, parsed, walked

LETTERS = {"i": "i", "k": "k", "stride": "s", "padding": "p", "dilation": "d"}
LETTERS |= {"output_padding": "op"}


def check(code: str, where: str) -> None:
    """Refuse a part that is typed, or that has the name of another value."""
    for node in walked(parsed(code)):
        function = named(node.func) if isinstance(node, ast.Call) else ""
        for part in node.keywords if isinstance(node, ast.Call) else ():
            if function == "show":
                _check_part(part, where)
            elif function in ("show_exercise", "show_figure") and part.arg in LETTERS:
                _check_parameter(part, LETTERS[part.arg], where)


def _check_part(part: ast.keyword, where: str) -> None:
    if isinstance(part.value, ast.Constant):
        raise PageError(f"{where} shows {part.value.value!r}, which was typed: compute it.")
    if not _is_called(part.value, part.arg or ""):
        raise PageError(
            f"{where} shows {ast.unparse(part.value)} under the name {part.arg}: give it that "
            f"name, or one such as {part.arg}_small."
        )


def _check_parameter(part: ast.keyword, letter: str, where: str) -> None:
    if isinstance(part.value, ast.Name) and not _is_called(part.value, letter):
        raise PageError(
            f"{where} has {part.arg}={part.value.id}: let its name be or begin with {letter}."
        )


def _is_called(value: ast.expr, name: str) -> bool:
    """Whether a value has a name, or one that begins with it: x, x_small, x[0]; weight for w."""
    match value:
        case ast.Subscript(value=ast.Name(id=array), slice=ast.Constant(value=index)):
            return name in (f"{array}{index!r}", array) or _is_called(ast.Name(array), name)
    own, word = ast.unparse(value), name.rpartition("_")[2]
    return own == name or own.startswith((f"{name}_", f"{word}_", *([name] * (len(name) == 1))))
