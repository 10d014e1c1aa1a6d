"""What GitHub Actions runs: known code, for a known time, and what was tested is published."""

import re

import pytest
import yaml

from tests.project import ROOT
from tools import hashes

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
JOBS = {f"{file} {name}": job for file, flow in FLOWS.items() for name, job in flow["jobs"].items()}
USED = re.compile(r"^\s*(?:- )?uses:\s*(?P<action>[^@\s]+)@(?P<hash>\S+)(?P<comment>.*)$", re.M)
PINNED = re.compile(r"[0-9a-f]{40}")
VERSION = re.compile(r" # v\d+\.\d+\.\d+")
SITE = FLOWS["site.yml"]["jobs"]
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_job = pytest.mark.parametrize("name", JOBS)


def wrong(text):
    """What of a workflow is not pinned to one commit with the version beside it."""
    found = list(USED.finditer(text))
    assert len(found) == len(re.findall(r"\buses:", text)), "an action without a version"
    for one in found:
        if not (PINNED.fullmatch(one["hash"]) and VERSION.fullmatch(one["comment"])):
            yield one[0].strip()


@each_file
def test_every_action_is_one_commit(path):
    found = list(wrong(path.read_text("utf-8")))
    assert not found, f"{path.name}: a commit hash and `# v1.2.3` are missing: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "- uses: actions/checkout@v4",
        "- uses: actions/checkout@3d3c42e # v7.0.1",
        f"- uses: actions/checkout@{'a' * 40}",
        f"- uses: actions/checkout@{'a' * 40} # v7",
    ],
)
def test_an_action_by_its_tag_is_found(line):
    assert list(wrong(line)) == [line]


def test_an_action_is_the_same_commit_everywhere():
    texts = "\n".join(path.read_text("utf-8") for path in FILES)
    used = {(one["action"], one["hash"], one["comment"]) for one in USED.finditer(texts)}
    assert len(used) == len({action for action, *_ in used})


@each_job
def test_every_job_ends(name):
    minutes = JOBS[name].get("timeout-minutes")
    assert minutes, f"{name} may run for six hours: give it timeout-minutes"


@pytest.mark.parametrize("file", FLOWS)
def test_runs_do_not_overtake_each_other_and_may_only_read(file):
    assert FLOWS[file]["concurrency"]["group"]
    assert FLOWS[file]["permissions"] == {"contents": "read"}


@each_job
def test_only_publishing_may_write(name):
    writes = {key for key, may in JOBS[name].get("permissions", {}).items() if may == "write"}
    assert writes == ({"pages", "id-token"} if name == "site.yml publish" else set())


@each_job
def test_no_words_of_a_stranger_become_a_command(name):
    for step in JOBS[name]["steps"]:
        assert "github.event" not in step.get("run", ""), f"{name}: {step['run']}"
        assert (
            "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] is False
        )


def test_what_was_tested_is_published():
    """One build; the tests read it; nothing changes it before it is handed on."""
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in SITE["test"]["steps"]]
    built, tested = steps.index("bash .ci/run build"), steps.index("bash .ci/run test SITE=site")
    kept = steps.index("actions/upload-pages-artifact")
    assert built < tested < kept
    between = [step for step in steps[tested + 1 : kept] if not step.startswith("actions/upload")]
    assert between == []
    assert SITE["publish"]["needs"] == "test"
    (only,) = SITE["publish"]["steps"]
    assert only["uses"].startswith("actions/deploy-pages@")


def test_ci_leaves_nothing_out():
    assert 'make "${@:-test}" COMPLETE=1' in (ROOT / ".ci" / "run").read_text("utf-8")


# What pip may download there


def test_every_pin_but_one_has_its_hashes():
    lines = hashes.FILE.read_text("utf-8").splitlines()[1:]
    found = {plain(line.split()[0]) for line in lines}
    wanted = {plain(pin) for pin in hashes.pinned()}
    assert found == wanted, f"run `make hashes`: {sorted(found ^ wanted)}"
    for line in lines:
        assert re.fullmatch(r"\S+==\S+( --hash=sha256:[0-9a-f]{64})+", line), line


def plain(pin):
    """A pin as pip compares it."""
    name, _, version = pin.partition("==")
    return re.sub(r"[-_.]+", "-", name).lower(), version


def test_the_hashes_are_for_the_pythons_of_the_tests():
    matrix = SITE["test"]["strategy"]["matrix"]["python"]
    assert [".".join(one.split(".")[:2]) for one in hashes.PYTHONS] == matrix
