"""The promise: break anything that a number depends on, and the build or a test stops.

Each test breaks one thing in a copy of the project, runs the real build, and asks for an exit code
that is not zero and a sentence that names the place.
"""

import importlib
import inspect
import re
import subprocess
import sys
import time

import pytest
import torch.nn.functional as F  # noqa: N812

from render import Disagreement, Unshowable
from tests.engine.blocks import run_page
from tests.lint.typed import typed
from tests.project import ROOT, build, copy, environment, replace, said, small_copy, write
from tests.source import pages, values

PATCH = '''
"""Make one function of PyTorch return one too much, in every process of the build."""

import importlib.util
import sys


class OffByOne:
    def find_spec(self, name, path=None, target=None):
        if name != "torch.nn.functional":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            right = getattr(module, "FUNCTION")
            module.FUNCTION = lambda *args, **options: right(*args, **options) + 1

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, OffByOne())
'''
PAGE = """# Words { #words }

```python exec="on" source="block" session="en/index" id="one"
from render import show  # markdown-exec: hide

four = 2 + 2
show("y = $y", y=four)  # markdown-exec: hide
```

There are {{ four }}, and $y = {{ four }}$.
"""
LAB = "# %% [markdown]\n# # Lab { #lab }\n\n# %%\n2 + 2\n"
FAILING = LAB + "\n# %%\n1 / 0\n"
VARIANTS = [["--strict"], ["--no-strict"], ["--strict", "-q"]]


def stops(root, *sentences, options=("--strict",), env=None):
    """Build, and insist that the build fails and says where."""
    done = build(root, root / "site", *options, env=env)
    assert done.returncode != 0, f"the build passed, and should not have:\n{said(done)}"
    for sentence in sentences:
        assert sentence in said(done), f"{sentence!r} is not in what the build says:\n{said(done)}"


# The real pages

CONVOLUTION, TRANSPOSED = "learn/convolution", "learn/transposed-convolution"
PADDING, LAB_PAGE = "learn/equivalent-padding", "labs/the-article"


def only(target, name):
    """A copy of the project that has one page, in both languages, and so builds sooner.

    Its links to the other pages are only warnings in a build without --strict.
    """
    root = copy(target)
    for language in ("en", "zh"):
        docs = root / "docs" / language
        for path in [*docs.rglob("*.md"), *docs.glob("labs/*.py")]:
            if path.relative_to(docs).with_suffix("").as_posix() != name:
                path.unlink()
    return root


def patched(folder, function):
    """The environment in which one function of PyTorch is off by one."""
    write(folder / "sitecustomize.py", PATCH.replace("FUNCTION", function))
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("function", ["conv2d", "conv_transpose2d"])
def test_a_wrong_pytorch_stops_the_whole_build(function, tmp_path):
    env = patched(tmp_path / "patch", function)
    stops(copy(tmp_path / "copy"), "<en/", "Disagreement", env=env)


@pytest.mark.parametrize("function", ["conv2d", "conv_transpose2d"])
def test_a_wrong_pytorch_stops_the_lab(function, tmp_path):
    """Its kernel is a process of its own."""
    env, root = patched(tmp_path / "patch", function), only(tmp_path / "copy", LAB_PAGE)
    stops(root, f"{LAB_PAGE}.py: a cell failed", "AssertionError", options=["--no-strict"], env=env)


@pytest.mark.parametrize(
    ("function", "page"), [("conv2d", CONVOLUTION), ("conv_transpose2d", TRANSPOSED)]
)
def test_a_wrong_pytorch_stops_a_page(function, page, tmp_path):
    env, root = patched(tmp_path / "patch", function), only(tmp_path / "copy", page)
    stops(root, f"<en/{page}#", "Disagreement", options=["--no-strict"], env=env)


