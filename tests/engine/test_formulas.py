r"""Formulas are written from code: as they stand on pages, they compute what the code computes."""

import ast
import importlib
import inspect
import re
from itertools import product

import numpy as np
import pytest

import facts
from engine import formulas
from engine.errors import PageError
from engine.expressions import TEX, TEXT, Writer
from render import Unshowable, domain, show_formulas
from render.formulas import in_code, shown
from tests import source
from tests.formula_reader import computed, plain
from tests.project import ROOT
from tests.source import pages

RANGES = {"i": (5, 6, 9), "k": (1, 2, 4), "s": (1, 2, 3), "p": (0, 1, 3), "d": (1, 2), "op": (0, 1)}
RANGES |= {"o": (1, 2, 14)}
ALL = facts.formulas()
ON_SHEET = [one for one in ALL if one.group]
OF_SNIPPETS = [one for one in ALL if "/" not in one.function]
OF_ARRAYS = [one for one in OF_SNIPPETS if not one.function.startswith("sizes.")]
OF_NUMBERS = [one for one in OF_SNIPPETS if one not in OF_ARRAYS]
OF_PAGES = [
    one for one in ALL if "/" in one.function and not re.search(r"[\[]|range", formulas.python(one))
]
each = pytest.mark.parametrize("formula", OF_NUMBERS, ids=[one.id for one in OF_NUMBERS])
each_of_arrays = pytest.mark.parametrize("formula", OF_ARRAYS, ids=[one.id for one in OF_ARRAYS])
each_on_sheet = pytest.mark.parametrize("formula", ON_SHEET, ids=[one.id for one in ON_SHEET])


def cases(formula):
    """Arguments on a grid, and what the function gives for those that it takes."""
    function = function_of(formula)
    names = list(inspect.signature(function).parameters)
    for numbers in product(*(RANGES[name] for name in names)):
        arguments = dict(zip(names, numbers)) | formula.values
        try:
            result = function(**arguments)
        except ValueError:
            continue
        # A variable is what the result says of it.
        match formula.function.partition(":")[2]:
            case "first" if result.start == 1:  # those below do not exist
                continue
            case "first":
                yield arguments, result.start
            case "total":
                yield arguments | {"o": len(range(0, arguments["i"], arguments["s"]))}, sum(result)
            case "o":
                yield arguments, len(range(0, arguments["i"], arguments["s"]))
            case _:
                yield arguments, result


def function_of(formula):
    file, _, name = formula.function.partition(":")[0].partition(".")
    return getattr(importlib.import_module(file), name)


@each
def test_what_is_written_computes_what_the_function_gives(formula):
    """Also for what is given, and in the order of whoever is quoted."""
    tex, text = formulas.written(formula), formulas.written(formula, TEXT)
    tried = 0
    for arguments, value in cases(formula):
        names = arguments | {"p_prime": arguments.get("d", 1) * (arguments.get("k", 1) - 1)}
        names["p_prime"] -= arguments.get("p", 0)
        assert computed(plain(tex), names) == value, (tex, arguments)
        assert computed(text, names) == value, (text, arguments)
        tried += 1
    assert tried >= 3


@pytest.mark.parametrize("formula", OF_PAGES, ids=[one.id for one in OF_PAGES])
def test_what_a_page_computes_is_written_and_copied_alike(formula):
    """As TeX, as text and as Python; that it is right, reference/formulas checks."""
    code, rng = formulas.python(formula), np.random.default_rng(0)
    names = {one.id for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Name)}
    letters = sorted(names - {"max", "min", "prod"})
    for _ in range(20):
        values = {name: int(rng.integers(1, 9)) for name in letters}
        products = {f"prod_{name}": value for name, value in values.items()}
        value = eval(code, {"prod": lambda one: one}, values)
        for text in (plain(formulas.written(formula)), formulas.written(formula, TEXT)):
            assert float(computed(text, values | products)) == pytest.approx(value), text


