"""Run the executed fences of a page, and put their values into its prose.

markdown-exec parses the fences and shows source and result. This hook does the running, so that a
block that fails, exits or carries a misspelt option stops the build with one sentence, and so
that ``{{ name }}`` or ``{{ name:format }}`` in the prose becomes the value that the blocks of
this very page computed.
"""

import ast
import html
import io
import linecache
import re
import traceback
from contextlib import redirect_stdout

import numpy as np
from markdown_exec import base_format
from markdown_exec import validator as markdown_exec_validator
from markupsafe import Markup
from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException

EXECUTED = {"exec", "source", "result", "session", "id"}
SHOWN_ONLY = {"title", "hl_lines", "linenums"}
HIDE = "# markdown-exec: hide"
PROSE = (int, float, str, np.integer, np.floating)

# A value in prose, or a whole formula (where a value is put in without a tag around it).
FORMULA = r'<(?P<tag>span|div) class="arithmatex">.*?</(?P=tag)>'
VALUE = r"\{\{\s*(?P<name>\w+)(?::(?P<format>[^}]*?))?\s*\}\}"


class BlockError(SuperFencesException, BuildError):
    """A fence that is wrong or fails. SuperFences and MkDocs both let it through."""


class PageRun:
    """What the blocks of one page share: the session's name, its variables, and their history."""

    def __init__(self, session):
        """Start with an empty session."""
        self.session = session
        self.scope = {"__name__": session, "language": session.partition("/")[0]}
        self.ids = set()
        self.values = {}  # name -> every value that stood in scope after a block

    def remember_values(self):
        """Keep what prose may show, and notice a name that means two things on one page."""
        for name, value in self.scope.items():
            if is_prose(value):
                values = self.values.setdefault(name, [])
                if value not in values:
                    values.append(value)


def is_prose(value):
    """Whether prose may show a value: one number or text, or a tuple of those."""
    parts = value if isinstance(value, tuple) else [value]
    return all(isinstance(part, PROSE) for part in parts)


current = PageRun("")


def on_config(config):
    """Put this runner in the place of markdown-exec's."""
    for fence in config.mdx_configs["pymdownx.superfences"]["custom_fences"]:
        if fence["name"] == "python":
            fence.update(validator=validate, format=format_block)


def on_page_markdown(markdown, page, config, **_):
    """Start each page with a session of its own, named after its language and path."""
    global current
    current = PageRun(f"{config.theme['language']}/{page.file.src_uri.removesuffix('.md')}")
    return markdown


def validate(language, inputs, options, attrs, md):
    """Refuse every option that would pass silently; then let markdown-exec sort them."""
    allowed = EXECUTED if "exec" in inputs else SHOWN_ONLY
    unknown = sorted(set(inputs) - allowed)
    if unknown:
        raise BlockError(
            f"{current.session}: a python fence has the unknown option {', '.join(unknown)}; "
            f"this fence may have {', '.join(sorted(allowed))}."
        )
    if "exec" in inputs:
        check_names(inputs)
    return markdown_exec_validator(language, inputs, options, attrs, md)


def check_names(inputs):
    """A block's session is its language and page, and its id is its own."""
    identifier = inputs.get("id")
    if inputs.get("session") != current.session:
        raise BlockError(
            f'{current.session}: block "{identifier}" has session="{inputs.get("session")}"; '
            f'it must be session="{current.session}".'
        )
    if not identifier or identifier in current.ids:
        raise BlockError(
            f'{current.session}: every block needs an id of its own, and one has id="{identifier}".'
        )
    current.ids.add(identifier)


def format_block(source, language, css_class, options, md, **_):
    """Run a fence and wrap what it shows, so that styles and tests can find it by its id."""
    try:
        shown = base_format(
            language=language,
            run=run,
            code=source,
            md=md,
            transform_source=without_docstrings,
            # Links and headings of a result are the page's own, and get no prefix.
            **{**options, "id_prefix": ""},
        )
    except BlockError:
        raise
    except Exception as error:  # SuperFences would swallow it and show the fence as text
        raise BlockError(f"{current.session}#{options['id']}: {error!r}") from error
    return Markup(f'<div class="run" id="run-{options["id"]}">{shown}</div>')


def run(code, *, id, **_):
    """Execute a block in the page's session and return all that was printed."""
    name = f"<{current.session}#{id}>"
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            exec(compile(code, name, "exec"), current.scope)
    except SystemExit as error:
        raise BlockError(f"{name}: a block may not end the build, and it called exit.") from error
    except Exception as error:
        raise BlockError(f"{name} failed.\n{traceback.format_exc(limit=-3)}") from error
    current.remember_values()
    return printed.getvalue()


def without_docstrings(code):
    """What runs, and what is shown: the same less docstrings, which the prose stands for."""
    lines = code.splitlines()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            text = node.body[0]
            lines[text.lineno - 1 : text.end_lineno] = [HIDE] * (text.end_lineno - text.lineno + 1)
    return code, re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if HIDE not in line))


def on_page_content(content, **_):
    """Put the values into the prose."""
    return re.sub(f"(?s){FORMULA}|{VALUE}", put_values, content)


def put_values(match):
    """Tag a value in prose with its name; inside a formula put it in bare."""
    if match["tag"]:
        return re.sub(VALUE, formatted, match[0])
    return f'<data class="value" value="{match["name"]}">{formatted(match)}</data>'


def formatted(match):
    """The text of one value."""
    name, form = match["name"], match["format"] or ""
    values = current.values.get(name, [])
    if len(values) != 1 or not is_prose(current.scope.get(name)):
        raise BlockError(
            f"{current.session}: {{{{ {name} }}}} needs one number, text or tuple from the blocks "
            f"of this page; they left {values or 'none'} in it, and at last "
            f"{current.scope.get(name)!r}. Give the value a name of its own."
        )
    if isinstance(values[0], float) and not form:
        raise BlockError(
            f"{current.session}: {{{{ {name} }}}} is a float and needs a format, such as "
            f"{{{{ {name}:.2f }}}}."
        )
    return html.escape(format(values[0], form))
