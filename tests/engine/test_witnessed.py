"""What a page shows was given, met by a witness, or is quoted."""

import pytest

from engine import parts, witnessed
from engine.errors import PageError

FINE = [
    "x = np.array([1, 2])\nshow('$x', x=x)",
    "y = f(x)\nagreed(y, g(x))\nshow('$y', y=y)",
    "y = agreed(f(x), g(x))\nprint(y)",
    "C = f(w)\ny = C @ x\nagreed(y, g(x))\nC_tex = matrix(C)\nshow('$C', C=C_tex)",
    "y = f(x)\nshow_figure(x, w, y, 'conv')\nprint(y)",
    "o = f(i, k)\nshow_exercise('size', o, 'conv', i=i, k=k)\nprint(o)",
    "found = {}\nagreed(found, g(x))\nfor name, value in found.items():\n    print(name, value)",
    "y = f(x)\nagreed(y.shape, g(x))\nprint(y.shape)",
    "weight = np.ones(2)\nshow('$w', w=weight[0])",
]
WRONG = [
    "y = f(x)\nshow('$y', y=y)",
    "y = f(x)\nprint(y)",
    "y = f(x)\nz = y + 1\nagreed(y, g(x))\nprint(z)",
    "y = f(x)\ny_tex = matrix(y)\nshow('$y', y=y_tex)",
    "for value in f(x):\n    print(value)",
    "y = f(x)\nwrong = np.sum(y != z)\nagreed(wrong, g(x))\nprint(y)",
    "fields = []\nfor n in x:\n    fields.append(f(n))\nmost = max(fields)\nprint(most)",
    "C = f(w)\nentries = C.size\nagreed(entries, g(w))\nshow('$C', C=C)",
    "C = f(w)\nzeros = np.sum(C == 0)\nagreed(zeros, g(w))\nshow('$C', C=C)",
    "C = f(w)\nagreed(C.sum(), g(w))\nshow('$C', C=C)",
    "C = f(w)\nagreed(len(C) * n, g(w))\nshow('$C', C=C)",
    "small = f(x)\nlarge = g(small)\nagreed(large, h(small))\nprint(small)",
]
MISNAMED = ["show('$y', y=81)", "x, y = [1], [2]\nshow('$y', y=x)", "show('$k', k=p)"]


def check(code, quotes=False, values=()):
    witnessed.check([("<page#block>", code, quotes)], set(values), "page")


@pytest.mark.parametrize("code", FINE)
def test_what_is_known_may_be_shown(code):
    check(code)


@pytest.mark.parametrize("code", WRONG)
def test_what_nobody_has_met_is_refused(code):
    with pytest.raises(PageError, match="which no independent computation has met"):
        check(code)
    check(code, quotes=True)


@pytest.mark.parametrize("code", MISNAMED)
def test_a_part_is_a_value_of_its_name(code):
    with pytest.raises(PageError, match=r"was typed|under the name"):
        parts.check(code, "<page#block>")


@pytest.mark.parametrize("function", ["show_exercise", "show_figure"])
def test_a_parameter_is_a_value_of_its_letter(function):
    parts.check(f"{function}(x, k=k_small, stride=s, padding=2, cell=first)", "<page#block>")
    for part in ("k=d_small", "stride=p", "output_padding=o"):
        with pytest.raises(PageError, match="let its name be or begin with"):
            parts.check(f"{function}(x, {part})", "<page#block>")


def test_a_value_in_prose_needs_a_witness_too():
    with pytest.raises(PageError, match="page shows y"):
        check("y = f(x)", values=["y"])
    check("y = f(x)\nagreed(y, g(x))", values=["y"])
