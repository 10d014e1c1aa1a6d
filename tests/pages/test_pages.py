"""What the built pages say is true: read back, and computed again by other code.

PyTorch and the snippets are called here afresh; the build is not trusted with anything.
"""

import ast
import datetime
import platform
import re
import subprocess
from itertools import product

import conv
import conv_transpose
import equivalent_padding_check
import numpy as np
import pytest
import sizes
import torch
import torch.nn.functional as F  # noqa: N812
from bs4 import BeautifulSoup
from torch import nn

from engine import runs
from engine.alone import copied
from engine.expressions import TEX, Writer
from engine.offered import version
from facts import glossary, without_roles
from tests import source
from tests.project import EPOCH, HOME, LANGUAGES, ROOT, run, said
from tests.reading import page_file, read, texts_copied

X = np.arange(1, 10).reshape(3, 3)
ONES_2, ONES_3 = np.ones((2, 2), dtype=int), np.ones((3, 3), dtype=int)
SUM_LINE = re.compile(r"\\Output\{y_\{(\d+),(\d+)\}\} &= (.*) = \\Output\{(-?\d+)\}")
PRODUCT = re.compile(r"\\Input\{(-?\d+)\} \\cdot \\Kernel\{(-?\d+)\}")

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def tensor(array):
    return torch.from_numpy(np.ascontiguousarray(array))[None, None]


def conv2d(x, weight, **options):
    """What PyTorch says; the pages may not differ from it."""
    return F.conv2d(tensor(x), tensor(weight), **options)[0, 0].numpy()


def conv_transpose2d(x, weight, **options):
    return F.conv_transpose2d(tensor(x), tensor(weight), **options)[0, 0].numpy()


def result(site, language, page, block):
    runs = read(site, language, page).runs
    assert block in runs, f'{language}/{page} has no block "{block}" any more: change this test'
    return runs[block]


def last_matrix(site, language, page, block):
    return result(site, language, page, block).matrices[-1]


def value(site, language, page, name):
    """The number that stands for {{ name }}."""
    (text,) = read(site, language, page).values[name]
    return int(text.replace(",", ""))


def same(shown, *wanted):
    for one in wanted:
        assert np.array_equal(shown, one), f"the page shows {shown.tolist()}, right is {one}"


# The article's two results


@pytest.mark.parametrize(
    ("page", "block"),
    [
        ("index", "convolution"),
        ("learn/convolution", "result"),
        ("learn/convolution", "loop"),
        ("about/article", "convolution"),
    ],
)
def test_the_first_result(site, language, page, block):
    shown = last_matrix(site, language, page, block)
    same(shown, conv2d(X, ONES_2), conv.conv2d_by_hand(X, ONES_2), [[12, 16], [24, 28]])


TRANSPOSED = conv_transpose2d(conv2d(X, ONES_2), ONES_3)


@pytest.mark.parametrize(
    ("page", "block"),
    [
        ("index", "transposed"),
        ("learn/transposed-convolution", "result"),
        ("learn/transposed-convolution", "stamping"),
        ("learn/transposed-convolution", "by-matrix"),
        ("learn/transposed-convolution", "slide"),
        ("about/article", "transposed"),
    ],
)
def test_the_second_result(site, language, page, block):
    small = conv2d(X, ONES_2)
    shown = last_matrix(site, language, page, block)
    same(shown, TRANSPOSED, conv_transpose.conv_transpose_by_stamping(small, ONES_3))
    assert shown[0].tolist() == [12, 28, 28, 16]


def test_three_views_side_by_side(site, language):
    shown = result(site, language, "learn/transposed-convolution", "side-by-side").matrices
    assert len(shown) == 3
    for one in shown:
        same(one, TRANSPOSED)


def test_the_padded_matrix(site, language):
    shown = last_matrix(site, language, "learn/transposed-convolution", "padded")
    small = conv2d(X, ONES_2)
    assert shown.shape == (6, 6)
    same(shown, np.pad(small, 2), conv_transpose.pad_for_sliding(small, (3, 3)))
    same(conv2d(shown, ONES_3), TRANSPOSED)


def test_the_matrix_of_the_convolution(site, language):
    """The Jacobian of PyTorch's convolution is its matrix."""
    shown = last_matrix(site, language, "learn/transposed-convolution", "matrix")

    def forward(y):
        return F.conv2d(y, tensor(ONES_3).double()).ravel()

    jacobian = torch.autograd.functional.jacobian(forward, torch.zeros(1, 1, 4, 4).double())
    same(shown, jacobian.reshape(4, 16).numpy())
    same((shown.T @ conv2d(X, ONES_2).ravel()).reshape(4, 4), TRANSPOSED)


