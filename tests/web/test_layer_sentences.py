"""Repairs, hints, places, summary and table of the calculator are read back and computed anew."""

import math
import re

import pytest

from tests.project import LANGUAGES
from tests.web.layer_stacks import STACKS
from tests.web.layers import ask, call, plain, run_code, run_layers, sentences
from tests.web.names import name
from tests.web.patterns import LAYERS, read

each_language = pytest.mark.parametrize("language", LANGUAGES)

# What would fit


def python(value):
    """A value of a repair as Python writes it; one number where all axes have the same."""
    if isinstance(value, dict):
        return str(value["list"])
    if isinstance(value, list):
        return str(value[0]) if len(set(value)) == 1 else str(tuple(value))
    return str(value)


def frame_of(repair, at):
    """The sentence for a repair, and its values."""
    if repair.get("input"):
        return "fixInput", {"shape": ",".join(map(str, repair["input"]))}
    change = {"name": repair["name"], "value": python(repair["value"])} if "name" in repair else {}
    if repair.get("insert"):
        return "fixInsertWith" if change else "fixInsert", {"code": repair["insert"]} | change
    if repair.get("all"):
        rows = ", ".join(str(one + 1) for one in repair["all"])
        return "fixArgumentAll", change | {"rows": rows}
    if repair["index"] == at:
        return "fixArgument", change
    return "fixArgumentIn", change | {"row": str(repair["index"] + 1)}


DECODER = (
    "nn.Conv2d(1,8,3,2,1)\nnn.Conv2d(8,8,3,2,1)\nnn.ConvTranspose2d(8,8,3,2,1)\n"
    "nn.ConvTranspose2d(8,1,3,2,1)\nnn.Flatten()\nnn.Linear(784,10)"
)
REPAIRED = [
    (DECODER, (1, 1, 28, 28)),
    ("nn.Conv2d(1, 8, 3)\nnn.Conv2d(8, 8, 7)", (1, 1, 7, 8)),
    ("nn.Linear(64, 10)", (1, 1, 8, 8)),
    ("nn.Conv2d(1, 1, (3, 4), 2, padding='same')", (1, 1, 8, 8)),
    ("nn.Conv2d(4, 8, 3)", (1, 3, 9, 9)),
    ("nn.LayerNorm([3, 4])", (1, 1, 3, 5)),
]


@each_language
def test_what_would_fit_is_what_was_found_to_fit(language):
    """That each repair fits is the business of test_layers_trouble.py."""
    tried = set()
    for code, shape in REPAIRED:
        said = ask(code, shape, language)
        reason = sentences(said)[0].replace("`", "")
        row = next(one for one in said["rows"] if one["error"])
        at = row["line"] - 1
        for fix, repair in zip(
            row["fixes"], call("fixes", code, ",".join(map(str, shape))), strict=True
        ):
            key, values = frame_of(repair, at)
            assert read("layers", key, language, fix) == values
            tried.add(key)
        fixes = {"en": "; ", "zh": "；"}[language].join(row["fixes"])
        listed = row["error"].removeprefix(f"{reason} ")
        assert read("layers", "fitsList", language, listed) == {"fixes": fixes}
    assert tried == {key for key in LAYERS if key.startswith("fix")}


# Frames around messages


@each_language
def test_the_row_and_the_place_are_those_of_the_layer(language):
    code = "nn.ReLU()\nnn.Sequential(nn.Tanh(),\n    nn.Conv2d(4, 8, 5))"
    said = ask(code, (1, 3, 9, 7), language)
    (error, status) = (one for one in sentences(said) if one)
    assert read("layers", "summaryError", language, status) == {"row": "3", "error": error}
    (place,) = re.findall("<p><button[^>]*>(.*?)</button>", said["table"])
    place = {one: int(value) for one, value in read("layers", "place", language, place).items()}
    assert code.splitlines()[place["line"] - 1][place["column"] - 1 :] == "nn.Conv2d(4, 8, 5))"


@each_language
def test_what_cannot_be_read_is_located(language):
    code = "nn.ReLU()\n   nn.Conv2d(1, 1 7)"
    row = ask(code, (1, 1), language)["rows"][-1]
    found = read("layers", "located", language, row["error"])
    line, column = int(found["line"]), int(found["column"])
    assert code.splitlines()[line - 1][column - 1 :] == "7)"
    assert found["error"] == {"en": "7 cannot stand here.", "zh": "这里不能出现 7。"}[language]


PART = """class A(nn.Module):
  def __init__(self):
    self.a = nn.Conv2d(1, 1, 3)
  def forward(self, x):
    return self.a(x)
"""


@each_language
def test_a_class_that_the_model_does_not_use_is_named(language):
    code = PART + PART.replace("A", "B") + PART.replace("A", "C")
    first, _ = ask(code, (1, 1, 9, 9), language)["status"].split("<br>")
    others = {"en": "`A`, `B`", "zh": "`A`、`B`"}[language]
    wanted = {"name": "C", "others": others}
    assert read("layers", "isModel", language, plain(first)) == wanted


@each_language
@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("writtenOrder", PART.replace("forward", "backward")),
        ("printedOrder", "  (0): ReLU()"),
        ("partial", PART.replace("return", "seen = f(x); return")),
    ],
)
def test_what_has_to_be_known_of_the_rows_stands_above_them(key, code, language):
    sentence, _ = ask(code, (1, 1, 9, 9), language)["status"].split("<br>")
    assert plain(sentence) == name("layers", key, language)


