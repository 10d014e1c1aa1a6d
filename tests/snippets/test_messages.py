"""What an error of a snippet says stands once more in messages.yml, word for word."""

import ast
from pathlib import Path

import pytest
import yaml

from tests.project import ROOT
from tests.snippets.copies import HOME, defined

TABLE = Path(__file__).with_name("messages.yml")
STATED = yaml.safe_load(TABLE.read_text("utf-8"))
FILES = {path.stem: path for path in [HOME, *(ROOT / "snippets").glob("*.py")]}


def written(node):
    """A text of the code as the table writes it: its values as they are computed, in braces."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        return "".join(
            one.value if isinstance(one, ast.Constant) else f"{{{ast.unparse(one.value)}}}"
            for one in parts
        )
    return None


def texts_in(node):
    """The texts in some code, but not those inside of others."""
    text = written(node)
    if text is not None:
        return [text]
    return [one for child in ast.iter_child_nodes(node) for one in texts_in(child)]


def said(function):
    """Every error that a function raises, and the words that it puts together before."""
    found, used = [], set()
    for node in ast.walk(function):
        if isinstance(node, ast.Raise):
            (message,) = node.exc.args
            found.append((ast.unparse(node.exc.func), written(message)))
            used |= {one.id for one in ast.walk(message) if isinstance(one, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and used & {ast.unparse(one) for one in node.targets}:
            name = ast.unparse(node.targets[0])
            found += [(name, text) for text in texts_in(node.value) if " " in text]
    return found


def found_in(path):
    """All of a file, its copies of helpers apart, by kind of error."""
    source = path.read_text("utf-8")
    home = defined(HOME.read_text("utf-8")) if path != HOME else ()
    found = {}
    for node in ast.parse(source).body:
        if getattr(node, "name", None) in home:
            continue
        for one in ast.walk(node):
            if isinstance(one, ast.FunctionDef):
                for kind, text in said(one):
                    found.setdefault(kind, set()).add(text)
    return found


@pytest.mark.parametrize("name", FILES)
def test_an_error_says_word_for_word_what_the_table_says(name):
    """In both directions: a message that the table does not have, and one that nothing raises."""
    stated = {kind: set(texts) for kind, texts in STATED.get(name, {}).items()}
    assert found_in(FILES[name]) == stated


def test_the_table_is_of_the_snippets():
    assert set(STATED) <= set(FILES)
