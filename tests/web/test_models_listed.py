"""The list of real models itself: each runs in PyTorch alone, and is what is published of it."""

import ast

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from tests.web.models import models, truth
from tests.web.models.packaged import HOMES

LISTED = {model.name: model for model in models()}
each = pytest.mark.parametrize("name", LISTED)


def test_there_are_enough_of_each_kind():
    packaged = [model for model in LISTED.values() if model.is_packaged]
    hard = [model for model in LISTED.values() if model.is_hard]
    assert len(LISTED) == len(models()), "two have the same name"
    assert len(packaged) >= 40
    assert len(LISTED) - len(packaged) >= 20
    assert len(hard) <= len(LISTED) / 10
    assert {name.split(":")[0] for name in LISTED} >= set(HOMES)


@each
def test_a_model_says_where_it_is_from_and_why_it_is_here(name):
    model = LISTED[name]
    assert model.address.startswith("https://")
    assert model.why


@each
def test_a_paste_is_whole(name):
    """It imports nothing but PyTorch and what Python brings, and it is what PyTorch runs."""
    model = LISTED[name]
    if model.printed:
        assert "(" in model.paste
        assert "forward" not in model.paste
        return
    assert model.paste == model.code
    imported = {one for node in ast.walk(ast.parse(model.code)) for one in homes_of(node)}
    assert imported <= STANDARD | {"numpy", "torch"}, imported


STANDARD = {"__future__", "abc", "argparse", "collections", "copy", "dataclasses", "functools"}
STANDARD |= {"inspect", "itertools", "math", "os", "types", "typing", "warnings"}


def homes_of(node):
    """The packages that a line outside of functions imports."""
    if isinstance(node, ast.Import):
        yield from (one.name.split(".")[0] for one in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield node.module.split(".")[0]


@each
def test_a_model_is_what_is_published_of_it(name):
    model = LISTED[name]
    found, said = model.truth, model.published
    assert said.parameters in (None, found.parameters)
    assert said.multiply_adds in (None, found.multiply_adds)
    if said.billions:
        assert said.billions == pytest.approx(found.multiply_adds / 1e9, abs=0.00051)


def test_much_is_published():
    """Or the comparison above has nothing to say."""
    said = [model.published for model in LISTED.values()]
    assert sum(one.parameters is not None for one in said) >= 50
    assert sum(bool(one.billions or one.multiply_adds) for one in said) >= 30


@each
def test_the_rows_of_a_model_hang_together(name):
    """Each reads the input or earlier rows, and those of the results are the last of their way."""
    model = LISTED[name]
    found = model.truth
    assert found.rows
    for index, row in enumerate(found.rows):
        assert row.kind in truth.KINDS
        assert all(-1 <= one < index for one in row.inputs), row
        assert (row.kind == "join") <= (len(row.inputs) > 1), row
    for shape, row in zip(found.outputs, found.output_rows, strict=True):
        assert shape in found.rows[row].shapes
    assert sum(row.multiply_adds for row in found.rows) == found.multiply_adds
    called = {row.path: row.parameters for row in found.rows if row.path}
    assert found.parameters >= sum(called.values())


@pytest.mark.audit
@each
def test_the_rows_count_all_that_flop_counter_counts(name):
    """Over the whole run, whatever a row is."""
    model = LISTED[name]
    module = truth.make(model.code).eval()
    with truth.quiet(), torch.no_grad(), FlopCounterMode(display=False) as counter:
        module(torch.empty(model.input, device="meta"))
    assert counter.get_total_flops() // 2 == model.truth.multiply_adds
