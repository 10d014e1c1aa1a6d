"""Find numbers that somebody typed where a reader takes them for computed ones."""

import ast
import re

from tests.source import codes, comments, formulas, prose, tree, without_fences

DIGIT = re.compile(r"\d")

# Digits in words that are no result. Each has its reason. They are taken away in this order.
IN_PROSE = {
    r"^[ \t]*(?:>[ \t]*)*\d+\.[ \t]": "the mark of an ordered list",
    r"\b[a-z]\b'?(?:\s*[-+]\s*(?:[a-z]\b|1\b))+": "symbols in a title, where no formula can stand",
    r"\b(?:stride|dilation) 1\b": "PyTorch's default, which defines a case",
    r"\b\d{4}-\d{2}-\d{2}\b": "the date of a source",
    r"180°": "the rotation of the theorem, and its name",
    r"\b[123]-?[dD]\b": "dimensions are names: 1-D, 2-D, 3-D",
    r"\b[A-Za-z_]\w*": "identifiers and dtypes: Conv2d, float32, int64",
    r"\[\^\w+\]:?": "the mark of a footnote",
    r"[(（]1[)）]": "how the article numbers its only equation",
}
# In the text of a link a number names what the link leads to.
IN_LINK = {
    r"#\d+": "the number of an issue or pull request",
    r"\d{4}-\d{2}(?:-\d{2})?": "a date",
    r"(?<=arXiv:)\d{4}\.\d{4,5}": "the number of a paper",
}
# Parts of formulas that hold digits and state no result.
IN_FORMULA = {
    r"180\s*(?:\^\s*\{?\\circ\}?|°)": "the rotation of the theorem",
    r"\\tag\{[^{}]*\}": "the number of an equation",
    r"\\(?:texttt|operatorname|mathtt|begin|end)\{[^{}]*\}": "a name, such as F.conv1d",
    r"_\s*(?:\{[^{}]*\}|\w)": "an index",
    r"(?:\\(?:leq?|geq?|neq?|lt|gt)\b|[<>])\s*-?[01](?![\d.])": "a bound: s >= 1, p' < 0",
    r"(?<![\d.])[01]\s*(?=\\(?:leq?|geq?|lt|gt)\b|[<>])": "a bound: 0 <= t",
    r"=\s*[01]\s*,\s*\\[lc]?dots": "the start of a range",
    r"(?<![\w'])[sd]\s*=\s*1(?![\d.])": "PyTorch's default, which defines a case",
    r"(?<![\w'])(?:p|op)\s*=\s*0(?![\d.])": "PyTorch's default, which defines a case",
}
GREEK = r"\\(?:alpha|beta|gamma|delta|theta|lambda|mu|sigma|phi|varphi|psi|omega)\b"
VALUE = re.compile(r"\{\{.*?\}\}|(?<!\\)\$\{?\w+\}?")
SIDES = re.compile(
    r"\\(?:leq?|geq?|neq?|lt|gt|approx|equiv|to|mapsto|rightarrow|Rightarrow|iff|implies|colon|q?quad)\b"
    r"|\\\\|[=<>,;&:]"
)
MATRIX = re.compile(r"\\begin\{(?:\w*matrix|array)\}(.*?)\\end\{\w+\}", re.DOTALL)
TIMES = re.compile(r"(?<=\d)\s*[x×e]\s*(?=[-\d])")
NUMERIC_CODE = re.compile(r"[-+\s.,()\[\]{}*/=%]*\d[-+\s\d.,()\[\]{}*/=%]*")


def typed(markdown):
    """One sentence for every typed number of a page."""
    found = [f"line {line}: the words {word!r}" for word, line in in_prose(markdown)]
    for tex, line in formulas(markdown):
        found += [f"line {line}: {why} in the formula {tex!r}" for why in in_formula(tex)]
    found += [
        f"line {line}: the inline code `{code}` is a number"
        for code, line in codes(markdown)
        if NUMERIC_CODE.fullmatch(TIMES.sub(" ", code))
    ]
    return found


def in_prose(markdown):
    """The words that hold a typed digit, each with its line."""
    text = prose(link_numbers_dropped(without_fences(markdown)))
    for pattern in IN_PROSE:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    for number, line in enumerate(text.split("\n"), 1):
        for word in line.split():
            if DIGIT.search(word):
                yield word, number


def link_numbers_dropped(markdown):
    """The text less the issue numbers and dates that stand in the text of a link."""

    def drop(link):
        text = link[0]
        for pattern in IN_LINK:
            text = re.sub(pattern, "", text)
        return text

    return re.sub(r"\[[^\[\]]*\](?=\()", drop, markdown)


def in_formula(tex):
    """What is typed in a formula; a value that a block computed counts as a variable."""
    tex = VALUE.sub("@", tex)
    for cells in MATRIX.findall(tex):
        yield from in_matrix(re.split(r"&|\\\\", re.sub(r"^\{[lcr|]*\}", "", cells.strip())))
    words = re.findall(r"\\text\{([^{}]*)\}", tex)
    yield from (f"the words {word!r}" for text in words for word, _ in in_prose(text))
    tex = re.sub(r"\\text\{[^{}]*\}", ";", MATRIX.sub("@", tex))
    for pattern in IN_FORMULA:
        tex = re.sub(pattern, "", tex)
    yield from (f"the number {side.strip()!r}" for side in SIDES.split(tex) if is_typed(side))


def in_matrix(cells):
    """A matrix may hold numbers only as the zeros between its variables."""
    numbers = [cell.strip() for cell in cells if is_typed(cell)]
    if any(number != "0" for number in numbers) or (numbers and len(numbers) == len(cells)):
        yield "a matrix of typed numbers"


def is_typed(tex):
    """Whether TeX has a digit and neither a variable nor a computed value."""
    rest = re.sub(GREEK, "x", tex)
    rest = re.sub(r"\\[A-Za-z]+", "", rest)
    return bool(DIGIT.search(rest)) and not re.search(r"[A-Za-z@]", rest)


def in_code(fence):
    """Typed numbers in what executed code prints or shows, and in its comments."""
    for comment, line in comments(fence.code):
        yield from (f"the comment {comment!r}, line {line}" for _ in in_prose(comment))
    for call in (node for node in ast.walk(tree(fence)) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        if name in ("show", "print"):
            check = in_formula if name == "show" else in_prose
            for text in strings(call.args):
                yield from (f"{name}({text!r})" for _ in check(text))


def strings(nodes):
    """The constant parts of the strings that are arguments."""
    for node in nodes:
        for part in node.values if isinstance(node, ast.JoinedStr) else [node]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
