"""What the docstrings of a snippet say, as Markdown, with signatures and with examples that ran."""

import ast
import builtins
import doctest
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import patience
from engine.errors import PageError
from engine.trees import parsed

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = {"Args": "Arguments", "Returns": "Result", "Raises": "Errors", "Attributes": "Fields"}
SECTION = re.compile(rf"({'|'.join(SECTIONS)}):\n")
ENTRY = re.compile(r"(?P<names>\w+(?:, \w+)*): (?P<text>.*)")
LEFT_TO_TESTS = ("check_here",)  # goes over whole grids, which would take a build too long
COLUMNS = 46  # what a phone shows of code without scrolling
Documented = ast.Module | ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Described:
    """What a docstring is about: a file, or a function or a class in it."""

    anchor: str  # same_padding, same_padding.conv_same
    text: str  # as Markdown, less the example
    example: str = ""  # as a session of Python, with what it imports
    signature: str = ""

    @property
    def name(self) -> str:
        """The name of a function or class in its file."""
        return self.anchor.rpartition(".")[2]

    @property
    def heading(self) -> str:
        """The line above the description of a function or class."""
        return f"### `{self.name}` {{ #{self.anchor} }}"


def read(file: str) -> list[Described]:
    """What a snippet describes: first itself, then what it defines and does not keep private."""
    tree = parsed(_source(file))
    origins = _origins(tree, file)
    aliases = {
        ast.unparse(node.targets[0]): ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp)
    }
    found = [_described(file, tree, origins)]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            signed = signature(node, aliases)
            found.append(_described(f"{file}.{node.name}", node, origins, signed))
    return found


def _source(file: str) -> str:
    path = ROOT / "snippets" / f"{file}.py"
    if not path.is_file():
        raise PageError(f"::: {file} stands for snippets/{file}.py, and there is no such file")
    return path.read_text(encoding="utf-8")


def _described(
    anchor: str, node: Documented, origins: dict[str, str], signature: str = ""
) -> Described:
    text, _, example = (ast.get_docstring(node) or "").partition("Examples:\n")
    lines = [line.removeprefix("    ") for line in example.strip("\n").split("\n")]
    session = "\n".join(lines)
    imports = [f">>> {line}" for line in _imports(session, origins)]
    return Described(anchor, to_markdown(text), "\n".join([*imports, session]).strip(), signature)


# The text


def to_markdown(docstring: str) -> str:
    """A docstring as Markdown: a paragraph or an entry a line, and sections with a title."""
    parts = []
    for part in re.split(r"\n{2,}", docstring.strip()):
        if section := SECTION.match(part):
            parts.append(f"**{SECTIONS[section[1]]}**")
            part = "\n".join(_entries(section[1], part[section.end() :]))
        parts.append("\n".join(_lines(part)))
    return "\n\n".join(parts)


def _lines(part: str) -> Iterator[str]:
    """A paragraph in one line; of a list, each entry in one."""
    for one in re.split(r"\n(?=- )", part):
        yield " ".join(one.split())


def _entries(section: str, text: str) -> Iterator[str]:
    """The entries of a section as a list; a result has a type in the place of a name."""
    entries = [text] if section == "Returns" else re.split(r"\n(?= {4}\S)", text)
    for one in entries:
        entry = ENTRY.fullmatch(" ".join(one.split()))
        if not entry:
            raise PageError(f"a docstring says {one!r}, and an entry begins with `name: `")
        names = entry["names"]
        if section != "Returns":
            names = ", ".join(f"`{name}`" for name in names.split(", "))
        yield f"- {names}: {entry['text']}"


# The signature


def signature(node: ast.FunctionDef | ast.ClassDef, aliases: dict[str, str]) -> str:
    """How a function is called, or a class made, with types, and what their short names mean."""
    if isinstance(node, ast.ClassDef):
        parts = [ast.unparse(one) for one in node.body if isinstance(one, ast.AnnAssign)]
        end = ")"
    else:
        parts = list(_parameters(node.args))
        end = f") -> {ast.unparse(node.returns)}" if node.returns else ")"
    lines = [f"{node.name}({', '.join(parts)}{end}"]
    if len(lines[0]) > COLUMNS:
        lines = [f"{node.name}(", *(f"    {part}," for part in parts), end]
    used = re.findall(r"\w+", " ".join(parts))
    meant = [f"{name} = {what}" for name, what in aliases.items() if name in used]
    return "\n".join([*lines, *(["", *meant] if meant else [])])


def _parameters(arguments: ast.arguments) -> Iterator[str]:
    """Each parameter with its type and default."""
    alone = len(arguments.args) - len(arguments.defaults)
    for one, default in zip(arguments.args, [*[None] * alone, *arguments.defaults]):
        typed = f"{one.arg}: {ast.unparse(one.annotation)}" if one.annotation else one.arg
        yield f"{typed} = {ast.unparse(default)}" if default else typed


# The example


def _origins(tree: ast.Module, file: str) -> dict[str, str]:
    """For each name of a file, the statement that imports it; of its own names, the file."""
    found = {}
    for node in tree.body:
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                for one in names:
                    found[one.asname or one.name] = ast.unparse(node)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] = file
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = file
    return found


def _imports(session: str, origins: dict[str, str]) -> list[str]:
    """What somebody must import who copies an example."""
    code = "".join(one.source for one in doctest.DocTestParser().get_examples(session))
    names = [node for node in ast.walk(parsed(code)) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)} | set(dir(builtins))
    own |= set(_origins(parsed(code), ""))
    used = {node.id for node in names} - own
    statements = {origins.get(name, "") for name in used}
    unknown = sorted(name for name in used if name not in origins)
    if unknown:
        raise PageError(f"the example {session!r} uses {', '.join(unknown)}, which is nowhere")
    libraries = sorted(one for one in statements if " " in one)
    ours = sorted(name for name in used if " " not in origins[name])
    return [*libraries, *(f"from {origins[ours[0]]} import {', '.join(ours)}" for _ in ours[:1])]


def run(file: str) -> None:
    """Run the examples of a snippet; one that prints something else than it says is refused.

    The blocks of its page ran before, and what they imported is what this source says.
    """
    if file not in LEFT_TO_TESTS:
        _run(file, _source(file))


@functools.lru_cache(maxsize=100)  # once for both languages
def _run(file: str, source: str) -> None:
    for one in read(file):
        report: list[str] = []
        runner = doctest.DocTestRunner(verbose=False)
        test = doctest.DocTestParser().get_doctest(one.example, {}, one.anchor, None, None)
        with patience.limited(patience.SECONDS):
            runner.run(test, out=report.append)
        if report:
            why = f"the example of {one.anchor} does not give what it says:\n{report[0]}"
            raise PageError(why)
