"""What axe-core finds wrong with a page for who reads it with other means than eyes and a mouse."""

import pytest

from tests import tiers
from tests.browser.browser import NO_SEARCH, find_chromium
from tests.project import ROOT
from tests.reading import built_pages

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")
# A page of each kind; the audit reads all of them.
SAMPLE = [
    "",
    "zh/faq/padding/",
    "learn/padding-modes/",
    "zh/tools/explorer/",
    "tools/layers/",
    "zh/tools/sizes/",
    "zh/labs/the-article/",
    "reference/snippets/conv_matrix/",
    "reference/glossary/",
    "zh/reference/formulas/",
    "404.html",
]
# What is folded away is read as well.
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
UNDRAW = "document.querySelectorAll('.katex-html').forEach((one) => one.remove())"
RUN = """() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) =>
    `${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`))"""

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture(scope="module")
def reader(browser):
    """A tab in which nothing is on its way when a page is judged."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(NO_SEARCH)
    yield context.new_page()
    context.close()


def open_page(page, address):
    page.goto(address)
    if not tiers.is_audit():  # hidden from who listens, and most of a page
        page.evaluate(UNDRAW)
    page.evaluate(UNFOLD)
    page.evaluate(AXE.read_text("utf-8"))


def violations(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.evaluate(RUN)


def paths(site):
    """The address of every page below the root of the site."""
    for language, name in built_pages(site):
        folder = "" if language == "en" else "zh/"
        yield folder if name == "index" else f"{folder}{name}/"
    yield from ("404.html", "zh/404.html")


@pytest.mark.parametrize("path", SAMPLE)
def test_a_page_of_each_kind_is_for_everybody(address, reader, path):
    """In one scheme on a phone, and in the other on a desktop."""
    first, second = SCHEMES if SAMPLE.index(path) % 2 else reversed(SCHEMES)
    open_page(reader, address + path)
    for scheme, width in ((first, 390), (second, 1280)):
        assert violations(reader, scheme, width) == [], f"/{path}, {scheme}, {width} px"


@pytest.mark.audit
def test_every_page_is_for_everybody(site, address, reader):
    for path in paths(site):
        open_page(reader, address + path)
        for scheme in SCHEMES:
            for width in WIDTHS:
                assert violations(reader, scheme, width) == [], f"/{path}, {scheme}, {width} px"


def test_the_drawer_and_the_search_are_for_everybody(address, reader):
    open_page(reader, address + "zh/reference/snippets/conv/")
    for toggle in ("__drawer", "__search"):
        reader.set_viewport_size({"width": 390, "height": 844})
        reader.evaluate(f"document.getElementById('{toggle}').click()")
        assert violations(reader, "light", 390) == [], f"#{toggle} is open"
        reader.evaluate(f"document.getElementById('{toggle}').click()")


def test_what_is_too_faint_or_nameless_is_found(reader, address):
    open_page(reader, address)
    reader.evaluate(
        "document.querySelector('h1').style.color = '#aaa';"
        "document.querySelector('.md-search').removeAttribute('aria-label')"
    )
    found = " ".join(violations(reader, "light", 1280))
    assert "color-contrast" in found
    assert "aria-dialog-name" in found
