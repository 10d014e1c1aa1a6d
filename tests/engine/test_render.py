"""What cannot be shown truthfully is refused, and what is shown is the value."""

import math
import re
from decimal import Decimal

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as draw

from facts import roles
from render import Disagreement, Unshowable, agreed, matrix, number, show, show_sums, vector
from render.latex import MAX_CELLS
from tests.reading import matrices
from tests.reading import number as read_number

SHAPES = draw.tuples(draw.integers(1, 6), draw.integers(1, 6))
ROLES = draw.sampled_from([None, *(role.macro for role in roles())])


def integers(shape):
    size = math.prod(shape)
    cells = draw.lists(draw.integers(-(2**40), 2**40), min_size=size, max_size=size)
    return cells.map(lambda cells: np.array(cells).reshape(shape))


@given(SHAPES.flatmap(integers), ROLES)
def test_a_matrix_is_read_back_as_it_was(array, role):
    (read,) = matrices(matrix(array, role))
    assert np.array_equal(read, array)


@given(SHAPES.flatmap(integers), SHAPES.flatmap(integers))
def test_roles_of_cells_change_no_number(array, mask):
    where = np.resize(mask, array.shape) % 2
    tex = matrix(array, "Input", where=where)
    assert np.array_equal(matrices(tex)[0], array)
    assert tex.count(r"\Padding{") == np.sum(where == 0)
    assert tex.count(r"\Input{") == np.sum(where != 0)


@given(draw.floats(-1e12, 1e12))
def test_a_float_is_exact_or_says_that_it_is_not(value):
    tex = number(value)
    assert read_number(tex) == value or (r"\ldots" in tex and value != int(value))
    assert read_number(tex) == pytest.approx(value, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(
    ("value", "tex"),
    [
        (3, "3"),
        (-3, "-3"),
        (0.0, "0"),
        (-0.0, "0"),
        (28.0, "28"),
        (0.5, "0.5"),
        (-0.25, "-0.25"),
        (1 / 3, r"0.3333\ldots"),
        (np.int64(7), "7"),
        (np.float32(0.5), "0.5"),
        (torch.tensor(4), "4"),
        (torch.tensor(2.5, requires_grad=True), "2.5"),
        (10**15, "1000000000000000"),
    ],
)
def test_numbers_have_one_format(value, tex):
    assert number(value) == tex


@given(draw.floats(-1e6, 1e6))
def test_the_digits_before_an_ellipsis_are_the_first_digits_of_the_value(value):
    """0.6667... would promise a six in the fourth place and show a seven."""
    tex = number(value)
    if tex.endswith(r"\ldots"):
        digits = tex.removesuffix(r"\ldots")
        assert f"{Decimal(value):f}".startswith(digits), f"{value} is shown as {tex}"


@pytest.mark.parametrize("value", [1e-5, -1e-5])
def test_a_number_is_never_shown_as_zero_unless_it_is(value):
    assert not re.fullmatch(r"-?0\.0*(?:\\ldots)?", number(value)), number(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, True, "3", 3 + 1j, [1, 2], None])
def test_what_is_no_finite_number_is_refused(value):
    with pytest.raises(Unshowable):
        number(value)


@pytest.mark.parametrize(
    "array",
    [
        [[1.0, math.nan]],
        [[math.inf, 1.0]],
        np.zeros((2, 2, 2)),
        torch.zeros(1, 1, 2, 2),
        np.zeros((0, 3)),
        np.zeros((1, MAX_CELLS + 1)),
        [[True, False]],
        [["1", "2"]],
    ],
)
def test_what_is_no_small_finite_matrix_is_refused(array):
    with pytest.raises(Unshowable):
        matrix(array)


def test_the_largest_matrix_is_shown():
    assert len(matrices(matrix(np.zeros((16, MAX_CELLS // 16))))[0]) == 16


def test_a_vector_is_a_column_and_only_a_vector_is():
    assert matrices(vector([1, 2]))[0].shape == (2, 1)
    with pytest.raises(Unshowable):
        vector([[1, 2]])


def test_an_unknown_role_is_refused():
    with pytest.raises(Unshowable):
        matrix([[1]], "Weight")


def test_a_mask_of_another_shape_is_refused():
    with pytest.raises(Unshowable):
        matrix([[1, 2]], "Input", where=[[1, 1, 0]])


def test_agreed_returns_the_first_of_equal_results():
    first = np.array([[1, 2]])
    assert agreed(first, torch.tensor([[[[1, 2]]]]), [[1.0, 2.0]]) is first


@pytest.mark.parametrize(
    "results",
    [
        ([[1, 2]], [[1, 3]]),
        ([[1, 2]], [[1, 2], [1, 2]]),
        ([[1, 2]], [1, 2]),
        ([[1.0]], [[1.0 + 1e-15]]),
        ([[1]], [[1]], [[2]]),
        ([[math.nan]], [[math.nan]]),
        (4, 5),
    ],
)
def test_agreed_refuses_a_difference(results):
    with pytest.raises(Disagreement):
        agreed(*results)


@pytest.mark.parametrize("other", [lambda a: a, lambda a: a[:], lambda a: torch.from_numpy(a)])
def test_the_same_numbers_in_memory_are_no_witness(other):
    first = np.array([[1, 2], [3, 4]])
    with pytest.raises(TypeError, match="the same numbers in memory"):
        agreed(first, other(first))
    assert agreed(4, 4) == 4


def test_one_result_cannot_agree():
    with pytest.raises(TypeError):
        agreed([1])


def test_show_prints_a_formula(capsys):
    show("y = $y, o = $o", y=matrix([[1, 2]], "Output"), o=np.int64(4))
    printed = capsys.readouterr().out
    assert printed.strip().startswith("$$")
    assert "o = 4" in printed
    assert matrices(printed)[0].tolist() == [[1, 2]]


def test_show_refuses_an_unknown_part():
    with pytest.raises(KeyError):
        show("y = $y")


def test_show_sums_spells_out_each_sum(capsys):
    show_sums([(0, 1)], [[[2, 3]]], [[1, 10]], np.array([[0, 32]]))
    printed = capsys.readouterr().out
    for part in ("y_{0,1}", r"\Input{2} \cdot \Kernel{1}", r"\Kernel{10}", r"= \Output{32}"):
        assert part in printed


def test_show_sums_refuses_a_wrong_sum():
    with pytest.raises(Unshowable):
        show_sums([(0, 0)], [[[2, 3]]], [[1, 1]], np.array([[6]]))
