"""Numbers in rows: of a figure, and of a table that has no heading."""

from engine.as_markdown.tree import Node

SAME_ROW = 50  # half a cell, in the units in which numbers stand in a figure
Rows = list[list[str]]
Cell = tuple[float, float, str]  # how far down, how far across, and what it says


def figure(svg: Node) -> str:
    """The grids of a figure, each with its label, its size and its numbers; empty without any."""
    return "\n\n".join(grid(one) for one in svg.every("g") if "grid" in one.classes)


def grid(group: Node) -> str:
    """One grid: a line of what it is, and its numbers as they stand."""
    texts = list(group.every("text"))
    words = [one.text() for one in texts if not is_number(one)]
    numbers = [placed(one) for one in texts if is_number(one)]
    columns = sorted({x for _, x, _ in numbers})
    table = [{x: text for _, x, text in row} for row in in_rows(numbers)]
    return "\n".join(
        [" ".join(words), *aligned([[row.get(x, "") for x in columns] for row in table])]
    )


def in_rows(numbers: list[Cell]) -> list[list[Cell]]:
    """Cells by the row that they stand in, from the top; a smaller number stands a bit higher."""
    rows: list[list[Cell]] = []
    for cell in sorted(numbers):
        if not rows or cell[0] - rows[-1][-1][0] > SAME_ROW:
            rows.append([])
        rows[-1].append(cell)
    return rows


def is_number(text: Node) -> bool:
    """Whether a text of a figure is a cell, and no label, sign or note."""
    return "n" in text.classes


def placed(text: Node) -> Cell:
    """A cell of a figure."""
    return float(text.attributes["y"]), float(text.attributes["x"]), text.text()


def aligned(rows: Rows) -> list[str]:
    """Rows as lines, whose columns stand one below the other."""
    wide = [max(map(len, column)) for column in zip(*rows)]
    return [" ".join(cell.rjust(width) for cell, width in zip(row, wide)).rstrip() for row in rows]
