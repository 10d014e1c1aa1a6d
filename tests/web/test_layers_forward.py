"""A table that is not the network's says so at its top, states no totals and offers no change."""

import pytest
import torch
from torch import nn

from tests.project import LANGUAGES
from tests.web.layer_stacks import STACKS
from tests.web.layers import ask, rows_of

LAYERS = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.act = nn.ReLU()
        self.last = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x{more}):
{body}
"""
IN_ORDER = [  # bodies of forward that call the layers once each, in order
    "return self.last(self.act(self.first(x)))",
    "x = self.first(x)\nx = self.act(x)\nreturn self.last(x)",
    '"""What it does."""\ny = self.first(x)  # first\nz = self.last(self.act(y))\nreturn z',
    "x = self.first(x); x = self.act(x)\nout = self.last(\n    x\n)\nreturn out",
]
NOT_FOLLOWED = {  # body: the line of the body that is more than calls in order
    "a = self.first(x)\nb = self.act(a)\nreturn self.last(torch.cat([a, b], 1))": 3,  # a skip
    "a = self.first(x)\nb = self.act(a)\nreturn self.last(a)": 3,  # an older value
    "a = self.first(x)\nb = self.act(a)\nreturn self.last(b) + x": 3,
    "x = self.first(x)\nx = F.max_pool2d(self.act(x), 2)\nreturn self.last(x)": 2,
    "x = self.first(x)\nx = self.act(self.act(x))\nreturn self.last(x)": 2,  # used twice
    "x = self.act(self.first(x))\nx = self.act(self.last(x))\nreturn x": 2,
    "x = self.act(x)\nx = self.first(x)\nreturn self.last(x)": 1,  # another order
    "x = self.first(x)\nx = self.act(x)\nx = x.flatten(1)\nreturn self.last(x)": 3,
    "x = self.first(x)\nfor _ in range(2):\n    x = self.act(x)\nreturn self.last(x)": 2,
    "x = self.first(x)\nif self.training:\n    x = self.act(x)\nreturn self.last(x)": 2,
    "x = self.first(x)\nreturn self.last(x)": 2,  # one is left out
    "x = self.first(x)\nx = self.act(x)\nself.last(x)\nreturn x": 3,
    "x = self.first(x)\nx += x\nx = self.act(x)\nreturn self.last(x)": 2,
    "x = self.act(self.first(x))\nreturn self.last(x), x": 2,
    "x = self.act(self.first(x))\nx = self.last(x)\nprint(x.shape)\nreturn x": 3,
    "return self.layers[0](x)": 1,
    "return self.other(self.last(self.act(self.first(x))))": 1,
    "return self.last(self.act(self.first(x)), x)": 1,
    "return self.last(self.act(self.first(": 1,
}


def network(body, more=""):
    """A class with this body of forward."""
    return LAYERS.format(more=more, body="\n".join(f"        {one}" for one in body.split("\n")))


@pytest.mark.parametrize("body", IN_ORDER)
def test_a_forward_that_calls_the_layers_in_order_changes_nothing(body):
    said = ask(network(body), (1, 3, 8, 8))
    assert said["unfollowed"] is None
    assert said["status"].startswith("Layers: 3.")
    assert "<tfoot>" in said["table"]
    scope = {"nn": nn, "torch": torch}
    exec(network(body), scope)
    model = scope["Net"]()
    assert said["rows"][-1]["shape"] == list(model(torch.rand(1, 3, 8, 8)).shape)
    assert said["totals"]["parameters"] == sum(one.numel() for one in model.parameters())


@pytest.mark.parametrize("body", NOT_FOLLOWED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_other_forward_is_said_at_the_top(body, language):
    said = ask(network(body), (1, 3, 8, 8), language)
    line = 9 + NOT_FOLLOWED[body]
    place = {"en": f"Line {line}, column ", "zh": f"第 {line} 行第 "}[language]
    notice = {"en": "<code>forward</code> is not followed", "zh": "没有跟踪 <code>forward</code>"}
    assert said["status"].startswith(place), said["status"]
    assert notice[language] in said["status"]
    assert said["totals"] is None
    assert "<tfoot>" not in said["table"]
    assert {"en": "Layers: 3", "zh": "共 3 层"}[language] not in said["status"]


@pytest.mark.parametrize("more", [", skip", ", *others", ", skip=None", ", **options"])
def test_a_forward_with_more_inputs_is_not_followed(more):
    body = "return self.last(self.act(self.first(x)))"
    assert ask(network(body, more), (1, 3, 8, 8))["unfollowed"]["line"] == 9
    assert ask(network(body, ": torch.Tensor"), (1, 3, 8, 8))["unfollowed"] is None


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
    row = said["rows"][-1]
    assert row["fixes"] == []
    assert "What would fit" not in said["table"]
    assert "layer-stack__wrong" not in said["table"]
    assert row["error"].startswith("In the order written: in_channels is 32")
    assert "Stops at" not in said["status"]
    scope = {"nn": nn, "torch": torch}
    exec(U_NET, scope)
    assert scope["UNet"]()(torch.rand(1, 3, 32, 32)).shape == (1, 2, 16, 16)


def test_a_hint_is_a_repair_too():
    code = """
