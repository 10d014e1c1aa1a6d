"""A lab that fails, hangs or does not fit stops the build; a Chinese lab takes its code."""

import re
import time

import nbformat
import pytest
from nbformat.v4 import new_output

from engine.errors import PageError
from engine.labs import notebook
from engine.labs.download import plain
from engine.labs.page import output
from tests.builder import build
from tests.engine.test_serve import Server
from tests.project import replace, said, small_copy, without_code, write

PAGE = "# Words { #words }\n"
LAB = "# %% [markdown]\n# # Lab { #lab }\n\n# %%\n2 + 2\n"
ENDLESS = f"{LAB}\n# %%\nwhile True:\n    pass\n"


def stops(root, *sentences):
    """Build, and insist that the build fails and says where."""
    done = build(root, root / "site", "--no-strict", "-q")
    assert done.returncode != 0, f"the build passed, and should not have:\n{said(done)}"
    assert not (root / "site" / "zh").exists()
    for sentence in sentences:
        assert sentence in said(done), f"{sentence!r} is not in what the build says:\n{said(done)}"
    assert "mkdocs/commands" not in said(done), f"no sentence, but a traceback:\n{said(done)}"


def test_a_lab_runs_once_for_both_languages(tmp_path):
    """What the tests below break is not broken before."""
    root = small_copy(tmp_path / "copy", PAGE, lab=LAB)
    done = build(root, root / "site", "--strict")
    assert done.returncode == 0, said(done)
    assert said(done).count("execute=True") == 1
    for folder in ("labs", "zh/labs"):
        assert ">4\n<" in (root / "site" / folder / "lab" / "index.html").read_text("utf-8")
        offered = nbformat.read(root / "site" / folder / "lab.ipynb", as_version=4)
        assert offered.cells[1].outputs[0].data == {"text/plain": "4"}


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os\n\nos._exit(3)", "died"),
        ("while True:\n    pass", "timed out"),
    ],
    ids=["fails", "dies", "never ends"],
)
def test_a_cell_stops_the_build(cell, sentence, tmp_path):
    root = small_copy(tmp_path / "copy", PAGE, lab=f"{LAB}\n# %%\n{cell}\n")
    replace(root / "engine" / "labs" / "jupyter_config.json", '"timeout": 60', '"timeout": 3')
    stops(root, "docs/en/labs/lab.py: a cell failed", sentence)


def test_a_saved_cell_is_served_in_both_languages(tmp_path):
    """Also after a mistake; and a save of words alone does not run the code again."""
    root = small_copy(tmp_path / "copy", PAGE, lab=LAB)
    english, chinese = (root / "docs" / one / "labs" / "lab.py" for one in ("en", "zh"))
    server = Server(root)
    try:
        server.wait_for("Serving on")
        replace(english, "2 + 2", "2 / 0")
        server.wait_for("labs/lab.py: a cell failed")
        server.wait_for("An error happened during the rebuild")
        replace(english, "2 / 0", "2 + 3")
        server.wait_for("Reloading browsers")
        assert all(">5\n<" in server.page(f"{one}labs/lab/") for one in ("", "zh/"))
        runs = sum("execute=True" in line for line in server.log)
        replace(chinese, "# Lab", "# 实验")
        server.wait_for("Reloading browsers")
        assert "实验" in server.page("zh/labs/lab/")
        assert sum("execute=True" in line for line in server.log) == runs == 3
    finally:
        server.stop()


def test_a_failing_build_does_not_wait_for_a_lab(tmp_path):
    broken = f'{PAGE}\n```python exec="on" id="one"\n1 / 0\n```\n'
    root = small_copy(tmp_path / "copy", broken, lab=ENDLESS)
    start = time.monotonic()
    stops(root, "index", "ZeroDivisionError")
    assert time.monotonic() - start < 45, "the build waited for a cell that never ends"


def test_a_chinese_lab_that_does_not_fit_stops_the_build(tmp_path):
    root = small_copy(tmp_path / "copy", PAGE, lab=LAB, chinese_lab=LAB)
    stops(root, "docs/zh/labs/lab.py: leave its code cells empty")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads labs of the given texts, in Chinese."""
    monkeypatch.setattr(notebook, "ROOT", tmp_path)

    def read(english, chinese):
        for language, text in (("en", english), ("zh", chinese)):
            if text:
                write(tmp_path / "docs" / language / "labs" / "lab.py", text)
        return notebook.lab("labs/lab", "zh")

    return read


def test_a_chinese_lab_has_the_english_code(read):
    found = read(LAB, without_code(LAB).replace("Lab", "实验"))
    assert [cell.source for cell in found.cells] == ["# 实验 { #lab }", "2 + 2"]
    assert [cell.id for cell in found.cells] == ["cell-1", "cell-2"]


@pytest.mark.parametrize(
    ("english", "chinese", "sentence"),
    [
        (LAB, LAB, "leave its code cells empty"),
        (LAB, without_code(LAB) + "# %%\n", "it has 2 code cells, and the English lab has 1"),
        (LAB, f"# %%\n\n{without_code(LAB)[:-6]}", "cell 1 is code, and in English markdown"),
        ("", without_code(LAB), "there is no English lab"),
        ('# %%\n# --8<-- "conv.py:nothing"\n', "# %%\n", "nothing"),
        ('# %%\n# --8<-- "nothing.py"\n', "# %%\n", "nothing.py"),
    ],
)
def test_a_lab_that_does_not_fit_gets_a_sentence(english, chinese, sentence, read):
    with pytest.raises(PageError) as error:
        read(english, chinese)
    # What is wrong with the code is wrong with the English lab, where it stands.
    assert re.match(r"docs/(en|zh)/labs/lab\.py: ", str(error.value))
    assert sentence in str(error.value)


def test_an_output_that_the_page_cannot_show_is_refused():
    """A picture alone would leave the page empty where the notebook shows something."""
    shown = new_output("display_data", {"image/png": ""})
    with pytest.raises(PageError, match=r"lab\.py: a cell shows image/png"):
        output(shown, "lab.py")


def test_the_prose_of_a_notebook_has_no_marks_of_ours():
    here = "https://example.org/zh/labs/lab"
    assert plain("## Title { #part }\n\n$\\Input{x}$", here) == "## Title\n\n${x}$"
    assert plain("[a](../learn/b.md#c)", here) == "[a](https://example.org/zh/learn/b#c)"
    assert plain("[a](lab.ipynb)", here) == "[a](https://example.org/zh/labs/lab.ipynb)"
