"""Each count of the check is how often it is so, counted once more without its functions."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from equivalent_padding_check import check, legal_cases


def slid(x, w, s, d, around):
    """Zeros between the cells and around them, then a kernel that slides."""
    u = torch.zeros(1, 1, (len(x) - 1) * s + 1, dtype=torch.int64)
    u[..., ::s] = torch.from_numpy(x)
    return F.conv1d(F.pad(u, around), torch.from_numpy(w.copy())[None, None], dilation=d)


def test_each_count_is_how_often_it_is_so():
    rng, found = np.random.default_rng(0), []
    for k, s, p, d, i, op in legal_cases():
        x, w = rng.integers(-9, 10, i), rng.integers(-9, 10, k)
        signal, taps = (torch.from_numpy(one)[None, None] for one in (x, w))
        y = F.conv_transpose1d(signal, taps, None, s, p, op, dilation=d)

        def equal(w, p_prime, x=x, s=s, d=d, op=op, y=y):
            around = (p_prime, p_prime + op)
            long = (len(x) - 1) * s + 1 + sum(around)
            return long > d * (len(w) - 1) and torch.equal(slid(x, w, s, d, around), y)

        wanted = d * (k - 1) - p
        turned = w[::-1]
        row = [True, equal(turned, wanted), wanted < 0, equal(w, wanted), equal(turned, k - 1 - p)]
        found.append(row)
    assert list(check().values()) == np.sum(found, axis=0).tolist()
