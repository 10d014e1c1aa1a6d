"""What does not fit says why and what would; what cannot be read says where; no paste throws."""

import re
import time

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import tiers
from tests.project import LANGUAGES
from tests.web.layer_stacks import STACKS
from tests.web.layers import ask, call, rows_of, run_code
from tests.web.models import models

BROKEN = {  # code: (input, a part of the sentence, a repair that must be offered)
    "nn.Conv2d(4, 8, 3)": ((1, 3, 9, 9), "in_channels is 4, and the input has 3", "in_channels=3"),
    "nn.Conv2d(3, 8, 3, groups=2)": ((1, 3, 9, 9), "must divide both", "groups=1"),
    "nn.Conv2d(1, 8, 5)": ((1, 1, 3, 9), "spans 5 cells", "padding=1"),
    "nn.Conv1d(1, 8, 5)": ((1, 1, 3), "the length has only 3", "an input of 1,1,5"),
    "nn.ConvTranspose2d(1, 1, 3, 2, 1, 2)": (
        (1, 1, 4, 4),
        "output_padding=2 must be smaller than the stride (2)",
        "output_padding=0",
    ),
    "nn.ConvTranspose1d(1, 1, 2, padding=2)": ((1, 1, 3), "= 0, which is no size", "padding=0"),
    "nn.MaxPool2d(2, padding=2)": ((1, 1, 8, 8), "more than half", "padding=1"),
    "nn.MaxPool2d(2, 1, 2, dilation=3)": ((1, 1, 8, 8), "half of kernel_size=2", "padding=1"),
    "nn.Conv2d(1, 1, 3, 2, 'same')": ((1, 1, 7, 9), "only with stride 1", "padding=1"),
    "nn.Conv2d(1, 1, (3, 4), 2, padding='same')": (
        (1, 1, 8, 8),
        "only with stride 1",
        "nn.ZeroPad2d((1, 1, 0, 1)) before this layer, and padding=0 in it",
    ),
    "nn.ConvTranspose2d(1, 1, 3, padding='same')": (
        (1, 1, 8, 8),
        "has no padding='same'",
        "padding=1",
    ),
    "nn.Linear(64, 10)": ((1, 1, 8, 8), "not flattened", "nn.Flatten() before this layer"),
    "nn.Flatten()\nnn.Linear(60, 10)": ((1, 1, 8, 8), "has 64", "in_features=64"),
    "nn.BatchNorm2d(3)": ((1, 4, 8, 8), "num_features is 3", "num_features=4"),
    "nn.BatchNorm1d(3)": ((1, 3, 8, 8), "takes 2/3 axes", None),
    "nn.PixelShuffle(2)": ((1, 3, 8, 8), "2² = 4", None),
    "nn.PixelUnshuffle(2)": ((1, 3, 8, 7), "does not divide by 2", None),
    "nn.ReflectionPad2d(3)": ((1, 1, 3, 3), "at most 2 cells", "an input of 1,1,4,4"),
    "nn.LayerNorm([3, 4])": ((1, 1, 3, 5), "ends in 3×5", "normalized_shape=[3, 5]"),
    "nn.InstanceNorm2d(3)": ((1, 3, 1, 1), "no variance", "an input of 1,3,2,2"),
    "nn.Unflatten(1, (2, 3))": ((1, 7), "do not split", None),
    "nn.Upsample(scale_factor=2, mode='linear')": ((1, 1, 3, 3), "takes 3 axes", None),
    "nn.Upsample()": ((1, 1, 3, 3), "missing", None),
    "nn.GroupNorm(3, 8)": ((1, 8, 3, 3), "do not split into 3 groups", "num_groups=2"),
    "nn.MaxPool2d(2, return_indices=True)\nnn.ReLU()": ((1, 1, 4, 4), "gets 2 of them", None),
    "nn.Conv2d(1, 1)": ((1, 1, 4, 4), "kernel_size is missing", None),
    "nn.Conv2d(1, 1, 3, pading=1)": ((1, 1, 4, 4), "no argument pading", None),
    "nn.Conv2d(1, 1, 1.5)": ((1, 1, 4, 4), "whole number, or 2 of them", None),
    "nn.Conv2d(1, 1, 3, stride=0)": ((1, 1, 4, 4), "stride must be at least 1; it is 0", None),
    "nn.Conv2d(1, 1, (3, -1))": ((1, 1, 4, 4), "must be at least 1; it is (3, -1)", None),
    "nn.Conv2d(1, 1, 2**70)": ((1, 1, 4, 4), "too large to be counted exactly", None),
    "nn.Conv2d(1, width, 3)": ((1, 1, 4, 4), "width has no value", None),
    "nn.Softmax2d()": ((1, 4), "takes 3/4 axes", None),
    "nn.Flatten(4)": ((1, 4, 4), "start_dim=4 does not exist", None),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_row_says_why_and_what_would_fit(code):
    shape, why, fix = BROKEN[code]
    row = rows_of(code, shape)[-1]
    assert why in row["error"], row["error"]
    assert row["shape"] is None
    if fix:
        assert any(fix in one for one in row["fixes"]), row["fixes"]
        assert fix in row["error"]


@pytest.mark.parametrize("code", BROKEN)
def test_pytorch_refuses_it_too(code):
    with pytest.raises((RuntimeError, ValueError, TypeError, IndexError, NameError)):
        forward(code, torch.rand(BROKEN[code][0]))


def forward(code, x):
    for layer in run_code(code):
        x = layer.to_empty(device="cpu").eval()(x)
    return x


def test_every_offered_repair_fits():
    tried = 0
    for code, (shape, _, _) in BROKEN.items():
        text = ",".join(map(str, shape))
        for fixed, size, said in call("repaired", code, text):
            tried += 1
            assert size, f"{code!r} became {fixed!r}, which does not fit either"
            assert size == said, f"{code!r} became {fixed!r}, and gives another shape than is said"
    assert tried > 15


def test_output_padding_is_offered_to_a_decoder_that_misses_its_size():
    code = (
        "nn.Conv2d(1,8,3,2,1)\nnn.Conv2d(8,8,3,2,1)\nnn.ConvTranspose2d(8,8,3,2,1)\n"
        "nn.ConvTranspose2d(8,1,3,2,1)\nnn.Flatten()\nnn.Linear(784,10)"
    )
    rows = rows_of(code, (1, 1, 28, 28))
    assert "output_padding=1 gives it back" in rows[2]["hint"]
    assert "output_padding=1 in rows 3, 4" in rows[-1]["error"]


def test_rows_after_the_break_have_no_shape_and_keep_their_counts():
    rows = rows_of("nn.Conv2d(1,1,9)\nnn.Conv2d(1,2,3)", (1, 1, 4, 4))
    assert [row["shape"] for row in rows] == [None, None]
    assert [row["parameters"] for row in rows] == [82, 20]
    assert rows[1]["error"] is None


UNREADABLE = {  # code: (line, column, a part of the sentence)
    "nn.Sequential(\n  nn.Conv2d(1, 1, 3),\n  nn.ReLU(": (1, 14, "never closed"),
    "nn.ReLU()\n  nn.Conv2d(1, 1, 3))": (2, 21, "`)` cannot stand here"),
    "nn.Conv2d(1，1, 3)": (1, 12, "full-width"),
    "nn.Conv2d(1, 1 3)": (1, 16, "`3` cannot stand here"),
    "x = 'abc\nnn.ReLU()": (1, 5, "never closed"),
    "nn.Sequential(nn.ReLU(), nn.Foo(3))": (1, 26, "`Foo` is no layer"),
    "nn.ReLU()\nself.rnn = nn.LSTM(3, 4)": (2, 12, "`LSTM` is a PyTorch layer"),
    "nn.Sequential(*[nn.ReLU() for _ in range(n)])": (1, 42, "`n` has no value"),
    "for i in k:\n    layers.append(nn.ReLU())": (1, 1, "not known here whether"),
    "match k:\n    case 1: act = nn.ReLU()": (1, 1, "the lines under `match`"),
    "nn.Sequential(nn.ReLU, nn.Tanh())": (1, 15, "is not called"),
    "nn.Sequential(nn.ReLU(), block(3))": (1, 26, "`block` is not defined"),
    "self.down = double_conv(3, 64)": (1, 13, "`double_conv(3, 64)` is no layer"),
    "self.down = DoubleConv(3, 64)": (1, 13, "`DoubleConv(3, 64)` is no layer"),
    "nn.Conv2d(1, 1, 3) $": (1, 20, "`$` cannot stand here"),
}


@pytest.mark.parametrize("code", UNREADABLE)
def test_what_cannot_be_read_is_named_with_line_and_column(code):
    line, column, why = UNREADABLE[code]
    (row,) = [one for one in rows_of(code, (1, 1, 9, 9)) if one["error"]]
    assert row["error"].startswith(f"Line {line}, column {column}: ")
    assert why.replace("`", "") in row["error"]
    assert (row["line"], row["column"]) == (line, column)


def test_what_is_left_out_is_said():
    code = "class A(nn.Module):\n  def forward(self, x):\n    return x + 1\nshow(A())"
    said = ask(code, (1, 3))
    assert [(one["key"], one["line"]) for one in said["notes"]] == [("unread", 4)]
    assert said["complete"]


BAD_INPUTS = {  # text: a part of the sentence, in each language
    **dict.fromkeys(["", "1,3,x", "1,,3", "1.5,2", "()"], ("1,3,224,224", "1,3,224,224")),
    "0,3": ("at least 1; here stands 0", "至少是 1，这里却有 0"),
    "-1,3": ("at least 1; here stands -1", "至少是 1，这里却有 -1"),
    "1,3,1000000000,8": ("at most 999999999; here stands 1000000000", "最多是 999999999"),
    "1,1,1,1,1,1,1,1,1": ("at most 8 axes; this one has 9", "最多 8 条轴，这里却有 9 条"),
}


@pytest.mark.parametrize("text", BAD_INPUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_input_shape_gets_the_sentence_that_is_right(text, language):
    said = ask("nn.ReLU()", text, language)
    part = BAD_INPUTS[text][LANGUAGES.index(language)]
    assert part in said["status"]
    assert part in said["rows"][0]["error"]


WAYS = [
    "1,3,8,9",
    "(1, 3, 8, 9)",
    "torch.Size([1, 3, 8, 9])",
    "1×3×8×9",
    "1 3 8 9",
    "1，3，8，9",
    "1,3,8,9,",
]


@pytest.mark.parametrize("text", WAYS)
def test_an_input_shape_may_be_written_in_many_ways(text):
    assert rows_of("nn.ReLU()", text)[0]["shape"] == [1, 3, 8, 9]


# Any paste at all

PIECES = ["nn.Conv2d(", "nn.Sequential(", "3", ",", ")", "[", "]", "{", "}", "(", "=", "*", "**"]
PIECES += ["if k:", "def forward(self, x):", "return self.a(x)", "k = 3", "+="]
PIECES += ["\n", "  ", "'", '"', '"""', "#", "self.x", "kernel_size", ":", ";", "nn.ReLU()", "for"]
PIECES += ["//", "0", "99999999999", "1e999", ".", "class A:", "def __init__(self, a=", "lambda"]
PIECES += ["nn.ConvTranspose2d(1,1,3,2)", "nn.Upsample(scale_factor=1e9)", "nn.Linear(4,4)", "，"]
PIECES += [
    "\n    ",
    "\n        ",
    "return ",
    "super().__init__()",
    "*args",
    "**kw",
    "x.view(-1, ",
    "[::2]",
]
PIECES += [
    "torch.cat([x, x], 1)",
    "class A(nn.Module):\n  def forward(self, x):\n    ",
    " if x else ",
    "yield x",
]
PIECES += [
    "while True: ",
    "del x",
    "try:",
    "except:",
    "@property",
    "lambda x: x",
    "x += 1",
    "nn.ModuleList",
]
PIECES += [
    "\\",
    "-",
    "\0",
    "nn.Unflatten(1, (2, -1))",
    "nn.Flatten()",
    "nn.GLU(0)",
    "OrderedDict([",
]
INPUTS = ["1,1,8,8", "1,3,9", "7", "1,1,4,4,4", "", "a,b", "1,1,900000,900000", "2,4,6"]


WRITTEN = [model.code for model in models() if not model.is_packaged]


@st.composite
def mutated(draw):
    """A stack or a real model, of which some letters became something else."""
    stacks = [STACKS[name][1] for name in sorted(STACKS)]
    code = draw(st.sampled_from(stacks + WRITTEN))
    for _ in range(draw(st.integers(1, 6))):
        at, drop = draw(st.integers(0, len(code))), draw(st.integers(0, 8))
        code = code[:at] + draw(st.sampled_from(PIECES)) + code[at + drop :]
    return code


PASTES = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join), mutated()
)


