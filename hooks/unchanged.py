"""While serving, a page keeps what was made of it as long as nothing that it depends on changed.

Its text depends on its source, on the snippets that it includes, imports or documents, and on the
code that shows results. What search found in it depends on that text, and the whole page also on
the navigation, the templates and the configuration. A build, as opposed to a server, always makes
every page anew.
"""

import hashlib
import re
from pathlib import Path

from mkdocs.exceptions import Abort

ROOT = Path(__file__).resolve().parent.parent
SHOWING = (
    "mkdocs*.yml",
    "render/*.py",
    "docs/glossary.yml",
    "tests/checked_cases.json",
    "overrides/assets/*.js",
    ".cache/web/*.js",
)
FRAME = ("mkdocs*.yml", "overrides/**/*.html", "docs/zh.dict")
CODE = re.compile(r"^[ \t]*(`{3,}).*?^[ \t]*\1|^::: .*?$", re.MULTILINE | re.DOTALL)
RENDERED = ("content", "toc", "present_anchor_ids", "links_to_anchors", "_title_from_render")


class Memory:
    """What the last build of this server made: kind and page -> (what it depends on, the thing)."""

    serving = False
    snippets: dict = {}  # noqa: RUF012
    showing = frame = ""
    made: dict = {}  # noqa: RUF012


def on_startup(command, **_):
    """Remember pages only between the rebuilds of a server."""
    Memory.serving = command == "serve"


def on_pre_build(config):
    """Take the fingerprints of all code once for each build."""
    take_fingerprints()


def take_fingerprints():
    """Read what code and templates are now."""
    snippets = sorted((ROOT / "snippets").glob("*.py"))
    Memory.snippets = {path.stem: fingerprint([path]) for path in snippets}
    Memory.showing, Memory.frame = (
        fingerprint(sorted(path for one in patterns for path in ROOT.glob(one)))
        for patterns in (SHOWING, FRAME)
    )


def fingerprint(paths):
    """A hash of the contents of files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def remembered(kind, page, config, key):
    """What was made of a page when it depended on the same; None otherwise."""
    known, made = Memory.made.get((kind, config.docs_dir, page.file.src_uri), (None, None))
    return made if Memory.serving and known == key else None


def remember(kind, page, config, key, made):
    """Keep what was made of a page."""
    Memory.made[kind, config.docs_dir, page.file.src_uri] = key, made


def on_page_markdown(markdown, page, config, files):
    """Give an unchanged page what was rendered before, in the place of rendering it."""
    page.neighbours = sorted(file.src_uri for file in files.documentation_pages())
    page.memory_key = key_of(markdown, page)
    rendered = remembered("text", page, config, page.memory_key)
    if rendered:
        page.render = lambda *_: vars(page).update(rendered)
    return markdown


def key_of(markdown, page):
    """All that the text of a page depends on; its links depend on which pages there are."""
    shown = "\n".join(found[0] for found in CODE.finditer(markdown))
    named = {stem: code for stem, code in Memory.snippets.items() if mentions(shown, stem)}
    return markdown, page.neighbours, named, Memory.showing


def mentions(code, stem):
    """Whether code names a snippet: to include it, to import it, or to document it."""
    named = rf"""(?<!["'])\b{stem}\b(?!["'])|["']{stem}\.py|import_module"""
    return re.search(named, code)


def on_page_content(content, page, config, **_):
    """Keep the finished text, unless something was saved while it was made."""
    page.content = content
    if Memory.serving and not remembered("text", page, config, page.memory_key):
        take_fingerprints()
        if key_of(page.memory_key[0], page) == page.memory_key:
            rendered = {name: getattr(page, name) for name in RENDERED}
            remember("text", page, config, page.memory_key, rendered)
    return content


def on_build_error(error, **_):
    """A build that ended by a warning must say it again, so render every page anew."""
    if isinstance(error, Abort):
        Memory.made.clear()


def on_env(env, config, **_):
    """Let search and the template handle a page only when it changed."""
    index = config.plugins["material/search"].search_index
    index.add_entry_from_context = searched_once(index, config)
    env.get_template = framed_once(env.get_template, config)
    return env


def searched_once(index, config):
    """The search plugin's reading of a page, remembered: it takes half of a small rebuild."""
    read = index.add_entry_from_context

    def read_once(page):
        key, before = (page.content, page.title, page.meta, Memory.frame), len(index.entries)
        entries = remembered("search", page, config, key)
        if entries is None:
            read(page)
            remember("search", page, config, key, index.entries[before:])
        else:
            index.entries += entries

    return read_once


def framed_once(get_template, config):
    """The getter of templates, where a page that did not change keeps its HTML."""

    class Framed:
        def __init__(self, template):
            self.template = template

        def render(self, context):
            page = context.get("page")
            if page is None:
                return self.template.render(context)
            around = [(one.title, one.url, one.meta) for one in context["nav"].pages]
            key = (page.content, page.meta, around, config.extra, Memory.frame)
            output = remembered("frame", page, config, key)
            if output is None:
                output = self.template.render(context)
                remember("frame", page, config, key, output)
            return output

    def get(name, parent=None, globals=None):
        found = get_template(name, parent, globals)
        return found if parent else Framed(found)  # a template's own parts pass as they are

    return get
