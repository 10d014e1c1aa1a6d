"""Pieces that are a layer, or layers in a row."""

from tests.web.programs.piece import Piece, activation, axes, conv, is_map


def layer(rng, shape, mine):
    if not is_map(shape):
        return None
    before, after = activation(rng)
    return Piece(
        [f"$ = {before}self.conv{mine}($){after}"], [f"self.conv{mine} = {conv(rng, shape)}"]
    )


def normalized(rng, shape, mine):
    if not is_map(shape):
        return None
    n, out = axes(shape), rng.choice([4, 8])
    norm = rng.choice(
        ["nn.BatchNorm{n}d({out})", "nn.InstanceNorm{n}d({out})", "nn.GroupNorm(2, {out})"]
    )
    init = [
        f"self.c{mine} = {conv(rng, shape, out)}",
        f"self.n{mine} = {norm.format(n=n, out=out)}",
    ]
    return Piece([f"$ = self.n{mine}(self.c{mine}($))", "$ = F.relu($, inplace=True)"], init)


def transposed(rng, shape, mine):
    if not is_map(shape):
        return None
    s = rng.randint(1, 3)
    numbers = f"{rng.randint(1, 4)}, stride={s}, padding={rng.randint(0, 1)}"
    numbers += f", output_padding={rng.randint(0, s - 1)}"
    made = f"nn.ConvTranspose{axes(shape)}d({shape[1]}, {rng.choice([4, 6])}, {numbers})"
    return Piece([f"$ = self.up{mine}($)"], [f"self.up{mine} = {made}"])


def pooled_twice(rng, shape, mine):
    """One layer that is called again after another one."""
    if not is_map(shape):
        return None
    n = axes(shape)
    pool = rng.choice(["MaxPool{n}d(2)", "AvgPool{n}d(2, ceil_mode=True)", "MaxPool{n}d(3, 1, 1)"])
    init = [
        f"self.conv{mine} = {conv(rng, shape, same=True)}",
        f"self.pool{mine} = nn.{pool.format(n=n)}",
    ]
    lines = [f"$ = self.pool{mine}($)", f"$ = self.pool{mine}(F.relu(self.conv{mine}($)))"]
    return Piece(lines, rng.sample(init, 2))


def shared(rng, shape, mine):
    """The same weights several times."""
    if not is_map(shape):
        return None
    init = [f"self.again{mine} = {conv(rng, shape, out=shape[1], same=True)}"]
    return Piece(
        [f"for _ in range({rng.randint(2, 3)}):", f"    $ = torch.tanh(self.again{mine}($))"], init
    )


def in_sequence(rng, shape, mine):
    """Layers of all kinds in a Sequential."""
    if not is_map(shape):
        return None
    n, c = axes(shape), shape[1]
    kinds = [
        "nn.ReLU()",
        "nn.Dropout(0.1)",
        "nn.Identity()",
        f"nn.PReLU({c})",
        "nn.ELU(inplace=True)",
    ]
    kinds += [f"nn.BatchNorm{n}d({c})", f"nn.Upsample(scale_factor={rng.randint(2, 3)})"]
    kinds += [f"nn.ReplicationPad{n}d({rng.randint(1, 2)})", f"nn.ConstantPad{n}d(1, 0.5)"]
    kinds += [f"nn.AdaptiveAvgPool{n}d({rng.randint(3, 6)})", "nn.Softmax(dim=1)"]
    chosen = rng.sample(kinds, rng.randint(2, 4))
    return Piece(
        [f"$ = self.seq{mine}($)"], [f"self.seq{mine} = nn.Sequential({', '.join(chosen)})"]
    )


def shuffled(rng, shape, mine):
    """Pixels and channels that change places."""
    if axes(shape) != 2:
        return None
    kind = rng.choice(["PixelShuffle", "PixelUnshuffle"])
    init = [f"self.sub{mine} = nn.Sequential(nn.Conv2d({shape[1]}, 8, 1), nn.{kind}(2))"]
    return Piece([f"$ = self.sub{mine}($)"], init)


ALL = [layer, normalized, transposed, pooled_twice, shared, in_sequence, shuffled]
