"""How pages are found: what they say of themselves, twins, sitemap, robots.txt, llms.txt."""

import os
import re
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest

from engine.lead import lead
from engine.llms import Listed, Site, llms
from tests.builder import build
from tests.project import HOME, LANGUAGES, said, small_copy
from tests.reading import built_pages, light, page_file

PROMISED = bool(os.environ.get("CARDS"))  # whether this build names pictures
ROOT = urlsplit(HOME).path
FOLDER = {"en": "", "zh": "zh/"}
LOCALE = {"en": "en_US", "zh": "zh_CN"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ROW = re.compile(r"^- \[([^\]]+)\]\(([^)\s]+)\): (\S.*)$")
SHORTEST, LONGEST = {"en": 25, "zh": 12}, {"en": 200, "zh": 90}  # of a description
PAGE = "# A page\n\nIt says *one* thing. And another.\n"


def address(language, name):
    return HOME + FOLDER[language] + ("" if name == "index" else f"{name}/")


def meta(page, name):
    """What a page says under a name, which it says once."""
    found = page.select(f'meta[property="{name}"], meta[name="{name}"]')
    assert len(found) == 1, f"{name} stands there {len(found)} times"
    return found[0]["content"]


def alternates(links):
    return {one["hreflang"]: one["href"] for one in links}


def twins(name):
    """The addresses of a page in each language, and for any other one."""
    found = {language: address(language, name) for language in LANGUAGES}
    return found | {"x-default": found["en"]}


# What a page says of itself


def test_every_page_has_a_description_of_its_own(site):
    found = Counter()
    for language, name in built_pages(site):
        text = meta(light(page_file(site, language, name)), "description")
        found[text] += 1
        assert SHORTEST[language] <= len(text) <= LONGEST[language], f"{language}/{name}: {text}"
        assert (language == "zh") == bool(re.search("[\u4e00-\u9fff]", text)), f"{name}: {text}"
    assert found.most_common(1)[0][1] == 1, f"two pages say {found.most_common(1)[0][0]!r}"


def test_every_page_names_itself_and_its_twins(site):
    for language, name in built_pages(site):
        page = light(page_file(site, language, name))
        here = address(language, name)
        assert page.select_one("link[rel=canonical]")["href"] == here
        assert alternates(page.select("link[hreflang]")) == twins(name), f"{language}/{name}"


def test_a_link_to_a_page_shows_what_it_is(site):
    for language, name in built_pages(site):
        page = light(page_file(site, language, name))
        other = LANGUAGES[language == LANGUAGES[0]]
        assert meta(page, "og:url") == address(language, name)
        assert meta(page, "og:description") == meta(page, "description")
        assert meta(page, "og:locale") == LOCALE[language]
        assert meta(page, "og:locale:alternate") == LOCALE[other]
        assert meta(page, "og:title") in page.title.get_text()
        pictures = [one["content"] for one in page.select('[property="og:image"]')]
        promised = [f"{HOME}assets/cards/{language}/{name}.png"] if PROMISED else []
        assert pictures == promised, "pictures stand where a build promises them, and nowhere else"


def test_the_icon_is_there(site):
    for language in LANGUAGES:
        path = page_file(site, language, "learn/convolution")
        icon = light(path).select_one("link[rel=icon]")["href"]
        assert (path.parent / icon).resolve().read_text("utf-8").startswith("<svg")


# What stands at the root


def test_one_sitemap_has_every_page_and_its_twins(site):
    pages = built_pages(site)
    found = {}
    for url in ET.parse(site / "sitemap.xml").getroot():
        links = [one.attrib for one in url.findall(LINK)]
        assert all(one["rel"] == "alternate" for one in links)
        found[url.findtext(f"{SITEMAP}loc")] = alternates(links)
    assert found == {address(language, name): twins(name) for language, name in pages}
    assert [path.relative_to(site).as_posix() for path in site.rglob("sitemap.xml")] == [
        "sitemap.xml"
    ]


def test_crawlers_are_welcome_and_told_of_the_sitemap(site):
    lines = (site / "robots.txt").read_text("utf-8").split("\n")
    assert "User-agent: *" in lines
    assert f"Sitemap: {HOME}sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)
    assert not (site / "zh" / "robots.txt").exists()


def test_llms_txt_lists_the_markdown_of_every_page(site):
    first, blank, summary, *rest = (site / "llms.txt").read_text("utf-8").split("\n")
    assert first.startswith("# ")
    assert not blank
    assert summary.startswith("> ")
    lists = "\n".join(rest).partition("\n## ")[2]
    lines = [line for line in lists.split("\n")[1:] if line and not line.startswith("## ")]
    rows = [ROW.match(line) for line in lines]
    assert all(rows), f"not a row of a list: {[one for one in lines if not ROW.match(one)]}"
    listed = {row[2]: row[3] for row in rows}
    assert len(listed) == len(rows)
    wanted = {
        f"{address(*page)}index.html.md": meta(light(page_file(site, *page)), "description")
        for page in built_pages(site)
    }
    assert listed == wanted
    assert all((site / one.removeprefix(HOME)).is_file() for one in listed)


@pytest.mark.parametrize("folder", FOLDER.values())
def test_who_finds_nothing_is_led_on_in_both_languages(site, folder):
    path = site / folder / "404.html"
    parts = light(path).select("article section[lang]")
    assert [one["lang"] for one in parts] == (["zh", "en"] if folder else ["en", "zh"])
    for part in parts:
        home = ROOT + FOLDER[part["lang"]]
        links = [one["href"] for one in part.select("a")]
        assert len(links) >= 5
        assert all(one.startswith(home) for one in links)
        assert all((site / one.removeprefix(ROOT) / "index.html").is_file() for one in links)
        assert part.form["action"] == home, "its search leads to the other language"
        assert part.form.select_one("input[name=q]"), "the theme's search reads q"
    assert not light(path).select("link[hreflang], link[rel=canonical], meta[property]")


# Where the site is, and where nobody knows


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small copy, and what builds it with words of the environment."""
    folder = tmp_path_factory.mktemp("found")
    root = small_copy(folder / "copy", PAGE, "# 一页\n\n它说*一件*事。还有一件。\n")

    def built(name, **env):
        done = build(root, folder / name, "--strict", env=env)
        assert done.returncode == 0, said(done)
        return folder / name

    return built


def test_an_unknown_address_is_said_nowhere(small):
    """As for a folder that is opened without a server."""
    site = small("nowhere", SITE_URL="")
    for language in LANGUAGES:
        path = page_file(site, language, "index")
        page = light(path)
        assert not page.select("link[rel=canonical], [property='og:url'], [property='og:image']")
        found = alternates(page.select("link[hreflang]"))
        assert set(found) == {*LANGUAGES, "x-default"}
        for of, link in found.items():
            there = (path.parent / link / "index.html").resolve()
            assert there == page_file(site, "zh" if of == "zh" else "en", "index").resolve()
        assert meta(page, "description") == (
            "It says one thing." if language == "en" else "它说一件事。"
        )
        assert path.with_name("index.html.md").read_text("utf-8").startswith("# ")
    assert not list(site.rglob("sitemap.xml*"))
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")
    assert "](index.html.md)" in (site / "llms.txt").read_text("utf-8")
    assert "](zh/index.html.md)" in (site / "llms.txt").read_text("utf-8")


def test_a_build_that_promises_pictures_names_them(small):
    home = "https://example.org/convolution/"
    site = small("pictures", SITE_URL=home, CARDS="1")
    for language in LANGUAGES:
        page = light(page_file(site, language, "index"))
        assert meta(page, "og:image") == f"{home}assets/cards/{language}/index.png"
        assert meta(page, "twitter:card") == "summary_large_image"
        assert meta(page, "og:url") == urljoin(home, FOLDER[language])
        assert '__md_scope=new URL("/convolution/"' in str(page), "each language keeps its own"


# The parts


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<h1>T</h1><p>One <em>two</em>, p. 3. Four.</p>", "One two, p."),
        ("<p>a &lt; b\nc! d</p>", "a < b c!"),
        ("<p>第一句。第二句。</p>", "第一句。"),
        ("<p></p><p>no end</p>", "no end"),
        ("<h1>T</h1>", ""),
    ],
)
def test_a_page_is_described_by_its_first_sentence(content, sentence):
    assert lead(content) == sentence


def test_llms_txt_has_the_form_of_llmstxt_org():
    english = Site("Name", "About.", {"Learn": [Listed("One", "one.md", "First.")]})
    chinese = Site("名字", "关于。", {"学习": [Listed("一", "zh/one.md", "第一。")]})
    text = llms([english, chinese])
    assert text.startswith("# Name\n\n> About.\n\n")
    assert "\n\n名字：关于。\n\n## Learn\n\n- [One](one.md): First.\n\n## 学习\n" in text
