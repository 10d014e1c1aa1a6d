"""Print results as Markdown, for the block that called."""

from itertools import groupby
from string import Template

from engine import formulas
from facts import glossary, roles, symbols
from render.agreement import without_leading_ones
from render.latex import Unshowable, in_role, matrix, number
from render.table import print_table
from render.template import checked
from render.values import as_array

# One letter, one role, on the whole site: x is the input, w the kernel, y the output.
ROLE_OF = {role.letter: role.macro for role in roles() if role.letter}


def show(template, **parts):
    """Print a displayed formula: `template` is TeX in which $name stands for a part.

    A part is an array (its role follows from the first letter of its name), a number, or TeX
    that `matrix` or another function made. What the template may say is in render/template.py.
    """
    text = checked(template, parts)
    tex = {name: part_to_tex(name, part) for name, part in parts.items()}
    print(f"\n$$\n{Template(text).substitute(tex)}\n$$\n")


def part_to_tex(name, part):
    """The TeX of one part of a formula."""
    if isinstance(part, str):
        return part
    if isinstance(part, dict):  # of SymPy expressions: what stands for what
        return r", \quad ".join(f"{formula(old)} = {formula(new)}" for old, new in part.items())
    if hasattr(part, "free_symbols"):  # a SymPy expression
        return formula(part)
    if as_array(part).ndim == 0:
        return number(part)
    return matrix(part, ROLE_OF.get(name[0]))


def show_convolution(x, weight, y):
    """Print input, kernel and output of a convolution of one channel, as a formula."""
    show_operation(r"\star", x, weight, y)


def show_transposed(x, weight, y):
    """Print input, kernel and output of a transposed convolution of one channel."""
    show_operation(r"\star^{\mathsf T}", x, weight, y)


def show_operation(sign, x, weight, y):
    """Print x sign w = y, each with its letter under it; leading axes of length one go."""
    template = r"\underset{x}{$x} " + sign + r" \underset{w}{$w} = \underset{y}{$y}"
    show(template, x=one_channel(x), w=one_channel(weight), y=one_channel(y))


def one_channel(part):
    """An array less its batch and channel axes; TeX as it is."""
    return part if isinstance(part, str) else without_leading_ones(as_array(part))


def formula(expression, order=None):
    """The TeX of a SymPy expression; order "none" keeps its terms as they were written."""
    import sympy  # only the pages that prove something need it

    return sympy.latex(expression, order=order)


def show_sums(cells, windows, weight, y):
    """Print one line for each output cell: its name, the sum of products, and its value.

    `cells` are the indices in y, `windows` what the kernel covers there; a value of y that is not
    the sum of these products is refused.
    """
    lines = [sum_line(cell, part, weight, y[cell]) for cell, part in zip(cells, windows)]
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
    "symbols": {
        "en": ("symbol", "what it is", "unit", "range"),
        "zh": ("符号", "含义", "单位", "取值范围"),
    },
    "lies": {
        "en": ("kind", "planted", "noticed", "since", "harmless"),
        "zh": ("种类", "植入", "当时发现", "后来发现", "无害"),
    },
    "glossary": {"en": ("English", "中文", "meaning"), "zh": ("English", "中文", "含义")},
    "snippets": {"en": ("function", "cases"), "zh": ("函数", "核对的例数")},
}
ALSO = {"en": ("also ", ", "), "zh": ("也叫", "、")}  # the words before, and the comma between


def show_glossary():
    """Print the terms of the glossary as a table, with the notes in the page's language."""
    terms = glossary()

    def rows(language):
        return [
            (
                in_english(named(term.en, term.also_en, "en"), language),
                named(term.zh, term.also_zh, "zh"),
                term.note_zh if language == "zh" else term.note_en,
            )
            for term in terms
        ]

    print_table(HEADINGS["glossary"], rows)


def in_english(text, language):
    """English words of a table, marked as such where the page is in another language."""
    return text if language == "en" else f'<span lang="en">{text}</span>'


def named(name, others, language):
    """A term, and below it in small letters what it is also called in its language."""
    opening, comma = ALSO[language]
    # The blank keeps the two apart where only words are read, as by search.
    return f"{name} <br><small>{opening}{comma.join(others)}</small>" if others else name


def show_snippets(rows):
    """Print functions under their files: links to the descriptions, and counts of cases."""
    cells = []
    for stem, functions in groupby(rows, key=lambda row: row[0]):
        cells.append((f"**[{stem}.py]({stem}/)**", ""))
        cells += [(described(stem, name), f"{cases:,}") for _, name, cases in functions]
    print_table(HEADINGS["snippets"], lambda _: cells)


def described(stem, name):
    """A link to the description of a function; descriptions once stood here, under this id."""
    return f"[`{name}`]({stem}/#{stem}.{name}){{ #{stem}.{name} }}"


def show_symbols():
    """Print the letters of formulas: what each is, its unit and its range."""

    def rows(language):
        other = "_zh" if language == "zh" else "_en"
        return [
            (
                f"${formulas.letter(one.symbol)}$",
                f"{getattr(one, language)}<br><small>{getattr(one, 'note' + other)}</small>",
                getattr(one, "unit" + other) or "–",
                f"`{one.range}`" if one.range else "–",
            )
            for one in symbols()
        ]

    print_table(HEADINGS["symbols"], rows)


def show_lies(kinds):
    """Print how many lies of each kind were planted, and how many were noticed, then and since."""

    def rows(language):
        return [
            (getattr(one, language), *map(str, (one.planted, one.noticed, one.later, one.harmless)))
            for one in kinds
        ]

    print_table(HEADINGS["lies"], rows)
