"""What the docstrings of sizes.py say."""

import inspect
from functools import cache
from itertools import product

import conv_transpose
import pytest
import sizes
import torch
import torch.nn.functional as F  # noqa: N812

from tests.snippets.docstrings import bounds, layers
from tests.snippets.docstrings.about_conv_transpose import check_zeros_between
from tests.snippets.docstrings.about_same_padding import check_size_of_same, check_total
from tests.snippets.docstrings.about_theorem import check_theorem
from tests.snippets.docstrings.bounds import below
from tests.snippets.docstrings.claims import about
from tests.snippets.docstrings.layers import direct, transposed
from tests.snippets.docstrings.reading import number
from tests.snippets.drawn import grid

LEGEND = (
    "i input size, o output size, k kernel size, s stride, p padding on each side, "
    "or p_before and p_after where the sides differ, d dilation, op"
)


@about("sizes")
def numbers_of_sizes(reading):
    reading.says(f"{LEGEND} output padding, all counted in cells and all integers:")
    names = []
    for group in reading.every(r"(?P<names>\w+(?:, \w+)*) >= (?P<least>\d+)(?=[;.])"):
        for name in group["names"].split(", "):
            check_number_of_sizes(name, int(group["least"]))
            names.append(name)
    known = {one for function in functions_of_sizes() for one in layers.parameters_of(function)}
    assert sorted(names) == sorted(known)
    assert bounds.errors(reading)
    name, sign, most = reading.one(r"(op) (<=?) (\w+\(.*?\))\.").groups()
    check_output_padding_of_sizes(name, sign, most)


def functions_of_sizes():
    found = inspect.getmembers(sizes, inspect.isfunction)
    return [one for name, one in found if name[0] != "_" and one.__module__ == "sizes"]


@cache
def check_number_of_sizes(name, least):
    tried = 0
    for function in functions_of_sizes():
        parameters = inspect.signature(function).parameters
        if name not in parameters:
            continue
        tried += 1
        known = {one: {"k": 3, "i": 7, "o": 3, "s": 2, "op": 1}.get(one, 3) for one in parameters}
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


@about("sizes.conv_output_size_uneven")
def size_with_two_ends(reading):
    check_two_ends(reading.one(r"^o = (.*?)\.\n")[1], sizes.conv_output_size_uneven)


@about("sizes.conv_transpose_output_size_uneven")
def size_less_two_ends(reading):
    said = reading.one(r"^o = (.*?)\.\n")[1]
    check_two_ends(said, sizes.conv_transpose_output_size_uneven)
    reading.says("Here p_before and p_after are cropped from the output.")


@cache
def check_two_ends(said, function):
    """PyTorch's size for a padded input; or of a result, of which two ends are cut off."""
    more = {"op": (0, 1)} if function is sizes.conv_transpose_output_size_uneven else {}
    tried = 0
    for one in grid(
        i=(4, 7), k=(1, 3), s=(2, 3), d=(1, 2), p_before=(0, 2), p_after=(0, 1), **more
    ):
        before, after = one["p_before"], one["p_after"]
        layer = {name: value for name, value in one.items() if name[0] != "p"}
        if more:
            whole = transposed(**layer)
            end = max((whole or 0) - after, 0)
            want = len(range(99)[before:end]) or None
        else:
            want = direct(**layer | {"i": F.pad(torch.zeros(one["i"]), (before, after)).numel()})
        assert layers.takes(function, one) == (want is not None)
        if want is not None:
            tried += 1
            assert number(said, one) == function(**one) == want, (said, one)
    assert tried > 50


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
    said = reading.one(r"^op = (.*?): it gives size o from size i\.")[1]
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
