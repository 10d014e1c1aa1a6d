"""`make page` begins a page in both languages, or refuses and leaves everything as it is."""

import io
import re
import shutil
from contextlib import redirect_stdout

import pytest

from tests import source
from tests.builder import build
from tests.lint.translation import fingerprint, outline
from tests.project import LANGUAGES, ROOT, said, small_copy
from tests.source import Source, fences
from tools.page import CONFIG, ENTRY, PLACEHOLDERS, RefusedError, begin, main, sections


@pytest.fixture
def root(tmp_path):
    """What the command reads and writes."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for config in CONFIG.values():
        shutil.copy(ROOT / config, tmp_path / config)
    return tmp_path


def texts(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def page(root, language, name):
    path = root / "docs" / language / f"{name}.md"
    return Source(language, name, path, path.read_text("utf-8"))


def test_a_page_is_begun_in_both_languages(root):
    begin(root, "learn/two-words")
    english, chinese = (page(root, language, "learn/two-words") for language in LANGUAGES)
    assert "# Two words\n" in english.text
    assert outline(english) == outline(chinese)
    assert f"read_against: {fingerprint(english.text)}\n" in chinese.text
    (block,), (twin,) = fences(english.text), fences(chinese.text)
    assert block.options == {"exec": "on", "id": "smallest"}
    assert (twin.options, twin.code) == ({"id": "smallest"}, "")


def test_its_block_runs_and_its_numbers_agree(root):
    begin(root, "learn/two-words")
    (block,) = fences(page(root, "en", "learn/two-words").text)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(block.code, "block", "exec"), {})
    assert "bmatrix" in printed.getvalue()
    assert max(map(len, block.code.split("\n"))) <= 80


def test_it_builds(root, tmp_path):
    begin(root, "learn/two-words")
    english, chinese = (page(root, language, "learn/two-words").text for language in LANGUAGES)
    small = small_copy(tmp_path / "small", english, chinese)
    done = build(small, tmp_path / "site", "--strict")
    assert done.returncode == 0, said(done)


@pytest.mark.parametrize("section", sorted(sections(ROOT)))
def test_the_navigation_gets_one_line_at_the_end_of_the_section(root, section):
    before = {one: (root / one).read_text("utf-8") for one in CONFIG.values()}
    begin(root, f"{section}/two-words")
    for config, old in before.items():
        new = (root / config).read_text("utf-8")
        (line,) = (one for one in ENTRY.finditer(new) if f"{section}/two-words.md" in one[0])
        assert new.replace(f"{line[0]}\n", "", 1) == old
        rest = [one for one in ENTRY.finditer(new, line.end()) if one["folder"] == section]
        assert not rest, f"{config}: {rest} comes after the new page"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("learn/convolution", "docs/en/learn/convolution.md is there already"),
        ("labs/the-article", "docs/en/labs/the-article.py is there already"),
        ("labs/other", "There is no section 'labs'"),
        (
            "cook/soup",
            "There is no section 'cook' in the navigation; the sections are about, faq, how",
        ),
        ("learn/sub/page", "There is no section 'learn/sub'"),
        ("page", "'page' is no name of a page"),
        ("learn/Two-Words", "is no name of a page"),
        ("learn/two words", "is no name of a page"),
        ("../learn/page", "is no name of a page"),
        ("learn/-page", "is no name of a page"),
        ("learn/", "is no name of a page"),
        ("", "is no name of a page"),
    ],
)
def test_a_wrong_name_is_refused_and_nothing_is_written(root, name, why):
    before = texts(root)
    with pytest.raises(RefusedError, match=re.escape(why)):
        begin(root, name)
    assert texts(root) == before


@pytest.mark.parametrize("words", [[], ["learn/a", "learn/b"], ["learn/convolution"]])
def test_the_command_ends_with_a_sentence(words):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert isinstance(stopped.value.code, str)


@pytest.mark.parametrize("one", source.pages(), ids=repr)
def test_no_page_keeps_what_was_there_to_be_replaced(one):
    left = [sentence for sentence in PLACEHOLDERS.values() if sentence in one.text]
    assert not left, f"{one.where} still has {left[0]!r}, which make page put there"


def test_no_entry_keeps_the_title_that_was_there_to_be_replaced():
    text = (ROOT / CONFIG["zh"]).read_text("utf-8")
    assert PLACEHOLDERS["title"] not in text, "a page still has the title that make page gave it"


def test_placeholders_are_in_what_is_begun(root):
    begin(root, "learn/two-words")
    for language in LANGUAGES:
        assert PLACEHOLDERS[language] in page(root, language, "learn/two-words").text
    assert PLACEHOLDERS["title"] in (root / CONFIG["zh"]).read_text("utf-8")
