"""What cells hold that were given no number, and numbers in a grid of another size."""

import itertools
import random

import numpy as np
import pytest

from tests.web.v8 import told

MOST = 36  # cells that are counted; the cells of a larger grid have digits
EDGES = [1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 18, 19, 36, 37, 64]
SIZES = [*itertools.product(EDGES, EDGES)]


def counted(height, width):
    """1, 2, 3 … row by row; in a large grid a digit that goes up by 3 to the right, by 7 down."""
    if height * width <= MOST:
        return np.arange(1, height * width + 1).reshape(height, width).tolist()
    return ((1 + np.add.outer(7 * np.arange(height), 3 * np.arange(width))) % 10).tolist()


def test_cells_are_counted_row_by_row_and_many_have_digits():
    assert told("countings", SIZES) == [counted(*size) for size in SIZES]


def grown(old, height, width):
    """What stays where it was, and in new cells what all had, or else what they are counted as."""
    all_cells = {cell for row in old for cell in row}
    new = np.array(counted(height, width))
    if len(all_cells) == 1:
        new[:] = all_cells.pop()
    kept = np.array(old)[:height, :width]
    new[: len(kept), : len(kept[0])] = kept
    return new.tolist()


def drawn(kind, rng):
    """Numbers of a grid, and another size."""
    height, width, *other = (rng.randint(1, 9) for _ in range(4))
    if kind == "counted":
        return counted(height, width), other
    values = [8] if kind == "equal" else range(100, 999)
    return [[rng.choice(values) for _ in range(width)] for _ in range(height)], other


@pytest.mark.parametrize("kind", ["counted", "equal", "any"])
def test_numbers_stay_in_their_cells_and_new_cells_go_on(kind):
    rng = random.Random(0)
    grids = [drawn(kind, rng) for _ in range(300)]
    goes_on = {"counted": lambda _, *size: counted(*size)}.get(kind, grown)
    assert told("resizings", grids) == [goes_on(old, *size) for old, size in grids]
