"""The site in Chromium: quiet, complete, never wider than a phone, and readable without scripts."""

import re
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from facts import roles
from tests import tiers
from tests.browser import measures
from tests.browser.browser import NO_SEARCH, SlowHandler, find_chromium, served, until
from tests.browser.measures import ask
from tests.project import LANGUAGES
from tests.reading import built_pages, page_file, parsed, texts_copied

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PAPER = {"width": 718, "height": 1046}  # A4 in px, less the margins
MOST_MOVED = 0.01  # of the screen, as the browser counts layout shifts
AT_ONCE = 6  # tabs: a page is quiet only half a second after its last request
# Playwright's own "networkidle" comes too early or never where several tabs load at once.
QUIET = """document.readyState === "complete" && document.fonts.status === "loaded" &&
performance.now() - performance.getEntriesByType("resource").reduce(
  (last, one) => Math.max(last, one.responseEnd), 0) > 500"""
SEARCHES = {
    "en": ["transposed convolution", "stride", "kernel", "equivalent padding", "cross-correlation"],
    "zh": ["转置卷积", "步幅", "卷积核", "等效填充", "互相关"],
}
SAMPLE = [  # a page of each kind, for `make test`
    "index",
    "learn/transposed-convolution",
    "learn/convolution-as-a-matrix",
    "faq/output-size",
    "about/article",
    "tools/explorer",
    "tools/layers",
    "tools/sizes",
    "labs/the-article",
    "reference/formulas",
    "reference/snippets/conv",
]
SCROLLERS = {  # something that scrolls sideways on a phone, and a page that has it
    "pre > code": "learn/transposed-convolution/",
    ".katex-display": "learn/transposed-convolution/",
    "table": "about/article/",
}

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture
def tab(browser):
    """Open tabs that write down all that a visitor should never see."""
    with ExitStack() as stack:

        def new(search=False, **options):
            context = browser.new_context(**options)
            stack.callback(context.close)
            if not search:
                context.add_init_script(NO_SEARCH)
            context.add_init_script(measures.WATCH_SHIFTS)
            page = context.new_page()
            page.complaints = []
            page.hosts = set()
            page.on("console", lambda one: page.complaints.append(one.text))
            page.on("pageerror", lambda one: page.complaints.append(str(one)))
            page.on("requestfailed", lambda one: note_failure(page, one))
            page.on("response", lambda one: note_error(page, one))
            page.on("request", lambda one: page.hosts.add(urlsplit(one.url).netloc))
            return page

        yield new


def note_failure(page, request):
    """A request that ends because the test goes on to the next page did not fail."""
    if request.failure != "net::ERR_ABORTED":
        page.complaints.append(f"failed: {request.url}: {request.failure}")


def note_error(page, response):
    if response.status >= 400:
        page.complaints.append(f"{response.status}: {response.url}")


def paths(site):
    """The addresses of the pages below the root of the site: all, or outside an audit a sample."""
    for language, name in built_pages(site):
        folder = "" if language == "en" else "zh/"
        if tiers.is_audit() or name in SAMPLE:
            yield folder if name == "index" else f"{folder}{name}/"


@pytest.fixture(scope="module")
def slow(site):
    """The site from far away, and never from a cache."""
    with served(site, SlowHandler) as url:
        yield url


@pytest.mark.parametrize(
    ("screen", "scheme"),
    [
        (PHONE, "light"),
        pytest.param(PHONE, "dark", marks=pytest.mark.audit),
        pytest.param(DESKTOP, "light", marks=pytest.mark.audit),
        (DESKTOP, "dark"),
    ],
)
def test_every_page_is_quiet_and_steady_and_fits_its_reader(site, slow, tab, screen, scheme):
    # Not with is_mobile: Chromium then takes every shift for an answer to the reader's touch.
    options = {"viewport": screen, "color_scheme": scheme, "has_touch": screen is PHONE}
    pages = [tab(tiers.is_audit(), **options) for _ in range(AT_ONCE)]
    every, faults = list(paths(site)), {}
    for start in range(0, len(every), AT_ONCE):
        loading = list(zip(pages, every[start : start + AT_ONCE]))
        for page, path in loading:
            page.goto(slow + path, wait_until="commit")
        for page, path in loading:
            until(page, QUIET, 30)
            found = loaded(page, urlsplit(slow).netloc)
            found += on_a_phone(page) if screen is PHONE else on_a_desk(page)
            page.set_viewport_size(screen)
            if found:
                faults[f"/{path}"] = found[:5]
    assert faults == {}


