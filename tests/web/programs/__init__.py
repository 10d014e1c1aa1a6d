"""Random legal programs that define a model, each with what PyTorch says about it.

A program is put together from pieces of text (a piece), each of which PyTorch runs as soon as
it is drawn: what it refuses is not taken. So a program is legal, and nothing here knows a rule of
shapes, or reads code.
"""

import functools
import random
from dataclasses import dataclass

import torch
from torch import nn

from tests import tiers
from tests.web.models import truth
from tests.web.programs import blocks, ends, joins, layers, loops, shapes

PIECES = [*layers.ALL, *loops.ALL, *blocks.ALL, *joins.ALL, *shapes.ALL]
IMPORTS = [
    "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F",
    "import math\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional as F",
    "from __future__ import annotations\n\nimport torch\nfrom torch import nn, Tensor\n"
    "import torch.nn.functional as F",
]
CELLS = 40_000  # more in a map are not drawn


@dataclass(frozen=True)
class Program:
    """A paste and its input, as `models.Model` has them."""

    code: str
    input: tuple
    pieces: tuple  # the names of those that it is made of

    @functools.cached_property
    def truth(self):
        return truth.truth(self.code, self.input)


def many():
    """A sample of programs, and in an audit two thousand, with the sample first."""
    return map(drawn, range(2000 if tiers.is_audit() else 100))


@functools.cache
def drawn(seed):
    """The program of a seed."""
    rng = random.Random(seed)
    axes = rng.choice([1, 2, 2, 2, 3])
    sizes = [rng.randint(6, [0, 60, 24, 10][axes]) for _ in range(axes)]
    return _Writer(rng, (rng.choice([1, 1, 2]), rng.choice([1, 3, 4, 8]), *sizes)).program()


class _Writer:
    """Adds pieces to a program, and runs them."""

    def __init__(self, rng, shape):
        self.rng, self.shape = rng, shape
        self.variable = rng.choice(["x", "x", "h", "out", "input"])
        self.top, self.methods, self.init, self.forward, self.names = {}, {}, [], [], []
        self.scope = {**truth.USUAL, "self": nn.Module(), "skips": []}
        self.scope[self.variable] = torch.empty(shape, device="meta")

    @property
    def x(self):
        return self.scope[self.variable]

    def program(self):
        """Some pieces and an end."""
        wanted = self.rng.randint(2, 7)
        for _ in range(40):
            self.add(self.rng.choice(PIECES))
            if len(self.names) == wanted:
                break
        while not self.add(self.rng.choice(ends.ALL)):
            pass
        return Program(self.code(), self.shape, tuple(self.names))

    def add(self, piece):
        """Whether a piece fits here, after it was added."""
        made = piece(self.rng, tuple(self.x.shape), f"{len(self.names)}")
        if made is None or not self.runs(made):
            return False
        self.top |= made.top
        self.methods |= made.methods
        self.init += made.init
        self.forward += [line.replace("$", self.variable) for line in made.forward]
        self.names.append(piece.__name__)
        return True

    def runs(self, made):
        """Whether PyTorch runs a piece; what it changes stays only then."""
        before = dict(self.scope)
        try:
            with truth.Unfilled("meta"), truth.quiet(), torch.no_grad():
                for text in made.top.values():
                    exec(text, self.scope)
                exec("\n".join(made.init), self.scope)
                for name, text in made.methods.items():
                    exec(text, self.scope)
                    setattr(self.scope["self"], name, self.scope[name].__get__(self.scope["self"]))
                self.scope["self"].to("meta").eval()
                lines = [line for line in made.forward if not line.startswith("return ")]
                exec("\n".join(lines).replace("$", self.variable), self.scope)
                fits = 0 < self.x.numel() < CELLS
        except (RuntimeError, ValueError, IndexError):
            fits = False
        if not fits:
            self.scope = before
        return fits

    def code(self):
        """The whole text."""
        name = self.rng.choice(["Net", "Model", "Encoder", "MyNetwork"])
        begins = self.rng.choice([f"super({name}, self).__init__()", "super().__init__()"])
        hint = self.rng.choice(["", ": torch.Tensor"])
        kept = ["skips = []"] if any("skips" in line for line in self.forward) else []
        arguments = self.rng.choice(["self", "self, classes=10"])
        methods = [
            [f"def __init__({arguments}):", *indented([begins, *self.init])],
            *([text] for text in self.methods.values()),
            [f"def forward(self, {self.variable}{hint}):", *indented([*kept, *self.forward])],
        ]
        lines = "\n\n".join(map("\n".join, methods)).split("\n")
        parts = [self.rng.choice(IMPORTS), *self.top.values()]
        parts.append("\n".join([f"class {name}(nn.Module):", *indented(lines)]))
        if self.rng.random() < 0.7:
            parts.append(f"{self.rng.choice(['model', 'net'])} = {name}()")
        return "\n\n\n".join(parts) + "\n"


def indented(lines):
    return [f"    {one}" if one else one for line in lines for one in line.split("\n")]
