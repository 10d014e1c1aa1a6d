"""The two languages of a page say the same, and a reader compared them since English changed."""

from pathlib import Path

import pytest

from tests import source
from tests.lint.translation import accepted, drifts, fingerprint, read_against
from tests.project import LANGUAGES, ROOT, copy, run, said, write
from tests.source import Source

PAIRS = [
    (source.page("en", name).whole, source.page("zh", name))
    for name in source.names("en")
    if source.page("zh", name)
]
each_pair = pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=[e.name for e, _ in PAIRS])


def test_every_page_exists_in_both_languages():
    english, chinese = (set(source.names(language)) for language in LANGUAGES)
    single = sorted(english ^ chinese)
    assert not single, f"these pages exist in one language only: {', '.join(single)}"


@each_pair
def test_the_languages_say_the_same(english, chinese):
    found = drifts(english, chinese)
    assert not found, f"{english.where} and {chinese.where} drifted apart:\n" + "\n".join(found)


@each_pair
def test_the_chinese_page_was_read_against_the_english_one(english, chinese):
    assert read_against(chinese) == fingerprint(english.text), (
        f"{english.where} changed since {chinese.where} was read against it. Compare the two, then "
        f"run `make accept PAGE={english.name}`."
    )


@each_pair
def test_only_the_chinese_page_has_the_mark(english, chinese):
    assert read_against(english) is None, f"{english.where}: English is read against nothing"


@each_pair
def test_headings_below_the_title_have_an_id(english, chinese):
    for page in (english, chinese):
        headings = source.headings(page.markdown)
        bare = [title for level, title, name in headings if level > 1 and not name]
        assert not bare, f"{page.where}: give the headings {bare} an id, as in {{ #size }}"


# The comparison itself

ENGLISH = """---
description: Words.
---

# Title

Words with `code`, {{ y }} and $k = {{ k }}$, see [size](sizes.md#part) and <https://example.org>.

## Part { #part }

```python exec="on" id="one"
--8<-- "conv.py:window"
# ## no heading
```

```tex id="size"
o = i \\quad \\text{in words}
```

```sh
make
```

!!! warning "A belief"

    ![words](../assets/figure.svg)

Inline $x = i \\quad \\text{in words}$.

<div class="grid" data-figure="stamps" title="words"></div>
"""
CODE = ENGLISH[ENGLISH.index("```python") : ENGLISH.index("\n\n```tex")]
FORMULA = ENGLISH[ENGLISH.index("```tex") : ENGLISH.index("\n\n```sh")]
CHINESE = (
    ENGLISH.replace("Words.", "文字。\nread_against: 0123456789ab")
    .replace("# Title", "# 标题")
    .replace(
        "Words with `code`, {{ y }} and $k = {{ k }}$, see", "$k = {{ k }}$、{{y}}、`code`，见"
    )
    .replace("[size]", "[尺寸]")
    .replace("## Part", "## 部分")
    .replace(CODE, '```python id="one"\n```')
    .replace(FORMULA, '```tex id="size"\nin words = 文字\n```')
    .replace("A belief", "流行的说法")
    .replace("![words]", "![文字]")
    .replace("\\text{in words}$", "\\text{文字}$")
    .replace('title="words"', 'title="文字"')
)
LAB = "# %% [markdown]\n# # Lab\n\n# %%\nx = 1\n"


def pair(english, chinese, suffix=".md"):
    return (
        Source("en", "page", Path(f"page{suffix}"), english),
        Source("zh", "page", Path(f"page{suffix}"), chinese),
    )