@settings(max_examples=tiers.drawn(600), suppress_health_check=list(HealthCheck))
@given(PASTES, st.sampled_from(INPUTS), st.sampled_from(LANGUAGES))
def test_no_paste_throws_or_hangs(code, shape, language):
    start = time.perf_counter()
    said = ask(code, shape, language)
    assert time.perf_counter() - start < 5
    for row in said["rows"]:
        assert {"layer", "shape", "parameters", "macs", "receptiveField", "jump"} <= set(row)
        text = row["error"] or ""
        assert not re.search(r"undefined|\[object|\{(?:layer|name|found|shape|axis)\}", text), text


HEAVY = [
    "(" * 90000,
    "[" * 20000 + "]" * 20000,
    "-" * 90000 + "1",
    "a=[nn.ReLU()]\n" + "a=a+a\n" * 40,
    "a=[nn.ReLU()]*999999999",
    "a=[]\n" + "a=[a,a]\n" * 60 + "nn.Sequential(*a)",
    "a=[nn.ReLU()]\na.append(a)\nnn.Sequential(*a)",
    "9**9**9**9",
    "nn.ReLU()\n" * 9000,
    "'''" + "x" * 90000,
    '"\\' * 40000,
    "nn.Conv1d(1,1,100000,padding=50000)\n" * 50,
    "nn.Upsample(scale_factor=1000)\n" * 50,
    "nn.Sequential(" * 50 + ")" * 50,
    "a.b" * 9000,
    "x" * 200000,
    "1_" * 40000 + "1",
    " \\\n" * 30000,
    "'" * 90000,
    "nn.ReLU()\n" * 1900 + "nn.Linear(3, 3)",
    "if a" + ":" * 90000,
    "if a: " + "a." * 40000 + "b = 3",
    "if a: " + "(" * 40000 + "a," * 20000 + "b = 3",
    "if a: " + "k = " * 20000 + "3",
    "if a:\n" + "  k.append(1)\n" * 6000,
    "def forward(self, x): return x\n" * 3000,
    "def forward(self, x):\n" + " x = self.a(x)\n" * 5000,
    "def forward(self, x): return " + "self.a(" * 10000,
    "while True: pass",
    "def f(x): return f(x)\nf(1)",
    "class A(nn.Module):\n  def forward(self, x):\n    while True: x = x + 1",
    "x = [1]\nfor i in range(20000):\n  x = x + [i]",
    "x = 'a'\nfor i in range(60): x = x + x",
    "a = 2\nfor i in range(100): a = a ** 2",
    "a b c d\n" * 12000,
    ":\n" * 9900,
    "class A(nn.Module):\n  def forward(self, x):\n    return self.forward(x)",
    "class A(A): pass\nclass B(nn.Module):\n  def __init__(self): self.a = self\nb = B()",
]


@pytest.mark.parametrize("code", HEAVY, ids=lambda code: repr(code[:24]))
@pytest.mark.parametrize("shape", ["1,1,1000000", "1,1,64,64"])
def test_a_heavy_paste_ends_soon(code, shape):
    start = time.perf_counter()
    rows_of(code, shape)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("channels", "groups", "fits"), [(12, 5, 4), (12, 7, 6), (4, 3, 2), (10, 4, 1), (10, 9, 1)]
)
@pytest.mark.parametrize("kind", ["Conv", "ConvTranspose"])
def test_one_group_less_is_offered_where_it_divides_and_else_one(kind, channels, groups, fits):
    code = f"nn.{kind}1d({channels}, {channels}, 1, groups={groups})"
    (row,) = rows_of(code, (1, channels, 4))
    assert row["fixes"] == [f"groups={fits}"]
