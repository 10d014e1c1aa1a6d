r"""The products in a template of `show` are computed once more: ``$x \star $w = $y``, also nested.

A convolution is computed with as many zeros around as it may have, and its result may be shown in
part: so the same is asked of one with padding, with less or with none.
"""

import re
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from render.latex import Unshowable
from render.values import as_array

TRANSPOSED = r"\star^{\mathsf T}"
SIGNS = (TRANSPOSED, r"\star", r"\ast")
SIGN = "|".join(map(re.escape, SIGNS))
TOKEN = re.compile(
    rf"\s*(?:(?P<sign>{SIGN})|(?P<open>{{?\()|(?P<close>\)}}?)|\$(?P<part>\w+)|(?P<letter>[a-z])\b)"
)
BETWEEN = re.compile(rf"[\w)}}]\s*(?:{SIGN})\s*[$({{\w]")
LAYOUT = re.compile(r"\\(?:begin|end)\{aligned\}|&")
PART = re.compile(r"\$(\w+)")
STRIDES = range(1, 9)


def check_products(template, parts):
    """Refuse a line of a template whose product does not give what stands behind its `=`.

    One whose parts have labels below them is left out: the labels say what is what.
    """
    for line in LAYOUT.sub("", template).split(r"\\"):
        left, _, right = line.partition("=")
        if r"\underset" in left or not BETWEEN.search(left):
            continue
        result = re.match(r"\s*\$(\w+)", right)
        if not result:
            raise Unshowable(f"{line.strip()} does not say what the product is: let $y follow.")
        check_letters(PART.findall(left), result[1], line)
        y = array(parts, result[1], line)
        found = _Reader(left, parts).read()
        if not any(holds(one, y) for one in found):
            gives = found[0].astype(y.dtype).tolist()
            raise Unshowable(f"{line.strip()} is not so: it gives {gives}, or a part of it.")


def check_letters(names, result, line):
    """An input stands before its kernel, unless the result ends in their letters: y_wx."""
    letters = "".join(name[0] for name in names)
    wanted = re.search(r"_([wx]{2})$", result)
    right = letters == wanted[1] if wanted else letters not in ("wx", "wy")
    if not right:
        raise Unshowable(f"{line.strip()} is for a result that ends in {letters}.")


class _Reader:
    """Reads the left side from its start to its end, and computes it on the way."""

    def __init__(self, text, parts):
        self.text, self.parts, self.at = text.rstrip(), parts, 0

    def read(self):
        """What the whole side may be: a transposed product has some stride."""
        found = self.products()
        if self.at < len(self.text):
            self.stop()
        return found

    def products(self):
        found = self.operand()
        while self.at < len(self.text) and (token := self.token())["sign"]:
            self.at = token.end()
            other = self.operand()
            found = [
                done for x, w in product(found, other) for done in computed(token["sign"], x, w)
            ]
        return found

    def operand(self):
        token = self.token()
        self.at = token.end()
        if token["open"]:
            found = self.products()
            token = self.token()
            self.at = token.end()
            return found if token["close"] else self.stop()
        name = token["part"] or token["letter"]
        return [array(self.parts, name, self.text)] if name else self.stop()

    def token(self):
        return TOKEN.match(self.text, self.at) or self.stop()

    def stop(self):
        raise Unshowable(
            f"{self.text.strip()} cannot be computed again: it is no product of parts."
        )


def array(parts, name, shown):
    """The numbers of a part, as rows; those of a letter that the template only names, too."""
    if name not in parts:
        raise Unshowable(f"{shown.strip()} needs the numbers of {name}: give them to show.")
    part = parts[name]
    return np.atleast_2d(as_array(getattr(part, "value", part)))


def computed(sign, x, w):
    """What a sign makes of two arrays, with all that there is around."""
    if sign == r"\star":
        return [slid(x, w)]
    if sign == r"\ast":
        return [slid(x, w[::-1, ::-1])]
    strides = product(*(STRIDES if size > 1 else [1] for size in x.shape))
    return [slid(spread(x, s), w[::-1, ::-1]) for s in strides]


def slid(x, w):
    """The cross-correlation, with zeros wherever the kernel still meets a cell."""
    around = np.pad(x, [(k - 1, k - 1) for k in w.shape])
    return np.sum(sliding_window_view(around, w.shape) * w, axis=(2, 3))


def spread(x, s):
    """Zeros between the cells."""
    wide = np.zeros([(i - 1) * step + 1 for i, step in zip(x.shape, s)], x.dtype)
    wide[:: s[0], :: s[1]] = x
    return wide


def holds(whole, y):
    """Whether an array is a part of another one."""
    if any(part > size for part, size in zip(y.shape, whole.shape)):
        return False
    return bool(np.any(np.all(sliding_window_view(whole, y.shape) == y, axis=(2, 3))))
