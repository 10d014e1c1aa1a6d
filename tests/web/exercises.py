"""Exercises, and what PyTorch and plain counting say of them: answers and usual mistakes."""

import itertools
import math

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812

from tests.web.states import by_pytorch

NEUTRAL = {"s": 1, "p": 0, "d": 1, "op": 0}
KINDS = ("cell", "size", "p-prime", "input")


def likes():
    """One exercise of each kind for every set of parameters at work that the kind can have."""
    for mode, vector, s, p, d, op in itertools.product(
        ("conv", "transposed"), (False, True), (1, 2), (0, 1), (1, 2), (0, 1)
    ):
        if op and (mode == "conv" or max(s, d) == 1):
            continue
        values = {"s": s, "p": p, "d": d, "op": op}
        if vector:
            yield {"kind": "size", "mode": mode, "axis": {"i": 9, "k": 3, **values}}
        state = {"mode": mode, "x": [[3, 1, 4, 1, 5]], "w": [[1, 2]]}
        if not vector:
            state |= {"x": [[3, 1, 4], [1, 5, 9], [2, 6, 5]], "w": [[1, 2], [0, 3]]}
        for name, value in values.items():
            state[name] = [NEUTRAL[name] if vector else value, value]
        yield {"kind": "cell", "state": state, "cell": [0, 1]}
        yield {"kind": "input", "state": state}
        if vector and mode == "transposed" and s == 1 and not op:
            yield {"kind": "p-prime", "axis": {"i": 1, "k": 3, **values}}


def full(state):
    """A state with its sizes, as PyTorch's helpers want it."""
    sizes = {"i": np.shape(state["x"]), "k": np.shape(state["w"])}
    return state | {name: list(size) for name, size in sizes.items()}


def expected(exercise):
    """The right answer, and what each mistake leads to, as (key, answer)."""
    return {"cell": of_cell, "size": of_size, "p-prime": of_prime, "input": of_input}[
        exercise["kind"]
    ](exercise)


def of_cell(exercise):
    state, (r, c) = full(exercise["state"]), exercise["cell"]
    direct = state["mode"] == "conv"
    y = np.array(by_pytorch(state))
    turned = state | {"w": np.flip(state["w"]).tolist()}
    slips = [("turned" if direct else "unturned", np.array(by_pytorch(turned))[r, c])]
    keys = {"p": "unpadded" if direct else "uncropped", "s": "unstrided", "d": "undilated"}
    for name, key in keys.items():
        neutral = [NEUTRAL[name]] * 2
        value = at(state | {name: neutral}, r, c) if state[name] != neutral else None
        slips += [(key, value)] if value is not None else []
    writes = [] if direct else stamps_on(state, r, c)
    slips += [("overwritten", writes[-1])] if len(writes) > 1 else []
    slips += [("neighbour", y[cell]) for cell in beside(y.shape, (r, c))]
    return y[r, c], slips


def at(state, r, c):
    """A cell of the output; None where PyTorch has none, or refuses."""
    try:
        y = np.array(by_pytorch(state | {"op": [0, 0]}))
    except RuntimeError:  # the kernel does not fit, or nothing is left
        return None
    return y[r, c] if r < y.shape[0] and c < y.shape[1] else None


def stamps_on(state, r, c):
    """What each stamp leaves in an output cell, in the order of the input."""
    x, w, found = np.array(state["x"]), np.array(state["w"]), []
    (sr, sc), (pr, pc), (dr, dc) = state["s"], state["p"], state["d"]
    for n in np.ndindex(x.shape):
        for t in np.ndindex(w.shape):
            if (n[0] * sr + t[0] * dr - pr, n[1] * sc + t[1] * dc - pc) == (r, c):
                found.append(x[n] * w[t])
    return found


def beside(shape, cell):
    """The cells of an array that touch one of it."""
    return [
        other
        for other in np.ndindex(shape)
        if max(abs(other[0] - cell[0]), abs(other[1] - cell[1])) == 1
    ]


def of_size(exercise):
    i, k, s, p, d, op = (exercise["axis"][name] for name in ("i", "k", "s", "p", "d", "op"))
    signal, taps = torch.zeros(1, 1, i), torch.zeros(1, 1, k)
    options = {"stride": s, "padding": p, "dilation": d}
    direct_size = math.floor((i + 2 * p - d * (k - 1) - 1) / s) + 1
    transposed_size = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
    if exercise["mode"] == "conv":
        answer = F.conv1d(signal, taps, **options).shape[-1]
        slips = [
            ("whole_k", (i + 2 * p - d * k - 1) // s + 1),
            ("no_one", (i + 2 * p - d * (k - 1) - 1) // s),
            ("size_transposed", transposed_size),
        ]
        slips += [("ceiling", math.ceil((i + 2 * p - d * (k - 1) - 1) / s) + 1)] * (s > 1)
        slips += [("padded_once", (i + p - d * (k - 1) - 1) // s + 1)] * (p > 0)
        slips += [("unpadded", (i - d * (k - 1) - 1) // s + 1)] * (p > 0)
        slips += [("undilated", (i + 2 * p - k) // s + 1)] * (d > 1)
        return answer, slips
    answer = F.conv_transpose1d(signal, taps, output_padding=op, **options).shape[-1]
    slips = [
        ("whole_k", (i - 1) * s - 2 * p + d * k + op + 1),
        ("whole_i", i * s - 2 * p + d * (k - 1) + op + 1),
        ("no_one", (i - 1) * s - 2 * p + d * (k - 1) + op),
        ("size_conv", direct_size),
    ]
    slips += [("padded_once", (i - 1) * s - p + d * (k - 1) + op + 1)] * (p > 0)
    slips += [("uncropped", (i - 1) * s + d * (k - 1) + op + 1)] * (p > 0)
    slips += [("undilated", (i - 1) * s - 2 * p + k + op)] * (d > 1)
    slips += [("no_output_padding", (i - 1) * s - 2 * p + d * (k - 1) + 1)] * (op > 0)
    return answer, slips


def of_prime(exercise):
    k, p, d = (exercise["axis"][name] for name in ("k", "p", "d"))
    x, w = torch.arange(1, 41)[None, None], torch.arange(1, k + 1)[None, None]
    y = F.conv_transpose1d(x, w, padding=p, dilation=d)
    (answer,) = (
        prime
        for prime in range(-p, d * k)
        if torch.equal(F.conv1d(F.pad(x, (prime, prime)), w.flip(-1), dilation=d), y)
    )
    slips = [("whole_k", d * k - p), ("own_p", p)]
    slips += [("undilated", k - 1 - p), ("no_brackets", d * k - 1 - p)] if d > 1 else []
    slips += [("no_p", d * (k - 1)), ("added_p", d * (k - 1) + p)] if p > 0 else []
    return answer, slips


def of_input(exercise):
    """Which of the candidates gives the output of the state; each other one gives another."""
    state = full(exercise["state"])
    shown = by_pytorch(state)
    gives = [by_pytorch(state | {"x": x}) == shown for x in exercise["candidates"]]
    assert gives.count(True) == 1
    return gives.index(True), [("gives", at) for at, same in enumerate(gives) if not same]
