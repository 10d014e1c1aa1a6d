"""What a file brings along from snippets: the definitions that it uses, and their imports.

A definition whose name means something else in the file is called after its snippet: conv_pad.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from engine import above
from engine.above import Names
from engine.trees import parsed

SNIPPETS = Path(__file__).resolve().parents[2] / "snippets"
IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass
class Brought:
    """Imports and definitions as text, and how the file calls what it takes from snippets."""

    imports: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    called: dict[tuple[str, str], str] = field(default_factory=dict)  # by snippet and name


def is_snippet(module: str | None) -> bool:
    """Whether a module is a snippet of ours."""
    return bool(module) and (SNIPPETS / f"{module}.py").is_file()


def bring(wanted: dict[str, Names], taken: Names) -> Brought:
    """What some names of some snippets need; `taken` are the names that the file gives itself."""
    found, known = Brought(), dict[str, tuple[str, ...]]()
    for snippet, names in wanted.items():
        before = dict(known)
        code = (SNIPPETS / f"{snippet}.py").read_text(encoding="utf-8")
        nodes = needed(code, names)
        found.imports += _imports(nodes)
        whole = {name: texts(code, name) for name in _given(nodes)}
        called = {
            name: f"{snippet}_{name}"
            if name in taken or known.get(name, whole[name]) != whole[name]
            else name
            for name in whole
        }
        known |= {called[name]: text for name, text in whole.items()}
        for node in nodes:
            mine = above.gives(node) & whole.keys()
            is_known = mine and all(before.get(called[name]) == whole[name] for name in mine)
            if not isinstance(node, IMPORTS) and not is_known:
                found.definitions.append(renamed(above.text_of(code, node), called))
        found.called |= {(snippet, name): called.get(name, name) for name in names}
    return found


@cache
def texts(code: str, name: str) -> tuple[str, ...]:
    """The definitions that a name of a module needs, as text."""
    nodes = needed(code, {name})
    return tuple(above.text_of(code, node) for node in nodes if not isinstance(node, IMPORTS))


def needed(code: str, names: Names) -> list[ast.stmt]:
    """The statements of a module that some of its names need, in order."""
    body, wanted, kept = parsed(code).body, set(names), set[int]()
    while True:
        if wanted & {"eval", "exec"}:  # code in a text may read whatever is imported
            wanted |= _imported(body)
        more = {n for n, node in enumerate(body) if n not in kept and above.gives(node) & wanted}
        if not more:
            return [body[n] for n in sorted(kept)]
        kept |= more
        wanted |= set().union(*(above.reads([body[n]]) for n in more))


def _given(nodes: list[ast.stmt]) -> Names:
    """The names of definitions; what is imported keeps its name."""
    return set().union(*map(above.gives, nodes)) - _imported(nodes)


def _imported(nodes: list[ast.stmt]) -> Names:
    """The names that are imported, as in `try: import torch` too."""
    imports = (one for node in nodes for one in above.imports_in(node))
    return set().union(*map(above.gives, imports))


def _imports(nodes: list[ast.stmt]) -> list[str]:
    used = set().union(*(above.reads([node]) for node in nodes))
    if used & {"eval", "exec"}:
        used = set().union(*map(above.gives, nodes))
    return [
        line for node in nodes if isinstance(node, IMPORTS) for line in above.imports(node, used)
    ]


def renamed(text: str, called: dict[str, str]) -> str:
    """A definition in which other names stand for some of its module."""
    lines = [line.encode() for line in text.split("\n")]
    for line, column, name in sorted(_places(parsed(text), frozenset()), reverse=True):
        if called.get(name, name) != name:
            old, here = name.encode(), lines[line - 1]
            start = here.index(old, column)
            lines[line - 1] = here[:start] + called[name].encode() + here[start + len(old) :]
    return b"\n".join(lines).decode()


def _places(node: ast.AST, own: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and name wherever a name of the module stands, and none of a function's own."""
    if isinstance(node, ast.Name) and node.id not in own:
        yield node.lineno, node.col_offset, node.id
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        if node.name not in own:
            yield node.lineno, node.col_offset, node.name
        own |= above.locals_of(node)
    for child in ast.iter_child_nodes(node):
        yield from _places(child, own)
