"""A fact has one file: whoever needs it reads that file, as it is now, or says what is wrong."""

import json
import re
import shutil

import check_here
import numpy as np
import pytest

import facts
from benchmarks import fast_algorithms
from facts import FactError, dictionary, styles, tables
from tests import counts
from tests.builder import build
from tests.project import ROOT, edit, replace, run, said, small_copy

PROBE = """
- name: probe
  macro: Probe
  letter: q
  light: "#123456"
  dark: "#abcdef"
  line: wavy
  cell: struck
"""
# Every reader of a role that is no browser, asked for one that only the copy has.
ASK = r"""
import json
from engine import tex
from facts import styles, without_roles
from render import matrix
from render.show import part_to_tex
from tests.pages import test_links
from tests.reading import matrices

print(json.dumps({
    "formula": tex.render(r"\Probe{1}", True),
    "matrix": matrix([[1]], "Probe"),
    "letter": part_to_tex("q", [[1]]),
    "notebook": without_roles(r"\Probe{1} + \Probed{2}"),
    "read back": [one.tolist() for one in matrices(matrix([[1]], "Probe"))],
    "no markup of ours": bool(test_links.OURS.search(r"\Probe{1}")),
    "styles": styles.style_sheet(),
}))
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """What the readers say in a copy whose roles.yml has one role more."""
    root = tmp_path_factory.mktemp("roles")
    for folder in ("engine", "facts", "render", "tests"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    edit(root / "facts" / "roles.yml", lambda text: text + PROBE)
    done = run("-c", ASK, cwd=root)
    assert done.returncode == 0, said(done)
    return json.loads(done.stdout)


BRACKETED = r"\begin{bmatrix} 1 \end{bmatrix}"


@pytest.mark.parametrize(
    ("reader", "answer"),
    [
        ("matrix", rf"\Probe{{{BRACKETED}}}"),
        ("letter", rf"\Probe{{{BRACKETED}}}"),
        ("notebook", r"{1} + \Probed{2}"),
        ("read back", [[[1]]]),
        ("no markup of ours", True),
    ],
)
def test_a_new_role_is_known_to(reader, answer, asked):
    assert asked[reader] == answer


def test_a_new_role_is_known_to_katex(asked):
    assert "role-probe" in asked["formula"]


@pytest.mark.parametrize(
    "words",
    ["--role-probe: #123456;", "--role-probe: #abcdef;", "em.probe {", ".katex .role-probe {"],
)
def test_a_new_role_is_known_to_the_styles(words, asked):
    assert words in asked["styles"]


def test_a_role_that_is_not_in_the_file_is_refused():
    done = run("-c", 'from render import matrix; matrix([[1]], "Probe")')
    known = ", ".join(role.macro for role in facts.roles())
    assert f"'Probe' is not a role; the roles are {known}." in said(done)


def test_styles_and_scripts_name_no_other_role():
    """A browser leaves out a colour that it does not know, and says nothing."""
    known = {role.name for role in facts.roles()}
    for path in sorted([*(ROOT / "web").rglob("*.*s"), *(ROOT / "overrides").rglob("*.css")]):
        named = set(re.findall(r"\brole-([a-z]+)", path.read_text(encoding="utf-8")))
        assert named <= known, f"{path}: facts/roles.yml has no role {', '.join(named - known)}"


@pytest.mark.parametrize("line", tables.LINES)
@pytest.mark.parametrize("cell", tables.CELLS)
def test_every_line_and_cell_has_its_style(line, cell, monkeypatch):
    role = facts.Role("probe", "Probe", "#123456", "#abcdef", line, cell)
    monkeypatch.setattr(styles, "roles", lambda: (role,))
    sheet = styles.style_sheet()
    assert f"text-decoration-style: {line};" in sheet
    assert (".katex .role-probe {" in sheet) == bool(cell)
    assert sheet.count("{") == sheet.count("}")


# A table is read anew, and refused with a sentence


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the tables, which a test may change."""
    records = [ROOT / "facts" / name for name in ("counts.json", "speed.json", "checked_here.json")]
    for path in [*(ROOT / "facts").glob("*.yml"), *records]:
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    return tmp_path