class Auto(nn.Module):
    def __init__(self):
        self.down = nn.Conv2d(1, 8, 3, 2, 1)
        self.up = nn.ConvTranspose2d(8, 1, 3, 2, 1)
    def forward(self, x):
        return self.up(self.down(x)){rest}
"""
    assert rows_of(code.format(rest=""), (1, 1, 8, 8))[-1]["hint"]
    assert rows_of(code.format(rest="[..., :8]"), (1, 1, 8, 8))[-1]["hint"] is None


def test_what_is_wrong_in_any_order_stays_wrong():
    body = "return self.last(self.first(x))"
    code = network(body).replace("nn.ReLU()", "nn.MaxPool2d(0)")
    said = ask(code, (1, 3, 8, 8))
    assert "is not followed" in said["status"]
    assert "Stops at layer 2: <code>kernel_size</code> must be at least 1" in said["status"]
    assert "layer-stack__wrong" in said["table"]


def test_a_layer_that_cannot_be_read_is_the_reason():
    code = network(IN_ORDER[0]).replace("nn.ReLU()", "nn.ReLU($)")
    assert ask(code, (1, 3, 8, 8))["unfollowed"]["key"] == "unfollowedUnread"
    code = network(IN_ORDER[0]).replace(
        "nn.ReLU()", "nn.LSTM(3, 3)"
    )  # it can be read, and is called
    assert ask(code, (1, 3, 8, 8))["unfollowed"] is None


def test_classes_that_no_forward_joins_are_said():
    one = "class {}(nn.Module):\n  def __init__(self):\n    self.a = nn.Conv2d(1, 1, 3)\n"
    one += "  def forward(self, x):\n    return self.a(x)\n"
    assert ask(one.format("A"), (1, 1, 9, 9))["unfollowed"] is None
    said = ask(one.format("A") + one.format("B"), (1, 1, 9, 9))
    assert "several parts" in said["status"]
    assert said["totals"] is None


def test_a_class_of_the_paste_inside_another_is_no_layer():
    code = "class A(nn.Module):\n  pass\nclass B(nn.Module):\n  def __init__(self):\n"
    (row,) = rows_of(code + "    self.a = A(3)", (1, 3, 8, 8))
    assert "A(3) is no layer that can be read here" in row["error"]


def test_the_stacks_with_a_forward_are_followed():
    with_forward = [name for name, (_, code) in STACKS.items() if "def forward" in code]
    assert with_forward
    for name in with_forward:
        shape, code = STACKS[name]
        assert ask(code, shape)["unfollowed"] is None
