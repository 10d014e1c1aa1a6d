"""What is looked at comes first, without a site: who waits for what, and what a new save ends."""

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from hooks import reuse, serving

FIRST, OTHER = "first/index.html", "other/index.html"


class Server:
    """What a server of MkDocs has that showing a rebuild needs."""

    def __init__(self, folder):
        self.root, self.mount_path = str(folder), "/"
        self._epoch_cond = threading.Condition()
        self._visible_epoch = self._wanted_epoch = 1
        self._want_rebuild = False

    def serve_request(self, environ, start):
        path = serving.Path(self.root, environ["PATH_INFO"][1:], "index.html")
        start("200 OK", [])
        return [path.read_bytes()]


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of two pages, of which one takes as long as a test wants; what was saved is `text`."""
    monkeypatch.setattr(serving, "_folders", [])
    monkeypatch.setattr(reuse, "behind", set())
    one = SimpleNamespace(text="old", slow=None, served={}, passes=0)

    def build():
        folder = tmp_path / f"pass-{one.passes}"
        one.passes += 1
        reuse.behind.clear()
        for name in (FIRST, OTHER):
            known = one.served.get(name)
            if known not in (None, one.text) and reuse._hurries() and name not in reuse._in_view:
                reuse.behind.add(name)
            else:
                if known and name == OTHER and one.slow:
                    one.slow()
                known = one.text
            one.served[name] = known
            path = folder / name
            path.parent.mkdir(parents=True)
            path.write_text(known)
        serving._folders.append(folder)

    monkeypatch.setattr(reuse, "_hurries", bool)
    build()
    one.server = Server(serving._folders[-1])
    one.showing = serving.Showing(one.server, build)
    one.ask = lambda page: b"".join(
        one.showing.answer({"PATH_INFO": f"/{page}/"}, lambda *_: None)
    ).decode()
    return one


def test_the_other_page_is_waited_for_and_the_first_one_is_not(site):
    assert site.ask("first") == "old"
    begun, done = threading.Event(), threading.Event()
    site.slow = lambda: (begun.set(), done.wait(10))
    site.text = "new"
    with ThreadPoolExecutor() as others:
        rebuilt = others.submit(site.showing.rebuild)
        assert begun.wait(10)
        asked = others.submit(site.ask, "other")
        assert site.ask("first") == "new"
        assert not asked.done()
        done.set()
        assert asked.result(10) == "new"
        rebuilt.result(10)
    assert not site.showing.left


def test_without_anybody_looking_all_is_made_at_once(site):
    site.text = "new"
    site.showing.rebuild()
    assert site.passes == 2
    assert site.ask("other") == "new"


def test_a_save_ends_the_second_rebuild_and_nothing_old_is_shown(site):
    site.ask("first")
    site.text = "new"

    build = site.showing.build

    def saved_meanwhile():
        build()
        site.server._want_rebuild = True

    site.showing.build = saved_meanwhile
    site.showing.rebuild()
    assert OTHER in site.showing.left
    assert site.passes == 2, "it went on with what is not looked at"
    with ThreadPoolExecutor() as others:
        asked = others.submit(site.ask, "other")
        site.server._want_rebuild, site.text, site.showing.build = False, "newer", build
        site.showing.rebuild()
        assert asked.result(10) == "newer"


def test_what_only_the_other_page_can_mend_is_made_with_it(site):
    """Such as a link to an anchor that was saved together with it."""
    site.ask("first")
    site.text, build = "new", site.showing.build

    def with_links():
        build()
        if reuse.behind:
            raise ValueError("no such anchor")

    site.showing.build = with_links
    site.showing.rebuild()
    assert site.ask("first") == site.ask("other") == "new"


def test_a_mistake_is_said_once(site):
    site.ask("first")
    site.showing.build = lambda: 1 / 0
    reuse.behind.clear()
    with pytest.raises(ZeroDivisionError):
        site.showing.rebuild()


def test_what_is_made_of_all_pages_waits_for_all(site):
    site.ask("first")
    site.text = "new"
    site.showing.make(frozenset([FIRST]), lambda: True)
    assert site.showing.is_left(OTHER)
    assert site.showing.is_left(f"{OTHER}.md")
    assert site.showing.is_left(reuse.SEARCH)
    assert not site.showing.is_left(FIRST)
    assert not site.showing.is_left("assets/site.css")


def test_the_folders_of_older_rebuilds_are_taken_away(site, tmp_path):
    for site.text in ("one", "two"):
        site.showing.rebuild()
    assert [path.name for path in tmp_path.iterdir()] == ["pass-2"]
