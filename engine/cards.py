"""Where the card of a page lies: the picture that stands beside a link to it."""

FOLDER = "assets/cards"  # below the root of the site


def name(language: str, page: str) -> str:
    """The card of a page, such as learn/convolution, below that folder."""
    return f"{language}/{page}.png"
