"""A value that is compared with itself, under whatever name, stops the page."""

import pytest

from engine import witnesses
from engine.errors import PageError


@pytest.mark.parametrize(
    "code",
    [
        "agreed(y, y)",
        "agreed(f(x), f(x))",
        "agreed(y, y + 0)",
        "z = y\nagreed(y, z)",
        "z = y.copy()\nagreed(y, z)",
        "z = np.array(y)\nagreed(z, y)",
        "z = y.detach().clone()\nagreed(y, 3, z)",
        "z = list(y)\nw = z\nagreed(w, y)",
        "z = f(x)\nw = z.tolist()\nif z:\n    agreed(z, w)",
        "agreed(y, torch.tensor(y))",
    ],
)
def test_a_value_is_no_witness_of_itself(code):
    with pytest.raises(PageError, match=r"<en/page#one>: `agreed\(.*` compares .* with itself"):
        witnesses.check(code, {}, "<en/page#one>")


@pytest.mark.parametrize(
    "code",
    [
        "agreed(y, z)",
        "agreed(f(x), g(x))",
        "z = y\nz = f(x)\nagreed(y, z)",
        "z = y.sum()\nagreed(y, z)",
        "z = y.copy()\ny = g(x)\nz = f(x)\nagreed(y, z)",
        "z = y.copy()\ny = g(x)\nagreed(y, z)",
        "agreed(len(x), len(y))",
        "same(y, y)",
    ],
)
def test_another_computation_is(code):
    witnesses.check(code, {}, "<en/page#one>")


def test_names_are_kept_from_block_to_block():
    names = {}
    witnesses.check("z = y.copy()", names, "one")
    with pytest.raises(PageError, match=r"^two: "):
        witnesses.check("agreed(z, y)", names, "two")


def test_a_check_that_compares_nothing_is_refused():
    with pytest.raises(PageError, match="compares something by agreed"):
        witnesses.check_compares("y = f(x)", "page")
    witnesses.check_compares("for y in f(x):\n    agreed(y, g(x))", "page")
