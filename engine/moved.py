"""Old addresses keep leading somewhere: facts/moved.yml says where a page or an anchor went."""

import html
import posixpath

from engine.errors import PageError

# A browser drops the anchor on its way through a refresh, so a script takes it along: the same one
# on every page, since policies name scripts by their hashes.
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>{target}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<a href="{target}">{target}</a>
<script>
const to = new URL(document.links[0].href)
if (location.hash) to.hash = location.hash
location.replace(to)
</script>
"""


def relative(target: str, here: str) -> str:
    """The link from one address to another."""
    path, mark, anchor = target.partition("#")
    return f"{posixpath.relpath(path, here)}/{mark}{anchor}"


def redirect_page(old: str, new: str) -> str:
    """The page that stands at an old address and leads on."""
    return PAGE.format(target=html.escape(relative(new, old)))


def with_old_anchors(content: str, here: str, moved: dict[str, str]) -> str:
    """The content of a page with an empty element for each anchor that moved away from it."""
    for old, new in moved.items():
        path, _, name = old.partition("#")
        if name and path == here and f'id="{name}"' not in content:
            start = content.rfind("<", 0, place_of(new, here, content))
            content = f'{content[:start]}<span id="{html.escape(name)}"></span>{content[start:]}'
    return content


def place_of(new: str, here: str, content: str) -> int:
    """Where the new anchor is on this page, or the first link to it."""
    path, _, anchor = new.partition("#")
    mark = f'id="{anchor}"' if path == here else f'href="{relative(new, here)}"'
    place = content.find(mark)
    if place < 0:
        raise PageError(
            f"facts/moved.yml: an anchor of {here} moved to {new}, and the page has no {mark} "
            "to put the old anchor in front of."
        )
    return place
