"""Convolution as deep-learning frameworks compute it: the kernel slides and is not flipped.

Strictly this is a cross-correlation. Every framework calls it a convolution, and so do we.
Source: the documentation of torch.nn.Conv2d.
"""

import numpy as np


# --8<-- [start:window]
def window(x, weight, row, column, stride=1):
    """The part of x, shape (h, w), that the kernel covers to make output cell (row, column).

    >>> window(np.arange(1, 10).reshape(3, 3), np.ones((2, 2)), 0, 1)
    array([[2, 3],
           [5, 6]])
    """
    top, left = row * stride, column * stride
    return x[top : top + weight.shape[0], left : left + weight.shape[1]]


# --8<-- [end:window]


# --8<-- [start:by-hand]
def conv2d_by_hand(x, weight, stride=1):
    """y[r, c] = sum of window(r, c) * weight, for one channel and no padding.

    Shapes: x (h, w) and weight (kh, kw), kh <= h, kw <= w; stride is an integer >= 1.
    The result has ((h - kh) // stride + 1, (w - kw) // stride + 1) cells.

    >>> conv2d_by_hand(np.arange(1, 10).reshape(3, 3), np.ones((2, 2), dtype=int))
    array([[12, 16],
           [24, 28]])
    """
    rows = (x.shape[0] - weight.shape[0]) // stride + 1
    columns = (x.shape[1] - weight.shape[1]) // stride + 1
    y = np.zeros((rows, columns), dtype=np.result_type(x, weight))
    for row, column in np.ndindex(rows, columns):
        y[row, column] = np.sum(window(x, weight, row, column, stride) * weight)
    return y


# --8<-- [end:by-hand]
