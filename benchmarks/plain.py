"""The same Markdown as a site without us: the theme, search and the extensions, and no more.

`make(folder)` writes both languages into a folder, each fence with the code that its page shows,
and `mkdocs build` makes them there. No block runs, no formula is typeset, and labs are left out.
"""

import re
from pathlib import Path

import yaml

from engine import fences, reference, runs

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
OURS = ("hooks", "watch", "extra", "extra_css", "validation", "strict")


def make(folder):
    """Write the pages and the two configurations."""
    for language, config in CONFIGS.items():
        for path in sorted((ROOT / "docs" / language).rglob("*.md")):
            name = path.relative_to(ROOT / "docs" / language)
            target = folder / "docs" / language / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page(path, str(name.with_suffix("")), language), encoding="utf-8")
        text = re.sub(r"!ENV \[.*\]", "http://127.0.0.1:8000/", (ROOT / config).read_text("utf-8"))
        settings = yaml.dump(plain(yaml.safe_load(text), folder), allow_unicode=True)
        (folder / config).write_text(settings, encoding="utf-8")


def page(path, name, language):
    """The Markdown of a page, with its code in its fences and no option that only we know."""
    text = path.read_text(encoding="utf-8")
    if language == "en":
        text = reference.described(text)
    else:
        text = fences.filled(text, runs.english(name), str(path))
    return fences.FENCE.sub(
        lambda one: one[0].replace(one["header"], one["header"].strip().partition(" ")[0], 1), text
    )


def plain(settings, folder):
    """A configuration less what is ours."""
    for name in OURS:
        settings.pop(name, None)
    settings["plugins"] = {"search": {"lang": settings["theme"]["language"]}}
    settings["docs_dir"] = str(folder / settings["docs_dir"])
    settings["theme"].pop("custom_dir", None)
    for key in ("favicon", "logo"):
        settings["theme"].pop(key, None)
    extensions = settings.get("markdown_extensions", {})
    if "pymdownx.snippets" in extensions:
        extensions["pymdownx.snippets"]["base_path"] = [str(ROOT / "snippets")]
    settings["nav"] = without_labs(settings["nav"])
    return settings


def without_labs(nav):
    """A navigation less the labs, which are no Markdown."""
    if isinstance(nav, list):
        return [kept for one in nav if (kept := without_labs(one))]
    if isinstance(nav, dict):
        return {name: kept for name, one in nav.items() if (kept := without_labs(one))}
    return "" if nav.startswith("labs/") else nav