@each
def test_the_docstring_says_the_same(formula):
    text, said = formulas.written(formula, TEXT), inspect.getdoc(function_of(formula))
    variable = formula.function.partition(":")[2]
    if variable:
        assert f"`{variable} = {text}`" in " ".join(said.split())
    elif not formula.given and not formula.quoted:
        assert said.startswith(f"`{formula.symbol} = {text}`")


# What each id means, said once more: a line of the table could name another function, or a letter
# that it does not give.
MEANS = {
    "window-sum": ("reference/formulas.window_sum", "y[m]"),
    "stamp-sum": ("learn/equivalent-padding.stamped", "y[m]"),
    "stamp-place": ("learn/equivalent-padding.landing", "m"),
    "matrix": ("conv_transpose.conv_transpose_by_stamping", "y"),
    "slid": ("conv_transpose.conv_transpose_by_zero_insertion", "y"),
    "forward-sum": ("learn/correlation-or-convolution.read_forward", "y[m]"),
    "backward-sum": ("learn/correlation-or-convolution.read_backwards", "y[m]"),
    "stamped": ("conv_transpose.conv_transpose_by_stamping", "y"),
    "not-rotated": ("conv_transpose.slide", "y"),
    "conv-size": ("sizes.conv_output_size", "o"),
    "conv-size-up": ("learn/stride-padding-dilation.size_by_ceiling", "o"),
    "effective-kernel": ("sizes.effective_kernel_size", "k'"),
    "first-input-size": ("sizes.input_sizes:first", "i_min"),
    "conv-transpose-size": ("sizes.conv_transpose_output_size", "o"),
    "wanted-output-padding": ("sizes.output_padding_for:op", "op"),
    "most-output-padding": ("learn/output-size-and-output-padding.largest_op", ""),
    "cells-back": ("learn/output-size-and-output-padding.come_back", ""),
    "cells-alone": ("learn/output-size-and-output-padding.bias_only", ""),
    "equivalent-padding": ("sizes.equivalent_padding", "p'"),
    "equivalent-padding-behind": ("sizes.equivalent_padding_behind", "p'_b"),
    "zeros-between": ("sizes.zeros_between", "z"),
    "spread-size": ("reference/formulas.spread_size", "i'"),
    "equivalent-padding-dense": ("sizes.equivalent_padding", "p'"),
    "article-padding": ("sizes.equivalent_padding", "p'"),
    "most-padding": ("sizes.equivalent_padding", "p'"),
    "full-padding": ("sizes.equivalent_padding", "p'"),
    "same-size": ("sizes.same_padding:o", "o"),
    "same-padding": ("sizes.same_padding:total", "p_all"),
    "same-stride-one": ("learn/padding-modes.to_add", "p_all"),
    "same-with-stride": ("learn/padding-modes.to_keep_size", "p_all"),
    "causal-padding": ("learn/one-and-three-dimensions.left_padding", "p_all"),
    "field-size": ("learn/receptive-field.size_after", "r_out"),
    "field-jump": ("learn/receptive-field.jump_after", "j_out"),
    "field-start": ("learn/receptive-field.start_after", "a_out"),
    "field-jump-transposed": ("tools/layers.jump_after_transposed", "j_out"),
    "field-first": ("reference/formulas.first_seen", "n"),
    "field-region": ("learn/receptive-field.region_size", ""),
    "weights": ("learn/channels-and-groups.layer_weights", ""),
    "multiply-adds": ("tools/layers.conv_macs", ""),
    "multiply-adds-transposed": ("tools/layers.transposed_macs", ""),
    "products-needed": ("reference/formulas.products_needed", ""),
    "numbers-moved": ("reference/formulas.numbers_moved", ""),
    "numbers-in-windows": ("reference/formulas.numbers_in_windows", ""),
    "numbers-in-matrix": ("reference/formulas.numbers_in_matrix", ""),
    "products-plain": ("learn/fast-algorithms.products_direct", ""),
    "products-winograd": ("learn/fast-algorithms.products_along", ""),
    "stamps-inside": ("learn/receptive-field.cells_behind", ""),
    "weights-inside": ("learn/checkerboards.weights_met", "y[m]"),
    "rim-cells": ("learn/checkerboards.rim", ""),
    "shuffled": ("reference/formulas.shuffled", "y[c, n * s + t]"),
    "nearest": ("reference/formulas.nearest", "y[m]"),
    "linear-place": ("reference/formulas.linear_place", ""),
    "aligned-size": ("learn/other-ways-up.fitting", "o"),
}


