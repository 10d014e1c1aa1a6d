"""What the docstring of overlap.py says."""

from functools import cache

import numpy as np
import overlap
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.claims import LAYERS, OPTIONS, I, K, about
from tests.snippets.docstrings.layers import transposed
from tests.snippets.docstrings.reading import literally


@about("overlap.overlap")
def all_of_overlap(reading):
    place, cell = reading.one(
        r"count\[m\]: how many pairs of cell n and tap t write to cell m\.\n\nThose with (.*?) = "
        r"(\w)\."
    ).groups()
    assert cell == "m"
    check_overlap(place)
    layers.sizes(reading, transposed, "ikspdop")
    stated = layers.layer_shapes(reading, transposed, 3, {"kernel_size": ("(k1, ..., kn)",)})
    bounds.layer_bounds(reading, transposed, stated)
    bounds.output_padding_bounds(reading, transposed, stated, [overlap.overlap])
    bounds.per_axis(reading, transposed, stated, [*OPTIONS, "output_padding"])
    assert bounds.errors(reading)
    reading.says("cells cropped from both ends", "cells more at the end,", "integers; o =")
    assert overlap.overlap((3,), 2).dtype.kind == "i"


@cache
def check_overlap(place):
    for s, p, d, op in LAYERS:
        options = {"stride": s, "padding": p, "dilation": d}
        shape = (transposed(I, K, s, p, d, op),)
        found = literally(f"count[{place}] += 1", shape, {"n": I, "t": K}, (), options)
        have = overlap.overlap((I,), K, output_padding=op, **options)
        np.testing.assert_array_equal(have, found)
        ones = [torch.ones(1, 1, size) for size in (I, K)]
        want = F.conv_transpose1d(*ones, output_padding=op, **options)
        np.testing.assert_array_equal(have, want[0, 0].numpy())
