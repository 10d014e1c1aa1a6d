"""Both languages state the same, piece by piece; a word that stands for another is noticed."""

import re
from collections import Counter

import pytest

import facts
from tests.lint.parallel import (
    LANGUAGES,
    ROLE,
    START,
    Piece,
    Text,
    apart,
    concepts,
    differences,
    lies,
    markdown,
    otherwise,
    spoken,
    stated,
    table,
    texts,
    tidy,
    words,
)
from tests.lint.parallel import glossary as glossary_text
from tests.source import FENCE, pages, prose, without_fences

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
    found = " ".join(
        piece.words for piece in markdown(page.markdown) if piece.kind != "attribute"
    )
    assert Counter(re.sub(r"<<\w+>>", "", found).replace(" ", "")) == Counter(
        tidy(written).replace(" ", "")
    )


# The lists


@each_text
def test_every_pair_of_phrases_is_needed(text):
    """A pair that no piece says, or without which the languages state the same, hides nothing."""
    for pair in table("otherwise").get(text.where, []):
        english, chinese = (bare(phrase) for phrase in pair)
        said = [
            pair_of
            for pair_of in text.pairs()
            if english in bare(pair_of[0].words) and chinese in bare(pair_of[1].words)
        ]
        assert said, f"tests/lint/otherwise.yml: {text} does not say {pair}"
        alone = [
            [name for _, name in spoken(phrase, language)]
            for phrase, language in zip(pair, LANGUAGES)
        ]
        assert alone[0] != alone[1], f"tests/lint/otherwise.yml: {pair} states the same"
