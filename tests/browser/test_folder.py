"""The site as a folder on a disk: pages, search and tools work, and nobody else is asked."""

import shutil
import zipfile
from contextlib import contextmanager
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from engine import moved
from tests.browser.browser import find_chromium
from tests.project import LANGUAGES
from tools.release import built, folder, packed

DESKTOP = {"width": 1280, "height": 800}
ASKED = {"en": "what does flipping the kernel mean?", "zh": "“翻转卷积核”是什么意思？"}
ANSWER = "faq/kernel-flip/index.html"
# All links of a page, also those that its scripts made.
LINKS = """[...document.querySelectorAll("a[href], area[href], link[href], [src]")].map(
  (one) => one.href || one.src)"""
in_chromium = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture(scope="module")
def disk(site, tmp_path_factory):
    target = tmp_path_factory.mktemp("disk") / "a folder"
    folder.write(site, target)
    yield target
    shutil.rmtree(target)


def home(disk, language, page=""):
    return (disk / built.FOLDER[language] / page / "index.html").as_uri()


def file_of(link):
    return unquote(urlsplit(link).path)


def missing(links, files):
    """The links to files that are not there."""
    return [one for one in links if one.startswith("file:") and file_of(one) not in files]


def test_every_link_leads_to_a_file(disk):
    files = {path.as_posix() for path in disk.rglob("*") if path.is_file()}
    pages = list(disk.rglob("*.html"))
    assert len(pages) >= sum(len(built.chapters(language)) for language in LANGUAGES)
    for page in pages:
        tags = "".join(folder.TAG.findall(page.read_text("utf-8")))
        links = [unescape(found["link"]) for found in folder.LINK.finditer(tags)]
        lost = missing([urljoin(page.as_uri(), one) for one in links], files)
        assert not lost, f"{page.relative_to(disk)} leads to {lost[:3]}"


def test_what_is_only_for_hosts_stays_out(disk):
    names = {path.name for path in disk.rglob("*")}
    assert not names & {
        "404.html",
        "sitemap.xml",
        "search_index.json",
        "robots.txt",
        "_headers",
        "cards",
    }
    assert not any(
        "Content-Security-Policy" in one.read_text("utf-8") for one in disk.rglob("*.html")
    )


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../a/", "../a/index.html"),
        ("../a/?mode=conv#b", "../a/index.html?mode=conv#b"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("#b", "#b"),
        ("?seed=1", "?seed=1"),
        ("../code/a.py", "../code/a.py"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_names_its_file(link, file):
    assert folder.to_file(link) == file


def test_a_page_that_moved_leads_to_a_file():
    page = folder.page(moved.redirect_page("/old/", "/new/#there"), "old/index.html")
    assert 'content="0; url=../new/index.html#there"' in page
    assert 'href="../new/index.html#there"' in page


def test_code_on_a_page_and_a_policy():
    html = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>a</title>'
    )
    code = '<p>href="a/" &lt;a href="b/"&gt;</p><a title="x > y" href="c/">'
    assert folder.page(html + code, "a/index.html") == (
        '<title>a</title><script src="../assets/folder.js"></script>'
        '<p>href="a/" &lt;a href="b/"&gt;</p><a title="x > y" href="c/index.html">'
    )


def test_the_same_build_gives_the_same_zip(tmp_path):
    for name in ("one", "two"):
        root = tmp_path / name
        (root / "assets").mkdir(parents=True)
        (root / "index.html").write_text('<title>a</title><time datetime="2001-02-03">', "utf-8")
        packed.write(root, tmp_path / f"{name}.zip")
    one, two = ((tmp_path / f"{name}.zip").read_bytes() for name in ("one", "two"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2001, 2, 3, 0, 0, 0)}
        assert f"{built.NAME}/index.html" in archive.namelist()
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two", "one.zip", "two.zip"}


@contextmanager
def reader(browser, disk):
    """A tab that writes down what a reader of the folder should never see."""
    context = browser.new_context(
        viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]
    )
    tab = context.new_page()
    tab.complaints = []
    tab.on("console", lambda one: tab.complaints.append(one.text))
    tab.on("pageerror", lambda one: tab.complaints.append(str(one)))
    tab.on("request", lambda one: note_stranger(tab, one.url, disk.as_uri()))
    yield tab
    context.close()
    assert tab.complaints == []


def note_stranger(tab, url, root):
    """Whatever is neither in the folder nor a part of a page is a stranger."""
    if not url.startswith((root, "data:", "blob:")):
        tab.complaints.append(f"asks for {url}")


@in_chromium
@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation_search_and_copies_work_from_a_disk(browser, disk, language):
    with reader(browser, disk) as tab:
        tab.goto(home(disk, language))
        tab.locator(".doors a").first.click()
        tab.wait_for_url("**/learn/convolution/index.html")
        tab.locator(".md-footer__link--next").click()
        tab.wait_for_url("**/learn/stride-padding-dilation/index.html")
        typed = tab.locator(".md-search__input")
        typed.click()
        typed.fill(ASKED[language])
        typed.press("Shift")  # the key that ends the input of Chinese
        links = tab.locator(".md-search-result__link")
        links.first.wait_for()
        answer = next(one for one in links.all()[:5] if ANSWER in one.get_attribute("href"))
        answer.click()
        tab.wait_for_url(f"**/{ANSWER}*")
        assert tab.locator("html").get_attribute("lang") == language
        button = tab.locator("p.copies.block button:visible").first
        button.click()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == button.get_attribute("data-clipboard-text")


@in_chromium
@pytest.mark.parametrize("language", LANGUAGES)
def test_tools_work_from_a_disk(browser, disk, language):
    other = "zh" if language == "en" else "en"
    with reader(browser, disk) as tab:
        tab.goto(home(disk, language, "tools/explorer"))
        tab.locator("[data-do=mode][data-value=conv]").click()
        tab.wait_for_url("**/index.html?mode=conv*")
        tab.locator(".md-select > button").hover()
        tab.locator(f".md-select a[hreflang={other}]").click()
        tab.wait_for_url(f"{home(disk, other, 'tools/explorer')}?mode=conv*")
        pressed = tab.locator("[data-do=mode][data-value=conv]")
        assert pressed.get_attribute("aria-pressed") == "true"
        tab.goto(home(disk, language, "tools/layers"))
        code = tab.locator("layer-stack textarea")
        code.fill("nn.Sequential(nn.Conv2d(3, 5, 7, stride=2))")
        tab.locator("layer-stack table").get_by_text("29").first.wait_for()  # (64 - 7) // 2 + 1
        tab.goto(home(disk, language, "learn/convolution"))
        exercise = tab.locator("conv-exercise").first
        exercise.locator("[name=answer]").fill("1000")
        exercise.locator("button:not([data-do])").first.click()
        assert exercise.locator(".exercise__said").inner_text()


@in_chromium
@pytest.mark.audit
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_quiet_on_a_disk_and_its_links_lead_to_files(browser, disk, language):
    files = {path.as_posix() for path in disk.rglob("*") if path.is_file()}
    for chapter in built.chapters(language):
        with reader(browser, disk) as tab:
            tab.goto((disk / chapter.address / "index.html").as_uri(), wait_until="load")
            lost = missing(tab.evaluate(LINKS), files)
            assert not lost, f"/{chapter.address} leads to {lost[:3]}"
