"""What a page costs to load: bytes sent for every page of the site, in Chromium, over gzip.

Run `python -m benchmarks.weight` in the project's folder; it builds the site and needs Chromium.
Cold is a first visit. Second is a page after the home page of its language, whose files the browser
keeps; what belongs to a tool alone is not counted there. The index of search is loaded only when
search is touched.
"""

import re
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.built import built
from benchmarks.compressed import packed, sending
from tests.browser.browser import chromium, find_chromium
from tests.project import LANGUAGES, run, said, small_copy, write
from tests.reading import built_pages

MEDIAN, HEAVIEST, SECOND, INDEX = 120_000, 250_000, 40_000, 250_000
TOOLS = re.compile(r"/assets/(?:explorer|exercises|layers|figure)\.(?:js|css)$")
GROWTH = (50, 400)  # pages
SECTIONS = 10
PREFIX = {"en": "", "zh": "zh/"}


def loaded(browser, address, sent, paths, counted=lambda path: True):
    """The bytes that one visitor is sent for the last of some pages."""
    context = browser.new_context()
    page = context.new_page()
    for path in paths:
        sent.clear()
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")  # a busy machine asks late for them
    context.close()
    return sum(size for path, size in sent if counted(path))


def pages_weighed(browser, address, sent, site):
    """Path, cold and second weight of every page."""
    for language, name in built_pages(site):
        home = PREFIX[language]
        path = home if name == "index" else f"{home}{name}/"
        cold = loaded(browser, address, sent, [path])
        second = loaded(browser, address, sent, [home, path], lambda one: not TOOLS.search(one))
        yield path, cold, second if path != home else 0


def print_pages(site):
    """Median and heaviest of all pages, and the five heaviest by name."""
    with sending(site) as (address, sent), chromium() as browser:
        found = list(pages_weighed(browser, address, sent, site))
    for path, cold, second in sorted(found, key=lambda one: -one[1])[:5]:
        print(f"  /{path:<40} {cold:>9,} cold, {second:>7,} second")
    colds, seconds = [one[1] for one in found], [one[2] for one in found]
    return [
        limited(f"median of {len(found)} pages, cold", median(colds), MEDIAN),
        limited("heaviest page, cold", max(colds), HEAVIEST),
        limited("heaviest second page", max(seconds), SECOND),
    ]


def limited(what, size, most):
    """Print a size beside its limit; whether it holds."""
    print(f"{what:<40} {size:>9,.0f} of {most:,} bytes")
    return size <= most


def print_index(site):
    """The index of each language, gzipped, and its growth with each page."""
    right = []
    for language in LANGUAGES:
        size = len(packed(site / PREFIX[language] / "search" / "search_index.json"))
        pages = sum(one == language for one, _ in built_pages(site))
        right.append(limited(f"index of search, {language}", size, INDEX))
        print(
            f"{'':<40} {size / pages:>9,.0f} bytes a page, room for {INDEX * pages // size} pages"
        )
    return right


def print_growth():
    """How the HTML of one page grows with the number of pages in the other sections."""
    sizes = []
    for pages in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            sizes.append(size_among(pages, Path(folder)))
            print(f"HTML of one page among {pages:<17} {sizes[-1]:>9,} bytes")
    return sizes[-1] - sizes[0] <= 100


def size_among(pages, folder):
    """The gzipped HTML of a page in a section of five, on a site of so many empty pages."""
    root = small_copy(folder / "copy", "# Home\n")
    for number in range(pages):
        section = "first" if number < 5 else f"section-{number % SECTIONS}"
        for language in LANGUAGES:
            write(root / "docs" / language / section / f"page-{number:03}.md", f"# Page {number}\n")
    words = ["-m", "mkdocs", "build", "--site-dir", folder / "site"]
    done = run(*words, cwd=root, timeout=None)  # a busy machine takes minutes for the most
    if done.returncode:
        raise SystemExit(f"The site of {pages} pages does not build:\n{said(done)}")
    return len(packed(folder / "site" / "first" / "page-002" / "index.html"))


def main():
    """Print all weights; exit with 1 when a limit is broken."""
    if not find_chromium():
        raise SystemExit("No Chromium is installed here, so no page was weighed.")
    with tempfile.TemporaryDirectory() as folder:
        site = built(sys.argv[1] if len(sys.argv) > 1 else None, folder)
        right = [*print_pages(site), *print_index(site)]
    right.append(print_growth())
    raise SystemExit(not all(right))


if __name__ == "__main__":
    main()
