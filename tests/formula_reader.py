"""Read a written formula back and compute it: a second road from its text to a number."""

import math
import re
from fractions import Fraction

TOKEN = re.compile(r"floor|ceil|max|min|op|prod_[a-z]|[A-Za-z](?:_[a-z]+)?|\d+|[-+*/(),]")
FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
FUNCTIONS = {"floor": math.floor, "ceil": math.ceil, "max": max, "min": min}
COMMANDS = {
    r"\left\l": "",
    r"\right\rfloor": ")",
    r"\right\rceil": ")",
    r"\max": "max",
    r"\min": "min",
    r"\cdot": "*",
    r"\,": " ",
}


def plain(tex):
    r"""TeX as text: \frac{a}{b} is ((a)/(b)), and C_{\text{in}} is C_in."""
    tex = re.sub(r"\\prod (\w)", r"prod_\1", re.sub(r"_\{\\text\{(\w+)\}\}", r"_\1", tex))
    while FRACTION.search(tex):
        tex = FRACTION.sub(r"((\1)/(\2))", tex)
    for command, text in COMMANDS.items():
        tex = tex.replace(command, text)
    return re.sub(r"(floor|ceil) ?(?=\()", r"\1(", tex)


def computed(text, names):
    """What a formula gives; factors that stand side by side are multiplied."""
    text = re.sub(r"product of (\w)", r"prod_\1", text.replace("p'", "p_prime"))
    text = re.sub(r"\[([a-z]+)\]", r"_\1", text)
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == re.sub(r"\s", "", text), f"{text!r} has more than a formula"
    code = []
    for before, token in zip(["", *tokens], tokens):
        ends = before == ")" or (before[:1].isalnum() and before not in FUNCTIONS)
        code.append("*" * (ends and (token == "(" or token[0].isalnum())) + token)
    code = " ".join(re.sub(r"(\d+)", r"Fraction(\1)", token) for token in code)
    values = {name: Fraction(value) for name, value in names.items()}
    return eval(code, {"Fraction": Fraction, **FUNCTIONS}, values)
