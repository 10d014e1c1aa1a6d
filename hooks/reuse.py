"""While serving, let MkDocs make only those pages again that something changed.

MkDocs makes every page at every rebuild. Three steps of it take the time: rendering the text,
reading it for search, and putting it into the template. Each is remembered for each page.
"""

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine import reads, searched
from engine.memory import Memory

ROOT = Path(__file__).resolve().parent.parent
# What frames every page alike: the configuration, the theme, and the words that search keeps whole.
FRAME = ("mkdocs*.yml", "overrides/**/*.html", "facts/glossary.yml", "facts/asked.yml")
RENDERED = ("content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render")

memory = Memory()
_frame = ""
_measuring = contextlib.ExitStack()  # from the Markdown of a page to its HTML


def begin_build() -> None:
    """Take the fingerprint of what frames the pages."""
    global _frame
    found = sorted(path for pattern in FRAME for path in ROOT.glob(pattern))
    _frame = hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()


def before_text(markdown: str, page: Page, files: Files, made_from: object) -> None:
    """Give an unchanged page what was rendered before, in the place of rendering it.

    Its text depends on its Markdown, on what its code gave, on which other pages there are, and
    on the files that are read while it is rendered, such as included snippets.
    """
    neighbours = sorted(file.src_uri for file in files.documentation_pages())
    key = (markdown, made_from, neighbours, _frame)
    name = ("text", page.file.abs_src_path or page.file.src_uri, page.file.dest_uri)
    rendered = memory.recall(name, key)
    _measuring.close()
    measured = _measuring.enter_context(reads.measured())
    page.reuse = name, key, measured, rendered  # type: ignore[attr-defined]
    if rendered:
        page.render = lambda *_: vars(page).update(rendered)  # type: ignore[method-assign]


def is_recalled(page: Page) -> bool:
    """Whether a page has the text of an earlier rebuild."""
    return bool(page.reuse[-1])  # type: ignore[attr-defined]


def after_text(page: Page) -> None:
    """Keep the finished text."""
    _measuring.close()
    name, key, measured, rendered = page.reuse  # type: ignore[attr-defined]
    if not rendered:
        memory.keep(name, key, {part: getattr(page, part) for part in RENDERED}, measured)


def search_once(config: MkDocsConfig) -> None:
    """Let search read a page only when it changed: that takes half of a small rebuild."""
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    read = index.add_entry_from_context

    def read_once(page: Page) -> None:
        content = page.content
        name, before = ("search", config.docs_dir, page.file.src_uri), len(index.entries)
        key = (page.content, page.title, page.meta, _frame)
        entries = memory.recall(name, key)
        if entries is None:
            page.content = searched.text(content or "")
            read(page)
            page.content = content
            found, cut = index.entries[before:], index._segment_chinese
            index.entries[before:] = searched.with_words(found, config.theme["language"], cut)
            memory.keep(name, key, index.entries[before:])
        else:
            index.entries += entries

    index.add_entry_from_context = read_once


def frame_once(env: Any, config: MkDocsConfig) -> None:
    """Let the template handle a page only when the page or something around it changed."""
    get_template = env.get_template

    class Framed:
        def __init__(self, template: Any) -> None:
            self.template = template

        def render(self, context: dict[str, Any]) -> str:
            page = context.get("page")
            if page is None:
                return str(self.template.render(context))
            around = [(one.title, one.url, one.meta) for one in context["nav"].pages]
            name = ("frame", config.docs_dir, page.file.src_uri)
            key = (page.content, page.meta, around, config.extra, _frame)
            output = memory.recall(name, key)
            if output is None:
                output = self.template.render(context)
                memory.keep(name, key, output)
            return str(output)

    def get(name: str, parent: Any = None, globals: Any = None) -> Any:
        found = get_template(name, parent, globals)
        return found if parent else Framed(found)  # a template's own parts pass as they are

    env.get_template = get