def loaded(page, host):
    """What went wrong while a page loaded."""
    moved = page.evaluate("window.moved")
    return [
        *page.complaints,
        *(f"asks another host: {other}" for other in page.hosts - {host, ""}),
        *([f"moves while it loads: {moved:.3f}"] if moved > MOST_MOVED else []),
        *ask(page, measures.WIDER),
    ]


def on_a_phone(page):
    """What a finger or an eye misses there, and what a narrower screen cuts."""
    found = ask(
        page, measures.SMALL_NUMBERS, measures.SMALL_TARGETS, measures.COVERED, measures.UNSIGNED
    )
    page.set_viewport_size({"width": 320, "height": 700})
    return found + ask(page, measures.WIDER, measures.CUT)


def on_a_desk(page):
    """What is covered there, and what is cut when all, or the text alone, is twice as large."""
    found = ask(page, measures.COVERED, measures.HIDDEN_UNDERSCORES)
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme has 125
    found += ask(page, measures.WIDER, measures.CUT)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 640, "height": 450})
    return found + ask(page, measures.WIDER, measures.CUT)


@pytest.mark.parametrize(("scheme", "forced"), [("light", None), ("dark", None), (None, "active")])
def test_a_shade_at_the_edge_says_that_there_is_more(address, tab, scheme, forced):
    page = tab(viewport=PHONE, color_scheme=scheme, forced_colors=forced)
    for selector, path in SCROLLERS.items():
        page.goto(address + path)
        page.evaluate(FIND_SCROLLER, selector)
        one = page.locator("[data-probe]")
        one.evaluate("(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
        edges = []
        for end in (False, True):
            one.evaluate("(one, end) => (one.scrollLeft = end ? one.scrollWidth : 0)", end)
            box = one.bounding_box()
            right, bottom = box["x"] + box["width"], box["y"] + box["height"]
            clip = {"x": right - 6, "y": bottom - 4, "width": 4, "height": 2}  # below all words
            edges.append(page.screenshot(clip=clip))
        assert edges[0] != edges[1], f"nothing says that {selector} of {path} goes on"


FIND_SCROLLER = """(selector) => [...document.querySelectorAll(`article :is(${selector})`)]
  .find((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 20)
  .setAttribute("data-probe", "")"""


def test_on_paper_nothing_is_cut_and_no_heading_is_alone(site, address, tab):
    page = tab(viewport=PAPER)
    page.emulate_media(media="print")
    faults = {}
    for path in paths(site):
        page.goto(address + path)
        found = ask(page, measures.SHEETS)
        if found:
            faults[f"/{path}"] = found[:5]
    assert faults == {}


def test_the_fonts_of_formulas_are_there(address, tab):
    page = tab()
    page.goto(address + "learn/convolution/", wait_until="networkidle")
    until(page, "[...document.fonts].filter((font) => font.status === 'loaded').length > 1")
    assert page.evaluate("document.fonts.check('16px KaTeX_Main')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_roles_differ_in_colour_and_in_more_than_colour(site, address, tab, scheme):
    page = tab(color_scheme=scheme)
    looks = {}
    for role in roles():
        there = address + page_with(site, role.name)
        if page.url != there:
            page.goto(there)
        one = page.locator(f".katex-html .role-{role.name}").first
        style = one.evaluate(
            "(e) => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, "
            "s.backgroundImage, s.borderBottomStyle, s.borderBottomWidth, s.textDecorationLine, "
            "s.textDecorationStyle, s.fontWeight, s.outlineStyle, s.boxShadow, s.opacity]; }"
        )
        looks[role] = tuple(style)
        assert style[0] == rgb(getattr(role, scheme)), (
            f"{role.name} is not as facts/roles.yml has it"
        )
    assert len({look[0] for look in looks.values()}) == len(looks), f"roles share colours: {looks}"
    # A role with a letter has it under its matrix; the others stand among the cells of these.
    plain = {look[1:] for role, look in looks.items() if role.letter}
    marks = {look[1:] for role, look in looks.items() if not role.letter}
    alone = sum(not role.letter for role in looks)
    assert len(plain | marks) == 1 + alone, f"some roles differ by colour alone: {looks}"


def page_with(site, role):
    """The path of the first page that has a formula with a cell of a role."""
    for language, name in built_pages(site):
        if f'class="enclosing role-{role}"' in page_file(site, language, name).read_text("utf-8"):
            return ("" if language == "en" else "zh/") + ("" if name == "index" else f"{name}/")
    pytest.fail(f"no formula of the site has the role {role}", pytrace=False)
    return None


def rgb(colour):
    """#0b57a4 as a browser says it."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour[1:]))})"


@pytest.mark.parametrize("language", LANGUAGES)  # test_links.py looks at every page
def test_the_language_switch_stays_on_the_page(address, tab, language):
    page = tab(viewport=DESKTOP)
    other = "zh" if language == "en" else "en"
    for name in ("", "learn/transposed-convolution/", "labs/the-article/"):
        path = f"zh/{name}" if language == "zh" else name
        page.goto(address + path)
        page.locator(".md-select > button").hover()
        page.locator(f".md-select a[hreflang={other}]").click()
        page.wait_for_load_state()
        wanted = f"zh/{name}" if other == "zh" else name
        assert page.url == address + wanted, f"/{path} switches to {page.url}"
        assert page.locator("html").get_attribute("lang") == other


@pytest.mark.parametrize(
    ("language", "words"), [(one, words) for one, many in SEARCHES.items() for words in many]
)
def test_search_finds(address, tab, language, words):
    page = tab(search=True, viewport=DESKTOP)
    page.goto(address + ("zh/" if language == "zh" else ""), wait_until="networkidle")
    page.locator(".md-search__input").click()
    # All at once: Material asks also for what stands there in between, and its search reads the
    # hyphen at the end of "cross-" as an operator.
    page.locator(".md-search__input").fill(words)
    page.locator(".md-search__input").press("Shift")  # the key that ends the input of Chinese
    results = page.locator(".md-search-result__item")
    results.first.wait_for(timeout=10_000)
    text = " ".join(results.all_inner_texts()).lower().replace("\u200b", "")
    assert words in text, f"a search for {words} finds {results.count()} pages without them"
    addresses = results.locator("a").evaluate_all("all => all.map((a) => a.href)")
    inside = f"{address}zh/" if language == "zh" else address
    assert all(one.startswith(inside) for one in addresses)
    assert page.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_page_says_the_same(address, tab, language):
    page = tab(java_script_enabled=False, viewport=PHONE)
    page.goto(address + ("zh/" if language == "zh" else "") + "learn/transposed-convolution/")
    formulas = page.locator(".katex-display .katex-html")
    assert formulas.count() > 5
    box = formulas.first.bounding_box()
    assert box["height"] > 20, "the first formula is not visible"
    assert box["width"] > 100, "the first formula is not visible"
    assert "80" in page.locator("#run-slide .result").inner_text()
    assert page.locator("p.provenance").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_tools_show_what_they_begin_with_and_say_so(address, tab, language):
    page = tab(java_script_enabled=False, viewport=PHONE)
    root = address + ("zh/" if language == "zh" else "")
    for path, shown in {
        "tools/explorer/": "conv-explorer :is(.stage svg, .readout .formula, .sizes)",
        "tools/layers/": "layer-stack .layer-stack__table",
        "tools/sizes/": "size-finder .size-finder__table",
        "learn/transposed-convolution/": "conv-exercise :is(p, .exercise__answer)",
    }.items():
        page.goto(root + path)
        assert page.locator(shown).filter(visible=True).count() > 0, f"{path} shows nothing"
        assert page.locator("p.no-scripts").is_visible(), f"{path} does not say why"
        dead = page.locator("article button").filter(visible=True)
        assert dead.count() == 0, (
            f"{path} has a button that does nothing: {dead.first.inner_text()}"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_copies_a_block_with_what_it_needs(site, address, tab, language):
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + ("zh/" if language == "zh" else "") + "learn/transposed-convolution/")
    wanted = texts_copied(parsed(page_file(site, language, "learn/transposed-convolution")))
    assert len(wanted) > 10
    for button, text in zip(page.locator("p.copies.block button").all(), wanted, strict=True):
        button.evaluate("(one) => one.click()")  # also where it is folded away
        assert page.evaluate("navigator.clipboard.readText()") == text
    assert wanted[0].startswith("import ")
    code = page.locator("pre:visible > code").first
    code.locator("xpath=preceding-sibling::span/button").click()
    assert page.evaluate("navigator.clipboard.readText()") == code.inner_text().strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light(address, tab, scheme):
    """Whoever reads in the dark prints as everybody else."""
    page = tab(color_scheme=scheme)
    page.goto(address + "learn/transposed-convolution/")
    page.emulate_media(media="print", color_scheme=scheme)
    colours = page.evaluate(
        "[document.body, ...document.querySelectorAll('h1, .role-output, .cell-output')].map("
        "(one, n) => getComputedStyle(one)[n ? 'color' : 'backgroundColor'])"
    )
    light = [sum(map(int, re.findall(r"\d+", one)[:3])) / 3 for one in colours]
    assert light[0] > 240, f"the ground of the paper is {colours[0]}"
    assert max(light[1:]) < 140, f"on paper something is written in {colours[1:]}"
