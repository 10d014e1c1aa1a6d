"""The size finder, computed in the build by the code that the reader's browser runs."""

import json
import re

from engine.languages import in_each
from render.agreement import Disagreement
from render.figure import call

EXPLORER = "../explorer/"
NAMES = ("mode", "k", "s", "p", "d", "op")


def show_sizes(i, o, limits, layers):
    """Print the finder with its first table, once it has found the layers that the page found.

    `layers` are tuples (mode, k, s, p, d, op), in the order in which they are shown, and `limits`
    the first and the last k, s, p and d.
    """
    ends = {
        name: f"{low}-{high}" if low < high else str(low) for name, (low, high) in limits.items()
    }
    asked = {"from": str(i), "to": str(o), "mode": "any", **ends}
    fields = json.dumps(asked | dict.fromkeys(("plain", "powers", "ratio"), ""))
    found = [
        tuple(one[name] for name in NAMES) for one in json.loads(call("sizes", "found", fields))
    ]
    if found != list(layers):
        raise Disagreement(f"the finder gives {found}, the page gives {layers}.")
    print(in_each(lambda language: element(fields, language)))


def element(fields, language):
    """The finder of a page."""
    inside = call("sizes", "markup", fields, language, "size-finder", EXPLORER)
    # Markdown leaves blocks inside an element that it does not know alone if each starts a line.
    inside = re.sub(
        r"<(?=(?:div|section|p|table|caption|thead|tbody|tr|th|td|ul|li)\b)", "\n<", inside
    )
    return f'<div>\n<size-finder share="url">{inside}</size-finder>\n</div>\n'
