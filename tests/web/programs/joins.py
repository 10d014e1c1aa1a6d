"""Pieces that join tensors."""

from tests.web.programs.piece import Piece, axes, conv, is_map


def added(rng, shape, mine):
    if not is_map(shape):
        return None
    how = rng.choice(
        [
            "$ = $ + same",
            "$ += same",
            "$ = torch.add($, same)",
            "$ = same * $",
            "$ = 0.5 * ($ - same)",
        ]
    )
    init = [f"self.side{mine} = {conv(rng, shape, out=shape[1], same=True)}"]
    return Piece(["same = $", f"$ = self.side{mine}($)", how], init)


def concatenated(rng, shape, mine):
    if not is_map(shape):
        return None
    n = axes(shape)
    init = [
        f"self.a{mine} = {conv(rng, shape, same=True)}",
        f"self.b{mine} = {conv(rng, shape, same=True)}",
    ]
    third = rng.choice(
        ["$", f"F.max_pool{n}d($, 3, stride=1, padding=1)", f"F.relu(self.a{mine}($))"]
    )
    branches = f"[self.a{mine}($), self.b{mine}($), {third}]"
    how = rng.choice(
        [
            f"torch.cat({branches}, 1)",
            f"torch.cat({branches}, dim=1)",
            f"torch.concat(tuple({branches}), dim=1)",
        ]
    )
    return Piece([f"$ = {how}"], init)


def stacked(rng, shape, mine):
    if not is_map(shape):
        return None
    init = [
        f"self.s{mine} = nn.ModuleList([{conv(rng, shape, out=4, same=True)} for _ in range(3)])"
    ]
    how = rng.choice(
        ["torch.stack(parts).sum(0)", "torch.stack(parts, dim=1).mean(dim=1)", "sum(parts)"]
    )
    return Piece([f"parts = [layer($) for layer in self.s{mine}]", f"$ = {how}"], init)


def down_and_up(rng, shape, mine):
    """A small U-Net: a list of skips, and sizes that are brought back."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    depth = rng.randint(1, 2)
    made = {
        "down": f"nn.Conv{n}d({c}, {c}, 3, padding=1)",
        "back": f"nn.Conv{n}d(2 * {c}, {c}, 1)",
    }
    init = [
        f"self.{name}{mine} = nn.ModuleList([{layer} for _ in range({depth})])"
        for name, layer in made.items()
    ]
    up = rng.choice(
        [
            ["    $ = F.interpolate($, size=skip.shape[2:])"],
            [
                "    $ = F.interpolate($, scale_factor=2)",
                "    d = skip.size(-1) - $.size(-1)",
                "    $ = F.pad($, [0, d] + [0, skip.size(-2) - $.size(-2)] * (skip.dim() == 4))",
            ],
        ]
    )
    lines = [
        "skips = []",
        f"for layer in self.down{mine}:",
        "    $ = F.relu(layer($))",
        "    skips.append($)",
    ]
    lines += [f"    $ = F.max_pool{n}d($, 2)"]
    lines += [
        rng.choice(
            [
                f"for layer in self.back{mine}:\n    skip = skips.pop()",
                f"for layer, skip in zip(self.back{mine}, reversed(skips)):",
            ]
        )
    ]
    return Piece([*lines, *up, "    $ = layer(torch.cat((skip, $), dim=1))"], init)


def gated(rng, shape, mine):
    """What is seen everywhere multiplies what is here."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    dims = tuple(range(2, n + 2))
    lines = rng.choice(
        [
            [f"w = $.mean(dim={dims}, keepdim=True)"],
            [f"w = F.adaptive_avg_pool{n}d($, 1)"],
            [f"w = $.flatten(2).mean(-1).view($.size(0), {c}{', 1' * n})"],
        ]
    )
    init = [f"self.gate{mine} = nn.Conv{n}d({c}, {c}, 1)"]
    return Piece([*lines, f"$ = $ * torch.sigmoid(self.gate{mine}(w))"], init)


ALL = [added, concatenated, stacked, down_and_up, gated]