def test_the_kernel_that_is_not_symmetric(site, language):
    shown = result(site, language, "learn/transposed-convolution", "rotation").matrices
    small, kernel = conv2d(X, ONES_2), np.arange(1, 10).reshape(3, 3)
    padded = np.pad(small, 2)
    same(shown[0], kernel)
    same(shown[1], np.rot90(kernel, 2))
    same(shown[2], conv_transpose2d(small, kernel), conv2d(padded, np.rot90(kernel, 2)))
    same(shown[3], conv2d(padded, kernel))
    wrong = value(site, language, "learn/transposed-convolution", "wrong")
    assert wrong == np.sum(shown[2] != shown[3])


def test_the_way_back_is_no_inverse(site, language):
    shown = result(site, language, "learn/transposed-convolution", "not-inverse").matrices
    same(shown[1], conv2d(X, ONES_2))
    same(shown[2], conv_transpose2d(conv2d(X, ONES_2), ONES_2))


def test_transposed_with_stride(site, language):
    shown = result(site, language, "learn/transposed-convolution", "exercise-stride").matrices
    small, kernel = conv2d(X, ONES_2), np.arange(1, 10).reshape(3, 3)
    same(shown[-1], conv_transpose2d(small, kernel, stride=2))
    same(conv2d(shown[0], shown[1]), shown[-1])


# Sums, sizes, and what PyTorch prints


def test_every_sum_adds_up(site, language):
    (tex,) = result(site, language, "learn/convolution", "windows").formulas
    lines = SUM_LINE.findall(tex.replace("\\\\", "\n"))
    y = conv2d(X, ONES_2)
    assert len(lines) == y.size, f"{y.size} sums are expected in {tex}"
    for row, column, products, total in lines:
        place = int(row), int(column)
        factors = [(int(x), int(w)) for x, w in PRODUCT.findall(products)]
        assert sum(x * w for x, w in factors) == int(total) == y[place]
        same([x for x, _ in factors], conv.window(X, ONES_2, *place).ravel())
        assert products.count("+") == len(factors) - 1


def test_the_size_formula(site, language):
    (tex,) = result(site, language, "learn/convolution", "size").formulas
    assert tex.endswith(rf"= \Output{{{len(conv2d(X, ONES_2))}}}"), tex
    (tex,) = result(site, language, "learn/convolution", "exercise-size").formulas
    wanted = F.conv1d(torch.zeros(1, 1, 17), torch.zeros(1, 1, 5), padding=2, stride=3).shape[-1]
    assert tex.endswith(rf"= \Output{{{wanted}}}"), tex
    assert wanted == sizes.conv_output_size(17, 5, 3, 2)


def test_dropped_cells(site, language):
    shown = result(site, language, "learn/convolution", "dropped")
    same(shown.matrices[-1], conv2d(X, ONES_2, stride=2))
    dropped = [int(one) for one in re.findall(r"\\Dropped\{(\d+)\}", shown.formulas[0])]
    gradient = torch.zeros(1, 1, 3, 3, requires_grad=True)
    F.conv2d(gradient, tensor(ONES_2).float(), stride=2).sum().backward()
    assert dropped == X[gradient.grad[0, 0].numpy() == 0].tolist()
    assert value(site, language, "learn/convolution", "unread") == len(dropped)


def test_pytorch_prints_what_the_page_says(site, language):
    model = nn.Conv2d(in_channels=1, out_channels=1, kernel_size=2)
    model.weight.data, model.bias.data = torch.ones(1, 1, 2, 2), torch.zeros(1)
    page = "learn/convolution"
    assert result(site, language, page, "float-weights").code == [str(model(tensor(X).float()))]
    printed = str(F.conv2d(tensor(X), tensor(ONES_2)))
    assert result(site, language, page, "function").code == [printed]
    model = nn.ConvTranspose2d(in_channels=1, out_channels=1, kernel_size=3)
    model.weight.data, model.bias.data = torch.ones(1, 1, 3, 3), torch.zeros(1)
    printed = str(model(F.conv2d(tensor(X), tensor(ONES_2)).float()))
    assert result(site, language, "learn/transposed-convolution", "module").code == [printed]


