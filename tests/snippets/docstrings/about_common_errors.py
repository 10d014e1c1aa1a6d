"""What common_errors.py says."""

import contextlib

import common_errors
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from tests.snippets.docstrings.claims import about


@about("common_errors")
def codes_and_fixes(reading):
    reading.says(
        "a fix: more code, which runs behind it.",
        "All code may use torch, nn, F and np.",
    )
    for known in common_errors.ERRORS:
        scope = {"torch": torch, "nn": nn, "F": F, "np": np}
        with contextlib.suppress(RuntimeError, ValueError, TypeError):
            exec(known.code, scope)
        exec(known.fix, scope)
