"""The least that each argument of a layer may be: it is taken, and one less is refused."""

import pytest

from tests.web.layers import rows_of

# Code with one number left open, an input that fits the least of it, and that.
LEAST = [
    *(
        (f"nn.{kind}{n}d({arguments})", (1, 1, *[4] * n), least)
        for n in (1, 2, 3)
        for arguments, least in [
            ("{}, 2, 3", 1),
            ("1, {}, 3", 1),
            ("1, 2, {}", 1),
            ("1, 2, 3, {}", 1),
            ("1, 2, 3, padding={}", 0),
            ("1, 2, 3, dilation={}", 1),
            ("1, 2, 3, groups={}", 1),
        ]
        for kind in ("Conv", "ConvTranspose")
    ),
    ("nn.ConvTranspose2d(1, 2, 3, output_padding={})", (1, 1, 4, 4), 0),
    *(
        (f"nn.{kind}({arguments})", (1, 1, 4, 4), least)
        for kind, several in [
            ("MaxPool2d", [("{}", 1), ("3, {}", 1), ("3, padding={}", 0), ("3, dilation={}", 1)]),
            ("AvgPool2d", [("{}", 1), ("3, {}", 1), ("3, padding={}", 0)]),
            ("LPPool2d", [("2, {}", 1), ("2, 3, {}", 1)]),
            ("AdaptiveAvgPool2d", [("{}", 1), ("({}, None)", 1)]),
            ("AdaptiveMaxPool2d", [("{}", 1)]),
        ]
        for arguments, least in several
    ),
    ("nn.BatchNorm2d({})", (1, 1, 4, 4), 1),
    ("nn.InstanceNorm2d({}, affine=True)", (1, 1, 4, 4), 1),
    ("nn.GroupNorm({}, 2)", (1, 2, 4, 4), 1),
    ("nn.GroupNorm(1, {})", (1, 1, 4, 4), 1),
    ("nn.LayerNorm({})", (1, 1), 1),
    ("nn.RMSNorm([4, {}])", (1, 4, 1), 1),
    ("nn.PReLU({})", (1, 4, 4), 1),
    ("nn.ChannelShuffle({})", (1, 2, 4, 4), 1),
    ("nn.Linear({}, 3)", (4, 1), 1),
    ("nn.Linear(3, {})", (4, 3), 1),
    ("nn.Unflatten(1, ({}, 4))", (2, 4), 1),
    ("nn.Upsample(size={})", (1, 1, 4, 4), 1),
    ("nn.PixelShuffle({})", (1, 4, 4, 4), 1),
    ("nn.PixelUnshuffle({})", (1, 4, 4, 4), 1),
]


@pytest.mark.parametrize(("code", "shape", "least"), LEAST)
def test_the_least_is_taken_and_one_less_is_not(code, shape, least):
    (row,) = rows_of(code.format(least), shape)
    assert row["error"] is None, row
    (row,) = rows_of(code.format(least - 1), shape)
    assert row["error"], code
    assert row["shape"] is None
