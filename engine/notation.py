r"""Formulas, shapes and ranges as docstrings write them, as TeX: ``o = ceil(i / stride)``.

Inline code is a formula when it is made of nothing but the pieces below. What is not, such as
``padding_mode="zeros"`` or the name of an argument alone, is code and stays so.
"""

import re

SIGNS = {
    "* ... *": r"\cdots",
    "...": r"\ldots",
    "*": r"\cdot",
    "@": r"\,",
    ">=": r"\ge",
    "<=": r"\le",
    "+=": r"\mathrel{+}=",
    " = ": "=",  # without spaces it gives an argument
    " x ": r"\times",
    "sum of ": r"\sum",
    ".T": r"^{\mathsf T}",
    "floor(": r"\lfloor",
    "ceil(": r"\lceil",
    "max(": r"\max(",
    "min(": r"\min(",
    ":": "{:}",
}
CLOSING = {"floor(": r"\rfloor", "ceil(": r"\rceil"}
PIECE = re.compile(
    rf"(?P<sign>{'|'.join(map(re.escape, SIGNS))}|[-+<>\[\](),]|/(?!/))"
    r"|1e-(?P<power>\d+)|(?P<number>\d+)"
    r"|(?P<letter>op|[A-Za-z]'?)(?:_?(?P<index>[bhnwx\d])|_(?P<which>before|after))?(?!\w)"
    r"|(?P<name>[A-Za-z]\w+)(?![\w(])|\s"
)
WORDS = re.compile(r"[A-Za-z]{2} [A-Za-z]{2}")


def typeset(code: str) -> str | None:
    """The TeX of inline code; None where that is code and no formula."""
    pieces = list(PIECE.finditer(code))
    is_whole = "".join(one[0] for one in pieces) == code
    is_name = len(pieces) == 1 and pieces[0]["name"]
    if not is_whole or is_name or WORDS.search(code.replace("sum of ", "")):
        return None
    brackets: list[str] = []
    return " ".join(_tex(one, brackets) for one in pieces if not one[0].isspace())


def _tex(piece: re.Match[str], brackets: list[str]) -> str:
    """One piece; `brackets` are those that are open, by what closes them."""
    sign = piece["sign"] or ""
    if sign.endswith("("):
        brackets.append(CLOSING.get(sign, ")"))
    if sign == ")" and brackets:
        return brackets.pop()
    if sign:
        return SIGNS.get(sign, sign)
    if piece["name"]:
        escaped = piece["name"].replace("_", r"\_")
        return rf"\texttt{{{escaped}}}"
    if piece["power"]:
        return f"10^{{-{piece['power']}}}"
    if piece["which"]:
        return rf"{piece['letter']}_{{\text{{{piece['which']}}}}}"
    return piece["number"] or piece["letter"] + (f"_{piece['index']}" if piece["index"] else "")
