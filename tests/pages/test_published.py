"""An address that was published once leads somewhere for ever."""

import pytest

from engine.errors import PageError
from engine.moved import redirect_page, relative, with_old_anchors
from facts import moved
from tests.builder import build
from tests.pages.published import addresses, leads_somewhere, listed
from tests.project import LANGUAGES, said, small_copy, write
from tests.reading import light, page_file

MOVED = """\
/old/: /
/older/part/: /#new
/#gone: /#new
"""
PAGE = "# Page\n\n## New { #new }\n\nText.\n"


each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_nothing_that_was_published_has_vanished(site, language):
    folder = site / "zh" if language == "zh" else site
    lost = [one for one in sorted(listed()) if not leads_somewhere(folder, one)]
    assert not lost, (
        f"{language}: {', '.join(lost)} led somewhere once; say in facts/moved.yml where it went"
    )


def test_all_that_is_published_is_on_the_list(site):
    new = sorted(set(addresses(site)) - listed())
    assert not new, f"{', '.join(new)} is not in facts/published.txt: run `make published`"


def test_nothing_that_is_there_is_said_to_have_moved(site):
    for old in moved():
        there = light(page_file(site, "en", old.strip("/"))) if "#" not in old else None
        assert not there or there.select_one("meta[http-equiv=refresh]"), (
            f"facts/moved.yml says that {old} moved, and there is a page"
        )


# Each of these stops something, or brings a visitor to the right place


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "index.html", '<article><h2 id="new"></h2></article>')
    write(tmp_path / "old" / "index.html", redirect_page("/old/", "/"))
    write(tmp_path / "older" / "part" / "index.html", redirect_page("/older/part/", "/#new"))
    return tmp_path


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/", True),
        ("/#new", True),
        ("/#gone", False),
        ("/page/", False),
        ("/old/", True),
        ("/old/#new", True),
        ("/old/#gone", False),
        ("/older/part/", True),
    ],
)
def test_an_address_is_followed(folder, address, leads):
    assert leads_somewhere(folder, address) == leads


def test_a_new_heading_is_an_address(folder):
    (folder / "old" / "index.html").unlink()
    (folder / "older" / "part" / "index.html").unlink()
    assert sorted(addresses(folder)) == ["/", "/#new"]


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        ("/learn/new/", "/learn/old/", "../new/"),
        ("/learn/new/#part", "/", "learn/new/#part"),
        ("/", "/learn/old/", "../../"),
        ("/learn/", "/learn/", "./"),
    ],
)
def test_links_are_relative(target, here, link):
    assert relative(target, here) == link


def test_an_old_anchor_stands_before_its_new_place():
    moved = {"/page/#old": "/page/#new", "/page/#away": "/other/", "/other/#old": "/page/"}
    text = '<p><a href="../other/">Other</a></p><h2 class="a" id="new">New</h2>'
    found = with_old_anchors(text, "/page/", moved)
    assert found == (
        '<p><span id="away"></span><a href="../other/">Other</a></p>'
        '<span id="old"></span><h2 class="a" id="new">New</h2>'
    )
    assert with_old_anchors(found, "/page/", moved) == found


def test_an_old_anchor_without_a_place_is_refused():
    with pytest.raises(PageError, match="moved to /page/#new, and the page has no"):
        with_old_anchors("<p></p>", "/page/", {"/page/#old": "/page/#new"})


def test_a_build_leaves_redirects_in_both_languages(tmp_path):
    root = small_copy(tmp_path / "copy", PAGE)
    write(root / "facts" / "moved.yml", MOVED)
    done = build(root, tmp_path / "site", "--strict")
    assert done.returncode == 0, said(done)
    for folder in (tmp_path / "site", tmp_path / "site" / "zh"):
        for address in ("/old/", "/older/part/", "/#gone", "/old/#gone"):
            assert leads_somewhere(folder, address), f"{folder.name}: {address} leads nowhere"


def test_a_move_to_nowhere_stops_the_build(tmp_path):
    root = small_copy(tmp_path / "copy", PAGE)
    write(root / "facts" / "moved.yml", "/#gone: /#nowhere\n")
    done = build(root, tmp_path / "site", "--strict")
    assert done.returncode != 0
    assert "facts/moved.yml: an anchor of / moved to /#nowhere" in said(done)
    assert "Traceback" not in said(done)
