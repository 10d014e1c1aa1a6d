"""The random programs themselves: PyTorch runs each, and they are of many kinds."""

import ast
from collections import Counter

from tests.web.models.truth import KINDS
from tests.web.programs import PIECES, drawn, ends, many

BRANCHES_AND_LOOPS = (ast.For, ast.While, ast.If, ast.IfExp, ast.ListComp, ast.Lambda, ast.Starred)


def test_pytorch_runs_every_program():
    """The whole of it, from its text alone; its rows hang together."""
    for program in many():
        found = program.truth
        assert found.outputs, program.code
        for index, row in enumerate(found.rows):
            assert row.kind in KINDS
            assert all(-1 <= one < index for one in row.inputs), program.code
        assert sum(row.multiply_adds for row in found.rows) == found.multiply_adds


def test_a_seed_is_a_program():
    assert drawn(5) == drawn(5)
    assert len({drawn(seed).code for seed in range(40)}) == 40


def test_every_piece_is_drawn_and_none_is_alone():
    used = Counter(name for program in many() for name in set(program.pieces))
    assert set(used) == {piece.__name__ for piece in [*PIECES, *ends.ALL]}


def test_the_programs_have_what_people_write():
    """Loops, branches, reuse, joins, several results, one to three axes."""
    programs = list(many())
    trees = [ast.parse(program.code) for program in programs]
    for kind in BRANCHES_AND_LOOPS:
        having = [tree for tree in trees if any(isinstance(one, kind) for one in ast.walk(tree))]
        assert len(having) >= 2, kind
    rows = [row for program in programs for row in program.truth.rows]
    assert {row.kind for row in rows} == set(KINDS)
    called = [Counter(row.path for row in one.truth.rows if row.path) for one in programs]
    assert sum(max(one.values(), default=0) > 1 for one in called) >= 10
    assert sum(len(program.truth.outputs) > 1 for program in programs) >= 5
    assert {len(program.input) for program in programs} == {3, 4, 5}
