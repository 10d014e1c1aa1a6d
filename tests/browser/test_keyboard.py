"""The Tab key stops where the eye sees it, and the drawer of a narrow page works by keyboard."""

import pytest

from tests.browser.browser import NO_SEARCH, find_chromium, until

WIDTHS = [390, 1000, 1280]
WIDE = "#run-matrix .katex-display"
# What has the focus: what it is, and whether anybody can see it or the label that stands for it.
STOP = """() => {
  const one = document.activeElement;
  const shown = [one, ...(one.labels ?? []), one.nextElementSibling].filter(Boolean);
  const seen = shown.some((part) => {
    const { width, height, left, right } = part.getBoundingClientRect();
    const there = { opacityProperty: true, visibilityProperty: true };
    return width && height && right > 0 && left < innerWidth && part.checkVisibility(there);
  });
  return [one.outerHTML.slice(0, 120), seen];
}"""

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture
def tab(browser):
    """A tab in which nothing moves, so that what is open is open at once."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(NO_SEARCH)
    yield context.new_page()
    context.close()


def go(page, address, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address)  # its scripts have run, which a quiet network alone does not say
    page.wait_for_load_state("networkidle")


def stops(page, most):
    """What the Tab key stops at, each once."""
    found = {}
    for _ in range(most):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)  # the theme opens the search a moment after it has the focus
        html, seen = page.evaluate(STOP)
        if html in found or html.startswith("<body"):
            break
        found[html] = seen
    return found


def is_focused(page, selector):
    return page.evaluate("(one) => document.activeElement.matches(one)", selector)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["zh/", "reference/snippets/conv/"])
def test_the_tab_key_stops_at_nothing_that_is_out_of_sight(address, tab, path, width):
    go(tab, address + path, width)
    found = stops(tab, 30)
    assert len(found) > 5
    unseen = [html for html, seen in found.items() if not seen]
    assert unseen == []


@pytest.mark.parametrize("width", WIDTHS[:2])
def test_the_drawer_opens_and_closes_by_keyboard(address, tab, width):
    go(tab, address + "reference/snippets/conv/", width)
    tab.locator(".drawer-button").focus()
    tab.keyboard.press("Enter")
    until(tab, "document.querySelector('.drawer-button').ariaExpanded === 'true'")
    assert is_focused(tab, ".md-sidebar--primary *"), (
        "the drawer is open, and the focus is not in it"
    )
    found = stops(tab, 40)
    assert len(found) > 10
    assert all("md-nav" in html for html in found), f"behind the drawer is a stop: {list(found)}"
    assert all(found.values()), f"in the drawer is a stop that nobody sees: {found}"
    tab.keyboard.press("Escape")
    assert is_focused(tab, ".drawer-button"), "the focus does not go back"
    assert not tab.locator(".md-sidebar--primary").is_visible()
    assert tab.locator("[inert]").count() == 0


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_section_of_the_drawer_opens_and_closes_by_keyboard(address, tab, key):
    go(tab, address + "reference/snippets/conv/", 390)
    tab.locator(".drawer-button").focus()
    tab.keyboard.press("Enter")
    here = tab.locator(".md-nav--primary a[href='../sizes/']")
    here.wait_for(state="visible")
    tab.keyboard.press(key)
    here.wait_for(state="hidden")
    assert is_focused(tab, ".md-nav__toggle"), "the focus is lost with the section"
    tab.keyboard.press(key)
    here.wait_for(state="visible")


def test_what_is_wider_than_a_phone_scrolls_by_keyboard(address, tab):
    go(tab, address + "learn/transposed-convolution/", 390)
    wide = tab.locator(WIDE)
    # Some browsers do not stop at it otherwise.
    until(tab, f"document.querySelector({WIDE!r}).getAttribute('tabindex') === '0'")
    wide.focus()
    tab.keyboard.press("ArrowRight")
    until(tab, f"document.querySelector({WIDE!r}).scrollLeft > 0")
    tab.set_viewport_size({"width": 1280, "height": 844})
    until(tab, f"!document.querySelector({WIDE!r}).hasAttribute('tabindex')")
