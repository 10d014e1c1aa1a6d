"""Numbers in the table of the calculator are written as people write them."""

import re

import pytest

from tests.web.layers import ask

K = 1024


def cells(code, shape):
    """The row of the only layer: shape, field, jump, parameters, multiply-adds, share, memory."""
    (row,) = re.findall("<tbody><tr>(.*?)</tr></tbody>", ask(code, shape)["table"])
    return re.findall("<td>(.*?)</td>", row)


@pytest.mark.parametrize(
    ("values", "memory"),
    [
        (1, "4 B"),
        (255, "1020 B"),
        (256, "1 KiB"),
        (257, "1 KiB"),
        (259, "1.01 KiB"),
        (320, "1.25 KiB"),
        (9 * 256 + 255, "10 KiB"),
        (10 * 256 + 26, "10.1 KiB"),
        (100 * 256 + 26, "100 KiB"),
        (1023 * 256, "1023 KiB"),
        (K * 256, "1 MiB"),
        (3 * K * 128, "1.5 MiB"),
        (K * K * 256, "1 GiB"),
        (K**3 * 256, "1 TiB"),
        (K**3 * 512, "2 TiB"),
        (K**4 * 256, "1024 TiB"),
    ],
)
def test_memory_has_three_digits_in_its_unit(values, memory):
    fits = next(n for n in range(1, values + 1) if values % n == 0 and values // n < 10**9)
    assert cells("nn.ReLU()", (fits, values // fits))[-1] == memory


@pytest.mark.parametrize(
    ("code", "jump"),
    [
        ("nn.Conv1d(1, 1, 1, 1500)", "1,500"),
        ("nn.ConvTranspose1d(1, 1, 2, 2)", "1/2"),
        ("nn.ConvTranspose1d(1, 1, 3, 1023)", "1/1023"),
        ("nn.ConvTranspose1d(1, 1, 3, 1024)", "1/1024"),
        ("nn.ConvTranspose1d(1, 1, 3, 1025)", "0.0009756"),
        ("nn.Upsample(scale_factor=1.5)", "2/3"),
        ("nn.Upsample(scale_factor=0.75)", "4/3"),
        ("nn.Upsample(size=7)", "100"),
        ("nn.Upsample(size=1023)", "700/1023"),
        ("nn.Upsample(scale_factor=0.7357)", "1.359"),
    ],
)
def test_a_jump_is_a_fraction_of_small_numbers_or_has_four_digits(code, jump):
    assert cells(code, (1, 1, 700))[2] == jump


@pytest.mark.parametrize("channels", [1, 999, 1000, 1234567])
def test_counts_are_in_groups_of_three_digits(channels):
    *_, parameters, macs, _, _ = cells(f"nn.Conv1d(1, {channels}, 1)", (1, 1, 3))
    assert (parameters, macs) == (f"{2 * channels:,}", f"{3 * channels:,}")
