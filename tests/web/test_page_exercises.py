"""On the built pages, exercises ask the same in both languages, and know what PyTorch knows."""

import json

import pytest

from tests.project import LANGUAGES
from tests.reading import built_pages, light, page_file
from tests.web.exercises import expected
from tests.web.truths import number
from tests.web.v8 import told

SCRIPT = "assets/exercises.js"


def exercises(site, language):
    """Every exercise of a language: its page, its element, and what it asks."""
    for one, name in built_pages(site):
        file = page_file(site, one, name)
        if one == language and "<conv-exercise" in file.read_text("utf-8"):
            for element in light(file).select("conv-exercise"):
                yield name, element, json.loads(element["data-exercise"])


def test_both_languages_ask_the_same(site):
    found = [[(name, asked) for name, _, asked in exercises(site, one)] for one in LANGUAGES]
    assert found[0] == found[1]
    assert len(found[0]) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folded_answer_is_that_of_pytorch(site, language):
    for page, element, asked in exercises(site, language):
        if asked["kind"] == "input":
            asked = {**asked, "candidates": told("candidates", asked)}
        answer, _ = expected(asked)
        shown = element.select_one("details strong" if asked["kind"] == "input" else "details p")
        right = "ABC"[answer] if asked["kind"] == "input" else number(answer)
        assert shown.get_text().endswith(right), f"{page}: {shown.get_text()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_was_computed_is_folded_below(site, language):
    for page, element, _ in exercises(site, language):
        run = element.find_parent("div", class_="run")
        folded = run.select_one("div.result ~ details.check") or run.select_one("details.check")
        assert "show_exercise" in folded.get_text(), page
        assert not folded.find_parent("div", class_="result")


def test_only_pages_with_exercises_load_their_script(site):
    for language, name in built_pages(site):
        html = page_file(site, language, name).read_text("utf-8")
        assert (SCRIPT in html) == ("<conv-exercise" in html), f"{language}/{name}"
