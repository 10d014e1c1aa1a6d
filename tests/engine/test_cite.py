"""A page says how to cite it; with an address of the repository, it can be edited and reported."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from engine import cite
from tests.builder import build
from tests.project import HOME, LANGUAGES, replace, said, small_copy
from tests.reading import page_file

MADE = {"versions": {"Python": "3.11.7", "NumPy": "2.4.6"}, "commit": "0123456789"}
MADE |= {"date": "2026-11-30", "changed": False}
HERE = "https://site/learn/padding-modes/"
PAGE = """# Words { #words }

```python exec="on" id="sum"
from render import agreed, show

a, b = 1 + 1, len("ab")
agreed(a, b)
show(r"$a", a=a)
```
"""


def test_a_citation_names_page_version_commit_and_date():
    found = cite.citation("Padding modes", "Convolution, computed", "0.1.0", HERE, MADE)
    for text in found.values():
        for part in ("Padding modes", "version 0.1.0", "commit 0123456789", "2026-11-30", HERE):
            assert part in text, text
    assert found["bibtex"].startswith("@misc{learn-padding-modes,\n")
    assert found["bibtex"].count("{") == found["bibtex"].count("}")


def test_outside_git_a_citation_names_no_commit():
    found = cite.citation("Home", "S", "1", "https://site/", {**MADE, "commit": None})
    assert "commit" not in found["text"] + found["bibtex"]
    assert found["bibtex"].startswith("@misc{home,\n")


@pytest.mark.parametrize(
    ("repository", "path", "body"),
    [
        ("https://github.com/a/b/", "/a/b/issues/new", "body"),
        ("https://gitlab.com/a/b", "/a/b/-/issues/new", "issue[description]"),
        ("https://gitee.com/a/b", "/a/b/issues/new", "issue[description]"),
    ],
)
def test_a_report_says_page_block_commit_and_versions(repository, path, body):
    parts = urlsplit(cite.report(repository, HERE, "same", MADE))
    assert parts.path == path
    (text,) = parse_qs(parts.query)[body]
    for part in (f"{HERE}#run-same", "0123456789", "2026-11-30", "Python 3.11.7", "NumPy 2.4.6"):
        assert part in text


def soups(root, site):
    done = build(root, site, "--strict")
    assert done.returncode == 0, said(done)
    texts = (page_file(site, language, "index").read_text("utf-8") for language in LANGUAGES)
    return [BeautifulSoup(text, "html.parser") for text in texts]


def test_without_an_address_of_the_repository_nothing_leads_there(tmp_path):
    for soup in soups(small_copy(tmp_path / "copy", PAGE), tmp_path / "site"):
        assert not soup.select("a.report, a[href*='/edit/']")
        assert len(soup.select("details.cite")) == 1


def test_with_an_address_pages_can_be_edited_and_results_reported(tmp_path):
    root = small_copy(tmp_path / "copy", PAGE)
    replace(root / "mkdocs.yml", "\nsite_url:", "\nrepo_url: https://github.com/a/b\nsite_url:")
    for language, soup in zip(LANGUAGES, soups(root, tmp_path / "site")):
        assert soup.select(f"a[href='https://github.com/a/b/edit/main/docs/{language}/index.md']")
        (link,) = soup.select("a.report")
        (body,) = parse_qs(urlsplit(link["href"]).query)["body"]
        home = HOME + ("zh/" if language == "zh" else "")
        assert f"{home}#run-sum" in body
        assert re.search(r"Python \d+\.\d+", body)
