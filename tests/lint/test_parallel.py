"""Both languages state the same, piece by piece; a word that stands for another is noticed."""

import re
from collections import Counter

import pytest

import facts
from tests.lint.parallel import (
    LANGUAGES,
    ROLE,
    START,
    Text,
    apart,
    concepts,
    definitions,
    differences,
    lies,
    markdown,
    said_elsewhere,
    spoken,
    stated,
    table,
    texts,
    tidy,
)
from tests.source import pages, prose, without_fences

each_text = pytest.mark.parametrize("text", texts(), ids=repr)
each_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.where)


@each_text
def test_the_pieces_line_up(text):
    assert not apart(text), apart(text)


@each_text
def test_each_piece_states_the_same_in_both_languages(text):
    found = list(differences(text))
    assert not found, (
        "let both say it, or list the pair of phrases in tests/lint/otherwise.yml:\n"
        + "\n".join(found)
    )


@each_text
def test_every_small_lie_is_noticed(text):
    """Each word of the table in the place of each that it must not be taken for, one by one."""
    told, passed = 0, []
    for language, pieces in zip(LANGUAGES, (text.english, text.chinese)):
        for piece in pieces:
            truth = stated(piece.words, language, text.where)
            for old, new, lie in lies(piece.words, language):
                told += 1
                if stated(lie, language, text.where) == truth:
                    passed.append(f"{old} > {new} in {piece.words!r}")
    assert len(passed) <= told // 100, f"{text}: nothing notices\n" + "\n".join(passed)


@each_page
def test_no_word_of_a_page_is_overlooked(page):
    """What is cut into pieces is all that a page says."""
    lines = prose(page.markdown, "", "$", "0").split("\n")
    written = " ".join(line[START.match(line).end() :] for line in lines if ":::" not in line)
    found = " ".join(piece.words for piece in markdown(page.markdown) if piece.kind != "attribute")
    assert Counter(re.sub(r"@[a-z]+", "", found).replace(" ", "")) == Counter(
        tidy(written).replace(" ", "")
    )


# The tables


@each_text
def test_every_pair_of_phrases_is_needed(text):
    """What no piece says, or says by the words of the table anyhow, would only hide something."""
    said = {name for one in text.english for _, name in spoken(one.words, "en", text.where)}
    for pair in table("otherwise").get(text.where, []):
        assert " / ".join(pair) in said, f"tests/lint/otherwise.yml: {text} does not say {pair}"
        one, other = (
            [name for _, name in spoken(phrase, language)]
            for phrase, language in zip(pair, LANGUAGES)
        )
        assert one != other, f"tests/lint/otherwise.yml: {pair} is not needed in {text}"


def test_every_pair_is_one_of_a_text():
    unknown = set(table("otherwise")) - {text.where for text in texts()}
    assert not unknown, f"tests/lint/otherwise.yml: there is no text {sorted(unknown)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_says_one_concept(language):
    known = Counter(word for one in concepts().values() for word in one[language])
    twice = [word for word, count in known.items() if count > 1]
    assert not twice, f"tests/lint/concepts.yml has {twice} twice"


def test_every_term_of_the_glossary_is_a_concept():
    """Its names in both languages say the same, so the two tables cannot drift apart."""
    for term in facts.glossary():
        english = term.en.partition(" (")[0]
        one, other = stated(english, "en"), stated(term.zh, "zh")
        assert one, f"tests/lint/concepts.yml: nothing says {english}"
        assert one == other, f"tests/lint/concepts.yml: {english} / {term.zh}"


# What holds although both languages lie


@each_page
def test_the_words_of_a_role_name_it(page):
    """*input*{.input}: a role and its word cannot be exchanged, in one language or in both."""
    named = {"dropped": {"drops", "dropped", "丢弃"}}
    for word, role in ROLE.findall(without_fences(page.markdown)):
        said = {name for _, name in spoken(word, page.language)}
        assert role in said or word in named.get(role, ()), f"{page.where}: *{word}*{{.{role}}}"


GLOSS = re.compile(r"([\u4e00-\u9fff 180°]+)(?:\]\([^()]*\))?(?:\{\.\w+\})?（([a-z][a-z ()-]+)）")


@pytest.mark.parametrize("page", pages("zh"), ids=lambda page: page.where)
def test_the_english_beside_a_chinese_term_is_its_name(page):
    for chinese, english in GLOSS.findall(re.sub(r"\*", "", without_fences(page.markdown))):
        said = [name for _, name in spoken(chinese, "zh")]
        names = [name for _, name in spoken(english, "en")]
        assert said[-len(names) :] == names, f"{page.where}: {chinese}（{english}）"


@pytest.mark.parametrize(("group", "name", "words"), [*definitions()], ids=str)
def test_a_definition_states_what_somebody_wrote_down(group, name, words):
    """Both languages may tell the same lie of it, and still this third text does not."""
    said = [concept for _, concept in spoken(words, "en")]
    known = table("definitions")[group].get(name)
    assert known == said, f"{name}: it states {said}, tests/lint/definitions.yml has {known}"


def test_a_term_is_also_called_what_somebody_wrote_down():
    """A name of another thing would be true of nothing, and fails nowhere else."""
    also = {one.en: [*one.also_en, *one.also_zh] for one in facts.glossary()}
    assert table("definitions")["also"] == {term: names for term, names in also.items() if names}


def test_every_definition_written_down_stands_somewhere():
    tables = table("definitions").items()
    written = {(group, name) for group, known in tables for name in known if group != "also"}
    gone = sorted(written - {(group, name) for group, name, _ in definitions()})
    assert not gone, f"tests/lint/definitions.yml: nothing defines {gone}"


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("zh", "中文")])
def test_the_hint_offers_the_language_that_it_is_in(language, name):
    assert name in said_elsewhere(language)["hint said"]


# The lint itself

ENGLISH = """# Title

The *input*{.input} is larger than the kernel, with stride one.

- It slides before the padding.
"""
CHINESE = """# 标题

*输入*{.input}比卷积核更大，步幅为一。

- 填充之前先滑动。
"""


def text(english, chinese):
    return Text("no/text", tuple(markdown(english)), tuple(markdown(chinese)))


def test_other_words_for_the_same_pass():
    assert not apart(text(ENGLISH, CHINESE))
    assert list(differences(text(ENGLISH, CHINESE))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("输入*", "输出*"),
        (".input", ".output"),
        ("更大", "更小"),
        ("之前", "之后"),
        ("步幅", "空洞率"),
        ("为一", "不为一"),
        ("滑动", "盖印"),
        ("*输入*{.input}比卷积核", "卷积核比*输入*{.input}"),
    ],
)
def test_a_lie_in_one_language_is_found(old, new):
    assert old in CHINESE
    assert list(differences(text(ENGLISH, CHINESE.replace(old, new))))


@pytest.mark.parametrize("lost", ["# 标题\n\n", "- "])
def test_pieces_that_do_not_line_up_get_a_sentence(lost):
    assert "do not line up" in apart(text(ENGLISH, CHINESE.replace(lost, "")))


def test_a_lie_is_planted_for_every_kind():
    told = {(old, new) for old, new, _ in lies("The input is before the output.", "en")}
    assert {
        ("input", "stride"),
        ("before", "after"),
        ("is", "is not"),
        ("input …", "output"),
    } <= told
