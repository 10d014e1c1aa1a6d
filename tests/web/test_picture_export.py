"""What is taken away says the numbers of the rows."""

import csv
import io
import re

import pytest

from tests.project import LANGUAGES
from tests.web.pictures import call, written

NET = (
    "nn.Sequential(nn.Conv2d(3, 64, (3, 5), stride=2), nn.ReLU(), nn.ConvTranspose2d(64, 3, 4, 2))"
)
QUOTED = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
    def forward(self, x):
        return self.conv(x)["a_b", "c"]
model = Net()
"""
MODELS = {
    "quoted": (QUOTED, "1,3,9,9"),
    "a stack": (NET, "1,3,224,224"),
    "U-Net": (written("pytorch_unet"), "1,3,64,64"),
    "TCN": (written("tcn"), "1,2,100"),
    "functions": (written("mnist_net"), "1,1,28,28"),
    "broken": ("nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(16, 8, 3), nn.ReLU())", "1,3,9,9"),
}
each_model = pytest.mark.parametrize("name", MODELS)
each_language = pytest.mark.parametrize("language", LANGUAGES)
FIRST = 3  # cells before the numbers
SIGNS = {
    "$\\times$": "×",
    "$\\to$": "→",
    "$<$": "<",
    "--": "–",
    "\\_": "_",
    "\\#": "#",
    "\\%": "%",
}
NUMBERS = ("parameters", "macs", "memory")
PLACES = (-4, -3, -1)  # of these; the share of the whole is between them


def markdown(text):
    lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines()]
    rows = [[re.sub(r"\\(.)", r"\1", cell).strip() for cell in line] for line in lines]
    assert all(re.fullmatch(":?-+:?", cell) for cell in rows[1])
    return [rows[0], *rows[2:]]


def latex(text):
    columns = re.search(r"\\begin\{tabular\}\{([lr]+)\}", text)[1]
    body = text.split("\\toprule")[1].split("\\bottomrule")[0].replace("\\midrule", "")
    lines = [line.strip() for line in body.split("\\\\\n") if line.strip()]
    rows = [re.split(r" ?(?<!\\)& ?", line) for line in lines]
    assert {len(row) for row in rows} == {len(columns)}
    return [[plain(cell) for cell in row] for row in rows]


def plain(cell):
    """A cell of LaTeX as text."""
    assert not re.search(r"(?<!\\)[_#%&]", cell), cell
    for sign, text in SIGNS.items():
        cell = cell.replace(sign, text)
    assert not re.search(r"[\\{}$]", cell), cell
    return cell.strip()


READ = {
    "markdown": markdown,
    "csv": lambda text: list(csv.reader(io.StringIO(text, newline=""))),
    "latex": latex,
}
each_kind = pytest.mark.parametrize("kind", READ)


def count(cell):
    return int(cell.replace(",", "")) if cell not in ("", "–") else None


@each_language
@each_kind
@each_model
def test_a_table_says_the_numbers_of_the_rows(name, kind, language):
    made = call("taken", *MODELS[name], kind, language)
    head, *rows = READ[kind](made["text"])
    total = rows.pop() if len(rows) > len(made["rows"]) else None
    assert len(rows) == len(made["rows"])
    assert {len(row) for row in rows} == {len(head)}
    for index, (cells, row) in enumerate(zip(rows, made["rows"]), 1):
        shape = cells[FIRST] if cells[FIRST] not in ("", "–") else None
        assert cells[:2] == [str(index), row["layer"]]
        assert shape == (row["shape"] and "×".join(map(str, row["shape"])))
        assert [count(cells[at]) for at in PLACES] == [row[one] for one in NUMBERS]
        fields = row["receptiveField"]
        fields = fields if isinstance(fields, list) else [fields]
        assert [count(one) for one in cells[FIRST + 1].split("×")] == fields
    assert (total is None) == (not made["complete"] or made["totals"] is None)
    if total:
        assert [count(total[at]) for at in PLACES] == [made["totals"][one] for one in NUMBERS]


@each_model
def test_jumps_are_fractions_for_people_and_numbers_for_programs(name):
    read = READ["markdown"](call("taken", *MODELS[name], "markdown", "en")["text"])
    made = call("taken", *MODELS[name], "csv", "en")
    programs = READ["csv"](made["text"])
    for people, numbers, row in zip(read[1:], programs[1:], made["rows"]):
        jumps = row["jump"] if isinstance(row["jump"], list) else [row["jump"]]
        found = [float(one) if one else None for one in numbers[FIRST + 2].split("×")]
        assert found == jumps
        for text, jump in zip(people[FIRST + 2].split("×"), jumps):
            over, _, under = text.partition("/")
            value = None if text == "–" else float(over) / float(under or 1)
            assert value == (jump and pytest.approx(jump, rel=1e-3))


LEFT_OUT = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
    def forward(self, x):
        unheard_of(x)
        return self.conv(x)
model = Net()
"""


@each_kind
def test_where_something_was_left_out_there_is_no_total(kind):
    made = call("taken", LEFT_OUT, "1,3,9,9", kind, "en")
    assert not made["complete"]
    assert "Total" not in made["text"]


def test_a_part_has_no_total():
    text = call("taken", *MODELS["broken"], "markdown", "en")["text"]
    assert "Total" not in text
    assert text.count("\n") == 5


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_is_no_formula_for_a_program_that_reads_tables(start):
    code = f"{start}nn.Conv2d(3, 8, 3)"
    text = call("taken", code, "1,3,9,9", "csv", "en")["text"]
    assert all(cell[:1] not in tuple("=+-@") for row in READ["csv"](text) for cell in row)
