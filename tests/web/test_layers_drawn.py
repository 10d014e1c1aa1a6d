"""Drawn layers: PyTorch's shape, its refusal, and the receptive field that autograd finds."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from torch import nn

from tests import tiers
from tests.web.fields import ends_by_autograd, ends_by_calculator, fields, tried
from tests.web.layer_stacks import STACKS
from tests.web.layers import call, rows_of

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
SCALES = [1, 2, 3, 0.5, 1.5, 0.75, 2.5]
LINES = {  # code with {c} channels in, and how many come out
    "conv": ("nn.Conv{n}d({c}, {out}, {k}, {s}, {p}, {d})", "out"),
    "same": ("nn.Conv{n}d({c}, {out}, {k}, padding='same', dilation={d})", "out"),
    "valid": ("nn.Conv{n}d({c}, {out}, {k}, {s}, 'valid', {d})", "out"),
    "mode": ("nn.Conv{n}d({c}, {out}, {k}, {s}, {p}, padding_mode='{mode}')", "out"),
    "transposed": ("nn.ConvTranspose{n}d({c}, {out}, {k}, {s}, {p}, {op}, dilation={d})", "out"),
    "average": ("nn.AvgPool{n}d({k}, {s}, {p}, ceil_mode={up})", "c"),
    "max": ("nn.MaxPool{n}d({k}, stride={s}, padding={p}, dilation={d}, ceil_mode={up})", "c"),
    "power": ("nn.LPPool{n}d(1, {k}, {s}, ceil_mode={up})", "c"),
    "adaptive": ("nn.AdaptiveAvgPool{n}d({size})", "c"),
    "nearest": ("nn.Upsample(scale_factor={scale})", "c"),
    "exact": ("nn.Upsample(size={size}, mode='nearest-exact')", "c"),
    "linear": ("nn.Upsample(scale_factor={scale}, mode='{linear}', align_corners={up})", "c"),
    "sized": ("nn.Upsample(size={size}, mode='{linear}')", "c"),
    "area": ("nn.Upsample(size={size}, mode='area')", "c"),
    "cubic": ("nn.Upsample(scale_factor={s}, mode='bicubic')", "c"),
    "zero": ("nn.ZeroPad{n}d({crop})", "c"),
    "reflect": ("nn.ReflectionPad{n}d({k})", "c"),
    "circular": ("nn.CircularPad{n}d({k})", "c"),
    "shuffle": ("nn.Conv{n}d({c}, 4, 1), nn.PixelShuffle(2)", 1),
    "unshuffle": ("nn.PixelUnshuffle(2)", 4),
    "norm": ("nn.BatchNorm{n}d({c})", "c"),
    "halves": ("nn.GLU(dim=-1)", "c"),
}
MANY = 150  # output cells, each of which costs one pass of autograd
LINEAR = ["linear", "bilinear", "trilinear"]
ONLY_2D = {"cubic", "shuffle", "unshuffle"}


@st.composite
def stacks(draw):
    """A shape, with a batch or without, and up to four layers, often one that PyTorch refuses."""
    n = draw(st.integers(1, 3))
    least, most = [(3, 9), (3, 9), (2, 4)][n - 1]
    sizes = draw(st.lists(st.integers(least, most), min_size=n, max_size=n))
    kinds = sorted(set(LINES) - (ONLY_2D if n != 2 else set()))
    channels, code = 1, []
    used = draw(
        st.lists(st.sampled_from(kinds + ["conv", "transposed"] * 3), min_size=1, max_size=4)
    )
    for kind in used:
        line, out = LINES[kind]
        values = draw(numbers(n)) | {"c": channels}
        code.append(line.format(**values))
        channels = values[out] if isinstance(out, str) else out * (channels if out > 1 else 1)
    tells = any("{n}d(" in LINES[kind][0] for kind in used)  # how many axes are no channels
    batch = (1,) * (not tells or draw(st.integers(0, 3)) > 0)
    return n, (*batch, 1, *sizes), f"nn.Sequential({', '.join(code)})"


def numbers(n):
    """The arguments of a layer."""
    fixed = {"n": n, "linear": LINEAR[n - 1]}
    ranges = {"out": (1, 2), "k": (1, 4), "s": (1, 3), "p": (0, 2), "d": (1, 3), "op": (0, 2)}
    ranges |= {"size": (1, 12), "crop": (-2, 2)}
    drawn = {name: st.integers(*ends) for name, ends in ranges.items()}
    drawn["up"] = st.booleans()
    drawn["scale"] = st.sampled_from(SCALES)
    drawn["mode"] = st.sampled_from(["reflect", "replicate", "circular"])
    return st.fixed_dictionaries(drawn).map(lambda values: values | fixed)


class WindowSum(nn.Module):
    """Adds up the windows of a max pooling, which itself lets one cell of each window through."""

    def __init__(self, pool):
        super().__init__()
        self.pool = pool

    def forward(self, x):
        pool, n = self.pool, int(type(self.pool).__name__[-2])
        if x.dim() == n + 1:
            return self(x[None])[0]
        size, channels = pool(x).shape[2:], x.shape[1]
        end = pool.padding + pool.stride + pool.dilation * pool.kernel_size
        x = nn.functional.pad(x, [pool.padding, end] * n)  # no window of ceil_mode reaches further
        ones = torch.ones(channels, 1, *[pool.kernel_size] * n, dtype=x.dtype)
        conv = getattr(nn.functional, f"conv{n}d")
        y = conv(x, ones, stride=pool.stride, dilation=pool.dilation, groups=channels)
        return y[(..., *(slice(0, o) for o in size))]


class Halves(nn.Module):
    """Adds the halves of a GLU, whose gate may be too flat to have a gradient."""

    def forward(self, x):
        return sum(x.chunk(2, dim=-1))


def dependent(layer):
    """The layer, so that its result depends on every cell that its windows meet."""
    if isinstance(layer, nn.MaxPool1d | nn.MaxPool2d | nn.MaxPool3d):
        return WindowSum(layer)
    if isinstance(layer, nn.GLU):
        return Halves()
    for one in layer.parameters():
        one.data = torch.rand_like(one) + 0.5
    return layer


@example((1, (1, 1, 1), "nn.Sequential(nn.Conv1d(1, 1, 3, 5, 2))"))  # the last tap alone is inside
@example((2, (1, 1, 3, 4), "nn.Sequential(nn.Conv2d(1, 1, 1, 2, 1), nn.AvgPool2d(1, 2))"))
@settings(max_examples=tiers.drawn(500), suppress_health_check=list(HealthCheck))
@given(stacks())
def test_drawn_stacks_are_as_in_pytorch(stack):
    n, shape, code = stack
    found = rows_of(code, shape)
    x = torch.rand((1, 1, *shape[-n:]), dtype=torch.float64, requires_grad=True)
    y = z = x.reshape(shape)
    try:
        layers = list(eval(code, {"nn": nn}).double().eval())
    except ValueError:
        assert any(row["error"] for row in found), (code, shape)
        return
    followed = iter(call("ends", code, shape))
    for row, layer in zip(found, layers, strict=True):
        y, refusal = tried(layer, y)
        if refusal:
            assert row["error"], f"{code} on {shape}: PyTorch says {refusal}"
            return
        assert row["shape"] == list(y.shape), f"{code} on {shape}: {row}"
        if y.numel() > MANY * y.shape[-n - 1]:
            return
        z = dependent(layer)(z)
        wanted = ends_by_autograd(x, z.reshape(1, *z.shape[-n - 1 :]))
        field = fields(wanted)
        assert row["receptiveField"] == (field[0] if len(set(field)) == 1 else field), (code, shape)
        assert ends_by_calculator(next(followed), y.shape[-n:]) == wanted, (code, shape)


@pytest.mark.parametrize("axes", range(1, 7))
@pytest.mark.parametrize("kind", LINES)
def test_how_many_axes_a_layer_takes_is_as_in_pytorch(kind, axes):
    """With and without a batch axis, and never an axis more or less."""
    shape = (2,) * (axes > 1) + (4,) * max(axes - 1, 1)
    plain = {"c": 4, "out": 2, "k": 2, "s": 1, "p": 1, "d": 1, "op": 0, "up": False, "size": 3}
    for n, linear in zip((1, 2, 3), LINEAR):
        values = plain | {"n": n, "linear": linear, "scale": 2, "crop": 1, "mode": "circular"}
        line = LINES[kind][0].format(**values)
        code = f"nn.Sequential({line})"
        if n == 3 and not hasattr(nn, line.partition("(")[0].removeprefix("nn.")):
            continue
        x, refusal = torch.rand(shape), ""
        for layer in eval(code, {"nn": nn}).eval():
            x, refusal = tried(layer, x) if not refusal else (x, refusal)
        rows = rows_of(code, shape)
        refused = any(row["error"] for row in rows)
        assert refused == bool(refusal), f"{line} on {shape}: {refusal}, {rows}"
        assert refused or rows[-1]["shape"] == list(x.shape)


def test_plain_stacks_have_the_textbooks_fields_and_jumps():
    """r + (k - 1) d j and j s, where some output cell is away from the border."""
    code = "nn.Conv1d(1,1,7,2,3)\nnn.MaxPool1d(3,2,1)\nnn.Conv1d(1,1,3,1,4,4)\nnn.Conv1d(1,1,3,2,1)"
    layers = [(7, 2, 1), (3, 2, 1), (3, 1, 4), (3, 2, 1)]
    field, jump = 1, 1
    for row, (k, s, d) in zip(rows_of(code, (1, 1, 999)), layers, strict=True):
        field, jump = field + (k - 1) * d * jump, jump * s
        assert (row["receptiveField"], row["jump"]) == (field, jump)


def test_transposed_layers_divide_the_jump():
    code = (
        "nn.Conv2d(1,1,3,(2,1))\nnn.ConvTranspose2d(1,1,4,2,1)\nnn.ConvTranspose2d(1,1,3,3)\n"
        "nn.Conv2d(1,1,3,3)\nnn.Flatten()"
    )
    jumps = [row["jump"] for row in rows_of(code, (1, 1, 9, 9))]
    assert jumps[:2] == [[2, 1], [1, 0.5]]
    assert jumps[2] == pytest.approx([1 / 3, 1 / 6])
    assert jumps[3:] == [pytest.approx([1, 0.5]), None]


@pytest.mark.parametrize("kind", LINES)
def test_a_jump_is_how_far_a_field_moves_from_cell_to_cell(kind):
    """On the average, away from the border."""
    n = 2 if kind in ONLY_2D else 1
    values = {"n": n, "c": 1, "out": 1, "k": 4, "s": 3, "p": 2, "d": 2, "op": 1, "up": False}
    values |= {"size": 24, "scale": 2.5, "crop": -1, "mode": "circular", "linear": "linear"}
    code, shape = f"nn.Sequential({LINES[kind][0].format(**values)})", (1, 1, 120, 60)[: 2 + n]
    jumps = rows_of(code, shape)[-1]["jump"]
    for jump, (low, high) in zip(np.broadcast_to(jumps, n), call("ends", code, shape)[-1][2:]):
        middles = np.add(low, high) / 2
        inner = middles[len(middles) // 4 : -len(middles) // 4]
        moved = (inner[-1] - inner[0]) / (len(inner) - 1)
        assert jump == pytest.approx(moved, rel=0.06), code


def test_a_field_is_never_larger_than_the_input():
    rows = rows_of(STACKS["VGG-16 with batch norm, on 32"][1], (1, 3, 32, 32))
    assert max(row["receptiveField"] for row in rows) == 32
    rows = rows_of(STACKS["DCGAN generator"][1], (1, 100, 1, 1))
    assert {row["receptiveField"] for row in rows} == {1}


def test_a_linear_layer_sees_all():
    rows = rows_of("nn.Conv2d(1,1,3)\nnn.Flatten()\nnn.Linear(48,5)", (1, 1, 8, 10))
    assert [row["receptiveField"] for row in rows] == [3, 3, [8, 10]]
