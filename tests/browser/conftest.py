"""What every test in a browser visits: the built site, served."""

import pytest

from tests.browser.browser import chromium, served
from tools.release.opened import Opened


@pytest.fixture(scope="module")
def address(site):
    with served(site) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def opened(site, address, browser):
    """The site as a release looks at it."""
    return Opened(site, address, browser)