def test_the_error_is_the_real_one(site, language):
    model = nn.Conv2d(1, 1, 2)
    with pytest.raises(RuntimeError) as error:
        model.weight.data = tensor(ONES_2)
    shown = result(site, language, "about/article", "integer-weights").code
    assert shown == [f"RuntimeError: {error.value}"]


def test_the_names_of_the_way_back_are_the_real_ones(site, language):
    weight = torch.ones(1, 1, 3, 3, requires_grad=True)
    nodes = [F.conv2d(torch.ones(1, 1, 4, 4), weight).grad_fn]
    nodes.append(F.conv_transpose2d(torch.ones(1, 1, 2, 2), weight).grad_fn)
    printed = " ".join(type(node).__name__ for node in nodes)
    assert result(site, language, "about/article", "grad-fn").code == [printed]


# The equivalent padding


def test_the_equivalent_padding_of_the_article(site, language):
    page = "learn/equivalent-padding"
    assert value(site, language, page, "p_prime") == 3 - 1 - 0 == sizes.equivalent_padding(3, 0)
    (tex,) = result(site, language, page, "numbers").formulas
    assert tex == "p' = 3 - 0 - 1 = 2"


def equal(one, other):
    return one is not None and torch.equal(one, other)


def case_by_case():
    """Recount the grid without the snippet: PyTorch says what is legal, and F.conv1d slides."""
    rng = np.random.default_rng(0)
    grid = product(range(1, 6), range(1, 4), range(6), range(1, 4), range(1, 6), range(4))
    for k, s, p, d, i, op in grid:
        options = {"stride": s, "padding": p, "dilation": d, "output_padding": op}
        try:
            F.conv_transpose1d(torch.zeros(1, 1, i), torch.zeros(1, 1, k), **options)
        except RuntimeError:
            continue
        x, w = (torch.from_numpy(rng.integers(-9, 10, n))[None, None] for n in (i, k))
        y = F.conv_transpose1d(x, w, **options)
        spread = torch.zeros(1, 1, (i - 1) * s + 1, dtype=x.dtype)
        spread[..., ::s] = x

        def slid(w, before, spread=spread, k=k, d=d, op=op):
            if spread.shape[-1] + 2 * before + op <= d * (k - 1):
                return None  # the kernel does not fit once
            return F.conv1d(F.pad(spread, (before, before + op)), w, dilation=d)

        p_prime = d * (k - 1) - p
        yield {
            "where": "d > 1" if d > 1 else "d = 1, s > 1" if s > 1 else "d = 1, s = 1",
            "crops": p_prime < 0,
            "theorem": equal(slid(w.flip(-1), p_prime), y),
            "no_flip": equal(slid(w, p_prime), y),
            "without_d": equal(slid(w.flip(-1), k - 1 - p), y),
        }


@pytest.fixture(scope="module")
def recount():
    return list(case_by_case())


def test_the_exhaustive_check(site, language, recount):
    page = "learn/equivalent-padding"
    names = ("crops", "theorem", "no_flip", "without_d")
    counts = {name: sum(case[name] for case in recount) for name in names}
    assert counts["theorem"] == len(recount)
    wanted = {
        "cases": len(recount),
        "equal": counts["theorem"],
        "crops": counts["crops"],
        "no_flip": counts["no_flip"],
        "without_d": counts["without_d"],
    }
    shown = {name: value(site, language, page, name) for name in wanted}
    assert shown == wanted
    fresh = equivalent_padding_check.check()
    assert list(fresh.values()) == list(wanted.values())
    assert result(site, language, page, "grid").table == [f"{len(recount):,}"]
    assert result(site, language, page, "check").table == [f"{one:,}" for one in fresh.values()]


def test_the_formula_of_the_article(site, language, recount):
    right = {}
    for case in recount:
        right.setdefault(case["where"], []).append(case["without_d"])
    wanted = [f"{len(one):,} | {sum(one):,}" for one in right.values()]
    shown = result(site, language, "about/article", "formula")
    assert shown.table == wanted
    assert all(where in shown.words for where in right)
    assert all(right["d = 1, s > 1"]), "the page says that it fails only above dilation one"


def test_a_negative_padding_crops(site, language):
    shown = result(site, language, "learn/equivalent-padding", "negative")
    u, y = shown.matrices
    x = torch.tensor([[[3, 1, 4, 1, 5]]])
    same(y[0], F.conv_transpose1d(x, torch.tensor([[[1, 2]]]), stride=2, padding=2)[0, 0].numpy())
    kept = [int(one) for one in re.findall(r"\\Input\{(\d+)\}", shown.formulas[0])]
    same(u[0][1:-1], kept)
    same(np.convolve(kept, [1, 2], "valid"), y[0])


