"""While serving, what was made stays as long as nothing that it depends on changed.

A thing depends on a key, which holds values that are compared, and on the files that were read
while it was made. A build, as opposed to a server, makes everything anew.
"""

from collections.abc import Hashable
from typing import Any

from engine.reads import Reads, unchanged


class Memory:
    """What the last builds of this server made."""

    def __init__(self) -> None:
        """Start with nothing, and remember nothing before `serving` is set."""
        self.serving = False
        self._made: dict[Hashable, tuple[object, Reads, Any]] = {}

    def recall(self, name: Hashable, key: object) -> Any:
        """What was made under this name when it depended on the same; None otherwise."""
        known, reads, made = self._made.get(name, (None, {}, None))
        return made if self.serving and known == key and unchanged(reads) else None

    def keep(self, name: Hashable, key: object, made: object, reads: Reads | None = None) -> None:
        """Keep what was made, unless a file was saved while it was made."""
        if self.serving and unchanged(reads or {}):
            self._made[name] = key, reads or {}, made

    def clear(self) -> None:
        """Make everything anew the next time."""
        self._made.clear()
