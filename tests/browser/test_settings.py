"""What a reader has set holds on the pages: his colours, no motion. And what is said aloud."""

import pytest

from tests.browser.browser import NO_SEARCH, find_chromium, until

LANGUAGES = {"": "Copied to clipboard", "zh/": "已复制"}
# How a pressed button and the one beside it look.
PRESSED = """() => ["true", "false"].map((pressed) => {
  const one = document.querySelector(`conv-explorer button[aria-pressed="${pressed}"]`);
  const { color, backgroundColor } = getComputedStyle(one);
  return [color, backgroundColor];
})"""
NUMBERS = """() => {
  const ground = document.createElement("i");
  ground.style.color = "CanvasText";
  document.body.append(ground);
  const wanted = getComputedStyle(ground).color;
  return [...document.querySelectorAll(".conv-svg text")].map((one) => getComputedStyle(one))
    .filter(({ fill, opacity }) => fill !== wanted || opacity !== "1").length;
}"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  ["", "::before", "::after"].map((part) => getComputedStyle(one, part))
    .filter(({ transitionDuration, animationName, scrollBehavior }) =>
      /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth")
    .map(({ transitionDuration }) => `${one.outerHTML.slice(0, 80)} ${transitionDuration}`)
).slice(0, 3)"""

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture
def tab(browser):
    """Open a tab with the settings of a reader."""
    contexts = []

    def new(**options):
        context = browser.new_context(**options)
        context.add_init_script(NO_SEARCH)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pressed_button_differs_in_the_readers_own_colours(address, tab, scheme):
    page = tab(forced_colors="active", color_scheme=scheme)
    page.goto(address + "tools/explorer/")
    pressed, other = page.evaluate(PRESSED)
    assert pressed != other


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["default", "slate"])
def test_numbers_of_figures_are_in_the_readers_own_colour(address, tab, system, chosen):
    """Also where somebody chose the light scheme by hand, on a system with dark colours."""
    page = tab(forced_colors="active", color_scheme=system)
    for path in ("tools/explorer/", "learn/convolution/"):
        page.goto(address + path)
        page.evaluate("(one) => document.body.setAttribute('data-md-color-scheme', one)", chosen)
        assert page.locator(".conv-svg text").count() > 10
        assert page.evaluate(NUMBERS) == 0, f"/{path} has numbers in a colour of its own"


@pytest.mark.parametrize("path", ["", "tools/explorer/", "zh/tools/layers/", "tools/sizes/"])
def test_nothing_moves_for_who_wants_no_motion(address, tab, path):
    page = tab(reduced_motion="reduce")
    page.goto(address + path)
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize(("language", "words"), LANGUAGES.items())
def test_that_something_was_copied_is_said_aloud(address, tab, language, words):
    """By a block's own button of the theme, and by ours."""
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + language + "learn/transposed-convolution/", wait_until="networkidle")
    status = page.locator("[role=status].md-dialog")
    for button in (".md-code__button", "p.copies.block button"):
        assert "checked" not in status.aria_snapshot(), "what is not shown is read"
        assert words not in status.aria_snapshot(), "it is said before it is so"
        page.locator(f"{button}:visible").first.focus()
        page.keyboard.press("Enter")
        until(page, f"document.querySelector('.md-dialog--active')?.innerText.includes({words!r})")
        assert words in status.aria_snapshot()
        page.locator(".md-dialog:not(.md-dialog--active)").wait_for(state="attached")
