"""What stands on a page in another language than the page's own says so, for who listens to it."""

import re

CHINESE = "\u3400-\u9fff"
# A run of Chinese, with the Latin words and the punctuation inside it.
PART = re.compile(
    rf"[《「“（]?[{CHINESE}](?:[^<>&]*[{CHINESE}])?[》」”）。？！]?",
)
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
CODE = re.compile(r"<pre(?=[ >])(?P<rest>(?:(?!</pre>).)*)", re.DOTALL)
IS_CHINESE = re.compile(f"[{CHINESE}]")


def marked(html: str, language: str) -> str:
    """The text of a page with `lang` around its foreign parts: of code, and of Chinese words."""
    if language == "zh":
        return CODE.sub(_code, html)
    return TEXT.sub(_words, html) if IS_CHINESE.search(html) else html


def _code(found: re.Match[str]) -> str:
    """Code is English, unless Chinese words are in it."""
    if IS_CHINESE.search(found["rest"]):
        return found[0]
    return f'<pre lang="en"{found["rest"]}'


def _words(text: re.Match[str]) -> str:
    return PART.sub(r'<span lang="zh">\g<0></span>', text[0])
