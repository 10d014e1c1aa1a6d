"""What's new says what the changelogs say, and which numbers changed since the last version."""

import json
import re

import pytest

import facts
from engine.offered import version
from render.changes import WORDS, entries
from tests.project import LANGUAGES, ROOT
from tests.reading import read
from tools import changed

TEXTS = {"en": "CHANGELOG.md", "zh": "CHANGELOG.zh.md"}


def outline(language):
    """The headings of a changelog, each with the number of its entries."""
    text = (ROOT / TEXTS[language]).read_text("utf-8")
    parts = re.split(r"^(#+ .*)$", text, flags=re.MULTILINE)[3:]
    entries_of = (len(re.findall(r"^- ", part, re.MULTILINE)) for part in parts[1::2])
    return list(zip(parts[::2], entries_of))


def test_both_changelogs_have_the_same_versions_and_as_many_entries():
    assert outline("en") == outline("zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_entry(site, language):
    text = (ROOT / TEXTS[language]).read_text("utf-8")
    shown = read(site, language, "about/changes").soup.select_one("#run-changes")
    found = [" ".join(one.get_text().split()) for one in shown.select("li")]
    wanted = re.findall(r"^- (.*(?:\n  .*)*)", text, re.MULTILINE)
    plain = [re.sub(r"[`*]", "", " ".join(one.split())) for one in wanted]
    assert found == plain
    ids = [one["id"] for one in shown.select("h2, h3")]
    assert len(ids) == len({*ids}) == len(outline(language))
    assert f"v{version().replace('.', '-')}" in ids


def test_headings_are_in_the_words_of_the_language():
    assert not re.search(r"^#+ (?:Added|Changed|Fixed)\b", entries("zh"), re.MULTILINE)
    assert {*WORDS["zh"]} >= {"Unreleased", "Added", "Changed", "Fixed"}


def test_the_record_says_what_the_pages_show_now():
    for row in facts.changed():
        path = changed.SNAPSHOTS / f"{row.page}.json"
        now = json.loads(path.read_text("utf-8"))
        values = now["values"].get(row.place, [])
        results = changed.NUMBER.findall(json.dumps(now["runs"].get(row.place, {})))
        assert row.after in values or {*row.after.split()} <= {*results}, f"make snapshots: {row}"


def test_the_record_is_of_the_last_version():
    """Computed anew, wherever the history of the project is."""
    release = changed.released(version())
    if release:
        rows = [facts.tables.Changed(**row) for row in changed.changed(release)]
        assert rows == list(facts.changed()), "make snapshots writes the record anew"


# Once more what stands over which column.
COLUMNS = {"en": {"was": "before", "is": "after"}, "zh": {"原来": "before", "现在": "after"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_and_what_is_stand_under_their_headings(site, language):
    table = read(site, language, "about/changes").soup.select_one("#run-numbers table")
    heads = [one.get_text() for one in table.select("th")]
    for row, line in zip(facts.changed(), table.select("tbody tr"), strict=True):
        cells = dict(zip(heads, (one.get_text() for one in line.select("td"))))
        for head, name in COLUMNS[language].items():
            assert cells[head] == getattr(row, name)


BEFORE = {"values": {"cases": ["12"], "k": ["3"]}, "runs": {"a": {"formulas": ["y = 1 + 2"]}}}


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (BEFORE, []),
        ({**BEFORE, "values": {"cases": ["13"]}}, [("cases", "12", "13")]),
        ({**BEFORE, "runs": {"a": {"formulas": ["y = 1 + 4"]}}}, [("a", "2", "4")]),
        ({**BEFORE, "runs": {"a": {"formulas": ["z = 1 + 4"]}}}, []),
        ({**BEFORE, "runs": {}}, []),
    ],
)
def test_a_number_that_changed_is_listed_and_another_result_is_not(now, found):
    assert list(changed.differences(BEFORE, now)) == found
