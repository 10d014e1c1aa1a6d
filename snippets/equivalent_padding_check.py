"""Check the theorem of the equivalent padding against PyTorch on every legal case of a grid.

The theorem, along one axis: a transposed convolution with kernel size k, stride s, padding p,
dilation d and output padding op equals this convolution with stride 1 and dilation d:
put s - 1 zeros between the cells of x, pad with p' = d(k - 1) - p zeros before and p' + op
after (a negative amount crops), and slide the kernel in reverse order.
"""

from itertools import product

import numpy as np
import torch

# --8<-- [start:grid]
GRID = {
    "k": range(1, 6),
    "s": range(1, 4),
    "p": range(6),
    "d": range(1, 4),
    "i": range(1, 6),
    "op": range(4),
}


def legal_cases():
    """Every combination of the grid that PyTorch accepts, as tuples (k, s, p, d, i, op).

    Examples:
        >>> (3, 1, 0, 1, 2, 0) in set(legal_cases())
        True
    """
    for k, s, p, d, i, op in product(*GRID.values()):
        output_size = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        if output_size >= 1 and op < max(s, d):
            yield k, s, p, d, i, op


# --8<-- [end:grid]


# --8<-- [start:theorem]
def by_theorem(x, weight, s, p, d, op, flip=True, p_prime=None):
    """The right-hand side of the theorem; flip and p_prime allow the two popular mistakes.

    Examples:
        >>> by_theorem(np.array([1, 2]), np.array([1, 10, 100]), s=1, p=0, d=1, op=0)
        array([  1,  12, 120, 200])
    """
    k = len(weight)
    if p_prime is None:
        p_prime = d * (k - 1) - p
    before, after = p_prime, p_prime + op
    spread = (len(x) - 1) * s + 1
    padded = np.zeros(max(before, 0) + spread + max(after, 0), dtype=x.dtype)
    padded[max(before, 0) :][:spread:s] = x
    padded = padded[max(-before, 0) : len(padded) - max(-after, 0)]
    taps = weight[::-1] if flip else weight
    size = max(len(padded) - d * (k - 1), 0)
    return sum(
        (taps[t] * padded[t * d : t * d + size] for t in range(k)),
        np.zeros(size, int),
    )


# --8<-- [end:theorem]


# --8<-- [start:pytorch]
def by_pytorch(x, weight, s, p, d, op):
    """torch.nn.functional.conv_transpose1d on one channel of integers.

    Examples:
        >>> by_pytorch(np.array([1, 2]), np.array([1, 10, 100]), s=1, p=0, d=1, op=0)
        array([  1,  12, 120, 200])
    """
    x, weight = torch.from_numpy(x), torch.from_numpy(weight)
    y = torch.nn.functional.conv_transpose1d(
        x[None, None],
        weight[None, None],
        stride=s,
        padding=p,
        dilation=d,
        output_padding=op,
    )
    return y[0, 0].numpy()


# --8<-- [end:pytorch]


# --8<-- [start:check]
def check(seed=0):
    """Count, over all legal cases with random integers, what equals PyTorch to the last bit.

    Examples:
        >>> counts = check()
        >>> counts["theorem"] == counts["cases"]
        True
    """
    rng = np.random.default_rng(seed)
    counts = dict.fromkeys(
        ["cases", "theorem", "crops", "no_flip", "without_dilation"], 0
    )
    for k, s, p, d, i, op in legal_cases():
        x, weight = rng.integers(-9, 10, i), rng.integers(-9, 10, k)
        y, case = by_pytorch(x, weight, s, p, d, op), (x, weight, s, p, d, op)
        counts["cases"] += 1
        counts["crops"] += d * (k - 1) - p < 0
        counts["theorem"] += np.array_equal(by_theorem(*case), y)
        counts["no_flip"] += np.array_equal(by_theorem(*case, flip=False), y)
        counts["without_dilation"] += np.array_equal(
            by_theorem(*case, p_prime=k - 1 - p), y
        )
    return counts


# --8<-- [end:check]