def test_each_id_names_its_function_and_what_it_gives():
    assert {one.id: (one.function, one.left or one.symbol) for one in ALL} == MEANS
    given = {(one.function, one.symbol, one.left) for one in ALL}
    assert len(given) == len({one.function for one in ALL})


def shift(w, n):
    """The kernel as the stamp of cell n, where no stride comes between."""
    return np.pad(w, (n, X.size - 1 - n))


X, W = np.array([3, 1, 4, 1]), np.array([1, 10, 100])
ON_ARRAYS = {
    "x": X,
    "w": W,
    "N": X.size,
    "p_prime": W.size - 1,
    "C": np.array([np.pad(W, (n, X.size - 1 - n)) for n in range(X.size)]),
    "pad": np.pad,
    "rot": np.flip,
    "shift": shift,
    "star": lambda x, w: np.correlate(x, w, "valid"),
}


@each_of_arrays
def test_a_formula_of_arrays_computes_what_its_function_gives(formula):
    """What stands in the table is what is written: both come from one expression."""
    given = np.pad(X, W.size - 1) if formula.function.endswith(".slide") else X
    found = eval(ast.unparse(formulas.expression(formula)), ON_ARRAYS)
    assert found.tolist() == function_of(formula)(given, W).tolist()


def test_the_table_is_used():
    """A formula that no page states has no place in the table."""
    used = {found["name"] for page in pages() for found in formulas.USE.finditer(page.text)}
    assert not {one.id for one in ALL if not one.group} - used


@each_on_sheet
def test_a_formula_leads_to_where_it_is_derived(formula):
    """To a heading that is there, on a page that states the formula or uses its function."""
    name, _, part = formula.derived.partition("#")
    page = source.page("en", name)
    assert page, f"{formula.id}: there is no page {name}"
    assert not part or part in {one["id"] for one in source.HEADING.finditer(page.markdown)}
    file, _, function = formula.function.partition(":")[0].partition(".")
    if file != "reference/formulas":
        assert {formula.id, function} & set(re.findall(r"[\w-]+", page.text)), formula.derived


def test_the_sheet_has_every_group():
    """And each formula once: show_formulas refuses a group that is not whole."""
    code = "\n".join(fence.code for fence in source.page("en", "reference/formulas").fences)
    shown = re.findall(r'^show_formulas\(\w+, "([a-z]+)"\)$', code, re.MULTILINE)
    assert shown == list(dict.fromkeys(one.group for one in ON_SHEET))


# On the sheet


def test_a_group_that_is_not_whole_is_refused():
    with pytest.raises(Unshowable, match=r"has the formulas shuffled, nearest, .* are of nearest"):
        show_formulas({"nearest": 3}, "up")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("conv-transpose-size", ["i, o, k, s, d >= 1", "p >= 0", "0 <= op < max(s, d)"]),
        ("full-padding", ["k >= 1", "p' >= -p", "d == 1", "p == 0"]),  # its own, not p >= 0
        ("window-sum", ["k, s, d >= 1", "p >= 0", "0 <= m < o"]),  # the sum has t for itself
        ("matrix", []),
    ],
)
def test_a_formula_has_the_ranges_of_its_letters_and_its_own_conditions(name, rules):
    assert list(shown(domain(name))) == rules


