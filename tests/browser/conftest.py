"""What every test in a browser visits: the built site, served."""

import pytest

from tests.browser.browser import chromium, served


@pytest.fixture(scope="module")
def address(site):
    with served(site) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one
