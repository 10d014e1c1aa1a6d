"""What a snippet has from another file, each with a copy: python -m tests.snippets.copies.

A snippet works alone, so it imports none of ours. Helpers that several share have their home in
snippets/shared/helpers.py. Below a line `# Copied from sizes.py, so that this file works alone.`
everything is a copy from that snippet, and below one that names requirements.txt stand the versions
that the site computes with. This command, `make helpers`, writes the text of the home into each.
"""

import ast
import re

from tests.project import ROOT

SNIPPETS = ROOT / "snippets"
HOME = SNIPPETS / "shared" / "helpers.py"
SHARED = "shared/helpers.py"
VERSIONS = "requirements.txt"
MARK = re.compile(r"^ *# --8<-- \[.*\]\n", re.MULTILINE)
SIGNED = re.compile(r"^# Copied from (?P<home>\S+), so that this file works alone\.$")


def sign(home):
    """The line above the copies from a file."""
    return f"# Copied from {home}, so that this file works alone."


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


def home_texts(home):
    """What may be copied from a file, by name; marks of sections for pages are left at home."""
    if home == VERSIONS:
        return versions((ROOT / VERSIONS).read_text(encoding="utf-8"))
    found = texts((SNIPPETS / home).read_text(encoding="utf-8"))
    return {name: MARK.sub("", text) for name, text in found.items()}


def versions(requirements):
    """The versions that the site computes with, as a snippet writes them down."""
    pinned = dict(re.findall(r"^(numpy|torch)==([\w.]+)", requirements, re.MULTILINE))
    return {"SITE": f'SITE = {{"numpy": "{pinned["numpy"]}", "torch": "{pinned["torch"]}"}}'}


def signed(source):
    """The home that the nearest sign above names, by name of what stands below it."""
    signs = [
        (number, found["home"])
        for number, line in enumerate(source.splitlines(), start=1)
        if (found := SIGNED.match(line))
    ]
    found = {}
    for name, (first, _) in defined(source).items():
        above = [home for number, home in signs if number < first]
        if above:
            found[name] = above[-1]
    return found


def copied(source):
    """What a snippet has from another one, or from requirements.txt, by name: the home of each."""
    return {name: home for name, home in signed(source).items() if home != SHARED}


def should_be(source):
    """The text of every copy as its home has it, by name; what a home does not have is left out."""
    shared, from_others = home_texts(SHARED), copied(source)
    known = {home: home_texts(home) for home in set(from_others.values())}
    found = {}
    for name in defined(source):
        home = known[from_others[name]] if name in from_others else shared
        if name in home:
            found[name] = home[name]
    return found


def renewed(source):
    """A snippet in which every copy has the text of its home."""
    lines, known = source.splitlines(), should_be(source)
    for name, (first, last) in reversed(defined(source).items()):
        if name in known:
            lines[first - 1 : last] = known[name].splitlines()
    return "\n".join(lines) + "\n"


def main():
    """Renew the copies in all snippets, and say which files changed."""
    for path in sorted(SNIPPETS.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        text = renewed(source)
        if text != source:
            path.write_text(text, encoding="utf-8")
            print(f"renewed the helpers of {path.name}")


if __name__ == "__main__":
    main()
