"""Helpers that several snippets copy have one text, and one command writes it."""

from collections import defaultdict

import pytest

from tests.project import ROOT
from tests.snippets.copies import HOME, SIGN, defined, renewed, texts

FILES = sorted((ROOT / "snippets").glob("*.py"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def read(path):
    return path.read_text(encoding="utf-8")


@each_file
def test_copies_are_equal_to_their_home(path):
    mine, home = texts(read(path)), texts(read(HOME))
    differ = [name for name in mine if name in home and mine[name] != home[name]]
    assert not differ, (
        f"{path.name} has its own {', '.join(differ)}: change {HOME.name}, then `make helpers`"
    )


def test_what_two_snippets_define_has_a_home():
    """Two texts under one name drift apart; public functions of one name have a test each."""
    home, places = texts(read(HOME)), defaultdict(list)
    for path in FILES:
        for name, text in texts(read(path)).items():
            if name.startswith("_") or not text.startswith(("def ", "@")):
                places[name].append(path.name)
    homeless = {n: files for n, files in places.items() if len(files) > 1 and n not in home}
    assert not homeless, f"put these into {HOME.name}, or rename them: {homeless}"


def test_every_helper_is_needed_by_more_than_one_snippet():
    for name in texts(read(HOME)):
        users = [path.name for path in FILES if name in texts(read(path))]
        assert len(users) > 1, f"{name} is only in {users}: it needs no home"


@each_file
def test_copies_say_that_they_are_copies(path):
    source, home = read(path), texts(read(HOME))
    private = [lines for name, lines in defined(source).items() if name in home and name[0] == "_"]
    signs = [n for n, line in enumerate(source.splitlines(), start=1) if line == SIGN]
    assert len(signs) == min(len(private), 1), f"{path.name}: one line {SIGN!r} above the copies"
    assert all(first > signs[0] for first, _ in private), f"{path.name}: copies stand below it"


def test_the_command_repairs_a_copy_and_leaves_the_rest():
    home = texts(read(HOME))
    source = read(ROOT / "snippets" / "overlap.py")
    broken = source.replace("(int, Integral)", "int")
    assert broken != source
    assert renewed(broken, home) == source
    assert renewed(source, home) == source
    empty = "x = 1\n\n\ndef _integer(): ...\n\n\ndef own(): ...\n"
    assert texts(renewed(empty, home)) == {
        "x": "x = 1",
        "_integer": home["_integer"],
        "own": "def own(): ...",
    }


@each_file
def test_lines_fit_a_phone(path):
    long = [n for n, line in enumerate(read(path).splitlines(), start=1) if len(line) > 80]
    assert not long, f"{path.name} has more than 80 columns in lines {long}"
