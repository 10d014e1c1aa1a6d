"""The layer-stack calculator, computed in the build by the code that the reader's browser runs."""

import json
import re

from engine import scripts, v8
from render.agreement import Disagreement

HOME = "../../assets/"  # the tool's page is two folders deep, in each language


def engine():
    """The V8 that has run the calculator, with its words in both languages."""
    return v8.load(scripts.bundle("layers").read_text(encoding="utf-8"))


def show_layers(code, shape, shapes, parameters, macs, language):
    """Print the calculator with its first table, once its numbers are those of PyTorch.

    `shapes`, `parameters` and `macs` have one entry for each layer, computed by PyTorch.
    """
    code, text = code.strip("\n"), ",".join(str(size) for size in shape)
    rows = engine().call("((...all) => JSON.stringify(Layers.analyse(...all).rows))", code, text)
    found = [[*(row["shape"] or []), row["parameters"], row["macs"]] for row in json.loads(rows)]
    wanted = [[*size, count, mac] for size, count, mac in zip(shapes, parameters, macs)]
    if found != wanted:
        raise Disagreement(f"the calculator gives {found}, PyTorch gives {wanted}.")
    inside = engine().call("Layers.markup", code, text, language, "layer-stack")
    # Markdown leaves blocks inside an element that it does not know alone if each starts a line.
    inside = re.sub(
        r"<(?=(?:div|p|table|caption|thead|tbody|tfoot|tr|th|td|ul|li)\b)", "\n<", inside
    )
    print(
        f'<div>\n<link rel="stylesheet" href="{HOME}layers.css">\n'
        f"<layer-stack>{inside}</layer-stack>\n"
        f'<script defer src="{HOME}layers.js"></script>\n</div>\n'
    )
