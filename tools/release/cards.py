"""A picture for each page that others show beside a link to it: `make cards` puts them into site/.

It is made of the page's own first figure, so what it shows was computed in the build of the page.
"""

from pathlib import Path

from playwright.sync_api import ViewportSize

from engine import cards, scripts
from tools.release import built
from tools.release.finished import finished
from tools.release.opened import Opened

HERE = Path(__file__).parent
SIZE: ViewportSize = {"width": 1200, "height": 630}  # as those who show cards ask for it
FOLDER = Path(cards.FOLDER)


def card(language: str, address: str) -> str:
    """Where the card of a page is, below the folder of the cards."""
    name = address.removeprefix(built.FOLDER[language]).removesuffix("/")
    return cards.name(language, name or "index")


def write(shown: Opened, pages: dict[str, list[built.Chapter]], target: Path) -> None:
    """Write the cards of some pages of each language to a folder, in the place of what is there."""
    script = scripts.bundled(HERE / "card.js")
    with shown.tab(SIZE) as tab, finished(target) as folder:
        for language, some in pages.items():
            for page in some:
                tab.goto(shown.address + page.address)
                tab.add_style_tag(path=HERE / "card.css")
                tab.add_script_tag(content=script)
                tab.evaluate("document.fonts.ready.then(() => Card.become())")
                tab.evaluate("document.fonts.ready")  # of what was hidden on the page
                path = folder / card(language, page.address)
                path.parent.mkdir(parents=True, exist_ok=True)
                tab.screenshot(path=path)
