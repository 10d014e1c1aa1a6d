"""Small falsehoods: every way to change one sign, number, symbol or strong word of a text."""

import re

from tests.snippets.docstrings.reading import NAMES

# No // in the place of /: where / stands, it is exact, or rounded down anyway.
SIGNS = {one: {"+", "-", "*", "/"} - {one} for one in ("+", "-", "*", "/", "//")}
ORDER = {one: {"<", "<=", ">", ">=", "="} - {one} for one in ("<", "<=", ">", ">=")}
PAIRS = (
    "before after, first last, odd even, max min, floor ceil, half twice, start end, rows columns, "
    "TypeError ValueError, float32 float64, largest smallest, smaller larger, stride dilation, "
    "True False, negative positive, front behind, None 0, two three, zeros ones, output_padding s, "
    "kh kw, groups O, most least, h w, H W"
)
WORDS = {}
for pair in PAIRS.split(", "):
    one, other = pair.split()
    WORDS |= {one: {other}, other: {one}}
OTHERS = SIGNS | ORDER | WORDS | {"=": {"+="}, "+=": {"="}, "padding": {"stride", "dilation"}}
OTHERS |= {"sum of": {"product of"}, "product of": {"sum of"}}
# Words that are words elsewhere: padding, and the last of i1, ..., in.
TERM = r"(?<=[-+*/(<=] )padding|padding(?= [-+*/<=])|(?<=\.\., )[iko]n\b|(?<=\. \* )[iko]n\b"
TOKEN = re.compile(
    rf"{TERM}|(?<=\s)[-+*/<>=](?=\s)|//|[<>+]=|(?:sum|product) of|\b(?!(?:in|on|padding)\b)\w+'?"
)
SYMBOL = re.compile(r"(?<!['\w])(?!a\b|A\b)[A-Za-z]'?(?!['\w])")


def lies(text):
    """Each text that differs in one token, and what was changed, for a message."""
    kept = [found.span() for found in re.finditer(NAMES, text)]
    for line in re.finditer(r".+", text):
        symbols = set(SYMBOL.findall(line[0]))
        for found in TOKEN.finditer(line[0]):
            start, end = line.start() + found.start(), line.start() + found.end()
            if not any(first <= start < last for first, last in kept):
                for other in sorted(others(found[0], symbols)):
                    before, after = text[max(start - 30, 0) : start], text[end : end + 30]
                    lie = text[:start] + other + text[end:]
                    yield lie, f"{before}[{found[0]} -> {other}]{after}"


def others(token, symbols):
    """What might stand in the place of a token by mistake."""
    if digits := re.fullmatch(r"(\d+)(p?)", token):
        number = int(digits[1])
        return {f"{number + 1}{digits[2]}", f"{abs(number - 1)}{digits[2]}"}
    if token[1:] == "1" or token in ("in", "kn", "on"):
        return {f"{letter}{token[1:]}" for letter in "iko"} - {token}
    symbol = symbols - {token} if SYMBOL.fullmatch(token) else set()
    return OTHERS.get(token, set()) | symbol
