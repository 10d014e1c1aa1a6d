"""What a page's block calls to show a result. Nothing here computes; it shows, or refuses to."""

from engine.census import census
from render.agreement import Disagreement, agreed
from render.changes import show_changed, show_changes
from render.exercise import show_exercise
from render.figure import figure, show_explorer, show_figure
from render.formulas import domain, python, show_formulas, show_letters
from render.latex import Unshowable, matrix, number, vector
from render.layers import show_layers
from render.picture import show_picture
from render.show import (
    formula,
    show,
    show_convolution,
    show_glossary,
    show_lies,
    show_snippets,
    show_sums,
    show_symbols,
    show_transposed,
)
from render.sizes import show_sizes
from render.table import show_table

__all__ = [
    "Disagreement",
    "Unshowable",
    "agreed",
    "census",
    "domain",
    "figure",
    "formula",
    "matrix",
    "number",
    "python",
    "show",
    "show_changed",
    "show_changes",
    "show_convolution",
    "show_exercise",
    "show_explorer",
    "show_figure",
    "show_formulas",
    "show_glossary",
    "show_layers",
    "show_letters",
    "show_lies",
    "show_picture",
    "show_sizes",
    "show_snippets",
    "show_sums",
    "show_symbols",
    "show_table",
    "show_transposed",
    "vector",
]
