"""Values of pages as NumPy arrays, whatever library they come from."""

import numpy as np


def as_array(value):
    """The array of a tensor, an array, a number or a nested list."""
    if hasattr(value, "detach"):  # a PyTorch tensor; render does not import PyTorch
        value = value.detach().cpu().numpy()
    return np.asarray(value)
