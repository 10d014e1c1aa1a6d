"""Every event of MkDocs that this site uses, in the order in which MkDocs raises them.

This file and its neighbours in the folder are all that knows MkDocs; whoever moves the site to
another builder rewrites them, and nothing else. What an event does is done by `engine`. Where one
event does several things, their order is the order of the lines, and a comment says why it matters.
"""

import gc
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

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
    copies,
    fences,
    fonts,
    foreign,
    formulas,
    highlighting,
    lead,
    modules,
    moved,
    offered,
    pages,
    policy,
    questions,
    reads,
    reference,
    runs,
    scripts,
    tex,
    values,
)
from engine.alone import file as alone  # noqa: E402
from engine.as_markdown import MARKDOWN  # noqa: E402
from engine.errors import PageError  # noqa: E402
from engine.provenance import provenance  # noqa: E402
from facts import dictionary, styles  # noqa: E402
from hooks import found, labs, reuse, serving, showing  # noqa: E402

PREFIX = {"en": "", "zh": "zh/"}
NAMES = {"en": "English", "zh": "中文"}
LOCALES = {"en": "en_US", "zh": "zh_CN"}  # as og:locale has them
FONTS = "assets/katex/fonts.css"
Command = Literal["build", "gh-deploy", "serve"]
asked: Command = "build"  # what MkDocs was asked for
with_code: set[str] = set()  # the pages whose code is offered as a file
inline: set[str] = set()  # the scripts that stand in pages, as a policy names them


def on_startup(command: Command, **_: Any) -> None:
    """Keep what MkDocs was asked for, for the Chinese build; remember pages only while serving."""
    global asked
    asked = command
    labs.set_up()  # before mkdocs-jupyter makes its first page
    # PyTorch and the trees of all code stay; to look for garbage among them every few hundred
    # objects, as Python does, takes a seventh of a build.
    gc.set_threshold(50_000, 20, 20)
    reuse.memory.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Before anything is read: scripts, imports, fences, search's words, what made the site."""
    if asked == "serve" and config.theme["language"] == "en":
        serving.new_folder(config)
    try:
        scripts.ensure()  # npm's packages and the bundles; milliseconds when nothing changed
    except scripts.ScriptsError as error:
        raise ConfigurationError(str(error)) from error
    modules.make_importable()
    reuse.load_once(config)
    highlighting.highlight_once()
    showing.install(config)
    if config.repo_url:  # as soon as it stands in mkdocs.yml, each page can be edited there
        config.edit_uri = f"edit/main/docs/{config.theme['language']}/"
    found.set_up(config, PREFIX[config.theme["language"]])
    config.extra["provenance"] = provenance()
    with showing.sentences():
        dictionary.write()  # the search of the Chinese site opens it; that is built later
        config.extra["moved"] = facts.moved()


