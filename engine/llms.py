"""llms.txt, as https://llmstxt.org has it: what the site is, and where its Markdown lies."""

from dataclasses import dataclass

PREFACE = (
    "Every page is here in each language, as Markdown with its computed results. Each address less "
    "`index.html.md` is the page itself."
)


@dataclass(frozen=True)
class Listed:
    """A page: its title, the address of its Markdown, and what it is about."""

    title: str
    address: str
    about: str


@dataclass(frozen=True)
class Site:
    """The site in one language, its pages by the sections of the navigation."""

    name: str
    about: str
    sections: dict[str, list[Listed]]


def llms(sites: list[Site]) -> str:
    """The file for all languages, the first one's name above."""
    first = sites[0]
    parts = [f"# {first.name}", f"> {first.about}", PREFACE]
    for site in sites:
        if site is not first:
            parts.append(f"{site.name}：{site.about}")
    for site in sites:
        for name, pages in site.sections.items():
            rows = [f"- [{page.title}]({page.address}): {page.about}" for page in pages]
            parts.append("\n".join([f"## {name}", "", *rows]))
    return "\n\n".join(parts) + "\n"
