"""What stops a page: anything wrong in a block, in its header, in a value or in a formula.

The same sentences end a build; `test_sabotage.py` shows that for one of each kind.
"""

import py_compile
import re
import sys

import numpy as np
import pytest
import yaml

from engine import includes, languages, pages, runs, tex, values
from engine.errors import PageError
from tests.project import ROOT

PAGE = """# Words

```python exec="on" id="one"
from render import show

four = 2 + 2
show("$four", four=four)
```

There are {{ four }}, and $y = {{ four }}$.
"""


@pytest.fixture(autouse=True)
def the_same_modules_afterwards():
    """A page imports render and snippets afresh; the other tests go on with their own."""
    before = dict(sys.modules)
    yield
    sys.modules.update(before)


def run(text, **options):
    return pages.run(text, "page", **options)


def test_a_page_runs():
    page = run(PAGE)
    (result,) = page.results.values()
    assert result.source == "four = 2 + 2"
    assert result.printed.strip() == "$$\n4\n$$"
    assert result.is_markdown
    assert page.values["four"] == [4]


WRONG = {
    "an error": ("2 + 2", "2 + 0 / 0", ["<en/page#one>", "ZeroDivisionError", "four = 2 + 0 / 0"]),
    "an exit": ("2 + 2", "exit()", ["<en/page#one>", "exit"]),
    "an exit of the system": ("four =", "import sys\nsys.exit(0)\nfour =", ["<en/page#one>"]),
    "no Python": ("2 + 2", "2 +", ["<en/page#one>", "no Python", "SyntaxError"]),
    "a misspelt exec": ('exec="on"', 'exce="on"', ["docs/en/page.md, line 3", "exce"]),
    "a session": ('id="one"', 'id="one" session="en/page"', ["line 3", "session"]),
    "a misspelt session": ('id="one"', 'id="one" sesion="en/page"', ["line 3", "sesion"]),
    "no id": (' id="one"', "", ["line 3", "id"]),
    "an open quote": ('id="one"', 'id="one', ["docs/en/page.md, line 3", "quote"]),
    "not finite": ("2 + 2", "float('nan')", ["#one", "not finite"]),
    "no such section": ("four = 2", '--8<-- "conv.py:nothing"\nfour = 2', ["#one", "nothing"]),
    "no such snippet": ("four = 2", '--8<-- "nothing.py"\nfour = 2', ["#one", "nothing.py"]),
    "two blocks with one id": (
        "There are",
        '```python exec="on" id="one"\nprint()\n```\n\nThere are',
        ["line 10", '"one"'],
    ),
    "a value that cannot be compared": (
        "four = 2 + 2",
        "class Odd(int):\n    def __eq__(self, other):\n        raise OSError\n\n\n"
        'odd = Odd(4)\n```\n\n```python exec="on" id="two"\nodd, four = Odd(5), 4',
        ["<en/page#two>", "OSError"],
    ),
    "computing where nobody sees it": ("four=four", "four=four + 1", ["#one", "in one statement"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_page_stops_for(what):
    old, new, sentences = WRONG[what]
    assert old in PAGE
    with pytest.raises(PageError) as error:
        run(PAGE.replace(old, new))
    for sentence in sentences:
        assert sentence in str(error.value)


@pytest.mark.parametrize(
    "loop",
    [
        "while True:\n    pass",
        "import time\n\ntime.sleep(60)",
        "while True:\n    try:\n"
        "        while True:\n            pass\n    except Exception:\n        pass",
    ],
)
def test_a_block_that_never_ends_is_ended_with_a_sentence(loop):
    with pytest.raises(PageError, match=r"ran for more than 0\.2 seconds") as error:
        run(PAGE.replace("four = 2 + 2", f"{loop}\nfour = 4"), seconds=0.2)
    assert "<en/page#one>" in str(error.value)
    assert run(PAGE).values["four"] == [4], "the next page runs as if nothing had been"


def test_a_dataclass_with_annotations_as_strings_works_in_a_block():
    code = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n\n"
        "@dataclass\nclass Case:\n    size: int\n\n\nfour = Case(4).size"
    )
    fence = f'```python exec="on" id="one"\n{code}\n```\n'
    assert run(fence).values["four"] == [4]


def test_blocks_share_names_and_pages_do_not():
    two = '```python exec="on" id="two"\nprint(four)\n```\n'
    assert run(PAGE + two).results["two"].printed == "4\n"
    with pytest.raises(PageError, match="NameError"):
        run(two)


def test_what_prints_is_text_and_a_check_is_shown_whole():
    check = 'exec="check" id="one-check"\nfrom render import agreed\n\nagreed(4, 2 * 2)\n```\n'
    page = run('```python exec="on" id="one"\nprint(4)\n```\n\n```python ' + check)
    assert not page.results["one"].is_markdown
    assert page.results["one-check"].is_check
    assert page.results["one-check"].source.endswith("agreed(4, 2 * 2)")


def test_a_check_that_does_not_hold_stops_the_page():
    check = 'exec="check" id="one-check"\nfrom render import agreed\n\nagreed(4, 5)\n```\n'
    with pytest.raises(PageError, match="Disagreement"):
        run(f"```python {check}")


# What a page was made from is measured


def test_blocks_include_from_where_pages_include():
    """A page's Markdown includes sections too, by the settings in mkdocs.yml."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    _, _, settings = text.partition("  pymdownx.snippets:\n")
    settings = yaml.safe_load(settings.partition("  pymdownx.superfences")[0])
    assert (
        settings | {"base_path": [str(ROOT / one) for one in settings["base_path"]]}
        == includes.SETTINGS
    )


def test_imports_includes_and_tables_are_measured():
    code = (
        'from pathlib import Path\nimport numpy as np\n\n--8<-- "conv.py:window"\n'
        'from sizes import conv_output_size\n\nwords = Path("LICENSE").read_text()'
    )
    page = run(f'```python exec="on" id="one"\n{code}\n```\n')
    read = {path.relative_to(ROOT).as_posix() for path in page.reads}
    assert {"snippets/conv.py", "snippets/sizes.py", "LICENSE"} <= read
    assert "snippets/cost.py" not in read


def test_a_snippet_is_measured_when_python_reads_its_bytecode():
    py_compile.compile(str(ROOT / "snippets" / "overlap.py"), doraise=True)
    page = run('```python exec="on" id="one"\nfrom overlap import overlap\n\nprint()\n```\n')
    assert ROOT / "snippets" / "overlap.py" in page.reads


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A page of a project that a test may save, and a file that it reads."""
    monkeypatch.setattr(runs, "ENGLISH", tmp_path)
    monkeypatch.setattr("engine.reads.ROOT", tmp_path)
    table = tmp_path / "table.txt"
    table.write_text("1")
    code = f"from pathlib import Path\n\nanswer = Path({str(table)!r}).read_text()\nprint()"
    page = tmp_path / "saved.md"
    page.write_text(f'# Words\n\n```python exec="on" id="one"\n{code}\n```\n')
    return page, table


def test_a_page_runs_again_when_its_code_or_what_it_read_was_saved(saved):
    page, table = saved
    first = runs.results("saved")
    assert runs.results("saved") is first, "nothing changed"
    page.write_text(page.read_text().replace("# Words", "# Other words"))
    assert runs.results("saved") is first, "its prose changed, and no code"
    table.write_text("2")
    second = runs.results("saved")
    assert second.values["answer"] == ["2"]
    page.write_text(page.read_text().replace("print()", "answer = '3'"))
    assert runs.results("saved").values["answer"] == ["3"]


def test_a_save_while_the_page_runs_is_not_taken_for_what_it_read(saved):
    page, table = saved
    later = page.read_text().replace("print()", f"Path({str(table)!r}).write_text('2')")
    page.write_text(later)
    assert runs.results("saved").values["answer"] == ["1"]
    table.write_text("1")
    page.write_text(later.replace("write_text('2')", "write_text('1')"))
    assert runs.results("saved").values["answer"] == ["1"]


# Values in prose


def put(text, language="en", **known):
    kept = {}
    values.remember(kept, known)
    return values.put(text, kept, "docs/en/page.md", language)


def test_a_value_that_markdown_took_for_attributes_is_refused():
    written = "**right:** {{ n }} and {{ n }}"
    values.check_kept(written, "<strong>right:</strong> {{ n }} and {{ n }}", "page")
    with pytest.raises(PageError, match="the value n would not be shown"):
        values.check_kept(written, "<strong n>right:</strong> and {{ n }}", "page")


def test_a_value_is_tagged_in_prose_and_bare_in_a_formula():
    assert put("{{ k }}", k=3) == '<data class="value" value="k">3</data>'
    inside = '<span class="arithmatex">\\({{ k }}\\)</span>'
    assert put(inside, k=3) == inside.replace("{{ k }}", "3")
    assert ">2,544<" in put("{{ n:, }}", n=2544)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{{ five }}", {"four": 4}),
        ('<span class="arithmatex">\\({{ five }}\\)</span>', {"four": 4}),
        ("{{ half }}", {"half": 0.5}),
        ("{{ four:zz }}", {"four": 4}),
        ("{{ word:.2f }}", {"word": "four"}),
        ("{{ pair:, }}", {"pair": (1, 2)}),
        ("{{ pair }}", {"pair": (1, 0.5)}),
        ("{{ half }}", {"half": np.float32(0.5)}),
        ("{{ box }}", {"box": [1]}),
    ],
)
def test_a_value_that_prose_cannot_show_is_refused(text, known):
    with pytest.raises(PageError, match=re.escape("docs/en/page.md")):
        put(text, **known)


