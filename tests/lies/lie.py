"""A small falsehood: what is written where in the place of what."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A piece of a file, by its offsets, and what is written in its place."""

    path: str
    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Lie:
    """Edits that belong together, and what they are drawn by.

    `what` says the same of the same falsehood in the other language, as "stride for padding".
    """

    kind: str
    room: str
    language: str
    what: str
    edits: tuple[Edit, ...]

    @property
    def paths(self):
        return sorted({edit.path for edit in self.edits})

    def told(self, root):
        """Every file with the lie in it, as pairs of a path and a text."""
        by_path = defaultdict(list)
        for edit in self.edits:
            by_path[edit.path].append(edit)
        for path, edits in by_path.items():
            text = (root / path).read_text("utf-8")
            for edit in sorted(edits, key=lambda one: -one.start):
                text = text[: edit.start] + edit.new + text[edit.end :]
            yield root / path, text

    def sentence(self, root):
        """Where it is and what it changes, in a line."""
        return "; ".join(changed(edit, root) for edit in self.edits)


def changed(edit, root):
    text = (root / edit.path).read_text("utf-8")
    line = text.count("\n", 0, edit.start) + 1
    begin = text.rfind("\n", 0, edit.start) + 1
    end = text.find("\n", edit.end) if "\n" in text[edit.end :] else len(text)
    around = f"{text[max(begin, edit.start - 30) : edit.start]}[{text[edit.start : edit.end]}]"
    around += text[edit.end : min(end, edit.end + 30)]
    return f"{edit.path}:{line}: {around!r} becomes [{edit.new}]"
