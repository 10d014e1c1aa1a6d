"""What is published elsewhere of a model: its parameters, and its multiply-adds as exactly."""

import re
from dataclasses import dataclass

from tests.web.models.pasted import text_of


@dataclass(frozen=True)
class Published:
    """None where nobody says it."""

    parameters: int | None = None
    multiply_adds: int | None = None
    billions: float | None = None  # of multiply-adds, rounded to three decimals


NOTHING = Published()


def by_torchvision(file, weights):
    """What torchvision states with trained weights."""
    if not weights:
        return NOTHING
    text = text_of(f"torchvision/{file}")
    stated = text.partition(f"class {weights}(")[2]
    parameters = re.compile(r'"num_params": (\d+)')
    found = parameters.search(stated) or parameters.search(text)  # or above, if all share it
    return Published(int(found[1]), billions=float(re.search(r'"_ops": ([\d.]+)', stated)[1]))


def by_pytorchcv(file, function):
    """What the package's own tests expect."""
    found = re.search(
        rf"\bmodel != {function} or weight_count == (\d+)", text_of(f"pytorchcv/{file}")
    )
    return Published(int(found[1]))


def by_hand(said):
    """What stands above a written model: a number of its source or of another tool."""
    parameters, multiply_adds = (said.get(name) for name in ("parameters", "multiply_adds"))
    return Published(parameters and int(parameters), multiply_adds and int(multiply_adds))
