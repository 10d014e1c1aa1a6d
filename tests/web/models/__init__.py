"""Real models as people paste them, each with an input: what the calculator's reader is judged by.

The list is older than the reader, and what is true of each model is asked of PyTorch alone.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

from tests.web.models import field, truth
from tests.web.models import published as known
from tests.web.models.packaged import HOMES, PYTORCHCV, TORCHVISION, UNET
from tests.web.models.pasted import gathered
from tests.web.models.published import NOTHING, Published

WRITTEN = Path(__file__).parent / "written"


@dataclass(frozen=True)
class Model:
    """A paste, its input, and where it is from."""

    name: str
    address: str  # of the file that it is, or in whose manner it is written
    code: str  # what PyTorch runs
    input: tuple  # a shape
    why: str  # what a reader has to be able to read; "hard: …" where it may stop and say so
    printed: bool = False  # whether not the code is pasted, but what print(model) says
    published: Published = NOTHING

    @property
    def is_packaged(self):
        return self.address.startswith(tuple(HOMES.values()))

    @property
    def is_hard(self):
        return self.why.startswith("hard: ")

    @functools.cached_property
    def paste(self):
        """The text that the reader gets."""
        return f"{truth.make(self.code)}\n" if self.printed else self.code

    @functools.cached_property
    def truth(self):
        return truth.truth(self.code, self.input)

    @functools.cached_property
    def fields(self):
        return field.fields(self)


@functools.cache
def models():
    """All of them: of packages first, then those that are written here."""
    return (*_torchvision(), *_pytorchcv(), *_unet(), *_written())


def _packaged(package, file, expression, shape, why, said):
    name = f"{package}: {' '.join(expression.split())}"
    code = gathered(f"{package}/{file}", expression)
    return Model(name, HOMES[package] + file, code, shape, why, published=said)


def _torchvision():
    for home, entries in TORCHVISION.items():
        file = f"models/{home}.py"
        for expression, shape, weights, why in entries:
            said = known.by_torchvision(file, weights)
            yield _packaged("torchvision", file, expression, shape, why, said)


def _pytorchcv():
    for home, entries in PYTORCHCV.items():
        file = f"models/{home}.py"
        for function, shape, why in entries:
            said = known.by_pytorchcv(file, function)
            yield _packaged("pytorchcv", file, f"{function}()", shape, why, said)


def _unet():
    for expression, shape, why in UNET:
        yield _packaged("unet", "unet.py", expression, shape, why, NOTHING)


def _written():
    """Files of written/: what is said of a model stands in comments above its code."""
    for path in sorted(WRITTEN.glob("*.py")):
        head, _, code = path.read_text(encoding="utf-8").partition("\n\n")
        said = dict(line.removeprefix("# ").split(": ", 1) for line in head.splitlines())
        yield Model(
            path.stem,
            said["address"],
            code.lstrip("\n"),
            tuple(map(int, said["input"].split(","))),
            said["why"],
            "pasted" in said,
            known.by_hand(said),
        )
