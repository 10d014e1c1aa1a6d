"""A built site in Chromium, without the scripts of its pages: what a release shows needs none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.browser import chromium, find_chromium, served
from tools.release.built import ReleaseError


@dataclass(frozen=True)
class Opened:
    """A site in its folder and at an address of this machine, and who can look at it."""

    site: Path
    address: str
    browser: Browser

    @contextmanager
    def tab(self, size: ViewportSize) -> Iterator[Page]:
        """A tab of some size, where the policy of the site does not hold for ours."""
        context = self.browser.new_context(viewport=size, color_scheme="light", bypass_csp=True)
        context.route("**/*.js", lambda route: route.abort())
        yield context.new_page()
        context.close()


@contextmanager
def opened(site: Path) -> Iterator[Opened]:
    """The site as long as it is looked at."""
    if not find_chromium():
        raise ReleaseError(
            "Cards and books are made by Chromium or Chrome, and there is none: "
            "on Debian, `apt install chromium-headless-shell fonts-noto-cjk`."
        )
    with served(site) as address, chromium() as browser:
        yield Opened(site, address, browser)
