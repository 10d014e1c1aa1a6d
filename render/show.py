"""Print results as Markdown, for the block that called."""

from itertools import groupby
from pathlib import Path
from string import Template

import yaml

from render.latex import Unshowable, in_role, matrix, number
from render.values import as_array

# One letter, one role, on the whole site: x is the input, w the kernel, y the output.
ROLE_OF = {"x": "Input", "w": "Kernel", "y": "Output"}


def show(template, **parts):
    """Print a displayed formula: `template` is TeX in which $name stands for a part.

    A part is an array (its role follows from the first letter of its name), a number, or TeX
    that `matrix` or another function made.
    """
    tex = {name: part_to_tex(name, part) for name, part in parts.items()}
    print(f"\n$$\n{Template(template).substitute(tex)}\n$$\n")


def part_to_tex(name, part):
    """The TeX of one part of a formula."""
    if isinstance(part, str):
        return part
    if as_array(part).ndim == 0:
        return number(part)
    return matrix(part, ROLE_OF.get(name[0]))


def show_sums(cells):
    """Print one line for each output cell: its name, the sum of products, and its value.

    `cells` yields (index, window, kernel, value); a value that is not that sum is refused.
    """
    lines = [sum_line(*cell) for cell in cells]
    print("\n$$\n\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}\n$$\n")


def sum_line(index, window, kernel, value):
    """y_{0,1} = 2·1 + 3·1 + ... = 16, in TeX."""
    window, kernel = as_array(window), as_array(kernel)
    total = (window * kernel).sum()
    if total != value:
        raise Unshowable(f"the products at {index} sum to {total}, not to {value}.")
    products = " + ".join(
        rf"{in_role('Input', number(x))} \cdot {in_role('Kernel', number(w))}"
        for x, w in zip(window.flat, kernel.flat)
    )
    name = f"y_{{{','.join(str(i) for i in index)}}}"
    return rf"{in_role('Output', name)} &= {products} = {in_role('Output', number(value))}"


HEADINGS = {
    "glossary": {"en": ("English", "中文", "meaning"), "zh": ("English", "中文", "含义")},
    "snippets": {"en": ("function", "cases"), "zh": ("函数", "核对的例数")},
}


def show_glossary(path, language):
    """Print the terms of a glossary file as a table, with the notes in the page's language."""
    terms = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    rows = [(term["en"], term["zh"], term["note_" + language]) for term in terms]
    show_table(HEADINGS["glossary"][language], rows)


def show_snippets(rows, language):
    """Print functions under their files: links to the descriptions, and counts of cases."""
    cells = []
    for stem, functions in groupby(rows, key=lambda row: row[0]):
        cells.append((f"**[{stem}.py]({stem}/)**", ""))
        cells += [(described(stem, name), f"{cases:,}") for _, name, cases in functions]
    show_table(HEADINGS["snippets"][language], cells)


def described(stem, name):
    """A link to the description of a function; descriptions once stood here, under this id."""
    return f"[`{name}`]({stem}/#{stem}.{name}){{ #{stem}.{name} }}"


def show_table(header, rows):
    """Print a Markdown table."""
    for row in (header, ["---"] * len(header), *rows):
        print("| " + " | ".join(row) + " |")
    print()
