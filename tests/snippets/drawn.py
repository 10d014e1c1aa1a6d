"""Cases that Hypothesis draws, and the PyTorch functions that they are compared with."""

import secrets
from functools import cache
from itertools import product

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests import tiers

CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
CONV_TRANSPOSE = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}
TORCH_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate"}
LAYOUTS = ("contiguous", "every other cell", "backwards", "axes swapped", "read-only")


def check_drawn(examples, strategy, check):
    """Run check on drawn cases, the same ones in every run but an audit.

    Returns how many were compared: check returns False for a case that it has no use for.
    """
    cases, examples = 0, tiers.drawn(examples)

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(case):
        nonlocal cases
        cases += check(case) is not False

    if tiers.is_audit():
        seed(secrets.randbits(64))(run)  # other cases in every audit
    run()
    assert cases >= examples / 4
    return cases


def numbers(seed, shape, dtype, layout="contiguous"):
    """Random numbers of a shape, in memory as the layout says."""
    rng = np.random.default_rng(seed)
    if layout == "every other cell":
        shape = (*shape[:-1], 2 * shape[-1])
    if layout == "axes swapped":
        shape = shape[::-1]
    if np.dtype(dtype).kind == "i":
        a = rng.integers(-9, 10, shape).astype(dtype)
    else:
        a = rng.standard_normal(shape).astype(dtype)
    if layout == "every other cell":
        return a[..., ::2]
    if layout == "axes swapped":
        return a.transpose()
    if layout == "backwards":
        return a[..., ::-1]
    if layout == "read-only":
        a.flags.writeable = False
    return a


def tensor(a):
    """A tensor with a copy of the array's numbers, or the argument if it is not an array."""
    return torch.from_numpy(np.array(a, order="C")) if isinstance(a, np.ndarray) else a


@cache
def every(*choices):
    """One tuple of all that the choices allow: to draw once is much quicker than once a choice."""
    return st.sampled_from(list(product(*choices)))


