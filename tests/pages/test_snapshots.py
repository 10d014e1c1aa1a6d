"""Both languages show the numbers of tests/snapshots/, and nobody changed them by accident."""

import json

import pytest

from tests import source
from tests.project import LANGUAGES, ROOT
from tests.reading import page_file, read

FOLDER = ROOT / "tests" / "snapshots"
NAMES = source.names("en")
REWRITE = "If the new numbers are right, run `make snapshots`, read the diff and commit it."
each_page = pytest.mark.parametrize("name", NAMES)


def snapshot_file(name):
    return FOLDER / f"{name}.json"


def facts(site, language, name):
    """All that a page shows and that is the same in both languages."""
    page = read(site, language, name)
    return {
        "runs": {one: run.facts() for one, run in page.runs.items()},
        "values": page.values,
        "formulas": page.formulas,
    }


def differences(wanted, found, place=""):
    """One line for each place where two nested dicts are not equal."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        keys = [*wanted, *(key for key in found if key not in wanted)]
        for key in keys:
            yield from differences(wanted.get(key), found.get(key), f"{place}/{key}")
    elif wanted != found:
        yield f"{place}: the snapshot has {wanted}, the page shows {found}"


def of_both(english, chinese):
    """The facts in English, and the numbers of Chinese where it names them in another order."""
    for name, run in english["runs"].items():
        numbers = chinese["runs"].get(name, {}).get("numbers", "")
        if numbers != run.get("numbers", ""):
            run["numbers_zh"] = numbers
    return english


def of_one(both, language):
    """What a snapshot says of a language."""
    runs = {name: dict(run) for name, run in both["runs"].items()}
    for run in runs.values():
        other = run.pop("numbers_zh", None)
        if language == "zh" and other is not None:
            run["numbers"] = other
    return {**both, "runs": runs}


def check(site, language, name):
    """Every difference between a built page and its snapshot."""
    file = snapshot_file(name)
    if not file.is_file():
        return [f"there is no {file.relative_to(ROOT)}"]
    wanted = of_one(json.loads(file.read_text("utf-8")), language)
    return list(differences(wanted, facts(site, language, name)))


@pytest.fixture(scope="session")
def snapshots(request, site):
    """The site; with --rewrite-snapshots, after its numbers became the snapshots."""
    if request.config.getoption("--rewrite-snapshots"):
        for old in FOLDER.rglob("*.json"):
            old.unlink()
        rewrite(site, NAMES)
    return site


def rewrite(site, names):
    """Make the numbers of some pages their snapshots."""
    for name in names:
        file = snapshot_file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        both = of_both(*(facts(site, language, name) for language in LANGUAGES))
        text = json.dumps(both, indent=2, ensure_ascii=False)
        file.write_text(f"{text}\n", encoding="utf-8")


@each_page
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_the_numbers_of_its_snapshot(snapshots, language, name):
    wrong = check(snapshots, language, name)
    assert not wrong, f"docs/{language}/{name} shows other numbers. {REWRITE}\n" + "\n".join(wrong)


@each_page
def test_both_languages_name_the_same_numbers(snapshots, name):
    """Perhaps in another order, but no others."""
    for run in json.loads(snapshot_file(name).read_text("utf-8"))["runs"].values():
        if "numbers_zh" in run:
            assert sorted(run["numbers_zh"].split()) == sorted(run["numbers"].split())


def test_every_snapshot_has_a_page(snapshots):
    kept = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.json")}
    left = sorted(kept - set(NAMES))
    assert not left, f"tests/snapshots has {', '.join(left)}, and no page of that name. {REWRITE}"


def test_every_block_shows_a_result(site):
    for language in LANGUAGES:
        for name in NAMES:
            for one, run in read(site, language, name).runs.items():
                shows = run.words or name.startswith("labs/")
                assert shows, f'docs/{language}/{name}: the block "{one}" shows no result'


# The comparison itself


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("learn/transposed-convolution", "&amp; 80 &amp;", "&amp; 81 &amp;"),
        ("learn/transposed-convolution", "36., 80., 80., 44.", "36., 80., 81., 44."),
        ("learn/equivalent-padding", 'value="cases">2,544<', 'value="cases">2,545<'),
        ("about/article", "<td>254</td>", "<td>255</td>"),
    ],
)
def test_a_digit_changed_on_a_built_page_is_found(site, tmp_path, name, old, new):
    page, changed = page_file(site, "en", name), page_file(tmp_path, "en", name)
    changed.parent.mkdir(parents=True)
    text = page.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name} any more: change this test"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check(site, "en", name) == []
    assert check(tmp_path, "en", name)


def test_a_changed_number_is_a_difference():
    wanted = {"runs": {"loop": {"formulas": ["y = 80"]}}, "values": {"k": ["3"]}}
    found = {"runs": {"loop": {"formulas": ["y = 81"]}}, "values": {"k": ["3"]}}
    assert list(differences(wanted, wanted)) == []
    assert len(list(differences(wanted, found))) == 1


def test_two_numbers_that_change_places_are_a_difference():
    english, chinese = {"runs": {"a": {"numbers": "3 1"}}}, {"runs": {"a": {"numbers": "1 3"}}}
    both = of_both(json.loads(json.dumps(english)), chinese)
    for language, found in zip(LANGUAGES, (english, chinese)):
        assert list(differences(of_one(both, language), found)) == []
    assert list(differences(of_one(both, "en"), chinese))
    assert list(differences(of_one(both, "zh"), english))


def test_a_block_too_many_or_too_few_is_a_difference():
    one, two = {"runs": {"a": {}}}, {"runs": {"a": {}, "b": {"code": ["1"]}}}
    assert list(differences(one, two))
    assert list(differences(two, one))
