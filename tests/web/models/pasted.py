"""The text that a person would paste of a model in an installed package: what it needs, no more.

The files are read and not imported: a package's compiled half wants the very build of PyTorch that
it was made with, and a text does not.
"""

import ast
import builtins
import functools
import graphlib
import importlib.metadata
from pathlib import PurePosixPath


def gathered(file, expression):
    """Every definition that an expression needs, as the files have it, and then the model."""
    found = _Paste(PurePosixPath(file).parts[0])
    for name in _names(ast.parse(expression)):
        found.take(file, name)
    return found.text() + f"\n\nmodel = {expression}\n"


@functools.cache
def text_of(file):
    """The text of a file of an installed package."""
    package = importlib.metadata.distribution(PurePosixPath(file).parts[0])
    return package.locate_file(file).read_text(encoding="utf-8")


@functools.cache
def _bound(file):
    """The names that a file binds at its top, each with the statement that binds it."""
    found = {}
    for statement in ast.parse(text_of(file)).body:
        match statement:
            case ast.FunctionDef() | ast.ClassDef():
                found[statement.name] = statement
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = statement
            case ast.Import() | ast.ImportFrom():
                found |= {(one.asname or one.name): statement for one in statement.names}
    return found


def _names(tree):
    return sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})


class _Paste:
    """Follows names through the files of a package and keeps what it meets."""

    def __init__(self, package):
        self.package = package
        self.imports = {}  # from where: the names
        self.taken = {}  # name: (file, statement)
        self.renamed = {}  # file: lines such as SElayer = SqueezeExcitation
        self.uses = {}  # file: the files that it takes from

    def take(self, file, name):
        """A name as a file means it, with all that its definition needs."""
        statement = _bound(file).get(name)
        if statement is None:  # an argument, a variable or a builtin
            return
        if isinstance(statement, ast.Import):
            self.imports.setdefault("", set()).add(ast.unparse(statement))
        elif isinstance(statement, ast.ImportFrom):
            self._take_imported(file, name, statement)
        elif name not in self.taken:
            self.taken[name] = (file, statement)
            self._follow(file, statement)
        elif self.taken[name] != (file, statement):
            raise ValueError(f"{name} is in {file} and in {self.taken[name][0]}")

    def _take_imported(self, file, name, statement):
        home = self._home(file, statement)
        original = next(one.name for one in statement.names if name in (one.asname, one.name))
        if home is None:
            renamed = f" as {name}" * (name != original)
            self.imports.setdefault(statement.module, set()).add(original + renamed)
        else:
            self.take(home, original)
            self.uses.setdefault(file, set()).add(home)
            if name != original:
                self.renamed.setdefault(file, set()).add(f"{name} = {original}")

    def _home(self, file, statement):
        """The file that an import reads, or None of another package."""
        folder = PurePosixPath(file).parent
        if statement.level:
            base = folder if statement.level == 1 else folder.parents[statement.level - 2]
        elif statement.module.split(".")[0] == self.package:
            base = PurePosixPath()
        else:
            return None
        module = base.joinpath(*(statement.module or "").split("."))
        package = importlib.metadata.distribution(self.package)
        is_folder = package.locate_file(str(module)).is_dir()
        return str(module / "__init__.py" if is_folder else module.with_suffix(".py"))

    def _follow(self, file, statement):
        self.uses.setdefault(file, set())
        for name in _names(statement):
            if not hasattr(builtins, name):
                self.take(file, name)

    def text(self):
        lines = sorted(self.imports.pop("", ()))
        lines += [
            f"from {home} import {', '.join(sorted(names))}"
            for home, names in sorted(self.imports.items())
        ]
        return "\n\n\n".join(["\n".join(lines), *self._definitions()])

    def _definitions(self):
        for file in graphlib.TopologicalSorter(self.uses).static_order():
            yield from sorted(self.renamed.get(file, ()))
            lines = text_of(file).splitlines()
            statements = {one for home, one in self.taken.values() if home == file}
            for one in sorted(statements, key=lambda one: one.lineno):
                first = min([one.lineno, *(d.lineno for d in getattr(one, "decorator_list", ()))])
                yield "\n".join(lines[first - 1 : one.end_lineno])