@cache
def per_axis(least, most, axes):
    """An integer, a tuple of one, or a tuple or list with one for each axis, each as likely."""
    ones, each = range(least, most + 1), list(product(range(least, most + 1), repeat=axes))
    kinds = [ones, [(one,) for one in ones], each, [list(one) for one in each]]
    return st.sampled_from([one for kind in kinds for one in [*kind] * (len(each) // len(kind))])


def spread(value, axes):
    """What per_axis drew, as a list with one for each axis."""
    values = list(value) if isinstance(value, (tuple, list)) else [value]
    return values if len(values) == axes else values * axes


@st.composite
def layers(draw, transposed, dtypes=("int64", "float64", "float32"), most_axes=3):
    """A legal layer: x, weight, bias and the arguments, under PyTorch's names."""
    axes = draw(st.integers(1, most_axes))
    cells = range(6 - axes)
    groups, c, o = draw(every(range(1, 4), (1, 2), (1, 2)))
    kernel = draw(every(*[cells[1:]] * axes))
    stride, dilation = draw(per_axis(1, 3, axes)), draw(per_axis(1, 3, axes))
    padding = draw(per_axis(0, 3, axes))
    arguments = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    more, extra = draw(every(*[cells] * axes)), draw(every(*[range(6)] * axes))
    given = (spread(one, axes) for one in (stride, dilation, padding))
    size, output_padding = [], []
    for s, d, p, k, larger, op in zip(*given, kernel, more, extra):
        reach = d * (k - 1) + 1
        output_padding.append(op % max(s, d))  # 6 is a multiple of each
        if transposed:
            least = max(1, -(-(2 * p - reach - output_padding[-1] + 1) // s) + 1)
        else:
            least = max(1, reach - 2 * p)
        size.append(least + larger)
    if transposed:
        arguments["output_padding"] = tuple(output_padding)
    dtype, batch, biased = draw(every(dtypes, ((), (0,), (1,), (2,)), (False, True)))
    layouts, seed = draw(every(LAYOUTS, LAYOUTS)), draw(st.integers(0, 99))
    x = numbers(seed, (*batch, c * groups, *size), dtype, layouts[0])
    channels = (c * groups, o) if transposed else (o * groups, c)
    weight = numbers(seed + 1, (*channels, *kernel), dtype, layouts[1])
    bias = numbers(seed + 2, (o * groups,), dtype) if biased else None
    return x, weight, bias, arguments


@st.composite
def uneven_layers(draw, transposed, dtypes=("int64", "float64", "float32")):
    """A legal layer whose padding is a pair (before, after) for some axes; and these pairs."""
    x, weight, bias, arguments = draw(layers(transposed, dtypes))
    ends = []
    for p in spread(arguments["padding"], weight.ndim - 2):
        less, part = draw(every((0, 1), range(8)))
        total = max(2 * p - less, 0) if transposed else 2 * p + less  # as legal as the even one
        before = min(part, total)
        ends.append((before, total - before))
    kind, both, alone = draw(every((tuple, list), (False, True), (False, True)))
    given = [a if a == b and not both else kind((a, b)) for a, b in ends]
    padding = kind(given[:1] if alone and len(set(ends)) == 1 else given)
    return x, weight, bias, arguments | {"padding": padding}, ends


def for_f_pad(ends):
    """Pairs (before, after) as F.pad takes them: it begins with the last axis."""
    return [amount for pair in reversed(ends) for amount in pair]


@st.composite
def wild_layers(draw, transposed):
    """A legal layer with up to two changes that may make it illegal, to ask who refuses what."""
    x, weight, bias, arguments = draw(layers(transposed, ("float64",), 2))
    axes, arguments = weight.ndim - 2, dict(arguments)
    shapes = {"x": list(x.shape), "weight": list(weight.shape)}
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from(["x", "x", "weight", "weight", "bias", *arguments]))
        if name == "bias":
            bias = numbers(0, (draw(st.integers(0, 4)),), "float64")
        elif name == "groups":
            arguments[name] = draw(st.integers(-1, 4))
        elif name in arguments:
            arguments[name] = draw(per_axis(-1, 4, axes) | every(*[(1, 2)] * 3))
        elif draw(st.integers(0, 5)):
            place = draw(st.integers(0, len(shapes[name]) - 1))
            shapes[name][place] = draw(st.integers(0, 4))
        else:
            shapes[name] = draw(st.sampled_from([shapes[name][1:], [1, *shapes[name]]]))
    if not transposed and draw(st.integers(0, 9)) == 0:
        arguments["padding"] = draw(st.sampled_from(["same", "valid", "full"]))
    x, weight = (numbers(0, shape, "float64") for shape in shapes.values())
    return axes, x, weight, bias, arguments


def answer(function, *args, **kwargs):
    """What a function says: its result, or None where it refuses."""
    try:
        return function(*args, **kwargs)
    except (TypeError, ValueError):
        return None


def torch_answer(function, *args, **kwargs):
    """What PyTorch says: its result, or None where it refuses, in whatever way."""
    try:
        return function(*args, **kwargs)
    except (TypeError, ValueError, RuntimeError, IndexError):
        return None


def agree(ours, torchs, exact=False):
    """The same shape, dtype and numbers; floats up to rounding."""
    torchs = torchs.detach().numpy()
    assert ours.shape == torchs.shape
    assert ours.dtype == torchs.dtype
    if exact or ours.dtype.kind == "i":
        np.testing.assert_array_equal(ours, torchs)
    else:
        tolerance = 1e-4 if ours.dtype == np.float32 else 1e-11
        np.testing.assert_allclose(ours, torchs, rtol=tolerance, atol=tolerance)


def grid(**ranges):
    """Every combination of the ranges, as dictionaries."""
    return (dict(zip(ranges, values)) for values in product(*ranges.values()))
