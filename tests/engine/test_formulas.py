r"""Formulas are written from code: as they stand on pages, they compute what the code computes."""

import ast
import importlib
import inspect
from itertools import product

import numpy as np
import pytest

import facts
from engine import formulas
from engine.errors import PageError
from engine.expressions import TEX, TEXT, Writer
from tests.formula_reader import computed, plain
from tests.project import ROOT
from tests.source import pages

RANGES = {"i": (5, 6, 9), "k": (1, 2, 4), "s": (1, 2, 3), "p": (0, 1, 3), "d": (1, 2), "op": (0, 1)}
ALL = facts.formulas()
OF_ARRAYS = [one for one in ALL if not one.function.startswith("sizes.")]
OF_NUMBERS = [one for one in ALL if one not in OF_ARRAYS]
each = pytest.mark.parametrize("formula", OF_NUMBERS, ids=[one.id for one in OF_NUMBERS])
each_of_arrays = pytest.mark.parametrize("formula", OF_ARRAYS, ids=[one.id for one in OF_ARRAYS])


def cases(function, values):
    """Arguments on a grid, and what the function gives for those that it takes."""
    names = list(inspect.signature(function).parameters)
    for numbers in product(*(RANGES[name] for name in names)):
        arguments = dict(zip(names, numbers)) | values
        try:
            yield arguments, function(**arguments)
        except ValueError:
            continue


def function_of(formula):
    file, _, name = formula.function.partition(".")
    return getattr(importlib.import_module(file), name)


@each
def test_what_is_written_computes_what_the_function_gives(formula):
    """Also for what is given, and in the order of whoever is quoted."""
    tex, text = formulas.written(formula), formulas.written(formula, TEXT)
    tried = 0
    for arguments, value in cases(function_of(formula), formula.values):
        names = arguments | {"p_prime": arguments.get("d", 1) * (arguments.get("k", 1) - 1)}
        names["p_prime"] -= arguments.get("p", 0)
        assert computed(plain(tex), names) == value, (tex, arguments)
        assert computed(text, names) == value, (text, arguments)
        tried += 1
    assert tried >= 3


@each
def test_the_docstring_says_the_same(formula):
    if not formula.given and not formula.quoted:
        text = formulas.written(formula, TEXT)
        first = inspect.getdoc(function_of(formula)).splitlines()[0]
        assert first.startswith((f"{formula.symbol} = {text}.", f"{formula.symbol} = {text}:"))


# What each id means, said once more: a line of the table could name another function.
MEANS = {
    "conv-size": "sizes.conv_output_size",
    "conv-transpose-size": "sizes.conv_transpose_output_size",
    "effective-kernel": "sizes.effective_kernel_size",
    "zeros-between": "sizes.zeros_between",
    "equivalent-padding": "sizes.equivalent_padding",
    "equivalent-padding-behind": "sizes.equivalent_padding_behind",
    "equivalent-padding-dense": "sizes.equivalent_padding",
    "most-padding": "sizes.equivalent_padding",
    "full-padding": "sizes.equivalent_padding",
    "article-padding": "sizes.equivalent_padding",
    "stamped": "conv_transpose.conv_transpose_by_stamping",
    "matrix": "conv_transpose.conv_transpose_by_stamping",
    "slid": "conv_transpose.conv_transpose_by_zero_insertion",
    "not-rotated": "conv_transpose.slide",
}


def test_each_id_names_its_function_and_a_function_has_one_symbol():
    assert {one.id: one.function for one in ALL} == MEANS
    symbols = {(one.function, one.symbol) for one in ALL}
    assert len(symbols) == len({one.function for one in ALL})


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
    assert not {one.id for one in ALL} - used


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
    [("nothing", "has it; there are conv-size"), ("odd", "odd does not end with what it returns")],
)
def test_a_formula_that_is_nowhere_is_refused(name, sentence):
    with pytest.raises(PageError, match=sentence):
        formulas.put(rf"$\formula{{{name}}}$", "page", CODE + "def odd():\n    pass\n")


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
