"""Two implementations must agree before a page may show a result."""

from itertools import combinations, pairwise

import numpy as np

from render.values import as_array


class Disagreement(ValueError):
    """Two implementations gave different results."""


def agreed(*results):
    """Return the first of several results, once all are the same to the last bit.

    Results are arrays, tensors or nested lists. Shapes must be equal too; a tensor's leading
    axes of length one (batch and channel) do not count.
    """
    if len(results) < 2:
        raise TypeError(
            f"agreed() compares results of independent code: give two or more, not {len(results)}."
        )
    arrays = [without_leading_ones(as_array(result)) for result in results]
    if any(np.shares_memory(one, other) for one, other in combinations(arrays, 2)):
        raise TypeError(
            "agreed() compares results of independent code, and two of these are the same numbers "
            "in memory: give what another computation made."
        )
    for number, (one, other) in enumerate(pairwise(arrays), 1):
        if one.shape != other.shape:
            raise Disagreement(
                f"results {number} and {number + 1} have the shapes {one.shape} and {other.shape}."
            )
        if not (one == other).all():
            raise Disagreement(
                f"results {number} and {number + 1} differ: {one.tolist()} is not {other.tolist()}."
            )
    return results[0]


def without_leading_ones(array):
    """Drop batch and channel axes of length one, but keep a matrix a matrix."""
    while array.ndim > 2 and array.shape[0] == 1:
        array = array[0]
    return array
