"""The words of the tools name the same things in both languages, and nothing by another's name."""

import re

import pytest

from tests.project import LANGUAGES
from tests.web.names import TABLES
from tests.web.patterns import PATTERNS
from tests.web.terms import concepts
from tests.web.v8 import cases, words

# Where one language names what the other one leaves to the reader, and why that is no lie.
DIFFER = {
    "real_rows": "格 counts rows or columns; the brackets say which",
    "inputHint": "各轴 is how Chinese says that there are several sizes",
    "block": "the lines under a word are the code under it",
    "normGroups": "组 counts groups",
    "kernelTooLarge": "in Chinese the kernel of a pooling is a window",
    "oneCell": "two or more is at least two, and the layer is the one in whose row this stands",
}
FIXED = re.compile(r"`[^`]*`|\d+|p′")  # code and numbers, which are the same in both languages


def texts():
    """Every key with its two texts, names of cases apart, which test_case_names.py makes anew."""
    for room, both in words().items():
        for key in both["en"]:
            if key not in cases():
                yield room, key, [both[language][key] for language in LANGUAGES]


def named(both):
    """What each language names."""
    return [concepts(text, language) for text, language in zip(both, LANGUAGES)]


def test_both_languages_name_the_same_things():
    wrong = []
    for room, key, both in texts():
        english, chinese = named(both)
        if english != chinese and key not in DIFFER:
            alone = f"English alone {english - chinese}, Chinese alone {chinese - english}"
            wrong.append(f"{room}.{key}: {alone}")
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_one():
    found = {key: named(both) for _, key, both in texts()}
    assert [key for key in DIFFER if found[key][0] == found[key][1]] == []


def test_both_languages_have_the_same_code_and_numbers():
    for room, key, both in texts():
        english, chinese = (sorted(FIXED.findall(text)) for text in both)
        assert english == chinese, f"{room}.{key}"


@pytest.mark.parametrize("room", TABLES)
def test_what_is_said_without_a_value_is_this(room):
    found = {key: tuple(words()[room][one][key] for one in LANGUAGES) for key in TABLES[room]}
    assert found == TABLES[room]


def test_every_text_that_names_a_thing_is_stated():
    """Buttons that name none are left to the comparison of the languages."""
    stated = {(room, key) for table in (TABLES, PATTERNS) for room in table for key in table[room]}
    named_ones = {(room, key) for room, key, both in texts() if any(named(both))}
    assert sorted(named_ones - stated) == []
