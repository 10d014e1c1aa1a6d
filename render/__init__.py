"""What a page's block calls to show a result. Nothing here computes; it shows, or refuses to."""

from render.agreement import Disagreement, agreed
from render.figure import figure, show_explorer, show_figure
from render.latex import Unshowable, matrix, number, vector
from render.layers import show_layers
from render.show import (
    formula,
    show,
    show_convolution,
    show_glossary,
    show_snippets,
    show_sums,
    show_transposed,
)

__all__ = [
    "Disagreement",
    "Unshowable",
    "agreed",
    "figure",
    "formula",
    "matrix",
    "number",
    "show",
    "show_convolution",
    "show_explorer",
    "show_figure",
    "show_glossary",
    "show_layers",
    "show_snippets",
    "show_sums",
    "show_transposed",
    "vector",
]
