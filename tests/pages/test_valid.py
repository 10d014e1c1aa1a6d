"""The pages are valid HTML; what is the theme's own fault is listed in validate.mjs."""

import json
import shutil
import subprocess

import pytest

from tests.project import ROOT
from tests.reading import built_pages, page_file, without_drawings

# A page of each kind; the audit reads all of them, and as they are.
SAMPLE = [
    "404.html",
    "index.html",
    "zh/faq/padding/index.html",
    "learn/padding-modes/index.html",
    "zh/learn/correlation-or-convolution/index.html",
    "zh/labs/the-article/index.html",
    "tools/explorer/index.html",
    "zh/tools/layers/index.html",
    "tools/sizes/index.html",
    "reference/glossary/index.html",
    "zh/reference/snippets/conv/index.html",
]
pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="there is no Node")


def faults(pages):
    """What html-validate says of pages, each a path and its HTML, in one run of Node."""
    run = subprocess.run(
        ["node", ROOT / "tests" / "pages" / "validate.mjs"],
        input=json.dumps(pages),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return json.loads(run.stdout)


def test_a_page_of_each_kind_is_valid(site):
    pages = [(one, without_drawings((site / one).read_text("utf-8"))) for one in SAMPLE]
    assert faults(pages) == []


@pytest.mark.audit
def test_every_page_is_valid(site):
    files = [page_file(site, *one) for one in built_pages(site)]
    files += [site / "404.html", site / "zh" / "404.html"]
    assert faults([(str(one.relative_to(site)), one.read_text("utf-8")) for one in files]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p><p id=a></div>",
        '<a href="/" href="/x">x</a>',
        "<ul><p>x</p></ul>",
        "<i id=a></i><i id=a></i>",
    ],
)
def test_invalid_html_is_found(wrong):
    page = (
        f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{wrong}</body></html>'
    )
    assert faults([("page", page)])
