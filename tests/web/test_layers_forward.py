"""`forward` is followed: rows are in the order of execution, as PyTorch itself runs them."""

import pytest
import torch
from torch import nn

from tests.web.layers import ask, rows_of
from tests.web.models import truth

LAYERS = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.act = nn.ReLU()
        self.last = nn.Conv2d(8, 3, 3, padding=1)
        self.layers = nn.ModuleList([self.first, self.act])

    def forward(self, x{more}):
{body}
"""
BODIES = [
    "return self.last(self.act(self.first(x)))",
    "x = self.first(x)\nx = self.act(x)\nreturn self.last(x)",
    '"""What it does."""\ny = self.first(x)  # first\nz = self.last(self.act(y))\nreturn z',
    "x = self.first(x); x = self.act(x)\nout = self.last(\n    x\n)\nreturn out",
    "a = self.first(x)\nb = self.act(a)\nreturn torch.cat([a, b, x], 1)",
    "a = self.first(x)\nb = self.act(a)\nreturn self.last(a)",
    "a = self.first(x)\nb = self.act(a)\nreturn self.last(b) + x",
    "x = self.first(x)\nx = F.max_pool2d(self.act(x), 2)\nreturn self.last(x)",
    "x = self.first(x)\nx = self.act(self.act(x))\nreturn self.last(x)",
    "x = self.first(x)\nx = self.act(x)\nx = x.flatten(1)\nreturn x",
    "x = self.first(x)\nfor _ in range(2):\n    x = self.act(x)\nreturn self.last(x)",
    "x = self.first(x)\nif self.training:\n    x = self.act(x)\nreturn self.last(x)",
    "x = self.first(x)\nx = self.act(x)\nself.last(x)\nreturn x",
    "x = self.first(x)\nx += x\nx = self.act(x)\nreturn self.last(x)",
    "x = self.act(self.first(x))\nreturn self.last(x), x",
    "x = self.first(x)\nprint(x.shape)\nreturn x",
    "for layer in self.layers[:1]:\n    x = layer(x)\nreturn {'a': x, 'b': [x]}",
    "n, c, h, w = x.size()\nreturn x.view(n, c * h, -1).transpose(1, 2)",
    "return self.layers[-1](x)",
    "y = self.first(x)\nz = F.relu(y, inplace=True)\nreturn z + y",
    "y = self.first(x)\ny[:, 0] = 0\nreturn y.mul_(2) + y",
    "parts = [x, self.first(x)]\ndel parts[0]\nreturn torch.cat(parts, 1)",
    "names = {'a': x, 'b': self.first(x)}\ndel names['a']\nreturn list(names.values())",
    "y = x.flatten(2)\nreturn y @ y.transpose(1, 2)",
    "y = x.flatten(2)\nreturn torch.einsum('bij,bkj->bik', y, y), F.linear(y, y[0, :2])",
    "return torch.stack(x.chunk(3, dim=1)).sum(0).squeeze(1)",
]


def network(body, more=""):
    """A class with this body of forward."""
    return LAYERS.format(more=more, body="\n".join(f"        {one}" for one in body.split("\n")))


@pytest.mark.parametrize("body", BODIES)
def test_rows_are_what_pytorch_runs(body):
    code, shape = network(body), (1, 3, 8, 8)
    said, found = ask(code, shape), truth.truth(code, shape)
    assert said["complete"]
    assert [
        (row["layer"], row["kind"], row["shape"], row["inputs"], row["macs"])
        for row in said["rows"]
    ] == [
        (row.name, row.kind, list(row.shape), list(row.inputs), row.multiply_adds)
        for row in found.rows
    ]
    assert said["outputs"] == [list(one) for one in found.outputs]
    assert said["totals"]["parameters"] == found.parameters
    assert said["totals"]["macs"] == found.multiply_adds


WHOLE = {  # what a class may be: the code, and an input
    "a diamond asks what several classes share after all of them": (
        "class A(nn.Module):\n    k = 3\nclass B(A): pass\nclass C(A):\n    k = 5\n"
        "class D(B, C):\n    def __init__(self):\n        super().__init__()\n"
        "        self.a = nn.Conv2d(1, 1, self.k)\n    def forward(self, x): return self.a(x)\n",
        (1, 1, 9, 9),
    ),
    "a layer in the place of None comes last": (
        "class A(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.a = None\n        self.b = nn.ReLU()\n        self.a = self.b\n"
        "    def forward(self, x): return self.a(x)\n",
        (1, 1, 9, 9),
    ),
    "a copy has its own weights": (
        "import copy\nclass A(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.a = nn.Linear(9, 9)\n        self.b = copy.deepcopy(self.a)\n"
        "        self.c = self.a\n    def forward(self, x): return self.c(self.b(self.a(x)))\n",
        (1, 9),
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_classes_are_those_of_python(name):
    code, shape = WHOLE[name]
    said, found = ask(code, shape), truth.truth(code, shape)
    wanted = [(row.path, list(row.shape), row.parameters) for row in found.rows]
    assert [(row["path"], row["shape"], row["parameters"]) for row in said["rows"]] == wanted
    assert said["totals"]["parameters"] == found.parameters


def test_a_field_that_flattened_axes_share_is_told_of_each():
    code = "nn.Sequential(nn.Conv2d(1, 1, (3, 5)), nn.Flatten(2), nn.ReLU())"
    assert rows_of(code, (1, 1, 9, 9))[-1]["receptiveField"] == [3, 5]
    body = "return self.first(x).flatten(2)"
    assert rows_of(network(body), (1, 3, 8, 8))[-1]["receptiveField"] == 3


LEFT = {  # body: (line of it, a part of the reason) where it cannot be followed
    "return self.other(self.first(x))": (1, "self.other has no value"),
    "y = self.first(x)\nreturn helper(y)": (2, "helper is not defined"),
    "if x.sum() > 0:\n    x = self.first(x)\nreturn self.act(x)": (1, "x may change under if"),
    "return self.last(self.act(self.first(": (1, "never closed"),
}


@pytest.mark.parametrize("body", LEFT)
def test_what_cannot_be_followed_is_said_with_its_place_and_no_total_stands(body):
    said = ask(network(body), (1, 3, 8, 8))
    line, reason = LEFT[body]
    assert (10 + line, True) in [(one["line"], reason in one["reason"]) for one in said["unread"]]
    assert said["totals"] is None
    assert not said["complete"]
    assert "<tfoot>" not in said["table"]


@pytest.mark.parametrize("more", [", skip=None", ", *others", ", **options", ": torch.Tensor"])
def test_inputs_that_need_not_be_given_do_no_harm(more):
    assert ask(network("return self.first(x)", more), (1, 3, 8, 8))["complete"]


def test_a_second_input_has_no_value():
    said = ask(network("return self.first(x) + skip", ", skip"), (1, 3, 8, 8))
    assert not said["complete"]
    assert "skip has no value" in said["unread"][0]["reason"]


U_NET = """
class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.middle = nn.Conv2d(16, 16, 3, padding=1)
        self.out = nn.Conv2d(32, 2, 1)

    def forward(self, x):
        x = self.down(x)
        y = self.middle(x)
        return self.out(torch.cat([x, y], dim=1))
