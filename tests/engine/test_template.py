"""A template of `show` computes nothing by itself, and labels each part with its own name."""

import numpy as np
import pytest

from render import Unshowable, matrix, show

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
        (r"$x \star $w = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [21, 32]}, "32"),
        (r"$x \star $w = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [10, 21, 32]}, "10"),
        (r"$x \ast $w = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [12, 23]}, "23"),
        (r"$x \star^{\mathsf T} $w = $y", {"x": [1, 2], "w": [3, 4], "y": [3, 4, 6, 8]}, "8"),
        (r"$x \star^{\mathsf T} $w = $y", {"x": [1, 2], "w": [3, 4], "y": [4, 0, 6]}, "4 & 0"),
        (r"(x \star $w) \star $v = $y", {"x": [1, 2, 3], "w": [1, 10], "v": [0, 1], "y": 32}, "32"),
        (
            r"x \star {($w \ast $v)} &= $y",
            {"x": [1, 2, 3], "w": [1, 10], "v": [0, 1], "y": 32},
            "32",
        ),
        (r"$w \ast $x = $y_wx", {"x": [1, 2], "w": [1, 10], "y_wx": [1, 12, 20]}, "12"),
        (r"\star \quad w &= $w_correlated", {"w_correlated": A}, r"\star"),
        (r"\ast \quad w &= $w_convolved", {"w_convolved": A}, r"\ast"),
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
        (r"$x \star $w = $y", {"x": [1, 2, 3], "w": [10, 1], "y": [21, 32]}),
        (r"$x \star $w = $y", {"x": [1, 2, 3], "w": [21, 32], "y": [1, 10]}),
        (r"$x \ast $w = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [21, 32]}),
        (r"$x \star^{\mathsf T} $w = $y", {"x": [3, 4], "w": [1, 2], "y": [3, 4, 6, 8]}),
        (r"(x \star $w) \star $v = $y", {"x": [1, 2, 3], "w": [0, 1, 5], "v": [1, 10], "y": 32}),
        (r"x \star ($w \star $v) = $y", {"x": [1, 2, 3], "w": [1, 10], "v": [0, 1], "y": 32}),
        (r"x \star $w = $y", {"w": [1, 10], "y": [21, 32]}),  # whose x?
        (r"$x \star ($w = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [21, 32]}),
        (r"$x \star $w = y", {"x": [1, 2, 3], "w": [1, 10]}),
        (r"$w \ast $x = $y", {"x": [1, 2, 3], "w": [1, 10], "y": [12, 23]}),
        (r"$x \ast $w = $y_wx", {"x": [1, 2, 3], "w": [1, 10], "y_wx": [12, 23]}),
        (r"\star \quad w &= $w_convolved", {"w_convolved": A}),
        (r"\ast \quad w &= $w_correlated", {"w_correlated": A}),
        (r"$y_second + $y_first = $y", {"y_first": A, "y_second": A, "y": 2 * A}),
        (r"\underset{w}{$w_turned} \quad $w", {"w": A, "w_turned": A}),
    ],
)
def test_a_typed_or_wrong_template_is_refused(template, parts):
    with pytest.raises(Unshowable):
        show(template, **parts)
