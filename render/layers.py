"""The layer-stack calculator, computed in the build by the code that the reader's browser runs."""

import functools
import json
import re
from pathlib import Path

from engine.v8 import load
from render.agreement import Disagreement

SCRIPTS = ("layers-code.js", "layers.js", "layers-{language}.js", "layer-stack.js")
ASSETS = Path(__file__).resolve().parent.parent / "overrides" / "assets"
HOME = "../../assets/"  # the tool's page is two folders deep, in each language


@functools.cache
def engine():
    """One V8 with the calculator and its words in both languages."""
    names = ("layers-code.js", "layers.js", "layers-en.js", "layers-zh.js", "layer-stack.js")
    return load(*((ASSETS / name).read_text(encoding="utf-8") for name in names))


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
    inside = engine().call("LayerStackView.markup", code, text, language, "layer-stack")
    # Markdown leaves blocks inside an element that it does not know alone if each starts a line.
    inside = re.sub(
        r"<(?=(?:div|p|table|caption|thead|tbody|tfoot|tr|th|td|ul|li)\b)", "\n<", inside
    )
    scripts = (f"{HOME}{name.format(language=language)}" for name in SCRIPTS)
    print(
        f'<div>\n<link rel="stylesheet" href="{HOME}layer-stack.css">\n'
        f"<layer-stack>{inside}</layer-stack>\n"
        + "\n".join(f'<script defer src="{path}"></script>' for path in scripts)
        + "\n</div>\n"
    )
