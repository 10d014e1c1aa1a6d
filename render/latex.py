"""Arrays and numbers as LaTeX, from their values and never from their printed form."""

from decimal import ROUND_DOWN, Decimal

import numpy as np

from facts import roles
from render.values import as_array

MAX_CELLS = 256  # a 16x16 matrix is already 64 kB of HTML: draw larger ones as a figure
ROLES = tuple(role.macro for role in roles())  # of the build: each page imports this file anew


class Unshowable(ValueError):
    """A value that LaTeX on a page cannot show truthfully."""


def number(value, digits=4):
    """The LaTeX of one number: integers as integers, floats with their first `digits` decimals.

    Decimals that are left out leave an ellipsis behind; they are cut, not rounded, so that every
    digit shown is a digit of the value. A float too small for that is shown as m x 10^e.
    """
    value = as_array(value)
    if value.ndim or value.dtype.kind not in "iuf":
        raise Unshowable(f"{value!r} is not a real number.")
    if not np.isfinite(value):
        raise Unshowable(f"{value} is not finite and cannot be shown as a result.")
    if value == np.trunc(value):
        return str(int(value))  # also turns -0.0 into 0
    exact = Decimal(np.format_float_positional(value[()], unique=True))
    exponent = exact.adjusted()
    if exponent < -digits:
        return rf"{cut(exact.scaleb(-exponent), digits)} \times 10^{{{exponent}}}"
    return cut(exact, digits)


def cut(exact, digits):
    """The first decimals of a number, and an ellipsis for the others."""
    shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN)
    return str(shown.normalize()) if shown == exact else rf"{shown}\ldots"


def in_role(role, tex):
    """Mark TeX with what it is for, by the macro of a role: Input, Kernel and so on."""
    if role is None:
        return tex
    if role not in ROLES:
        raise Unshowable(f"{role!r} is not a role; the roles are {', '.join(ROLES)}.")
    return rf"\{role}{{{tex}}}"


class Written(str):
    """TeX that knows the array that it shows."""

    value: np.ndarray


def matrix(values, role=None, where=None, elsewhere="Padding"):
    """The LaTeX of a matrix, of one row for a vector; its array is its `value`.

    `where` is an array of the same shape: its zeros are cells of the role `elsewhere` (the
    padding around an input), all others belong to `role`.
    """
    array = np.atleast_2d(as_array(values))
    tex = Written(_matrix(array, role, where, elsewhere))
    tex.value = array
    return tex


def _matrix(values, role, where, elsewhere):
    if values.ndim != 2:
        raise Unshowable(
            f"an array of shape {values.shape} is not a matrix; pick one batch and channel."
        )
    if not 0 < values.size <= MAX_CELLS:
        raise Unshowable(
            f"a matrix of shape {values.shape} has {values.size} cells; "
            f"a page shows 1 to {MAX_CELLS}."
        )
    if where is None:
        return in_role(role, bracketed([[number(cell) for cell in row] for row in values]))
    inside = np.atleast_2d(as_array(where)) != 0
    if inside.shape != values.shape:
        raise Unshowable(f"where has the shape {inside.shape}, the matrix has {values.shape}.")
    return bracketed(
        [
            [in_role(role if here else elsewhere, number(cell)) for cell, here in zip(row, mask)]
            for row, mask in zip(values, inside)
        ]
    )


def vector(values, role=None):
    """The LaTeX of a vector, as a column."""
    values = as_array(values)
    if values.ndim != 1:
        raise Unshowable(f"an array of shape {values.shape} is not a vector.")
    return matrix(values[:, None], role)


def bracketed(rows):
    """Rows of TeX cells between brackets."""
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