# What a reader can copy at a formula


COPIED = ("learn/convolution", "learn/equivalent-padding", "tools/layers", "reference/formulas")


@pytest.mark.parametrize("page", COPIED)
def test_what_is_copied_is_the_formula(site, language, page):
    """As LaTeX what stands there, and as Python code of which it is written."""
    soup = BeautifulSoup(page_file(site, language, page).read_text("utf-8"), "html.parser")
    copies = soup.select("p.copies:not(.block, .text)")
    assert copies, f"{page} has no formula to copy"
    for one in copies:
        latex, python = (button["data-clipboard-text"] for button in one.select("button"))
        shown = one.find_previous("annotation").get_text()
        assert latex == " ".join(without_roles(shown).split())
        for code in python.split("; "):
            written = Writer(TEX).write(ast.parse(code, mode="eval").body)
            assert written in re.sub(r"\{([^{}]+_\{[^{}]*\})\}", r"\1", latex), (code, latex)


@pytest.mark.parametrize("page", COPIED)
def test_a_block_can_be_copied_with_what_it_needs(site, language, page):
    soup = BeautifulSoup(page_file(site, language, page).read_text("utf-8"), "html.parser")
    results = runs.results(page).results.values()
    home = HOME + ("zh/" if language == "zh" else "")
    wanted = [
        copied.whole(one, home) for one in results if one.source and (one.needs or one.is_check)
    ]
    assert texts_copied(soup) == [one for one in wanted if one]


# What is on every page, and what belongs to it


@pytest.mark.parametrize("page", source.names("en"))
def test_a_page_links_to_its_code(site, language, page):
    """Where it has code that is not of the site's own tables; to the same file in each language."""
    links = read(site, language, page).soup.select("p.whole a")
    file = site / "code" / f"{page}.py"
    assert len(links) == file.is_file()
    for link in links:
        here = page_file(site, language, page).parent
        assert (here / link["href"]).resolve() == file.resolve()


@pytest.mark.parametrize("page", source.names("en"))
def test_every_page_ends_with_what_made_it(site, language, page):
    words = read(site, language, page).soup.select("p.provenance")
    assert len(words) == 1, f"{language}/{page} does not say what made it"
    text = words[0].get_text(" ", strip=True)
    date = datetime.datetime.fromtimestamp(int(EPOCH), datetime.UTC).date().isoformat()
    for part in (platform.python_version(), np.__version__, torch.__version__.split("+")[0], date):
        assert part in text, f"{language}/{page}: {part} is not in {text!r}"


def test_the_glossary_page_prints_the_glossary(site, language):
    article = read(site, language, "reference/glossary").soup.select_one("article").get_text()
    for term in glossary():
        names = (term.en, term.zh, *term.also_en, *term.also_zh)
        for text in (*names, term.note_zh if language == "zh" else term.note_en):
            assert text in article, f"the glossary page in {language} does not have {text!r}"


def offered(site, language):
    """Every snippet as it is offered to download: its first line, the rest, and the file."""
    folder = site / "snippets" if language == "en" else site / "zh" / "snippets"
    for path in sorted(folder.glob("*.py")):
        first, _, rest = path.read_text("utf-8").partition("\n")
        yield first, rest, path


def test_snippets_are_offered_as_they_ran_under_a_line(site, language):
    found = {path.name: rest for _, rest, path in offered(site, language)}
    assert found == {path.name: path.read_text("utf-8") for path in ROOT.glob("snippets/*.py")}


def test_that_line_says_which_site_version_and_commit_they_are_from(site, language):
    config, address = {"en": ("mkdocs.yml", ""), "zh": ("mkdocs.zh.yml", "zh/")}[language]
    name = re.search("^site_name: (.*)$", (ROOT / config).read_text("utf-8"), re.MULTILINE)[1]
    git = ["git", "rev-parse", "--short=10", "HEAD"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    commit = rf"commit {done.stdout.strip()}( with uncommitted changes)?, " if done.stdout else ""
    line = rf"# {name} {version()}, {commit}{re.escape(HOME)}{address}"
    for first, _, path in offered(site, language):
        assert re.fullmatch(line, first), f"{path} begins with {first!r}"


def test_the_examples_of_an_offered_snippet_run(site, language, tmp_path):
    (file,) = (path for _, _, path in offered(site, language) if path.name == "sizes.py")
    done = run("-m", "doctest", "-v", file, cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert "passed" in said(done)
