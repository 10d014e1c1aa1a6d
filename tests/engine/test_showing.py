"""What a page shows was given, met by a witness, or is quoted; and a template computes nothing."""

import numpy as np
import pytest

from engine import showing
from engine.errors import PageError
from render import Unshowable, matrix, show

FINE = [
    "x = np.array([1, 2])\nshow('$x', x=x)",
    "y = f(x)\nagreed(y, g(x))\nshow('$y', y=y)",
    "y = agreed(f(x), g(x))\nprint(y)",
    "C = f(w)\ny = C @ x\nagreed(y, g(x))\nC_tex = matrix(C)\nshow('$C', C=C_tex)",
    "y = f(x)\nshow_figure(x, w, y, 'conv')\nprint(y)",
    "found = {}\nagreed(found, g(x))\nfor name, value in found.items():\n    print(name, value)",
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
    "small = f(x)\nlarge = g(small)\nagreed(large, h(small))\nprint(small)",
]
MISNAMED = ["show('$y', y=81)", "x, y = [1], [2]\nshow('$y', y=x)", "show('$k', k=p)"]


def check(code, quotes=False, values=()):
    showing.check([("<page#block>", code, quotes)], set(values), "page")


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
        check(code, quotes=True)


def test_a_value_in_prose_needs_a_witness_too():
    with pytest.raises(PageError, match="page shows y"):
        check("y = f(x)", values=["y"])
    check("y = f(x)\nagreed(y, g(x))", values=["y"])


# Templates

A = np.array([[1, 2], [3, 4]])


@pytest.mark.parametrize(
    ("template", "parts", "shown"),
    [
        (r"p' = \numbers{article-padding} = $p_prime", {"k": 3, "p": 0, "p_prime": 2}, "3 - 0 - 1"),
        (r"\formula{article-padding} = $p_prime", {"p_prime": 2}, "p' = k - p - 1 = 2"),
        (r"$a + $b = $y", {"a": matrix(A), "b": A, "y": 2 * A}, "6"),
        (r"\max $x = \Output{$most}", {"x": [1, 3], "most": 3}, r"\Output{3}"),
        (r"\underset{x}{$x} \star \underset{w}{$w}", {"x": A, "w": A}, r"\star"),
        (r"\texttt{np.convolve} &= $convolve", {"convolve": A}, "convolve"),
    ],
)
def test_a_template_is_filled(template, parts, shown, capsys):
    show(template, **parts)
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("y = 81", {}),
        (r"\max y = \texttt{99999}", {}),
        (r"\operatorname{81}", {}),
        ("p' = $k - $p - 1", {"k": 3, "p": 0}),
        ("p' = k - p - 1 = $p_prime", {"p_prime": 2}),
        (r"p' = \numbers{article-padding}", {"k": 3}),
        (r"p' = \numbers{nothing}", {"k": 3}),
        (r"$a + $b = $y", {"a": A, "b": A, "y": A}),
        (r"\sum $x = $total", {"x": [1, 3], "total": 3}),
        ("y = $x", {"x": A}),
        ("p' = $k", {"k": 3}),
        (r"\underset{x}{$w}", {"w": A}),
        (r"\underset{\texttt{k=$k_even}}{$odd}", {"k_even": 3, "odd": A}),
        (r"\frac{\partial L}{\partial x} = $gw", {"gw": A}),
        ("$a + $c, $b", {"a": A, "b": A, "c": A}),
        ("$x1, $x0", {"x0": A, "x1": A}),
        (r"\underset{\formula*{slid}}{$y_stamped}", {"y_stamped": A}),
        ("$second, $first", {"first": A, "second": A}),
        (r"\texttt{np.convolve} &= $correlate", {"correlate": A}),
    ],
)
def test_a_typed_or_wrong_template_is_refused(template, parts):
    with pytest.raises(Unshowable):
        show(template, **parts)