def test_a_translation_is_no_drift():
    assert drifts(*pair(ENGLISH, CHINESE)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ #part }", "{ #other }"),
        ("## 部分 { #part }", "### 部分 { #part }"),
        ("## 部分 { #part }", ""),
        ('id="one"', 'id="two"'),
        ('id="one"', 'exec="on" id="one"'),
        ('id="one"\n', 'id="one"\nx = 1\n'),
        ('```python id="one"\n```', ""),
        ("in words = 文字", "other = 文字"),
        ('id="size"\nin words = 文字', 'id="size"\no = j'),
        ("make", "made"),
        ("{{y}}", "{{ x }}"),
        ("{{y}}", "十二"),
        ("{{ k }}", "{{ k }} - 1"),
        ("`code`", "`other`"),
        ("sizes.md#part", "sizes.md#other"),
        ("https://example.org", "https://example.com"),
        ("figure.svg", "other.svg"),
        ("!!! warning", "!!! note"),
        ("x = i", "x = j"),
        ("stamps", "slides"),
        ('\n<div class="grid"', '\n--8<-- "more.md"\n\n<div class="grid"'),
    ],
)
def test_a_drift_is_found(old, new):
    assert old in CHINESE
    assert drifts(*pair(ENGLISH, CHINESE.replace(old, new)))


def test_a_block_too_many_is_found():
    assert drifts(*pair(ENGLISH, CHINESE + "\n```sh\nmake\n```\n"))


def test_a_value_in_another_section_is_found():
    moved = CHINESE.replace("{{y}}", "") + "\n{{ y }}\n"
    assert drifts(*pair(ENGLISH, moved))


def test_cells_of_a_lab_are_compared():
    chinese = LAB.replace("# Lab", "# 实验").replace("x = 1", "")
    assert drifts(*pair(LAB, chinese, ".py")) == []
    assert drifts(*pair(LAB, LAB, ".py")), "the Chinese lab has code of its own"
    assert drifts(*pair(LAB, f"{chinese}\n# %%\n", ".py"))


MARKED, UNMARKED, TITLED = CHINESE, CHINESE.partition("---\n\n")[2], "---\ntitle: 题\n---\n\n题\n"


@pytest.mark.parametrize("text", [MARKED, UNMARKED, TITLED])
def test_accepting_a_page_marks_it_and_changes_nothing_else(text):
    page = Source("zh", "page", Path("page.md"), text)
    after = Source("zh", "page", Path("page.md"), accepted(page, "ba9876543210"))
    assert read_against(after) == "ba9876543210"
    assert after.markdown.strip() == page.markdown.strip()
    assert accepted(after, "ba9876543210") == after.text


HEADER = "# ---\n# jupyter:\n#   jupytext:\n#     main_language: python\n# ---\n\n"


@pytest.mark.parametrize("header", ["", HEADER])
def test_accepting_a_lab_marks_it_and_adds_no_cell(header):
    page = Source("zh", "page", Path("page.py"), header + LAB)
    after = Source("zh", "page", Path("page.py"), accepted(page, "ba9876543210"))
    again = Source("zh", "page", Path("page.py"), accepted(after, "0123456789ab"))
    assert read_against(page) is None
    assert read_against(after) == "ba9876543210"
    assert read_against(again) == "0123456789ab"
    assert [cell.source for cell in again.notebook.cells] == ["# Lab", "x = 1"]


def test_one_command_accepts_a_page(tmp_path):
    root = copy(tmp_path / "copy")
    for name in ("learn/convolution", "labs/the-article"):
        english, chinese = source.page("en", name), source.page("zh", name)
        write(root / english.path.relative_to(ROOT), f"{english.text}\n")
        done = run("-m", "tests.lint.translation", name, cwd=root)
        assert done.returncode == 0, said(done)
        text = (root / chinese.path.relative_to(ROOT)).read_text("utf-8")
        after = Source("zh", name, chinese.path, text)
        assert read_against(after) == fingerprint(f"{english.text}\n")
        assert after.markdown == chinese.markdown


@pytest.mark.parametrize("words", [["learn/nothing"], [], ["../README"], ["a", "b"]])
def test_a_bad_page_name_gets_one_sentence(words):
    done = run("-m", "tests.lint.translation", *words, cwd=ROOT)
    assert done.returncode == 1
    assert len(said(done).split("\n")) == 1, said(done)
    assert "Traceback" not in said(done)
