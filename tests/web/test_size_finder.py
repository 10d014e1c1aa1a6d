"""The size finder misses no layer and finds no wrong one: PyTorch is asked for each of a grid."""

import html
import random
import re
from fractions import Fraction

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from tests import tiers
from tests.web.finder import GRID, LIMITS, call, every, key, layers, pairs, size

SIZES = range(GRID["i"][0], GRID["i"][1] + 1)
WANTED = range(GRID["o"][0], GRID["o"][1] + 1)
SMALL = {"k": [2, 4], "s": [1, 2], "p": [0, 1], "d": [1, 2]}
CONDITIONS = ("plain", "powers", "ratio")
MANY = range(1, 61)  # sizes on which is tried what holds for every size


def wish(**fields):
    return {"limits": LIMITS, **fields}


@pytest.mark.parametrize("i", SIZES if tiers.is_audit() else (1, 2, 7, 21))
def test_no_layer_is_missed_and_none_is_wrong(i):
    found = call("found", [wish(**{"from": i, "to": o}) for o in WANTED])
    wanted = {}
    for one in every():
        wanted.setdefault(size(i=i, **one), []).append(one)
    for o, results in zip(WANTED, found, strict=True):
        assert results == sorted(wanted.get(o, []), key=key), (i, o)


@pytest.mark.parametrize("mode", ["conv", "transposed"])
def test_a_mode_leaves_out_the_other_one(mode):
    asked = [(i, o) for i in (3, 8, 13) for o in (3, 4, 7, 16, 26)]
    found = call("found", [wish(mode=mode, **{"from": i, "to": o}) for i, o in asked])
    assert found == [sorted(layers(i, o, mode=mode), key=key) for i, o in asked]
    assert sum(map(len, found)) > 20


def test_rows_and_columns_are_layers_of_one_kind():
    rng = random.Random(3)
    asked = [([8, 9], [16, 18]), ([8, 8], [4, 4]), (6, [6, 7]), ([4, 9], 9), ([9, 9], [4, 20])]
    asked += [([rng.randint(1, 9), 5], [rng.randint(1, 9), 9]) for _ in range(tiers.drawn(6))]
    found = call("found", [{"limits": SMALL, "from": i, "to": o} for i, o in asked])
    for (i, o), results in zip(asked, found, strict=True):
        (i_rows, i_columns), (o_rows, o_columns) = (
            one if isinstance(one, list) else [one] * 2 for one in (i, o)
        )
        right = pairs(layers(i_rows, o_rows, SMALL), layers(i_columns, o_columns, SMALL))
        assert results == sorted(right, key=key), (i, o)
    assert sum(map(len, found)) > 100
    assert found[4] == []  # a row that shrinks and a column that grows


def test_several_sizes_at_once_are_those_of_each():
    asked = [("20; 33", "40; 66"), ("20; 33", "10; 17"), ("9;10;11", "5;5;6"), ("4; 5", "9; 11")]
    for (i, o), results in zip(
        asked, call("found", [wish(**{"from": i, "to": o}) for i, o in asked]), strict=True
    ):
        each = [layers(int(a), int(b)) for a, b in zip(i.split(";"), o.split(";"), strict=True)]
        right = [one for one in each[0] if all(one in others for others in each)]
        assert results == sorted(right, key=key)
        assert results


def test_backwards_every_layer_that_makes_the_size_of_any_other():
    asked = [(mode, o) for mode in ("conv", "transposed", "any") for o in (1, 2, 6)]
    found = call("found", [{"limits": SMALL, "mode": mode, "to": o} for mode, o in asked])
    for (mode, o), results in zip(asked, found, strict=True):
        right = [
            one for one in every(SMALL, mode) if any(size(i=i, **one) == o for i in range(1, 30))
        ]
        assert results == sorted(right, key=key), (mode, o)


def test_conditions_leave_out_what_they_say():
    for i, o in [(21, 42), (12, 4), (8, 8), (7, 21), (6, 9), (5, 2)]:
        asked = [{"from": i, "to": o, name: "1"} for name in ("mode", *CONDITIONS)]
        asked[0]["mode"] = "any"
        everything, plain, powers, ratio = call("found", [wish(**one) for one in asked])
        assert plain == [one for one in everything if one["op"] == 0]
        assert powers == [one for one in everything if one["s"] in (1, 2, 4)]
        assert ratio == [one for one in everything if keeps(one, Fraction(o, i))]


