"""Cards show what their page computed, and are of the size that those who show them ask for."""

import base64

import pytest

from facts import roles
from tests.browser.browser import find_chromium
from tests.project import LANGUAGES
from tools.release import built, cards

FIGURE, PROSE = "learn/convolution/", "howto/check-here/"
# The size of a picture, and of how many pixels it is made in each of some colours.
COUNT = """async ([picture, colours]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const found = colours.map(() => 0);
  for (let n = 0; n < data.length; n += 4)
    colours.forEach((one, k) => {
      if (one.every((part, c) => data[n + c] === part)) found[k] += 1;
    });
  return [image.width, image.height, ...found];
}"""

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="there is no Chromium: install chromium-headless-shell or chromium"
)


@pytest.fixture
def seen(browser):
    """Size of a card, and how many of its pixels have the colours of input and output."""
    tab = browser.new_page()
    shown = {role.name: list(bytes.fromhex(role.light[1:])) for role in roles()}

    def of(path):
        picture = base64.b64encode(path.read_bytes()).decode()
        return tab.evaluate(COUNT, [picture, [shown["input"], shown["output"]]])

    yield of
    tab.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_shows_the_first_figure_of_its_page(opened, seen, language, tmp_path):
    folder = built.FOLDER[language]
    some = [
        one for one in built.chapters(language) if one.address[len(folder) :] in (FIGURE, PROSE)
    ]
    cards.write(opened, {language: some}, tmp_path / "cards")
    width, height, *colours = seen(tmp_path / "cards" / language / "learn" / "convolution.png")
    assert (width, height) == (1200, 630)
    assert min(colours) > 100, f"the colours of input and output are on {colours} pixels"
    width, height, *colours = seen(tmp_path / "cards" / language / "howto" / "check-here.png")
    assert (width, height) == (1200, 630)
    assert colours == [0, 0], "a page without figures has one on its card"


def test_where_the_card_of_a_page_is():
    assert cards.card("en", "") == "en/index.png"
    assert cards.card("zh", "zh/") == "zh/index.png"
    assert cards.card("zh", "zh/learn/convolution/") == "zh/learn/convolution.png"


@pytest.mark.audit
def test_every_page_has_a_card_of_its_own(opened, seen, tmp_path):
    pages = {language: built.chapters(language) for language in LANGUAGES}
    cards.write(opened, pages, tmp_path / "cards")
    made = {
        (tmp_path / "cards" / cards.card(language, one.address)).read_bytes()
        for language, some in pages.items()
        for one in some
    }
    assert len(made) == sum(map(len, pages.values())), "two pages share a card"
    assert all(seen(path)[:2] == [1200, 630] for path in (tmp_path / "cards").rglob("*.png"))
    assert max(map(len, made)) < 300_000, "a card is too heavy for who shows it"
