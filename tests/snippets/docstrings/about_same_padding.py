"""What the docstrings of same_padding.py say."""

import inspect
import warnings
from fractions import Fraction
from functools import cache
from itertools import product

import pytest
import same_padding
import sizes
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.about_theorem import check_axes
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.layers import direct
from tests.snippets.docstrings.reading import number

UPPER, LOWER = "SAME_UPPER", "SAME_LOWER"
SETTINGS = ("stride", "dilation")


@cache
def total_of_same(i, k, s, d):
    """The fewest zeros with which PyTorch makes one cell for each stride that begins."""
    return next(n for n in range(99) if direct(i + n, k, s, 0, d) == layers.same(i, s))


@cache
def check_total(said, reach=None):
    for i, k, s, d in product((1, 4, 7, 9), (1, 2, 3, 4), (1, 2, 3), (1, 2)):
        names = {"i": i, "k": k, "s": s, "d": d, "stride": s, "dilation": d, "o": layers.same(i, s)}
        if reach:
            names["reach"] = number(reach, names)
            assert direct(names["reach"], k, 1, 0, d) == 1
            assert direct(names["reach"] - 1 or 1, k, 1, 0, d) is None or k == 1
        total = number(said, names)
        assert total == total_of_same(i, k, s, d), (said, names)
        for function in (same_padding.same_padding, sizes.same_padding):
            before, after = function(i, k, s, d)
            assert (before + after, after - before) == (total, total % 2)


@cache
def check_size_of_same(said):
    for i, s in product(range(1, 12), range(1, 5)):
        names = {"i": Fraction(i), "s": s, "stride": s}
        assert number(said, names) == layers.same(i, s)


@about("same_padding")
def same_of_tensorflow(reading):
    size = reading.one(r"SAME gives o = (.*?) cells\. With")[1]
    reach = reading.one(r"With reach = (.*?) it adds,")[1]
    total = reading.one(r"along each axis, total = (.*?) zeros, half before and half after; of an")[
        1
    ]
    reading.says(
        "half before and half after; of an odd total the last goes after. PyTorch's "
        'padding="same"',
        'padding="same" does that for stride 1 only, and its padding=p adds as much before as '
        "after.",
        "The transposed convolution with SAME is the way back, from o cells to i: it crops what "
        "SAME "
        "added, so it may crop one cell more at one end than at the other, which padding=p cannot.",
        'ONNX calls this auto_pad="SAME_UPPER". It also has auto_pad="SAME_LOWER": of an odd total '
        "the last zero goes before. Every function takes either.",
        "Pooling with SAME ignores what was added: the largest is one of the input, and the mean "
        "is over cells of the input alone.",
    )
    check_size_of_same(size)
    check_total(total, reach)
    check_same_of_pytorch()
    check_words_of_onnx()
    check_pooling_ignores()