@each_on_sheet
def test_a_condition_speaks_of_letters(formula):
    """As the page evaluates it."""
    known = {in_code(one.symbol) for one in facts.symbols()}
    for rule in formula.where:
        names = {one.id for one in ast.walk(ast.parse(rule)) if isinstance(one, ast.Name)}
        assert names <= known, rule


# Written


EXPRESSIONS = [
    ("a - (b - c)", "a - (b - c)", "a - (b - c)"),
    ("a - (b + c)", "a - (b + c)", "a - (b + c)"),
    ("(a + b) - c", "a + b - c", "a + b - c"),
    ("2 * p", "2p", "2p"),
    ("p * 2", r"p \cdot 2", "p * 2"),
    ("op * s", r"op \cdot s", "op * s"),
    ("(i - 1) * s", "(i - 1)s", "(i - 1)s"),
    ("-(-i // s)", r"\left\lceil \frac{i}{s} \right\rceil", "ceil(i / s)"),
    ("max(a - b, 0)", r"\max(a - b, 0)", "max(a - b, 0)"),
    ("(a + 1) / (b - 1)", r"\frac{a + 1}{b - 1}", "(a + 1) / (b - 1)"),
    ("j_in / s", r"\frac{j_{\text{in}}}{s}", "j[in] / s"),
    ("x[n * s + 1]", "x_{ns + 1}", "x[ns + 1]"),
    ("x[c * s, n]", "x_{cs, n}", "x[cs, n]"),
    ("C.T @ x", r"C^{\mathsf T} x", "C^T x"),
    ("star(pad(x, p_prime), w)", r"\operatorname{pad}(x, p') \star w", "pad(x, p') star w"),
    ("2 * (0 - 1)", r"2 \cdot (0 - 1)", "2 * (0 - 1)"),
    ("N * prod(o) * prod(k)", r"N \, \prod o \cdot \prod k", "N * product of o * product of k"),
    (
        "sum(x[t] * w[t] for t in range(k))",
        r"\sum_{t=0}^{k-1} x_{t} \, w_{t}",
        "sum of x[t] * w[t] over t = 0, ..., k-1",
    ),
]


@pytest.mark.parametrize(("code", "tex", "text"), EXPRESSIONS)
def test_an_expression_is_written(code, tex, text):
    node = ast.parse(code, mode="eval").body
    assert (Writer(TEX).write(node), Writer(TEXT).write(node)) == (tex, text)


@pytest.mark.parametrize(
    "code",
    [
        "a % b",
        "f(a)",
        "a ** b",
        "1.5",
        "True",
        "'a'",
        "-(a // b)",
        "a[b:c]",
        "sum(a)",
        "x.y",
        "sum(a for a in b)\n    ",
        "sum(a for a in range(1, k))",
        "sum(a for a in range(k) if a)",
    ],
)
def test_what_cannot_be_written_is_refused(code):
    with pytest.raises(PageError, match="a formula cannot be written from"):
        Writer(TEX).write(ast.parse(code.strip(), mode="eval").body)


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        ("d * (k - 1) - p", {"d": 1}, "k - 1 - p"),
        ("d * (k - 1) - p", {"p": 0}, "d(k - 1)"),
        ("(i + 2 * p - k) // s + 1", {"s": 1, "p": 0}, "i - k + 1"),
        ("i * d + p", {"d": 0, "p": 1}, "1"),
    ],
)
def test_what_is_given_is_put_in(code, values, text):
    node = formulas.given(ast.parse(code, mode="eval").body, values)
    assert Writer(TEXT).write(node) == text


# In a page


CODE = "def landing(n, t):\n    return n * s + t\n\n\nm = landing(1, 2)\n"


