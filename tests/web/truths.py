"""What is true of a state, counted with PyTorch or cell by cell, and how a reader sees it."""

import itertools

from tests.web.states import NAMES, by_pytorch, draw_state


def telling_state(rng):
    """A state with different parameters, each of rows that are not its columns.

    Whatever changes places in a sentence on such a state is another sentence.
    """
    while True:
        state = draw_state(rng)
        names = NAMES if state["mode"] == "transposed" else NAMES[:-1]
        pairs = {tuple(state[name]) for name in names}
        if len(pairs) == len(names) and all(rows != columns for rows, columns in pairs):
            return state


def drawn_states(rng, count):
    """As many telling states as others, which may have parameters without effect."""
    return [one(rng) for _ in range(count) for one in (telling_state, draw_state)]


# How numbers are written


def number(value):
    return str(value).replace("-", "−")


def pair(values):
    rows, columns = map(number, values)
    return rows if rows == columns else f"{rows}, {columns}"


def size(values):
    return "×".join(map(str, values))


# What a state gives


def output_size(state):
    y = by_pytorch(state)
    return [len(y), len(y[0])]


def met_taps(state):
    """How many taps of each output cell meet an input cell: ones, summed up by PyTorch."""
    return by_pytorch(state | {name: [[1] * len(row) for row in state[name]] for name in "xw"})


# Along one axis, cell by cell


def taps(state, a):
    """How far the taps of a kernel are from its first one."""
    return [t * state["d"][a] for t in range(state["k"][a])]


def last_read(state, a):
    """The last position that a window of a convolution reads; the input begins at 0."""
    windows = range(output_size(state)[a])
    return max(m * state["s"][a] + t for m in windows for t in taps(state, a)) - state["p"][a]


def dropped(state, a):
    """How many cells at the end of the padded input no window of a convolution reads."""
    return state["i"][a] + state["p"][a] - 1 - last_read(state, a)


def stamped(state, a):
    """The output cells that a stamp of a transposed convolution reaches, cropped ones too."""
    s, p = state["s"][a], state["p"][a]
    return {n * s + t - p for n in range(state["i"][a]) for t in taps(state, a)}


def added(state, a):
    """Of the output cells that output_padding adds at the end: those with real values, and all."""
    end, op = output_size(state)[a], state["op"][a]
    return len(stamped(state, a) & set(range(end - op, end))), op


def one_at(shape, cell):
    """Zeros, and a one at a cell."""
    return [[int((r, c) == tuple(cell)) for c in range(shape[1])] for r in range(shape[0])]


def positions(state, a):
    """The positions that each output cell reads along an axis, from its first tap to its last.

    Those of a transposed convolution are of the input with zeros between its cells.
    """
    s, p = state["s"][a], state["p"][a]
    direct = state["mode"] == "conv"
    return [
        [m * s - p + t if direct else m + p - t for t in taps(state, a)]
        for m in range(output_size(state)[a])
    ]


def primes(state):
    """The equivalent padding: how far before the first input cell the first window begins."""
    return [-min(positions(state, a)[0]) for a in (0, 1)]


KINDS = ("floor", "negative", "pad", "zero", "x")  # of a cell: the first along an axis that holds


def kind_along(state, a, u):
    """What a position along an axis of the input that is slid over is.

    A convolution drops, from the floor of its size, what no window reaches; what a transposed one
    does not read is cropped, because its p′ is negative. A zero is padding or was put in.
    """
    direct = state["mode"] == "conv"
    read = list(itertools.chain(*positions(state, a)))
    if not min(read) <= u <= max(read):
        return "floor" if direct else "negative"
    step = 1 if direct else state["s"][a]
    if not 0 <= u <= (state["i"][a] - 1) * step:
        return "pad"
    return "zero" if u % step else "x"


def of_both_axes(kinds):
    """What a cell is that is one thing along the rows and another along the columns."""
    return min(kinds, key=KINDS.index)
