"""The rooms in which lies are planted: which files, and which of their text.

A room's text is a whole file with everything blanked out that does not belong to it, so that what
is found there has the offsets of the file.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from functools import cache

from engine.fences import FENCE
from tests.project import LANGUAGES, ROOT
from tests.source import ATTRIBUTES, FRONT_MATTER, INCLUDE, PIECE, TAG

BLANK = "\N{NULL}"
COMMENT_JS = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
TEXT_JS = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`')
WORD_JS = re.compile(r'^  (\w+):\s*("(?:\\.|[^"\\])*")', re.MULTILINE)
EXAMPLE = re.compile(r"^ *Examples:\n(?:(?: +.*)?\n)*", re.MULTILINE)
# The scripts that compute; the others place, colour and listen.
COMPUTING = (
    *("web/core/*.js", "web/layers/[!evim]*.js"),
    *("web/sizes/even.js", "web/sizes/find.js", "web/sizes/order.js", "web/sizes/rule.js"),
)
NOT_COMPUTING = (
    "link.js",
    "code.js",
    "read.js",
    "table.js",
    "types.js",
    "trouble.js",
    "repairs.js",
)


@dataclass(frozen=True)
class Text:
    """A file in which only what belongs to a room is left."""

    path: str
    language: str
    text: str


def blanked(text):
    return re.sub(r"[^\n]", BLANK, text)


def only(spans, text):
    """The text with all but some spans blanked out."""
    kept, end = [], 0
    for start, stop in sorted(spans):
        kept += [blanked(text[end:start]), text[start:stop]]
        end = stop
    return "".join([*kept, blanked(text[end:])])


def less(pattern, text, keep=lambda found: False):
    return pattern.sub(lambda found: found[0] if keep(found) else blanked(found[0]), text)


# Pages


def pages():
    for language in LANGUAGES:
        for path in sorted((ROOT / "docs" / language).rglob("*.md")):
            yield path.relative_to(ROOT).as_posix(), language, path.read_text("utf-8")
        for path in sorted((ROOT / "docs" / language).glob("labs/*.py")):
            text = path.read_text("utf-8")
            prose = re.finditer(r"^#(?! %%| ---| jupyter|   )[^\n]*$", text, re.MULTILINE)
            body = only([found.span() for found in prose], text)
            yield path.relative_to(ROOT).as_posix(), language, body


@cache
def prose():
    """The words of pages: no code, formula, value, link target, tag or attribute."""
    found = []
    for path, language, text in pages():
        for pattern in (FRONT_MATTER, FENCE, PIECE, INCLUDE):
            text = less(pattern, text)
        text = re.sub(r"(?<=\]\()[^()\s]*(?=[^()]*\))", lambda one: blanked(one[0]), text)
        found.append(Text(path, language, less(ATTRIBUTES, less(TAG, text))))
    return found


@cache
def markdown():
    """Pages as they are, fences apart."""
    return [Text(path, lang, less(FENCE, less(FRONT_MATTER, text))) for path, lang, text in pages()]


@cache
def inline_pages():
    """The words of pages that stand in headings, boxes and tables."""
    line = re.compile(r"^(?:#+ |!!! |\?\?\? |\|).*$", re.MULTILINE)
    return [
        Text(one.path, one.language, only([f.span() for f in line.finditer(one.text)], one.text))
        for one in prose()
    ]


@cache
def math():
    """The formulas of pages, inline and displayed."""
    found = []
    for path, language, text in pages():
        spans = [one.span() for one in PIECE.finditer(less(FENCE, text)) if one["inline"]]
        spans += [one.span("body") for one in FENCE.finditer(text) if "tex" in one["header"]]
        found.append(Text(path, language, only(spans, text)))
    return found


@cache
def page_code():
    """The blocks of pages, which stand in English alone; labs too."""
    found = []
    for path, language, text in pages():
        spans = [one.span("body") for one in FENCE.finditer(text) if "exec=" in one["header"]]
        if language == "en" and spans:
            found.append(Text(path, "", without_comments(only(spans, text))))
    return found


def without_comments(text):
    return re.sub(r"(?<=  )# .*$", lambda one: blanked(one[0]), text, flags=re.MULTILINE)


@cache
def inline_code():
    """Inline code of pages, and comments in their blocks."""
    found = []
    for path, language, text in pages():
        spans = [one.span() for one in PIECE.finditer(less(FENCE, text)) if one["code"]]
        for block in FENCE.finditer(text) if language == "en" else ():
            if "exec=" in block["header"]:
                comments = re.finditer(r"(?<=  )# .*$", block["body"], re.MULTILINE)
                at = block.start("body")
                spans += [(at + one.start(), at + one.end()) for one in comments]
        found.append(Text(path, language, only(spans, text)))
    return found


# Snippets


def snippets():
    for path in sorted((ROOT / "snippets").glob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def docstring_spans(text):
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(
            node
        ):
            one = node.body[0]
            public = not getattr(node, "name", "").startswith("_")
            yield (
                public,
                (
                    starts[one.lineno - 1] + one.col_offset + 3,
                    starts[one.end_lineno - 1] + one.end_col_offset - 3,
                ),
            )


@cache
def docstrings():
    """What is published of snippets: docstrings of modules and functions, less their examples."""
    return [
        Text(path, "", less(EXAMPLE, only([s for p, s in docstring_spans(text) if p], text)))
        for path, text in snippets()
    ]


@cache
def snippet_code():
    """The code of snippets alone."""
    found = []
    for path, text in snippets():
        spans = [span for _, span in docstring_spans(text)]
        for start, end in spans:
            text = text[:start] + blanked(text[start:end]) + text[end:]
        found.append(Text(path, "", less(re.compile("# .*$", re.MULTILINE), text)))
    return found


@cache
def snippet_comments():
    found = []
    for path, text in snippets():
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        at = [
            (starts[t.start[0] - 1] + t.start[1], t) for t in tokens if t.type == tokenize.COMMENT
        ]
        spans = [(start, start + len(t.string)) for start, t in at if "--8<--" not in t.string]
        found.append(Text(path, "", only(spans, text)))
    return found


# Scripts and their words


@cache
def scripts():
    """What the scripts compute with: no words and no comments."""
    files = sorted({path for pattern in COMPUTING for path in ROOT.glob(pattern)})
    return [
        Text(
            path.relative_to(ROOT).as_posix(),
            "",
            less(TEXT_JS, less(COMMENT_JS, path.read_text("utf-8"))),
        )
        for path in files
        if path.name not in NOT_COMPUTING
    ]


def words(*names):
    found = []
    for name in names:
        for language in LANGUAGES:
            path = ROOT / "web" / "words" / f"{name}.{language}.js"
            text = path.read_text("utf-8")
            spans = [one.span(2) for one in WORD_JS.finditer(text)]
            found.append(Text(path.relative_to(ROOT).as_posix(), language, only(spans, text)))
    return found


@cache
def captions():
    """The words of figures."""
    return words("figure")


@cache
def interface():
    """The words of the explorer and of the calculator."""
    return words("explorer", "layers")


# Files


def whole(language, *paths):
    found = [path for pattern in paths for path in sorted(ROOT.glob(pattern))]
    return [Text(p.relative_to(ROOT).as_posix(), language, p.read_text("utf-8")) for p in found]


@cache
def readme():
    """Both READMEs, less their commands."""
    return [
        Text(one.path, one.language, less(TAG, less(PIECE, less(FENCE, one.text))))
        for one in [*whole("en", "README.md"), *whole("zh", "README.zh.md")]
    ]


@cache
def navigation():
    """Titles and descriptions of the two configurations, and the front matter of pages."""
    line = re.compile(r"^(?:site_(?:name|description):|      ?  ?- [^:\n]+:|  - [^:\n]+:).*$", re.M)
    found = []
    for one in [*whole("en", "mkdocs.yml"), *whole("zh", "mkdocs.zh.yml")]:
        nav = one.text[: one.text.find("\ntheme:")]
        spans = [found.span() for found in line.finditer(nav)]
        text = only(spans, one.text)
        found.append(
            Text(one.path, one.language, re.sub(r"[\w/-]+\.md", lambda o: blanked(o[0]), text))
        )
    for path, language, text in pages():
        matter = FRONT_MATTER.match(text)
        if matter:
            about = re.search(r"^(?:title|description):.*$", matter[0], re.MULTILINE)
            found.append(Text(path, language, only([about.span()] if about else [], text)))
    return found


@cache
def facts():
    """Roles, glossary, formulas; what is said in a language is that language's."""
    found = []
    for one in whole("", "facts/formulas.yml", "facts/roles.yml", "facts/glossary.yml"):
        text = less(re.compile("^#.*$", re.MULTILINE), one.text)
        found.append(Text(one.path, "", text))
    return found


@cache
def snapshots():
    return whole("", "tests/snapshots/**/*.json")


@cache
def records():
    return whole("", "facts/counts.json")
