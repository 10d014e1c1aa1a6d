"""check_here.py says what holds with a reader's PyTorch, and what does not."""

import ast
import functools
import inspect
import re
import shutil
import sys

import check_here
import cost
import pytest
import receptive_field
import sizes
import torch.nn.functional as F  # noqa: N812
from check_here import CASES, ERRORS, check_formulas, check_texts, main

import facts
from tests.project import ROOT, run, said

FILE = ROOT / "snippets" / "check_here.py"


def public(module):
    """The functions that a snippet has for its readers."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name for name, one in found if name[0] != "_" and one.__module__ == module.__name__}


def named(case):
    """The function of which a line of the report speaks."""
    return case.partition(",")[0]


def test_everything_holds_here(checked, capsys):
    assert main() == 0
    report = capsys.readouterr().out
    formulas, texts = check_formulas(), check_texts()
    assert [one for one in formulas if one.differs or one.not_tried or not one.cases] == []
    assert [one for one in texts if one.site != one.here] == []
    assert report.count(" cases, all equal\n") == len(formulas) == len(CASES)
    assert report.count(": same\n") == len(texts) == len(ERRORS)
    assert f"{len(formulas)} formulas hold, 0 not\n0 formulas were not tried\n" in report
    assert f"{len(texts)} texts are the same, 0 other\n" in report
    cases = sum(one.cases for one in formulas)
    checked([check_formulas], "every formula against PyTorch, as a reader runs it", cases)
    checked([check_texts], "texts of errors against PyTorch, as a reader runs it", len(texts))


# No layer of PyTorch pads each side by itself: `F.pad` does, and tests of sizes.py ask it.
BY_PADDING = {"conv_output_size_uneven", "conv_transpose_output_size_uneven"}


def test_every_formula_of_sizes_is_checked():
    known = {named(case) for case in CASES} | BY_PADDING
    for module in (sizes, receptive_field, cost):
        assert public(module) <= known, "add it to CASES of check_here.py"
    stated = {one.function.partition(":")[0] for one in facts.formulas()}
    assert {one.partition(".")[2] for one in stated if one.startswith("sizes.")} <= known


def off(value):
    """Another value of the same kind."""
    match value:
        case int():
            return value + 1
        case range():
            return range(value.start, value.stop + 1)
        case list():
            return [*value, 99]
        case cost.Cost() | check_here.Cost():
            return type(value)(*[one + 1 for one in value[:-1]], value[-1])
    return (off(value[0]), *value[1:])


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_formula_is_named(case, monkeypatch, capsys):
    right = getattr(check_here, named(case))

    @functools.wraps(right)
    def wrong(*args, **options):
        return off(right(*args, **options))

    monkeypatch.setattr(check_here, named(case), wrong)
    monkeypatch.setattr(check_here, "CASES", {case: CASES[case]})
    assert main() == 1
    report = capsys.readouterr().out
    assert re.search(rf"^- {re.escape(case)}: \d+ cases equal, then .+", report, re.MULTILINE)
    assert "\n0 formulas hold, 1 not\n" in report


def test_a_wrong_formula_among_right_ones_is_told(monkeypatch, capsys, checked):
    monkeypatch.setattr(check_here, "zeros_between", lambda s: s - (s < 5))
    assert main() == 1
    report = capsys.readouterr().out
    line = "- zeros_between: 4 cases equal, then s = 5: the formula 5, PyTorch 4\n"
    assert line in report
    assert f"\n{len(CASES) - 1} formulas hold, 1 not\n" in report
    checked([main], "formulas that were wrong on purpose", len(CASES) + 1)


@pytest.mark.parametrize(("new", "here"), [("torch.ones(1)", "no error"), ("1 / 0", "ZeroDivis")])
def test_a_text_that_changed_is_shown_with_both(new, here, monkeypatch, capsys):
    known = ERRORS[0]
    monkeypatch.setattr(check_here, "CASES", {})
    monkeypatch.setattr(check_here, "ERRORS", (known._replace(code=new), *ERRORS[1:]))
    assert main() == 0
    report = capsys.readouterr().out
    both = f"- {known.id}: other\n  site: {known.kind}: {known.text}\n  here: {here}"
    assert both in report
    assert f"\n{len(ERRORS) - 1} texts are the same, 1 other\n" in report


def test_an_old_pytorch_is_told_in_a_sentence(monkeypatch, capsys):
    right = F.conv1d

    def older(*args, **options):
        if "same" in options.values():
            raise TypeError("argument 'padding' must be tuple of ints, not str")
        return right(*args, **options)

    monkeypatch.setattr(F, "conv1d", older)
    monkeypatch.setitem(sys.modules, "torch.utils.flop_counter", None)
    assert main() == 0
    report = capsys.readouterr().out
    for line in (
        '- same_padding, padding="same": not tried, no padding="same"\n',
        "- conv_cost, flop counter: not tried, no torch.utils.flop_counter\n",
        "- conv_transpose_cost, flop counter: not tried, no torch.utils.flop_counter\n",
        f"\n{len(CASES) - 3} formulas hold, 0 not\n3 formulas were not tried\n",
    ):
        assert line in report


def test_a_numpy_that_pytorch_cannot_use_is_told_in_a_sentence(tmp_path):
    shutil.copy(FILE, tmp_path)
    code = """
import sys, torch
told = []
def refused(array):
    if not told:  # as NumPy does
        sys.stderr.write("at length")
        told.append(array)
    raise RuntimeError("Numpy is not available")
torch.from_numpy = refused
sys.path[:0] = ["."]
import check_here
check_here.CASES = {}
sys.exit(check_here.main())
"""
    done = run("-c", code, cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert "\nThis PyTorch cannot use this NumPy: Numpy is not available\n" in done.stdout
    assert not done.stderr


def test_what_nobody_thought_of_is_one_line_too(monkeypatch, capsys):
    def broken(*args, **options):
        raise KeyError("of all\nthings")

    monkeypatch.setattr(F, "conv_transpose1d", broken)
    assert main() == 1
    report = capsys.readouterr().out
    assert "- zeros_between: 0 cases equal, then KeyError: 'of all\\nthings'\n" in report


def test_it_runs_alone_in_an_empty_folder(tmp_path):
    shutil.copy(FILE, tmp_path)
    done = run("-I", "-W", "error", FILE.name, cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert done.stdout.startswith("Python 3.")
    assert not done.stderr


def test_without_pytorch_it_says_what_it_needs(tmp_path):
    shutil.copy(FILE, tmp_path)
    code = "import sys; sys.modules['torch'] = None; sys.path[:0] = ['.']; import check_here"
    done = run("-c", code, cwd=tmp_path)
    assert done.returncode == 2, said(done)
    assert done.stdout.startswith("check_here.py needs NumPy and PyTorch: ")
    assert not done.stderr


def test_older_pythons_can_read_it():
    ast.parse(FILE.read_text("utf-8"), feature_version=(3, 8))
