"""The explorer in a real Chromium: every control, both languages, and PyTorch's numbers."""

import json
import random
import re

import numpy as np
import pytest

from tests.browser.browser import NO_SEARCH, chromium, find_chromium, until
from tests.project import LANGUAGES
from tests.web import wide_states
from tests.web.states import by_pytorch, draw_state

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="No Chromium is installed here, so the explorer was not tried."
)
PATH = {"en": "tools/explorer/", "zh": "zh/tools/explorer/"}
ARTICLE = "?mode=transposed&i=2&k=3&s=1&p=0"
ARTICLE_OUTPUT = [[12, 28, 28, 16], [36, 80, 80, 44], [36, 80, 80, 44], [24, 52, 52, 28]]
DRAWN = 1000
FIRST = "conv-explorer"
PARTS = (".stage svg:visible", ".readout", ".transport", ".sizes", ".take", ".hint")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def desk(browser):
    """A visitor at a desk, who opens one page after another: to begin anew each time costs more."""
    return visitor(browser)


def visitor(browser, **options):
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.add_init_script(NO_SEARCH)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


@pytest.fixture
def visit(browser, desk, address):
    """Open a page and return its tab; at the end nothing may have been said on the console."""
    opened, said = [], []

    def open_page(path=PATH["en"], **options):
        context = visitor(browser, **options) if options else desk
        tab = context.new_page()
        opened.append(context if options else tab)
        tab.on("console", lambda message: said.append((message.text, message.location.get("url"))))
        tab.on("pageerror", lambda error: said.append((str(error), path)))
        tab.goto(address + path)
        return tab

    yield open_page
    for one in opened:
        one.close()
    assert not said, f"the console says {said}"


def element(tab, property_name):
    return tab.eval_on_selector(FIRST, f"one => one.{property_name}")


def state(tab):
    return element(tab, "state")


def output(tab):
    return element(tab, "output")


def slider(tab, name):
    return tab.locator(f'[data-parameter="{name}"]').first


def slide(tab, name, value):
    slider(tab, name).fill(str(value))


def button(tab, action, value=None):
    wanted = f'[data-do="{action}"]' + (f'[data-value="{value}"]' if value else "")
    return tab.locator(f"{FIRST} {wanted}")


def cell_point(tab, grid, cell):
    """Where a cell of a grid is on the screen."""
    return tab.eval_on_selector(
        FIRST,
        """(one, [grid, cell]) => {
          const box = one.layout.boxes.find((box) => box.grid.of === grid);
          const svg = one.querySelector(".stage svg");
          svg.scrollIntoView({ block: "center" });
          const place = svg.getBoundingClientRect();
          const scale = place.width / one.layout.width;
          return [
            place.left + scale * (box.x + box.cw * (cell[1] - box.grid.origin[1] + 0.5)),
            place.top + scale * (box.y + box.ch * (cell[0] - box.grid.origin[0] + 0.5)),
          ];
        }""",
        [grid, cell],
    )


def formula(tab):
    return tab.inner_text(f"{FIRST} .formula")


