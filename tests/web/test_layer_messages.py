"""Why the calculator stops: each value is named as what it is, and PyTorch names the same."""

import re

import pytest
import torch

from tests.project import LANGUAGES
from tests.web.layers import ask, run_code, sentences
from tests.web.names import name
from tests.web.patterns import LAYERS, read


def forward(line):
    """A class whose forward is one line."""
    return f"class A(nn.Module):\n  def forward(self, x):\n    {line}"


# Why a layer has no shape: what is pasted, the input, and the values of the sentence. All numbers
# of a case differ, so that no two of them can change places.
SIZES = {
    "wantsAxes": (
        "nn.Conv2d(3, 8, 5)",
        (3, 9),
        {"layer": "Conv2d", "wanted": "3/4", "shape": "3×9", "found": 2},
    ),
    "channels": (
        "nn.Conv2d(4, 8, 5)",
        (1, 3, 9, 7),
        {"name": "in_channels", "expected": 4, "found": 3},
    ),
    "groups": ("nn.Conv2d(6, 8, 3, groups=4)", (1, 6, 9, 9), {"groups": 4, "cin": 6, "cout": 8}),
    "normGroups": ("nn.GroupNorm(3, 8)", (1, 8, 4, 4), {"channels": 8, "groups": 3}),
    "kernelTooLarge": (
        "nn.Conv2d(1, 8, (2, 6), padding=(0, 1), dilation=(1, 2))",
        (1, 1, 9, 7),
        {"reach": 2 * (6 - 1) + 1, "axis": "width", "padded": 7 + 2 * 1, "size": 7},
    ),
    "outputPadding": (
        "nn.ConvTranspose2d(1, 1, 5, 3, 1, 4, dilation=2)",
        (1, 1, 6, 6),
        {"op": 4, "s": 3, "d": 2},
    ),
    "transposedEmpty": (
        "nn.ConvTranspose1d(1, 1, 3, 5, 6, dilation=2)",
        (1, 1, 2),
        {"axis": "length", "formula": "(2 − 1)·5 − 2·6 + 2·(3 − 1) + 0 + 1", "out": 5 - 12 + 4 + 1},
    ),
    "transposedWord": (
        "nn.ConvTranspose2d(1, 1, 3, padding='same')",
        (1, 1, 8, 8),
        {"found": "'same'"},
    ),
    "sameStride": ("nn.Conv2d(1, 1, 4, (2, 3), 'same')", (1, 1, 7, 9), {"stride": "2, 3"}),
    "poolPadding": ("nn.MaxPool2d(5, padding=3)", (1, 1, 8, 8), {"p": 3, "k": 5, "most": 5 // 2}),
    "poolWhole": (
        "nn.AvgPool3d((2, 5, 3), 1, 1)",
        (1, 1, 6, 4, 7),
        {"layer": "AvgPool3d", "k": 5, "size": 4, "axis": "height"},
    ),
    "upsampleAxes": (
        "nn.Upsample(scale_factor=5, mode='linear')",
        (1, 6, 7, 8),
        {"mode": "linear", "wanted": "3", "shape": "1×6×7×8", "found": 4},
    ),
    "alignCorners": (
        "nn.Upsample(scale_factor=2, mode='area', align_corners=True)",
        (1, 1, 3),
        {"mode": "area"},
    ),
    "resizeEmpty": ("nn.Upsample(scale_factor=0.25)", (1, 1, 3), {"size": 3, "scale": 0.25}),
    "shuffleChannels": (
        "nn.PixelShuffle(3)",
        (1, 8, 4, 4),
        {"channels": 8, "r": 3, "square": 3**2},
    ),
    "unshuffleSize": ("nn.PixelUnshuffle(3)", (1, 1, 6, 8), {"axis": "width", "size": 8, "r": 3}),
    "padTooLarge": (
        "nn.ReflectionPad2d((4, 1, 5, 2))",
        (1, 1, 5, 9),
        {"mode": "reflect", "most": 5 - 1, "axis": "height", "size": 5, "pad": 5},
    ),
    "padCrops": (
        "nn.ZeroPad2d((1, 2, -4, 9))",
        (1, 1, 3, 7),
        {"cells": 4, "size": 3, "axis": "height"},
    ),
    "padEmpty": (
        "nn.ZeroPad2d((1, 2, -5, -3))",
        (1, 1, 7, 9),
        {"axis": "height", "size": 7, "before": -5, "after": -3},
    ),
    "normalizedShape": ("nn.LayerNorm([3, 4])", (1, 2, 5, 6), {"expected": "3×4", "found": "5×6"}),
    "linear": (
        "nn.Linear(7, 2)",
        (3, 5),
        {"expected": 7, "shape": "3×5", "found": 5},
    ),
    "notFlattened": (
        "nn.Linear(60, 2)",
        (1, 3, 4, 5),
        {"expected": 3 * 4 * 5, "shape": "1×3×4×5", "found": 5},
    ),
    "dimension": ("nn.Flatten(4)", (1, 5, 6), {"name": "start_dim", "dim": 4, "axes": 3}),
    "flattenOrder": ("nn.Flatten(2, 1)", (3, 4, 5), {"start": 2, "end": 1}),
    "unflatten": (
        "nn.Unflatten(1, (2, 3))",
        (1, 7),
        {"size": 7, "sizes": "(2, 3)", "known": 2 * 3},
    ),
    "gluOdd": ("nn.GLU(1)", (1, 5), {"size": 5}),
}
ARGUMENTS = {
    "tooManyArguments": (
        "nn.Flatten(1, 2, 3, 4, 5)",
        (1, 1),
        {"layer": "Flatten", "most": 2, "given": 5},
    ),
    "unknownArgument": (
        "nn.Conv2d(1, 1, 3, pading=1)",
        (1, 1, 4, 4),
        {"layer": "Conv2d", "name": "pading"},
    ),
    "givenTwice": ("nn.Conv2d(1, 1, 3, in_channels=1)", (1, 1, 4, 4), {"name": "in_channels"}),
    "missingArgument": ("nn.Conv2d(1, 1)", (1, 1, 4, 4), {"name": "kernel_size"}),
    "wantsInt": ("nn.Conv2d(1.5, 1, 3)", (1, 1, 4, 4), {"name": "in_channels", "found": 1.5}),
    "smallInt": (
        "nn.Conv2d(1, 1, 3, stride=0)",
        (1, 1, 4, 4),
        {"name": "stride", "least": 1, "found": 0},
    ),
    "largeInt": ("nn.Conv2d(1, 1, 2**60)", (1, 1, 4, 4), {"name": "kernel_size"}),
    "wantsInts": (
        "nn.Conv2d(1, 1, (3, 4, 5))",
        (1, 1, 9, 9),
        {"name": "kernel_size", "n": 2, "found": "(3, 4, 5)"},
    ),
    "wantsNumbers": (
        "nn.Upsample(scale_factor=(1.5, 3.5, 4.5))",
        (1, 1, 9, 9),
        {"name": "scale_factor", "n": 2, "found": "(1.5, 3.5, 4.5)"},
    ),
    "wantsWord": (
        "nn.Conv2d(1, 1, 3, padding='full')",
        (1, 1, 4, 4),
        {"name": "padding", "words": "same, valid", "found": "'full'"},
    ),
    "wantsShape": ("nn.LayerNorm('a')", (1, 1), {"name": "normalized_shape", "found": "'a'"}),
}
CODE = {
    "unclosedBracket": ("nn.Sequential(nn.ReLU(),", (1, 1), {"text": "("}),
    "endsEarly": ("k = 3 +", (1, 1), {"text": "+"}),
    "unexpected": ("nn.Conv2d(1, 1 3)", (1, 1), {"text": "3"}),
    "fullWidth": ("nn.Conv2d(1，1, 3)", (1, 1), {"text": "，", "ascii": ","}),
    "block": ("match k:\n    case 1: nn.ReLU()", (1, 1), {"text": "match"}),
    "tooLong": ("x = 3\n" * 20_000, (1, 1), {"count": 100_000}),
    "tooMany": ("nn.ReLU()\n" * 9000, (1, 1), {"count": 2000}),
    "unknownName": ("nn.Conv2d(1, width, 3)", (1, 1, 4, 4), {"name": "width"}),
    "unknownCall": ("nn.Sequential(block(3))", (1, 1), {"name": "block", "text": "block(3)"}),
    "underBlock": (
        "k = 3\nif a:\n    k = 5\nnn.Conv2d(1, 1, k)",
        (1, 1, 9, 9),
        {"name": "k", "text": "if", "line": 2},
    ),
    "undecided": (
        "for i in k:\n    layers.append(nn.ReLU())",
        (1, 1),
        {"text": "for i in k: layers.append(nn.ReLU())"},
    ),
    "unreadValue": ("nn.Conv2d(1, 'a' - 5, 3)", (1, 1, 4, 4), {"text": "'a' - 5"}),
    "unknownLayer": ("nn.Sequential(nn.Foo(3))", (1, 1), {"name": "Foo"}),
    "unsupportedLayer": ("nn.LSTM(3, 4)", (1, 1), {"name": "LSTM"}),
    "notALayer": ("self.a = block(3)", (1, 1), {"text": "block(3)"}),
    "notCalled": ("nn.Sequential(nn.ReLU, nn.Tanh())", (1, 1), {"text": "nn.ReLU"}),
    "unread": ("nn.ReLU()\nshow(7)", (1, 1), {"text": "show(7)"}),
}
FORWARD = {  # a line of forward, the input, and the values of the sentence
    "leftOut": ("seen = f(x); return x + 1", (2, 3), {"text": "f(x)"}),
    "raises": ("raise ValueError(3)", (2, 3), {"text": "raise ValueError(3)"}),
    "unknownFunction": ("return torch.svd(x)", (2, 3), {"name": "svd"}),
    "notCallable": ("return nn.ModuleList([nn.ReLU()])(x)", (2, 3), {"name": "ModuleList"}),
    "noForward": ("return nn.Module()(x)", (2, 3), {"name": "Module"}),
    "missingKey": ("return {'a': x}['b']", (2, 3), {"key": "b"}),
    "indexRange": ("return [x, x][7]", (2, 3), {"index": 7, "size": 2}),
    "indexTensor": ("return x[x]", (2, 3), {"shape": "2×3"}),
    "sliceStep": ("return x[::-1]", (2, 3), {"found": -1}),
    "wantsTensor": ("return F.relu(5)", (2, 3), {"name": "input", "found": 5}),
    "severalTensors": ("return nn.ReLU()([x, x, x])", (2, 4), {"count": 3}),
    "broadcast": ("return x + x[:, :2]", (5, 3), {"left": "5×3", "right": "5×2"}),
    "cat": (
        "return torch.cat([x, x[:, :2]], 0)",
        (5, 3),
        {"dim": 0, "left": "5×3", "right": "5×2"},
    ),
    "stackShapes": ("return torch.stack([x, x[1:]])", (5, 3), {"left": "5×3", "right": "4×3"}),
    "matmul": ("return x @ x", (5, 3), {"left": "5×3", "right": "5×3"}),
    "einsum": ("return torch.einsum('ab,bc->ac', x, x)", (5, 3), {"shapes": "5×3, 5×3"}),
    "view": ("return x.view(4, 2)", (5, 3), {"shape": "5×3", "cells": 15, "sizes": "(4, 2)"}),
    "permute": ("return x.permute(0, 0)", (5, 3), {"order": "0, 0", "axes": 2}),
    "expand": ("return x.expand(5, 7)", (5, 3), {"shape": "5×3", "sizes": "(5, 7)"}),
    "repeat": ("return x.repeat(4)", (5, 3), {"given": 1, "axes": 2}),
    "splitSizes": ("return x.split([3, 4])", (5, 6), {"sizes": "3 + 4", "sum": 7, "size": 5}),
    "padPairs": ("return F.pad(x, (1, 2, 3))", (5, 6), {"found": "(1, 2, 3)", "axes": 2}),
}
LINEAR = {
    "notPooled": (
        "nn.Conv2d(1, 5, 3)\nnn.Linear(60, 2)",
        (1, 1, 8, 10),
        {"expected": 60, "parts": "5 · 3 · 4", "shape": "1×5×6×8", "pool": 2},
    ),
    "heads": ("nn.Linear(7, 2)\nnn.Linear(7, 3)", (5, 7), {"expected": 7}),
}
REMARKS = {
    "remarkCheckerboard": ("nn.ConvTranspose1d(1, 1, 5, 3)", (1, 1, 7), {"k": 5, "s": 3}),
    "remarkFloor": (
        "nn.MaxPool2d((3, 2))",
        (1, 1, 8, 4),
        {"size": 8, "axis": "height", "lost": 2},
    ),
}
INPUTS = {
    "inputBad": ("nn.ReLU()", "1,3,x", {"text": "1,3,x"}),
    "inputSmall": ("nn.ReLU()", "1,-2,3", {"size": -2}),
    "inputLarge": ("nn.ReLU()", "1,3,1000000000", {"most": 999999999, "size": 1000000000}),
    "inputAxes": ("nn.ReLU()", "1,1,1,1,1,1,1,1,1", {"most": 8, "axes": 9}),
}
CALLED = {key: (forward(line), shape, values) for key, (line, shape, values) in FORWARD.items()}
CASES = SIZES | ARGUMENTS | CODE | CALLED | LINEAR | REMARKS | INPUTS
each_case = pytest.mark.parametrize("key", CASES)


@pytest.mark.parametrize("language", LANGUAGES)
@each_case
def test_a_message_names_each_value_as_what_it_is(key, language):
    code, shape, values = CASES[key]
    wanted = {one: str(value) for one, value in values.items()}
    if "axis" in wanted:
        wanted["axis"] = name("layers", wanted["axis"], language)
    said = sentences(ask(code, shape, language))
    found = [read("layers", key, language, one) for one in said]
    assert any(one and wanted.items() <= one.items() for one in found), said


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("nn.Conv2d(1, 1, (3,))", "(3,)"),
        ("nn.Conv2d(1, 1, [3])", "[3]"),
        ("nn.Conv2d(1, 1, (1, 2, 3, 4, 5, 6, 7, 8))", "(1, 2, 3, 4, 5, 6, 7, 8)"),
        ("nn.Conv2d(1, 1, (1, 2, 3, 4, 5, 6, 7, 8, 9))", "(1, 2, 3, 4, 5, 6, 7, 8, …)"),
        (f"nn.Conv2d(1, 1, {'k' * 31!r})", f"'{'k' * 30}…'"),
    ],
)
def test_a_value_is_said_as_python_writes_it_and_what_is_left_out_is_marked(code, found):
    said = sentences(ask(code, (1, 1, 9, 9)))[0]
    assert read("layers", "wantsInts", "en", said)["found"] == found


