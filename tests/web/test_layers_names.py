"""A name has the value that Python would give it, or none at all."""

import pytest

from tests.project import LANGUAGES
from tests.web.layers import ask, rows_of

CONV = "\nnn.Conv2d(1, 1, k)"
UNDER_BLOCKS = [
    "k = 3\nif a:\n    pass\nelse:\n    if b:\n        k = 5",
    "k = 3\nif a: j = 4; k = 5",
    "k = 3\nfor a, (b, k) in pairs: pass",
    "k = 3\nwhile a:\n    a, k = 1, 5",
    "self.k = 3\nif a:\n    self.k = 5\nk = self.k",
    "k = 3\nif a:\n    del k",
    "sizes = [3]\nif a:\n    sizes[0] = 5\nk = sizes[0]",
    "sizes = [3]\nif a:\n    sizes.insert(0, 5)\nk = sizes[0]",
    "j = 3\nif a: j = 5\nk = j + 2",
    "if a:\n    k = 3",
]


@pytest.mark.parametrize("before", UNDER_BLOCKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_a_block_may_change_has_no_value(before, language):
    row = rows_of(before + CONV, (1, 1, 9, 9), language)[-1]
    assert row["shape"] is None
    assert {"en": "may change", "zh": "可能改变"}[language] in row["error"]


LAYERS_UNDER_BLOCKS = [
    "layers = [nn.ReLU()]\nif a:\n    layers.append(nn.Tanh())\nnn.Sequential(*layers)",
    "more = nn.Tanh()\nlayers = [nn.ReLU()]\nif a: layers.append(more)\nnn.Sequential(*layers)",
    "self.act = nn.ReLU()\nif a:\n    self.act = None",
    "if a: self.act = nn.ReLU()",
]


@pytest.mark.parametrize("code", LAYERS_UNDER_BLOCKS)
def test_layers_that_a_block_may_change_are_a_trouble(code):
    errors = [row["error"] or "" for row in rows_of(code, (1, 1, 9, 9))]
    assert any("it is not known here whether" in error for error in errors), errors


KNOWN = {  # code before the layer: the size of its kernel
    "k = 3\nif a: j = 5": 3,
    "k = 3\nif a:\n    print(k)": 3,
    "k = 3\nif k == 3:\n    f(k=5)": 3,
    "k = 3\nif a: k = 5\nk = 7": 7,
    "k = 3\ndef f():\n    k = 5": 3,
    "k = 3\nk += 2": 5,
    "k = 9\nk -= 2": 7,
    "k = 3\nk *= 2": 6,
    "k = 7\nk //= 2": 3,
    "k = 2\nk **= 2": 4,
    "k = j = 5": 5,
    "k = 3\nif k > 2: k = 5": 5,
    "k = 3\nif k > 3:\n    k = 5\nelif k == 3: k = 7\nelse: k = 9": 7,
    "k = 3\nfor k in range(3, 6):\n    pass": 5,
    "k = 3\nfor i, (j, m) in enumerate([(1, 2), (3, 4)]):\n    k += i * m": 7,
    "k = 3\nwhile k < 6:\n    k += 2": 7,
    "k = [i for i in range(9) if i % 3 == 0][-1] - 1": 5,
    "if (k := len('abcde')) > 3:\n    pass": 5,
    "k = 3\ntry:\n    k = 5\nexcept ValueError:\n    k = 7": 5,
    "try:\n    raise ValueError\nexcept ValueError:\n    k = 7": 7,
    "def f(n, *rest, m=2, **more):\n    return n + m + len(rest)\nk = f(1, 9, 9, m=0)": 3,
    "k = dict(a=3, b=5)['b']": 5,
    "k = {'a': 3}.get('z', 7)": 7,
    "k = int('%d' % 3) + len(f'{3:02d}')": 5,
    "k = max(1, *[3, 5]) if not [] and True or False else 9": 5,
    "k = (lambda n, m=2: n * m + 1)(3)": 7,
    "k = sorted([5, 3, 9], key=lambda n: -n)[1]": 5,
    "k = sum(range(3)) * 2 + round(0.5) - divmod(7, 4)[0]": 5,
    "a, *b = 1, 2, 3\nk = len(b) + b[0] - a": 3,
    "class A:\n    n = 2\n    def __init__(self, m): self.m = m\n    @property\n"
    "    def both(self): return self.n + self.m\nk = A(3).both": 5,
}


@pytest.mark.parametrize("before", KNOWN)
def test_a_name_has_the_value_that_python_gives_it(before):
    scope = {"a": False, "f": dict, "print": len}
    exec("a = []\n" + before, scope)
    assert scope["k"] == KNOWN[before]
    (row,) = rows_of(before + CONV, (1, 1, 9, 9))
    assert row["parameters"] == KNOWN[before] ** 2 + 1


ALIASES = [
    "conv = nn.Conv2d(1, 1, 3)\nself.conv = conv",
    "model = nn.Sequential(nn.Conv2d(1, 1, 3))\nmodel",
    "model = nn.Sequential(nn.Conv2d(1, 1, 3))\nmodel = model.cuda()",
    "conv = nn.Conv2d(1, 1, 3)\nmodel = nn.Sequential(conv)\nsame = conv",
]


@pytest.mark.parametrize("code", ALIASES)
def test_a_second_name_neither_hides_nor_doubles_a_layer(code):
    assert [row["shape"] for row in rows_of(code, (1, 1, 9, 9))] == [[1, 1, 7, 7]]


# Every object of JavaScript has these names; none of them means anything to Python.
INHERITED = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"]


@pytest.mark.parametrize("name", INHERITED)
def test_inherited_names_are_names_like_others(name):
    def sizes(code, shape=(1, 1, 9, 9)):
        return [row["shape"] for row in rows_of(code, shape)]

    assert sizes(f"{name} = 3\nnn.Conv2d(1, 1, {name})") == [[1, 1, 7, 7]]
    assert sizes(f"self.{name} = nn.Conv2d(1, 1, 3)") == [[1, 1, 7, 7]]
    (row,) = rows_of(f"nn.Sequential(nn.{name}(3))", (1, 1, 9, 9))
    assert f"nn.{name}(3) is left out" in row["error"]
    (row,) = rows_of(f"nn.Conv2d(1, 1, 3, {name}=3)", (1, 1, 9, 9))
    assert row["error"] == f"Conv2d has no argument {name}."
    (row,) = rows_of(f"nn.Conv2d(1, 1, {name})", (1, 1, 9, 9))
    assert f"{name} has no value" in row["error"]
    for text in (f"mode='{name}'", f"size=2, mode='{name}'"):
        (row,) = rows_of(f"nn.Upsample({text})", (1, 1, 9, 9))
        assert f"it is '{name}'" in row["error"]
    code = f"class Net(nn.Module):\n  def __init__(self, {name}=3):\n"
    code += f"    self.{name} = nn.Conv2d(1, 1, {name})\n"
    code += f"  def forward(self, {name}):\n    return self.{name}({name})"
    assert ask(code, (1, 1, 9, 9))["complete"]
    assert sizes(code) == [[1, 1, 7, 7]]
    assert name in ask("nn.ReLU()", name)["status"]
