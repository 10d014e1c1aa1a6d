"""Find numbers that somebody typed where a reader takes them for computed ones.

Every text is read as NFKC first: ½, ⑨, x² and full-width digits are digits then. What is allowed
is a name or a default, listed here, or an exact phrase of one page, listed in `spoken.yml`.
"""

import ast
import re
import unicodedata

from tests.lint.spoken import NUMBER_WORD
from tests.source import (
    ATTRIBUTES,
    LINK,
    TAG,
    codes,
    comments,
    fences,
    formulas,
    prose,
    tree,
    without_fences,
)

DIGIT = re.compile(r"\d")
ROMAN = re.compile("[\u2160-\u2188]")
NAMED = (
    r"\b(?:\w+\.)?\w*[Cc]onv(?:_?[Tt]ranspose)?[123][dD](?!\d)[A-Za-z_]*\b"
    r"|\b(?:u?int(?:8|16|32|64)|b?float(?:16|32|64)|im2col|col2im)\b"
)
# Digits in words that are no result. Each has its reason. They are taken away in this order.
IN_PROSE = {
    r"^[ \t]*(?:>[ \t]*)*\d\.[ \t]": "the mark of an ordered list",
    r"\b(?:stride|dilation) 1\b": "PyTorch's default, which defines a case",
    r"(?:步幅|空洞率)(?:为|大于| )? ?1(?![\d.])": "the same in Chinese, which writes the digit",
    r"全(?:是)? 1(?![\d.])": "a kernel of ones, by its Chinese name",
    r"180°": "the rotation of the theorem, and its name",
    r"\b[123]-?[dD]\b": "dimensions are names: 1-D, 2-D, 3-D",
    NAMED: "functions and dtypes: Conv2d, float32, int64",
    r"\[\^\w+\]:?": "the mark of a footnote",
    "四周": "the Chinese for around",
    r"\bCC BY 4\.0(?![.\d]*\d)": "the name of a licence",
}
# Parts of formulas that hold digits and state no result.
IN_FORMULA = {
    r"180\s*(?:\^\s*\{?\\circ\}?|°)": "the rotation of the theorem",
    r"\\(?:begin|end)\{[^{}]*\}": "a part of the layout",
    NAMED: "a name, such as F.conv1d",
    r"_\s*(?:\{[a-z012,\s+-]*\}|[a-z012])(?![\d])": "an index: w_0, x_{n,1}",
    r"(?:\\(?:leq?|geq?|neq?|lt|gt)\b|[<>])\s*-?[01](?![\d.])": "a bound: s >= 1, p' < 0",
    r"(?<![\d.])[01]\s*(?=\\(?:leq?|geq?|lt|gt)\b|[<>])": "a bound: 0 <= t",
    r"=\s*[01]\s*,\s*\\[lc]?dots": "the start of a range",
    r"(?<![\w'])[sd]\s*=\s*1(?![\d.])": "PyTorch's default, which defines a case",
    r"(?<![\w'])(?:p|op)\s*=\s*0(?![\d.])": "PyTorch's default, which defines a case",
}
# In what a block shows, beside a symbol or a computed value: 2p, k - 1. On a page, a formula that
# computes is written from code, and holds none.
BESIDE_SYMBOLS = r"(?<![\d.])[012](?![\d.])"
IN_CODE = {
    r"\b(?:stride|dilation|groups)=1\b": "PyTorch's default",
    r"\b(?:output_)?padding=0\b": "PyTorch's default",
    NAMED: "functions and dtypes",
}
SILENT = {"class", "exec", "height", "hl_lines", "href", "id", "linenums", "src", "style", "width"}
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>}]+))""")
DEFINITION = re.compile(r"^[ ]*\[(\^?)[^\]]+\]:[ ]*(\S*)(.*)$", re.MULTILINE)
GREEK = r"\\(?:alpha|beta|gamma|delta|theta|lambda|mu|sigma|phi|varphi|psi|omega)\b"
VALUE = re.compile(r"\{\{.*?\}\}|(?<!\\)\$\{?\w+\}?")
SIDES = re.compile(
    r"\\(?:leq?|geq?|neq?|lt|gt|approx|equiv|to|mapsto|rightarrow|Rightarrow|iff|implies|colon|q?quad)\b"
    r"|\\\\|[=<>,;&:]"
)
MATRIX = re.compile(r"\\begin\{(?:\w*matrix|array)\}(.*?)\\end\{\w+\}", re.DOTALL)


def plain(text):
    """A text in which every kind of digit is a digit, Roman numerals too."""
    return unicodedata.normalize("NFKC", ROMAN.sub(lambda one: digits_of(one[0]), text))


def digits_of(numeral):
    return f"{unicodedata.numeric(numeral):g}"


def typed(markdown, allowed=()):
    """One sentence for every typed number of a page; `allowed` are phrases that may stand there."""
    markdown = plain(markdown)
    found = [f"line {line}: the words {word!r}" for word, line in in_markdown(markdown, allowed)]
    found += [f"the words {word!r}, out of sight" for word in out_of_sight(markdown, allowed)]
    for tex, line in formulas(markdown):
        found += [f"line {line}: {why} in the formula {tex!r}" for why in in_formula(tex)]
    found += [
        f"line {line}: the inline code `{code}` has a number"
        for code, line in codes(markdown)
        if DIGIT.search(less(VALUE.sub("", code), IN_CODE))
    ]
    return found


def less(text, patterns):
    """A text without what some patterns match."""
    for pattern in patterns:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    return text


def in_markdown(markdown, allowed=()):
    """The typed numbers in the words of a page that everybody sees, each with its line."""
    return in_prose(prose(markdown), allowed)


def in_prose(text, allowed=()):
    """The typed numbers in words, in digits or not, each with its line."""
    text = less(without(plain(text), allowed), IN_PROSE)
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((word, number) for word in line.split() if DIGIT.search(word))
        yield from ((found[0], number) for found in NUMBER_WORD.finditer(line))


def without(text, allowed):
    """A text less the phrases that may stand in it, the longest first; its lines stay."""
    for phrase in sorted(allowed, key=len, reverse=True):
        text = as_pattern(phrase).sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


def as_pattern(phrase):
    """A phrase wherever lines break in it, and no part of a longer word."""
    words = r"\s+".join(map(re.escape, plain(phrase).split()))
    return re.compile(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])")


def out_of_sight(markdown, allowed=()):
    """The typed numbers in titles and other attributes, which a pointer or a reader shows."""
    for text in hidden(markdown):
        yield from (word for word, _ in in_prose(text, allowed))


def hidden(markdown):
    """The texts that stand in no line of a page: attributes, titles of links and of fences."""
    for fence in fences(markdown):
        yield from (text for name, text in fence.options.items() if name not in SILENT)
    text = without_fences(markdown)
    for pattern in (TAG, ATTRIBUTES):
        for tag in pattern.finditer(text):
            found = ATTRIBUTE.findall(tag[0])
            yield from ("".join(values) for name, *values in found if name not in SILENT)
    yield from (link["title"] for link in LINK.finditer(text))
    yield from (f"{one[2]} {one[3]}" if one[1] else one[3] for one in DEFINITION.finditer(text))


def in_formula(tex, shown=False):
    """What is typed in a formula; a value that a block computed counts as a variable.

    What a block shows may hold small numbers beside its symbols.
    """
    tex = VALUE.sub("@", plain(tex))
    for cells in MATRIX.findall(tex):
        yield from in_matrix(re.split(r"&|\\\\", re.sub(r"^\{[lcr|]*\}", "", cells.strip())))
    words = re.findall(r"\\text\{([^{}]*)\}", tex)
    yield from (f"the words {word!r}" for text in words for word, _ in in_prose(text))
    tex = less(re.sub(r"\\text\{[^{}]*\}", ";", MATRIX.sub("@", tex)), IN_FORMULA)
    yield from (
        f"the number {side.strip()!r}" for side in SIDES.split(tex) if is_typed(side, shown)
    )


def in_matrix(cells):
    """A matrix may hold numbers only as the zeros between its variables."""
    numbers = [cell.strip() for cell in cells if is_typed(less(cell, IN_FORMULA))]
    if any(number != "0" for number in numbers) or (numbers and len(numbers) == len(cells)):
        yield "a matrix of typed numbers"


def is_typed(tex, shown=False):
    """Whether TeX has a digit, other than a small one beside a symbol in what a block shows."""
    rest = re.sub(r"\\[A-Za-z]+", "", re.sub(GREEK, "x", tex))
    if shown and re.search(r"[A-Za-z@]", rest):
        rest = re.sub(BESIDE_SYMBOLS, "", rest)
    return bool(DIGIT.search(rest))


def in_code(fence, allowed=()):
    """Typed numbers in what executed code prints or shows, and in its comments."""
    for comment, line in comments(fence.code):
        yield from (f"the comment {comment!r}, line {line}" for _ in in_prose(comment, allowed))
    for call in (node for node in ast.walk(tree(fence)) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        for text in strings(call.args) if name in ("show", "print") else ():
            found = in_formula(text, True) if name == "show" else in_prose(text, allowed)
            yield from (f"{name}({text!r})" for _ in found)


def strings(nodes):
    """The constant parts of the strings that are arguments."""
    for node in nodes:
        for part in node.values if isinstance(node, ast.JoinedStr) else [node]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
