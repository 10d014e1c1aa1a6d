"""What a page shows was given, or a witness has met it, or the block says that it only quotes.

Given are inputs: numbers, and arrays made of nothing but numbers. A witness has met what went
through `agreed`, or into a figure, whose script computes it once more and refuses another number;
and what one side of a comparison was computed from, since a wrong one would have been noticed. What
only writes such a value (`matrix`, a part of it, a format) may be shown too.
"""

import ast
import builtins
import functools
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from engine.errors import PageError
from engine.trees import KEPT, named, parsed, walked

MEETS = {
    *("agreed", "show_exercise", "show_explorer", "show_figure", "show_layers"),
    *("show_sizes", "show_sums"),
}
# They make an array of the numbers that stand there, and compute nothing with them.
MAKES = {
    *("arange", "array", "asarray", "double", "eye", "float", "from_numpy", "full", "long"),
    *("ones", "ones_like", "range", "reshape", "tensor", "zeros", "zeros_like"),
}
# They write a value, or take it apart, or put values together.
WRITES = {
    *("_asdict", "astype", "dict", "enumerate", "flatten", "formula", "items", "join", "keys"),
    *("len", "list", "matrix", "max", "min", "number", "numpy", "print", "ravel", "sorted"),
    *("squeeze", "str", "tolist", "tuple", "type", "values", "vector", "zip"),
}
# A wrong array can have the right one of these: they say how large it is, or one number of it.
SIZES = frozenset({"len", "nbytes", "ndim", "numel", "shape", "size"})
REDUCES = SIZES | {"all", "any", "count_nonzero", "max", "mean", "min", "prod", "sum"}
KNOWN = {*dir(builtins), "np", "torch", "sp"}


@dataclass
class Known:
    """What is known of a page's names while its blocks are read from the top to the bottom."""

    given: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)  # a comparison met their size, a sum of them
    written: dict[str, set[str]] = field(default_factory=dict)  # a name -> what it is written from
    made: dict[str, set[str]] = field(default_factory=dict)  # a name -> what its numbers come from
    whole: dict[str, set[str]] = field(default_factory=dict)  # the same, less what it only counts
    compared: list[list[ast.expr]] = field(default_factory=list)  # the sides of each comparison

    def meet(self) -> None:
        """Count what compared values were computed from as met, unless all sides come from it.

        A mistake in what all sides come from makes them equal and wrong; and one in an array of
        which a side has only the size, a sum or the largest value need not change it.
        """
        for sides in self.compared:
            whole = [_origins(_roots(side, REDUCES), self.whole) for side in sides]
            named = [_origins(_roots(side), self.made) for side in sides]
            shared = set.intersection(*(_origins(_roots(side, SIZES), self.made) for side in sides))
            self.met |= set().union(*whole) - shared
            self.counted |= set().union(*named) - shared

    def lacks(self, name: str, met: set[str]) -> bool:
        """Whether nobody knows if the value of a name is right."""
        if name in met | self.met | self.given | KNOWN:
            return False
        written = self.written.get(name, set()) - {name}
        return name not in self.written or any(self.lacks(one, met) for one in written)


def check(blocks: Iterable[tuple[str, str, bool]], values: set[str], page: str) -> None:
    """Refuse a page that shows what nobody has met: blocks as place, code and whether it quotes."""
    known = Known()
    shown: list[tuple[str, str, bool]] = []  # where, what, and whether all of it
    for where, code, quotes in blocks:
        tree = parsed(code)
        for node in walked(tree):
            _learn(node, known)
        known.meet()
        if quotes:
            known.given |= {one.id for one in walked(tree) if isinstance(one, ast.Name)}
        else:
            for call in _shows(tree):
                wholes = _roots(call, REDUCES)
                shown += [(where, name, name in wholes) for name in sorted(_roots(call))]
    shown += [(page, name, True) for name in sorted(values & known.made.keys())]
    for where, name, whole in shown:
        if known.lacks(name, met=set() if whole else known.counted):
            raise PageError(
                f"{where} shows {name}, which no independent computation has met: give both to "
                'agreed(), here or in a block with exec="check". A block that only quotes, such as '
                'an error or what Python prints, says exec="quote".'
            )


def _learn(node: ast.AST, known: Known) -> None:
    match node:
        case ast.Call(args=args) if _name(node) == "agreed" and len(args) > 1:
            known.compared.append(args)
        case ast.Call() if _name(node) in MEETS:
            for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
                known.met |= _roots(part)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[part]):
            known.made.setdefault(name, set()).update(_roots(part, SIZES))
            known.whole.setdefault(name, set()).update(_roots(part, REDUCES))
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _assign(target, value, known)
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            _assign(target, value, known)
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            known.given.add(name)  # what calls it computes; the function itself is shown as code
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            known.given |= {one.asname or one.name for one in names}


def _assign(target: ast.expr, value: ast.expr, known: Known) -> None:
    pairs = [(target, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(target.elts, value.elts, strict=False))
    for one, part in pairs:
        names = {node.id for node in ast.walk(one) if isinstance(node, ast.Name)}
        # Of what is only compared, a truth or a count is left: it says too little of it.
        compares = any(isinstance(node, ast.Compare) for node in ast.walk(part))
        for name in names:
            known.made.setdefault(name, set()).update(set() if compares else _roots(part, SIZES))
            known.whole.setdefault(name, set()).update(set() if compares else _roots(part, REDUCES))
        if isinstance(part, ast.Call) and _name(part) == "agreed":
            known.met |= names
        elif _only(part, MAKES | WRITES) and not _is_empty(part):
            for name in names:
                known.written.setdefault(name, set()).update(_roots(part))


def _only(node: ast.expr, functions: set[str]) -> bool:
    """Whether an expression calls no other functions and computes nothing."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and _name(one) not in functions:
            return False
        if isinstance(one, ast.BinOp | ast.Compare) and _roots(one) and not _is_text(one):
            return False
    return True


def _is_empty(node: ast.expr) -> bool:
    """Whether it is a list or a dictionary that something will be put into."""
    return (isinstance(node, ast.List) and not node.elts) or (
        isinstance(node, ast.Dict) and not node.keys
    )


def _is_text(node: ast.expr) -> bool:
    """Whether a sum puts texts together."""
    constants = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return any(isinstance(one, str) for one in constants)


def _shows(tree: ast.Module) -> list[ast.Call]:
    calls = [node for node in walked(tree) if isinstance(node, ast.Call)]
    return [one for one in calls if _name(one) == "print" or _name(one).startswith("show")]


@functools.lru_cache(maxsize=20 * KEPT)  # each block below asks for the comparisons above it again
def _roots(node: ast.AST, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names that a value is taken from; the functions that it calls are none of them.

    Nor is a name of which only this is taken: `but` has names of attributes and functions.
    """
    match node:
        case ast.Name(id=name):
            return frozenset({name})
        case ast.Call() if _name(node) in but:
            return frozenset()
        case ast.Attribute(attr=name) if name in but:
            return frozenset()
        case ast.Call(func=function, args=args, keywords=keywords):
            called = [] if isinstance(function, ast.Name) else [function]
            parts = [*called, *args, *keywords]
        case _:
            parts = list(ast.iter_child_nodes(node))
    return frozenset().union(*(_roots(part, but) for part in parts))


def _origins(names: Set[str], made: dict[str, set[str]]) -> set[str]:
    """Some names and all that they were computed from."""
    found, new = set(names), set(names)
    while new:
        new = {one for name in new for one in made.get(name, ())} - found
        found |= new
    return found


def _name(call: ast.Call) -> str:
    return named(call.func).rpartition(".")[2]
