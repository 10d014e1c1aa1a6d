"""The layer-stack calculator, computed in the build by the code that the reader's browser runs."""

import json
import re

from engine.languages import in_each
from render.agreement import Disagreement
from render.figure import call


def show_layers(code, shape, shapes, parameters, macs):
    """Print the calculator with its first table, once its numbers are those of PyTorch.

    `shapes`, `parameters` and `macs` have one entry for each layer, computed by PyTorch.
    """
    code, text = code.strip("\n"), ",".join(str(size) for size in shape)
    rows = json.loads(call("layers", "numbers", code, text))
    found = [[*(row["shape"] or []), row["parameters"], row["macs"]] for row in rows]
    wanted = [[*size, count, mac] for size, count, mac in zip(shapes, parameters, macs)]
    if found != wanted:
        raise Disagreement(f"the calculator gives {found}, PyTorch gives {wanted}.")
    print(in_each(lambda language: element(code, text, language)))


def element(code, shape, language):
    """The calculator of a page."""
    inside = call("layers", "markup", code, shape, language, "layer-stack")
    # Markdown leaves blocks inside an element that it does not know alone if each starts a line.
    inside = re.sub(
        r"<(?=(?:div|p|table|caption|thead|tbody|tfoot|tr|th|td|ul|li)\b)", "\n<", inside
    )
    return f"<div>\n<layer-stack>{inside}</layer-stack>\n</div>\n"
