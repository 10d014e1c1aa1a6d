"""The machine that lies: what it plants is small and everywhere, and its verdicts are right."""

import random

import pytest

import facts
from tests.lies.__main__ import HARMLESS, LEAST, good
from tests.lies.judge import Judge, Verdict
from tests.lies.lie import Edit, Lie, found_again
from tests.lies.planting import KINDS, PLANTERS, all_of, drawn
from tests.project import LANGUAGES, ROOT

ROOMS = [(kind["kind"], room) for kind in KINDS for room in kind["rooms"]]
# Formulas, captions, matrices, values and what docstrings state: not one may pass, in no record.
NEVER = {"sign", "operator", "constant", "symbol", "formula", "matrix", "value", "placeholder"}
NEVER |= {"axis", "range"}
EMPTY = {("axis", "captions")}  # these name a cell by its indices


def test_every_kind_has_a_planter():
    assert list(PLANTERS) == [kind["kind"] for kind in KINDS]


@pytest.mark.parametrize(("kind", "room"), ROOMS)
def test_a_kind_has_lies_in_each_of_its_rooms(kind, room):
    assert bool(all_of(kind, room)) == ((kind, room) not in EMPTY)


@pytest.mark.parametrize(("kind", "room"), ROOMS)
def test_a_lie_changes_a_little_and_nothing_else(kind, room):
    pool = all_of(kind, room)
    for lie in random.Random(0).sample(pool, min(20, len(pool))):
        for path, text in lie.told(ROOT):
            before = path.read_text("utf-8")
            assert text != before, lie
            assert abs(len(text) - len(before)) < 80, lie
            assert text.count("\n") == before.count("\n"), lie


def test_lies_are_drawn_from_all_kinds_and_languages():
    lies = drawn(random.Random(0), 300)
    assert {lie.kind for lie in lies} == {kind["kind"] for kind in KINDS}
    assert {*LANGUAGES, "both"} <= {lie.language for lie in lies}
    assert lies == drawn(random.Random(0), 300)


def lie(kind="claim", path="README.md", start=0, new="x"):
    return Lie(kind, "prose", "en", "word > x", (Edit(path, start, start + 1, new),))


def test_a_lie_is_found_again_in_a_file_that_changed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("before, then one = two, then after")
    told = Lie("sign", "pages", "en", "", (Edit("page.md", 17, 18, "≠"),))
    (row,) = [{**vars(told), "places": list(told.places(tmp_path))}]
    page.write_text("more before, " + page.read_text())
    again = found_again(row, tmp_path)
    assert next(again.told(tmp_path))[1] == "more before, before, then one ≠ two, then after"
    page.write_text("before, then one and two, then after")
    assert found_again(row, tmp_path) is None


def verdicts(kind, noticed, planted):
    found = ["a test"] * noticed + [""] * (planted - noticed)
    return [Verdict(lie(kind), "words", one, 0.0) for one in found]


@pytest.mark.parametrize(
    ("noticed", "kind", "enough"),
    [(20, "claim", True), (19, "claim", True), (18, "claim", False), (19, "formula", False)],
)
def test_one_in_twenty_may_pass_but_none_of_the_strict_kinds(noticed, kind, enough):
    assert good(verdicts(kind, noticed, 20)) == enough


def test_the_record_is_of_these_kinds_and_good_enough():
    """What the page on verification shows was measured with the kinds that stand here now."""
    record = facts.lies()
    assert [(one.en, one.zh) for one in record] == [(one["kind"], one["zh"]) for one in KINDS]
    planted, noticed = (
        sum(getattr(one, name) for one in record) for name in ("planted", "noticed")
    )
    assert planted >= 500
    assert all(min(one.noticed, one.later, one.harmless) >= 0 for one in record)
    left = {one.en: one.planted - one.noticed - one.later - one.harmless for one in record}
    assert min(left.values()) >= 0
    assert [kind for kind in left if left[kind] and kind in NEVER] == []
    assert noticed >= LEAST * planted  # as they were drawn, before anybody knew them


def test_what_is_called_harmless_has_a_reason_and_is_once_there():
    lies = [one["lie"] for one in HARMLESS]
    assert len({*lies}) == len(lies)
    assert all(len(one["why"].split()) > 4 for one in HARMLESS)


@pytest.mark.audit
def test_a_verdict_is_right(tmp_path):
    """A wrong sign stops the build, a wrong row a test, and a comment nothing."""
    judge = Judge(tmp_path)
    try:
        for path, old, new, by in (
            ("snippets/sizes.py", "return d * (k - 1) - p", "return d * (k + 1) - p", "the build"),
            ("web/words/figure.en.js", "Entry of row {m}", "Entry of row {n}", "tests/web/"),
            ("CHANGELOG.md", "# Changelog", "# Changelist", ""),
        ):
            start = (ROOT / path).read_text("utf-8").index(old)
            edit = Edit(path, start, start + len(old), new)
            found = judge.judge(Lie("sign", "pages", "en", "", (edit,)))
            assert found.noticed.startswith(by), found
            assert bool(found.noticed) == bool(by), found
    finally:
        judge.end()