@pytest.mark.parametrize(
    ("page", "file", "old", "new"),
    [
        (
            CONVOLUTION,
            "conv.py",
            "- weight.shape[1]) // stride + 1",
            "- weight.shape[1]) // stride",
        ),
        (LAB_PAGE, "conv.py", "- weight.shape[1]) // stride + 1", "- weight.shape[1]) // stride"),
        (TRANSPOSED, "conv_transpose.py", "y[place] += x[n] * weight", "y[place] += weight"),
        (TRANSPOSED, "conv_transpose.py", "np.subtract(kernel_shape, 1)", "kernel_shape"),
        (CONVOLUTION, "sizes.py", "- 1) // s + 1", "- 1) // s + 2"),
        (PADDING, "sizes.py", "return d * (k - 1) - p", "return d * (k - 2) - p"),
        (PADDING, "equivalent_padding_check.py", "p_prime = d * (k - 1)", "p_prime = 1 * (k - 1)"),
    ],
)
def test_a_wrong_snippet_stops_the_build(page, file, old, new, tmp_path):
    root = only(tmp_path / "copy", page)
    replace(root / "snippets" / file, old, new)
    stops(root, page, "failed", options=["--no-strict"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_failing_block_of_a_real_page_stops_the_build(language, tmp_path):
    root = only(tmp_path / "copy", CONVOLUTION)
    replace(root / "docs" / language / f"{CONVOLUTION}.md", "y = F.conv2d(", "y = F.conv(")
    stops(root, f"<{language}/{CONVOLUTION}#result>", "AttributeError", options=["--no-strict"])


def test_the_single_pages_build(tmp_path):
    """What the tests above break is not broken before."""
    root = only(tmp_path / "copy", CONVOLUTION)
    done = build(root, root / "site", "--no-strict")
    assert done.returncode == 0, said(done)
    assert (root / "site" / "zh" / CONVOLUTION / "index.html").is_file()


@pytest.fixture(scope="module")
def printed():
    """What every page prints when nothing is broken."""
    return {page.name: run_page(page) for page in pages("en")}


@pytest.mark.parametrize("function", ["conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"])
@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_every_page_notices_a_wrong_pytorch(page, function, printed, monkeypatch):
    """No page leaves the noticing to another: its blocks alone are run here, without a build."""
    right = getattr(F, function)
    monkeypatch.setattr(F, function, lambda *args, **options: right(*args, **options) + 1)
    try:
        wrong = run_page(page)
    except (Disagreement, AssertionError, Unshowable):
        return
    assert wrong == printed[page.name], (
        f"{page.where} shows results of F.{function} and does not notice when they are wrong: "
        "compare them with agreed()"
    )


def off_by_one(value):
    """The same result with every number one too large."""
    if isinstance(value, dict):
        return {key: off_by_one(one) for key, one in value.items()}
    if isinstance(value, range):
        return range(value.start + 1, value.stop + 1)
    if hasattr(value, "_fields"):
        return type(value)(*map(off_by_one, value))
    if isinstance(value, (tuple, list)):
        return type(value)(map(off_by_one, value))
    return value if value is None else value + 1


def imported_functions(page):
    """Module and name of every function of a snippet that a page imports for its results."""
    code = page.cells if page.is_lab else [fence.code for fence in page.fences if fence.executed]
    lines = re.findall(r"^from (\w+) import ([\w, ]+)", "\n".join(code), re.MULTILINE)
    for stem, names in ((one, words.replace(",", " ").split()) for one, words in lines):
        if (ROOT / "snippets" / f"{stem}.py").is_file():
            module = importlib.import_module(stem)
            # legal_cases gives the cases to check, and no result.
            for name in names:
                if inspect.isfunction(getattr(module, name)) and name != "legal_cases":
                    yield module, name


@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_every_page_notices_a_wrong_snippet(page, printed):
    """A witness that calls the function which it should check would not notice."""
    for module, name in imported_functions(page):
        right = getattr(module, name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, name, lambda *args, **kw: off_by_one(right(*args, **kw)))  # noqa: B023
            try:
                wrong = run_page(page)
            except Exception:  # a wrong size can end in any of them, and all end the build
                continue
        assert wrong == printed[page.name], (
            f"{page.where} shows results of {module.__name__}.{name} and does not notice when they "
            "are wrong: compare them with agreed()"
        )


# One small page, with the real hooks, configuration and render


def test_the_small_page_builds(tmp_path):
    """What the tests below break is not broken before."""
    root = small_copy(tmp_path / "copy", PAGE, lab={"en": LAB, "zh": LAB})
    done = build(root, root / "site", "--strict")
    assert done.returncode == 0, said(done)
    for page in ("index.html", "zh/index.html", "labs/lab/index.html", "zh/labs/lab/index.html"):
        assert ">4<" in (root / "site" / page).read_text("utf-8") or "labs" in page


@pytest.mark.parametrize("options", VARIANTS, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_failing_block_stops_the_build(language, options, tmp_path):
    right, wrong = PAGE.replace("en/index", f"{language}/index"), "four = 2 + 0 / 0"
    broken = right.replace("four = 2 + 2", wrong)
    english, chinese = (broken, None) if language == "en" else (PAGE, broken)
    root = small_copy(tmp_path / "copy", english, chinese)
    stops(root, f"<{language}/index#one>", "ZeroDivisionError", wrong, options=options)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_failing_cell_stops_the_build(language, tmp_path):
    labs = {"en": LAB, "zh": LAB} | {language: FAILING}
    root = small_copy(tmp_path / "copy", PAGE, lab=labs)
    stops(root, "labs/lab.py: a cell failed", "ZeroDivisionError", options=["--no-strict", "-q"])


def test_a_kernel_that_dies_stops_the_build(tmp_path):
    dying = LAB + "\n# %%\nimport os\n\nos._exit(3)\n"
    root = small_copy(tmp_path / "copy", PAGE, lab={"en": dying, "zh": dying})
    stops(root, "labs/lab.py: a cell failed", "died", options=["--no-strict"])


def test_a_failing_build_does_not_wait_for_a_lab(tmp_path):
    endless = LAB + "\n# %%\nwhile True:\n    pass\n"
    broken = PAGE.replace("four = 2 + 2", "four = 2 + 0 / 0")
    root = small_copy(tmp_path / "copy", broken, lab={"en": endless, "zh": endless})
    start = time.monotonic()
    stops(root, "<en/index#one>", "ZeroDivisionError", options=["--no-strict"])
    assert time.monotonic() - start < 45, "the build waited for a cell that never ends"


def test_a_lab_that_includes_nothing_stops_the_build(tmp_path):
    wrong = LAB + '\n# %%\n# --8<-- "conv.py:nothing"\n'
    root = small_copy(tmp_path / "copy", PAGE, lab={"en": wrong, "zh": wrong})
    stops(root, "lab.py", "nothing", options=["--no-strict"])


BROKEN = {
    "a block that calls exit": (
        "four = 2 + 2",
        "import sys\nsys.exit(0)",
        ["<en/index#one>", "exit"],
    ),
    "a block that does not parse": ("four = 2 + 2", "four = 2 +", ["en/index#one"]),
    "a misspelt exec": ('exec="on"', 'exce="on"', ["en/index", "exce"]),
    "a misspelt session": ("session=", "sesion=", ["en/index", "sesion"]),
    "the session of another page": ("en/index", "en/other", ["en/index", "en/other"]),
    "the session of the other language": ("en/index", "zh/index", ["en/index", "zh/index"]),
    "no id": (' id="one"', "", ["en/index", "id"]),
    "an undefined value": ("{{ four }}", "{{ five }}", ["en/index", "five"]),
    "an undefined value in a formula": ("$y = {{ four }}$", "$y = {{ five }}$", ["five"]),
    "a TeX mistake": ("$y = {{ four }}$", "$\\frac{ {{ four }}$", ["index.md", "KaTeX"]),
    "an unknown command": ("$y =", "$\\Weight{y} =", ["index.md", "\\Weight"]),
    "Chinese outside \\text": ("$y =", "$卷积 =", ["index.md", "卷积"]),
    "a TeX mistake in a result": ('"y = $y"', 'r"\\left( $y"', ["index.md", "KaTeX"]),
    "a result that is not finite": ("four = 2 + 2", "four = float('nan')", ["#one", "not finite"]),
    "a section that is not there": (
        "four = 2 + 2",
        '--8<-- "conv.py:nothing"',
        ["index", "nothing"],
    ),
    "a snippet that is not there": ("four = 2 + 2", '--8<-- "nothing.py"', ["index", "nothing.py"]),
    "two blocks with one id": (
        "There are",
        '```python exec="on" source="block" session="en/index" id="one"\nprint()\n```\n\nThere are',
        ["en/index", '"one"'],
    ),
    "a link to nowhere": ("There are", "[There](nowhere.md) are", ["nowhere.md"]),
    "front matter that is not YAML": (
        "# Words",
        "---\ndescription: one: two\n---\n\n# Words",
        ["index.md", "front matter"],
    ),
    "front matter that is not YAML, after a blank": (
        "# Words",
        "--- \ndescription: one: two\n---\n\n# Words",
        ["index.md", "front matter"],
    ),
    "a value that cannot be compared": (
        "four = 2 + 2",
        "class Odd(int):\n    def __eq__(self, other):\n        raise OSError\n\n\n"
        'four = Odd(4)\n```\n\n```python exec="on" source="block" session="en/index" id="two"\n'
        "four = Odd(5)",
        ["en/index#", "OSError"],
    ),
    "an anchor to nowhere": ("There are", "[There](#nowhere) are", ["#nowhere"]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_build_stops_for(what, tmp_path):
    old, new, sentences = BROKEN[what]
    assert old in PAGE
    chinese = PAGE.replace("en/index", "zh/index")
    root = small_copy(tmp_path / "copy", PAGE.replace(old, new), chinese)
    stops(root, *sentences)


# What is typed into a real page does not even need a build


@pytest.mark.parametrize("page", [page for page in pages() if values(page.markdown)], ids=repr)
def test_a_number_typed_in_the_place_of_a_value_is_found(page):
    assert typed(page.markdown) == []
    for value in values(page.markdown):
        text = page.markdown.replace("{{ ", "{{").replace(" }}", "}}")
        assert typed(text.replace(value, "12")), f"{page.where}: 12 for {value} passes unseen"


# A build that fails must also end

FORMULA_AND_EXIT = """
import sys

sys.path.insert(0, "hooks")
import katex

katex.render("x", False)
sys.exit(1)
"""


def test_a_build_that_fails_after_a_formula_ends():
    """The engine of the formulas runs a thread, which once kept one failed build in four alive."""
    started = [
        subprocess.Popen([sys.executable, "-c", FORMULA_AND_EXIT], cwd=ROOT, env=environment())
        for _ in range(8)
    ]
    end = time.monotonic() + 30
    try:
        for process in started:
            left = max(end - time.monotonic(), 0.1)
            assert process.wait(left) == 1
    except subprocess.TimeoutExpired:
        pytest.fail("a build with a mistake never ends: close the engine before Python exits")
    finally:
        for process in started:
            process.kill()
            process.wait()