# The page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_shows_the_articles_case_in_three_views(visit, language):
    tab = visit(PATH[language] + ARTICLE)
    assert output(tab) == ARTICLE_OUTPUT
    for view in ("stamp", "matrix", "slide"):
        button(tab, "view", view).click()
        assert state(tab)["view"] == view
        assert output(tab) == ARTICLE_OUTPUT
        shown = tab.inner_text(f"{FIRST} .stage")
        assert all(str(number) in shown for row in ARTICLE_OUTPUT for number in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_scripts_off_the_first_frame_is_there(visit, language):
    tab = visit(PATH[language], java_script_enabled=False)
    shown = tab.locator(f"{FIRST} .stage svg:visible")
    assert shown.count() == 1
    numbers = [
        int(one) for one in re.findall(r"\d+", " ".join(shown.locator(".n").all_text_contents()))
    ]
    wanted = [12, 16, 24, 28] + [1] * 9 + [number for row in ARTICLE_OUTPUT for number in row]
    assert numbers == wanted
    assert "80" in tab.inner_text(f"{FIRST} .formula")
    assert not tab.locator(f"{FIRST} .transport").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_when_the_script_arrives(visit, width):
    sizes = []
    tab = visit(viewport={"width": width, "height": 900})
    for late in (True, False):
        if late:  # the script is still on its way
            tab.route("**/explorer.js", lambda route: route.fulfill(body=""))
        else:
            tab.unroute("**/explorer.js")
        tab.reload()
        sizes.append([tab.locator(f"{FIRST} {part}").bounding_box() for part in PARTS])
    assert sizes[0] == sizes[1]


def test_the_drawing_is_the_same_in_v8_and_in_the_browser(visit):
    tab = visit(PATH["en"], java_script_enabled=False)
    built = tab.inner_html(f"{FIRST} .stage")
    tab = visit()
    drawn = tab.evaluate(
        """() => {
          const options = { language: "en", share: true };
          const state = document.querySelector("conv-explorer").state;
          const box = document.createElement("template");
          box.innerHTML = Explorer.element(JSON.stringify(state), JSON.stringify(options));
          return box.content.querySelector(".stage").innerHTML;
        }"""
    )
    assert drawn == built


def test_no_request_leaves_the_site(visit, address):
    tab = visit()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload()
    tab.wait_for_timeout(200)
    local = (address, "data:", "blob:")
    assert asked
    assert not [url for url in asked if not url.startswith(local)]


# The numbers


def test_drawn_states_give_pytorchs_output(visit):
    tab = visit()
    rng = random.Random(5)
    states = [draw_state(rng) for _ in range(DRAWN)]
    found = []
    for start in range(0, DRAWN, 100):
        found += tab.eval_on_selector(
            FIRST,
            """(one, states) => states.map((state) => {
              one.state = state;
              return { state: one.state, output: one.output,
                       quiet: one.querySelector(".notes").hidden };
            })""",
            states[start : start + 100],
        )
    for given, one in zip(states, found):
        assert one["output"] == by_pytorch(given), given
        assert one["state"] == given
        assert one["quiet"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "?mode=deconv",
        "?k=abc",
        "?i=-5&k=1e99",
        "?i=2&k=3&p=50",
        "?s=0&d=0",
        "?op=9",
        "?x=1,2;3&w=,,",
        "?i=1,2,3",
        "?view=%3Cscript%3Ealert(1)%3C/script%3E",
        "?mode=conv&i=1&k=9&d=9",
        "?mode=constructor",
        "?mode=__proto__&view=toString&i=constructor&x=hasOwnProperty",
        "?x=1000000",
        "?mode=conv&x=1,2,3&w=1,2,3,4,5",
    ],
)
def test_a_bad_link_gives_a_message_and_a_legal_state(visit, language, query):
    tab = visit(PATH[language] + query)
    assert tab.locator(f"{FIRST} .notes").is_visible()
    message = tab.inner_text(f"{FIRST} .notes")
    assert message
    assert re.search(r"[\u4e00-\u9fff]", message) if language == "zh" else message.endswith(".")
    assert output(tab) == by_pytorch(state(tab))
    assert tab.locator(f"{FIRST} .stage svg").is_visible()
    button(tab, "mode", "conv").click()
    assert state(tab)["mode"] == "conv", "the controls answer"


def test_a_bad_state_from_a_script_gives_a_legal_one(visit):
    tab = visit()
    for given in ({}, {"i": None}, {"x": "?"}, {"k": [0, 99]}, {"mode": 7, "s": {}}):
        tab.eval_on_selector(FIRST, "(one, given) => { one.state = given; }", given)
        assert output(tab) == by_pytorch(state(tab))


# The link


