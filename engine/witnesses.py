"""A witness must be another computation: the same value on both sides of `agreed` is refused.

A name that only stands for another one, or for a copy of it, counts as that one.
"""

import ast

from engine.errors import PageError
from engine.trees import named, parsed, walked

# What gives its argument, or the object that it is a method of, once more.
COPIES = {
    "copy",
    "clone",
    "detach",
    "numpy",
    "view",
    "array",
    "asarray",
    "tolist",
    "list",
    "tensor",
}
Names = dict[str, str]  # a name -> the expression that it stands for


def check(code: str, names: Names, where: str) -> None:
    """Refuse a block that compares a value with itself; `names` are kept from block to block."""
    for statement in parsed(code).body:
        for node in walked(statement):
            if isinstance(node, ast.Call) and named(node.func) == "agreed":
                _check_call(node, names, where)
            if isinstance(node, ast.Assign):
                _remember(node, names)


def check_compares(code: str, where: str) -> None:
    """Refuse a check that compares nothing."""
    calls = (node for node in walked(parsed(code)) if isinstance(node, ast.Call))
    if not any(named(call.func) == "agreed" for call in calls):
        raise PageError(f'{where}: a block with exec="check" compares something by agreed().')


def _check_call(call: ast.Call, names: Names, where: str) -> None:
    sides = [_origin(one, names) for one in call.args]
    for side in sides:
        if sides.count(side) > 1:
            raise PageError(
                f"{where}: `{ast.unparse(call)}` compares {side} with itself: give it what an "
                "independent computation gave."
            )


def _remember(node: ast.Assign, names: Names) -> None:
    """What the names on the left stand for from now on."""
    for target in node.targets:
        new = {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
        for name, origin in list(names.items()):
            if {name, origin} & new:
                del names[name]
        if isinstance(target, ast.Name) and _origin(node.value, names) != ast.unparse(node.value):
            names[target.id] = _origin(node.value, names)
        elif isinstance(target, ast.Name) and isinstance(node.value, ast.Name):
            names[target.id] = node.value.id


def _origin(node: ast.expr, names: Names) -> str:
    """The expression that a value is, however often it was named or copied."""
    match node:
        case ast.Name(id=name):
            return names.get(name, name)
        case ast.BinOp(left=inner, right=ast.Constant()):
            return _origin(inner, names)
        case ast.Call(func=ast.Attribute(value=inner, attr=attr), args=[]) if attr in COPIES:
            return _origin(inner, names)
        case ast.Call(func=function, args=[inner]) if _last(function) in COPIES:
            return _origin(inner, names)
    return ast.unparse(node)


def _last(function: ast.expr) -> str:
    return named(function).rpartition(".")[2]
