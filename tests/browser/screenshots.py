"""Photograph every page, both languages, light and dark, phone and desktop: make screenshots."""

import sys
from itertools import product
from pathlib import Path

from tests.browser.browser import chromium, served

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {390: 844, 1280: 900}


def pages(site):
    """The addresses of all pages, relative to the site."""
    return sorted(str(page.parent.relative_to(site)) for page in site.rglob("index.html"))


def main(words):
    """Write screenshots/<page>-<scheme>-<width>.png for pages whose address holds a given word."""
    site, target = ROOT / "site", ROOT / "screenshots"
    target.mkdir(exist_ok=True)
    wanted = [page for page in pages(site) if not words or any(word in page for word in words)]
    with served(site) as address, chromium() as browser:
        for (width, height), scheme in product(WIDTHS.items(), ("light", "dark")):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            tab = context.new_page()
            for page in wanted:
                tab.goto(address + ("" if page == "." else page + "/"))
                name = "home" if page == "." else page.replace("/", "-")
                tab.screenshot(path=target / f"{name}-{scheme}-{width}.png", full_page=True)
            context.close()
    print(f"{4 * len(wanted)} screenshots in {target.name}/")


if __name__ == "__main__":
    main(sys.argv[1:])
