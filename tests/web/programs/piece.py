"""What the pieces of random programs are.

Each is a function of a source of chance, the shape that comes in and a suffix that makes its names
its own. It gives lines for `__init__` and for `forward`, in which $ is the tensor, and what has to
stand above the class or beside `forward`; or None where it has no sense.
"""

from dataclasses import dataclass, field


@dataclass
class Piece:
    forward: list
    init: list = field(default_factory=list)
    top: dict = field(default_factory=dict)  # name: text
    methods: dict = field(default_factory=dict)


def is_map(shape):
    return 3 <= len(shape) <= 5


def axes(shape):
    return len(shape) - 2


def activation(rng):
    """How an expression is activated, as a pair of what stands before and after it."""
    return rng.choice(
        [("F.relu(", ")"), ("torch.tanh(", ")"), ("F.leaky_relu(", ", 0.2)"), ("", ".sigmoid()")]
    )


def conv(rng, shape, out=None, same=False):
    """The text of a convolution that takes the shape."""
    n, c = axes(shape), shape[1]
    out = out or rng.choice([4, 6, 8, 12])
    k, d = rng.choice([1, 3, 3, 3, 5]), rng.choice([1, 1, 1, 2])
    if same:
        padding = rng.choice([f"padding={d * (k - 1) // 2}", f"padding={d}*({k} - 1) // 2"])
        dilated = f", dilation={d}" if d > 1 else ""
        return f"nn.Conv{n}d({c}, {out}, {k}, {padding}{dilated})"
    g = rng.choice([one for one in (1, 1, 1, 2, c) if c % one == 0 and out % one == 0])
    said = [
        rng.choice([f"{k}", f"kernel_size={k}", f"kernel_size=({', '.join([str(k)] * n)},)"]),
        rng.choice(["", f"stride={rng.randint(1, 3)}"]),
        rng.choice(["", f"padding={rng.randint(0, 2)}", "padding='same'", "padding='valid'"]),
        rng.choice(["", f"dilation={d}"]),
        rng.choice(["", f"groups={g}"]),
        rng.choice(["", "bias=False", "bias=True"]),
    ]
    return f"nn.Conv{n}d({c}, {out}, {', '.join(filter(None, said))})"
