"""Pictures of arrays: a shade for each value, and a legend that says which, and how many cells."""

import html
from itertools import groupby

import numpy as np

from engine.languages import in_each
from render.latex import Unshowable, in_role
from render.table import heading, text
from render.values import as_array

MOST = 64  # cells along an axis: more could not be told apart on a phone
FEW = 8  # values that are named one by one; of more, only the least and the greatest
SHADES = 16  # that many values are told apart by
PALEST = 0.06  # so that the least value is seen to be a cell
WORDS = {
    "en": {"cells": "{count} cells", "cell": "{count} cell", "range": "{least} to {most}"},
    "zh": {"cells": "{count} 格", "cell": "{count} 格", "range": "{least} 到 {most}"},
}


def show_picture(role=None, **arrays):
    """Print arrays of one or two axes as pictures side by side, in shades of one scale.

    Each keyword is an id of facts/headings.yml, which stands over its picture. `role` is the macro
    of facts/roles.yml whose colour the shades have.
    """
    in_role(role, "")  # refuses what is no role
    arrays = {name: drawable(name, array) for name, array in arrays.items()}
    if not arrays:
        raise Unshowable("there is no array to draw a picture of.")
    scale = np.unique(np.concatenate([array.ravel() for array in arrays.values()]))
    style = f' style="--shade: var(--role-{role.lower()})"' if role else ""

    def drawn(language):
        pictures = [picture(name, one, scale, language) for name, one in arrays.items()]
        return f'<div class="pictures"{style}>{"".join(pictures)}</div>'

    print(f"\n{in_each(drawn)}\n")


def drawable(name, array):
    """An array of two axes, of finite numbers, small enough to be seen."""
    array = np.atleast_2d(as_array(array))
    if array.ndim != 2 or not array.size or max(array.shape) > MOST:
        raise Unshowable(
            f"{name} has the shape {array.shape}; a picture shows one or two axes of 1 to {MOST} "
            "cells."
        )
    if array.dtype.kind not in "biuf" or not np.isfinite(array).all():
        raise Unshowable(f"{name} holds what is no finite real number.")
    return array.astype(int) if array.dtype.kind == "b" else array


def picture(name, array, scale, language):
    """The figure of one array: its drawing under its name, and what its shades mean."""
    title = html.escape(heading(name, language))
    rows, columns = array.shape
    shades = np.array([shade(value, scale) for value in array.ravel()]).reshape(array.shape)
    paths = "".join(
        f'<path fill-opacity="{one:.2f}" d="{outline(shades == one)}"/>'
        for one in np.unique(shades)
    )
    return (
        f'<figure class="picture" style="--columns: {columns}"><span>{title}</span>'
        f'<svg role="img" aria-label="{title}, {rows}×{columns}" viewBox="0 0 {columns} {rows}">'
        f"{paths}</svg><figcaption>{legend(array, scale, language)}</figcaption></figure>"
    )


def shade(value, scale):
    """How dark a value is, between PALEST and 1; of many values, those that are close are alike."""
    if len(scale) == 1:
        return 1.0
    if len(scale) <= FEW:
        share = np.searchsorted(scale, value) / (len(scale) - 1)
    else:
        share = round((value - scale[0]) / (scale[-1] - scale[0]) * SHADES) / SHADES
    return round(PALEST + (1 - PALEST) * float(share), 2)


def outline(cells):
    """The path around some cells, one run of a row after the other."""
    path = ""
    for y, row in enumerate(cells):
        x = 0
        for inside, run in groupby(row):
            length = len(list(run))
            path += f"M{x} {y}h{length}v1h-{length}z" if inside else ""
            x += length
    return path


def legend(array, scale, language):
    """Each value of a picture with its shade and its count of cells; of many, only the range."""
    words = WORDS[language]
    if len(scale) > FEW:
        return words["range"].format(least=text(array.min()), most=text(array.max()))
    values, counts = np.unique(array, return_counts=True)
    return " ".join(
        f'<span><i style="opacity: {shade(value, scale):.2f}"></i><b>{text(value)}</b> '
        f"{words['cell' if count == 1 else 'cells'].format(count=text(count))}</span>"
        for value, count in zip(values, counts)
    )
