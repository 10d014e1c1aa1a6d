"""No lie in the words of a tool is read as the truth: every value is bound to its noun."""

import itertools
import re

import pytest

from tests.project import LANGUAGES
from tests.web.patterns import PATTERNS, read
from tests.web.terms import places_of
from tests.web.v8 import words

PLACE = re.compile(r"\{(\w+)\}")
FIRST = 11  # of the numbers that stand for values: of two digits, so that none is read in half
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_room = pytest.mark.parametrize("room", PATTERNS)


def sentences(room, language):
    """Every text of a room that holds a value, and values that differ."""
    for key, text in words()[room][language].items():
        names = list(dict.fromkeys(PLACE.findall(text)))
        if names:
            yield key, text, {name: str(number) for number, name in enumerate(names, FIRST)}


def filled(text, values):
    return PLACE.sub(lambda place: values[place[1]], text)


def exchanged(text, one, other):
    """The text with two of its values in each other's place."""
    names = {one: other, other: one}
    return PLACE.sub(lambda place: f"{{{names.get(place[1], place[1])}}}", text)


def believed(room, language, lies):
    """The lies that a pattern reads as the truth."""
    return [
        f"{key}: {lie}"
        for key, text, values in sentences(room, language)
        for lie in lies(text, list(values))
        if lie != text and read(room, key, language, filled(lie, values)) == values
    ]


@each_language
@each_room
def test_every_sentence_that_holds_a_value_is_read(room, language):
    """A new sentence needs a pattern, and a pattern a sentence."""
    held = {key for key, *_ in sentences(room, language)}
    assert sorted(held ^ set(PATTERNS[room])) == []


@each_language
@each_room
def test_every_value_of_a_sentence_is_read(room, language):
    for key, text, values in sentences(room, language):
        values |= {"more": ", and more"} if "more" in values else {}
        assert read(room, key, language, filled(text, values)) == values, key


@each_language
@each_room
def test_two_values_that_change_places_are_noticed(room, language):
    def lies(text, names):
        return [exchanged(text, *pair) for pair in itertools.combinations(names, 2)]

    assert believed(room, language, lies) == []


@each_language
@each_room
def test_a_noun_that_becomes_another_is_noticed(room, language):
    """Rows and columns, real and only the bias, stride and padding: each word is read."""

    def lies(text, _):
        return [text[:start] + "…" + text[end:] for start, end, _ in places_of(text, language)]

    assert believed(room, language, lies) == []


def test_the_lies_are_many():
    """The tests above say nothing where nothing is exchanged."""
    texts = [text for room in PATTERNS for _, text, _ in sentences(room, "en")]
    assert sum(len(set(PLACE.findall(text))) > 1 for text in texts) > 40
    assert sum(len(places_of(text, "en")) for text in texts) > 100
