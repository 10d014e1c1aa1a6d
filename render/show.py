"""Print results as Markdown, for the block that called."""

from string import Template

from render.latex import Unshowable, in_role, number
from render.values import as_array


def show(template, **parts):
    """Print a displayed formula: `template` is TeX in which $name stands for a part.

    A part is TeX that `matrix`, `vector` or `in_role` made, or a number.
    """
    tex = {name: part if isinstance(part, str) else number(part) for name, part in parts.items()}
    print(f"\n$$\n{Template(template).substitute(tex)}\n$$\n")


def show_sums(cells):
    """Print one line for each output cell: its name, the sum of products, and its value.

    `cells` yields (index, window, kernel, value); a value that is not that sum is refused.
    """
    lines = [sum_line(*cell) for cell in cells]
    print("\n$$\n\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}\n$$\n")


def sum_line(index, window, kernel, value):
    """y_{0,1} = 2·1 + 3·1 + ... = 16, in TeX."""
    window, kernel = as_array(window), as_array(kernel)
    if (window * kernel).sum() != value:
        raise Unshowable(f"the products at {index} sum to {(window * kernel).sum()}, not to {value}.")
    products = " + ".join(
        rf"{in_role('Input', number(x))} \cdot {in_role('Kernel', number(w))}"
        for x, w in zip(window.flat, kernel.flat)
    )
    name = f"y_{{{','.join(str(i) for i in index)}}}"
    return rf"{in_role('Output', name)} &= {products} = {in_role('Output', number(value))}"
