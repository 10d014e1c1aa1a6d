"""Every character of a formula is in the font that Chromium asks for it; the fonts were cut."""

from engine import fonts
from tests import tiers
from tests.project import LANGUAGES
from tests.reading import built_pages, characters, characters_of_fonts, page_file

# A page of each kind, and those whose formulas need the most fonts.
SAMPLE = {
    "index",
    "learn/transposed-convolution",
    "learn/receptive-field",
    "faq/output-size",
    "reference/snippets/conv",
    "reference/formulas",
    "labs/the-article",
}
# Which characters each font is asked for; a space needs no glyph.
ASKED = """() => {
  const found = {};
  for (const formula of document.querySelectorAll(".katex-html")) {
    const texts = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const style = getComputedStyle(text.parentElement);
      const family = style.fontFamily.split(",")[0].replaceAll('"', "");
      const kind = (style.fontWeight >= 600 ? "Bold" : "") +
        (style.fontStyle === "italic" ? "Italic" : "");
      const name = `${family}-${kind || "Regular"}`;
      found[name] = (found[name] ?? "") + text.data.trim();
    }
  }
  return found;
}"""


def test_every_character_of_a_formula_is_in_its_font(site, address, browser):
    tab = browser.new_page()
    tab.route("**/*.js", lambda route: route.abort())
    whole = {path.stem: characters(path) for path in fonts.whole().values()}
    sheets = {one: characters_of_fonts(sheet_of(site, one)) for one in LANGUAGES}
    asked = set()
    for language, name in built_pages(site):
        if name not in SAMPLE and not tiers.is_audit():
            continue
        file = page_file(site, language, name)
        tab.goto(address + str(file.parent.relative_to(site)), wait_until="domcontentloaded")
        for font, text in tab.evaluate(ASKED).items():
            asked.add(font)
            lacks = set(text) & whole[font] - sheets[language].get(font, set())
            assert not lacks, f"{language}/{name}: {font} lacks {sorted(lacks)}"
    assert len(asked) >= 6
    tab.close()


def test_fonts_have_nothing_that_no_formula_draws(site):
    """Most of KaTeX's fonts are asked for nothing; what is left is a part of the whole."""
    size = sheet_of(site, "en").stat().st_size
    assert size < sum(path.stat().st_size for path in fonts.whole().values()) / 8


def sheet_of(site, language):
    return page_file(site, language, "index").parent / "assets" / "katex" / "fonts.css"
