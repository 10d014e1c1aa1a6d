"""The HTML of a page as a tree, less what only a screen needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
# Taken out before anything is parsed, which halves the time that a page takes: the same figure for
# narrow screens, the buttons with what they copy, and the colours of code.
NARROW = re.compile(r'<svg[^>]*class="conv-svg narrow"(?:(?!</svg>).)*</svg>(?=<svg)', re.DOTALL)
COPIES = re.compile(r'<p class="copies.*?</p>', re.DOTALL)
PATH = re.compile(r"<path[^>]*>(?:</path>)?")
CODE = re.compile(r"<pre.*?</pre>", re.DOTALL)
SPAN = re.compile(r"</?span[^>]*>")
NAME = '<span class="n">'  # as Python has it; a command for a shell has none, nor what was printed


@dataclass
class Node:
    """An element, with its text and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.attributes.get("class", "").split()

    @property
    def nodes(self) -> list["Node"]:
        """The elements right inside."""
        return [child for child in self.children if isinstance(child, Node)]

    def every(self, tag: str) -> Iterator["Node"]:
        """All elements of a kind, however deep."""
        for child in self.nodes:
            if child.tag == tag:
                yield child
            yield from child.every(tag)

    def text(self) -> str:
        """All text inside."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.children)


class Reader(HTMLParser):
    """Makes the tree."""

    def __init__(self) -> None:
        """Begin with an element that holds the page."""
        super().__init__()
        self.open = [Node("article")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that ends where it begins."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what was left open inside."""
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text."""
        self.open[-1].children.append(data)


def tree(content: str) -> Node:
    """The HTML of a page as one element."""
    content = PATH.sub("", COPIES.sub("", NARROW.sub("", content)))
    content = CODE.sub(plain, content)
    reader = Reader()
    reader.feed(content)
    reader.close()
    return reader.open[0]


def plain(code: re.Match[str]) -> str:
    """Code without its colours, and named by them."""
    text = SPAN.sub("", code[0])
    return text.replace("<pre", '<pre class="python"', 1) if NAME in code[0] else text
