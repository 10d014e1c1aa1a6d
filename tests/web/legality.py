"""Which parameters are legal together, and what becomes of others: a second time, in Python."""

from tests.web.states import NAMES, VIEWS
from tests.web.test_cases import STATED
from tests.web.test_counting import counted, grown

LOWEST = {"i": 1, "k": 1, "s": 1, "p": 0, "d": 1, "op": 0}
HIGHEST = {"i": 64, "k": 32, "s": 16, "p": 64, "d": 16, "op": 15}
SLIDERS = {"i": 12, "k": 7, "s": 4, "p": 6, "d": 3, "op": 3}  # as far as one goes by itself
LONGEST = 160  # cells along an axis of any grid
ARRAYS = {"x": "i", "w": "k"}


def is_legal(mode, one):
    """Whether the parameters of an axis may stay as they are."""
    i, k, s, p, d, op = (one[name] for name in NAMES)
    if any(not LOWEST[name] <= one[name] <= HIGHEST[name] for name in NAMES):
        return False
    window = d * (k - 1) + 1
    if mode == "conv":
        return op == 0 and window <= i + 2 * p <= LONGEST
    stamps = (i - 1) * s + window
    return stamps <= LONGEST and op < max(s, d) and 1 <= stamps - 2 * p + op <= LONGEST


def repaired(mode, given):
    """The parameters of an axis, changed as little as it takes."""
    one = {name: min(max(given[name], LOWEST[name]), HIGHEST[name]) for name in NAMES}
    i, d = one["i"], one["d"]
    if mode == "conv":
        one["op"] = 0
        one["k"] = min(one["k"], (LONGEST - 1) // d + 1)
        missing = d * (one["k"] - 1) + 1 - i
        one["p"] = max(min(one["p"], (LONGEST - i) // 2), (missing + 1) // 2)
        return one
    for name in ("s", "d", "k"):
        while one[name] > 1 and stamps(one) > LONGEST:
            one[name] -= 1
    one["op"] = min(one["op"], max(one["s"], one["d"]) - 1)
    one["p"] = min(one["p"], (stamps(one) + one["op"] - 1) // 2)
    return one


def stamps(one):
    return (one["i"] - 1) * one["s"] + one["d"] * (one["k"] - 1) + 1


def axis(state, a):
    return {name: state[name][a] for name in NAMES}


def begun(mode, parameters, name):
    """The numbers of the first case with these parameters that has some, else those counted."""
    for one, given in STATED.values():
        known = {"s": (1, 1), "p": (0, 0), "d": (1, 1), "op": (0, 0)} | given
        alike = all(list(known[letter]) == parameters[letter] for letter in NAMES)
        if one == mode and name in given and alike:
            return given[name]
    return counted(*parameters[ARRAYS[name]])


def legal(given):
    """The state that is shown of a full one; its arrays know their size."""
    mode, wanted = given["mode"], {name: given[name] for name in NAMES}
    for name, size in ARRAYS.items():
        if name in given:
            wanted[size] = [len(given[name]), len(given[name][0])]
    both = [repaired(mode, axis(wanted, a)) for a in (0, 1)]
    state = {name: [one[name] for one in both] for name in NAMES}
    view = given.get("view")
    views = VIEWS[mode]
    state |= {"mode": mode, "view": view if view in views else views[0]}
    for name, size in ARRAYS.items():
        array = given.get(name) or begun(mode, state, name)
        state[name] = resized(array, *state[size])
    return state


def resized(array, height, width):
    """Numbers in a grid of another size; counted ones are counted anew."""
    shape = len(array), len(array[0])
    if shape == (height, width):
        return array
    return counted(height, width) if array == counted(*shape) else grown(array, height, width)


def changed(state, changes):
    """The state with some words changed, its numbers kept as far as they go."""
    following = state | changes
    if changes.get("mode") == "transposed" and "op" not in changes:
        following["op"] = [0, 0]
    for name, size in ARRAYS.items():
        if size in changes and name not in changes:
            following[name] = resized(state[name], *changes[size])
    return legal(following)


def span(state, name, axes):
    """The values that a slider offers: those that are legal along all of its axes."""
    most = max([SLIDERS[name], *(state[name][a] for a in axes)])
    fits = [
        value
        for value in range(most + 1)
        if all(is_legal(state["mode"], axis(state, a) | {name: value}) for a in axes)
    ]
    return [fits[0], fits[-1]] if fits else [state[name][axes[0]]] * 2
