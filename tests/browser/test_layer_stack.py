"""The layer-stack calculator in a real browser: both languages, no message on the console."""

import pytest

from tests.browser.browser import NO_SEARCH, chromium, find_chromium, until
from tests.web.layer_stacks import STACKS
from tests.web.layers import rows_of
from tests.web.names import name

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="no Chromium or Chrome is installed, so nothing was clicked"
)
PAGES = {"en": "tools/layers/", "zh": "zh/tools/layers/"}
SET = """([code, input]) => {
  const element = document.querySelector("layer-stack");
  element.code = code;
  element.input = input;
  return element.rows;
}"""
SIZES = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


SET_TO = ["DCGAN generator", "U-Net, the way down, unpadded", "V-Net-like, 3-D transposed"]


@pytest.fixture(scope="module")
def expected():
    """The rows that V8 gives in the test itself, asked before the browser's event loop runs."""
    return {
        (language, stack): rows_of(STACKS[stack][1], STACKS[stack][0], language)
        for language in PAGES
        for stack in SET_TO
    }


@pytest.fixture(scope="module")
def browser(expected):
    with chromium() as running:
        yield running


def describe(message):
    """The words of a console message with the address it speaks of, or of anything else."""
    return f"{message.text} {message.location}" if hasattr(message, "location") else str(message)


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
    page.on("console", lambda message: said.append(message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: one.url.startswith(address) or said.append(one.url))
    page.goto(address + PAGES[request.param])
    page.language = request.param
    yield page
    page.close()
    assert [describe(one) for one in said] == []


def test_the_first_table_stands_without_scripts(browser, address):
    for path in PAGES.values():
        page = browser.new_page(java_script_enabled=False)
        page.goto(address + path)
        assert page.locator("layer-stack tbody tr").count() == 10
        assert page.locator("layer-stack tfoot").count() == 1
        page.close()


def test_the_script_changes_nothing_that_the_build_wrote(tab):
    html = "document.querySelector('layer-stack').textContent.replace(/\\s+/g, '')"
    before = tab.evaluate(html)
    tab.evaluate("document.querySelector('layer-stack').update()")
    assert tab.evaluate(html) == before


def test_code_and_input_can_be_set_and_rows_read(tab, expected):
    for stack in SET_TO:
        shape, code = STACKS[stack]
        found = tab.evaluate(SET, [code, ",".join(map(str, shape))])
        assert found == expected[tab.language, stack]
        assert tab.locator("layer-stack tbody tr").count() == len(found)


def test_typing_updates_the_table_and_says_so(tab):
    tab.locator("layer-stack input").fill("1,3,32,32")
    until(tab, "document.querySelector('.layer-stack__status').textContent.includes('32×32')")
    assert "1×3×32×32" in tab.locator("layer-stack caption").inner_text()


def test_a_repair_is_written_into_the_code(tab):
    tab.evaluate(SET, ["nn.Conv2d(3, 8, 3)\nnn.Conv2d(4, 8, 3)", "1,3,9,9"])
    assert tab.locator("layer-stack tr.layer-stack__wrong").count() == 1
    described = tab.locator("tr.layer-stack__wrong").get_attribute("aria-describedby")
    assert "in_channels" in tab.locator(f"#{described}").inner_text()
    tab.get_by_role("button", name="in_channels=8").press("Enter")
    assert tab.evaluate("document.querySelector('layer-stack').code").endswith("Conv2d(8, 8, 3)")
    assert tab.locator("layer-stack tr.layer-stack__wrong").count() == 0


SKIP = """class Net(nn.Module):
    def __init__(self):
        self.a = nn.Conv2d(3, 8, 3, padding=1)
        self.b = nn.Conv2d(11, 3, 1)
    def forward(self, x):
        return self.b(torch.cat([x, self.a(x)], 1))"""


def test_a_skip_is_followed_and_what_is_left_out_is_marked(tab):
    rows = tab.evaluate(SET, [SKIP, "1,3,9,9"])
    assert [row["inputs"] for row in rows] == [[-1], [-1, 0], [1]]
    assert tab.evaluate("document.querySelector('layer-stack').unread") == []
    notice = tab.locator("layer-stack .layer-stack__status--partial")
    assert notice.count() == 0
    assert tab.locator("layer-stack tfoot").count() == 1
    left = SKIP.replace("        return", "        seen = f(x)\n        return")
    tab.evaluate(SET, [left, "1,3,9,9"])
    assert notice.bounding_box()["y"] < tab.locator("layer-stack table").bounding_box()["y"]
    (unread,) = tab.evaluate("document.querySelector('layer-stack').unread")
    assert (unread["line"], unread["text"]) == (6, "f(x)")


LOADED = """performance.getEntriesByType("resource")
  .filter((one) => one.name.endsWith("/picture.js")).length"""


def test_the_script_of_the_pictures_comes_when_one_is_opened(tab):
    assert tab.evaluate(LOADED) == 0
    tab.evaluate(SET, [SKIP, "1,3,7,5"])
    tab.locator("[data-part=graph] summary").click()
    until(tab, "document.querySelector('.layer-picture__graph')")
    tab.locator("[data-part=take] summary").click()
    until(tab, "document.querySelector('.layer-picture__text')")
    assert "1×3×7×5" in tab.locator("[data-part=take]").inner_text()
    assert tab.evaluate(LOADED) == 1


def test_pictures_that_do_not_arrive_say_so_and_may_come_later(visitor, address):
    for language, path in PAGES.items():
        page = visitor.new_page()
        page.goto(address + path)
        page.route("**/picture.js", lambda route: route.abort())
        page.locator("[data-part=graph] summary").click()
        body = "document.querySelector('[data-part=graph] .layer-picture__body').textContent"
        until(page, f"{body} === {name('layers', 'noPictures', language)!r}")
        page.unroute("**/picture.js")
        page.locator("[data-part=graph] summary").click()  # closed
        page.locator("[data-part=graph] summary").click()
        until(page, "document.querySelector('.layer-picture__graph')")
        page.close()


def test_a_link_holds_the_code_and_the_input(tab):
    tab.evaluate(SET, [SKIP, "1,3,7,5"])
    tab.locator("layer-stack [data-link]").click()
    until(tab, "location.hash.startsWith('#model=')")
    tab.reload()
    until(tab, "document.querySelector('layer-stack').input === '1,3,7,5'")
    assert tab.evaluate("document.querySelector('layer-stack').code") == SKIP
    assert len(tab.evaluate("document.querySelector('layer-stack').rows")) == 3


def test_a_link_that_was_cut_changes_nothing(tab):
    before = tab.evaluate("document.querySelector('layer-stack').code")
    tab.goto(tab.url.split("#")[0] + "#model=abc")
    tab.reload()
    assert tab.evaluate("document.querySelector('layer-stack').code") == before


def test_the_calculator_works_from_a_file(browser, site):
    for path in PAGES.values():
        page = browser.new_page()
        page.goto((site / path / "index.html").as_uri())
        (row,) = page.evaluate(SET, ["nn.Conv1d(1, 1, 3)", "1,1,9"])
        assert row["shape"] == [1, 1, 7]
        page.close()


def test_a_place_leads_into_the_code(tab):
    tab.evaluate(SET, ["nn.ReLU()\nnn.Foo(3)", "1,3,9,9"])
    tab.locator("layer-stack td button").first.click()
    start = "document.querySelector('layer-stack textarea').selectionStart"
    assert tab.evaluate(start) == len("nn.ReLU()\n")


def test_an_element_made_by_a_script_works(tab):
    rows = tab.evaluate(
        """() => {
          const element = document.createElement("layer-stack");
          element.textContent = "nn.Conv1d(1, 2, 3)";
          element.setAttribute("input", "1,1,8");
          document.querySelector("article").append(element);
          return element.rows;
        }"""
    )
    assert rows[0]["shape"] == [1, 2, 6]


def test_markup_in_a_paste_stays_text(tab):
    tab.evaluate(SET, ["nn.Foo('<img src=x onerror=console.log(1)>')\n<b>", "<i>1"])
    assert tab.locator("layer-stack img, layer-stack b, layer-stack i").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_not_wider_than_the_screen(tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    assert tab.evaluate(SIZES) == 0
    tab.evaluate(SET, ["nn.Conv2d(3, 8, 99)\n" + "nn.ReLU() " * 60, "1,3,9,9"])
    assert tab.evaluate(SIZES) == 0


def test_targets_are_large_on_touch(browser, address):
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + PAGES["zh"])
    page.evaluate(SET, ["nn.Conv2d(4, 8, 3)\nprint(1)", "1,3,9,9"])
    boxes = [one.bounding_box() for one in page.locator("layer-stack :is(button, input)").all()]
    assert len(boxes) >= 4
    assert min(box["height"] for box in boxes) >= 44
    context.close()
