"""Chinese typography: full-width punctuation, and a space between Chinese and Latin or digits."""

import re

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
FULL = "，。；：？！、（）“”‘’《》「」…—"
RULES = {
    rf"{HAN}[,;:?!()\"']": "half-width punctuation after Chinese",
    rf"[,;:?!()\"']{HAN}": "half-width punctuation before Chinese",
    rf"[,;:?!][ ]+{HAN}": "half-width punctuation before Chinese",
    rf"{HAN}\.(?:\s|$)": "a half-width full stop after Chinese",
    rf"{HAN}\.\.\.": "three dots instead of ……",
    rf"{HAN}[A-Za-z0-9]": "no space between Chinese and Latin or a digit",
    rf"[A-Za-z0-9%°]{HAN}": "no space between Latin or a digit and Chinese",
    rf"[{FULL}][ ]+\S": "a space after full-width punctuation",
    r"\S[ ]+[，。；：？！、）”’》」]": "a space before full-width punctuation",
    rf"(?:{HAN}|[{FULL}])\n[ \t]*(?:{HAN}|[{FULL}])": "a line break, which is a space on the page",
}
MARKUP = {
    r"《[^》]*》": "《》",  # titles stay as their authors set them
    r"(?m)^[ \t]*\*\*(.*)\*\*[ ]*$": r"\n\1\n",  # the bold line above the words of a card
    r'(?m)^[ \t]*(?:!!!|\?\?\?\+?)[ ]+[\w-]+(?:[ ]+"(.*)")?[ ]*$': r"\n\1\n",  # a box and its title
    r"(?m)^[ \t]*(?:\#+|[-*+>]|\d+\.)[ ]+": "\n",  # a heading, or an entry of a list
    r"\|": "\n\n",  # the cells of a table
    rf"(?<=[{FULL}])[*_]+[ ]": "\n\n",  # the words that open a paragraph: **So what?** Then …
    r"[*_]+": "",
}
PIECE = "\ufffc"  # stands for code and formulas, which have rules of their own


def mistakes(words):
    """What is wrong, with the place, in words that are free of markup."""
    text = words
    for markup, bare in MARKUP.items():
        text = re.sub(markup, bare, text)
    for pattern, rule in RULES.items():
        for found in re.finditer(pattern, text):
            place = text[max(found.start() - 8, 0) : found.end() + 8]
            yield f"{rule}: {place!r}"
