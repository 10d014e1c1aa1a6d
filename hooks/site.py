"""Every event of MkDocs that this site uses, in the order in which MkDocs raises them.

This file and its neighbours in the folder are all that knows MkDocs; whoever moves the site to
another builder rewrites them, and nothing else. What an event does is done by `engine`. Where one
event does several things, their order is the order of the lines, and a comment says why it matters.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file alone, by its path
    sys.path.insert(0, str(ROOT))

from engine import setup  # noqa: E402

# As soon as MkDocs loads this file, before anything else can fail on a missing import.
try:
    setup.check_all()
except setup.SetupError as error:
    raise ConfigurationError(str(error)) from None

import facts  # noqa: E402
from engine import (  # noqa: E402
    cite,
    fences,
    formulas,
    highlighting,
    modules,
    moved,
    offered,
    questions,
    reads,
    reference,
    runs,
    scripts,
    tex,
    values,
)
from engine.alone import file as alone  # noqa: E402
from engine.errors import PageError  # noqa: E402
from engine.provenance import provenance  # noqa: E402
from engine.templates import COMPILED  # noqa: E402
from facts import dictionary, styles  # noqa: E402
from hooks import labs, reuse, showing  # noqa: E402

PREFIX = {"en": "", "zh": "zh/"}
NAMES = {"en": "English", "zh": "中文"}
Command = Literal["build", "gh-deploy", "serve"]
asked: Command = "build"  # what MkDocs was asked for
with_code: set[str] = set()  # the pages whose code is offered as a file


def on_startup(command: Command, **_: Any) -> None:
    """Keep what MkDocs was asked for, for the Chinese build; remember pages only while serving."""
    global asked
    asked = command
    labs.set_up()  # before mkdocs-jupyter makes its first page
    reuse.memory.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Before anything is read: scripts, imports, fences, search's words, what made the site."""
    try:
        scripts.ensure()  # npm's packages and the bundles; milliseconds when nothing changed
    except scripts.ScriptsError as error:
        raise ConfigurationError(str(error)) from error
    modules.make_importable()
    highlighting.highlight_once()
    showing.install(config)
    if config.repo_url:  # as soon as it stands in mkdocs.yml, each page can be edited there
        config.edit_uri = f"edit/main/docs/{config.theme['language']}/"
    config.extra["provenance"] = provenance()
    with showing.sentences():
        dictionary.write()  # the search of the Chinese site opens it; that is built later
        config.extra["moved"] = facts.moved()