def test_a_link_brings_the_state_back(visit):
    tab = visit(
        PATH["en"] + "?mode=transposed&i=3,2&k=2,3&s=2,1&p=1,0&op=1,0&view=slide&w=1,-2,3;0,5,1"
    )
    first = state(tab)
    assert first["i"] == [3, 2]
    slide(tab, "d", 2)
    until(tab, "location.search.includes('d=2')")
    again = visit(PATH["zh"] + tab.evaluate("location.search"))
    assert state(again) == state(tab)
    assert state(again) != first


def test_attributes_are_the_same_words(visit):
    tab = visit()
    tab.evaluate(
        """() => {
          const one = document.createElement("conv-explorer");
          one.setAttribute("mode", "conv");
          one.setAttribute("x", "1,2,3;4,5,6;7,8,9");
          one.setAttribute("w", "1,1;1,1");
          document.querySelector("article").append(one);
          one.setAttribute("s", "2");
        }"""
    )
    assert tab.evaluate("document.querySelectorAll('conv-explorer')[1].output") == [[12]]
    assert output(tab) == ARTICLE_OUTPUT
    query = tab.evaluate("location.search")
    tab.evaluate("document.querySelectorAll('conv-explorer')[1].setAttribute('s', '1')")
    tab.wait_for_timeout(400)
    assert tab.evaluate("location.search") == query, "only the shared explorer writes the address"


# Mouse


def test_every_slider(visit):
    tab = visit()
    for name, value in (("i", 4), ("k", 2), ("s", 3), ("p", 1), ("d", 2), ("op", 2)):
        slide(tab, name, value)
        assert state(tab)[name] == [value, value]
        assert output(tab) == by_pytorch(state(tab))
        low, high = (int(slider(tab, name).get_attribute(end)) for end in ("min", "max"))
        assert low <= value <= high


def test_rows_and_columns_apart(visit):
    tab = visit()
    tab.locator('[data-change="apart"]').check()
    tab.locator('[data-parameter="k"]').nth(1).fill("2")
    assert state(tab)["k"] == [3, 2]
    assert output(tab) == by_pytorch(state(tab))
    tab.locator('[data-change="apart"]').uncheck()
    assert state(tab)["k"] == [2, 2]


def by_pytorch_with_channels(state):
    """The output of a state that may have more than the plain parameters, one channel unwrapped."""
    several = "ci" in state
    full = {"ci": 1, "co": 1, "g": 1, "pad": "zeros", "pe": state["p"]} | state
    full |= {} if several else {"x": [state["x"]], "w": [[state["w"]]]}
    y = wide_states.by_pytorch(full)["y"]
    return y if several else y[0]


def test_every_preset(visit):
    tab = visit()
    chooser = tab.locator('[data-change="preset"]')
    names = [
        one for one in chooser.locator("option").evaluate_all("all => all.map(o => o.value)") if one
    ]
    assert len(names) == len(set(names))
    assert len(names) > 20
    for name in names:
        chooser.select_option(name)
        assert output(tab) == by_pytorch_with_channels(state(tab))
        assert chooser.input_value() == name


def test_a_large_matrix_is_quick_and_says_that_it_is_not_drawn(visit):
    """It took 2 s an update, and more for a touched cell of the kernel."""
    tab = visit(PATH["en"] + "?mode=transposed&i=64&k=32&view=matrix")
    assert "too large to draw" in tab.inner_text(f"{FIRST} .stage")
    took = tab.eval_on_selector(
        FIRST,
        """(one) => Math.min(...[1, 2, 3].map((p) => {
          const start = performance.now();
          one.change({ p: [p, p] });
          one.picks.land({ of: "w", cell: [3, 3] });
          one.drawPick();
          return performance.now() - start;
        }))""",
    )
    assert took < 1000
    tab.mouse.click(*cell_point(tab, "m", [0, 0]))
    assert formula(tab).startswith("Entry C[0, 0]: w3,3 =")


