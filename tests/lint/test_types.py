"""The signatures of the snippets say what is true: mypy's strictest setting finds nothing."""

from tests.project import run, said


def test_snippets_are_typed():
    done = run("-m", "mypy", "snippets", timeout=600)
    assert done.returncode == 0, f"mypy snippets:\n{said(done)}"
