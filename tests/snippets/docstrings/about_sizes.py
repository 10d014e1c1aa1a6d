"""What the docstrings of sizes.py and same_padding.py say."""

import inspect
import warnings
from fractions import Fraction
from functools import cache
from itertools import product

import conv_transpose
import pytest
import same_padding
import sizes
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.about_conv_transpose import check_zeros_between
from tests.snippets.docstrings.about_theorem import check_axes, check_theorem
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import number
from tests.snippets.drawn import grid


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
        "added, so it may crop one cell more at the end than at the start, which padding=p cannot.",
    )
    check_size_of_same(size)
    check_total(total, reach)
    check_same_of_pytorch()


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


@about("same_padding.conv_same")
def convolves_with_same(reading):
    check_size_of_same(reading.one(r'TensorFlow\'s padding="SAME": o = (.*?)\.\n')[1])
    all_of_same(reading, layers.same)


@about("same_padding.conv_transpose_same")
def transposed_with_same(reading):
    size, cells, alone = reading.one(
        r"each with (.*?) = (\w+); without it o = (.*?)\. Raises"
    ).groups()
    assert cells == "i"
    check_way_back_of_same(size, alone)
    reading.says('TensorFlow\'s padding="SAME".')
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
    least = int(reading.one(r"all integers >= (\d+)\.")[1])
    check_total("max((o - 1) * s + d * (k - 1) + 1 - i, 0)")
    check_all_integers(same_padding.same_padding, tuple("iksd"), least)


@cache
def check_all_integers(function, names, least):
    known = dict.fromkeys(names, 2)
    for name in names:
        function(**known | {name: least})
        for wrong, error in ((least - 1, ValueError), (least + 0.5, TypeError)):
            with pytest.raises(error):
                function(**known | {name: wrong})


LEGEND = (
    "i input size, o output size, k kernel size, s stride, p padding on each side, d dilation, op"
)


@about("sizes")
def numbers_of_sizes(reading):
    reading.says(f"{LEGEND} output padding, all counted in cells and all integers:")
    names = []
    for group in reading.every(r"(?P<names>\w+(?:, \w+)*) >= (?P<least>\d+)(?=[;.])"):
        for name in group["names"].split(", "):
            check_number_of_sizes(name, int(group["least"]))
            names.append(name)
    assert sorted(names) == sorted(["i", "o", "k", "s", "d", "p", "op"])
    assert bounds.errors(reading)
    name, sign, most = reading.one(r"(op) (<=?) (\w+\(.*?\))\.").groups()
    check_output_padding_of_sizes(name, sign, most)


@cache
def check_number_of_sizes(name, least):
    tried = 0
    for _, function in inspect.getmembers(sizes, inspect.isfunction):
        parameters = inspect.signature(function).parameters
        if function.__name__[0] == "_" or name not in parameters:
            continue
        tried += 1
        known = {
            one: {"k": 3, "i": 7, "o": 3, "s": 2, "d": 3, "p": 3}.get(one, 1) for one in parameters
        }
        taken = [n for n in range(-2, 9) if layers.takes(function, known, **{name: n})]
        if function is sizes.output_padding_for:  # takes what fits together alone
            known["o"] = 14
            assert layers.takes(function, known)
            assert not layers.takes(function, known, **{name: least - 1})
        else:
            assert min(taken) == least, (function.__name__, name, taken)
        with pytest.raises(TypeError):
            function(**known | {name: least + 0.5})
    assert tried


@cache
def check_output_padding_of_sizes(name, sign, most):
    for s, d, op in product((1, 2, 3), (1, 2, 4), range(6)):
        known = {"i": 5, "k": 3, "s": s, "d": d, name: op}
        fits = below(op, sign, number(most, {"s": s, "d": d}))
        assert layers.takes(sizes.conv_transpose_output_size, known) == fits


@about("sizes.conv_output_size")
def size_of_a_convolution(reading):
    layers.sizes(reading, direct, "ikspd")
    check_against(sizes.conv_output_size, direct, "ikspd")


@about("sizes.conv_transpose_output_size")
def size_of_a_transposed_convolution(reading):
    layers.sizes(reading, transposed, "ikspdop")
    check_against(sizes.conv_transpose_output_size, transposed, "ikspdop")


@cache
def check_against(function, kind, used):
    for names, size in layers.cases(kind, layers.letters(used)):
        assert function(**{name: names[name] for name in layers.letters(used)}) == size