@pytest.mark.parametrize("form", ["7=2", "d", "x", "08", ".3", ".2g", "+", "s", ".10f", "_"])
def test_a_format_that_could_show_another_number_is_refused(form):
    """{{ rows:7=2 }} once showed 72 for a 2."""
    with pytest.raises(PageError, match="would not show the number as it is"):
        put(f"{{{{ rows:{form} }}}}", rows=2)


@pytest.mark.parametrize(
    ("form", "shown"), [(",", "2,544"), (".1f", "2544.0"), (",.2f", "2,544.00"), (".0e", "3e+03")]
)
def test_a_format_that_is_allowed(form, shown):
    assert f">{shown}<" in put(f"{{{{ n:{form} }}}}", n=2544)


@pytest.mark.parametrize(("language", "shown"), [("en", "two"), ("zh", "两")])
def test_a_small_number_can_be_a_word(language, shown):
    said = f'<data class="value" value="ways">{shown}</data>'
    assert put("{{ ways:word }}", language, ways=2) == said
    assert put("{{ ways:word }}", language, ways=np.int64(2)) == said


@pytest.mark.parametrize("ways", [0, 11, -1, 2.0, True, "two", (1, 2)])
def test_what_is_no_small_number_has_no_word(ways):
    with pytest.raises(PageError, match="needs a whole number from 1 to 10, got"):
        put("{{ ways:word }}", ways=ways)


