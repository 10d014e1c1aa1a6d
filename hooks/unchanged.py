"""While serving, a page keeps its rendered text as long as nothing that it depends on changed.

A page depends on its own text, on the snippets that it includes, imports or documents, and on
the code that shows results. What search found in an unchanged text is kept as well. A build, as
opposed to a server, always makes every page anew.
"""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWING = (
    "render/*.py",
    "docs/glossary.yml",
    "tests/checked_cases.json",
    "overrides/assets/*.js",
)
RENDERED = ("content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render")


class Memory:
    """What the last build of this server made.

    `pages`: source path -> (key, attributes of the page). `found`: source path -> (text, entries
    of the search index).
    """

    serving = False
    snippets: dict = {}  # noqa: RUF012
    showing = ""
    pages: dict = {}  # noqa: RUF012
    found: dict = {}  # noqa: RUF012


def on_startup(command, **_):
    """Remember pages only between the rebuilds of a server."""
    Memory.serving = command == "serve"


def on_pre_build(config):
    """Take the fingerprints of all code once for each build."""
    snippets = sorted((ROOT / "snippets").glob("*.py"))
    Memory.snippets = {path.stem: fingerprint([path]) for path in snippets}
    Memory.showing = fingerprint(sorted(path for one in SHOWING for path in ROOT.glob(one)))


def fingerprint(paths):
    """A hash of the contents of files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def on_env(env, config, **_):
    """Let search read a page only when its text changed: it takes half of a small rebuild."""
    index = config.plugins["material/search"].search_index
    read = index.add_entry_from_context

    def remember(page):
        text, entries = Memory.found.get(source_of(page, config), (None, []))
        if Memory.serving and text == page.content:
            index.entries += entries
            return
        before = len(index.entries)
        read(page)
        Memory.found[source_of(page, config)] = (page.content, index.entries[before:])

    index.add_entry_from_context = remember
    return env


def on_page_markdown(markdown, page, config, **_):
    """Give an unchanged page what was rendered before, in the place of rendering it."""
    named = [code for stem, code in Memory.snippets.items() if uses(markdown, stem)]
    page.memory_key = (markdown, named, Memory.showing)
    key, rendered = Memory.pages.get(source_of(page, config), (None, {}))
    if Memory.serving and key == page.memory_key:
        page.render = lambda *_: vars(page).update(rendered)
    return markdown


def uses(markdown, stem):
    """Whether a page includes, imports, documents or lists a snippet."""
    return re.search(
        rf'"{stem}\.py|\b(?:from|import) {stem}\b|^::: {stem}$|Path\("snippets"\)',
        markdown,
        re.MULTILINE,
    )


def on_page_content(content, page, config, **_):
    """Keep the finished text."""
    page.content = content
    rendered = {name: getattr(page, name) for name in RENDERED}
    Memory.pages[source_of(page, config)] = (page.memory_key, rendered)
    return content


def source_of(page, config):
    """A name for the page that holds in both languages."""
    return f"{config.docs_dir}/{page.file.src_uri}"
