"""The book of a language: its bookmarks, its contents, its links, and no part of a page's frame."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from tests.browser.browser import find_chromium
from tests.project import LANGUAGES
from tools.release import book, built
from tools.release.spelled import RADICAL

SOME = ("tools/layers/", "reference/snippets/receptive_field/")
SAID = {"en": "To try it:", "zh": "动手试一试："}
FRAMES = {"en": ("Permanent link", "Back to top", "Copy with"), "zh": ("返回页面顶部", "连同上文")}

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


def chosen(language):
    """Two pages that link to each other: a tool, and one that is two sections deep."""
    folder = built.FOLDER[language]
    return [one for one in built.chapters(language) if one.address.removeprefix(folder) in SOME]


def printed(opened, language, path, chapters):
    book.write(opened, language, path, chapters)
    return PdfReader(io.BytesIO(path.read_bytes()))


def bookmarks(reader, entries, depth=0):
    """Depth, title and page of each bookmark."""
    for entry in entries:
        if isinstance(entry, list):
            yield from bookmarks(reader, entry, depth + 1)
        else:
            yield depth, entry.title, reader.get_destination_page_number(entry)


def links(reader):
    """Where the links of a book lead: names of places in it, and addresses."""
    inside, outside = [], []
    for page in reader.pages:
        for one in page.get("/Annots", []):
            found = one.get_object()
            if "/Dest" in found:
                inside.append(str(found["/Dest"]))
            elif "/A" in found and "/URI" in found["/A"]:
                outside.append(str(found["/A"]["/URI"]))
    return inside, outside


def fonts(reader):
    """The fonts of a book by whether their glyphs are in it."""
    for page in reader.pages:
        for one in page["/Resources"].get("/Font", {}).values():
            font = one.get_object()
            inner = font.get("/DescendantFonts", [font])[0].get_object()
            described = inner.get("/FontDescriptor", {})
            glyphs = any(f"/FontFile{n}" in described for n in ("", "2", "3"))
            yield str(font.get("/BaseFont")), glyphs or font["/Subtype"] == "/Type3"


def looked_at(reader, site, language, chapters):
    """What holds for a book of any chapters."""
    marks = list(bookmarks(reader, reader.outline))
    begins = book.begins(reader)
    contents = {line for n in range(1, marks[1][2]) for line in lines(reader.pages[n])}
    for chapter in chapters:
        title = heading(site, chapter)
        at = [(depth, page) for depth, words, page in marks if words == title]
        there = begins[chapter.name]
        assert (len(chapter.parts), there - 1) in at, f"{chapter.address}: {title}: {at}, {there}"
        assert f"{title}{there}".replace(" ", "") in contents, contents
    inside, outside = links(reader)
    assert inside
    assert not set(inside) - set(reader.named_destinations)
    assert all(one.startswith(("http://", "https://")) for one in outside), outside
    assert not any(re.match(r"http://127.0.0.1:(?!8000/)", one) for one in outside), outside
    bare = {name for name, embedded in fonts(reader) if not embedded}
    assert not bare, f"a reader without these fonts sees other letters: {bare}"
    text = "".join(page.extract_text() for page in reader.pages)
    assert not RADICAL.findall(text), "a search for these characters finds nothing"
    assert reader.metadata.creation_date.date().isoformat() == built.date(site)
    return text, inside, outside


def lines(page):
    """The lines of a sheet without blanks, which it has also where the font changes."""
    return [line.replace(" ", "") for line in page.extract_text().splitlines()]


def heading(site, chapter):
    html = (site / chapter.address / "index.html").read_text("utf-8")
    title = re.search(r"<h1[^>]*>(.*?)<a class=\"headerlink\"", html, re.DOTALL)[1]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", title)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_of_two_pages(opened, site, language, tmp_path):
    chapters = chosen(language)
    reader = printed(opened, language, tmp_path / "a.pdf", chapters)
    text, inside, outside = looked_at(reader, site, language, chapters)
    assert built.date(site) in reader.pages[0].extract_text()
    assert SAID[language] in text
    assert not [one for one in FRAMES[language] if one in text]
    led = [one.partition(":")[0] for one in inside]
    for chapter in chapters:  # in the contents, and in the other one
        assert led.count(f"/{chapter.name}") > 1, inside
    tool = built.home(site) + chapters[0].address
    assert tool in outside, outside
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.audit
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_of_all_pages(opened, site, language, tmp_path):
    chapters = built.chapters(language)
    reader = printed(opened, language, tmp_path / "a.pdf", chapters)
    *_, outside = looked_at(reader, site, language, chapters)
    pages = {built.home(site) + one.address for one in chapters}
    again = [one for one in outside if one in pages]
    tools = 1 + sum(map(len, map(tools_of(site), chapters)))
    assert len(again) <= tools, "a link leaves the book for a page that is in it"


def tools_of(site):
    tool = re.compile(r"<(?:conv-explorer|layer-stack|size-finder|conv-exercise)\b")
    return lambda one: tool.findall((site / one.address / "index.html").read_text("utf-8"))
