"""Pieces that change shapes, and functions that are twins of layers."""

from tests.web.programs.piece import Piece, axes, is_map


def halves(rng, shape, mine):
    if not is_map(shape) or shape[1] % 2:
        return None
    lines = rng.choice(
        [
            ["a, b = $.chunk(2, dim=1)", "$ = a * torch.sigmoid(b)"],
            ["a, b = torch.chunk($, 2, 1)", "$ = torch.cat([b, a], dim=1)"],
            [f"a, b = torch.split($, {shape[1] // 2}, dim=1)", "$ = a + b"],
            [f"a, b = $.split([1, {shape[1] - 1}], dim=1)", "$ = b * a"],
        ]
    )
    return Piece(lines)


def sliced(rng, shape, mine):
    if not is_map(shape):
        return None
    cut = rng.choice(
        ["[..., 1:]", "[:, :, :-1]", "[:, ::2]", "[:, :, 1:-1]", "[..., ::2]", "[:, -2:]", "[:1]"]
    )
    return Piece([f"$ = ${cut}.contiguous()" if rng.random() < 0.3 else f"$ = ${cut}"])


def padded(rng, shape, mine):
    if not is_map(shape):
        return None
    lines = rng.choice(
        [
            ["$ = F.pad($, (1, 2))"],
            ["missing = -$.shape[-1] % 4", "$ = F.pad($, (0, missing))"],
            ["p = ($.size(-1) + 1) // 4", '$ = F.pad($, [p, p], mode="replicate")'],
            ["$ = F.pad($, (0, -1), value=1.0)"],
        ]
    )
    return Piece(lines)


def channels_shuffled(rng, shape, mine):
    groups = [g for g in (2, 3, 4) if is_map(shape) and shape[1] % g == 0]
    if not groups:
        return None
    g = rng.choice(groups)
    lines = [
        "b, c, *sizes = $.shape"
        if rng.random() < 0.5
        else "b, c, sizes = $.size(0), $.size(1), list($.shape[2:])",
        f"$ = $.view(b, {g}, c // {g}, *sizes)",
        rng.choice(["$ = $.transpose(1, 2).contiguous()", "$ = torch.transpose($, 1, 2)"]),
        "$ = $.reshape(b, -1, *sizes)",
    ]
    return Piece(lines)


def moved(rng, shape, mine):
    """Channels last and back, with a layer between."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    last, back = (0, *range(2, n + 2), 1), (0, n + 1, *range(1, n + 1))
    init = [f"self.last{mine} = {rng.choice([f'nn.Linear({c}, 5)', f'nn.LayerNorm({c})'])}"]
    lines = [
        f"$ = $.permute{last}",
        f"$ = self.last{mine}($)",
        f"$ = $.permute({', '.join(map(str, back))})",
    ]
    return Piece(lines, init)


def flat_and_back(rng, shape, mine):
    if not is_map(shape):
        return None
    lines = rng.choice(
        [
            ["sizes = $.shape[2:]", "$ = $.flatten(2)", "$ = $.unflatten(2, sizes)"],
            ["sizes = $.shape", "$ = torch.flatten($, 1)", "$ = $.view(sizes)"],
            ["$ = $.unsqueeze(2)", "$ = $.squeeze(2)"],
            [
                "n = $.size(0)",
                "$ = $.view(n, -1)",
                f"$ = $.reshape(n, {shape[1]}, *{tuple(shape[2:])})",
            ],
        ]
    )
    return Piece(lines)


def resized(rng, shape, mine):
    if not is_map(shape):
        return None
    linear = [None, "linear", "bilinear", "trilinear"][axes(shape)]
    said = rng.choice(
        [
            "scale_factor=2",
            "size=7",
            f'scale_factor=2, mode="{linear}", align_corners=False',
            "scale_factor=1.5",
        ]
    )
    return Piece([f"$ = F.interpolate($, {said})"])


def by_function(rng, shape, mine):
    """Twins of layers, weights of its own."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    kernel = ", ".join(["3"] * n)
    init = [f"self.weight{mine} = nn.Parameter(torch.randn(4, {c}, {kernel}))"]
    weighted = [f"$ = F.conv{n}d($, self.weight{mine}, padding=1, stride={rng.randint(1, 2)})"]
    plain = rng.choice(
        [
            [f"$ = F.max_pool{n}d($, 2)"],
            [f"$ = F.adaptive_max_pool{n}d($, 4)"],
            ["$ = F.dropout($, p=0.2, training=self.training)"],
            [
                f"act{mine} = F.gelu if {rng.choice([True, False])} else torch.sin",
                f"$ = act{mine}($)",
            ],
            ["$ = ($ / 2 + 1).clamp(0, 1)"],
        ]
    )
    return rng.choice([Piece(weighted, init), Piece(plain), Piece(plain)])


ALL = [halves, sliced, padded, channels_shuffled, moved, flat_and_back, resized, by_function]
