"""The layer-stack calculator, computed in the build by the code that the reader's browser runs."""

import functools
import html
from pathlib import Path

from py_mini_racer import MiniRacer

from render.agreement import agreed

ASSETS = Path(__file__).resolve().parent.parent / "overrides" / "assets"
SCRIPTS = ("layers-code.js", "layers.js", "layers-{language}.js", "layer-stack.js")
HOME = "../../assets/"  # the tool's page is two folders deep, in each language


@functools.cache
def engine():
    """One V8 with the calculator and its words in both languages."""
    context = MiniRacer()
    for name in ("layers-code", "layers", "layers-en", "layers-zh", "layer-stack"):
        context.eval((ASSETS / f"{name}.js").read_text(encoding="utf-8"))
    return context


def show_layers(code, shape, shapes, parameters, language):
    """Print the calculator with its first table, once that has PyTorch's shapes and counts."""
    code, text = code.strip("\n"), ",".join(str(size) for size in shape)
    report = engine().call("(code, input) => Layers.analyse(code, input).rows", code, text)
    for row, size, count in zip(report, shapes, parameters, strict=True):
        agreed([*size, count], [*(row["shape"] or []), row["parameters"] or 0])
    inside = engine().call("LayerStackView.markup", code, text, language, "layer-stack")
    scripts = (f"{HOME}{name.format(language=language)}" for name in SCRIPTS)
    print(
        f'<div>\n<link rel="stylesheet" href="{HOME}layer-stack.css">\n'
        f"<layer-stack>{inside}</layer-stack>\n"
        + "\n".join(f'<script defer src="{html.escape(path)}"></script>' for path in scripts)
        + "\n</div>\n"
    )
