"""What the engine says when a page, a block or a formula is wrong: one sentence."""


class PageError(Exception):
    """A page that must not be published; the message says where, what, and what would be right."""
