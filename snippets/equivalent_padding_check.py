"""Check the theorem of the equivalent padding against PyTorch on a whole grid.

The theorem, along one axis: a transposed convolution with kernel size `k`,
stride `s`, padding `p`, dilation `d` and output padding `op` equals this
convolution with stride 1 and dilation `d`: put `s - 1` zeros between the cells
of `x`, pad with `p' = d(k - 1) - p` zeros before and `p' + op` after (a
negative amount crops), and slide the kernel in reverse order.

All arrays are plain arrays of numbers with one axis; the functions trust that.
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


def legal_cases() -> list[tuple[int, int, int, int, int, int]]:
    """All cases of the grid that PyTorch accepts, as `(k, s, p, d, i, op)`.

    Examples:
        >>> (3, 1, 0, 1, 2, 0) in legal_cases()
        True
    """
    cases = []
    for k, s, p, d, i, op in product(*GRID.values()):
        output_size = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        if output_size >= 1 and op < max(s, d):
            cases.append((k, s, p, d, i, op))
    return cases


# --8<-- [end:grid]


# --8<-- [start:theorem]
def by_theorem(
    x: np.ndarray,
    weight: np.ndarray,
    s: int,
    p: int,
    d: int,
    op: int,
    flip: bool = True,
    p_prime: int | None = None,
) -> np.ndarray:
    """The right-hand side of the theorem.

    `flip` and `p_prime` allow the two popular mistakes.

    Examples:
        >>> x, weight = np.array([1, 2]), np.array([1, 10, 100])
        >>> by_theorem(x, weight, s=1, p=0, d=1, op=0)
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
    y = np.zeros(size, dtype=np.result_type(x, weight))
    for t in range(k):
        y += taps[t] * padded[t * d : t * d + size]
    return y


# --8<-- [end:theorem]


# --8<-- [start:pytorch]
def by_pytorch(
    x: np.ndarray, weight: np.ndarray, s: int, p: int, d: int, op: int
) -> np.ndarray:
    """`torch.nn.functional.conv_transpose1d` on one channel.

    Examples:
        >>> x, weight = np.array([1, 2]), np.array([1, 10, 100])
        >>> by_pytorch(x, weight, s=1, p=0, d=1, op=0)
        array([  1,  12, 120, 200])
    """
    y = torch.nn.functional.conv_transpose1d(
        torch.from_numpy(x)[None, None],
        torch.from_numpy(weight)[None, None],
        stride=s,
        padding=p,
        dilation=d,
        output_padding=op,
    )
    return y[0, 0].numpy()


# --8<-- [end:pytorch]


# --8<-- [start:check]
def check(seed: int = 0) -> dict[str, int]:
    """Count the legal cases, and what equals PyTorch to the last bit.

    All with random integers.

    Examples:
        >>> counts = check()
        >>> counts["theorem"] == counts["cases"]
        True
    """
    rng = np.random.default_rng(seed)
    names = ["cases", "theorem", "crops", "no_flip", "without_dilation"]
    counts = dict.fromkeys(names, 0)
    for k, s, p, d, i, op in legal_cases():
        x, weight = rng.integers(-9, 10, i), rng.integers(-9, 10, k)
        y, case = by_pytorch(x, weight, s, p, d, op), (x, weight, s, p, d, op)
        no_flip = by_theorem(*case, flip=False)
        without_dilation = by_theorem(*case, p_prime=k - 1 - p)
        counts["cases"] += 1
        counts["crops"] += d * (k - 1) - p < 0
        counts["theorem"] += np.array_equal(by_theorem(*case), y)
        counts["no_flip"] += np.array_equal(no_flip, y)
        counts["without_dilation"] += np.array_equal(without_dilation, y)
    return counts


# --8<-- [end:check]
