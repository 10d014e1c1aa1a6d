"""What a piece of a page's code needs from above it: the statements without which it would not run.

A statement is needed when it gives or changes a value that is read later. What only shows or
compares is needed by nobody.
"""

import ast
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from engine import sources
from engine.trees import parsed

SCOPES = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
WHOLE = (ast.Assign, ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
# Methods that change their object; those of PyTorch end with an underscore.
CHANGING = {"add", "append", "backward", "extend", "load_state_dict", "update"}
Names = set[str]
once = lru_cache(maxsize=10_000)  # every block below asks for the same statements of those above


def needed(code: str, above: list[str], render: Names) -> list[str]:
    """The statements that code needs, in order, out of the blocks above it.

    `render` holds the names that the page takes from render, whose calls give nothing to compute.
    """
    wanted = reads(parsed(code).body)
    found: list[str] = []
    imported: Names = set().union(*map(_imported, above))
    other = {name: whole for block in above for name, whole in _views(block)}
    inside = {name: read for block in above for name, read in _functions(block)}
    for block in reversed(above):
        for node in reversed(parsed(block).body):
            # A function reads what its names are when it is called.
            wanted |= set().union(*(inside[name] for name in wanted & inside.keys()))
            if wanted & {"eval", "exec"}:  # code in a text may read whatever was imported
                wanted |= imported
            given = gives(node)
            changed = changes(node)
            changed |= {other[name] for name in changed & other.keys()}
            if sources.is_hidden(node, render) or not (given | changed) & wanted:
                continue
            found += reversed(_lines(block, node, wanted))
            if isinstance(node, WHOLE):
                wanted -= given
            wanted |= reads([node])
    return found[::-1]


def _imported(code: str) -> Names:
    """The names that a block imports."""
    nodes = parsed(code).body
    return set().union(
        *(gives(one) for one in nodes if isinstance(one, ast.Import | ast.ImportFrom))
    )


def _views(code: str) -> Iterator[tuple[str, str]]:
    """The names for a part of something else, each with the name of that: w = layer.weight.data."""
    for node in parsed(code).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute() | ast.Subscript()):
                yield name, root(node.value)


def _functions(code: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The functions of a block, each with the names that it reads from outside."""
    for node in parsed(code).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, _read_by(node)


def reads(nodes: Iterable[ast.stmt]) -> Names:
    """The names that statements read, and do not give themselves before."""
    found: Names = set()
    given: Names = set()
    for node in nodes:
        found |= _read_by(node) - given
        if isinstance(node, WHOLE):
            given |= gives(node)
    return found


@once
def _read_by(node: ast.stmt) -> frozenset[str]:
    return frozenset(_reads(node))


def _reads(node: ast.AST) -> Names:
    match node:
        case ast.For(target=target, iter=source, body=body):
            return _reads(source) | (reads(body) - _stored(target))
        case (
            ast.If(test=test, body=body, orelse=other)
            | ast.While(test=test, body=body, orelse=other)
        ):
            return _reads(test) | reads(body) | reads(other)
        case ast.FunctionDef() | ast.Lambda():
            inside = [node.body] if isinstance(node, ast.Lambda) else node.body
            outside = [node.args, *getattr(node, "decorator_list", []), *_annotations(node)]
            within: Names = set().union(*map(_reads, inside))
            return (within - locals_of(node)) | set().union(*map(_reads, outside))
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return _children(node) - _stored(node)
        case ast.AugAssign(target=target, value=value):
            return {root(target)} | _reads(value)
        case ast.Name(id=name, ctx=ast.Load()):
            return {name}
    return _children(node)


def locals_of(node: ast.AST) -> Names:
    """The arguments of a function, and the names that it, or a class, gives a value inside."""
    arguments = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
    return arguments | _stored(node)


def _children(node: ast.AST) -> Names:
    return set().union(*map(_reads, ast.iter_child_nodes(node)))


def _annotations(node: ast.AST) -> list[ast.expr]:
    returned = getattr(node, "returns", None)
    return [returned] if returned else []


def _stored(node: ast.AST) -> Names:
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
    return {one.id for one in names if isinstance(one.ctx, ast.Store)}


@once
def gives(node: ast.stmt) -> frozenset[str]:
    """The names that a statement gives a value in its module."""
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return frozenset({node.name})
        case ast.Import() | ast.ImportFrom():
            return frozenset(bound(alias) for alias in node.names)
    return _stored_in_module(node).union(*map(gives, imports_in(node)))


def _stored_in_module(node: ast.stmt) -> frozenset[str]:
    names = (one for one in _of_module(node) if isinstance(one, ast.Name))
    return frozenset(one.id for one in names if isinstance(one.ctx, ast.Store))


def imports_in(node: ast.stmt) -> list[ast.Import | ast.ImportFrom]:
    """The imports in a statement that runs in its module, as in `try: import torch`."""
    return [one for one in _of_module(node) if isinstance(one, (ast.Import, ast.ImportFrom))]


@once
def changes(node: ast.stmt) -> frozenset[str]:
    """The names whose values a statement may change in place: w[0] = 1, nn.init.ones_(w)."""
    found: Names = set()
    for one in _of_module(node):
        match one:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                found.add(root(one))
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name) as called, args=args)):
                if name.endswith("_"):
                    found |= {root(called), *map(root, args)}
                if name in CHANGING:
                    found.add(root(called))
            case ast.For(target=target, iter=source) if changes_of(one.body) & _stored(target):
                found |= _reads(source)  # for table in (a, b): table[0] = 1
    return frozenset(found)


def changes_of(nodes: list[ast.stmt]) -> Names:
    """The names whose values some statements may change in place."""
    return set().union(*map(changes, nodes))


def bound(alias: ast.alias) -> str:
    """The name that an import gives."""
    return alias.asname or alias.name.partition(".")[0]


def root(node: ast.AST) -> str:
    """The name with which an expression begins: w of w.data[0]; nothing where it has none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _of_module(node: ast.AST) -> Iterator[ast.AST]:
    """A statement and all in it that runs in its module, which functions do not."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, SCOPES + COMPREHENSIONS):
            yield from _of_module(child)


def _lines(code: str, node: ast.stmt, wanted: Names) -> list[str]:
    """A statement as it stands; of an import, what is wanted."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return imports(node, wanted)
    return [text_of(code, node)]


def imports(node: ast.Import | ast.ImportFrom, wanted: Set[str]) -> list[str]:
    """Of an import, one line for each name that is wanted."""
    aliases = [alias for alias in node.names if bound(alias) in wanted]
    if isinstance(node, ast.Import):
        return [ast.unparse(ast.Import([alias])) for alias in aliases]
    return [ast.unparse(ast.ImportFrom(node.module, [alias], node.level)) for alias in aliases]


def text_of(code: str, node: ast.stmt) -> str:
    """The lines of a statement, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)])
    return "\n".join(code.split("\n")[first - 1 : node.end_lineno])
