"""The site's own policy in Chromium: it stops what does not belong here, and nothing else.

Pages are visited with the headers that a host would send, so that both policies hold at once: that
of the page's meta tag, and that of all pages.
"""

from http.server import SimpleHTTPRequestHandler

import pytest

from engine import policy
from engine.moved import redirect_page
from tests import tiers
from tests.browser.browser import find_chromium, served, until
from tests.project import LANGUAGES, ROOT, write
from tests.reading import built_pages

pytestmark = pytest.mark.skipif(
    not find_chromium(),
    reason="no Chromium or Chrome is installed, so no policy was kept or broken",
)
SAMPLE = (
    "index",
    "learn/transposed-convolution",
    "tools/explorer",
    "tools/layers",
    "tools/sizes",
    "404.html",
)
NOTE = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (one) =>
  window.refused.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sample}`));
"""
# Every button of the page that leads nowhere else, and every fold; tools answer at once.
CLICK = """() => {
  for (const one of document.querySelectorAll("summary, button, label[for], input[type=radio]"))
    one.click();
  for (const one of document.querySelectorAll("input, select, textarea")) {
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
# What a page could be made to hold by a mistake, or by somebody else, and what stops it.
PLANTED = {
    "script-src-elem": "<script>window.planted = true</script>",
    "script-src-attr": '<img src="data:," onerror="window.planted = true">',
    "style-src-elem": "<style>body { display: none }</style>",
    "img-src": '<img src="https://elsewhere.invalid/pixel.png">',
    "frame-src": '<iframe src="https://elsewhere.invalid/"></iframe>',
    "base-uri": '<base href="https://elsewhere.invalid/">',
}


@pytest.fixture(scope="module")
def address(site):
    """The site with the headers that the build wrote down for hosts."""
    with served(site, with_headers(site)) as url:
        yield url


def with_headers(site):
    """A handler that sends what `_headers` says for all pages."""
    block = (site / "_headers").read_text("utf-8").partition("\n/")[0]
    headers = [line.strip().partition(": ") for line in block.splitlines()[1:]]

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self):
            for name, _, value in headers:
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_):
            pass

    return Handler


@pytest.fixture
def page(browser):
    """A tab that keeps what the policy refused."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(NOTE)
    yield context.new_page()
    context.close()


def pages(site):
    """The addresses to visit, in both languages: in an audit all of them."""
    every = built_pages(site)
    if not tiers.is_audit():
        labs = [name for _, name in every if name.startswith("labs/")][:1]
        every = [(language, name) for language in LANGUAGES for name in (*SAMPLE, *labs)]
    for language, name in every:
        path = "" if name == "index" else name if name.endswith(".html") else f"{name}/"
        yield ("zh/" if language == "zh" else "") + path


def test_no_page_breaks_the_policy(site, address, page):
    for path in pages(site):
        page.goto(address + path)
        if path in ("", "zh/"):  # search is the same everywhere
            page.locator(".md-search__input").click()
            page.locator(".md-search__input").fill("convolution")
            page.locator(".md-search-result__item").first.wait_for()
        page.evaluate(CLICK)
        page.wait_for_timeout(100)
        refused = page.evaluate("window.refused")
        assert refused == [], f"/{path} asks for what its policy refuses: {refused}"


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_refused(address, page, kind):
    """With the meta tag alone, as on a host that sends no headers."""
    there = f"{address}learn/convolution/"

    def plant(route):
        html = route.fetch().text().replace("<link", PLANTED[kind] + "<link", 1)
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route(there, plant)
    page.goto(there)
    until(page, "window.refused.length")
    assert page.evaluate("window.refused[0]").startswith(kind)
    assert not page.evaluate("window.planted")
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        ("script-src", "void setTimeout('window.planted = true')"),
        ("connect-src", "void fetch('https://elsewhere.invalid/').catch(() => 0)"),
    ],
)
def test_scripts_make_no_programs_and_ask_nobody(address, page, kind, act):
    page.goto(f"{address}tools/explorer/")
    page.evaluate(act)
    until(page, "window.refused.length")
    assert page.evaluate("window.refused[0]").startswith(kind)
    assert not page.evaluate("window.planted")


def test_tests_wait_without_evaluating_text():
    """What waits so waits in vain, unless what it waits for is there at once."""
    for path in sorted(ROOT.glob("tests/browser/*.py")):
        assert ".wait_for_" + "function" not in path.read_text("utf-8"), f"{path.name}: use `until`"


@pytest.mark.parametrize(
    ("opened", "wanted"),
    [("old/", "new/#part"), ("old/#other", "new/#other"), ("old/?q=1#other", "new/#other")],
)
def test_a_redirect_may_take_the_anchor_along(tmp_path, page, opened, wanted):
    write(tmp_path / "new" / "index.html", "<h1>here</h1>")
    redirect = redirect_page("/old/", "/new/#part")
    write(tmp_path / "old" / "index.html", policy.with_meta(redirect, "old"))
    with served(tmp_path) as url:
        page.goto(url + opened)
        page.wait_for_url(url + wanted)


def test_the_headers_refuse_a_frame(address, page):
    """A meta tag cannot say who may frame a page."""
    page.goto(address)
    page.route(
        "http://elsewhere.invalid/",
        lambda route: route.fulfill(
            body=f'<iframe src="{address}"></iframe>', content_type="text/html"
        ),
    )
    page.goto("http://elsewhere.invalid/", wait_until="networkidle")
    assert page.frames[1].evaluate("document.querySelector('h1')") is None


def test_a_page_that_may_be_framed_is_an_exception(monkeypatch):
    assert policy.FRAMED == ()
    monkeypatch.setattr(policy, "FRAMED", ("/embed/",))
    files = policy.header_files({"sha256-A"}, [])
    block = files["_headers"].partition("\n/embed/\n")[2].splitlines()
    assert block[0].strip() == "! Content-Security-Policy"
    assert block[1].endswith("frame-ancestors *")
    assert "'none'\n" not in block[1]
    assert '"~^/embed/(index\\.html)?$" "default-src' in files["_headers.nginx"]
