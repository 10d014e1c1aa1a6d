"""Every address that the site ever had: facts/published.txt, for both languages.

`python -m tests.pages.published SITE` adds the new ones of a built site. It never takes one away:
a page or an anchor that is gone needs a line in facts/moved.yml.
"""

import sys
from pathlib import Path
from posixpath import join, normpath

from tests.project import ROOT
from tests.reading import built_pages, light, page_file

FILE = ROOT / "facts" / "published.txt"
COMMENT = "# Every page and anchor ever published, in either language; see facts/moved.yml.\n"
# A page's first heading needs no anchor: without one, the browser stays at the top as well.
HEADINGS = "h2[id], h3[id], h4[id], h5[id], h6[id]"


def listed():
    """The addresses on the list."""
    lines = FILE.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def addresses(site):
    """The address of every page of a built site, and of every heading on it."""
    for language, name in built_pages(site):
        page = "/" if name == "index" else f"/{name}/"
        yield page
        article = light(page_file(site, language, name)).select_one("article")
        yield from (f"{page}#{one['id']}" for one in article.select(HEADINGS))


def leads_somewhere(folder, address):
    """Whether an address still finds its page and its anchor, over redirects if need be."""
    path, _, anchor = address.partition("#")
    file = folder / path.strip("/") / "index.html"
    if not file.is_file():
        return False
    if light(file).select_one("meta[http-equiv=refresh]"):
        target, _, other = light(file).a["href"].partition("#")
        return leads_somewhere(folder, f"{normpath(join(path, target))}#{anchor or other}")
    return not anchor or light(file).find(id=anchor) is not None


def add(site):
    """Write the new addresses of a built site into the list, and say how many there are."""
    new = set(addresses(site)) - listed()
    lines = (f"{line}\n" for line in sorted(listed() | new))
    FILE.write_text(COMMENT + "".join(lines), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} has {len(new)} new addresses.")


if __name__ == "__main__":
    add(Path(sys.argv[1]))
