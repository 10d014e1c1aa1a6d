"""The first sentence of a page, by which a page is described that has no description of its own."""

import html
import re

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile(r".*?(?:[.!?](?=\s|$)|[。！？]|$)", re.DOTALL)


def lead(content: str) -> str:
    """The first sentence in the HTML of a page, as text with its values; empty without one."""
    for paragraph in PARAGRAPH.finditer(content):
        text = " ".join(html.unescape(TAG.sub("", paragraph[1])).split())
        found = SENTENCE.match(text)
        if found and found[0]:
            return found[0]
    return ""
