"""Print exercises that answer back, judged by the JavaScript that draws the figures.

The answer is the page's own: an exercise whose JavaScript computes anything else is refused.
"""

import json

import numpy as np

from engine.languages import in_each
from render.agreement import Disagreement
from render.figure import PARAMETERS, call, checked, state_of
from render.latex import Unshowable
from render.values import as_array

MOST_CELLS = 36  # of any array: more is no exercise for pencil and paper
SMALLEST = {"i": 1, "k": 1, "s": 1, "p": 0, "d": 1, "op": 0}


def show_exercise(kind, *asked, **settings):
    """Print an exercise, with its answer folded, once the page and the script agree on it.

    - "cell", x, w, y, mode, cell=(0, 1): which number is this cell of the output?
    - "input", x, w, y, mode: which of three inputs gives this output?
    - "size", o, mode, i=17, k=5: which output size comes out?
    - "p-prime", p_prime, k=4: which padding has the convolution that a transposed one is?

    mode is "conv" or "transposed"; stride, padding, dilation and output_padding are as in
    `show_figure`. y, o and p_prime are what the page computed.
    """
    if kind not in KINDS:
        raise TypeError(f"there is no exercise {kind!r}; there are {', '.join(KINDS)}.")
    given, answer = KINDS[kind](*asked, **settings)
    given = json.dumps({"kind": kind, **given})
    found = json.loads(call("exercises", "facts", given))
    if answer is not None and answer != found["answer"]:
        raise Disagreement(f"the page has {answer}, and JavaScript computes {found['answer']}.")
    if not found["more"]:
        raise Unshowable("the script finds no other numbers for this exercise.")
    # The div keeps Markdown from wrapping an element that it does not know in a paragraph.
    print(
        in_each(lambda language: f"\n<div>{call('exercises', 'element', given, language)}</div>\n")
    )


def ask_cell(x, w, y, mode, *, cell, **parameters):
    """A cell of an output, given as (row, column), or as a number for vectors."""
    state, y = small(x, w, y, mode, **parameters)
    place = [int(index) for index in np.atleast_1d(as_array(cell))]
    if len(place) != y.ndim or not all(0 <= at < size for at, size in zip(place, y.shape)):
        raise Unshowable(f"the output of shape {y.shape} has no cell {cell}.")
    return {"state": state, "cell": [0, *place][-2:]}, y[tuple(place)].item()


def ask_input(x, w, y, mode, **parameters):
    """The input of an output; the script puts others beside it, which give another output."""
    state, _ = small(x, w, y, mode, **parameters)
    return {"state": state}, None


def small(x, w, y, mode, **parameters):
    """The words of a small state of whole numbers, and its output."""
    arrays = [as_array(one) for one in (x, w, y)]
    if any(one.size > MOST_CELLS for one in arrays):
        raise Unshowable(f"an exercise shows arrays of at most {MOST_CELLS} cells.")
    if any((one != np.round(one)).any() for one in arrays):
        raise Unshowable("an exercise has whole numbers, which can be typed.")
    state = json.loads(checked(state_of(x, w, mode, **parameters), y))
    return state, arrays[-1]


def ask_size(o, mode, *, i, k, **parameters):
    """The output size of an operation along one axis."""
    if mode not in ("conv", "transposed"):
        raise Unshowable(f"a size is asked of conv or of transposed, and not of {mode}.")
    if mode == "conv" and "output_padding" in parameters:
        raise TypeError("a convolution has no output_padding.")
    return {"mode": mode, "axis": axis_of(i=i, k=k, **parameters)}, int(o)


def ask_prime(p_prime, *, k, **parameters):
    """The equivalent padding along one axis."""
    unknown = set(parameters) - {"padding", "dilation"}
    if unknown:
        raise TypeError(f"p' has nothing to do with {', '.join(sorted(unknown))}.")
    return {"axis": axis_of(i=1, k=k, **parameters)}, int(p_prime)


def axis_of(*, i, k, **parameters):
    """The parameters along one axis, by the letters of the script."""
    unknown = sorted(set(parameters) - set(PARAMETERS))
    if unknown:
        raise TypeError(f"an exercise has no {unknown[0]}; it has {', '.join(PARAMETERS)}.")
    axis = {"i": int(i), "k": int(k)}
    for name, (letter, neutral) in PARAMETERS.items():
        axis[letter] = int(parameters.get(name, neutral))
    for letter, least in SMALLEST.items():
        if axis[letter] < least:
            raise Unshowable(f"{letter} = {axis[letter]} is not legal.")
    return axis


KINDS = {"cell": ask_cell, "input": ask_input, "size": ask_size, "p-prime": ask_prime}
