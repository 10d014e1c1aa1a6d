"""What stands below one another: paragraphs, lists, tables, code, figures, boxes and tools."""

import re
from collections.abc import Callable, Iterator

from engine.as_markdown import grids
from engine.as_markdown.lines import is_left_out, line, tex
from engine.as_markdown.tree import Node, tree

HOLDS_BLOCKS = {
    *("article", "blockquote", "details", "div", "fieldset", "figcaption", "figure", "form", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "label", "legend", "li", "ol", "p", "pre", "section"),
    *("summary", "svg", "table", "textarea", "ul", "conv-exercise", "conv-explorer", "layer-stack"),
    "size-finder",
}
EXPLORER = {"stage", "caption", "formula"}  # what of it shows; the rest is to be touched
EMPTY = "_"  # a cell that is asked for, or of no interest to an exercise
Blocks = Iterator[str]


def page(content: str, address: str) -> str:
    """The HTML of a page as Markdown; `address` is the page's own, from which its links start."""
    return "\n\n".join(within(tree(content), address)) + "\n"


def within(node: Node, address: str) -> Blocks:
    """The blocks of an element; text between them is a paragraph."""
    waiting: list[Node | str] = []
    for child in [*node.children, Node("hr")]:
        if isinstance(child, str) or child.tag not in HOLDS_BLOCKS:
            waiting.append(child)
            continue
        said, waiting = line(waiting, address), []
        if said:
            yield said
        if child.children:
            yield from block(child, address)


def block(node: Node, address: str) -> Blocks:
    """One element, which may be several blocks, or none."""
    if is_left_out(node):
        return
    for name in ("arithmatex", "admonition", "picture"):
        if name in node.classes:
            yield from KINDS[name](node, address)
            return
    yield from KINDS.get(node.tag, within)(node, address)


def paragraph(node: Node, address: str) -> Blocks:
    """A paragraph, a caption or the name of a field."""
    yield from filter(None, [line(node.children, address)])


def heading(node: Node, address: str) -> Blocks:
    """A heading."""
    yield f"{'#' * int(node.tag[1])} {line(node.children, address)}"


def items(node: Node, address: str) -> Blocks:
    """A list; what belongs to an item stands below its first letter."""
    made = []
    for number, item in enumerate(one for one in node.nodes if one.tag == "li"):
        mark = f"{number + 1}. " if node.tag == "ol" else "- "
        text = "\n\n".join(within(item, address))
        made.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    yield blank_lines_empty("\n".join(made))


def quoted(node: Node, address: str) -> Blocks:
    """A box or a fold: its title in bold, and what is in it, as a quotation."""
    title, *rest = node.nodes
    inside = [f"**{line(title.children, address)}**", *within(Node("div", {}, list(rest)), address)]
    text = "\n\n".join(inside)
    yield blank_lines_empty("\n".join(f"> {one}" for one in text.split("\n")))


def blank_lines_empty(text: str) -> str:
    """Text whose lines end where their words end."""
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def pre(node: Node, _: str) -> Blocks:
    """Code, or what it printed."""
    yield fence(node.text().strip("\n"), "python" if "python" in node.classes else "text")


def fence(text: str, language: str) -> str:
    """Lines to be left as they are."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{language}\n{text}\n{marks}"


def formula(node: Node, _: str) -> Blocks:
    """A displayed formula."""
    yield f"$$\n{tex(node)}\n$$"


def table(node: Node, address: str) -> Blocks:
    """A table below its caption; one without a heading is a grid of numbers."""
    for caption in node.every("caption"):
        yield from paragraph(caption, address)
    rows = [[one for one in row.nodes if one.tag in ("td", "th")] for row in node.every("tr")]
    if not any(node.every("thead")):
        numbers = [[one.text().strip() or EMPTY for one in row] for row in rows]
        yield fence("\n".join(grids.aligned(numbers)), "text")
        return
    first, *others = (f"| {' | '.join(cell(one, address) for one in row)} |" for row in rows)
    yield "\n".join([first, "|" + " --- |" * len(rows[0]), *others])


def cell(node: Node, address: str) -> str:
    """What a cell of a table says, in one line."""
    text = " ".join(within(node, address))
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def svg(node: Node, _: str) -> Blocks:
    """The numbers of a figure as they stand in it, or what it is said to be."""
    numbers = grids.figure(node)
    label = node.attributes.get("aria-label", "")
    yield from filter(None, [fence(numbers, "text") if numbers else label])


def picture(node: Node, address: str) -> Blocks:
    """An array in shades: what it is, and how many cells have which value."""
    drawing, legend = next(node.every("svg")), next(node.every("figcaption"))
    values = [line([one], address) for one in legend.nodes] or [line(legend.children, address)]
    yield f"{drawing.attributes['aria-label']}: {', '.join(values)}"


def label(node: Node, address: str) -> Blocks:
    """A choice of an exercise; the name of a field says nothing where there is no field."""
    if any(node.every("table")):
        yield from within(node, address)


def explorer(node: Node, address: str) -> Blocks:
    """The first frame of the explorer."""
    for one in node.nodes:
        if EXPLORER.intersection(one.classes):
            yield from within(one, address)
        else:
            yield from explorer(one, address)


KINDS: dict[str, Callable[[Node, str], Blocks]] = {
    **dict.fromkeys(("p", "figcaption", "legend"), paragraph),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    **dict.fromkeys(("ol", "ul"), items),
    **dict.fromkeys(("admonition", "details"), quoted),
    **dict.fromkeys(("pre", "textarea"), pre),
    "arithmatex": formula,
    "conv-explorer": explorer,
    "label": label,
    "picture": picture,
    "svg": svg,
    "table": table,
}
