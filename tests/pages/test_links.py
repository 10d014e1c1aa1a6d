"""Every link leads somewhere on this site, and no page asks another host for anything."""

import json
import re
from functools import cache
from urllib.parse import unquote, urldefrag, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from facts import roles
from tests.project import HOME, LANGUAGES
from tests.reading import light, page_file
from tests.source import pages, without_fences

# What the browser loads by itself, by element; <a href> only leads somewhere.
LOADED = {
    "script": ["src"],
    "img": ["src", "srcset"],
    "iframe": ["src"],
    "source": ["src", "srcset"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
    "form": ["action"],
}
NAMED_ONLY = {"canonical", "alternate", "prev", "next", "license", "author"}
OTHER_HOST = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
CSS_URL = re.compile(r"""@import\s+["']([^"']+)|url\(\s*["']?([^"')]+)""")
NAMES = {"www.w3.org"}  # of SVG and MathML, and no request
MACROS = "|".join(role.macro for role in roles())
OURS = re.compile(rf"\\(?:{MACROS})\{{|\{{ #|--8<--|\]\((?!https?:)")
MAX_LAB = 120_000
HOSTS_OF_RUNTIMES = ("pyodide", "jsdelivr", "unpkg", "cdnjs", "googleapis", "gstatic")


def html_files(site):
    return sorted(site.rglob("*.html"))


@cache
def ids(path):
    """The ids of a page."""
    return {one["id"] for one in light(path).select("[id]")}


def addresses(path):
    """Every address in the elements of a page."""
    for one in light(path).select("[href], [src]"):
        yield one.get("href") or one.get("src") or ""


def target(site, path, address):
    """The file that an internal address leads to, and its fragment."""
    address, fragment = urldefrag(address)
    if not address:
        return path, fragment
    folder = site if address.startswith("/") else path.parent
    found = (folder / unquote(urlsplit(address).path).lstrip("/")).resolve()
    return (found / "index.html" if found.is_dir() or address.endswith("/") else found), fragment


def dead(site, path):
    """Every internal address of a page that leads nowhere."""
    for address in addresses(path):
        if urlsplit(address).scheme or OTHER_HOST.match(address):
            continue
        file, fragment = target(site, path, address)
        if not file.is_file():
            yield f"{address} leads to no file"
        elif fragment and file.suffix == ".html" and unquote(fragment) not in ids(file):
            yield f"{address} leads to no id"


def loaded_addresses(page):
    """All that a browser would fetch to show a page."""
    for name, attributes in LOADED.items():
        for one in page.find_all(name):
            yield from (one[attribute] for attribute in attributes if one.get(attribute))
    for one in page.find_all("link"):
        if not NAMED_ONLY & set(one.get("rel", [])):
            yield one.get("href", "")
    css = " ".join([one.get_text() for one in page.find_all("style")])
    css += " ".join(one["style"] for one in page.select("[style]"))
    yield from css_addresses(css)


def css_addresses(css):
    return [one or other for one, other in CSS_URL.findall(css)]


def outside(addresses):
    return sorted({one for one in addresses if OTHER_HOST.match(one.strip())})


# Links


def test_every_internal_link_leads_somewhere(site):
    assert len(html_files(site)) > 2 * 5
    for path in html_files(site):
        if path.name == "404.html":
            continue  # it stands at every depth, so its links start at the root of the host
        found = list(dead(site, path))
        assert not found, f"{path.relative_to(site)}: {'; '.join(found)}"


def test_a_dead_link_is_found(tmp_path):
    page = tmp_path / "index.html"
    page.write_text('<p id="here"></p><a href="#here"></a><a href="#no"></a><a href="no/"></a>')
    assert len(list(dead(tmp_path, page))) == 2


# Other hosts


def test_pages_load_nothing_from_another_host(site):
    for path in html_files(site):
        found = outside(loaded_addresses(light(path)))
        if path.name == "404.html":
            found = [one for one in found if not one.startswith(HOME)]
        assert not found, f"{path.relative_to(site)} loads {', '.join(found)}"


def test_style_sheets_load_nothing_from_another_host(site):
    for path in sorted(site.rglob("*.css")):
        css = path.read_text("utf-8")
        found = outside(css_addresses(css))
        assert not found, f"{path.relative_to(site)} loads {', '.join(found)}"
        for address in css_addresses(css):
            if not address.startswith(("data:", "#", "%23")):
                file = (path.parent / urlsplit(address).path).resolve()
                assert file.is_file(), f"{path.relative_to(site)}: {address} is no file"


def test_another_host_is_found():
    page = BeautifulSoup(
        '<script src="//cdn.example/x.js"></script><img src="https://example.org/a.png">'
        '<link rel="stylesheet" href="https://example.org/a.css">'
        '<link rel="canonical" href="https://example.org/"><a href="https://example.org/"></a>'
        '<p style="background: url(https://example.org/b.png)"></p>',
        "html.parser",
    )
    assert len(outside(loaded_addresses(page))) == 4


def test_no_python_runs_in_the_browser(site):
    for path in [*html_files(site), *site.rglob("*.js"), *site.rglob("*.css")]:
        text = path.read_text("utf-8").lower()
        if path.name.startswith("bundle."):
            continue  # Material's own script, see below
        found = [host for host in HOSTS_OF_RUNTIMES if host in text]
        assert not found, f"{path.relative_to(site)} names {', '.join(found)}"


def test_the_theme_has_no_reason_to_call_its_diagram_library(site):
    """Material's script names a CDN for Mermaid, and asks it only where a page has a diagram."""
    for path in html_files(site):
        assert not light(path).select(".mermaid"), f"{path.relative_to(site)} has a Mermaid diagram"


# The lab


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lab_is_light_and_its_notebook_is_linked(site, language):
    page = page_file(site, language, "labs/the-article")
    size = page.stat().st_size
    assert size <= MAX_LAB, f"{page.relative_to(site)} has {size:,} bytes, {MAX_LAB:,} are allowed"
    links = [one["href"] for one in light(page).select("article a[href$='.ipynb']")]
    assert links, "the lab does not offer its notebook"
    assert (page.parent / links[0]).resolve().is_file()


def notebook_file(site, language):
    return page_file(site, language, "labs/the-article").parent.parent / "the-article.ipynb"


def outputs(notebook):
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebook_runs_as_it_is_and_gives_what_it_shows(site, tmp_path):
    notebook = nbformat.read(notebook_file(site, "en"), as_version=4)
    nbformat.validate(notebook)
    assert sum(map(len, outputs(notebook))) > 3, "the notebook is offered without its outputs"
    again = json.loads(json.dumps(notebook), object_hook=nbformat.NotebookNode)
    for cell in again.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(again, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    assert outputs(again) == outputs(notebook)


def test_the_notebooks_differ_only_in_words(site):
    english, chinese = (
        nbformat.read(notebook_file(site, language), as_version=4) for language in LANGUAGES
    )
    code = [
        [(cell.source, cell.outputs) for cell in one.cells if cell.cell_type == "code"]
        for one in (english, chinese)
    ]
    assert code[0] == code[1]


def test_the_notebook_holds_no_markup_of_ours(site):
    """Roles, ids and relative links mean nothing in another program."""
    for language in LANGUAGES:
        for cell in nbformat.read(notebook_file(site, language), as_version=4).cells:
            if cell.cell_type == "markdown":
                found = OURS.search(cell.source)
                assert not found, f"{language}: {found[0]!r} in {cell.source!r}"


def test_every_language_names_the_other_at_the_same_page(site):
    for language in LANGUAGES:
        for path in html_files(site / "zh" if language == "zh" else site):
            inside = path.relative_to(site)
            if light(path).select("meta[http-equiv=refresh]"):
                continue  # a redirect is seen by nobody
            if path.name == "404.html" or (language == "en" and inside.parts[0] == "zh"):
                continue
            twin = site / inside.relative_to("zh") if language == "zh" else site / "zh" / inside
            found = light(path).select("link[hreflang], .md-select a[hreflang]")
            assert len(found) > 2 * len(LANGUAGES), f"{inside} does not offer the other language"
            for one in found:
                of = "en" if one["hreflang"] == "x-default" else one["hreflang"]
                wanted = path if of == language else twin
                address = one["href"].removeprefix(HOME.rstrip("/"))
                file, _ = target(site, path, address)
                assert file == wanted, f"{inside}: {one} should lead to {wanted.relative_to(site)}"


def test_our_scripts_name_no_host(site):
    """Material's scripts name some in comments; test_browser.py sees that none is asked."""
    for path in sorted(set(site.rglob("*.js")) - set(site.rglob("javascripts/**/*.js"))):
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text("utf-8"))) - NAMES
        assert not hosts, f"{path.relative_to(site)} names {', '.join(sorted(hosts))}: why?"


@pytest.mark.parametrize("page", pages(), ids=repr)
def test_links_name_their_page(page):
    """References such as [words][conv.window] are known to a first build only, not to a rebuild."""
    found = re.findall(r"\]\[[^\]]*\]", without_fences(page.markdown))
    assert not found, f"{page.where}: write [words](page.md#id) in the place of {found}"
