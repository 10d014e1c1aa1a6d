"""A question in people's own words leads to its answer, and search reads words, not markup."""

import re
from pathlib import Path

import pytest
import yaml

import facts
from engine import questions, searched
from facts import tables
from tests.pages.search import Search, place
from tests.project import LANGUAGES
from tests.reading import light, page_file
from tests.source import names, page

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text("utf-8"))
FIRST = 5  # an answer stands among so many, from the top
NAMED = '<span class="filename">crop.py</span>'
PRE = re.compile(r"<pre>(?:<code>)?(.*?)</pre>", re.DOTALL)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module", params=LANGUAGES)
def search(request, site):
    """The search of a language, which it says itself."""
    found = Search(site, request.param)
    found.language = request.param
    yield found
    found.close()


def test_every_query_finds_its_answer_among_the_first(search):
    missed = [
        f"{one['query']}: {one['at'][0]}, found {found}"
        for one in QUERIES
        if one["lang"] == search.language
        and one["at"]
        and not {*one["at"]} & {*(found := search.links(one["query"])[:FIRST])}
    ]
    assert not missed, "\n".join(missed)


def test_the_queries_are_many_and_their_places_exist(search):
    known = {place(one["location"]) for one in search.entries}
    mine = [one for one in QUERIES if one["lang"] == search.language]
    assert len({one["query"] for one in mine}) == len(mine) >= 80
    assert [one["query"] for one in mine if {*one["at"]} - known] == []
    assert sum(not one["at"] for one in mine) <= 3


@pytest.mark.parametrize(
    "typed",
    [
        '"zeros"',
        "padding_mode='circular'",
        "nn.ConvTranspose2d(",
        "(FLOPs)",
        "s=2, p=1",
        "[20, 20]",
    ],
)
def test_what_stands_in_quotes_and_brackets_is_found(search, typed):
    assert search.links(typed)


@pytest.mark.parametrize("typed", ["ConvTranspose2d", "conv_transpose2d", "output_size"])
def test_a_name_of_code_is_found_where_it_stands(search, typed):
    for group in search.found(typed)[:3]:
        assert any(typed.lower() in str(one).lower() for one in group)


def test_terms_are_found_by_every_name(search):
    """Whatever a term is also called, something is found, and the word is whole."""
    terms = [
        (*(one.en, *one.also_en),) if search.language == "en" else (one.zh, *one.also_zh)
        for one in facts.glossary()
    ]
    assert [name for names in terms for name in names if not search.links(name)] == []


def test_nothing_is_found_for_what_no_page_says(search):
    assert search.links("xylophone") == []


def test_home_does_not_come_before_a_page_that_answers(search):
    mine = [one["query"] for one in QUERIES if one["lang"] == search.language]
    assert [query for query in mine if "index" in search.links(query)[:1]] == []


def test_excerpts_hold_no_tex(search):
    said = [re.sub(r"<pre>.*?</pre>", "", one["text"], flags=re.DOTALL) for one in search.entries]
    assert [text for text in said if re.search(r"\\(?:[a-zA-Z]{2,}|[()\[\]])", text)] == []


@each_language
def test_where_nothing_is_found_there_are_other_ways(site, language):
    (said,) = light(page_file(site, language, "learn/convolution")).select(".search-help")
    ends = [one["href"].removeprefix("../../") for one in said.select("a")]
    assert ends == ["faq/", "reference/glossary/", "reference/formulas/"]


# The words in which people ask


def test_they_are_said_of_places_that_exist(search):
    known = {place(one["location"]): one for one in search.entries}
    asked = facts.asked()
    assert asked.keys() - known.keys() == set()
    for at, words in asked.items():
        assert known[at]["asked"].replace("\u200b", "") == words[search.language]
    assert {at for at, one in known.items() if "asked" in one} == asked.keys()


@pytest.mark.parametrize(
    "wrong", ["- one", "faq/x: words", "faq/x: { en: words }", "faq/x: { en: 1, zh: 2 }"]
)
def test_a_row_that_cannot_be_read_is_refused(monkeypatch, tmp_path, wrong):
    (tmp_path / "asked.yml").write_text(wrong)
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(facts.FactError, match=r"facts/asked\.yml"):
        facts.asked()


# What search reads of a page


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("k", "k"),
        ("p' = d(k-1) - p", "p' = d(k-1) - p"),
        (r"\Input{x} \times 2", "x × 2"),
        (r"a \le b &lt; c", "a ≤ b &lt; c"),
        (r"\frac{a}{b}", ""),
        ("x_{n}", ""),
        ("k^2", ""),
    ],
)
def test_a_formula_in_a_line_is_read_as_text(tex, words):
    html = rf'<p>with <span class="arithmatex">\({tex}\)</span>.</p>'
    assert searched.text(html) == f"<p>with {words}.</p>"


def test_a_displayed_formula_is_not_read():
    assert searched.text(r'a<div class="arithmatex">\[k\]</div>b') == "ab"


def block(code, name=""):
    return f'<div class="highlight">{name}<pre><span></span><code>{code}</code></pre></div>'


def test_of_code_the_names_are_read_and_what_it_printed_whole():
    coloured = '<span class="n">crop</span> <span class="o">=</span> <span class="n">crop</span>(2)'
    read = searched.text(block(coloured) + block("2 cells") + block(coloured, NAMED))
    entry = {"location": "faq/padding/#zeros", "title": "", "text": read}
    (found,) = searched.with_words([entry], "en", str)
    assert found["code"] == "crop"
    assert found["text"] == block("2 cells")
    known = {**entry, "text": f"The crop. {read}"}
    assert "code" not in searched.with_words([known], "en", str)[0]


def test_no_excerpt_is_code(search):
    blocks = [one for entry in search.entries for one in PRE.findall(entry["text"])]
    assert [
        one for one in blocks if re.search(r"^(?:import|from \S+ import|def) ", one, re.M)
    ] == []


# The list of all questions


@each_language
def test_every_question_is_on_the_list_once(site, language):
    links = light(page_file(site, language, "faq")).select(".md-content li a")
    found = [one["href"].removeprefix("../") for one in links]
    wanted = [
        f"{name.removeprefix('faq/')}/#{one['anchor']}"
        for name in names(language)
        for one in questions.QUESTION.finditer(page(language, name).text)
        if name.startswith("faq/")
    ]
    assert sorted(found) == sorted(wanted)
    assert len(wanted) >= 72


def test_the_list_has_titles_and_questions_in_order(tmp_path):
    one, two = (tmp_path / "faq" / name for name in ("one.md", "two.md"))
    one.parent.mkdir()
    one.write_text("# One { #x }\n\n## Why? { #why }\n\n### No { #no }\n\n## How? { #how }\n")
    two.write_text("# Two\n")
    assert questions.listed("[[questions]]\n", tmp_path / "faq.md", [one, two]).split("\n") == [
        "**[One](faq/one.md)**",
        "",
        "- [Why?](faq/one.md#why)",
        "- [How?](faq/one.md#how)",
        "",
        "**[Two](faq/two.md)**",
        "",
        "",
    ]