def test_a_saved_table_is_seen(folder):
    assert facts.roles()[0].light == "#0b57a4"
    replace(folder / "roles.yml", "#0b57a4", "#000000")
    assert facts.roles()[0].light == "#000000"
    replace(folder / "glossary.yml", "zh: 感受野", "zh: 感受范围")
    assert "感受范围 100000 n\n" in dictionary.dictionary()
    replace(folder / "counts.json", '"cases": ', '"cases": 9')
    assert facts.counts()[0].cases > 9


MISTAKES = [
    ("roles.yml", "line: solid", "line: dashing", "roles.yml, entry 1: line must be solid|"),
    ("roles.yml", '"#0b57a4"', "blue", "entry 1: light must be #[0-9a-f]{6}, got 'blue'."),
    ("roles.yml", "macro: Kernel, ", "", "entry 2 lacks macro; its fields are name, macro"),
    ("roles.yml", "macro: Kernel", "makro: Kernel, macro: Kernel", "entry 2 has unknown makro"),
    ("roles.yml", "- {", "- [", "facts/roles.yml is no YAML"),
    ("glossary.yml", "[步长]", "步长", "also_zh must be a list of texts, got '步长'."),
    ("glossary.yml", "zh: 卷积,", "zh: 3,", "entry 1: zh must be a text, got 3."),
    ("counts.json", '"cases": ', '"cases": 0.', "entry 1: cases must be an integer, got 0."),
    ("counted.yml", "name: i,", "name: s,", "facts/counted.yml has the name 's' twice."),
    ("counted.yml", "name: i,", "name: I,", "name must be [a-z]+(_[a-z]+)*, got 'I'."),
    ("counted.yml", '["input size {}"]', '["{}"]', "a phrase has words, and one {} at most"),
    ("counted.yml", '["input size {}"]', "[]", "a phrase has words, and one {} at most"),
    ("counted.yml", '["input size {}"]', '["{} {}"]', "a phrase has words, and one {} at most"),
    ("counted.yml", '["input size {}"]', '["input"]', "must stand in both languages"),
    ("speed.json", '"ratio": 1.0', '"ratio": 1', "ratio must be a number with decimals, got 1."),
    ("speed.json", '"ratio": 1.0', '"ratio": -1.0', "ratio must be positive, got -1.0."),
    ("speed.json", '"date": "2', '"date": "on 2', "date must be"),
    ("speed.json", '"ratio": 1.0', '"ratio": 1.1', "seal does not fit the other fields"),
    ("formulas.yml", "  group: values\n", "", "group, en, zh, derived must stand all, or none"),
    ("formulas.yml", "symbol: m", "symbol: m\n  left: m", "and stamp-place has both"),
    ("formulas.yml", "given: [d = 1]", "given: [d]", "given must say such as 'd = 1', got 'd'"),
    ("formulas.yml", "function: sizes.", "function: ", "function must be"),
    ("checked_here.json", '"hold": ["', '"hold": ["less_', "seal does not fit the other fields"),
    ("checked_here.json", '"torch": "', '"torch": "release ', "torch must be"),
    ("roles.yml", "name: kernel", "name: input", "two roles have the name 'input'."),
    ("roles.yml", "macro: Kernel", "macro: Input", "two roles have the macro 'Input'."),
    ("roles.yml", "letter: w", "letter: x", "two roles have the letter 'x'."),
]
READERS = {
    "roles.yml": facts.roles,
    "glossary.yml": facts.glossary,
    "counts.json": facts.counts,
    "speed.json": facts.speeds,
    "checked_here.json": facts.elsewhere,
    "counted.yml": facts.counted,
    "formulas.yml": facts.formulas,
}