def on_pre_build(config: MkDocsConfig) -> None:
    """Once for each build and language: fingerprints; what is laid out serves both languages."""
    reuse.begin_build()
    if config.theme["language"] == "en":
        reuse.begin_site()
        inline.clear()
        showing.begin_build()
        with_code.clear()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is not in docs/: styles of KaTeX and of roles, scripts, snippets, labs."""
    files.append(File.generated(config, "assets/katex/katex.css", content=fonts.style_sheet()))
    if asked == "serve":  # they are whole, and no page waits for their being cut
        for name, path in fonts.whole().items():
            files.append(File.generated(config, f"assets/katex/{name}", abs_src_path=str(path)))
        faces = fonts.faces({name: name for name in fonts.whole()})
        files.append(File.generated(config, FONTS, content=faces))
    for name, path in scripts.bundles().items():
        files.append(File.generated(config, f"assets/{name}", abs_src_path=str(path)))
    with showing.sentences():
        roles = styles.style_sheet()
    files.append(File.generated(config, "assets/roles.css", content=roles))
    line = origin(config)
    for path in sorted((ROOT / "snippets").glob("*.py")):
        name, content = f"snippets/{path.name}", offered.stamped(path, line)
        files.append(File.generated(config, name, content=content))
    if asked == "build" and config.theme["language"] == "en":
        names = [page.src_uri.removesuffix(".md") for page in files.documentation_pages()]
        runs.ahead.begin(
            [(pages.executed, runs.english(name), name) for name in names]
            + [(alone.written, runs.english(name), name, line) for name in names]
        )
    for old, new in config.extra["moved"].items():
        if "#" not in old:
            redirect, name = moved.redirect_page(old, new), f"{old[1:]}index.html"
            files.append(File.generated(config, name, content=with_policy(redirect, name)))
    # Last, so that a build which fails on another page does not wait for a lab; and after
    # mkdocs-jupyter's own event, which wraps files and would lose where a lab lies on disk.
    labs.replace_files(files, config)
    return files


def origin(config: MkDocsConfig) -> str:
    """What stands over each file that is offered."""
    made = config.extra["provenance"]
    return offered.origin(config.site_name, config.site_url, made["commit"], made["changed"])


def offer_code(name: str, config: MkDocsConfig) -> None:
    """Offer the code of a page as a file of the English site; both languages link to it."""
    line, markdown, file = origin(config), runs.english(name), f"code/{name}.py"
    key = markdown, line
    text = reuse.recall(file, key, file)
    if text is None:
        with showing.sentences(), reads.measured() as measured:
            text = runs.ahead.call(alone.written, markdown, name, line)
        reuse.memory.keep(file, key, text, measured)
    if text:
        with_code.add(name)
        write_file(text.encode(), str(Path(config.site_dir, file)))


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> None:
    """Keep the order of the pages for llms.txt."""
    found.remember(nav, config)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Run a lab, and give MkDocs the Markdown of it to render."""
    return labs.read_source(page, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Run the page's code and fill the Chinese fences, before Markdown is turned into HTML."""
    if reuse.begin_text(markdown, page, files, config):
        return markdown
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
    if not reuse.is_recalled(page):
        with showing.sentences():
            known, name = showing.Current.page.values, showing.Current.name
            values.check_kept(page.markdown or "", content, name)
            content = values.put(content, known, name, showing.Current.language)
            page.content = moved.with_old_anchors(content, f"/{page.url}", config.extra["moved"])
    reuse.after_text(page)
    # Now, since other pages may show it.
    page.meta.setdefault("description", lead.lead(page.content or ""))
    return page.content or ""


def on_env(env: Any, config: MkDocsConfig, files: Files, **_: Any) -> Any:
    """When all pages are HTML, before search and templates read them."""
    env.trim_blocks = env.lstrip_blocks = True  # lines of templates that say nothing weigh nothing
    reuse.search_once(config)
    reuse.begin_frames([one.page for one in files.documentation_pages() if one.page])
    reuse.frame_once(env)
    return env


def on_template_context(context: dict[str, Any], config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Pages that have no twin, such as 404.html, lead to the home pages; the sitemap knows all."""
    root = context["base_url"].rstrip("/").removesuffix("/zh")
    context["languages"] = languages(lambda prefix: f"{root}/{prefix}")
    context["home"], context["prefixes"] = config.extra["home"], PREFIX
    context["at_root"] = config.theme["language"] == "en"  # what is empty elsewhere is not written
    return context


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any
) -> dict[str, Any]:
    """After search has read the page, so that its index holds words: typeset the formulas.

    Mark what is in another language. And let the language switch and hreflang lead to the same page
    in the other language.
    """
    language = config.theme["language"]
    name = page.file.src_uri.removesuffix(".md")
    if language == "en":  # the English site is built first
        offer_code(name, config)
    if made := reuse.begin_frame(page, config, code=name in with_code):
        found.write_markdown(page, config, made[1])
        return context
    here, home = PREFIX[language] + page.url, config.extra["home"]
    made, address = config.extra["provenance"], page.canonical_url or here
    context["citation"] = cite.citation(
        page.title or "", config.site_name, offered.version(), address, made
    )
    # Before the formulas are typeset: Markdown has them as TeX.
    context["markdown"] = f"{PurePosixPath(page.file.dest_uri).name}{MARKDOWN}"
    context["markdown_text"] = found.markdown(page, context["citation"]["text"])
    found.write_markdown(page, config, context["markdown_text"])
    with showing.sentences():
        where = f"docs/{language}/{page.file.src_uri}"
        content = copies.by_lines(tex.typeset(page.content or "", where, language))
        page.content = foreign.marked(content, language)
    context["languages"] = languages(
        lambda prefix: get_relative_url(prefix + page.url, here),
        lambda prefix: f"{home}{prefix}{page.url}" if home else "",
    )
    context["card"] = found.card(page, config)
    context["code"] = get_relative_url(f"code/{name}.py", here) if name in with_code else ""
    return context


def on_post_template(output: str, template_name: str, **_: Any) -> str:
    """404.html has a policy as pages have."""
    return with_policy(output, template_name) if template_name.endswith(".html") else output


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Last, when all scripts are in the page: say in it which of them may run."""
    return with_policy(output, page.file.dest_uri)


def with_policy(html: str, where: str) -> str:
    """A page with its policy; none while serving, where MkDocs puts a script in afterwards."""
    if asked == "serve":
        return html
    inline.update(policy.inline_scripts(html))
    with showing.sentences():
        return policy.with_meta(html, where)


def languages(
    link: Callable[[str], str], absolute: Callable[[str], str] = lambda _: ""
) -> list[dict[str, str]]:
    """What the language switch and hreflang offer; both functions make one of a prefix.

    An address that nobody knows is a link.
    """
    return [
        {
            "lang": language,
            "locale": LOCALES[language],
            "name": NAMES[language],
            "href": link(prefix),
            "address": absolute(prefix) or link(prefix),
        }
        for language, prefix in PREFIX.items()
    ]


def on_post_build(config: MkDocsConfig) -> None:
    """When the English site is done, build the Chinese one inside it; if that fails, both fail.

    Then all formulas are known, and their fonts are cut, but not while serving; and hosts are told
    which headers go with the pages of both.
    """
    if config.theme["language"] != "en":
        return
    runs.ahead.end()
    chinese = load_config(
        str(ROOT / "mkdocs.zh.yml"),
        site_dir=str(Path(config.site_dir) / "zh"),
        strict=config.strict,
        site_url=urljoin(config.site_url, "zh/") if config.site_url else "",
    )
    chinese.plugins.on_startup(command=asked, dirty=False)
    build(chinese)
    found.write_llms(config)
    if asked != "serve":
        sheet = fonts.embedded()
        for prefix in PREFIX.values():
            Path(config.site_dir, prefix + FONTS).write_text(sheet, encoding="utf-8")
        write_headers(Path(config.site_dir))


def write_headers(site: Path) -> None:
    """When both languages are done, say to hosts with which headers to send the site."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    with showing.sentences():
        for name, text in policy.header_files(inline, names).items():
            (site / name).write_text(text, encoding="utf-8")


def on_serve(server: LiveReloadServer, builder: Callable[[], None], **_: Any) -> LiveReloadServer:
    """When the first build is done: show what is looked at first, from then on."""
    serving.show(server, builder)
    return server


def on_build_error(**_: Any) -> None:
    """What was made in a build that failed may have been warned of: that must be said again."""
    runs.ahead.end()
    reuse.memory.forget_new()
