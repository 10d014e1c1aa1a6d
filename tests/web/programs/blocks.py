"""Pieces with classes, functions and methods of their own, and with branches on known values."""

from tests.web.programs.piece import Piece, axes, conv, is_map


def residual(rng, shape, mine):
    """A class of a block, with a shortcut or without."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    out, stride = rng.choice([c, c, 6]), rng.choice([1, 1, 2])
    ends = rng.choice(["return F.relu(y + same)", "y += same\n        return F.relu(y)"])
    text = f"""class Residual{mine}(nn.Module):
    expansion = 1

    def __init__(self, before, after, stride=1):
        super().__init__()
        self.conv1 = nn.Conv{n}d(before, after, 3, stride=stride, padding=1, bias=False)
        self.norm = nn.BatchNorm{n}d(after * self.expansion)
        self.conv2 = nn.Conv{n}d(after, after, 3, padding=1)
        self.down = None
        if stride != 1 or before != after:
            self.down = nn.Conv{n}d(before, after, kernel_size=1, stride=stride)

    def forward(self, x):
        same = x if self.down is None else self.down(x)
        y = F.relu(self.norm(self.conv1(x)))
        y = self.conv2(y)
        {ends}"""
    init = [f"self.block{mine} = Residual{mine}({c}, {out}, stride={stride})"]
    return Piece([f"$ = self.block{mine}($)"], init, {f"Residual{mine}": text})


def inherited(rng, shape, mine):
    """A Sequential of its own, with a base class and super()."""
    if not is_map(shape):
        return None
    n = axes(shape)
    text = f"""class Base{mine}(nn.Sequential):
    def __init__(self, *layers, act=nn.ReLU):
        super(Base{mine}, self).__init__(*layers, act())


class Unit{mine}(Base{mine}):
    def __init__(self, c_in, c_out, k=3, **kwargs):
        conv = nn.Conv{n}d(c_in, c_out, k, padding=(k - 1) // 2)
        super().__init__(conv, nn.BatchNorm{n}d(c_out), **kwargs)"""
    act = rng.choice(["", ", act=nn.Tanh", ", act=lambda: nn.LeakyReLU(0.1)"])
    out, k = rng.choice([4, 6]), rng.choice([1, 3, 5])
    init = [f"self.unit{mine} = Unit{mine}({shape[1]}, {out}, {k}{act})"]
    return Piece([f"$ = self.unit{mine}($)"], init, {f"Unit{mine}": text})


def helped(rng, shape, mine):
    """A function that makes layers, called with keywords and stars."""
    if not is_map(shape):
        return None
    n = axes(shape)
    text = f"""def unit{mine}(c_in, c_out, kernel=3, *, act=True, **kwargs):
    layers = [nn.Conv{n}d(c_in, c_out, kernel, **kwargs)]
    if act:
        layers.append(nn.ReLU())
    return layers[0] if len(layers) == 1 else nn.Sequential(*layers)"""
    options = rng.choice(
        ["padding=1", "padding=1, act=False", "kernel=1", "stride=2, padding=1, act=False"]
    )
    made = rng.choice(
        [
            f"unit{mine}({shape[1]}, 6, {options})",
            f"unit{mine}(*({shape[1]}, 4), **dict({options}))",
        ]
    )
    return Piece(
        [f"$ = self.helped{mine}($)"], [f"self.helped{mine} = {made}"], {f"unit{mine}": text}
    )


def by_method(rng, shape, mine):
    """A method of the class, with a count."""
    if not is_map(shape):
        return None
    text = "\n".join(
        [
            f"def step{mine}(self, y, times=1):",
            "    for _ in range(times):",
            f"        y = F.relu(self.inner{mine}(y))",
            "    return y",
        ]
    )
    init = [f"self.inner{mine} = {conv(rng, shape, out=shape[1], same=True)}"]
    call = rng.choice(
        [f"self.step{mine}($)", f"self.step{mine}($, times=2)", f"self.step{mine}($, 3)"]
    )
    return Piece([f"$ = {call}"], init, methods={f"step{mine}": text})


def chosen(rng, shape, mine):
    """Branches on values that are known."""
    if not is_map(shape):
        return None
    n = axes(shape)
    init = [
        f"self.mode{mine} = {rng.choice(['True', 'False', 'None', repr('max')])}",
        f"self.path{mine} = {conv(rng, shape)} if self.mode{mine} else nn.Identity()",
    ]
    test = rng.choice(
        [
            f"self.mode{mine} is not None",
            f"not self.mode{mine}",
            "$.shape[-1] % 2 == 1",
            f"$.dim() == {n + 2}",
        ]
    )
    lines = [
        f"if {test}:",
        f"    $ = self.path{mine}($)",
        f"elif $.size(1) > 4 and self.mode{mine} is None:",
    ]
    lines += [f"    $ = F.max_pool{n}d($, 2)", "else:", f"    $ = self.path{mine}(F.relu($))"]
    return Piece(lines, init)


ALL = [residual, inherited, helped, by_method, chosen]
