"""How to cite a page, and how to report a wrong number on it: with what made the page."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

Made = Mapping[str, Any]  # what engine/provenance.py gives


def citation(title: str, site: str, version: str, address: str, made: Made) -> dict[str, str]:
    """A page as a line of text and as BibTeX, with version, commit and date."""
    commit = f", commit {made['commit']}" if made["commit"] else ""
    edition = f"version {version}{commit}"
    text = f"The authors of {site}. “{title}.” {site}, {edition}, {made['date']}. {address}"
    key = re.sub(r"[^a-z]+", "-", address.partition("://")[2].partition("/")[2].lower()).strip("-")
    fields = {
        "author": f"{{The authors of {site}}}",
        "title": title,
        "howpublished": f"{site}, {edition}",
        "year": made["date"][:4],
        "note": f"Computed on {made['date']}",
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return {"text": text, "bibtex": "\n".join([f"@misc{{{key or 'home'},", *lines, "}"])}


def report(repository: str, address: str, block: str, made: Made) -> str:
    """The address of a new issue about a result, with page, block, commit and versions in it."""
    versions = ", ".join(f"{name} {version}" for name, version in made["versions"].items())
    title = f"Wrong number: {address}#run-{block}"
    body = "\n".join(
        [
            f"Page: {address}#run-{block}",
            f"Commit: {made['commit'] or 'unknown'}, built {made['date']}",
            f"Versions: {versions}",
            "",
            "The page shows:",
            "",
            "It should be, because:",
            "",
        ]
    )
    names = ("title", "body") if "github" in repository else ("issue[title]", "issue[description]")
    path = "/-/issues/new" if "gitlab" in repository else "/issues/new"
    query = urlencode(dict(zip(names, (title, body))), quote_via=quote)
    return f"{repository.rstrip('/')}{path}?{query}"
