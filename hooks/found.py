"""What helps a page to be found and taken along: absolute addresses, its Markdown, llms.txt."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from engine import cards
from engine.as_markdown import MARKDOWN, blocks
from engine.llms import Listed, Site, llms

_sites: dict[str, tuple[MkDocsConfig, Navigation]] = {}  # by language, of this build


def set_up(config: MkDocsConfig, prefix: str) -> None:
    """Say where the site is; what must be absolute is left out where nobody knows.

    What the browser keeps, such as light or dark, is kept for both languages.
    """
    home = (config.site_url or "").removesuffix(prefix)
    config.extra["home"], config.extra["prefix"] = home, prefix
    config.extra["scope"] = urlsplit(home).path or "/"


def card(page: Page, config: MkDocsConfig) -> str:
    """The address of the picture of a page; empty where none is promised."""
    home, language = config.extra["home"], config.theme["language"]
    name = page.file.src_uri.removesuffix(".md")
    there = home and config.extra["cards"]
    return urljoin(home, f"{cards.FOLDER}/{cards.name(language, name)}") if there else ""


def markdown(page: Page, citation: str) -> str:
    """What a page shows, before its formulas are typeset, as Markdown, and where it is from."""
    shown = blocks.page(page.content or "", page.canonical_url or "")
    return f"{shown}\n---\n\n{citation}\n"


def write_markdown(page: Page, config: MkDocsConfig, text: str) -> None:
    """Write the Markdown of a page beside it."""
    write_file(text.encode(), str(Path(config.site_dir, page.file.dest_uri + MARKDOWN)))


def remember(nav: Navigation, config: MkDocsConfig) -> None:
    """Keep the navigation of one language, for llms.txt: its pages are not read yet."""
    _sites[config.theme["language"]] = config, nav


def site(config: MkDocsConfig, nav: Navigation) -> Site:
    """What llms.txt says of the site in one language."""
    sections: dict[str, list[Listed]] = {}
    for item in nav.items:
        name = item.title if isinstance(item, Section) else config.site_name
        rows = [listed(page, config) for page in pages_of(item)]
        sections.setdefault(str(name), []).extend(rows)
    return Site(config.site_name, config.site_description or "", sections)


def pages_of(item: object) -> list[Page]:
    """The pages of a part of the navigation, in order."""
    if isinstance(item, Section):
        return [page for child in item.children for page in pages_of(child)]
    return [item] if isinstance(item, Page) else []


def listed(page: Page, config: MkDocsConfig) -> Listed:
    """A row of llms.txt."""
    address = urljoin(config.extra["home"], config.extra["prefix"] + page.file.dest_uri + MARKDOWN)
    return Listed(str(page.title), address, str(page.meta["description"]))


def write_llms(config: MkDocsConfig) -> None:
    """Write llms.txt, when all languages are there."""
    text = llms([site(*one) for one in _sites.values()])
    write_file(text.encode(), str(Path(config.site_dir, "llms.txt")))