@pytest.mark.parametrize(("name", "old", "new", "sentence"), MISTAKES)
def test_a_mistake_in_a_table_is_a_sentence(folder, name, old, new, sentence):
    replace(folder / name, old, new)
    with pytest.raises(FactError) as refused:
        READERS[name]()
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "words", "{}"])
def test_a_table_is_a_list(folder, text):
    (folder / "roles.yml").write_text(text)
    with pytest.raises(FactError, match="must be a list"):
        facts.roles()


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"), [MISTAKES[0], MISTAKES[5]], ids=["roles", "glossary"]
)
def test_a_mistake_in_a_table_stops_the_build(name, old, new, sentence, tmp_path):
    root = small_copy(tmp_path / "copy", "# Words { #words }\n\nNothing.\n")
    replace(root / "facts" / name, old, new)
    done = build(root, root / "site", "--strict")
    assert done.returncode != 0
    assert sentence in said(done)
    assert "Traceback" not in said(done)


# Counts


def test_the_counts_are_as_the_tests_write_them():
    """One record a line, in order; so a new count changes one line."""
    assert counts.as_json(counts.committed()) == counts.FILE.read_text(encoding="utf-8")


def test_the_counts_name_functions_that_are_there():
    for one in facts.counts():
        for name in one.functions:
            stem, _, function = name.partition(".")
            text = (ROOT / "snippets" / f"{stem}.py").read_text(encoding="utf-8")
            assert f"def {function}(" in text, f"facts/counts.json counts {name}, which is nowhere"


def test_pages_read_nothing_of_the_tests():
    for path in sorted((ROOT / "docs").rglob("*.[mp][dy]")):
        assert "tests/" not in path.read_text(encoding="utf-8"), f"{path} reads the tests"


# Speed


def test_the_record_of_speed_has_a_row_for_each_contestant():
    """Its times are of another day and machine; its cases are those that the benchmark runs."""
    recorded = [(one.channels, one.kernel, one.way) for one in facts.speeds()]
    assert recorded == [
        (channels, kernel, way)
        for channels in fast_algorithms.CHANNELS
        for kernel in fast_algorithms.KERNELS
        for way in fast_algorithms.contestants(channels, kernel)
    ]


def test_the_record_of_speed_is_of_one_run():
    """On one machine, with the packages of that day, relative to PyTorch's own convolution."""
    record = facts.speeds()
    names = ("size", "date", "python", "numpy", "torch", "machine", "cores", "threads")
    about = {tuple(getattr(one, name) for name in names) for one in record}
    assert len(about) == 1, about
    assert {one.size for one in record} == {fast_algorithms.SIZE}
    assert {one.threads for one in record} == {fast_algorithms.THREADS}
    base = [one.ratio for one in record if one.way == fast_algorithms.BASE]
    assert set(base) == {1.0}


# Other releases of PyTorch


def test_the_record_of_other_releases_is_of_what_is_checked_now():
    """Each release was asked about every formula and every text that check_here.py has."""
    for one in facts.elsewhere():
        assert sorted([*one.hold, *one.differ, *one.not_tried]) == sorted(check_here.CASES), (
            f"PyTorch {one.torch} was asked something else: python -m tools.checked_here"
        )
        texts = sorted(known.id for known in check_here.ERRORS)
        assert sorted([*one.same_texts, *one.other_texts]) == texts


def test_the_page_may_say_that_every_formula_held_elsewhere():
    record = facts.elsewhere()
    assert not any(one.differ for one in record), "howto/check-here says that every one held"
    releases = [tuple(map(int, one.torch.split("."))) for one in record]
    assert releases == sorted(set(releases)), "one row for each release, the oldest first"
    assert len({one.date for one in record}) == 1, "howto/check-here has one date"


@pytest.mark.parametrize("kernel", [3, 5])
def test_what_was_timed_computes_one_convolution(kernel):
    base, *others = fast_algorithms.contestants(1, kernel).values()
    exact = np.asarray(base())
    for way in others:
        np.testing.assert_allclose(way(), exact, rtol=1e-3, atol=1e-3)
