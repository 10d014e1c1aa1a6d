"""Helpers that several snippets share, each with a copy: python -m tests.snippets.copies.

A snippet works alone, so it cannot import them. Their home is snippets/shared/helpers.py; this
command, `make helpers`, writes its text into every snippet that defines a name of it.
"""

import ast

from tests.project import ROOT

HOME = ROOT / "snippets" / "shared" / "helpers.py"
SIGN = "# Copied from shared/helpers.py, so that this file works alone."


def defined(source):
    """The lines, (first, last), of every function, class and constant, by name."""
    places = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            places[node.name] = first, node.end_lineno
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            places[ast.unparse(target)] = node.lineno, node.end_lineno
    return places


def texts(source):
    """The text of every function, class and constant, by name."""
    lines = source.splitlines()
    found = defined(source).items()
    return {name: "\n".join(lines[first - 1 : last]) for name, (first, last) in found}


def renewed(source, home):
    """A snippet in which every copy has the text of its home."""
    lines = source.splitlines()
    for name, (first, last) in reversed(defined(source).items()):
        if name in home:
            lines[first - 1 : last] = home[name].splitlines()
    return "\n".join(lines) + "\n"


def main():
    """Renew the copies in all snippets, and say which files changed."""
    home = texts(HOME.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "snippets").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        text = renewed(source, home)
        if text != source:
            path.write_text(text, encoding="utf-8")
            print(f"renewed the helpers of {path.name}")


if __name__ == "__main__":
    main()
