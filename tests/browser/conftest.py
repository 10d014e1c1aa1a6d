"""What every test in a browser visits: the built site, served."""

import pytest

from tests.browser.browser import served


@pytest.fixture(scope="module")
def address(site):
    with served(site) as url:
        yield url
