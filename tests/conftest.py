"""One build of the site for all tests, the three tiers, and the options that rewrite records."""

import os
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from tests import counts, left_out, reach, spread, tiers
from tests.builder import build
from tests.counts import checked  # noqa: F401, a fixture
from tests.project import ROOT, said
from tests.reading import page_file
from tests.source import pages

for folder in (ROOT, ROOT / "snippets"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

# Hypothesis also draws numbers that it reads in the modules that are loaded: what a worker ran
# before would change what is drawn, and with it the counts of cases that pages show.
providers._get_local_constants = lambda: providers._local_constants

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("other", derandomize=False, database=None, deadline=None)


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
    parser.addoption(
        "--site",
        help="a folder with the site as it would be built now, in the place of a build",
    )
    parser.addoption(
        "--complete",
        action="store_true",
        help="fail when anything was left out that the machine lacks the means for",
    )
    parser.addoption(
        "--quick",
        action="store_true",
        help="run what a change can reach, as far as it is quick, and a fixed sample",
    )
    parser.addoption(
        "--audit",
        action="store_true",
        help=f"run also what takes long, and draw {tiers.TIMES} times as many cases",
    )


def pytest_configure(config):
    tiers.begin(config.getoption("--audit"))
    if tiers.is_audit() and (config.getoption("--accept-counts") or config.getoption("--quick")):
        raise pytest.UsageError("an audit is not quick, and its counts are not those of the pages")
    settings.load_profile("other" if tiers.is_audit() else "same")
    worker = getattr(config, "workerinput", None)  # one of several, which is told all by name
    config.whole = worker["whole"] if worker else is_whole(config)
    config.left = {}
    config.pluginmanager.register(spread)
    config.pluginmanager.register(left_out)
    config.recorder = reach.Recorder() if config.whole and not tiers.is_audit() else None
    if config.recorder:
        config.pluginmanager.register(config.recorder)
        sys.addaudithook(config.recorder.note)


def is_whole(config):
    """Whether all tests run, and not only some that the command names."""
    options = config.option
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    last_failed = getattr(options, "lf", False)  # unknown with -p no:cacheprovider
    some = options.keyword or options.markexpr or options.maxfail or options.quick
    return not (named or last_failed or some or options.collectonly)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["whole"] = node.config.whole


def pytest_collection_modifyitems(config, items):
    kept = set(items)
    if not config.getoption("--audit"):
        kept = {item for item in items if not item.get_closest_marker("audit")}
    if config.getoption("--quick"):
        kept, config.left = reach.chosen([item for item in items if item in kept])
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def pytest_sessionfinish(session):
    config = session.config
    if hasattr(config, "workeroutput"):  # one of several workers, which tell the controller
        config.workeroutput["counts"] = list(counts.COUNTED.items())
        config.workeroutput["left"] = config.left
        if config.recorder:
            config.workeroutput["opened"] = config.recorder.found()["opened"]
        return
    if config.recorder:
        config.recorder.write()
    if config.getoption("--accept-counts"):
        counts.accept(config.whole)
    elif config.whole and counts.forgotten():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Take in what a worker did. One that crashed says nothing."""
    output = getattr(node, "workeroutput", {})
    counts.COUNTED.update(output.get("counts", []))
    node.config.left = output.get("left", {})
    if node.config.recorder:
        node.config.recorder.add(output.get("opened", {}))


def pytest_terminal_summary(terminalreporter, config):
    for key, cases in sorted(counts.COUNTED.items()):
        terminalreporter.write_line(f"checked {cases:>9,} cases: {counts.sentence(*key)}")
    if config.whole:
        for key in counts.forgotten():
            name = counts.sentence(*key)
            terminalreporter.write_line(f"FAILED: the pages count what no test counts: {name}")
    for file, tests in sorted(config.left.items()):
        terminalreporter.write_line(f"left for `make test`: {tests} of {file}")


# One site for all tests


@pytest.fixture(scope="session", autouse=True)
def site_in_the_making(request, tmp_path_factory):
    """Begin to build as soon as it is known that a test will want the site."""
    given = request.config.getoption("--site")
    if given:
        yield Path(given).resolve()
        return
    folder = shared(tmp_path_factory) / "site"
    if not any("site" in item.fixturenames for item in request.session.items):
        yield folder
        return
    builder = threading.Thread(target=built, args=(folder,))
    builder.start()
    yield folder
    builder.join()


@pytest.fixture(scope="session")
def site(request, site_in_the_making):
    """The folder of the site, built once from the working tree."""
    given = request.config.getoption("--site")
    wrong = missing(site_in_the_making) if given else built(site_in_the_making)
    if wrong:
        pytest.fail(wrong, pytrace=False)
    return site_in_the_making


def shared(tmp_path_factory):
    """A folder of this run that all its workers know."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def built(folder):
    """Build the site, once for all workers: the others wait. Says what is wrong with it."""
    done = folder.with_name("site.txt")
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            done.write_text(what_is_wrong(folder), encoding="utf-8")
    return done.read_text(encoding="utf-8")


def what_is_wrong(folder):
    """Build the site; the empty text, or why it cannot be read."""
    run = build(ROOT, folder, "--strict", env={"PYTHONHASHSEED": "1"})
    if run.returncode:
        return f"the site does not build:\n{said(run)}"
    return missing(folder)


def missing(folder):
    """The empty text, or which pages a build left out."""
    found = [one for one in pages() if not page_file(folder, one.language, one.name).is_file()]
    return f"the build says that all is well and left out {found}" if found else ""
