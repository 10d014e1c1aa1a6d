"""Build both languages in one `mkdocs build` and serve both from one `mkdocs serve`.

The English build, when it is done, builds mkdocs.zh.yml into its own folder zh/. A failing
Chinese page therefore fails the whole build.
"""

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parent.parent
PREFIX = {"en": "", "zh": "zh/"}
NAMES = {"en": "English", "zh": "中文"}


class Command:
    """What MkDocs was asked for: build or serve."""

    name = "build"


def on_startup(command, **_):
    """Keep it for the Chinese build."""
    Command.name = command


def on_page_context(context, page, config, **_):
    """Let the language switch and hreflang lead to the same page in the other language."""
    here = PREFIX[config.theme["language"]] + page.url
    context["languages"] = [
        {"lang": lang, "name": NAMES[lang], "href": get_relative_url(prefix + page.url, here)}
        for lang, prefix in PREFIX.items()
    ]
    return context


def on_template_context(context, config, **_):
    """Pages that have no twin, such as 404.html, lead to the home pages."""
    root = context["base_url"].rstrip("/").removesuffix("/zh")
    context["languages"] = [
        {"lang": lang, "name": NAMES[lang], "href": f"{root}/{prefix}"}
        for lang, prefix in PREFIX.items()
    ]
    return context


def on_post_build(config):
    """Build the Chinese site inside the English one."""
    if config.theme["language"] != "en":
        return
    chinese = load_config(
        str(ROOT / "mkdocs.zh.yml"),
        site_dir=str(Path(config.site_dir) / "zh"),
        strict=config.strict,
        site_url=urljoin(config.site_url, "zh/"),
    )
    chinese.plugins.on_startup(command=Command.name, dirty=False)
    build(chinese)
