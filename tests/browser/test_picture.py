"""The pictures of a stack of layers: drawn when opened, and answering mouse and keyboard."""

import csv
import functools
import io
import re
from xml.etree import ElementTree

import pytest

from engine.scripts import bundles
from tests.browser.browser import find_chromium, until
from tests.web import pictures

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)
CODE = "nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 2, 3, stride=2))"
LONG = "nn.Sequential(nn.Conv1d(1, 4, 3, padding=1), nn.Conv1d(4, 2, 3, dilation=2))"
PAGE = '<!doctype html><html lang="{}"><body class="md-typeset"><layer-stack></layer-stack></body>'
SHOW = """([code, input]) => {
  const { analyse, markup, mount } = Picture;
  const element = document.querySelector("layer-stack");
  const language = document.documentElement.lang;
  const report = analyse(code, input);
  if (!window.shown) {
    // Where no script defines the element, there is nothing to open.
    customElements.define("layer-stack", class extends HTMLElement {});
    element.innerHTML = markup(code, input, language, "pictures");
    window.shown = mount(element.querySelector(".layer-stack__picture"), language);
  }
  window.shown.update(report, code);
}"""


@functools.cache
def style():
    return bundles()["layers.css"].read_text()


@pytest.fixture
def show(browser):
    """A page that holds nothing but the pictures of a paste."""
    with browser.new_context(accept_downloads=True) as context:
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda one: complaints.append(str(one)))

        def new(code=CODE, shape="1,1,12,8", part="cut", language="en"):
            page.set_content(PAGE.format(language))
            page.add_style_tag(content=style())
            page.add_script_tag(content=pictures.PICTURE.source)
            page.evaluate(SHOW, [code, shape])
            page.click(f"[data-part={part}] summary")
            page.wait_for_selector(f"[data-part={part}] .layer-picture__body > *")
            return page

        yield new
        assert complaints == []


def said(page):
    return page.text_content(".layer-picture__said")


def lit(page, role="x"):
    return page.eval_on_selector_all(f".lit.{role}", "all => all.map((one) => one.dataset.row)")


def test_keys_move_the_cell(show):
    page = show()
    assert said(page).startswith(
        "Row 3, Conv2d, cell 2 (0 to 4). Sees 5 of 12 input cells: 3 to 7."
    )
    page.focus(".layer-picture__stage")
    page.keyboard.press("ArrowRight")
    assert said(page).startswith(
        "Row 3, Conv2d, cell 3 (0 to 4). Sees 5 of 12 input cells: 5 to 9."
    )
    page.keyboard.press("Home")
    assert "Sees 4 of 12 input cells: 0 to 3." in said(page)
    page.keyboard.press("ArrowLeft")
    assert "cell 0 (0 to 4)" in said(page)
    page.keyboard.press("ArrowUp")
    assert said(page).startswith("Row 1–2, Conv2d, cell 1 (0 to 11).")
    assert "Reaches 1 of 5 cells of row 3, Conv2d." in said(page)
    assert (lit(page), lit(page, "y")) == (["-1"], ["2"])
    page.keyboard.press("PageUp")
    assert said(page).startswith("Input, cell 1 (0 to 11). Reaches 2 of 5 cells of row 3")
    page.keyboard.press("End")
    assert "cell 11 (0 to 11)" in said(page)


def at_cell(page, line, cell, size):
    """Where a cell is on the screen."""
    box = page.locator(".layer-picture__cut .ground").bounding_box()
    height = box["height"]
    top, bottom = box["y"] + 6, box["y"] + height - 6
    lines = page.locator(".layer-picture__cut .label").count()
    y = top + (bottom - top) * line / (lines - 1)
    return box["x"] + box["width"] * (cell + 0.5) / size, y


def test_a_mouse_lights_and_leaves_and_a_click_keeps(show):
    page = show()
    before = said(page)
    page.mouse.move(*at_cell(page, 2, 4, 5))
    assert "cell 4 (0 to 4)" in said(page)
    page.mouse.move(1, 1)
    assert said(page) == before
    page.mouse.click(*at_cell(page, 0, 7, 12))
    page.mouse.move(1, 1)
    assert said(page).startswith("Input, cell 7 (0 to 11).")


def test_axes_are_chosen_and_the_button_keeps_the_focus(show):
    page = show()
    page.click("[data-do=axis][data-value='1']")
    assert "(0 to 2)" in said(page)
    focus = (
        "document.activeElement.getAttribute('aria-pressed') + document.activeElement.textContent"
    )
    assert page.evaluate(focus) == "truewidth"


def test_a_long_axis_is_shown_around_the_cell(show):
    page = show(LONG, "1,1,300")
    assert page.locator(".layer-picture__cut .on").count() == 1
    middle = page.locator(".chosen").bounding_box()["x"]
    page.focus(".layer-picture__stage")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.locator(".chosen").bounding_box()["x"] == pytest.approx(middle, abs=3)
    page.click("[data-do=close][data-value='0']")
    assert page.locator(".layer-picture__cut .on").count() == 0


def test_an_axis_that_is_too_long_is_said_to_be(show):
    page = show(LONG, "1,1,9000")
    assert "9000 cells; at most 4096" in page.text_content("[data-part=cut] .layer-picture__body")


def test_another_report_is_drawn_and_the_cell_stays(show):
    page = show()
    page.focus(".layer-picture__stage")
    page.keyboard.press("ArrowRight")
    page.evaluate(SHOW, [CODE.replace("stride=2", "dilation=2"), "1,1,12,8"])
    until(page, "/0 to 7/.test(document.body.textContent)")
    assert said(page).startswith("Row 3, Conv2d, cell 3 (0 to 7).")


def test_nothing_is_drawn_before_it_is_opened(show):
    page = show(part="graph")
    assert page.locator(".layer-picture__graph").count() == 1
    assert page.locator(".layer-picture__cut").count() == 0


@pytest.mark.parametrize("part", ["graph", "cut"])
def test_a_picture_is_a_file_of_its_own(show, part):
    page = show(part=part)
    with page.expect_download() as waiting:
        page.click(f"[data-part={part}] [data-do=save_svg]")
    text = waiting.value.path().read_text()
    tree = ElementTree.fromstring(text)
    assert waiting.value.suggested_filename == f"layers-{part}.svg"
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(r"var\(|url\(|<style", text)
    shown = [one for one in tree.iter() if one.tag.endswith("}path")]
    assert all(one.get("fill") and one.get("stroke") for one in shown)


def test_a_table_is_copied_and_saved(show):
    page = show(part="take")
    page.click("[data-do=take][data-value=csv]")
    with page.expect_download() as waiting:
        page.click("[data-part=take] [data-do=save]")
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text())))
    assert [row[1] for row in rows] == ["Layer", "Conv2d", "ReLU", "Conv2d", "Total"]
    assert waiting.value.suggested_filename == "layers-table.csv"
    page.click("[data-part=take] [data-do=copy]")
    until(page, "document.querySelector('[data-do=copy]').textContent === 'Copied'")


def test_both_languages(show):
    page = show(language="zh")
    assert said(page).startswith(
        "第 3 行 Conv2d，第 2 格（从 0 到 4）。看得到 12 个输入格中的 5 个"
    )
