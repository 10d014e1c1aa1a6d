"""One build of the site for all tests, and the options that rewrite what is committed."""

import sys

import pytest
from hypothesis import settings

from tests import counts
from tests.counts import checked  # noqa: F401, a fixture
from tests.project import ROOT, build, said
from tests.reading import page_file
from tests.source import pages

for folder in (ROOT, ROOT / "snippets"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-snapshots",
        action="store_true",
        help="write tests/snapshots/ anew from the pages that were just built",
    )
    parser.addoption(
        "--accept-counts",
        action="store_true",
        help=f"write the counts of checked cases to {counts.FILE.name}",
    )


def is_whole(config):
    """Whether all tests run, and not only some that the command names."""
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    return not (named or config.option.keyword or config.option.lf or config.option.maxfail)


def pytest_sessionfinish(session):
    whole = is_whole(session.config)
    if session.config.getoption("--accept-counts"):
        counts.accept(whole)
    elif whole and counts.forgotten():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    for key, cases in sorted(counts.COUNTED.items()):
        terminalreporter.write_line(f"checked {cases:>9,} cases: {counts.sentence(*key)}")
    if is_whole(config):
        for key in counts.forgotten():
            name = counts.sentence(*key)
            terminalreporter.write_line(f"FAILED: the pages count what no test counts: {name}")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site, built once from the working tree."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder, "--strict")
    if done.returncode:
        pytest.fail(f"the site does not build:\n{said(done)}", pytrace=False)
    missing = [one for one in pages() if not page_file(folder, one.language, one.name).is_file()]
    if missing:
        pytest.fail(f"the build says that all is well and left out {missing}", pytrace=False)
    return folder
