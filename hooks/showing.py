"""Show the fences of a page: what its blocks gave, and its displayed formulas.

markdown-exec lays out source and result. The engine has run the blocks before; here a fence only
looks up its result by its id.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from markdown_exec import base_format
from markdown_exec import validator as markdown_exec_validator
from markdown_exec._internal import rendering
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.superfences import SuperFencesException

from engine import languages
from engine.alone import copied
from engine.errors import PageError
from engine.pages import Page, Result
from facts import FactError, without_roles


class RefusedError(SuperFencesException, BuildError):  # type: ignore[misc]
    """What must not be published, in a sentence. SuperFences and MkDocs both let it through."""


@contextmanager
def sentences() -> Iterator[None]:
    """Let the sentences of the engine and of the facts stop the build, without a traceback."""
    try:
        yield
    except (PageError, FactError) as error:
        raise RefusedError(str(error)) from error


NO_RESULT = re.compile(r'<div class="result">\s*(<p>\s*</p>)?\s*</div>')
MATH = arithmatex_fenced_format(which="generic")
HEADING = re.compile(r"<h[1-6]")
# What was laid out in this build: most blocks show the same in both languages.
_laid_out: dict[tuple[object, ...], str] = {}


class Current:
    """The page that is being rendered, and how its language calls what it shows."""

    name = ""
    language = ""
    how_checked = ""
    copy_as = ""
    copy_with = ""
    address = ""  # of the site, for what a copied block imports from snippets
    report: Callable[[str], str]  # where a result of a block can be reported; empty without one
    report_words = ""
    page = Page()


def begin_build() -> None:
    """Lay everything out anew."""
    _laid_out.clear()
    # markdown-exec would keep each page of each rebuild, and with it the whole site.
    rendering._register_headings_processors.cache_clear()


def install(config: MkDocsConfig) -> None:
    """Put our formatters into the place of markdown-exec's, and add the one for formulas."""
    fences = config.mdx_configs["pymdownx.superfences"]["custom_fences"]
    for fence in fences:
        if fence["name"] == "python":
            fence.update(validator=validate, format=format_block)
    fences.append(
        {"name": "tex", "class": "arithmatex", "validator": accept, "format": format_formula}
    )


def validate(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, str], md: Any
) -> bool:
    """Whether a fence was executed; the engine has looked at its options already."""
    identifier = inputs.get("id", "")
    if inputs.pop("exec", None) is None:
        inputs.pop("id", None)  # no word for the highlighter
        return False
    inputs["exec"] = "on"
    return bool(markdown_exec_validator(language, {**inputs, "id": identifier}, options, attrs, md))


def accept(language: str, inputs: dict[str, str], options: dict[str, Any], *_: Any) -> bool:
    """Take a formula as it is, with its Python; its id is for the other language."""
    options["code"] = inputs.pop("code", "")
    return True


def format_formula(
    source: str, language: str, css_class: str, options: Any, md: Any, **others: Any
) -> str:
    """Show a formula, and let readers copy it as LaTeX and as Python."""
    shown = MATH(source, language, css_class, options, md, **others)
    latex = " ".join(without_roles(source).split())
    copies = [("LaTeX", latex), *([("Python", options["code"])] if options["code"] else [])]
    buttons = " ".join(
        f'<button type="button" data-clipboard-text="{escape(text)}">{name}</button>'
        for name, text in copies
    )
    said = f'<p class="copies" data-search-exclude>{Current.copy_as} {buttons}</p>'
    return f"{shown}{said}"


def format_block(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **_: Any
) -> str:
    """Show source and result of a block, so that styles and tests can find it by its id."""
    identifier = options["id"]
    result = Current.page.results.get(identifier)
    if result is None:
        raise RefusedError(f'{Current.name}: the block with id="{identifier}" was not run.')

    def laid_out(part: Result) -> str:
        printed = languages.in_one(part.printed, Current.language)
        how = {**options, **layout(part)}
        key = (language, part.source, printed, repr(sorted(how.items())))
        if key in _laid_out:
            return _laid_out[key]
        try:
            shown = str(
                base_format(
                    language=language,
                    run=lambda code, **_: printed,
                    code=source,
                    md=md,
                    transform_source=lambda code: (code, part.source),
                    **how,
                )
            )
        except Exception as error:  # SuperFences would swallow it and show the fence as text
            raise RefusedError(f"{Current.name}#{identifier}: {error!r}") from error
        if not part.printed:
            shown = NO_RESULT.sub("", shown)
        if not HEADING.search(shown):  # a heading also goes into the table of contents of its page
            _laid_out[key] = shown
        return shown

    button = under(identifier, result)
    if not result.is_check:
        return Markup(f'<div class="run" id="run-{identifier}">{laid_out(result)}</div>{button}')
    summary = f"<summary>{Current.how_checked}</summary>"
    if not result.is_markdown:
        # Its code repeats what the page is about, so that search would find it twice.
        box = f'<details class="check" id="run-{identifier}" data-search-exclude>'
        return Markup(f"{box}{summary}{laid_out(result)}{button}</details>")
    # What a check shows, such as an exercise, stands above the fold.
    shown, code = replace(result, source=""), replace(result, printed="", is_markdown=False)
    box = f'<details class="check" data-search-exclude>{summary}{laid_out(code)}{button}</details>'
    return Markup(f'<div class="run" id="run-{identifier}">{laid_out(shown)}{box}</div>')


def under(identifier: str, result: Result) -> str:
    """What stands under a block: what copies it with what it needs, and where to report it."""
    parts = [copy_button(result)]
    address = Current.report(identifier) if result.printed else ""
    if address:
        parts.append(f'<a class="report" href="{escape(address)}">{Current.report_words}</a>')
    said = " · ".join(part for part in parts if part)
    return f'<p class="copies block" data-search-exclude>{said}</p>' if said else ""


def copy_button(result: Result) -> str:
    """What copies a block together with what it needs from above; nothing where it needs nothing.

    The theme's own button copies the block as it stands. When the page is whole, `engine/copies.py`
    finds in it what this one copies.
    """
    if not result.source or not (result.needs or result.is_check):
        return ""
    text = escape(copied.whole(result, Current.address))
    if not text:
        return ""
    return f'<button type="button" data-copied="{text}">{Current.copy_with}</button>'


def layout(result: Result) -> dict[str, str]:
    """The options of markdown-exec that follow from the result."""
    return {
        "source": "block" if result.source else "",
        "result": "text" if result.printed and not result.is_markdown else "",
        "id_prefix": "",  # links and headings of a result are the page's own
    }