def keeps(layer, ratio):
    """Whether each size that has another one in this ratio becomes that one."""
    sizes = [i for i in MANY if (i * ratio).denominator == 1]
    return all(size(i=i, **layer) in (i * ratio, None) for i in sizes)


# What holds for every size


def computed(text, i):
    """What a rule says of an input size."""
    text = re.sub(r"(\d)i", r"\1 * i", text.replace("−", "-"))
    if text[0] == "⌈":
        over, under = text.strip("⌈⌉").split(" / ")
        return -(-eval(over, {"i": i}) // int(under))
    return eval(text.strip("⌊⌋").replace(" / ", " // "), {"i": i})


def test_a_rule_holds_for_every_size():
    """PyTorch makes what the rule says of each of many sizes, or refuses where that is no size."""
    found = [*every()]
    found = found if tiers.is_audit() else found[::7]
    found = [one for one in found if any(size(i=i, **one) for i in MANY)]
    said = call("rules", [[one, [2 * one["s"], 7]] for one in found])
    divided = 0
    for one, rule in zip(found, said, strict=True):
        sizes = [size(i=i, **one) for i in MANY]
        assert sizes == [o if o > 0 else None for o in (computed(rule["text"], i) for i in MANY)]
        from_these = [i for i, o in zip(MANY, sizes, strict=True) if o == 7]
        low, high = rule["inputs"] or (1, 0)
        assert from_these == [*range(low, high + 1)], one
        divides = all(o == i // one["s"] for i, o in zip(MANY, sizes) if i % one["s"] == 0)
        if one["mode"] == "conv" and one["s"] > 1:
            assert rule["divides"] == (one["s"] if divides else None)
            divided += divides
    assert divided > 5


def test_an_overlap_is_even_where_all_cells_inside_are_written_as_often():
    for k in range(1, 8):
        for s in range(1, 6):
            for d in range(1, 6):
                layer = {"mode": "transposed", "k": k, "s": s, "p": 0, "d": d, "op": 0}
                x, w = torch.ones(1, 1, 40), torch.ones(1, 1, k)
                y = F.conv_transpose1d(x, w, None, s, dilation=d)[0, 0]
                inside = y[d * (k - 1) : 39 * s + 1]
                ((rule,),) = [call("rules", [[layer, [1, 1]]])]
                assert rule["even"] == (len(inside.unique()) == 1), layer


# What is taken away


def test_the_code_is_the_layer():
    asked = [wish(**{"from": i, "to": o}) for i, o in [(6, 13), (13, 6), ([6, 9], [12, 17])]]
    for fields, results in zip(asked, call("found", asked), strict=True):
        i, o = (
            [one] * 2 if isinstance(one, int) else one for one in (fields["from"], fields["to"])
        )
        for code in call("codes", results[:60]):
            with torch.device("meta"):
                layer = eval(code, {"nn": nn, "c_in": 2, "c_out": 3})
                assert layer(torch.empty(1, 2, *i)).shape == (1, 3, *o), code
        assert results


def test_a_size_is_read_as_it_was_set():
    sizes = [21, [3, 4], None, "7", "7×8"]
    assert call("sizes", sizes) == [21, [3, 4], None, 7, [7, 8]]


def test_the_explorer_shows_the_layer_that_was_found():
    """At the size that was asked for, or at a small one that leaves the same remainder."""
    link = re.compile(r'href="\.\./explorer/\?(.*?)">')
    for i, o, shown in [
        (21, 42, "21"),
        ([6, 9], [12, 18], "6,9"),
        (224, 112, "12"),
        (225, 113, "11"),
    ]:
        asked = [{"from": i, "to": o, "limits": SMALL}]
        (said,), ((result, *_),) = call("said", asked, "en"), call("found", asked)
        query = html.unescape(link.search(said["html"])[1])
        words = dict(one.split("=") for one in query.split("&"))
        assert words["i"] == shown
        assert words["mode"] == result["mode"]
        for letter in "kspd":
            value = result[letter]
            rows, columns = value if isinstance(value, list) else (value, value)
            assert words[letter] == (f"{rows},{columns}" if rows != columns else str(rows))
