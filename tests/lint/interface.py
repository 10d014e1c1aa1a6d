"""The Chinese words of the interface: the texts in scripts, and the configuration."""

import re

import yaml

from tests.lint.typography import HAN, PIECE
from tests.project import ROOT

SCRIPTS = ("web/**/*.js", "web/**/*.mjs", "overrides/**/*.js")
TEXT = re.compile(r'"((?:\\.|[^"\\])*)"|\'((?:\\.|[^\'\\])*)\'|`((?:\\.|[^`\\])*)`')
# What stands for a number or a word that is put in later, for code, and what shows nothing.
STAND_IN, TAG = re.compile(r"\$?\{[^{}]*\}|`[^`]*`"), re.compile(r"<[^<>]*>")


def interface():
    """Every file of the interface that has Chinese, and its texts as paragraphs."""
    files = sorted({path for pattern in SCRIPTS for path in ROOT.glob(pattern)})
    texts = {path: in_script(path.read_text(encoding="utf-8")) for path in files}
    config = ROOT / "mkdocs.zh.yml"
    texts[config] = in_table(yaml.safe_load(config.read_text(encoding="utf-8")))
    return {
        path.relative_to(ROOT).as_posix(): "\n\n".join(shown(one) for one in found)
        for path, found in texts.items()
        if found
    }


def in_script(script):
    """The Chinese texts of a script; the whole line where Chinese stands in no text."""
    found = []
    for line in filter(has_chinese, script.splitlines()):
        texts = ["".join(parts) for parts in TEXT.findall(line)]
        found += list(filter(has_chinese, texts)) or [line]
    return found


def has_chinese(text):
    return bool(re.search(HAN, text))


def in_table(value):
    """The Chinese texts of nested lists and mappings, keys included."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in in_table(part)]
    if isinstance(value, list):
        return [text for part in value for text in in_table(part)]
    return [value] if isinstance(value, str) and has_chinese(value) else []


def shown(text):
    """A text less its markup, with a stand-in for each {value} and each `code`."""
    return TAG.sub("", STAND_IN.sub(PIECE, text))
