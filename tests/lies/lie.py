"""A small falsehood: what is written where in the place of what."""

from collections import defaultdict
from dataclasses import dataclass

AROUND = 60  # characters before and after a place, by which it is found in a file that has changed


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

    def places(self, root):
        """Each edit with what stands around it, for a report that outlives a change of the file."""
        for edit in self.edits:
            text = (root / edit.path).read_text("utf-8")
            yield {
                "path": edit.path,
                "before": text[max(0, edit.start - AROUND) : edit.start],
                "old": text[edit.start : edit.end],
                "after": text[edit.end : edit.end + AROUND],
                "new": edit.new,
            }

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


def found_again(row, root):
    """The lie of a report's row, where it stands today; nothing if its place is no longer there."""
    edits = []
    for place in row["places"]:
        path = root / place["path"]
        whole = place["before"] + place["old"] + place["after"]
        text = path.read_text("utf-8") if path.is_file() else ""
        if text.count(whole) != 1:
            return None
        start = text.index(whole) + len(place["before"])
        edits.append(Edit(place["path"], start, start + len(place["old"]), place["new"]))
    told = Lie(row["kind"], row["room"], row["language"], row["what"], tuple(edits))
    return told if edits else None
