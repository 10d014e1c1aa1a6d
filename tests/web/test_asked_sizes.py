"""SAME padding and a wished size of the output: what they ask for is what PyTorch makes of them."""

import random

import pytest
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from tests.web import wide_states
from tests.web.test_results import RESULTS, run
from tests.web.v8 import told

DRAWN = 150


def drawn(rng, **more):
    """Parameters of one axis."""
    names = {"i": (1, 9), "k": (1, 5), "s": (1, 3), "d": (1, 2)}
    return {"axes": 1, **{name: rng.randint(*ends) for name, ends in names.items()}, **more}


def by_pytorch(state):
    """The only channel of the output, of a state with or without padding that differs."""
    full = {"ci": 1, "co": 1, "g": 1, "pad": "zeros", "pe": state["p"]} | state
    return wide_states.by_pytorch(full | {"x": [state["x"]], "w": [[state["w"]]]})["y"][0]


def ends(state):
    return state["p"][1], state.get("pe", state["p"])[1]


@pytest.mark.parametrize("same", ["upper", "lower"])
@pytest.mark.parametrize("mode", ["conv", "transposed"])
def test_same_padding_makes_the_size_that_it_promises(mode, same):
    """And no more than it takes, the odd cell where the word says."""
    rng, odd = random.Random(21), 0
    for _ in range(DRAWN):
        given = drawn(rng, mode=mode, same=same)
        [found] = RESULTS.told("results", [given])
        assert not found["notes"], given
        state, y = found["state"], found["y"][0]
        i, k, s, d = (given[name] for name in "iksd")
        assert len(y[0]) == (-(-i // s) if mode == "conv" else i * s), given
        assert y == by_pytorch(state), given
        start, end = ends(state)
        assert (start - end if same == "lower" else end - start) in (0, 1), given
        odd += start != end
        reach = d * (k - 1) + 1
        used = (-(-i // s) - 1) * s + reach - i if mode == "conv" else reach - s
        assert start + end == max(used, 0), given
        [codes] = RESULTS.told("codes", [given], "code_pytorch")
        assert run(codes["y"], "y").tolist() == y[0]
    assert odd > DRAWN / 10


@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_same_padding_of_stride_one_is_pytorchs_own():
    """Where it is odd, PyTorch puts one more at the end, as upper does."""
    rng = random.Random(22)
    for _ in range(DRAWN):
        given = drawn(rng, mode="conv", same="upper", s=1)
        [found] = RESULTS.told("results", [given])
        x, w = (torch.tensor(found["state"][name], dtype=torch.float64) for name in "xw")
        wanted = F.conv1d(x[None], w[None], padding="same", dilation=given["d"])
        assert found["y"][0] == wanted[0].tolist(), given


def test_a_wished_size_gives_the_output_padding_that_pytorch_chooses():
    rng, refused = random.Random(23), 0
    for _ in range(DRAWN):
        given = drawn(rng, mode="transposed", p=rng.randint(0, 1), o=rng.randint(1, 30))
        found = told("noted", given, "en")
        k, s, d, p = (given[name] for name in "ksdp")
        layer = nn.ConvTranspose1d(1, 1, k, s, p, dilation=d)
        try:
            wanted = layer(torch.zeros(1, 1, given["i"]), output_size=[given["o"]]).shape[-1]
        except (RuntimeError, ValueError):
            refused += 1  # also where the dilation would allow more than the stride
            assert any(note["name"] == "o" for note in found["notes"]) or d > s, given
            continue
        assert wanted == given["o"]
        assert [note for note in found["notes"] if note["name"] == "o"] == [], given
        assert len(by_pytorch(found["state"])[0]) == wanted, given
    assert 0 < refused < DRAWN
