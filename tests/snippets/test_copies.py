"""What several snippets copy has one text, and one command writes it."""

from collections import defaultdict

import pytest

from tests.project import ROOT
from tests.snippets.copies import (
    HOME,
    SHARED,
    VERSIONS,
    copied,
    home_texts,
    renewed,
    should_be,
    sign,
    signed,
    texts,
    versions,
)

FILES = sorted((ROOT / "snippets").glob("*.py"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def read(path):
    return path.read_text(encoding="utf-8")


@each_file
def test_copies_are_equal_to_their_home(path):
    mine, home = texts(read(path)), should_be(read(path))
    differ = [name for name in home if mine[name] != home[name]]
    assert not differ, (
        f"{path.name} has its own {', '.join(differ)}: change it where it is from, then "
        "`make helpers`"
    )


@each_file
def test_what_stands_under_a_sign_is_in_the_home_that_it_names(path):
    for name, home in signed(read(path)).items():
        assert name in home_texts(home), f"{path.name} says that {name} is from {home}"


def test_what_two_snippets_define_has_a_home():
    """Two texts under one name drift apart; public functions of one name have a test each."""
    home, places = texts(read(HOME)), defaultdict(list)
    for path in FILES:
        from_others = copied(read(path))
        for name, text in texts(read(path)).items():
            if name not in from_others and (
                name.startswith("_") or not text.startswith(("def ", "@"))
            ):
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
    private = {name for name in texts(source) if name in home and name[0] == "_"} - set(
        copied(source)
    )
    signs = [line for line in source.splitlines() if line == sign(SHARED)]
    assert len(signs) == min(len(private), 1), f"{path.name}: one line {sign(SHARED)!r}"
    below = {name for name, one in signed(source).items() if one == SHARED}
    assert private <= below, f"{path.name}: copies stand below it"


def test_the_command_repairs_a_copy_and_leaves_the_rest():
    home = home_texts(SHARED)
    source = read(ROOT / "snippets" / "overlap.py")
    broken = source.replace("(int, Integral)", "int")
    assert broken != source
    assert renewed(broken) == source
    assert renewed(source) == source
    empty = "x = 1\n\n\ndef _integer(): ...\n\n\ndef own(): ...\n"
    assert texts(renewed(empty)) == {
        "x": "x = 1",
        "_integer": home["_integer"],
        "own": "def own(): ...",
    }


def test_the_command_copies_from_the_home_that_the_sign_names():
    source = (
        f"{sign(VERSIONS)}\nSITE = {{}}\n\n\n{sign('sizes.py')}\ndef zeros_between(s): ...\n\n\n"
        f"{sign(SHARED)}\ndef _integer(): ...\n"
    )
    assert copied(source) == {"SITE": VERSIONS, "zeros_between": "sizes.py"}
    have = texts(renewed(source))
    assert have == {
        "SITE": home_texts(VERSIONS)["SITE"],
        "zeros_between": home_texts("sizes.py")["zeros_between"],
        "_integer": home_texts(SHARED)["_integer"],
    }
    assert "--8<--" not in have["zeros_between"]
    assert "--8<--" in texts(read(ROOT / "snippets" / "sizes.py"))["zeros_between"]


def test_the_versions_are_those_of_requirements():
    pinned = "mkdocs==1\nnumpy==2.5\ntorch==2.99.1\n"
    assert versions(pinned) == {"SITE": 'SITE = {"numpy": "2.5", "torch": "2.99.1"}'}


@each_file
def test_lines_fit_a_phone(path):
    long = [n for n, line in enumerate(read(path).splitlines(), start=1) if len(line) > 80]
    assert not long, f"{path.name} has more than 80 columns in lines {long}"
