"""The promise: break anything that a number depends on, and the build or a test stops.

Each test breaks one thing in a copy of the project, runs the real build, and asks for an exit code
that is not zero and a sentence that names the place.
"""

import subprocess
import sys
import time

import pytest

from render import Disagreement, Unshowable
from tests import source
from tests.builder import build
from tests.engine.blocks import FUNCTIONS, run_page, run_with_wrong, snippets
from tests.lint.spoken import allowed
from tests.lint.typed import typed
from tests.project import ROOT, copy, environment, replace, said, small_copy, write
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

```python exec="on" id="one"
from render import show

four = 2 + 2
show("$four", four=four)
```

There are {{ four }}, and $y = {{ four }}$.
"""
CHINESE = """# 文字 { #words }

```python id="one"
```

一共 {{ four }} 个，$y = {{ four }}$。
"""
LAB = "# %% [markdown]\n# # Lab { #lab }\n\n# %%\n2 + 2\n"
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
ARTICLE = "about/article"


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


def test_a_wrong_pytorch_stops_the_whole_build(tmp_path):
    env = patched(tmp_path / "patch", "conv_transpose2d")
    stops(copy(tmp_path / "copy"), "<en/", "Disagreement", env=env)


@pytest.mark.parametrize("function", ["conv2d", "conv_transpose2d"])
def test_a_wrong_pytorch_stops_the_lab(function, tmp_path):
    """Its kernel is a process of its own."""
    env, root = patched(tmp_path / "patch", function), only(tmp_path / "copy", LAB_PAGE)
    stops(root, f"{LAB_PAGE}.py: a cell failed", "AssertionError", options=["--no-strict"], env=env)


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
        (ARTICLE, "conv_transpose.py", "y[place] += x[n] * weight", "y[place] += weight"),
        (
            ARTICLE,
            "conv_transpose.py",
            "gaps * np.subtract(weight.shape, 1)",
            "gaps * weight.shape",
        ),
        (TRANSPOSED, "sizes.py", "+ op + 1", "+ op + 2"),
        (CONVOLUTION, "sizes.py", "- 1) // s + 1", "- 1) // s + 2"),
        (PADDING, "sizes.py", "return d * (k - 1) - p", "return d * (k - 2) - p"),
        (PADDING, "equivalent_padding_check.py", "p_prime = d * (k - 1)", "p_prime = 1 * (k - 1)"),
    ],
)
def test_a_wrong_snippet_stops_a_page(page, file, old, new):
    files = snippets()
    assert old in files[file], f"{file} does not have {old!r} any more: change this test"
    files[file] = files[file].replace(old, new)
    with pytest.raises((Disagreement, AssertionError, Unshowable, ValueError, IndexError)):
        run_page(source.page("en", page), files)


def test_a_wrong_snippet_stops_the_build(tmp_path):
    root = only(tmp_path / "copy", PADDING)
    replace(root / "snippets" / "sizes.py", "return d * (k - 1) - p", "return d * (k - 2) - p")
    stops(root, f"<en/{PADDING}#", "Disagreement", options=["--no-strict"])


def test_a_failing_block_of_a_real_page_stops_the_build(tmp_path):
    root = only(tmp_path / "copy", CONVOLUTION)
    replace(root / "docs" / "en" / f"{CONVOLUTION}.md", "y = F.conv2d(", "y = F.conv(")
    stops(root, f"<en/{CONVOLUTION}#result>", "AttributeError", options=["--no-strict"])


def test_the_single_pages_build(tmp_path):
    """What the tests above break is not broken before."""
    root = only(tmp_path / "copy", CONVOLUTION)
    done = build(root, root / "site", "--no-strict")
    assert done.returncode == 0, said(done)
    assert (root / "site" / "zh" / CONVOLUTION / "index.html").is_file()


@pytest.mark.audit
@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_every_page_that_notices_stops_the_build(page, function, tmp_path, monkeypatch):
    """The same through the whole build, page by page."""
    with monkeypatch.context() as patch:
        if run_with_wrong(function, page, patch) is not None:
            return
    env, root = patched(tmp_path / "patch", function), only(tmp_path / "copy", page.name)
    stops(root, page.name, "failed", options=["--no-strict"], env=env)


# One small page, with the real hooks, configuration and render


def test_the_small_page_builds(tmp_path):
    """What the tests below break is not broken before."""
    root = small_copy(tmp_path / "copy", PAGE, lab=LAB)
    done = build(root, root / "site", "--strict")
    assert done.returncode == 0, said(done)
    for page in ("index.html", "zh/index.html", "labs/lab/index.html", "zh/labs/lab/index.html"):
        assert ">4<" in (root / "site" / page).read_text("utf-8") or "labs" in page


@pytest.mark.parametrize("options", VARIANTS, ids=" ".join)
def test_a_failing_block_stops_the_build(options, tmp_path):
    wrong = "four = 2 + 0 / 0"
    root = small_copy(tmp_path / "copy", PAGE.replace("four = 2 + 2", wrong))
    stops(root, "<en/index#one>", "ZeroDivisionError", wrong, options=options)


# What a block, a value or a formula can have wrong is in test_pages.py, in process; here is one of
# each way in which such a mistake reaches the builder, and what only the builder can see.
BROKEN = {
    "a page that is refused before it runs": ('exec="on"', 'exce="on"', ["en/index", "exce"]),
    "a block that calls exit": ("2 + 2", "exit(0)", ["<en/index#one>", "exit"]),
    "a value that no block computed": ("{{ four }}", "{{ five }}", ["en/index", "five"]),
    "a formula that KaTeX cannot read": ("$y =", "$\\Weight{y} =", ["index.md", "\\Weight"]),
    "a result that KaTeX cannot read": ('"$four"', 'r"\\unknown $four"', ["index.md", "KaTeX"]),
    "a link to nowhere": ("There are", "[There](nowhere.md) are", ["nowhere.md"]),
    "an anchor to nowhere": ("There are", "[There](#nowhere) are", ["#nowhere"]),
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
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_build_stops_for(what, tmp_path):
    old, new, sentences = BROKEN[what]
    assert old in PAGE
    stops(small_copy(tmp_path / "copy", PAGE.replace(old, new), CHINESE), *sentences)


BROKEN_CHINESE = {
    "a value that no block computed": ("{{ four }}", "{{ five }}", ["zh/index", "five"]),
    "a formula that KaTeX cannot read": ("$y =", "$卷积 =", ["zh/index", "卷积"]),
    "code of its own": ('id="one"\n', 'id="one"\nx = 1\n', ["zh/index", "English page alone"]),
    "a fence that English does not have": ('id="one"', 'id="two"', ["zh/index", '"two"']),
    "a fence too few": ('```python id="one"\n```', "", ["zh/index", "one", "none"]),
}


def in_audit(table, *usual):
    """The keys of a table; all but some wait for an audit, as test_fences.py asks them too."""
    return [one if one in usual else pytest.param(one, marks=pytest.mark.audit) for one in table]


@pytest.mark.parametrize("what", in_audit(BROKEN_CHINESE, *list(BROKEN_CHINESE)[:3]))
def test_the_build_stops_in_chinese_for(what, tmp_path):
    old, new, sentences = BROKEN_CHINESE[what]
    assert old in CHINESE
    stops(small_copy(tmp_path / "copy", PAGE, CHINESE.replace(old, new)), *sentences)


def test_an_endless_block_stops_the_build(tmp_path):
    """With a patience of seconds in the place of a minute."""
    root = small_copy(tmp_path / "copy", PAGE.replace("four =", "while True:\n    pass\nfour ="))
    replace(root / "engine" / "patience.py", "SECONDS = 60.0", "SECONDS = 2.0")
    stops(root, "<en/index#one>", "more than 2 seconds", options=["--no-strict"])


# What is typed into a real page does not even need a build


@pytest.mark.parametrize("page", [page for page in pages() if values(page.markdown)], ids=repr)
def test_a_number_typed_in_the_place_of_a_value_is_found(page):
    phrases = allowed(page.name, page.language)
    before = len(typed(page.markdown, phrases))  # descriptions hold code; the lint reads them apart
    for value in values(page.markdown):
        text = page.markdown.replace("{{ ", "{{").replace(" }}", "}}")
        assert len(typed(text.replace(value, "12"), phrases)) > before, (
            f"{page.where}: 12 for {value} passes unseen"
        )


# A build that fails must also end

FORMULA_AND_EXIT = """
import sys

from engine import tex

tex.render("x", False)
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
