"""A built site as a release reads it: its pages in the order of the navigation, and its date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.offered import version

ROOT = Path(__file__).resolve().parents[2]
NAME = f"convolution-computed-{version()}"  # of every file of a release
CONFIG = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
FOLDER = {"en": "", "zh": "zh/"}
HOME = re.compile(r'<link rel="canonical" href="([^"]+)">')
DATE = re.compile(r'<time datetime="([\d-]+)">')


class ReleaseError(Exception):
    """What a release needs is not there; the text says what to do."""


class _Loader(yaml.SafeLoader):
    """YAML with the tags of MkDocs, whose values are not asked for here."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class Chapter:
    """A page: its address below the root of the site, and the titles of the navigation over it."""

    address: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the ids of the page begin with in a book."""
        return self.address.removesuffix("/").replace("/", ".") or "home"


def config(language: str) -> dict[str, Any]:
    """What the configuration of a language says itself."""
    text = (ROOT / CONFIG[language]).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return read


def chapters(language: str) -> list[Chapter]:
    """All pages of a language, in the order of its navigation."""
    return [
        Chapter(FOLDER[language] + address(file), parts)
        for file, parts in _files(config(language)["nav"], ())
    ]


def _files(entries: list[Any], parts: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The files that a part of the navigation names, each with the titles over it."""
    for entry in entries:
        for title, inner in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if isinstance(inner, list):
                yield from _files(inner, (*parts, title))
            else:
                yield inner, parts


def address(file: str) -> str:
    """The address of a page below the root of its language."""
    name = file.removesuffix(".md")
    return "" if name == "index" else f"{name}/"


def checked(site: Path) -> Path:
    """The folder, if it holds a whole site."""
    missing = [
        one.address
        for language in CONFIG
        for one in chapters(language)
        if not (site / one.address / "index.html").is_file()
    ]
    if missing:
        raise ReleaseError(
            f"{site}/ lacks /{missing[0]}, which the navigation names: run `make build` first."
        )
    return site


def date(site: Path) -> str:
    """The day of the build, as its pages say it."""
    return _said(site, DATE)


def home(site: Path) -> str:
    """The address for which the site was built."""
    return _said(site, HOME)


def _said(site: Path, what: re.Pattern[str]) -> str:
    """What the first page says of the whole site."""
    found = what.search((site / "index.html").read_text(encoding="utf-8"))
    if not found:
        raise ReleaseError(f"{site}/index.html lacks what was looked for: {what.pattern}")
    return found[1]
