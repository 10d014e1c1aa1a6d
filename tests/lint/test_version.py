"""The version, the authors and the licence are the same wherever they are said."""

import re

import pytest
import yaml

from engine.offered import origin, version
from tests.project import ROOT

# Which licence is for what, as each place says it.
LICENCES = {
    "README.md": "[MIT](LICENSE) for code, [CC BY 4.0](LICENSE-TEXT) for text and figures",
    "README.zh.md": "代码为 [MIT](LICENSE)，文字和图为 [CC BY 4.0](LICENSE-TEXT)",
    "mkdocs.yml": "Code: MIT. Text and figures: CC BY 4.0.",
    "mkdocs.zh.yml": "代码采用 MIT 许可，文字和图采用 CC BY 4.0 许可。",
    "CHANGELOG.md": "text and figures are licensed, CC BY 4.0",
    "CHANGELOG.zh.md": "文字和图采用 CC BY 4.0 许可",
}
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


def wrong(version, citation, changelog):
    """What of a citation and a changelog does not fit the version."""
    releases = RELEASE.findall(changelog)
    if not releases or releases[0][0] != version:
        yield f"the newest release of CHANGELOG.md is not {version}"
    if str(citation.get("version")) != version:
        yield f"CITATION.cff has version {citation.get('version')}, and not {version}"
    if releases and str(citation.get("date-released")) != releases[0][1]:
        yield "CITATION.cff and CHANGELOG.md have another date of the newest release"
    if releases != sorted(releases, key=order, reverse=True):
        yield "the releases of CHANGELOG.md are not in order, the newest first"


def order(release):
    """Releases by number, as 0.10.0 comes after 0.9.0."""
    return [int(part) for part in release[0].split(".")], release[1]


def test_the_changelog_and_the_citation_have_the_version_of_the_project():
    assert list(wrong(version(), CITATION, CHANGELOG)) == []


def test_the_citation_has_the_author_and_the_licence_of_the_licence():
    licence = (ROOT / "LICENSE").read_text("utf-8")
    (holder,) = re.findall(r"^Copyright \(c\) \d{4} (.*)$", licence, re.MULTILINE)
    assert CITATION["authors"] == [{"name": holder}]
    assert licence.startswith(f"{CITATION['license']} License")


def test_the_citation_has_the_title_of_the_site():
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert f"site_name: {CITATION['title']}\n" in config


@pytest.mark.parametrize(
    ("version", "released", "headings"),
    [
        ("0.2.0", {"version": "0.1.0", "date-released": "2026-01-01"}, "## [0.2.0] - 2026-01-01"),
        ("0.2.0", {"version": "0.2.0", "date-released": "2026-01-01"}, "## [0.1.0] - 2026-01-01"),
        ("0.1.0", {"version": "0.1.0", "date-released": "2026-01-02"}, "## [0.1.0] - 2026-01-01"),
        ("0.1.0", {"version": "0.1.0", "date-released": "2026-01-01"}, "## [Unreleased]"),
        (
            "0.1.0",
            {"version": "0.1.0", "date-released": "2026-01-01"},
            "## [0.1.0] - 2026-01-01\n## [0.10.0] - 2026-01-02",
        ),
    ],
)
def test_another_version_is_found(version, released, headings):
    assert list(wrong(version, released, headings))


@pytest.mark.parametrize(
    ("commit", "changed", "line"),
    [
        ("abc123", False, "# Site {}, commit abc123, https://example.org/"),
        ("abc123", True, "# Site {}, commit abc123 with uncommitted changes, https://example.org/"),
        (None, False, "# Site {}, https://example.org/"),
    ],
)
def test_a_downloaded_file_says_where_it_is_from(commit, changed, line):
    assert origin("Site", "https://example.org/", commit, changed) == line.format(version())


def test_no_address_is_no_part_of_the_line():
    assert origin("Site", None, None, False) == f"# Site {version()}"


def test_the_licences_are_the_same_wherever_they_are_said():
    """MIT for code, CC BY 4.0 for text and figures: on every page, in the READMEs, in a file."""
    licence = (ROOT / "LICENSE-TEXT").read_text("utf-8")
    english, _, chinese = licence.partition("---")
    assert "CC-BY-4.0" in english
    assert "CC-BY-4.0" in chinese
    for name, phrase in LICENCES.items():
        assert phrase in (ROOT / name).read_text("utf-8"), name
