"""A recipe has a block that runs when it is pasted alone, says why it works, and what does not."""

import subprocess
import sys

import pytest

from engine import runs
from engine.alone import brought
from tests.project import LANGUAGES, environment
from tests.source import headings, names, page

RECIPES = [name for name in names("en") if name.startswith("howto/")]
# A list of errors, each with a fix of its own, and a file to run.
OTHERWISE = {"howto/errors", "howto/check-here"}
each_recipe = pytest.mark.parametrize("name", [one for one in RECIPES if one not in OTHERWISE])
MOST_LINES = 26  # of code, blank ones apart: what somebody copies, he reads


@each_recipe
def test_the_answer_needs_nothing_from_elsewhere(name):
    answer = runs.results(name).results["answer"]
    first = next(fence for fence in page("en", name).fences if fence.executed)
    assert first.id == "answer", f"{name} begins with {first.id}"
    assert answer.needs == ""
    assert not any(brought.is_snippet(word) for word in answer.source.split())
    assert "agreed" not in answer.source
    lines = [line for line in answer.source.split("\n") if line.strip()]
    assert len(lines) <= MOST_LINES, f"{name}: {len(lines)} lines"


@pytest.fixture(scope="module")
def pasted(tmp_path_factory):
    """What Python says to each answer, pasted into an empty folder."""
    folder = tmp_path_factory.mktemp("pasted")
    code = "import torch.nn.functional, sys, traceback\n"
    for name in set(RECIPES) - OTHERWISE:
        source = runs.results(name).results["answer"].source
        code += f"try:\n    exec({source!r}, {{'__name__': 'pasted'}})\n    print({name!r})\n"
        code += "except Exception:\n    traceback.print_exc()\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=True,
    )
    return done.stdout.split("\n"), done.stderr


@each_recipe
def test_the_answer_runs_when_it_is_pasted_alone(pasted, name):
    assert name in pasted[0], pasted[1]


@each_recipe
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recipe_says_why_and_what_goes_wrong(name, language):
    ids = [identifier for _, _, identifier in headings(page(language, name).markdown)]
    assert {"why", "pitfalls"} <= set(ids), f"docs/{language}/{name}: {ids}"
