"""Facts that more than one reader needs, each in one file, and the loaders of these files."""

from facts.tables import (
    Count,
    Counted,
    FactError,
    Formula,
    Role,
    Symbol,
    Term,
    counted,
    counts,
    formulas,
    glossary,
    moved,
    roles,
    symbols,
    without_roles,
)

__all__ = [
    "Count",
    "Counted",
    "FactError",
    "Formula",
    "Role",
    "Symbol",
    "Term",
    "counted",
    "counts",
    "formulas",
    "glossary",
    "moved",
    "roles",
    "symbols",
    "without_roles",
]
