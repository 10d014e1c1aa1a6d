"""The cells that light up in a cut are those that have a gradient in PyTorch."""

import re

import pytest
import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from tests.project import LANGUAGES
from tests.web.pictures import call

SURE = 2
SKIP = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(1, 2, 3, padding=1)
        self.down = nn.AvgPool1d(2)
        self.deep = nn.Conv1d(2, 2, 3, padding=2, dilation=2)
        self.up = nn.ConvTranspose1d(2, 2, 2, stride=2)
        self.last = nn.Conv1d(4, 1, 1)
    def forward(self, x):
        x = F.relu(self.first(x))
        y = self.up(self.deep(self.down(x)))
        return self.last(torch.cat([x, y], 1))
model = Net()
"""
RESIDUAL = """
class Block(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        self.cut = 2 * dilation
        self.conv = nn.Conv1d(2, 2, 3, padding=self.cut, dilation=dilation)
    def forward(self, x):
        return x + F.relu(self.conv(x)[:, :, :-self.cut])
model = nn.Sequential(nn.Conv1d(1, 2, 1), Block(1), Block(2), Block(4))
"""
GATE = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(1, 2, 3, stride=2)
        self.squeeze = nn.Linear(2, 2)
    def forward(self, x):
        x = self.conv(x)
        gate = torch.sigmoid(self.squeeze(x.mean(2)))
        return x * gate[:, :, None]
model = Net()
"""
HEAD = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(1, 2, 3, padding=2, dilation=2)
        self.head = nn.Linear(2, 1)
    def forward(self, x):
        return self.head(self.conv(x)[:, :, -1])
model = Net()
"""
MODELS = {
    "dilated": (
        "nn.Sequential(nn.Conv1d(1, 1, 3, dilation=3), nn.Conv1d(1, 1, 2, dilation=2))",
        17,
    ),
    "strided": ("nn.Sequential(nn.Conv1d(1, 1, 2, stride=3), nn.ReLU(), nn.Conv1d(1, 1, 3))", 19),
    "padded": ("nn.Sequential(nn.Conv1d(1, 1, 5, padding=2), nn.Conv1d(1, 1, 3, padding=2))", 7),
    "transposed": (
        "nn.Sequential(nn.ConvTranspose1d(1, 1, 4, stride=3, padding=1, output_padding=1),"
        "nn.ConvTranspose1d(1, 1, 2, stride=3, dilation=2))",
        5,
    ),
    "down and up": (
        "nn.Sequential(nn.Conv1d(1, 1, 3, 2, 1), nn.ReLU(), nn.ConvTranspose1d(1, 1, 4, 2, 1))",
        13,
    ),
    "skip": (SKIP, 16),
    "causal": (RESIDUAL, 20),
    "gate": (GATE, 11),
    "head": (HEAD, 9),
    "flattened": ("nn.Sequential(nn.Conv1d(1, 1, 3), nn.Flatten(), nn.Linear(6, 2))", 8),
}
each_model = pytest.mark.parametrize("name", MODELS)


def paste(name):
    """The code of a model, as it is pasted, and its input."""
    code, size = MODELS[name]
    return code, f"1,1,{size}"


class Rows(TorchFunctionMode):
    """Remembers every tensor that comes out of a call."""

    def __init__(self):
        self.tensors = []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        if isinstance(result, torch.Tensor) and result.requires_grad:
            result.retain_grad()
            self.tensors.append(result)
        return result


def run(name):
    """The input and the tensor of every row, of a model with positive weights."""
    code, size = MODELS[name]
    scope = {"nn": nn, "torch": torch, "F": nn.functional}
    exec(code if "model =" in code else f"model = {code}", scope)
    model = scope["model"].double()
    with torch.no_grad():
        for weight in model.parameters():
            weight.fill_(1 if weight.dim() > 1 else 0)
    x = torch.ones(1, 1, size, dtype=torch.float64, requires_grad=True)
    with Rows() as rows:
        model(x)
    return [x, *rows.tensors]


def cells(tensor):
    """Its cells along the axis, each with all its channels; all together where there is no axis."""
    return tensor.unbind(2) if tensor.dim() == 3 else [tensor]


def has_gradient(tensor):
    return [bool((one != 0).any()) for one in cells(tensor)]


def by_gradient(tensors, at):
    """For every cell of a tensor: which cells of it and of the tensors before have a gradient."""
    found = []
    for cell in cells(tensors[at]):
        gradients = torch.autograd.grad(
            cell.sum(),
            tensors[: at + 1],
            retain_graph=True,
            allow_unused=True,
            materialize_grads=True,
        )
        found.append([has_gradient(one) for one in gradients])
    return found


def lit(light, count):
    assert all(sure in (0, SURE) for row in light for sure in row), "all of this is followed"
    return [[sure == SURE for sure in row] for row in light[:count]]


@each_model
def test_what_a_cell_sees_has_a_gradient(name):
    tensors = run(name)
    lines = call("allLights", *paste(name), 0)
    assert lines[-1]["row"] == len(tensors) - 2, "a row for each call"
    for line in lines:
        at = line["row"] + 1
        wanted = by_gradient(tensors, at)
        assert [lit(one["back"], at + 1) for one in line["cells"]] == wanted, name


@each_model
def test_what_a_cell_reaches_sees_it(name):
    tensors = run(name)
    sees = [by_gradient(tensors, at) for at in range(len(tensors))]
    for line in call("allLights", *paste(name), 0):
        at = line["row"] + 1
        for cell, one in enumerate(line["cells"]):
            for later in range(at + 1, len(tensors)):
                wanted = [other[at][cell] for other in sees[later]]
                assert [sure == SURE for sure in one["on"][later]] == wanted, (name, later)


def rectangles(svg, look):
    """The cells that paths of a class fill, by row: from where to where in pixels."""
    found = {}
    for row, d in re.findall(rf'<path class="{look}" data-row="([^"]+)" d="([^"]+)"', svg):
        for x, width in re.findall(r"M([\d.]+) [\d.]+h([\d.]+)v", d):
            found.setdefault(int(row), []).append((float(x), float(x) + float(width)))
    return found


@pytest.mark.parametrize("width", [340, 720])
@each_model
def test_what_is_drawn_is_what_is_lit(name, width):
    lines = call("allLights", *paste(name), 0)
    for at, line in enumerate(lines):
        cell = len(line["cells"]) // 3
        made = call("drawn", *paste(name), {"line": at, "cell": cell, "width": width}, "en")
        left, plot = made["frame"]["left"], made["frame"]["plot"]
        seen, reached = rectangles(made["svg"], "lit x"), rectangles(made["svg"], "lit y")
        for other, shown in enumerate(made["lines"]):
            light = line["cells"][cell]["back" if other < at else "on"][shown["row"] + 1]
            drawn = (seen if other < at else reached).get(shown["row"], [])
            step = plot / shown["size"]
            middles = [left + (one + 0.5) * step for one in range(shown["size"])]
            found = [any(low < x < high for low, high in drawn) for x in middles]
            if other != at:
                assert found == [sure == SURE for sure in light], (name, at, shown)


def test_a_part_of_a_long_axis_has_marks_where_it_goes_on():
    code = "nn.Conv1d(1, 1, 3, padding=1)"
    middle = call("drawn", code, "1,1,200", {"line": 1, "cell": 100, "close": True}, "en")
    first = call("drawn", code, "1,1,200", {"line": 1, "cell": 0, "close": True}, "en")
    whole = call("drawn", code, "1,1,200", {"line": 1, "cell": 100}, "en")
    ends = [re.findall('class="on" d="([^"]*)"', one["svg"]) for one in (middle, first, whole)]
    assert [one[0].count("M") if one else 0 for one in ends] == [4, 2, 0]
    (low, high), *_ = rectangles(middle["svg"], "lit x")[-1]
    assert round((high - low) / middle["frame"]["plot"] * 48) == 3


@pytest.mark.parametrize("width", [340, 720])
def test_the_cell_under_a_point_is_the_one_that_is_drawn_there(width):
    code, shape = "nn.Sequential(nn.Conv1d(1, 1, 3, stride=2), nn.Conv1d(1, 1, 2))", "1,1,21"
    for line, size in enumerate([21, 10, 9]):
        for cell in range(size):
            made = call("drawn", code, shape, {"line": line, "cell": cell, "width": width}, "en")
            d = re.search('class="chosen" d="M([^ ]+) ([^h]+)h([^v]+)v', made["svg"])
            x, y, w = (float(one) for one in d.groups())
            point = {"x": x + w / 2, "y": y + 3, "width": width}
            assert call("under", code, shape, point) == {"line": line, "cell": cell}


def numbers(said):
    return [int(one) for one in re.findall(r"\d+", said)]


@pytest.mark.parametrize("language", LANGUAGES)
@each_model
def test_what_is_said_is_what_is_lit(name, language):
    lines = call("allLights", *paste(name), 0)
    for at, line in enumerate(lines):
        for cell in {0, len(line["cells"]) // 2, len(line["cells"]) - 1}:
            said = call("drawn", *paste(name), {"line": at, "cell": cell}, language)["said"]
            one = line["cells"][cell]
            seen = [place for place, sure in enumerate(one["back"][0]) if sure]
            last = [place for place, sure in enumerate(one["on"][-1]) if sure]
            if at and len(seen) > 1:
                words = {str(len(seen)), str(len(one["back"][0])), str(seen[0]), str(seen[-1])}
                assert words <= set(map(str, numbers(said)))
            if at < len(lines) - 1 and last and len(one["on"][-1]) > 1:
                assert {len(last), len(one["on"][-1])} <= set(numbers(said))


def test_gaps_are_named():
    code = "nn.Conv1d(1, 1, 3, dilation=2)"
    said = call("drawn", code, "1,1,9", {"line": 1, "cell": 1}, "en")["said"]
    assert said == (
        "Row 1, Conv1d, cell 1 (0 to 4). Sees 3 of 9 input cells, with gaps, from 1 to 5."
    )


def test_threads_join_what_is_read():
    code, shape = paste("dilated")
    svg = call("drawn", code, shape, {"line": 2, "cell": 3}, "en")["svg"]
    threads = re.search('class="threads x" d="([^"]+)"', svg)[1]
    assert threads.count("M") == 2 + 2 * 3
    svg = call("drawn", code, shape, {"line": 0, "cell": 8}, "en")["svg"]
    threads = re.search('class="threads y" d="([^"]+)"', svg)[1]
    lines = call("allLights", code, shape, 0)
    first, last = (sum(map(bool, lines[0]["cells"][8]["on"][at])) for at in (1, 2))
    assert (first, last) == (3, 6)
    assert threads.count("M") == first + 6


LOST = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(1, 4, 3, padding=1)
        self.last = nn.Conv1d(2, 2, 1)
    def forward(self, x):
        return self.last(self.conv(x).reshape(1, 2, 16))
model = Net()
"""


def test_what_is_not_followed_is_said_to_be_so():
    made = call("drawn", LOST, "1,1,8", {"line": 3, "cell": 0}, "en")
    assert made["said"].endswith("Which input cells it sees is not followed.")
    assert 'class="lit x" data-row="-1"' not in made["svg"]
    assert 'class="hatch pad" data-row="-1"' in made["svg"]
    made = call("drawn", LOST, "1,1,8", {"line": 0, "cell": 0}, "en")
    assert "Whether it reaches row 3, Conv1d, is not followed." in made["said"]


@pytest.mark.parametrize("axis", [0, 1])
def test_axes_differ(axis):
    code = "nn.Conv2d(1, 1, (3, 1), padding=(1, 0))"
    sizes = [len(line["cells"]) for line in call("allLights", code, "1,1,5,7", axis)]
    assert sizes == [[5, 5], [7, 7]][axis]
    lines = call("allLights", code, "1,1,5,7", axis)
    assert [sum(map(bool, one["back"][0])) for one in lines[1]["cells"]][2] == [3, 1][axis]
