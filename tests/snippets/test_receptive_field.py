"""Receptive fields are what the gradient of one output cell touches."""

import math
from fractions import Fraction

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from hypothesis import strategies as st
from receptive_field import Layer, ReceptiveField, input_cells, receptive_field

from tests.snippets.drawn import check_drawn

LAYERS = st.lists(
    st.builds(
        Layer,
        st.integers(1, 4),
        st.integers(1, 3),
        st.integers(0, 2),
        st.integers(1, 3),
        st.booleans(),
    ),
    max_size=3,
)


def run(layers, x):
    """The stack on x, with kernels of ones."""
    for k, s, p, d, transposed in layers:
        weight = torch.ones(1, 1, k, dtype=x.dtype)
        if transposed:
            x = F.conv_transpose1d(x, weight, stride=s, padding=p, dilation=d)
        else:
            x = F.conv1d(x, weight, stride=s, padding=p, dilation=d)
    return x


def test_input_cells_are_where_the_gradient_is(checked):
    compared = 0

    def check(layers):
        nonlocal compared
        x = torch.ones(1, 1, 160, dtype=torch.float64, requires_grad=True)
        y = run(layers, x)[0, 0]
        for cell in range(len(y) // 2, min(len(y) // 2 + 7, len(y))):
            (gradient,) = torch.autograd.grad(y[cell], x, retain_graph=True)
            want = gradient[0, 0].nonzero()[:, 0].tolist()
            have = input_cells(layers, cell)
            if have and (have[0] < 0 or have[-1] >= 160):
                continue
            assert have == want, (layers, cell)
            compared += 1

    cases = check_drawn(300, LAYERS, check)
    assert compared > 5 * cases
    checked([input_cells], "output cells of drawn stacks against autograd", compared)


def test_receptive_field_sums_up_all_cells(checked):
    def check(layers):
        field = receptive_field(layers)
        spans = [input_cells(layers, cell) for cell in range(-30, 40)]
        assert field.size == max((c[-1] - c[0] + 1 for c in spans if c), default=0)
        assert field.start == (spans[30][0] if spans[30] else None)
        period = math.prod(layer.stride for layer in layers if layer.transposed)
        there = input_cells(layers, period)
        here = input_cells(layers, 0)
        assert there == [cell + field.jump * period for cell in here]

    checked([receptive_field], "drawn stacks", check_drawn(300, LAYERS, check))


def test_every_kind_of_cell_is_looked_at():
    """Under large strides only few of the output cells see the most."""
    layers = [Layer(2, 2, 0, 1, True), Layer(3, 5, 0, 2, True), Layer(3, 2, 0, 1, False)]
    x = torch.ones(1, 1, 20, dtype=torch.float64, requires_grad=True)
    inner = run(layers, x)[0, 0, 20:-20]
    seen = [torch.autograd.grad(one, x, retain_graph=True)[0].flatten().nonzero() for one in inner]
    sizes = {int(cells[-1] - cells[0]) + 1 if len(cells) else 0 for cells in seen}
    assert len(sizes) > 1
    assert receptive_field(layers).size == max(sizes)


def test_formula_of_plain_convolutions(checked):
    def check(layers):
        layers = [layer._replace(transposed=False) for layer in layers]
        size, jump, start = 1, 1, 0
        for layer in layers:
            size += layer.dilation * (layer.kernel - 1) * jump
            start -= layer.padding * jump
            jump *= layer.stride
        assert receptive_field(layers) == ReceptiveField(size, Fraction(jump), start)

    cases = check_drawn(200, LAYERS, check)
    checked([receptive_field], "drawn convolutions against the formula", cases)


def test_known_networks():
    block = [Layer(3, 2, 1), Layer(3, 1, 1), Layer(3, 1, 1), Layer(3, 1, 1)]
    resnet18 = [Layer(7, 2, 3), Layer(3, 2, 1), *[Layer(3, 1, 1)] * 4, *block * 3]
    assert receptive_field(resnet18)[:2] == (435, 32)
    vgg = [Layer(3, 1, 1)] * 2 + [Layer(2, 2)]
    vgg16 = vgg * 2 + ([Layer(3, 1, 1)] * 3 + [Layer(2, 2)]) * 3
    assert receptive_field(vgg16)[:2] == (212, 32)
    assert receptive_field([]) == ReceptiveField(1, 1, 0)
    assert receptive_field([(1, 3, 0, 1, True)]) == ReceptiveField(1, Fraction(1, 3), 0)
    assert receptive_field([Layer(1, 2, 1, transposed=True)]).start is None


@pytest.mark.parametrize(
    ("layers", "error", "message"),
    [
        ([Layer(0)], ValueError, "kernel must be at least 1, got 0"),
        ([Layer(3, 0)], ValueError, "stride must be at least 1"),
        ([Layer(3, 1, -1)], ValueError, "padding must be at least 0"),
        ([Layer(3, 1, 0, 0)], ValueError, "dilation must be at least 1"),
        ([Layer(3.0)], TypeError, r"kernel must be an integer, got 3\.0"),
        ([Layer(3, True)], TypeError, "stride must be an integer, got True"),
        ([Layer(3, transposed=1)], TypeError, "transposed must be True or False, got 1"),
        ([3], TypeError, "a layer must be a Layer or a tuple, got 3"),
        ([()], ValueError, r"a layer must have 1 to 5 numbers, got \(\)"),
        ([(1, 1, 1, 1, True, 1)], ValueError, "a layer must have 1 to 5 numbers"),
    ],
)
def test_says_what_was_wrong(layers, error, message):
    with pytest.raises(error, match=message):
        receptive_field(layers)
    with pytest.raises(error, match=message):
        input_cells(layers, 0)


def test_cell_must_be_an_integer():
    with pytest.raises(TypeError, match=r"cell must be an integer, got 1\.0"):
        input_cells([], 1.0)