def on_pre_build(config: MkDocsConfig) -> None:
    """Once for each build and language: fingerprints."""
    reuse.begin_build()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is not in docs/: styles of KaTeX and of roles, scripts, snippets, labs."""
    files.append(File.generated(config, "assets/katex/katex.css", content=tex.style_sheet()))
    for font in tex.fonts():
        name = f"assets/katex/fonts/{font.name}"
        files.append(File.generated(config, name, abs_src_path=str(font)))
    for name, path in scripts.bundles().items():
        files.append(File.generated(config, f"assets/{name}", abs_src_path=str(path)))
    with showing.sentences():
        roles = styles.style_sheet()
    files.append(File.generated(config, "assets/roles.css", content=roles))
    made = config.extra["provenance"]
    line = offered.origin(config.site_name, config.site_url, made["commit"], made["changed"])
    for path in sorted((ROOT / "snippets").glob("*.py")):
        name, content = f"snippets/{path.name}", offered.stamped(path, line)
        files.append(File.generated(config, name, content=content))
    offer_code(files, config, line)
    for old, new in config.extra["moved"].items():
        if "#" not in old:
            redirect = moved.redirect_page(old, new)
            files.append(File.generated(config, f"{old[1:]}index.html", content=redirect))
    # Last, so that a build which fails on another page does not wait for a lab; and after
    # mkdocs-jupyter's own event, which wraps files and would lose where a lab lies on disk.
    labs.replace_files(files, config)
    return files


def offer_code(files: Files, config: MkDocsConfig, line: str) -> None:
    """Offer the code of each page as a file of the English site; both languages link to it."""
    if config.theme["language"] != "en":  # the English site is built first
        return
    with_code.clear()
    for page in files.documentation_pages():
        name = page.src_uri.removesuffix(".md")
        key, markdown = ("code", name), runs.english(name)
        text = reuse.memory.recall(key, (markdown, line))
        if text is None:
            with showing.sentences(), reads.measured() as measured:
                text = alone.written(markdown, name, line)
            reuse.memory.keep(key, (markdown, line), text, measured)
        if text:
            with_code.add(name)
            files.append(File.generated(config, f"code/{name}.py", content=text))


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Run a lab, and give MkDocs the Markdown of it to render."""
    return labs.read_source(page, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Run the page's code and fill the Chinese fences, before Markdown is turned into HTML."""
    language, name = config.theme["language"], page.file.src_uri.removesuffix(".md")
    where = f"docs/{language}/{page.file.src_uri}"
    with showing.sentences():
        # MkDocs takes front matter away once it has read it; what is left could not be read.
        if re.match(r"---[ \t]*\n", markdown):
            raise PageError(
                f"{where}: the front matter is not YAML; "
                "a text in it that holds a colon must stand in quotes."
            )
        showing.Current.page = runs.results(name)
        if not page.file.generated_by:  # as labs are, which are filled already
            if language != "en":
                markdown = fences.filled(markdown, runs.english(name), where)
            else:
                markdown = reference.described(markdown)
            if questions.MARK.search(markdown):
                here = Path(page.file.abs_src_path or "")
                markdown = questions.listed(markdown, here, neighbours(page))
            markdown = formulas.put(markdown, where, showing.Current.page.code)
            markdown = reference.shown(markdown, where)  # last: what it makes is checked by tests
    showing.Current.name, showing.Current.language = where, language
    showing.Current.how_checked = config.extra["words"]["how_checked"]
    showing.Current.copy_as = config.extra["words"]["copy_as"]
    showing.Current.copy_with = config.extra["words"]["copy_with"]
    showing.Current.address = config.site_url or ""
    showing.Current.report = lambda block: (
        cite.report(config.repo_url, page.canonical_url or "", block, config.extra["provenance"])
        if config.repo_url
        else ""
    )
    showing.Current.report_words = config.extra["words"]["report"]
    # Last, since it compares the text and the results with those of the build before.
    made = showing.Current.page
    reuse.before_text(markdown, page, files, (made.results, made.values))
    return markdown


def neighbours(page: Page) -> list[Path]:
    """The other pages of a page's section, in the order of the navigation."""
    found = page.parent.children if page.parent else []
    pages = [one for one in found if isinstance(one, Page) and one is not page]
    return [Path(one.file.abs_src_path or "") for one in pages]


def on_page_content(content: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Put the values of the blocks into the prose, once it is HTML and formulas are marked.

    And keep the anchors that moved.
    """
    with showing.sentences():
        known, name = showing.Current.page.values, showing.Current.name
        if not reuse.is_recalled(page):  # there the values are in their places already
            values.check_kept(page.markdown or "", content, name)
        content = values.put(content, known, name, showing.Current.language)
        page.content = moved.with_old_anchors(content, f"/{page.url}", config.extra["moved"])
    reuse.after_text(page)
    return page.content


def on_env(env: Any, config: MkDocsConfig, **_: Any) -> Any:
    """When all pages are HTML, before search and templates read them."""
    env.bytecode_cache = COMPILED
    reuse.search_once(config)
    reuse.frame_once(env, config)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Pages that have no twin, such as 404.html, lead to the home pages."""
    root = context["base_url"].rstrip("/").removesuffix("/zh")
    context["languages"] = languages(lambda prefix: f"{root}/{prefix}")
    return context


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any
) -> dict[str, Any]:
    """After search has read the page, so that its index holds words: typeset the formulas.

    And let the language switch and hreflang lead to the same page in the other language.
    """
    language = config.theme["language"]
    with showing.sentences():
        page.content = tex.typeset(page.content or "", f"docs/{language}/{page.file.src_uri}")
    here = PREFIX[language] + page.url
    context["languages"] = languages(lambda prefix: get_relative_url(prefix + page.url, here))
    name = page.file.src_uri.removesuffix(".md")
    context["code"] = get_relative_url(f"code/{name}.py", here) if name in with_code else ""
    made, address = config.extra["provenance"], page.canonical_url or here
    context["citation"] = cite.citation(
        page.title or "", config.site_name, offered.version(), address, made
    )
    return context


def languages(address: Callable[[str], str]) -> list[dict[str, str]]:
    """What the language switch offers; `address` makes a link of a language's prefix."""
    return [
        {"lang": language, "name": NAMES[language], "href": address(prefix)}
        for language, prefix in PREFIX.items()
    ]


def on_post_build(config: MkDocsConfig) -> None:
    """When the English site is done, build the Chinese one inside it; if that fails, both fail."""
    if config.theme["language"] != "en":
        return
    chinese = load_config(
        str(ROOT / "mkdocs.zh.yml"),
        site_dir=str(Path(config.site_dir) / "zh"),
        strict=config.strict,
        site_url=urljoin(config.site_url or "", "zh/"),
    )
    chinese.plugins.on_startup(command=asked, dirty=False)
    build(chinese)


def on_build_error(error: Exception, **_: Any) -> None:
    """A build that ended by a warning must say it again, so make every page anew."""
    if isinstance(error, Abort):
        reuse.memory.clear()
