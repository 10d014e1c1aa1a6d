"""While serving, let MkDocs make only those pages again that something changed.

MkDocs makes every page at every rebuild. Three steps of it take the time: making HTML of the text,
reading it for search, and putting it into the template. Each is remembered for each page.

Where somebody looks at a page, a rebuild makes that one first: `can_wait` says which others may
stay as they were, `behind` which of them did. They are not shown (hooks/serving.py).
"""

import contextlib
import hashlib
from collections.abc import Callable, Collection, Hashable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine import reads, searched, templates
from engine.memory import Memory

ROOT = Path(__file__).resolve().parent.parent
# What frames every page alike: the configuration, the theme, and the words that search keeps whole.
FRAME = ("mkdocs*.yml", "overrides/**/*.html", "facts/glossary.yml", "facts/asked.yml")
RENDERED = ("content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render")
SEARCH = "search/search_index.json"

memory = Memory()
behind: set[str] = set()  # the files that this build left as they were, as they are addressed
_frame = ""
_around: list[tuple[object, ...]] = []  # what pages show of one another
_in_view: Collection[str] = ()
_hurries: Callable[[], bool] = bool  # which is False
_measuring = contextlib.ExitStack()  # a step of a page


def begin_build() -> None:
    """Take the fingerprint of what frames the pages."""
    global _frame
    reads.look_around()
    found = sorted(path for pattern in FRAME for path in ROOT.glob(pattern))
    _frame = hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()


def begin_site() -> None:
    """Begin both languages."""
    memory.begin()
    behind.clear()


def look_at(in_view: Collection[str], hurries: Callable[[], bool]) -> None:
    """Say which pages are looked at, and, for as long as it is so, that the others can wait."""
    global _in_view, _hurries
    _in_view, _hurries = in_view, hurries


def can_wait(name: Hashable, address: str) -> bool:
    """Whether a file stays as it was, for now."""
    waits = _hurries() and address not in _in_view and memory.last(name) is not None
    if waits:
        behind.add(address)
    return waits


def recall(name: Hashable, key: object, address: str) -> Any:
    """What was made before, where it is as it would be now, or can wait."""
    made = memory.recall(name, key)
    return memory.last(name) if made is None and can_wait(name, address) else made


def address(page: Page, config: MkDocsConfig) -> str:
    """The file of a page in the site of both languages."""
    return f"{config.extra['prefix']}{page.file.dest_uri}"


def text_of(page: Page) -> Hashable:
    """Under which name the text of a page is kept."""
    return "text", page.file.abs_src_path or page.file.src_uri, page.file.dest_uri


def begin_text(markdown: str, page: Page, files: Files, config: MkDocsConfig) -> bool:
    """Give an unchanged page what was rendered before, in the place of rendering it.

    It depends on its Markdown, on which other pages there are, on what is shown of the commit, and
    on what is read while its code runs and its text is rendered, such as included snippets.
    """
    neighbours = sorted(file.src_uri for file in files.documentation_pages())
    commit = config.repo_url and {**config.extra["provenance"], "changed": None}
    key = (markdown, neighbours, commit, config.extra["moved"], _frame)
    rendered = recall(text_of(page), key, address(page, config))
    page.reuse = key, _measured(), rendered  # type: ignore[attr-defined]
    if rendered:
        page.render = lambda *_: vars(page).update(rendered)  # type: ignore[method-assign]
    return bool(rendered)


def is_recalled(page: Page) -> bool:
    """Whether a page has the text of an earlier rebuild."""
    return bool(page.reuse[-1])  # type: ignore[attr-defined]


def after_text(page: Page) -> None:
    """Keep the finished text."""
    _measuring.close()
    key, measured, rendered = page.reuse  # type: ignore[attr-defined]
    if not rendered:
        memory.keep(text_of(page), key, {part: getattr(page, part) for part in RENDERED}, measured)


def _measured() -> reads.Reads:
    """What is read from here on, to the end of this step or the beginning of the next one."""
    _measuring.close()
    return _measuring.enter_context(reads.measured()) if memory.serving else {}


def search_once(config: MkDocsConfig) -> None:
    """Let search read a page only when it changed: that takes half of a small rebuild."""
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    read = index.add_entry_from_context

    def read_once(page: Page) -> None:
        content = page.content
        name, before = ("search", config.docs_dir, page.file.src_uri), len(index.entries)
        key = (page.content, page.title, page.meta, _frame)
        entries = recall(name, key, SEARCH)
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


def begin_frames(pages: list[Page]) -> None:
    """When all pages have their text: keep what they show of one another."""
    _around[:] = [(one.title, one.url, dict(one.meta)) for one in pages]


def begin_frame(page: Page, config: MkDocsConfig, **more: object) -> Any:
    """What was made of a page around its text, where neither that nor anything around changed.

    `more` is what else the template shows.
    """
    name = ("frame", config.docs_dir, page.file.src_uri)
    text = (page.content, str(page.toc), page.title, dict(page.meta))
    key = (text, list(_around), config.extra, more, _frame)
    made = recall(name, key, address(page, config))
    page.reuse = name, key, _measured(), made  # type: ignore[attr-defined]
    return made


def after_frame(page: Page, output: str, markdown: str) -> None:
    """Keep a page in its frame, and its Markdown."""
    _measuring.close()
    name, key, measured, _ = page.reuse  # type: ignore[attr-defined]
    memory.keep(name, key, (output, markdown), measured)


def load_once(config: MkDocsConfig) -> None:
    """Let templates be compiled once for all rebuilds, and icons not be listed."""
    get_env = config.theme.get_env

    def prepared() -> Any:
        env = get_env()
        env.loader, env.bytecode_cache = templates.Loader(config.theme.dirs), templates.COMPILED
        return env

    config.theme.get_env = prepared  # type: ignore[method-assign]


def frame_once(env: Any) -> None:
    """Let the template handle a page only when the page or something around it changed."""
    get_template = env.get_template

    class Framed:
        def __init__(self, template: Any) -> None:
            self.template = template

        def render(self, context: dict[str, Any]) -> str:
            page = context.get("page")
            made = page and page.reuse[-1]
            if made:
                return str(made[0])
            output = str(self.template.render(context))
            if page:
                after_frame(page, output, context["markdown_text"])
            return output

    def get(name: str, parent: Any = None, globals: Any = None) -> Any:
        found = get_template(name, parent, globals)
        return found if parent else Framed(found)  # a template's own parts pass as they are

    env.get_template = get
