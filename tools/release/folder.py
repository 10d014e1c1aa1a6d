"""The built site as a folder that opens without a server: links name files, search finds its index.

A browser shows the list of a folder where a link ends with a slash, may read no other file from a
script, and starts no worker. So links get their `index.html`, the index becomes a script, which
Material asks for on `file:` by itself, and `folder.js` lets workers start.
"""

import json
import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

# Without a host nobody asks for these; a card is for who shows a link to an address.
FOR_HOSTS = ("404.html", "sitemap.xml*", "robots.txt", "llms.txt", "_headers*", "cards", "*.map")
SCRIPT = Path(__file__).with_name("folder.js")
PLACE = "assets/folder.js"
TAG = re.compile(r"""<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>""", re.IGNORECASE)
LINK = re.compile(r'(?<=\s)(?P<name>href|src|action)="(?P<link>[^"]*)"')
REFRESH = re.compile(r'(?<=; url=)[^"]*')  # what a page that moved says
# A policy speaks of origins, and a file has none: what is the site's own is a stranger there.
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"', re.IGNORECASE)


def write(site: Path, target: Path) -> None:
    """Write the site to a new folder, as it works there."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns(*FOR_HOSTS))
    shutil.copy(SCRIPT, target / PLACE)
    for path in target.rglob("*.html"):
        here = path.relative_to(target).as_posix()
        path.write_text(page(path.read_text(encoding="utf-8"), here), encoding="utf-8")
    for path in target.rglob("search_index.json"):
        script = index(json.loads(path.read_text(encoding="utf-8")))
        path.with_suffix(".js").write_text(script, encoding="utf-8")
        path.unlink()


def page(html: str, here: str) -> str:
    """A page of the site as it is in the folder."""
    html = TAG.sub(lambda tag: _tag(tag[0]), html)
    if 'http-equiv="refresh"' in html:
        return REFRESH.sub(lambda link: to_file(link[0]), html)
    up = posixpath.relpath(PLACE, posixpath.dirname(here))
    return html.replace("</title>", f'</title><script src="{up}"></script>', 1)


def _tag(tag: str) -> str:
    """A tag whose addresses name files."""
    if POLICY.match(tag):
        return ""
    return LINK.sub(lambda found: f'{found["name"]}="{to_file(found["link"])}"', tag)


def to_file(link: str) -> str:
    """The file that a server gives for a link of the site; every other link as it is."""
    there = urlsplit(link)
    if there.scheme or there.netloc or posixpath.basename(there.path) not in ("", ".", ".."):
        return link
    if not there.path:  # an anchor or a question to the page itself
        return link
    return there._replace(path=posixpath.join(there.path, "index.html")).geturl()


def index(found: dict[str, object]) -> str:
    """The script that Material loads in the place of the index of search."""
    docs = found["docs"]
    assert isinstance(docs, list)
    for one in docs:
        path, mark, anchor = one["location"].partition("#")
        one["location"] = to_file(path or ".").removeprefix("./") + mark + anchor
    return f"var __index = {json.dumps(found, ensure_ascii=False)};\n"
