"""A case is called what it is: its name is made anew from its parameters."""

import re

import numpy as np
import pytest

from tests.web.states import by_pytorch
from tests.web.truths import primes
from tests.web.v8 import cases, told, words

# The words of a name: without padding, and so on; in English and in Chinese.
WORDS = {
    "no padding": ("no padding", "无填充"),
    "padding": ("padding", "有填充"),
    "arbitrary": ("arbitrary padding", "任意填充"),
    "same": ("same (half) padding", "same（半）填充"),
    "full": ("full padding", "full 填充"),
    "no strides": ("no strides", "步幅为 1"),
    "strides": ("strides", "步幅大于 1"),
    "odd": ("odd", "除不尽"),
    "dilation": ("dilation", "空洞"),
    "transposed": ("transposed", "转置"),
}
each_language = pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("zh", "，")])


def is_classic(name):
    """Whether the field calls the case so: by its padding and its strides, or its dilation."""
    return "strides" in name or name == "dilation"


def described(state):
    """What distinguishes a state of the guide, by definition; its axes are alike."""
    i, k, s, p, d = (state[name][1] for name in "ikspd")
    if d > 1:
        return ["dilation"]
    o = len(by_pytorch(state))
    transposed = state["mode"] == "transposed"
    long, short = (o, i) if transposed else (i, o)  # of the convolution, the other way round too
    padding = "no padding" if p == 0 else "padding"
    if p and s == 1:  # with strides there is no same and no full padding
        padding = {long: "same", long + k - 1: "full"}.get(short, "arbitrary")
    odd = (long + 2 * p - k) % s != 0
    parts = [padding, "strides" if s > 1 else "no strides"]
    return parts + ["odd"] * odd + ["transposed"] * transposed


@each_language
def test_a_classic_case_is_called_what_it_is(language, comma):
    which = ("en", "zh").index(language)
    for name, state in cases().items():
        if is_classic(name):
            said = comma.join(WORDS[part][which] for part in described(state))
            said = said[0].upper() + said[1:] if language == "en" else said
            assert words()["explorer"][language][name] == said, name


def test_the_key_of_a_classic_case_is_its_name():
    for name in filter(is_classic, cases()):
        english = words()["explorer"]["en"][name].lower()
        assert re.sub(r"\W+", "_", re.sub(r" \(.*?\)", "", english)) == name


def overlaps(state):
    """How often the stamps write each cell away from the border."""
    ones = {name: [[1] * len(row) for row in state[name]] for name in "xw"}
    edge = state["k"][1] - state["s"][1]
    return np.unique(np.array(by_pytorch(state | ones))[edge:-edge, edge:-edge])


def channels(state):
    """Input channels, output channels, groups."""
    return tuple(state["channels"][name] for name in ("ci", "co", "g"))


# The other cases: what they are called, and what makes them so.
SPECIAL = {
    "article_conv": ("The article’s convolution", "原文的卷积", lambda one: one["mode"] == "conv"),
    "article_transposed": (
        "The article’s transposed convolution",
        "原文的转置卷积",
        lambda one: one["mode"] == "transposed",
    ),
    "causal": (
        "Causal dilated convolution, 1-D",
        "因果空洞卷积，1-D",
        lambda one: one["p"][1] == one["d"][1] * (one["k"][1] - 1) and one["pe"] == [0, 0],
    ),
    "same_upper_stride": (
        "SAME with a stride",
        "SAME 加步幅",
        lambda one: one["same"] == "upper" and min(one["s"]) > 1,
    ),
    "reflect_padding": (
        "Reflect padding",
        "反射填充",
        lambda one: one["pad"] == "reflect" and one["mode"] == "conv",
    ),
    "circular_transposed": (
        "Transposed convolution on a ring",
        "环上的转置卷积",
        lambda one: one["pad"] == "circular" and one["mode"] == "transposed",
    ),
    "two_channels": (
        "Two channels",
        "两个通道",
        lambda one: channels(one) == (2, 2, 1) and one["mode"] == "conv",
    ),
    "depthwise": (
        "Depthwise",
        "逐通道",
        lambda one: len(set(channels(one))) == 1 and one["mode"] == "conv",
    ),
    "two_channels_transposed": (
        "Two channels, transposed",
        "两个通道，转置",
        lambda one: channels(one) == (2, 2, 1) and one["mode"] == "transposed",
    ),
    "checkerboard_uneven": (
        "Checkerboard: uneven overlap",
        "棋盘效应：重叠不均",
        lambda one: len(overlaps(one)) > 1,
    ),
    "checkerboard_even": (
        "Checkerboard: even overlap",
        "棋盘效应：重叠均匀",
        lambda one: len(overlaps(one)) == 1,
    ),
    "output_padding_real": (
        "Output padding with real cells",
        "输出填充：多出的是真实的值",
        lambda one: 0 < one["op"][1] <= one["p"][1],
    ),
    "output_padding_bias": (
        "Output padding with bias-only cells",
        "输出填充：多出的只有偏置",
        lambda one: one["op"][1] > 0 == one["p"][1],
    ),
    "negative_padding": ("Negative p′", "p′ 为负", lambda one: min(primes(one)) < 0),
    "negative_padding_pytorch": (
        "Negative p′: PyTorch’s own example",
        "p′ 为负：PyTorch 文档的例子",
        lambda one: min(primes(one)) < 0,
    ),
}


def test_every_case_is_classic_or_special():
    assert {name for name in cases() if not is_classic(name)} == set(SPECIAL)


@pytest.mark.parametrize("name", SPECIAL)
def test_a_special_case_is_what_it_is_called(name):
    english, chinese, holds = SPECIAL[name]
    found = [words()["explorer"][language][name] for language in ("en", "zh")]
    assert found == [english, chinese]
    assert holds(cases()[name])


def is_wide(name):
    """Whether a case has more than the parameters of both axes."""
    return bool({"channels", "pad", "same", "axes"} & set(cases()[name]))


# What belongs to a group of examples, by the key of its name
GROUPS = {
    "preset_article": lambda name, _: name.startswith("article"),
    "preset_direct": lambda name, mode: is_classic(name) and mode == "conv",
    "preset_transposed": lambda name, mode: is_classic(name) and mode == "transposed",
    "preset_more": lambda name, _: is_wide(name),
    "preset_special": lambda name, _: (
        name in SPECIAL and not name.startswith("article") and not is_wide(name)
    ),
}


@each_language
def test_an_example_stands_in_its_group(language, comma):
    said = words()["explorer"][language]
    html = told("said", {}, language)["inside"]
    groups = re.findall('<optgroup label="(.*?)">(.*?)</optgroup>', html)
    assert [label for label, _ in groups] == [said[key] for key in GROUPS]
    for belongs, (_, options) in zip(GROUPS.values(), groups):
        found = re.findall('<option value="(.*?)"[^>]*>(.*?)</option>', options)
        wanted = [(name, said[name]) for name, one in cases().items() if belongs(name, one["mode"])]
        assert found == wanted
