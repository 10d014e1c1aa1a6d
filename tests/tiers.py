"""Three tiers: `make quick` on every save, `make test` in CI, `make audit` before a release.

A test marked `audit` runs in the last one alone. What is drawn is drawn in more cases there, and a
fixed sample of it in each of the others.
"""

TIMES = 10  # as many drawn cases in an audit
_audit = False


def begin(audit):
    """Say whether this run is an audit, before any test module is imported."""
    global _audit
    _audit = audit


def is_audit():
    """Whether this run may take long."""
    return _audit


def drawn(cases):
    """How many cases to draw; in an audit all those of `make test` come first."""
    return cases * TIMES if _audit else cases
