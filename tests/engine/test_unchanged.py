"""While serving, what is remembered of a page belongs to the files that it was made from."""

import importlib.util
from types import SimpleNamespace

import pytest

from tests.project import ROOT, write

MARKDOWN = "```python\nfrom saved import answer\n```\n"


@pytest.fixture
def unchanged(tmp_path):
    """The hook, as if it stood in a project of one snippet."""
    spec = importlib.util.spec_from_file_location("unchanged", ROOT / "hooks" / "unchanged.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = tmp_path
    module.Memory.serving = True
    return module


def made(hook, page, content, saved_meanwhile=lambda: None):
    """Render a page once as MkDocs does, and return what it shows."""
    config = SimpleNamespace(docs_dir="docs")
    files = SimpleNamespace(documentation_pages=lambda: [page.file])
    page.render = lambda *_: setattr(page, "content", content)
    hook.take_fingerprints()
    hook.on_page_markdown(MARKDOWN, page, config, files)
    saved_meanwhile()
    page.render()
    return hook.on_page_content(page.content, page, config)


def new_page():
    more = {"toc": [], "present_anchor_ids": set(), "links_to_anchors": {}}
    file = SimpleNamespace(src_uri="index.md")
    return SimpleNamespace(file=file, meta={}, _title_from_render="x", **more)


def test_an_unchanged_page_is_remembered(unchanged, tmp_path):
    write(tmp_path / "snippets" / "saved.py", "1")
    assert made(unchanged, new_page(), "shows 1") == "shows 1"
    assert made(unchanged, new_page(), "rendered again") == "shows 1"


def test_a_saved_snippet_makes_the_page_anew(unchanged, tmp_path):
    write(tmp_path / "snippets" / "saved.py", "1")
    made(unchanged, new_page(), "shows 1")
    write(tmp_path / "snippets" / "saved.py", "2")
    assert made(unchanged, new_page(), "shows 2") == "shows 2"


def test_a_save_while_the_page_is_made_is_not_remembered_as_the_old_file(unchanged, tmp_path):
    """A save and its undo: the page was made from the one, and its key taken from the other."""
    snippet = tmp_path / "snippets" / "saved.py"
    write(snippet, "1")
    made(unchanged, new_page(), "shows 2", saved_meanwhile=lambda: write(snippet, "2"))
    write(snippet, "1")
    assert made(unchanged, new_page(), "shows 1") == "shows 1"


@pytest.mark.parametrize(
    "code",
    ["import numpy, saved", "from saved import x", '--8<-- "saved.py:x"', "--8<-- 'saved.py'"],
)
def test_every_way_to_name_a_snippet_counts(unchanged, code):
    assert unchanged.mentions(code, "saved")


@pytest.mark.parametrize("code", ['mode="saved"', "unsaved = 1", "saved_one()"])
def test_other_words_do_not_count(unchanged, code):
    assert not unchanged.mentions(code, "saved")