def test_numbers_of_numpy_are_written_as_numbers():
    assert put("{{ pair }}", pair=(np.int64(3), 4)).count("(3, 4)") == 1


def test_a_name_that_held_an_array_between_two_values_is_refused_where_it_is_used():
    code = '\n```python exec="on" id="{0}"\nfour = {1}\nprint()\n```\n'
    page = run(PAGE + code.format("two", "[4]") + code.format("three", "5"))
    assert values.put("no value", page.values, "docs/en/page.md") == "no value"
    with pytest.raises(PageError, match="a name of its own"):
        values.put("{{ four }}", page.values, "docs/en/page.md", "en")


def test_a_name_with_two_values_is_refused():
    two = '\n```python exec="on" id="two"\nfour = 5\nprint()\n```\n'
    page = run(PAGE + two)
    with pytest.raises(PageError, match="a name of its own"):
        values.put("{{ four }}", page.values, "docs/en/page.md", "en")


# Formulas


def typeset(formula):
    return tex.typeset(f'<span class="arithmatex">\\({formula}\\)</span>', "docs/en/page.md", "en")


def test_a_formula_becomes_html_and_mathml():
    assert "<math" in typeset(r"\Input{x} = 4")


@pytest.mark.parametrize("formula", [r"\frac{ 4", r"\Weight{y}", "卷积", r"\left( y"])
def test_a_formula_that_katex_cannot_read_is_refused(formula):
    with pytest.raises(PageError) as error:
        typeset(formula)
    assert "docs/en/page.md" in str(error.value)
    assert "KaTeX" in str(error.value)


def test_a_line_cannot_part_a_formula_from_its_punctuation():
    inline, display = (
        r'<span class="arithmatex">\(p\)</span>',
        r'<div class="arithmatex">\[p\]</div>',
    )
    made = tex.typeset(f"（{inline}，和 {inline} 都{display}。", "docs/zh/page.md", "zh")
    assert made.count('<span class="together">') == 1
    assert made.startswith('<span class="together">（<span class="katex">')
    assert "</span>，</span>和 " in made
    assert made.endswith("</span>。")


def test_a_formula_that_may_break_does_so_between_its_parts():
    assert "<wbr>" not in typeset("i + j = k")
    made = typeset(r"i + j = \allowbreak k")
    assert made.count("<wbr>") == made.count(tex.BASE) - 1 == 2
    assert made.index(tex.BASE) < made.index("<wbr>")


# Words


def test_a_passage_is_said_in_the_language_of_the_page():
    printed = f"a {languages.in_each(lambda language: f'<{language}>')} b"
    assert languages.in_one(printed, "en") == "a <en> b"
    assert languages.in_one(printed, "zh") == "a <zh> b"
