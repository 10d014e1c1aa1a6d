"""Pieces that end a program: what forward gives back."""

from tests.web.programs.piece import Piece, is_map


def given_back(rng, shape, mine):
    return Piece(["return $"])


def classified(rng, shape, mine):
    """A flatten, and features that are counted."""
    features = 1
    for size in shape[1:]:
        features *= size
    if features > 5000:
        return None
    written = " * ".join(map(str, shape[1:]))
    flat = rng.choice(
        [
            "torch.flatten($, 1)",
            "$.view($.size(0), -1)",
            "$.flatten(start_dim=1)",
            "nn.Flatten()($)",
        ]
    )
    lines = [f"$ = {flat}", "$ = self.fc($)", "return F.log_softmax($, dim=1)"]
    return Piece(lines, [f"self.fc = nn.Linear({rng.choice([written, str(features)])}, 10)"])


def two_heads(rng, shape, mine):
    if not is_map(shape):
        return None
    dims = tuple(range(2, len(shape)))
    init = [
        f"self.{name} = nn.Linear({shape[1]}, {out})" for name, out in (("mu", 3), ("logvar", 4))
    ]
    given = rng.choice(
        [
            "self.mu(z), self.logvar(z)",
            '{"mu": self.mu(z), "logvar": self.logvar(z)}',
            "[self.mu(z), $]",
        ]
    )
    return Piece([f"z = $.mean(dim={dims})", f"return {given}"], init)


ALL = [given_back, classified, two_heads]
