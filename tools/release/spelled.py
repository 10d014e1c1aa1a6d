"""The text of a PDF by the characters that were written, so that it can be searched and copied.

A font draws 一 and the radical ⼀ by one glyph, and Chromium takes the first of its characters,
which is the radical: a search for 一个 would find nothing.
"""

import io
import re
import unicodedata
from collections.abc import Iterator

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

# Unicode has a decomposition for most of them. These have none; Noto Sans CJK draws them as these.
ALIKE = dict(
    zip(
        "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺹⺺⺾⺿⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒耂肀艹艹衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
    )
)
RADICAL = re.compile(r"[\u2e80-\u2fdf]")
MAPPED = re.compile(rb"^(<\w+> <)(2[EF]\w\w)>$", re.MULTILINE)  # a glyph, and what it stands for


def character(radical: str) -> str:
    """The character that looks like a radical."""
    return ALIKE.get(radical) or unicodedata.normalize("NFKC", radical)


def spelled(pdf: bytes) -> bytes:
    """A PDF whose glyphs stand for characters."""
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    for page in writer.pages:
        for table in _tables(page):
            before = table.get_data()
            after = MAPPED.sub(_character, before)
            if after != before:
                table.set_data(after)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _tables(drawn: DictionaryObject) -> Iterator[StreamObject]:
    """What the glyphs of each font stand for, on a page or in what is drawn on it as a whole."""
    resources = drawn.get("/Resources", DictionaryObject()).get_object()
    for font in resources.get("/Font", {}).values():
        table = font.get_object().get("/ToUnicode")
        if table is not None:
            yield table.get_object()
    for part in resources.get("/XObject", {}).values():
        yield from _tables(part.get_object())


def _character(found: re.Match[bytes]) -> bytes:
    return found[1] + f"{ord(character(chr(int(found[2], 16)))):04X}>".encode()
