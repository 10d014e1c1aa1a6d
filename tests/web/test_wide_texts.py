"""What stands beside grids and sizes where both ends differ, and where there is one axis."""

import re

import pytest
import torch
from torch.nn import functional as F  # noqa: N812

from tests.project import LANGUAGES
from tests.web import wide_states
from tests.web.v8 import call, told

each_language = pytest.mark.parametrize("language", LANGUAGES)
UNEVEN = {"mode": "transposed", "view": "slide", "axes": 1, "i": 4, "k": 3, "s": 2, "p": 0}
CAUSAL = {"mode": "conv", "axes": 1, "i": 8, "k": 3, "d": 2, "p": 4, "pe": 0}


def state_of(given):
    found = told("noted", given, "en")
    assert not found["notes"]
    return found["state"]


def notes(state, language):
    svg = call("drawing", state, None, language)
    return re.findall('<text class="note"[^>]*>(.*?)</text>', svg)


@pytest.mark.parametrize(("p", "pe"), [(0, 1), (1, 0), (1, 3), (3, 1)])
@each_language
def test_the_equivalent_padding_of_each_end_is_said(p, pe, language):
    """Both make the convolution that PyTorch says is equal."""
    state = state_of(UNEVEN | {"p": p, "pe": pe})
    spread = torch.zeros(1, 1, 7, dtype=torch.float64)
    spread[..., ::2] = torch.tensor(state["x"])
    turned = torch.tensor(state["w"], dtype=torch.float64).flip(-1)[None]
    full = {"ci": 1, "co": 1, "g": 1, "pad": "zeros"} | state
    full |= {"x": [state["x"]], "w": [[state["w"]]]}
    wanted = wide_states.by_pytorch(full)["y"][0]
    said = [note for note in notes(state, language) if "p′" in note]
    start, end = re.search("p′ = ([−0-9]+) … ([−0-9]+)$", said[0]).groups()
    both = [int(one.replace("−", "-")) for one in (start, end)]
    assert F.conv1d(F.pad(spread, both), turned)[0].tolist() == wanted
    shown = re.findall("<strong>(.*?)</strong>", call("saidSizes", state, language))
    assert shown == [start, end]
    assert f"{start} … {end}" in told("said", state, language)["spoken"]


@each_language
def test_one_axis_has_one_number(language):
    padded, kernel, _ = notes(state_of(CAUSAL), language)[:3]
    assert (padded, kernel) == ("1×12 · p = 4 … 0", "1×3 · d = 2")
