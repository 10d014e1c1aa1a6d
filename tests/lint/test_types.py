"""Signatures say what is true: mypy's strictest setting finds nothing."""

import pytest

from tests.project import run, said


@pytest.mark.parametrize("what", [["snippets"], ["engine", "facts"], ["-p", "hooks"]], ids=" ".join)
def test_a_room_is_typed(what):
    done = run("-m", "mypy", *what, timeout=600)
    assert done.returncode == 0, f"mypy {' '.join(what)}:\n{said(done)}"
