"""Front matter that is not YAML would stand on the page as text: stop the build."""

import re

from mkdocs.exceptions import PluginError


def on_page_markdown(markdown, page, **_):
    """MkDocs takes front matter away once it has read it; what is left could not be read."""
    if re.match(r"---[ \t]*\n", markdown):
        raise PluginError(
            f"{page.file.src_uri}: the front matter is not YAML; "
            "a text in it that holds a colon must stand in quotes."
        )
    return markdown
