"""Drawn states of the explorer, and what PyTorch computes for them."""

import torch
from torch.nn import functional as F  # noqa: N812

NAMES = ("i", "k", "s", "p", "d", "op")
VIEWS = {"conv": ["slide", "matrix"], "transposed": ["stamp", "matrix", "slide"]}
ONE_ROW = {"i": 1, "k": 1, "s": 1, "p": 0, "d": 1, "op": 0}


def draw_axis(rng, mode):
    """Parameters of one axis that PyTorch accepts."""
    while True:
        i, k, s, p, d = (rng.randint(*ends) for ends in ((1, 8), (1, 5), (1, 4), (0, 6), (1, 3)))
        op = rng.randrange(max(s, d)) if mode == "transposed" else 0
        fits = i + 2 * p >= d * (k - 1) + 1
        size = (i - 1) * s - 2 * p + d * (k - 1) + op + 1
        if fits if mode == "conv" else size >= 1:
            return {"i": i, "k": k, "s": s, "p": p, "d": d, "op": op}


def draw_state(rng):
    """A legal state; every third one has a single row, which is the 1-D case."""
    mode = rng.choice(["conv", "transposed"])
    rows = ONE_ROW if rng.random() < 1 / 3 else draw_axis(rng, mode)
    columns = draw_axis(rng, mode)
    state = {"mode": mode, "view": rng.choice(VIEWS[mode])}
    state |= {name: [rows[name], columns[name]] for name in NAMES}
    for name, size in (("x", "i"), ("w", "k")):
        height, width = state[size]
        state[name] = [[rng.randint(-99, 99) for _ in range(width)] for _ in range(height)]
    return state


def options(state, axes):
    names = {"stride": "s", "padding": "p", "dilation": "d"}
    if state["mode"] == "transposed":
        names["output_padding"] = "op"
    return {name: state[letter][-axes:] for name, letter in names.items()}


def tensors(state):
    """Input and kernel of one type, integers where all cells are."""
    cells = [cell for name in "xw" for row in state[name] for cell in row]
    kind = torch.int64 if all(isinstance(cell, int) for cell in cells) else torch.float64
    return [torch.tensor(state[name], dtype=kind) for name in "xw"]


def by_pytorch(state):
    """What PyTorch computes for a state, as nested lists."""
    x, w = (tensor[None, None] for tensor in tensors(state))
    function = F.conv2d if state["mode"] == "conv" else F.conv_transpose2d
    return function(x, w, **options(state, 2))[0, 0].tolist()


def by_pytorch_1d(state):
    """The same through the functions of one axis, for states of one row."""
    x, w = tensors(state)
    function = F.conv1d if state["mode"] == "conv" else F.conv_transpose1d
    return function(x[None], w[None], **options(state, 1))[0].tolist()


def is_one_row(state):
    return all(state[name][0] == ONE_ROW[name] for name in NAMES)
