"""What a run left out because the machine lacks something: said in the last lines, and no pass.

With `--complete`, as CI asks, a run that left anything out fails.
"""

from collections import Counter

import pytest


def reasons(config):
    """How many tests were skipped, by why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return Counter(reason(report) for report in skipped)


def reason(report):
    """Why a test was skipped, in the words of the test."""
    *_, words = report.longrepr if isinstance(report.longrepr, tuple) else [str(report.longrepr)]
    return words.removeprefix("Skipped: ")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    is_worker = hasattr(session.config, "workeroutput")
    if session.config.getoption("--complete") and not is_worker and reasons(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter, config):
    verdict = "FAILED: " if config.getoption("--complete") else ""
    for why, tests in sorted(reasons(config).items()):
        terminalreporter.write_line(f"{verdict}left out, {tests} tests: {why}")
