"""How tests are spread over workers: a file stays together, so that what it shares is made once.

pytest-xdist can group by a mark too, but with pytest 9.2 it silently does not:
https://github.com/pytest-dev/pytest-xdist/issues/1386
"""

import pytest
from xdist.scheduler import LoadFileScheduling

# Files whose tests each build a copy and share nothing.
APART = {"tests/engine/test_labs.py", "tests/engine/test_sabotage.py", "tests/engine/test_setup.py"}

# Files that read the same pages or packages, and then read them once.
TOGETHER = {
    "tests/lint/test_types.py": "tests/lint/test_page_code.py",
    "tests/pages/test_found.py": "tests/pages/test_links.py",
    "tests/pages/test_published.py": "tests/pages/test_links.py",
    "tests/pages/test_snapshots.py": "tests/pages/test_pages.py",
}


class Spread(LoadFileScheduling):
    """Work for a worker: one file, two that belong together, or one test of a file of builds."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return nodeid if file in APART else TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Asked by pytest-xdist."""
    return Spread(config, log) if config.getoption("dist") == "loadfile" else None
