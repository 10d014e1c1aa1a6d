"""Pieces with loops: over lists of layers, widths, powers of two, names, sizes."""

from tests.web.programs.piece import Piece, axes, conv, is_map


def listed(rng, shape, mine):
    """A ModuleList that a comprehension makes."""
    if not is_map(shape):
        return None
    many = rng.randint(2, 4)
    made = conv(rng, shape, out=shape[1], same=True)
    init = [f"self.list{mine} = nn.ModuleList([{made} for _ in range({many})])"]
    loop = rng.choice(
        [
            [f"for layer in self.list{mine}:", "    $ = F.relu(layer($))"],
            [f"for i in range(len(self.list{mine})):", f"    $ = self.list{mine}[i]($)"],
            [
                f"for i, layer in enumerate(self.list{mine}):",
                "    $ = layer($)",
                f"    if i < len(self.list{mine}) - 1:",
                "        $ = F.elu($)",
            ],
            [f"for layer in self.list{mine}[::-1]:", "    $ = layer($) + $"],
        ]
    )
    return Piece(loop, init)


def widening(rng, shape, mine):
    """Widths in a list, layers by zip."""
    if not is_map(shape):
        return None
    widths = [shape[1], *rng.choices([4, 6, 8], k=rng.randint(2, 3))]
    n = axes(shape)
    init = [f"widths{mine} = {widths}", f"layers{mine} = []"]
    init += [
        f"for a, b in zip(widths{mine}, widths{mine}[1:]):",
        f"    layers{mine} += [nn.Conv{n}d(a, b, 3, padding=1), nn.ReLU(inplace=True)]",
        f"self.wide{mine} = nn.Sequential(*layers{mine})",
    ]
    return Piece([f"$ = self.wide{mine}($)"], init)


def dilated(rng, shape, mine):
    """Powers of two, appended, with a branch on the index."""
    if not is_map(shape):
        return None
    n, w = axes(shape), rng.choice([4, 6])
    init = [
        f"stack{mine} = nn.ModuleList()",
        f"for i in range({rng.randint(2, 4)}):",
        f"    before = {shape[1]} if i == 0 else {w}",
        f"    stack{mine}.append(nn.Conv{n}d(before, {w}, 3, padding=2 ** i, dilation=2 ** i))",
        f"self.dilated{mine} = stack{mine}",
    ]
    return Piece([f"for conv in self.dilated{mine}:", "    $ = torch.relu(conv($))"], init)


def by_plan(rng, shape, mine):
    """Numbers and letters from a dict above the class, read by a function."""
    if not is_map(shape):
        return None
    n = axes(shape)
    plan = [rng.choice([4, 6, 8, "'M'"]) for _ in range(rng.randint(2, 4))]
    top = {
        f"plan{mine}": f"plans{mine} = {{'a': [{', '.join(map(str, plan))}], 'b': []}}",
        f"layers{mine}": "\n".join(
            [
                f"def make_layers{mine}(plan, c):",
                "    layers = []",
                "    for v in plan:",
                "        if v == 'M':",
                f"            layers.append(nn.MaxPool{n}d(kernel_size=2, stride=2))",
                "        else:",
                f"            conv = nn.Conv{n}d(c, v, kernel_size=3, padding=1)",
                "            layers.extend([conv, nn.ReLU()])",
                "            c = v",
                "    return nn.Sequential(*layers)",
            ]
        ),
    }
    init = [f"self.features{mine} = make_layers{mine}(plans{mine}['a'], {shape[1]})"]
    return Piece([f"$ = self.features{mine}($)"], init, top)


def named_layers(rng, shape, mine):
    """Layers under names that f-strings make."""
    if not is_map(shape):
        return None
    many = rng.randint(2, 3)
    made = conv(rng, shape, out=shape[1], same=True)
    store = rng.choice(
        [
            f'setattr(self, f"step{mine}_{{i}}", {made})',
            f'self.add_module("step{mine}_%d" % i, {made})',
        ]
    )
    init = [f"for i in range({many}):", f"    {store}"]
    return Piece(
        [f"for i in range({many}):", f'    $ = getattr(self, f"step{mine}_{{i}}")($)'], init
    )


def in_a_dict(rng, shape, mine):
    """A ModuleDict whose items are walked."""
    if not is_map(shape):
        return None
    made = conv(rng, shape, out=shape[1], same=True)
    init = [f'self.dict{mine} = nn.ModuleDict({{name: {made} for name in ("a", "b")}})']
    loop = [
        f"for name, layer in self.dict{mine}.items():",
        "    y = layer($)",
        "    $ = y if name == 'a' else $ + y",
    ]
    single = [f"$ = self.dict{mine}['b']($)", f"$ = self.dict{mine}['a']($) - 1"]
    return Piece(rng.choice([loop, single]), init)


def until_small(rng, shape, mine):
    """A loop that ends with a size."""
    if not is_map(shape):
        return None
    size = rng.randint(3, 8)
    return Piece([f"while $.size(-1) > {size}:", f"    $ = F.avg_pool{axes(shape)}d($, 2)"])


ALL = [listed, widening, dilated, by_plan, named_layers, in_a_dict, until_small]