@about("sizes.effective_kernel_size")
def reach_of_a_kernel(reading):
    check_reach(
        reading.one(r"^k' = (.*?): from the first tap of a dilated kernel to the last\.")[1]
    )


@cache
def check_reach(said):
    """The smallest input on which PyTorch lets the kernel lie."""
    for k, d in product((1, 2, 3, 5), (1, 2, 3)):
        reach = next(i for i in range(1, 99) if direct(i, k, 1, 0, d))
        assert number(said, {"k": k, "d": d}) == reach == sizes.effective_kernel_size(k, d)


@about("sizes.zeros_between")
def zeros_between_cells(reading):
    said = reading.one(r"^z = (.*?): zeros between two input cells before the kernel slides\.")[1]
    check_zeros_between(said.replace("s", "stride"), conv_transpose.insert_zeros)
    for s in range(1, 5):
        assert sizes.zeros_between(s) == number(said, {"s": s})


@about("sizes.equivalent_padding")
def padding_that_is_equivalent(reading):
    said = reading.one(r"^p' = (.*?): padding of the convolution that equals the transposed\.")[1]
    check_theorem((said, "s - 1", "p'", "p' + op", "1", "d"), ("k", "s", "p", "d", "op"))
    check_padding_function(said)
    reading.says("A negative result means that this convolution crops its input by that much.")


@cache
def check_padding_function(said):
    for one in grid(k=range(1, 5), p=range(4), d=range(1, 4)):
        assert number(said, one) == sizes.equivalent_padding(**one)


@about("sizes.equivalent_padding_behind")
def padding_behind(reading):
    said = reading.one(
        r"^p'_b = (\S+ [-+*/] \w+): padding behind the input, where output_padding adds\."
    )[1]
    front = reading.one(r"In front it is (.*?)\. A")[1]
    check_theorem(("d(k - 1) - p", "s - 1", front, said, "1", "d"), ("k", "s", "p", "d", "op"))
    check_padding_behind_function(said)
    reading.says("A negative result crops.")


@cache
def check_padding_behind_function(said):
    for one in grid(k=range(1, 5), p=range(4), op=range(3), d=range(1, 4)):
        front = sizes.equivalent_padding(one["k"], one["p"], one["d"])
        assert number(said, one | {"p'": front}) == sizes.equivalent_padding_behind(**one)


@about("sizes.input_sizes")
def sizes_of_the_input(reading):
    many, first = reading.one(r"They are (\w+) neighbours, first = (.*?) and on; those").groups()
    least = int(reading.one(r"those below (\d+) do not exist, so there may be fewer, or none\.")[1])
    reading.says("All input sizes from which a convolution makes output size o, as a range.")
    check_input_sizes(many, first, least)


@cache
def check_input_sizes(many, first, least):
    for one in grid(o=(1, 2, 5), k=(1, 3, 4), s=(1, 2, 3), p=(0, 1, 4), d=(1, 2)):
        layer_of = [one[name] for name in "kspd"]
        found = [i for i in range(1, 60) if direct(i, *layer_of) == one["o"]]
        start = number(first, one)
        assert found == [n for n in range(start, start + number(many, one)) if n >= least]
        assert list(sizes.input_sizes(**one)) == found


@about("sizes.output_padding_for")
def output_padding_for_a_size(reading):
    said = reading.one(r"^op = (.*?): it makes size o from size i\.")[1]
    error, low, low_sign, sign, most = reading.one(
        r"Raises (\w+) if no legal output padding, (\S+) (<=?) op (<=?) (\w+\(.*?\)), does\."
    ).groups()
    check_output_padding_for(said, (low, low_sign, sign, most))
    assert error == "ValueError"


@cache
def check_output_padding_for(said, limits):
    low, low_sign, sign, most = limits
    for one in grid(o=range(1, 30), i=(2, 4), k=(1, 3), s=(1, 2, 3), p=(0, 1), d=(1, 2)):
        extra, fits = number(said, one), False
        if below(number(low, one), low_sign, extra) and below(extra, sign, number(most, one)):
            fits = True
            assert sizes.output_padding_for(**one) == extra
            names = {name: one[name] for name in "ikspd"}
            assert transposed(**names, op=extra) == one["o"]
        assert layers.takes(sizes.output_padding_for, one) == fits


@about("sizes.same_padding")
def padding_of_same(reading):
    check_size_of_same(reading.one(r"that TensorFlow's SAME adds: o = (.*?)\.\n")[1])
    check_total(reading.one(r"^total = (.*?); of")[1])
    reading.says("Cells (before, after) that", "of an odd total the last cell goes after.")
