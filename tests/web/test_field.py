"""How far receptive fields are followed, and how exactly a jump is said."""

import pytest

from tests.web.layers import rows_of

LONGEST = 2**20  # cells of an axis whose receptive field is followed


@pytest.mark.parametrize("code", ["nn.Conv1d(1, 1, 3)", "nn.MaxPool1d(3, 1)"])
def test_an_axis_is_followed_up_to_a_length(code):
    assert rows_of(code, (1, 1, LONGEST))[0]["receptiveField"] == 3
    assert rows_of(code, (1, 1, LONGEST + 1))[0]["receptiveField"] is None


def test_an_axis_is_followed_no_longer_once_it_is_too_long():
    (row,) = rows_of("nn.Upsample(scale_factor=2)", (1, 1, LONGEST // 2))
    assert (row["receptiveField"], row["jump"]) == (1, 0.5)
    (row,) = rows_of("nn.Upsample(scale_factor=2)", (1, 1, LONGEST // 2 + 1))
    assert (row["receptiveField"], row["jump"]) == (None, None)


@pytest.mark.parametrize("s", [3, 7, 11])
def test_a_jump_has_twelve_digits(s):
    (row,) = rows_of(f"nn.ConvTranspose1d(1, 1, {s}, {s})", (1, 1, 9))
    assert row["jump"] == float(f"{1 / s:.12g}")
    assert row["jump"] not in (float(f"{1 / s:.11g}"), float(f"{1 / s:.13g}"))


@pytest.mark.parametrize("code", ["nn.ReLU()", "nn.Identity()"])
def test_a_result_is_counted_up_to_a_number_of_cells(code):
    assert rows_of(code, (2**25, 2**25))[0]["shape"] == [2**25, 2**25]
    assert "too large" in rows_of(code, (2**25, 2**25 + 1))[0]["error"]
