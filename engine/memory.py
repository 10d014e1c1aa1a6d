"""While serving, what was made stays as long as nothing that it depends on changed.

A thing depends on a key, which holds values that are compared, and on what was read while it was
made. A build, as opposed to a server, makes everything anew.
"""

from collections.abc import Hashable
from typing import Any

from engine.reads import Reads, still, unchanged


class Memory:
    """What the last builds of this server made."""

    def __init__(self) -> None:
        """Start with nothing, and remember nothing before `serving` is set."""
        self.serving = False
        self._made: dict[Hashable, tuple[object, Reads, Any]] = {}
        self._new: set[Hashable] = set()  # what this build made

    def begin(self) -> None:
        """Begin a build."""
        self._new.clear()

    def recall(self, name: Hashable, key: object) -> Any:
        """What was made under this name when it depended on the same; None otherwise."""
        known, reads, made = self._made.get(name, (None, {}, None))
        return made if self.serving and known == key and unchanged(reads) else None

    def last(self, name: Hashable) -> Any:
        """What was made under this name the last time, whatever it depended on."""
        return self._made.get(name, (None, {}, None))[2] if self.serving else None

    def keep(self, name: Hashable, key: object, made: object, reads: Reads | None = None) -> None:
        """Keep what was made, unless a file was saved while it was made."""
        if self.serving and still(reads or {}):
            self._made[name] = key, reads or {}, made
            self._new.add(name)

    def forget_new(self) -> None:
        """Make anew what this build made: what it warned of must be said again."""
        for name in self._new:
            del self._made[name]
        self._new.clear()
