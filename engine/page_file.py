"""The code of a page as one plain Python file, for the linter, the type checker and a reader.

Includes are put in, imports are collected at the top, and every block follows under its name.
"""

import ast

from engine.pages import Block, read_blocks
from engine.trees import parsed


def script(markdown: str, name: str) -> str:
    """All blocks of an English page, in order, as the text of a module."""
    blocks = read_blocks(markdown, name)
    imports = dict.fromkeys(line for block in blocks for line in _imports(block.code))
    parts = [f'"""The code of docs/en/{name}.md."""', "\n".join(_first_future(imports))]
    parts += [_body(block) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _imports(code: str) -> list[str]:
    """The imports at the top level of a block, one name a line."""
    found = []
    for node in parsed(code).body:
        if isinstance(node, ast.Import):
            found += [ast.unparse(ast.Import([alias])) for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            one = (ast.ImportFrom(node.module, [alias], node.level) for alias in node.names)
            found += [ast.unparse(statement) for statement in one]
    return found


def _first_future(imports: dict[str, None]) -> list[str]:
    """Imports in the order of the page, those from __future__ first, as Python asks."""
    return sorted(imports, key=lambda line: not line.startswith("from __future__"))


def _body(block: Block) -> str:
    """A block less its imports, under a comment that names it."""
    gone: set[int] = set()
    others: set[int] = set()
    for node in parsed(block.code).body:
        is_import = isinstance(node, (ast.Import, ast.ImportFrom))
        (gone if is_import else others).update(range(node.lineno, (node.end_lineno or 0) + 1))
    gone -= others
    lines = block.code.split("\n")
    kept = [line for number, line in enumerate(lines, 1) if number not in gone]
    body = "\n".join(kept).strip("\n")
    return f"# {block.id}\n{body}" if body else ""
