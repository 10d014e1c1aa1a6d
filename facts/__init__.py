"""Facts that more than one reader needs, each in one file, and the loaders of these files."""

from facts.tables import (
    Count,
    FactError,
    Formula,
    Role,
    Term,
    counts,
    formulas,
    glossary,
    moved,
    roles,
    without_roles,
)

__all__ = [
    "Count",
    "FactError",
    "Formula",
    "Role",
    "Term",
    "counts",
    "formulas",
    "glossary",
    "moved",
    "roles",
    "without_roles",
]