@pytest.mark.parametrize(
    ("math", "written"),
    [
        (r"$\formula{equivalent-padding}$", "$p' = d(k - 1) - p$"),
        (r"$\formula*{equivalent-padding}$", "$d(k - 1) - p$"),
        (r"$\formula{field-jump}$", r"$j_{\text{out}} = j_{\text{in}} \, s$"),
        (
            r"$\formula{nearest}$",
            r"$\Output{y_{m}} = \Input{x_{\left\lfloor \frac{m}{s} \right\rfloor}}$",
        ),
        (r"$m = \formula*{landing}$", "$m = ns + t$"),
        ("$p' = {{ p_prime }}$", "$p' = {{ p_prime }}$"),
        ("$C^{\\mathsf T} x$, $x_n w_t$", "$C^{\\mathsf T} x$, $x_n w_t$"),
        (r"$\lfloor\,\rfloor$", r"$\lfloor\,\rfloor$"),
        ("costs 3 - 1 in words", "costs 3 - 1 in words"),
        (
            '```tex id="landing"\no = \\formula*{landing}\n```',
            '```tex id="landing" code="n * s + t"\no = ns + t\n```',
        ),
        ('```python id="a"\n"$a - b$"\n```', '```python id="a"\n"$a - b$"\n```'),
    ],
)
def test_formulas_are_put_in(math, written):
    assert formulas.put(f"Text\n{math}\nmore.\n", "page", CODE) == f"Text\n{written}\nmore.\n"


@pytest.mark.parametrize(
    "math",
    [
        *(
            "$d(k + 1)$",
            "$p' = k - p - 1$",
            "$o = 3$",
            "$k - 1$",
            "$2p$",
            r"$\frac{a}{b}$",
            "$s=t$",
        ),
        *(r"$\Output{y_{n+1}}$", r"$\formula*{conv-size} + 1$", '```tex id="a"\no = (i - 1)s\n```'),
    ],
)
def test_a_typed_formula_is_refused_with_what_to_do(math):
    with pytest.raises(PageError) as refused:
        formulas.put(f"Text.\n\n{math}\n", "docs/en/page.md", CODE)
    for words in ("docs/en/page.md: the formula", "was typed", "facts/formulas.yml", r"\formula"):
        assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("conv-sizes", "has it; the nearest are conv-size, "),
        ("odd", "odd does not end with what it returns"),
    ],
)
def test_a_formula_that_is_nowhere_is_refused(name, sentence):
    with pytest.raises(PageError, match=sentence):
        formulas.put(rf"$\formula{{{name}}}$", "page", CODE + "def odd():\n    pass\n")


def test_a_formula_that_only_words_name_has_no_left_side():
    with pytest.raises(PageError, match=r"rim-cells has no left side: write \\formula\*"):
        formulas.put(r"$\formula{rim-cells}$", "page")


@pytest.mark.parametrize("name", ["conv-size", "unused"])
def test_a_displayed_formula_is_computed_on_its_page(name):
    """Or one of the table could stand in the place of another."""
    fence = f'```tex id="{name}"\no = \\formula*{{{name}}}\n```\n'
    code = "def unused(k):\n    return k - 1\n"
    with pytest.raises(PageError, match="is displayed, and no block of the page uses"):
        formulas.put(fence, "page", code)
    formulas.put(fence, "page", f"{code}\nunused(1)\nsizes.conv_output_size(3, 2)\n")


def test_a_wrong_sign_in_the_source_is_on_the_page(tmp_path, monkeypatch):
    """And fails against PyTorch there: nobody types it a second time."""
    text = (ROOT / "snippets" / "sizes.py").read_text("utf-8")
    (tmp_path / "snippets").mkdir()
    wrong = text.replace("return d * (k - 1) - p", "return d * (k + 1) - p")
    (tmp_path / "snippets" / "sizes.py").write_text(wrong, "utf-8")
    monkeypatch.setattr(formulas, "ROOT", tmp_path)
    assert formulas.put(r"$\formula{equivalent-padding}$", "page") == "$p' = d(k + 1) - p$"
