"""Print figures and explorers, drawn by the JavaScript that the browser runs.

The numbers are the page's own: a figure whose JavaScript computes anything else is refused.
"""

import html
import json

import numpy as np

from engine.languages import in_each
from engine.scripts import bundle
from engine.v8 import load
from render.agreement import Disagreement
from render.latex import Unshowable
from render.values import as_array

# PyTorch's name, the letter of the explorer, and the value without effect.
PARAMETERS = {
    "stride": ("s", 1),
    "padding": ("p", 0),
    "dilation": ("d", 1),
    "output_padding": ("op", 0),
}
MOST_CELLS = 1024  # of the input: more would make a page of megabytes


def call(room, function, *arguments):
    """What a function of a room's script returns; text in, text out."""
    script = bundle(room).read_text(encoding="utf-8")
    return load(script).call(f"{room.capitalize()}.{function}", *arguments)


def state_of(x, w, mode, view=None, **parameters):
    """The words of a state, as JSON, from arrays and parameters of one or two axes."""
    x, w = as_array(x), as_array(w)
    if x.ndim != w.ndim or x.ndim not in (1, 2):
        raise Unshowable(
            f"a figure shows one or two axes, one batch and one channel; the input has {x.ndim} "
            f"and the kernel {w.ndim} axes."
        )
    if x.size > MOST_CELLS:
        raise Unshowable(f"an input of {x.size} cells is too large; a figure shows {MOST_CELLS}.")
    unknown = sorted(set(parameters) - set(PARAMETERS))
    if unknown:
        raise TypeError(f"a figure has no parameter {unknown[0]}; it has {', '.join(PARAMETERS)}.")
    state = {"mode": mode, "x": rows(x), "w": rows(w)}
    for name, (letter, neutral) in PARAMETERS.items():
        state[letter] = on_both_axes(parameters.get(name, neutral), neutral, x.ndim)
    if view:
        state["view"] = view
    return json.dumps(state)


def rows(array):
    """Nested lists of plain numbers; a vector is one row."""
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise Unshowable("a figure shows finite real numbers.")
    return np.atleast_2d(array).tolist()


def on_both_axes(value, neutral, axes):
    """A parameter as [rows, columns]; along the rows of a vector it has no effect."""
    values = np.atleast_1d(as_array(value)).tolist()
    if axes == 1:
        return [neutral, values[-1]]
    return [values[0], values[-1]]


def checked(state, y):
    """Refuse a state that is not legal, and numbers that JavaScript does not compute."""
    found = json.loads(call("figure", "legal", state))
    if found["notes"]:
        note = found["notes"][0]
        raise Unshowable(f"a figure cannot have {note['name']} = {note['given']} here.")
    wanted, computed = np.atleast_2d(as_array(y)), np.array(found["output"])
    if wanted.shape != computed.shape or not (wanted == computed).all():
        raise Disagreement(
            f"the page has {wanted.tolist()}, and JavaScript computes {computed.tolist()}."
        )
    return state


def picked(cell):
    """The cell whose neighbours light up, as JSON: an output cell, the middle one, or none."""
    if cell is None or isinstance(cell, str):
        return json.dumps(cell)
    cell = [int(index) for index in np.atleast_1d(as_array(cell))]
    return json.dumps({"of": "y", "cell": [0, *cell][-2:]})


def figure(x, w, y, mode, view=None, cell=None, language="en", explorer=None, **parameters):
    """The HTML of a figure: the drawing for the reader's width, and a caption of its numbers.

    x, w and y are one channel: input, kernel, and the output that the page computed. mode is
    "conv" or "transposed", view "slide", "matrix" or "stamp". stride, padding, dilation and
    output_padding are one number or one for each axis. cell is the output cell to light up, as
    (row, column), or "middle". explorer is the way from the page to the explorer.
    """
    state = checked(state_of(x, w, mode, view, **parameters), y)
    drawn = json.loads(call("figure", "drawing", state, picked(cell), language))
    parts = [drawn["caption"]]
    if drawn["formula"]:
        parts.append(f'<span class="formula">{drawn["formula"]}</span>')
    if explorer:
        address = html.escape(f"{explorer}?{drawn['query']}")
        parts.append(f' <a href="{address}">{drawn["open"]}</a>')
    return (
        f'<figure class="conv-figure" data-search-exclude>'
        f'<div class="pan">{drawn["svg"]}</div>'
        f"<figcaption>{''.join(parts)}</figcaption></figure>"
    )


def show_figure(x, w, y, mode, **options):
    """Print a figure; the options are those of `figure`, less the language."""
    drawn = in_each(lambda language: figure(x, w, y, mode, language=language, **options))
    print(f"\n{drawn}\n")


def show_explorer(x, w, y, mode, view=None, share=None, **parameters):
    """Print an explorer of these arrays; share="url" ties it to the page's address."""
    state = checked(state_of(x, w, mode, view, **parameters), y)

    def element(language):
        options = json.dumps({"language": language, "share": bool(share)})
        # The div keeps Markdown from wrapping an element that it does not know in a paragraph.
        return f'<div class="explorer">{call("explorer", "element", state, options)}</div>'

    print(f"\n{in_each(element)}\n")
