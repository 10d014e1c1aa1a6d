"""What stands in a line of text: emphasis, code, links, values and formulas."""

import re
from urllib.parse import urljoin

import facts
from engine.as_markdown.tree import Node

SIGNS = re.compile(r"[\\`*<$]|(?<!\w)_|_(?!\w)")  # what Markdown would read as its own
START = re.compile(r"(?:[#>+-]|\d+[.)])(?=\s|$)")  # as what begins a heading, a quotation or a list
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
# For fingers and eyes alone, or said elsewhere.
LEFT_OUT = {"button", "input", "link", "meta", "noscript", "option", "script", "select", "style"}
BESIDE = {"headerlink", "arrow", "layer-stack__link", "layer-stack__picture"}


def is_left_out(node: Node) -> bool:
    """Whether a reader of text has no use for an element."""
    return node.tag in LEFT_OUT or bool(BESIDE.intersection(node.classes))


def line(children: list[Node | str], address: str) -> str:
    """Text and elements as one line; `address` is where its links start."""
    text = "".join(part(one, address) for one in children)
    text = re.sub(r"\s+", " ", text).strip()
    return START.sub(lambda found: f"\\{found[0]}", text, count=1) if START.match(text) else text


def part(one: Node | str, address: str) -> str:
    """One piece of a line."""
    if isinstance(one, str):
        return SIGNS.sub(lambda sign: f"\\{sign[0]}", one)
    if is_left_out(one):
        return ""
    if "arithmatex" in one.classes:
        return f"${tex(one)}$"
    if one.tag == "code":
        return code(one.text())
    if one.tag == "br":
        return " "
    inside = "".join(part(child, address) for child in one.children)
    return marked(one, inside, address)


def marked(node: Node, inside: str, address: str) -> str:
    """The text of an element with the marks of what it is; around its blanks there are none."""
    words = inside.strip()
    if not words:
        return inside
    if node.tag == "a" and "href" in node.attributes:
        words = f"[{words}]({urljoin(address, node.attributes['href'])})"
    elif node.tag in ("sub", "sup"):
        words = f"{'_' if node.tag == 'sub' else '^'}{{{words}}}"
    else:
        words = f"{MARKS.get(node.tag, '')}{words}{MARKS.get(node.tag, '')}"
    # The formula below a figure is a line of its own there, without a blank before it.
    blank = " " if "formula" in node.classes else ""
    return blank + inside.replace(inside.strip(), words, 1)


def code(text: str) -> str:
    """Code in a line, in more backticks than it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    ticks, blank = "`" * (longest + 1), " " if "`" in text[:1] + text[-1:] else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def tex(node: Node) -> str:
    r"""The TeX of a formula, without \( and \) and without our roles."""
    return " ".join(facts.without_roles(node.text().strip()[2:-2]).split())
