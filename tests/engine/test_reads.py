"""What is remembered while serving is made again when what it depends on changed, and only then."""

import pytest

from engine import census, fences, reads
from engine.memory import Memory

PAGE = '# Words\n\n```python exec="{}" id="one"\nagreed(1, {})\n```\n'


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file of a project; nothing was looked at yet."""
    monkeypatch.setattr(reads, "ROOT", tmp_path)
    monkeypatch.setattr(reads, "_seen", None)
    path = tmp_path / "page.md"
    path.write_text(PAGE.format("on", 1))
    return path


@pytest.fixture
def memory():
    one = Memory()
    one.serving = True
    return one


def kept(memory, file, read):
    """Keep what a function makes of a file, and say whether it is still known."""
    with reads.measured() as measured:
        read(file)
    memory.keep("name", "key", "made", measured)

    def is_known():
        reads.look_around()
        return memory.recall("name", "key") == "made"

    return is_known


def test_what_was_made_from_a_file_is_made_again_when_it_changed(memory, file):
    is_known = kept(memory, file, lambda path: path.read_text())
    assert is_known()
    file.write_text(file.read_text().replace("Words", "Other words"))
    assert not is_known()


@pytest.mark.parametrize(("old", "new"), [("agreed(1, 1)", "agreed(1, 2)"), ('"on"', '"check"')])
def test_what_took_fences_from_a_file_depends_on_them_alone(memory, file, old, new):
    is_known = kept(memory, file, lambda path: reads.taken(fences.of, path))
    file.write_text(file.read_text().replace("# Words", "# Other words\n\nAnd more."))
    assert is_known()
    file.write_text(file.read_text().replace(old, new))
    assert not is_known()


def test_what_took_a_part_of_a_file_is_made_again_without_it(memory, file):
    is_known = kept(memory, file, lambda path: reads.taken(fences.of, path))
    file.unlink()
    assert not is_known()


def test_a_census_is_taken_again_for_a_new_page_and_for_new_code(memory, file, monkeypatch):
    monkeypatch.setattr(census, "ENGLISH", file.parent)
    is_known = kept(memory, file, lambda _: census.census())
    file.write_text(file.read_text() + "\nMore words.\n")
    assert is_known()
    file.with_name("another.md").write_text("# New\n")
    assert not is_known()
    is_known = kept(memory, file, lambda _: census.census())
    file.write_text(file.read_text().replace("agreed(1, 1)", "agreed(1, 1)\nagreed(2, 2)"))
    assert not is_known()
    assert census.census().comparisons == 2


def test_what_is_used_again_was_read_by_its_user_too(memory, file):
    with reads.measured() as before:
        file.read_text()
    is_known = kept(memory, file, lambda _: reads.noted(before))
    file.write_text("Other words.")
    assert not is_known()


def test_a_file_saved_while_something_was_made_is_noticed_at_once(memory, file):
    """Even by who looked around before, and knows the file as it was."""
    reads.look_around()
    with reads.measured() as measured:
        file.read_text()
    assert reads.unchanged(measured)
    file.write_text("Other words.")
    memory.keep("name", "key", "made", measured)
    assert memory.recall("name", "key") is None


def test_a_build_remembers_nothing(memory, file):
    memory.serving = False
    assert not kept(memory, file, lambda path: path.read_text())()
    assert memory.last("name") is None


def test_another_key_is_another_thing_and_the_last_one_can_be_shown_until_then(memory):
    memory.keep("name", "key", "made")
    assert memory.recall("name", "other key") is None
    assert memory.last("name") == "made"


def test_a_build_that_failed_forgets_what_it_made_and_nothing_else(memory):
    memory.keep("old", "key", "made")
    memory.begin()
    memory.keep("new", "key", "made")
    memory.forget_new()
    assert memory.recall("old", "key") == "made"
    assert memory.recall("new", "key") is None