"""


def test_a_network_that_is_right_is_not_repaired():
    """One line after the other, 16 channels meet a layer for 32: not so in the network itself."""
    said = ask(U_NET, (1, 3, 32, 32))
    assert "What would fit" not in said["table"]
    assert "layer-stack__wrong" not in said["table"]
    scope = {"nn": nn, "torch": torch}
    exec(U_NET, scope)
    assert scope["UNet"]()(torch.rand(1, 3, 32, 32)).shape == (1, 2, 16, 16)
    assert said["rows"][-1]["shape"] == [1, 2, 16, 16]


def test_a_repair_is_tried_in_the_network_itself():
    """Two maps that meet are of different sizes, and the row says of which."""
    code = U_NET.replace("padding=1)\n        self.out", ")\n        self.out")
    (row,) = [row for row in rows_of(code, (1, 3, 32, 32)) if row["error"]]
    assert "wants equal sizes elsewhere; they are 1×16×16×16 and 1×16×14×14" in row["error"]


def test_a_hint_is_a_repair_too():
    code = """
class Auto(nn.Module):
    def __init__(self):
        self.down = nn.Conv2d(1, 8, 3, 2, 1)
        self.up = nn.ConvTranspose2d(8, 1, 3, 2, 1)
    def forward(self, x):
        return self.up(self.down(x))
"""
    assert rows_of(code, (1, 1, 8, 8))[-1]["hint"]


def test_a_class_without_forward_is_taken_in_the_order_written():
    code = network("pass").replace("def forward", "def backward").replace("self.layers", "layers")
    said = ask(code, (1, 3, 8, 8))
    assert [row["layer"] for row in said["rows"]] == ["Conv2d", "ReLU", "Conv2d"]
    assert "No <code>forward</code> is pasted" in said["status"]


def test_the_last_class_is_the_model_and_the_others_are_named():
    one = "class {}(nn.Module):\n  def __init__(self):\n    self.a = nn.Conv2d(1, 1, {})\n"
    one += "  def forward(self, x):\n    return self.a(x)\n"
    said = ask(one.format("A", 3) + one.format("B", 5), (1, 1, 9, 9))
    assert [row["shape"] for row in said["rows"]] == [[1, 1, 5, 5]]
    assert "This is <code>B</code>; the paste also defines <code>A</code>" in said["status"]


def test_the_name_that_a_line_gives_last_is_the_model():
    one = "class A(nn.Module):\n  def __init__(self, k=3):\n    self.a = nn.Conv2d(1, 1, k)\n"
    one += "  def forward(self, x):\n    return self.a(x)\n"
    assert rows_of(one + "net = A(k=7)", (1, 1, 9, 9))[-1]["shape"] == [1, 1, 3, 3]