def test_an_explorer_that_was_moved_answers_once(visit):
    tab = visit()
    tab.eval_on_selector(FIRST, "one => one.parentNode.append(one)")
    tab.mouse.click(*cell_point(tab, "y", [0, 0]))
    assert button(tab, "pin").get_attribute("aria-pressed") == "true"
    button(tab, "first").click()
    button(tab, "forward").click()
    assert element(tab, "player.at") == 1


def test_modes_and_views(visit):
    tab = visit()
    button(tab, "mode", "conv").click()
    assert state(tab)["mode"] == "conv"
    assert button(tab, "view").count() == 2
    assert not slider(tab, "op").is_visible()
    button(tab, "view", "matrix").click()
    assert output(tab) == by_pytorch(state(tab))
    button(tab, "mode", "transposed").click()
    assert button(tab, "view").count() == 3
    assert state(tab)["view"] == "matrix"


def test_hovering_lights_and_pinning_keeps(visit):
    tab = visit()
    tab.mouse.move(*cell_point(tab, "y", [0, 1]))
    assert formula(tab).replace(" ", "").endswith("=28")
    lit = tab.locator(f"{FIRST} .links path").count()
    assert lit >= 3
    tab.mouse.move(*cell_point(tab, "x", [1, 1]))
    assert formula(tab).startswith("x1,1 = 28")
    tab.mouse.move(*cell_point(tab, "w", [0, 0]))
    assert formula(tab).startswith("w0,0 = 1")
    x, y = cell_point(tab, "y", [3, 3])
    tab.mouse.click(x, y)
    assert button(tab, "pin").get_attribute("aria-pressed") == "true"
    tab.mouse.move(5, 5)
    assert "28·1 = 28" in formula(tab)
    for view in ("matrix", "slide", "stamp"):
        button(tab, "view", view).click()
        assert "28·1 = 28" in formula(tab), "switching the view keeps the cell"
    button(tab, "pin").click()
    assert button(tab, "pin").get_attribute("aria-pressed") == "false"


