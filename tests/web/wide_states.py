"""Drawn states of the explorer over all its parameters, and what PyTorch computes for them."""

import torch
from torch.nn import functional as F  # noqa: N812

PADS = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}
NEUTRAL = {"i": 1, "k": 1, "s": 1, "p": 0, "pe": 0, "d": 1, "op": 0}


def draw_state(rng):
    """A legal state: one axis or two, channels in groups, any padding, an output gradient."""
    while True:
        mode = rng.choice(["conv", "transposed"])
        g = rng.choice([1, 1, 1, 2, 3])
        ci, co = g * rng.randint(1, 2), g * rng.randint(1, 2)
        if rng.random() < 0.3:
            ci = co = g = 1
        pad = rng.choice(["zeros", *PADS])
        uneven = rng.random() < 0.4
        axes = [draw_axis(rng, uneven) for _ in "ab"]
        if rng.random() < 0.3:
            axes[0] = dict(NEUTRAL)
        state = {"mode": mode, "pad": pad, "ci": ci, "co": co, "g": g}
        state |= {name: [one[name] for one in axes] for name in NEUTRAL}
        if mode == "conv":
            state["op"] = [0, 0]
        if axes[0] == NEUTRAL and rng.random() < 0.7:
            state["axes"] = 1
        if is_legal(state):
            break
    first, second = (co, ci // g) if mode == "conv" else (ci, co // g)
    state["x"] = tensor(rng, ci, *state["i"]).tolist()
    state["w"] = tensor(rng, first, second, *state["k"]).tolist()
    if rng.random() < 0.5:
        state["b"] = tensor(rng, co).tolist()
    if rng.random() < 0.7:
        state["gy"] = tensor(rng, co, *sizes(state)).tolist()
    return state


def draw_axis(rng, uneven):
    i, k, s, d, p = (rng.randint(*ends) for ends in ((1, 7), (1, 4), (1, 3), (1, 3), (0, 4)))
    return {"i": i, "k": k, "s": s, "d": d, "p": p, "op": rng.randint(0, 2),
            "pe": rng.randint(0, 4) if uneven else p}  # fmt: skip


def tensor(rng, *shape):
    values = [rng.randint(-99, 99) for _ in range(torch.Size(shape).numel())]
    return torch.tensor(values).reshape(shape)


def sizes(state):
    """The size of the output."""
    found = []
    for i, k, s, p, pe, d, op in zip(*(state[name] for name in NEUTRAL)):
        if state["mode"] == "conv":
            found.append((i + p + pe - d * (k - 1) - 1) // s + 1)
        else:
            found.append((i - 1) * s - p - pe + d * (k - 1) + op + 1)
    return found


def is_legal(state):
    """Whether PyTorch pads so far, the window fits, and the output has a cell."""
    out = sizes(state)
    for a in range(2):
        around = max(state["p"][a], state["pe"][a])
        padded = state["i"][a] if state["mode"] == "conv" else out[a]
        most = {"reflect": padded - 1, "circular": padded}.get(state["pad"], 99)
        op, s, d = state["op"][a], state["s"][a], state["d"][a]
        if out[a] < 1 or around > most or op >= max(s, d, 1 + op * (state["mode"] == "conv")):
            return False
    return True


def by_pytorch(state):
    """Output and gradients, as PyTorch computes them; planes as nested lists."""
    x, w = (torch.tensor(state[name], dtype=torch.float64, requires_grad=True) for name in "xw")
    b = torch.tensor(state.get("b", [0] * state["co"]), dtype=torch.float64, requires_grad=True)
    y = convolved(state, x, w, b) if state["mode"] == "conv" else transposed(state, x, w, b)
    gy = torch.tensor(state["gy"], dtype=torch.float64) if "gy" in state else torch.ones_like(y)
    gx, gw, gb = torch.autograd.grad(y, (x, w, b), gy)
    return {"y": y.tolist(), "gx": gx.tolist(), "gw": gw.flatten(0, 1).tolist(), "gb": gb.tolist()}


def around(state):
    (top, left), (bottom, right) = state["p"], state["pe"]
    return left, right, top, bottom


def convolved(state, x, w, b):
    """Pad as F.pad does, then convolve."""
    padded = F.pad(x[None], around(state), PADS[state["pad"]])
    return F.conv2d(padded, w, b, state["s"], 0, state["d"], state["g"])[0]


def transposed(state, x, w, b):
    """All stamps of PyTorch, cropped; or what padding would do to a map, taken back."""
    whole = F.conv_transpose2d(x[None], w, None, state["s"], 0, 0, state["g"], state["d"])
    size, (top, left) = sizes(state), state["p"]
    bottom, right = (o + p - n for o, p, n in zip(size, state["p"], whole.shape[2:]))
    whole = F.pad(whole, (0, max(right, 0), 0, max(bottom, 0)))  # output_padding
    if state["pad"] == "zeros":
        return whole[0, :, top : top + size[0], left : left + size[1]] + b[:, None, None]
    # The padding of a map is linear: its gradient takes the canvas back to the map.
    image = torch.zeros(1, len(b), *size, dtype=x.dtype, requires_grad=True)
    ends = [max(n - o - p, 0) for n, o, p in zip(whole.shape[2:], size, state["p"])]
    padded = F.pad(image, (left, ends[1], top, ends[0]), PADS[state["pad"]])
    whole = whole[:, :, : padded.shape[2], : padded.shape[3]]
    padded = padded[:, :, : whole.shape[2], : whole.shape[3]]
    (back,) = torch.autograd.grad(padded, image, whole, create_graph=True)
    return back[0] + b[:, None, None]
