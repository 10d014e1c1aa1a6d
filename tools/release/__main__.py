"""Make what belongs to a release from the site in site/: python -m tools.release [cards|zip|books].

Cards go into the site; a zip of the site as a folder, and a book a language, into release/.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from engine import scripts
from tools.release import book, built, cards, packed
from tools.release.opened import opened


def make_cards(site: Path, target: Path) -> Iterator[Path]:
    """The pictures that others show beside a link to a page."""
    pages = {language: built.chapters(language) for language in built.CONFIG}
    with opened(site) as shown:
        cards.write(shown, pages, site / cards.FOLDER)
    yield site / cards.FOLDER


def make_zip(site: Path, target: Path) -> Iterator[Path]:
    """The site to take along."""
    path = target / f"{built.NAME}.zip"
    packed.write(site, path)
    yield path


def make_books(site: Path, target: Path) -> Iterator[Path]:
    """The site on paper."""
    with opened(site) as shown:
        for language in built.CONFIG:
            path = target / f"{built.NAME}.{language}.pdf"
            book.write(shown, language, path, built.chapters(language))
            yield path


MAKERS: dict[str, Callable[[Path, Path], Iterator[Path]]] = {
    "cards": make_cards,
    "zip": make_zip,
    "books": make_books,
}


def main() -> int:
    """Make what was asked for, or all; 1 and a sentence where something is missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", nargs="*", choices=[*MAKERS, []])
    asked.add_argument("--site", type=Path, default=Path("site"))
    asked.add_argument("--to", type=Path, default=Path("release"))
    told = asked.parse_args()
    try:
        site = built.checked(told.site)
        for name in told.what or MAKERS:
            for path in MAKERS[name](site, told.to):
                print(path, flush=True)
    except (built.ReleaseError, scripts.ScriptsError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