def test_every_cell_of_every_grid_answers(visit):
    tab = visit(PATH["en"] + "?mode=transposed&i=2&k=3&s=2&p=1&op=1")
    for view in ("stamp", "matrix", "slide"):
        button(tab, "view", view).click()
        for number in range(element(tab, "layout.boxes.length")):
            seen = set()
            box = element(tab, f"layout.boxes[{number}]")
            rows, columns = box["grid"]["rows"], box["grid"]["columns"]
            place = tab.locator(f"{FIRST} .stage svg").bounding_box()
            for r in range(rows):
                for c in range(0, columns, max(1, columns // 3)):
                    tab.mouse.move(
                        place["x"] + box["x"] + box["cw"] * (c + 0.5),
                        place["y"] + box["y"] + box["ch"] * (r + 0.5),
                    )
                    text = formula(tab)
                    assert text
                    assert "undefined" not in text
                    assert "NaN" not in text
                    seen.add(text)
            assert len(seen) > 1


def test_steps_play_scrub_and_speed(visit):
    tab = visit()
    button(tab, "first").click()
    assert element(tab, "player.at") == 0
    button(tab, "forward").click()
    assert formula(tab).startswith("x0,0 = 12")
    shown = tab.locator(f"{FIRST} .grid.y .n").all_text_contents()
    assert shown.count("12") == 9
    button(tab, "back").click()
    assert element(tab, "player.at") == 0
    tab.locator("[data-scrub]").fill("3")
    assert element(tab, "player.at") == 3
    button(tab, "last").click()
    assert element(tab, "player.at") is None
    tab.locator('[data-change="speed"]').select_option("4")
    button(tab, "play").click()
    until(tab, "document.querySelector('conv-explorer').player.at > 1")
    button(tab, "play").click()
    at = element(tab, "player.at")
    tab.wait_for_timeout(400)
    assert element(tab, "player.at") == at, "pause stops"
    button(tab, "play").click()
    until(tab, "document.querySelector('conv-explorer').player.at === null")
    assert element(tab, "player.timer") is None


def test_numbers_can_be_changed(visit):
    tab = visit()
    tab.locator("details.values summary").click()
    tab.locator('[data-values="x"]').fill("1 2 3\n4 5 6")
    assert state(tab)["i"] == [2, 3]
    assert output(tab) == by_pytorch(state(tab))
    tab.locator('[data-values="w"]').fill("1 2\n3")
    assert tab.inner_text(f"{FIRST} .wrong")
    assert state(tab)["k"] == [3, 3]
    tab.locator('[data-values="w"]').fill("1000000")
    assert "beyond ±999999" in tab.inner_text(f"{FIRST} .wrong")
    tab.locator('[data-values="w"]').fill("1, -2\n3, 0.5")
    assert state(tab)["w"] == [[1, -2], [3, 0.5]]
    for kind in ("count", "ones", "random"):
        button(tab, "fill", f"x,{kind}").click()
        assert output(tab) == by_pytorch(state(tab))
    button(tab, "fill", "w,ones").click()
    assert state(tab)["w"] == [[1, 1], [1, 1]]


def test_one_value_can_be_changed_where_it_stands(visit):
    tab = visit()
    assert not tab.locator("[data-edit]").is_visible()
    tab.mouse.click(*cell_point(tab, "x", [0, 1]))
    tab.locator("[data-edit]").fill("-7")
    assert state(tab)["x"] == [[12, -7], [24, 28]]
    assert output(tab) == by_pytorch(state(tab))


def test_code_arrays_and_figures_can_be_taken(visit):
    tab = visit(PATH["en"] + "?mode=transposed&i=3&k=2&s=2&p=1&op=1&view=slide")
    wanted = by_pytorch(state(tab))
    for kind in ("code_pytorch", "code_numpy", "array_numpy", "array_pytorch", "array_latex"):
        button(tab, "take", kind).click()
        text = tab.inner_text(f"{FIRST} .take pre")
        button(tab, "copy").click()
        assert tab.evaluate("navigator.clipboard.readText()").strip() == text.strip()
        if kind.startswith("code"):
            scope = {"print": lambda *_: None}
            exec(text, scope)
            assert scope["y"].tolist() == wanted
        elif kind == "array_latex":
            rows = " \\\\ ".join(" & ".join(map(str, row)) for row in wanted)
            assert f"y = \\begin{{bmatrix}} {rows} \\end{{bmatrix}}" in text
        else:
            assert f"({json.dumps(wanted)})" in text
    with tab.expect_download() as svg:
        button(tab, "save_svg").click()
    drawn = svg.value.path().read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "var(" not in drawn
    assert str(np.max(wanted)) in drawn
    with tab.expect_download() as png:
        button(tab, "save_png").click()
    assert png.value.path().read_bytes().startswith(b"\x89PNG")


# Touch


def test_touch(visit):
    tab = visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    tab.touchscreen.tap(*cell_point(tab, "y", [1, 2]))
    assert "= 80" in formula(tab)
    assert button(tab, "pin").get_attribute("aria-pressed") == "true"
    button(tab, "view", "slide").tap()
    assert state(tab)["view"] == "slide"
    assert "= 80" in formula(tab)
    tab.touchscreen.tap(*cell_point(tab, "u", [0, 0]))
    assert formula(tab).startswith("x0,0 = 12")
    for action in ("first", "forward", "play", "last"):
        button(tab, action).tap()


def test_targets_are_large_enough_for_a_finger(visit):
    tab = visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    tab.locator("details.values summary").tap()
    wanted = f"{FIRST} :is(button, select, summary, input[type=range], textarea, label.apart)"
    small = tab.locator(f"{wanted}:visible").evaluate_all(
        """all => all.map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
           .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    )
    assert not small


# Keyboard


def test_every_control_can_be_reached_and_seen_with_the_keyboard(visit):
    tab = visit()
    tab.locator("details.values summary").click()
    reachable = tab.locator(
        f"{FIRST} :is(button, select, summary, input:not(:disabled), textarea, .stage)"
    )
    wanted = sum(one.is_visible() for one in reachable.all())
    button(tab, "mode", "conv").focus()
    seen = 0
    while tab.evaluate("document.activeElement.closest('conv-explorer') !== null"):
        ring = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if tab.evaluate("document.activeElement.matches(':focus-visible')"):
            assert ring != "none", tab.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        seen += tab.evaluate("!document.activeElement.matches('pre')")
        tab.keyboard.press("Tab")
    assert seen == wanted


def test_the_figure_by_keyboard(visit):
    tab = visit()
    tab.locator(f"{FIRST} .stage").focus()
    assert "= 80" in formula(tab)
    for key in ("ArrowUp", "ArrowLeft"):
        tab.keyboard.press(key)
    assert formula(tab).startswith("y0,0")
    for _ in range(9):
        tab.keyboard.press("ArrowRight")
    assert formula(tab).startswith("y0,3")
    tab.keyboard.press("PageDown")
    assert formula(tab).startswith("x0,0")
    tab.keyboard.press("Enter")
    assert button(tab, "pin").get_attribute("aria-pressed") == "true"
    tab.keyboard.press("ArrowDown")
    assert formula(tab).startswith("x1,0")
    tab.keyboard.press("Escape")
    assert button(tab, "pin").get_attribute("aria-pressed") == "false"
    assert (
        "x1,0" in tab.inner_text(f"{FIRST} .live").replace("\n", "") or tab.locator(".live").count()
    )


def test_controls_by_keyboard(visit):
    tab = visit()
    slider(tab, "s").focus()
    tab.keyboard.press("ArrowRight")
    assert state(tab)["s"] == [2, 2]
    until(tab, "document.querySelector('conv-explorer .live').textContent.includes('5×5')")
    button(tab, "view", "matrix").focus()
    tab.keyboard.press("Enter")
    assert state(tab)["view"] == "matrix"
    button(tab, "forward").focus()
    tab.keyboard.press("Space")
    assert element(tab, "player.at") == 1
    tab.locator('[data-change="apart"]').focus()
    tab.keyboard.press("Space")
    assert tab.locator('[data-parameter="i"]').count() == 2


# What is shown as what


def test_what_the_floor_drops_is_shown(visit):
    tab = visit(PATH["en"] + "?mode=conv&i=6&k=3&s=2&p=1&view=slide")
    assert tab.locator(f"{FIRST} .hatch.floor").count() >= 1
    assert "dropped" in tab.inner_text(f"{FIRST} .stage")
    assert "Rows dropped: 1, columns: 1" in tab.inner_text(f"{FIRST} .sizes")


def test_a_negative_p_prime_is_shown_as_cropped(visit):
    tab = visit(PATH["en"] + "?i=1,5&k=1,2&s=1,2&p=0,2&x=3,1,4,1,5&w=1,2&view=slide")
    assert tab.locator(f"{FIRST} .hatch.negative").count() >= 1
    assert "−1" in tab.inner_text(f"{FIRST} .sizes")
    assert output(tab) == by_pytorch(state(tab))


@pytest.mark.parametrize("path", list(PATH.values()))
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(visit, path, width):
    tab = visit(path, viewport={"width": width, "height": 844})
    for query in ("i=12&k=7", "i=32&k=3&view=matrix", "mode=conv&i=5&k=3&s=2", "i=2,9&k=3,1"):
        words = dict(part.split("=") for part in query.split("&"))
        tab.eval_on_selector(FIRST, "(one, given) => { one.state = given; }", words)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), query
