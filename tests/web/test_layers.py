"""The layer-stack calculator gives PyTorch's shapes, parameters and multiply-adds, and is small."""

import gzip
import inspect
import math
import re

import pytest
import torch
from torch import nn

from engine import scripts
from tests.project import LANGUAGES, ROOT
from tests.web.layer_stacks import STACKS
from tests.web.layers import ask, call, rows_of, run_code, run_layers

SOURCES = ROOT / "web" / "layers"
each_stack = pytest.mark.parametrize("name", STACKS)
# padding='same' with an even kernel: PyTorch says that it may copy, which is no concern here.
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")


@each_stack
def test_shapes_parameters_and_multiply_adds_are_those_of_pytorch(name):
    shape, code = STACKS[name]
    wanted = list(run_layers(run_code(code), shape))
    found = rows_of(code, shape)
    assert [row["error"] for row in found] == [None] * len(wanted)
    for row, (size, parameters, macs) in zip(found, wanted, strict=True):
        assert row["shape"] == size, row
        assert row["parameters"] == parameters, row
        assert row["macs"] == macs, row
        assert row["memory"] == 4 * math.prod(size)


@each_stack
def test_names_of_layers_are_those_of_pytorch(name):
    shape, code = STACKS[name]
    layers = run_code(code)
    assert [row["layer"] for row in rows_of(code, shape)] == [type(one).__name__ for one in layers]


def test_there_are_thirty_stacks_and_more():
    layers = sum(len(rows_of(code, shape)) for shape, code in STACKS.values())
    print(f"{len(STACKS)} stacks, {layers} layers")
    assert len(STACKS) >= 30


def test_argument_names_are_those_of_pytorch():
    signatures = call("layers")
    assert len(signatures) > 80
    for name, found in signatures.items():
        parameters = list(inspect.signature(getattr(nn, name).__init__).parameters.values())[1:]
        named = [one for one in parameters if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
        named = [] if name == "Identity" else named
        assert found["names"] == [one.name for one in named], name
        needed = [one.name for one in named if one.default is one.empty]
        assert found["required"] == needed, name


def test_multiply_adds_of_one_layer_counted_one_by_one():
    (row,) = rows_of("nn.Conv2d(6, 4, (3, 5), groups=2)", (2, 6, 10, 10))
    products = 0
    for _ in torch.ones(2, 4, 8, 6).flatten():  # every output cell
        products += (6 // 2) * 3 * 5
    assert row["macs"] == products


def test_a_shared_layer_has_its_parameters_once():
    said = ask("c = nn.Conv2d(2, 2, 1)\nnn.Sequential(c, c)", (1, 2, 4, 4))
    assert [row["parameters"] for row in said["rows"]] == [6, 6]
    assert said["totals"]["parameters"] == 6


def test_norms_without_a_shift_have_half_the_parameters():
    code = (
        "nn.BatchNorm2d(4, bias=False)\nnn.GroupNorm(2, 4, bias=False)\nnn.LayerNorm(5, bias=False)"
    )
    wanted = [parameters for _, parameters, _ in run_layers(run_code(code), (1, 4, 5, 5))]
    assert [row["parameters"] for row in rows_of(code, (1, 4, 5, 5))] == wanted == [4, 4, 5]


# Words and size


def test_both_languages_have_the_same_words():
    english, chinese = (call("words")[one] for one in LANGUAGES)
    assert list(english) == list(chinese)
    for key in english:
        names = [sorted(set(re.findall(r"\{\w+\}", one[key]))) for one in (english, chinese)]
        assert names[0] == names[1], f"{key}: {names}"
    assert [key for key in english if english[key] == chinese[key]] == ["fixArgument"]


def test_every_message_has_words():
    known = call("words")["en"]
    calls = r'(?:Trouble|stop|stopSize|troubled?|note|unknown|say)\(\s*(?:tree, )?"(\w+)"'
    sources = "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.js"))
    found = set(re.findall(calls, sources))
    assert len(found) > 60
    assert found <= set(known), found - set(known)


def test_the_script_is_small():
    scripts.ensure()
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in scripts.scripts_of("layers")]
    assert len(sizes) == len(LANGUAGES)
    assert max(sizes) < 90_000
