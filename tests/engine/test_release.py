"""What a release says to whom it fails, and what it leaves behind then: nothing."""

import pytest

from tests.project import ROOT, run
from tools.release import built, opened
from tools.release.finished import finished


@pytest.mark.parametrize("what", ["cards", "zip", "books"])
def test_without_a_site_it_says_so_in_a_sentence(what, tmp_path):
    done = run(
        "-m", "tools.release", what, "--site", tmp_path / "site", "--to", tmp_path / "release"
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"{tmp_path}/site/ lacks /, which the navigation names: run `make build` first."
    ]
    assert not list(tmp_path.iterdir())


def test_without_chromium_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(opened, "find_chromium", lambda: None)
    with pytest.raises(built.ReleaseError, match="apt install chromium"), opened.opened(tmp_path):
        pytest.fail("a release goes on without Chromium")


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_was_not_finished_is_not_there(tmp_path, kind):
    target = tmp_path / "out" / "a"
    for text in ("one", "two"):
        with finished(target) as path:
            write(path, kind, text)
    with pytest.raises(KeyError):
        break_off(target, kind)
    assert read(target, kind) == "two"
    assert [one.name for one in target.parent.iterdir()] == ["a"]


def break_off(target, kind):
    with finished(target) as path:
        write(path, kind, "three")
        raise KeyError


def write(path, kind, text):
    if kind == "folder":
        path.mkdir()
    (path / "b" if kind == "folder" else path).write_text(text, "utf-8")


def read(path, kind):
    return (path / "b" if kind == "folder" else path).read_text("utf-8")


def test_every_page_of_the_navigation_is_in_a_release():
    for language in built.CONFIG:
        files = {
            path.relative_to(ROOT / "docs" / language).with_suffix("").as_posix()
            for path in (ROOT / "docs" / language).rglob("*")
            if path.suffix in (".md", ".py")
        }
        folder = built.FOLDER[language]
        pages = [one.address.removeprefix(folder) for one in built.chapters(language)]
        assert len(pages) == len(set(pages))
        assert {one.removesuffix("/") or "index" for one in pages} == files
