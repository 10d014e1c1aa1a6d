"""Facts that more than one reader needs, each in one file, and the loaders of these files."""

from facts.tables import (
    Count,
    FactError,
    Role,
    Term,
    counts,
    glossary,
    moved,
    roles,
    without_roles,
)

__all__ = [
    "Count",
    "FactError",
    "Role",
    "Term",
    "counts",
    "glossary",
    "moved",
    "roles",
    "without_roles",
]