@each_language
def test_a_row_says_which_rows_it_reads_where_it_is_not_the_one_before(language):
    code = PART.replace("self.a(x)", "torch.cat([self.a(x), x[..., 2:, 2:]], 1)")
    found = re.findall(
        '<small class="layer-stack__reads">(.*?)</small>',
        ask(code, (1, 1, 9, 9), language)["table"],
    )
    rows = [read("layers", "reads", language, one)["rows"] for one in found]
    assert rows == [name("layers", "theInput", language), {"en": "1, 2", "zh": "1、2"}[language]]


@each_language
def test_a_remark_names_its_row_and_leads_to_the_page_that_explains_it(language):
    said = ask("nn.ReLU()\nnn.ConvTranspose1d(1, 1, 5, 3)", (1, 1, 7), language)
    (one,) = said["remarks"]
    assert (one["row"], one["page"]) == (1, "learn/checkerboards")
    found = re.search(
        r"<li>(.*?[:：]) .*?<a href=.../../learn/checkerboards/.>(.*?)</a>", said["table"]
    )
    assert read("layers", "remarkRow", language, found[1]) == {"row": "2"}
    assert found[2] == name("layers", "pageCheckerboards", language)


@each_language
def test_a_hint_names_the_size_there_was_and_the_size_there_is(language):
    code, shape = (
        "nn.Conv2d(1, 8, 5, (2, 3), 1)\nnn.ConvTranspose2d(8, 1, 5, (2, 3), 1)",
        (1, 1, 10, 13),
    )
    (said,) = re.findall(
        '<div class="layer-stack__hint">(.*?)</div>', ask(code, shape, language)["table"]
    )
    found = read("layers", "mirror", language, plain(said))
    sizes = ["×".join(map(str, size[2:])) for size, *_ in run_layers(run_code(code), shape)]
    assert (found["wanted"], found["found"]) == ("10×13", sizes[-1])
    repaired = code[:-1] + f", {found['fix']})"
    *_, (size, _, _) = run_layers(run_code(repaired), shape)
    assert size[2:] == list(shape[2:])


# The summary and the table


def is_about(text, count):
    """Whether a text such as 1.53 KiB is this count of bytes, to its last digit."""
    size, unit = text.split()
    power = ["B", "KiB", "MiB", "GiB"].index(unit)
    digits = len(size.partition(".")[2])
    return abs(float(size) - count / 1024**power) <= 0.5 * 10**-digits


def largest(layers, modules):
    """The most cells that a chain holds at once: what a layer reads and gives, unless in place."""
    cells = [0, *(math.prod(size) for size, *_ in layers)]
    writes = [getattr(one, "inplace", False) for one in modules]
    return max(
        before + (0 if over else after)
        for before, after, over in zip(cells, cells[1:], writes, strict=False)
    )


@each_language
@pytest.mark.parametrize("stack", ["LeNet-5", "DCGAN generator"])
def test_the_summary_is_the_sum_of_the_layers(stack, language):
    shape, code = STACKS[stack]
    layers = list(run_layers(run_code(code), shape))
    found = read("layers", "summary", language, ask(code, shape, language)["status"])
    cells = [math.prod(shape), *(math.prod(size) for size, *_ in layers)]
    assert is_about(found.pop("memory"), 4 * sum(cells[1:]))
    assert is_about(found.pop("peak"), 4 * largest(layers, run_code(code)))
    assert found == {
        "layers": str(len(layers)),
        "shape": "×".join(map(str, layers[-1][0])),
        "parameters": f"{sum(parameters for _, parameters, _ in layers):,}",
        "macs": f"{sum(macs for *_, macs in layers):,}",
    }


@each_language
def test_a_table_has_each_number_under_its_heading(language):
    shape, code = (1, 3, 20, 31), "nn.Conv2d(3, 8, (3, 5), (2, 3))\nnn.MaxPool2d(2)"
    table = ask(code, shape, language)["table"]
    caption = re.search("<caption>(.*?)</caption>", table)[1]
    assert read("layers", "caption", language, caption) == {"shape": "1×3×20×31"}
    heads = re.findall('<th scope="col">(.*?)</th>', table)
    columns = ("layer", "shape", "receptiveField", "jump", "parameters", "macs", "share", "memory")
    assert heads == [name("layers", one, language) for one in columns]
    fields, jumps = (["3×5", "5×8"], ["2×3", "4×6"])  # r + (k − 1) j, and j s
    body, foot = table.split("<tfoot>")
    rows = re.findall("<tr>(.*?)</tr>", body.partition("<tbody>")[2])
    layers = list(run_layers(run_code(code), shape))
    for row, (size, parameters, macs), field, jump in zip(rows, layers, fields, jumps, strict=True):
        *found, share, memory = re.findall("<td>(.*?)</td>", row)
        assert found == ["×".join(map(str, size)), field, jump, f"{parameters:,}", f"{macs:,}"]
        assert share == ("100 %" if macs else "0 %")
        assert is_about(memory, 4 * math.prod(size))
    assert f'<th scope="row">{name("layers", "total", language)}</th>' in foot
    sums = re.findall("<td>(.*?)</td>", foot)
    wanted = [f"{sum(one[index] for one in layers):,}" for index in (1, 2)]
    assert sums[:-1] == ["", "", "", *wanted, "100 %"]
    assert is_about(sums[-1], sum(4 * math.prod(size) for size, *_ in layers))
