"""All pages of a language as one PDF: bookmarks, a table of contents, links that stay inside.

Chromium prints the book twice: only then is it known on which page each chapter begins.
"""

import html
import io
import re
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, ViewportSize
from pypdf import PdfReader

from engine import scripts
from tools.release import built
from tools.release.finished import finished
from tools.release.opened import Opened
from tools.release.spelled import spelled
from tools.release.words import WORDS

HERE = Path(__file__).parent
# Width and height of what @page in book.css leaves of a sheet, in CSS pixels.
PAPER: ViewportSize = {"width": 658, "height": 980}
DATES = re.compile(rb"(?<=/CreationDate \(D:)\d{14}|(?<=/ModDate \(D:)\d{14}")
EMPTY = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body dir="ltr" data-md-color-scheme="default"><main class="book md-typeset"></main></body>
</html>"""


def write(shown: Opened, language: str, target: Path, chapters: list[built.Chapter]) -> None:
    """Write the book of some chapters."""
    config = built.config(language)
    style = (HERE / "book.css").read_text(encoding="utf-8")
    title = html.escape(config["site_name"])
    body = EMPTY.format(language=language, title=title, style=style)
    book = {
        "title": config["site_name"],
        "description": config["site_description"],
        "home": built.home(shown.site),
        "made": config["extra"]["words"]["made_by"],
        "chapters": [{**vars(one), "name": one.name} for one in chapters],
        "words": WORDS[language],
    }
    with shown.tab(PAPER) as tab, finished(target) as path:
        tab.set_default_timeout(0)  # as long as it takes
        there = urljoin(shown.address, "book.html")
        tab.route(there, lambda route: route.fulfill(body=body, content_type="text/html"))
        tab.goto(there)
        tab.emulate_media(media="print")
        tab.add_script_tag(content=scripts.bundled(HERE / "book.js"))
        tab.evaluate("(book) => Book.bind(book)", book)
        draft = PdfReader(io.BytesIO(printed(tab)))
        tab.evaluate("(pages) => Book.count(pages)", begins(draft))
        path.write_bytes(spelled(dated(printed(tab, whole=True), built.date(shown.site))))


def printed(tab: Page, whole: bool = False) -> bytes:
    """The book as it is now; as a whole, with bookmarks and for who has it read aloud."""
    return tab.pdf(outline=whole, tagged=whole, prefer_css_page_size=True, print_background=True)


def dated(pdf: bytes, day: str) -> bytes:
    """A PDF of the day of the build, whenever it is printed."""
    return DATES.sub(f"{day.replace('-', '')}000000".encode(), pdf)


def begins(reader: PdfReader) -> dict[str, int]:
    """On which page each place is that a link leads to; pages are counted from one."""
    return {
        name.removeprefix("/"): page + 1
        for name, there in reader.named_destinations.items()
        if (page := reader.get_destination_page_number(there)) is not None
    }
