"""A page is styled once while it opens: what the theme's scripts and ours do restyles parts of it.

To style a long page takes longer than a touch may wait. Whoever changes a class of `html`, or asks
for the colours of `body` while they change, has all of it styled again.
"""

import json

import pytest

from tests import tiers
from tests.browser.browser import NO_SEARCH, find_chromium
from tests.reading import built_pages

SAMPLE = {"index", "learn/transposed-convolution", "reference/formulas", "tools/explorer"}
MOST = 2.5  # times; the theme puts tables into boxes, which are styled twice
SCREENS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


def styled(browser, page, address):
    """How many elements Chromium styled while a page opened, for each that it has."""
    page.goto("about:blank")
    browser.start_tracing(page=page, categories=["devtools.timeline", "blink"])
    page.goto(address, wait_until="load")
    page.wait_for_timeout(200)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    counts = [
        one["args"].get("elementCount", 0) for one in events if one["name"] == "UpdateLayoutTree"
    ]
    assert counts, "Chromium calls it by another name"
    return sum(counts) / page.evaluate("document.querySelectorAll('*').length")


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_is_styled_again_and_again(site, address, browser, screen):
    page = browser.new_page(viewport=SCREENS[screen])
    page.add_init_script(NO_SEARCH)
    again = {}
    for language, name in built_pages(site):
        if name not in SAMPLE and not tiers.is_audit():
            continue
        path = ("zh/" if language == "zh" else "") + ("" if name == "index" else f"{name}/")
        times = styled(browser, page, address + path)
        if times > MOST:
            again[f"/{path}"] = round(times, 1)
    page.close()
    assert again == {}
