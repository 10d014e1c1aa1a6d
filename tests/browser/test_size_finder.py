"""The size finder in a real browser: set, typed, linked to, by keyboard, in both languages."""

import pytest

from tests.browser.browser import NO_SEARCH, chromium, find_chromium, until
from tests.web.finder import LIMITS, call

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="no Chromium or Chrome is installed, so nothing was clicked"
)
PAGES = {"en": "tools/sizes/", "zh": "zh/tools/sizes/"}
SET = """(given) => {
  const element = document.querySelector("size-finder");
  return Object.entries(given).map(([name, value]) => {
    element[name] = value;
    return element.results;
  }).pop();
}"""
FIELDS = """() => [...document.querySelectorAll("size-finder [data-name]")]
  .map((one) => one.type === "checkbox" ? one.checked : one.value)"""
WISHES = [
    {"mode": "any", "from": 21, "to": 42, "limits": LIMITS},
    {"limits": LIMITS, "to": 5, "from": 9, "mode": "conv"},
    {"from": [3, 4], "to": [6, 8], "limits": LIMITS, "mode": "transposed"},
    {"from": 21, "to": 400, "limits": LIMITS, "mode": "any"},
]


@pytest.fixture(scope="module")
def expected():
    """What V8 finds in the test itself, asked before the browser's event loop runs."""
    return call("found", WISHES)


@pytest.fixture(scope="module")
def browser(expected):
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def visitor(browser):
    context = browser.new_context()
    context.add_init_script(NO_SEARCH)
    return context


@pytest.fixture(params=PAGES)
def tab(request, visitor, address):
    """The tool's page in each language, which may not write to the console."""
    page = visitor.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: one.url.startswith(address) or said.append(one.url))
    page.here = address + PAGES[request.param]
    page.goto(page.here)
    yield page
    page.close()
    assert said == []


def test_the_first_table_stands_without_scripts(browser, address):
    for path in PAGES.values():
        page = browser.new_page(java_script_enabled=False)
        page.goto(address + path)
        assert page.locator("size-finder tbody tr").count() == 2
        page.close()


def test_the_script_changes_nothing_that_the_build_wrote(tab):
    html = "document.querySelector('size-finder').textContent.replace(/\\s+/g, '')"
    before = tab.evaluate(html)
    tab.evaluate("document.querySelector('size-finder').update()")
    assert tab.evaluate(html) == before


def test_what_is_set_is_found_at_once(tab, expected):
    for wish, results in zip(WISHES, expected, strict=True):
        assert tab.evaluate(SET, wish) == results
    assert tab.locator("size-finder table").count() == 0
    tab.locator("size-finder [data-offer]").first.press("Enter")
    assert tab.locator("size-finder tbody tr").count() > 0


def test_an_element_made_by_a_script_works(tab, expected):
    found = tab.evaluate(
        """(wish) => {
          const element = document.createElement("size-finder");
          Object.assign(element, { from: 1 });
          document.querySelector("article").append(element);
          Object.assign(element, wish);
          return element.results;
        }""",
        WISHES[0],
    )
    assert found == expected[0]
    tab.locator("size-finder").nth(1).locator("[data-name=k]").fill("x")
    until(tab, "!document.querySelectorAll('size-finder')[1].results.length")


def test_what_is_typed_is_answered_and_said(tab):
    tab.locator("[data-name=from]").fill("20")
    tab.locator("[data-name=to]").fill("10")
    until(tab, "document.querySelector('size-finder caption').textContent.includes('10')")
    assert "11" not in tab.locator("size-finder [role=status]").inner_text()
    tab.locator("[data-name=k]").fill("x")
    until(tab, "document.querySelector('size-finder [role=status]').textContent.includes('x')")
    assert tab.locator("[data-name=k]").get_attribute("aria-invalid") == "true"
    tab.locator("[data-name=k]").fill("3")
    until(tab, "document.querySelector('size-finder tbody')")
    assert tab.locator("[data-name=k]").get_attribute("aria-invalid") == "false"


def test_the_address_holds_every_field(tab):
    tab.locator("[data-name=mode]").select_option("transposed")
    for name, value in {"from": "20; 33", "to": "40; 66", "k": "2-6", "s": "2"}.items():
        tab.locator(f"[data-name={name}]").fill(value)
    for name in ("plain", "powers", "ratio"):
        tab.locator(f"[data-name={name}]").check()
    until(tab, "location.search.includes('ratio')")
    shown, results = (
        tab.evaluate(FIELDS),
        tab.evaluate("() => document.querySelector('size-finder').results"),
    )
    assert results
    tab.reload()
    assert tab.evaluate(FIELDS) == shown
    assert tab.evaluate("() => document.querySelector('size-finder').results") == results


def test_a_link_may_say_less(tab):
    tab.goto(tab.here + "?from=32&to=16")
    assert tab.locator("[data-name=k]").input_value() == "1-7"
    assert tab.locator("size-finder tbody tr").count() == 10
    tab.goto(tab.here + "?from=<b>&to=16")
    assert tab.locator("size-finder b").count() == 0
    assert "<b>" in tab.locator("size-finder [role=status]").inner_text()


def test_many_are_shown_in_parts_and_the_keyboard_goes_on(tab):
    found = tab.evaluate(SET, {"limits": LIMITS, "from": [8, 9], "to": [16, 18]})
    rows = tab.locator("size-finder tbody tr")
    assert rows.count() < len(found)
    tab.locator("size-finder [data-more]").press("Enter")
    assert rows.count() == min(60, len(found))
    focused = "document.activeElement.closest('tr') === document.querySelectorAll('tbody tr')[10]"
    assert tab.evaluate(focused)


def test_an_explorer_link_shows_the_layer(tab):
    tab.locator("size-finder tbody a").first.click()
    until(tab, "document.querySelector('conv-explorer')?.state")
    state = tab.evaluate("() => document.querySelector('conv-explorer').state")
    wanted = {"mode": "transposed", "i": [21, 21], "k": [4, 4], "s": [2, 2], "p": [1, 1]}
    assert {name: state[name] for name in wanted} == wanted
    assert tab.evaluate("() => document.querySelector('conv-explorer').output.length") == 42


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_is_not_wider_than_the_screen(tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(wide) == 0
    for wish in (*WISHES, {"from": "x" * 90}, {"from": [224, 225], "to": [112, 113]}):
        tab.evaluate(SET, wish)
        assert tab.evaluate(wide) == 0


def test_targets_are_large_on_touch(browser, address):
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + PAGES["zh"])
    for wish in ({"from": 32, "to": 64, "limits": LIMITS}, {"to": 400}):
        page.evaluate(SET, wish)
        targets = page.locator(
            "size-finder :is(button, input[type=text], select, label:has(input))"
        )
        boxes = [one.bounding_box() for one in targets.all()]
        assert len(boxes) > 10
        assert min(min(box["height"], box["width"]) for box in boxes) >= 44
    context.close()


def test_the_finder_works_from_a_file(browser, site):
    for path in PAGES.values():
        page = browser.new_page()
        page.goto((site / path / "index.html").as_uri())
        results = page.evaluate(SET, {"limits": {"k": [2, 2]}, "from": 21, "to": 42})
        assert results[0] == {"mode": "transposed", "k": 2, "s": 2, "p": 0, "d": 1, "op": 0}
        page.close()
