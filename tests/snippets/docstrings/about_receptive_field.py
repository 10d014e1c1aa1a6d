"""What the docstrings of receptive_field.py say."""

from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

import pytest
import receptive_field

from tests.snippets.docstrings import bounds
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.reading import number


@about("receptive_field")
def what_a_cell_sees(reading):
    first, last = reading.one(r"for the taps t = (\d+), \.\.\., (.*?), cell m sees").groups()
    plain = reading.one(r"of a convolution, the cells (.*?);")[1]
    back, cell = reading.one(r"of a transposed one, the cells n with (.*?) = (\w)\.\n").groups()
    assert cell == "m"
    check_seen(first, last, plain, back)
    reading.says("Doing that layer after layer gives the answer without a formula,")


@cache
def check_seen(first, last, plain, back):
    for kernel, s, p, d in ((3, 2, 1, 3), (4, 3, 2, 1), (2, 1, 0, 2)):
        names = {"kernel": kernel, "stride": s, "padding": p, "dilation": d}
        taps = range(int(first), number(last, names) + 1)
        for m in range(4):
            seen = sorted({number(plain, names | {"m": m, "t": t}) for t in taps})
            assert seen == receptive_field.input_cells([(kernel, s, p, d)], m)
            cells = product(range(-20, 20), taps)
            seen = {n for n, t in cells if number(back, names | {"n": n, "t": t}) == m}
            assert sorted(seen) == receptive_field.input_cells([(kernel, s, p, d, True)], m)


@about("receptive_field.Layer")
def numbers_of_a_layer(reading):
    for name, least in bounds.bounds(reading):
        check_layer_bound(name, least)
    reading.says("all integers.")


@cache
def check_layer_bound(name, least):
    known = receptive_field.Layer(2)
    for number_, error in ((least, None), (least - 1, ValueError), (least + 0.5, TypeError)):
        stack = [known._replace(**{name: number_})]
        for function in (
            receptive_field.receptive_field,
            lambda a: receptive_field.input_cells(a, 0),
        ):
            if error:
                with pytest.raises(error):
                    function(stack)
            else:
                function(stack)


UP, DOWN = receptive_field.Layer(3, 2, 1, transposed=True), receptive_field.Layer(3, 2, 1)


@about("receptive_field.ReceptiveField")
def what_the_answer_is(reading):
    reading.says(
        "all in input cells.",
        "size: from the first to the last cell that an output cell sees, both counted; where "
        "output "
        "cells differ, as after a transposed layer, the largest.",
        "jump: from one output cell to the next, on average; a fraction after transposed layers.",
        "start: the first cell that output cell 0 sees; negative inside the padding. None if it "
        "sees none, as between the stamps of a kernel that is smaller than its stride.",
    )
    check_answers()


@cache
def check_answers():
    for stack in ([DOWN], [UP], [DOWN, UP], [UP, UP, DOWN]):
        field = receptive_field.receptive_field(stack)
        seen = [receptive_field.input_cells(stack, cell) for cell in range(64)]
        assert field.size == max(one[-1] - one[0] + 1 for one in seen)
        assert field.start == seen[0][0]
        assert field.jump == Fraction(seen[48][0] - seen[16][0], 32)
    assert receptive_field.receptive_field([DOWN]).start < 0
    gap = receptive_field.Layer(1, 3, 1, transposed=True)
    assert receptive_field.input_cells([gap], 0) == []
    assert receptive_field.receptive_field([gap]).start is None


@about("receptive_field.input_cells")
def arguments_of_layers(reading):
    fields = reading.one(r"tuples \((.*?)\), in the order in which")[1]
    assert tuple(fields.split(", ")) == receptive_field.Layer._fields
    assert bounds.errors(reading)
    reading.says(
        "cell: an integer.",
        "Padding counts, as if x went on.",
        "The input cells that one output cell sees, in order.",
    )
    assert receptive_field.input_cells([DOWN], 0)[0] == -1
    with pytest.raises(TypeError):
        receptive_field.input_cells([DOWN], 0.5)
    assert receptive_field.input_cells([DOWN], -1) == [-3, -2, -1]


@about("receptive_field.receptive_field")
def closed_forms(reading):
    said = reading.one(
        r"For convolutions only: size = (.*?), jump = (.*?), start = (.*?)\. "
    ).groups()
    check_closed_forms(*said)
    reading.says("Size, jump and start of the receptive field behind a stack of layers.")
    assert receptive_field.receptive_field([]) == (1, 1, 0)


@cache
def check_closed_forms(*said):
    Layer = receptive_field.Layer  # noqa: N806
    for stack in ([Layer(3, 2, 1), Layer(4, 3, 2, 2), Layer(2, 2, 1, 3)], [Layer(7, 5, 3)]):
        have = receptive_field.receptive_field(stack)
        assert tuple(closed_form(text, stack) for text in said) == have, said


def closed_form(text, stack):
    """A formula with sums over the layers, and products of strides."""
    strides = [layer.stride for layer in stack]
    text = text.replace("product of all strides", str(prod(strides)))
    alone, summed, terms = text.partition("sum of ")
    if not summed:
        return number(text, {})
    total = 0
    for n, layer in enumerate(stack):
        names = layer._asdict() | {"before": prod(strides[:n])}
        total += number(terms.replace("(product of the strides before)", "before"), names)
    return number(f"{alone}total", {"total": total})