def test_there_is_a_case_of_every_message():
    """What remains are frames around messages, tried below."""
    frames = {"summary", "summaryError", "caption", "mirror", "place", "located"}
    frames |= {"reads", "isModel", "remarkRow"}
    frames |= {key for key in LAYERS if key.startswith("fix") or key == "fitsList"}
    assert set(LAYERS) == set(CASES) | frames


# PyTorch's own words for the same, where it names the numbers too: by the names of our sentence.
PYTORCH = {
    "channels": "to have {expected} channels, but got {found} channels",
    "normGroups": r"num_channels \({channels}\) must be divisible by num_groups \({groups}\)",
    "kernelTooLarge": r"per channel: \(9 x {padded}\). Kernel size: \(2 x {reach}\)",
    "outputPadding": "_padding_height: {op} .* stride_height: {s} .* dilation_height: {d} ",
    "transposedEmpty": r"Calculated output size per channel: \(1 x {out}\)",
    "poolPadding": "pad={p}, kernel_size={k} ",
    "upsampleAxes": "Got {found}D input, but {mode} mode needs {wanted}D input",
    "resizeEmpty": r"input \(W: {size}\)",
    "shuffleChannels": "={channels} is not divisible by {square}$",
    "unshuffleSize": "expects {axis} to be divisible by .*={size} is not divisible by {r}$",
    "padTooLarge": r"padding \({pad}, 2\) at dimension 2 of input \[1, 1, {size}, 9\]",
    "normalizedShape": r"=\[{expected}\].* size\[1, 2, {found}\]",
    "linear": r"\({shape} and {expected}x2\)",
    "dimension": r"but got {dim}\)",
    "flattenOrder": "start_dim cannot come after end_dim",
    "unflatten": r"sizes \[{sizes}\] don't multiply up to the size of dim 1 \({size}\)",
    "gluOdd": "dimension 1 is size {size}$",
}


def refusal(code, shape):
    """What PyTorch says against a paste."""
    x = torch.rand(shape)
    try:
        for layer in run_code(code):
            x = layer.to_empty(device="cpu").eval()(x)
    except (RuntimeError, ValueError, IndexError) as error:
        return str(error)
    raise AssertionError(f"PyTorch takes {code}")


@pytest.mark.parametrize("key", PYTORCH)
def test_pytorch_names_the_same_numbers(key):
    code, shape, values = CASES[key]
    bare = {one: str(value).strip("()").replace("-", "−") for one, value in values.items()}
    said = refusal(code, shape).replace("-", "−")
    sign = "x" if key == "linear" else ", "
    bare = {one: value.replace("×", sign) for one, value in bare.items()}
    assert re.search(PYTORCH[key].format(**bare), said), said