@cache
def check_same_of_pytorch():
    x, weight = torch.arange(1.0, 8)[None, None], torch.arange(1.0, 5)[None, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # PyTorch copies where the total is odd
        want = F.conv1d(x, weight, padding="same")
    assert same_padding.conv_same(x, weight).equal(want)
    with pytest.raises(RuntimeError):
        F.conv1d(x, weight, padding="same", stride=2)
    both = F.conv1d(F.pad(x, (2, 2)), weight)
    assert F.conv1d(x, weight, padding=2).equal(both)
    whole = F.conv_transpose1d(x, weight)
    assert same_padding.conv_transpose_same(x, weight).equal(whole[..., 1:-2])


@cache
def check_words_of_onnx():
    """Every function with either word; the odd cell is the one that PyTorch adds by itself."""
    x, weight = torch.arange(1.0, 5)[None, None], torch.tensor([[[1.0, 10, 100]]])
    for word, ends in ((UPPER, (0, 1)), (LOWER, (1, 0))):
        assert same_padding.same_padding(4, 3, 2, auto_pad=word) == ends
        want = F.conv1d(F.pad(x, ends), weight, stride=2)
        assert same_padding.conv_same(x, weight, stride=2, auto_pad=word).equal(want)
        whole = F.conv_transpose1d(x, weight, stride=2)
        have = same_padding.conv_transpose_same(x, weight, stride=2, auto_pad=word)
        assert have.equal(whole[..., ends[0] : whole.shape[2] - ends[1]])
        most = F.max_pool1d(F.pad(x, ends, value=-99), 3, 2)
        assert same_padding.max_pool_same(x, (3,), 2, auto_pad=word).equal(most)
        sums, counts = (F.conv1d(F.pad(a, ends), torch.ones(1, 1, 3), stride=2) for a in (x, x**0))
        mean = same_padding.avg_pool_same(x, (3,), 2, auto_pad=word)
        torch.testing.assert_close(mean, sums / counts)
    for function in (one for one in vars(same_padding).values() if inspect.isfunction(one)):
        if function.__name__[0] != "_":
            assert inspect.signature(function).parameters["auto_pad"].default == UPPER


@cache
def check_pooling_ignores():
    x = torch.tensor([[[-5.0, -3, -4]]])
    pooled = [f(x, (3,), 1) for f in (same_padding.max_pool_same, same_padding.avg_pool_same)]
    assert pooled[0].tolist() == [[[-3.0, -3, -3]]]
    torch.testing.assert_close(pooled[1], torch.tensor([[[-4.0, -4, -3.5]]]))


@about("same_padding.max_pool_same")
def largest_with_same(reading):
    all_of_pooling(reading)
    reading.says(
        "What is added holds -inf, so that a dilated window that sees nothing else gives -inf.",
    )
    check_sees_nothing()


@cache
def check_sees_nothing():
    have = same_padding.max_pool_same(torch.ones(1, 1, 1), (2,), 1, 2)
    assert have.tolist() == [[[-torch.inf]]]


@about("same_padding.avg_pool_same")
def mean_with_same(reading):
    all_of_pooling(reading)
    reading.says(
        "Each result is the sum of the cells of x in a window, divided by how many they are: "
        "TensorFlow leaves the padding out. To count it too, use F.pad and PyTorch's average "
        "pooling.",
    )
    check_pooling_ignores()


def all_of_pooling(reading):
    check_size_of_same(reading.one(r'TensorFlow\'s padding="SAME": o = (.*?)\.\n')[1])
    reading.says('auto_pad="SAME_LOWER" puts an odd cell before.')
    check_words_of_onnx()
    stated = layers.shapes(reading)
    check_pooling_shapes(reading.place.function, layers.items(stated))
    axes = reading.one(r"of floats, n = (\d), (\d) or (\d);")
    assert tuple(map(int, axes.groups())) == tuple(same_padding.MAX_POOL)
    assert tuple(same_padding.AVG_POOL) == tuple(same_padding.MAX_POOL)
    least = reading.one(r"kernel_size is a tuple of one integer >= (\d+) for each axis;")[1]
    names, bound = reading.one(
        r"; (stride), which is kernel_size if it is None, "
        r"(?:is an integer|and dilation are integers) >= (\d+), or one for each axis\."
    ).groups()
    dilated = "dilation" in layers.parameters_of(reading.place.function)
    assert dilated == ("and dilation are integers" in reading.text)
    for name in ("kernel_size", names, *["dilation"] * dilated):
        check_pooling_bound(reading.place.function, name, int(bound if name in SETTINGS else least))
    assert bounds.errors(reading)


@cache
def check_pooling_shapes(function, stated):
    for axes in (1, 2, 3):
        for batch in (True, False):
            given = {"kernel_size": (2, 3, 2)[:axes]}
            known, symbols = layers.layer(function, dict(stated), axes, layers.same, batch, **given)
            want = layers.sized(dict(stated)["result"][0 if batch else -1], symbols, axes)
            assert layers.shape_of(function(**known)) == want
            alone = function(known["x"], known["kernel_size"])
            assert alone.equal(function(known["x"], known["kernel_size"], known["kernel_size"]))
            for wrong in (known["x"].long(), known["x"].numpy()):
                with pytest.raises(TypeError):
                    function(wrong, known["kernel_size"])
    for axes in (0, 4):
        with pytest.raises(ValueError, match="kernel_size must be a tuple"):
            function(torch.ones(2, 2, *[3] * axes), (1,) * axes)


@cache
def check_pooling_bound(function, name, least):
    x = torch.ones(1, 1, 6, 7)
    for one in ((least, least), *[least] * (name in SETTINGS)):
        function(**{"x": x, "kernel_size": (2, 2), name: one})
    for wrong, error in ((least - 1, ValueError), (least + 0.5, TypeError)):
        with pytest.raises(error, match=f"{name} must be"):
            function(**{"x": x, "kernel_size": (2, 2), name: (wrong, least)})
    if name in SETTINGS:
        with pytest.raises(ValueError, match="one for each axis"):
            function(**{"x": x, "kernel_size": (2, 2), name: (1, 1, 1)})


@about("same_padding.conv_same")
def convolves_with_same(reading):
    reading.says('auto_pad="SAME_LOWER" puts an odd cell before.')
    check_words_of_onnx()
    check_size_of_same(reading.one(r'TensorFlow\'s padding="SAME": o = (.*?)\.\n')[1])
    all_of_same(reading, layers.same)


@about("same_padding.conv_transpose_same")
def transposed_with_same(reading):
    size, cells, alone = reading.one(
        r"each with (.*?) = (\w+); without it o = (.*?)\. auto_pad"
    ).groups()
    assert cells == "i"
    check_way_back_of_same(size, alone)
    reading.says('TensorFlow\'s padding="SAME".', 'auto_pad="SAME_LOWER" crops an odd cell before.')
    check_words_of_onnx()
    all_of_same(reading, times_stride)


def times_stride(i, s):
    return i * s


def all_of_same(reading, kind):
    stated = layers.shapes(reading)
    check_same_shapes(reading.place.function, layers.items(stated), kind)
    bounded = {one: value for one, value in stated.items() if one != "output_size"}
    bounds.layer_bounds(reading, kind, bounded)
    bounds.per_axis(reading, kind, bounded, ("stride", "dilation"))
    assert bounds.errors(reading)
    axes = reading.one(r"both as in PyTorch, n = (\d), (\d) or (\d); bias \(O,\) or None;")
    check_axes(tuple(map(int, axes.groups())))


@cache
def check_same_shapes(function, stated, kind):
    if "output_size" in dict(stated):
        layers.check_shapes(function, stated, kind, 3, ())
    less = tuple(one for one in stated if one[0] != "output_size")
    layers.check_shapes(function, less, kind, 3, ())
    layers.check_shapes(function, tuple(one for one in less if one[0] != "bias"), kind, 3, ())


@cache
def check_way_back_of_same(size, alone):
    for i, s in product((1, 3, 4), (1, 2, 3)):
        known = {"x": torch.ones(1, 1, i), "weight": torch.ones(1, 1, 3), "stride": s}
        have = same_padding.conv_transpose_same(**known).shape[2]
        assert have == number(alone, {"i": i, "stride": s})
        for o in range(1, 15):
            fits = number(size, {"o": Fraction(o), "stride": s}) == i
            assert layers.takes(same_padding.conv_transpose_same, known, output_size=[o]) == fits


@about("same_padding.same_padding")
def zeros_of_same(reading):
    reading.says("Zeros (before, after) that SAME adds along one axis;")
    least = int(reading.one(r"; integers >= (\d+)\.")[1])
    check_total("max((o - 1) * s + d * (k - 1) + 1 - i, 0)")
    check_all_integers(same_padding.same_padding, tuple("iksd"), least)
    reading.says('Of an odd total the last goes after, with auto_pad="SAME_LOWER" before.')
    check_words_of_onnx()


@cache
def check_all_integers(function, names, least):
    known = dict.fromkeys(names, 2)
    for name in names:
        function(**known | {name: least})
        for wrong, error in ((least - 1, ValueError), (least + 0.5, TypeError)):
            with pytest.raises(error):
                function(**known | {name: wrong})
