"""The comparison of two built sites finds what a change moved, and nothing else."""

import shutil

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.compare import contents, differences, main
from tests.project import replace, write

PAGE = "learn/transposed-convolution/index.html"
SEARCH = "search/search_index.json"
LAB = "labs/the-article.ipynb"
FORMULAS = 12  # of the page, which are looked at
KEPT = ["index.html", PAGE, SEARCH, LAB, "snippets/conv.py"]


@pytest.fixture(scope="module")
def part(site, tmp_path_factory):
    """A part of the built site, in both languages, with few of the formulas: they take long."""
    folder = tmp_path_factory.mktemp("part")
    for name in (name for one in KEPT for name in (one, f"zh/{one}")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / name, target)
        if name.endswith(PAGE):
            soup = BeautifulSoup(target.read_text("utf-8"), "html.parser")
            for one in soup.select(".katex")[FORMULAS:]:
                one.decompose()
            write(target, str(soup))
    return folder


@pytest.fixture
def before(part, tmp_path):
    return shutil.copytree(part, tmp_path / "before")


@pytest.fixture
def after(before):
    return shutil.copytree(before, before.parent / "after")


def kinds(before, after):
    """The kind of each difference."""
    return {one.kind for one in differences(contents(before), contents(after))}


def test_a_site_is_equal_to_itself(before, after, capsys):
    assert main([str(before), str(after)]) == 0
    said = capsys.readouterr().out
    assert "4 pages compared; differences not meant: 0" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (PAGE, "28 &amp; 28", "28 &amp; 29", {"formulas", "matrices", "drawn formulas"}),
        (PAGE, "{}+{}", "{}-{}", {"formulas", "drawn formulas"}),
        (PAGE, ">80</span>", ">81</span>", {"drawn formulas"}),
        (PAGE, "cell stamps a copy", "cell stamps two copies", {"prose"}),
        (PAGE, 'value="n_stamps">4<', 'value="n_stamps">5<', {"values"}),
        (PAGE, 'href="../convolution/">convolution', 'href="../">convolution', {"links"}),
        (PAGE, '<h2 id="stamping">', '<h2 id="stamps">', {"ids"}),
        (PAGE, ">First way: stamp", ">One way: stamp", {"headings"}),
        (PAGE, '<span class="n">batch</span>', '<span class="n">bunch</span>', {"code"}),
        (PAGE, '<span class="n">batch</span>', '<span class="nf">batch</span>', {"colours"}),
        (PAGE, 'x="50" y="150">36', 'x="50" y="150">37', {"figures"}),
        (PAGE, "Output 4×4.<", "Output 4×5.<", {"captions"}),
        (PAGE, 'class="kernel"', 'class="input"', {"elements"}),
        ("index.html", "<title>", "<title>x", {"head"}),
        ("zh/index.html", "assets/site.css", "assets/sites.css", {"loaded"}),
        (SEARCH, "stamps a copy", "stamps two copies", {"search"}),
        (f"zh/{SEARCH}", "stemmer", "trimmer", {"search settings"}),
        ("zh/snippets/conv.py", "return", "return 1 +", {"downloads"}),
        (LAB, "stride", "strides", {"downloads"}),
    ],
)
def test_a_change_is_found(before, after, file, old, new, found):
    replace(after / file, old, new)
    assert kinds(before, after) == found


def test_a_file_too_many_or_too_few_is_found(before, after):
    (after / "snippets" / "conv.py").rename(after / "snippets" / "convolution.py")
    found = list(differences(contents(before), contents(after)))
    (one,) = found
    assert one.lines == ("-snippets/conv.py", "+snippets/convolution.py")


def test_the_line_that_says_what_made_a_page_is_left_out(before, after):
    replace(after / PAGE, '<p class="provenance">', '<p class="provenance">another commit, ')
    assert not kinds(before, after)


def test_a_rule_names_what_is_meant_and_no_more(before, after, tmp_path, capsys):
    replace(after / PAGE, "cell stamps a copy", "cell stamps two copies")
    rule = {"why": "Two stamps", "kind": "prose", "place": "learn/*", "lines": ".*cell stamps"}
    rules = tmp_path / "meant.yml"
    rules.write_text(yaml.safe_dump([rule]), "utf-8")
    command = [str(before), str(after), "--allow", str(rules)]
    assert main(command) == 0
    assert "meant, 1 times: Two stamps" in capsys.readouterr().out
    replace(after / PAGE, "grew", "shrank")
    assert main(command) == 1
    assert "shrank" in capsys.readouterr().out


def test_a_folder_without_a_site_is_refused_with_a_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(tmp_path), str(tmp_path)])
    assert "holds no built site" in capsys.readouterr().err
