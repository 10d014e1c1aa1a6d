"""Ask the layer-stack calculator in V8, and ask PyTorch the same."""

import html
import inspect
import re

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from tests.web.v8 import Probe

call = Probe("calculator", patience=20).told


def ask(code, shape, language="en"):
    """All that the calculator says about a paste."""
    text = shape if isinstance(shape, str) else ",".join(map(str, shape))
    return call("ask", code, text, language)


def rows_of(code, shape, language="en"):
    """What the property `rows` would give."""
    return ask(code, shape, language)["rows"]


def plain(said):
    """HTML as a message of the words: its code between backticks."""
    return html.unescape(re.sub("<.*?>", "", re.sub("</?code>", "`", said))).strip()


def sentences(said):
    """What is said beside the places in the table and below it, and then in place of a summary."""
    beside = re.findall("<(?:p|li)><button[^>]*>.*?</button> (.*?)</(?:p|li)>", said["table"])
    remarks = [one["text"] for one in said["remarks"]]
    return [plain(one) for one in [*beside, *remarks, *said["status"].split("<br>")]]


def run_code(code):
    """Execute a paste as Python, and give its layers in the order in which they are written.

    A class is instantiated. Lines outside a class stand for the body of __init__.
    """
    made = []
    scope = {"nn": Recorder(made), "torch": torch, "self": Scope()}
    exec(code.replace("from torch import nn", ""), scope)  # nn is the recorder
    for value in list(scope.values()):
        if isinstance(value, type) and issubclass(value, nn.Module):
            value()
    return made


class Scope:
    """Something that lines of the form self.name = ... can be written to."""


class Recorder:
    """torch.nn, which remembers every layer that was made, but not the containers."""

    Module = nn.Module

    def __init__(self, made):
        self.made = made

    def __getattr__(self, name):
        real = getattr(nn, name)
        if name in ("Sequential", "ModuleList"):
            return real

        def make(*args, **kwargs):
            layer = real(*args, **kwargs, **({"device": "meta"} if has_device(real) else {}))
            self.made.append(layer)
            return layer

        return make


def has_device(kind):
    return "device" in inspect.signature(kind.__init__).parameters


def run_layers(layers, shape):
    """Shape, parameters and multiply-adds of every layer, on tensors without memory."""
    x = torch.empty(shape, device="meta")
    for layer in layers:
        layer.eval()
        with FlopCounterMode(display=False) as counter:
            x = layer(x)
        parameters = sum(one.numel() for one in layer.parameters())
        yield list(x.shape), parameters, counter.get_total_flops() // 2
