"""Which characters of KaTeX's fonts a formula draws, and fonts with these alone."""

import io
from collections import defaultdict

import pytest
from fontTools.ttLib import TTFont

from engine import fonts, tex


@pytest.fixture
def drawn(monkeypatch):
    found = defaultdict(set)
    monkeypatch.setattr(fonts, "drawn", found)
    return found


@pytest.mark.parametrize("display", [True, False])
def test_a_formula_draws_in_the_fonts_of_its_parts(drawn, display):
    fonts.note(tex.render(r"x_{10} = \mathsf{T} \mathbf{w} \texttt{ab}", display))
    found = {font.name: "".join(sorted(text)) for font, text in drawn.items()}
    assert found.pop("KaTeX_Main-Regular").strip("\u200b") == "01="
    assert found == {
        "KaTeX_Math-Italic": "x",
        "KaTeX_SansSerif-Regular": "T",
        "KaTeX_Main-Bold": "w",
        "KaTeX_Typewriter-Regular": "ab",
    }


def test_a_font_is_cut_to_what_was_drawn(drawn):
    drawn[fonts.Font("Math", style="italic")].update("xyz")
    made = fonts.cut()
    assert made.keys() == {"KaTeX_Math-Italic.woff2"}
    font = TTFont(io.BytesIO(made["KaTeX_Math-Italic.woff2"]))
    assert font.flavor == "woff2"
    assert {chr(one) for one in font.getBestCmap()} == set("xyz")


def test_the_style_sheet_holds_what_was_cut_and_asks_for_nothing(drawn):
    drawn[fonts.Font("Math", style="italic")].update("xyz")
    assert "@font-face" not in fonts.style_sheet()
    sheet = fonts.embedded()
    assert sheet.count("@font-face") == sheet.count("url(data:font/woff2;base64,") == 1
    assert "url(fonts" not in sheet
