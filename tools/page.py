"""Begin a page in both languages: `make page NAME=learn/two-words`.

Writes both Markdown files and their entries in the navigation. What has to be written by a person
stands there as a sentence in `PLACEHOLDERS`, and the tests fail as long as one of those is left.
"""

import re
import sys
from pathlib import Path

from tests.lint.translation import fingerprint

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+)*")
ENTRY = re.compile(
    r"^(?P<indent> +)- (?P<title>[^:\n]+): (?P<folder>[\w/-]+)/[\w-]+\.md$", re.MULTILINE
)
CONFIG = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
PLACEHOLDERS = {
    "en": "Say what a reader can do after this page.",
    "zh": "写一句：读完本页，读者能做什么。",
    "title": "待定标题",
}
ENGLISH = """\
---
description: "{sentence}"
---

# {title}

{sentence}

## The smallest case {{ #smallest }}

```python exec="on" id="smallest"
import numpy as np
import torch
import torch.nn.functional as F
from render import agreed, show

x, w = np.array([3, 1, 2]), np.array([1, 2])
y = np.correlate(x, w, mode="valid")
y_torch = F.conv1d(torch.tensor(x)[None], torch.tensor(w)[None, None])[0]
agreed(y, y_torch)
show(r"$x \\star $w = $y", x=x, w=w, y=y)
```
"""
CHINESE = """\
---
description: "{sentence}"
read_against: {mark}
---

# {title}

{sentence}

## 最小的例子 {{ #smallest }}

```python id="smallest"
```
"""


class RefusedError(Exception):
    """A page that cannot be begun; the message says why and what could be done."""


def begin(root: Path, name: str) -> list[Path]:
    """Write the files of a new page; all of them, or none."""
    check(root, name)
    title = name.rpartition("/")[2].replace("-", " ").capitalize()
    english = ENGLISH.format(title=title, sentence=PLACEHOLDERS["en"])
    chinese = CHINESE.format(
        title=PLACEHOLDERS["title"], sentence=PLACEHOLDERS["zh"], mark=fingerprint(english)
    )
    texts = {
        root / "docs" / "en" / f"{name}.md": english,
        root / "docs" / "zh" / f"{name}.md": chinese,
        root / CONFIG["en"]: with_entry(root / CONFIG["en"], name, title),
        root / CONFIG["zh"]: with_entry(root / CONFIG["zh"], name, PLACEHOLDERS["title"]),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(texts)


def check(root: Path, name: str) -> None:
    """Refuse a name that is none, is taken, or belongs to no section."""
    if not NAME.fullmatch(name):
        raise RefusedError(
            f"{name!r} is no name of a page: a section and words in lower case with hyphens, "
            "as in make page NAME=learn/two-words."
        )
    for folder in (root / "docs" / "en", root / "docs" / "zh"):
        for path in (folder / f"{name}.md", folder / f"{name}.py"):
            if path.exists():
                raise RefusedError(f"{path.relative_to(root).as_posix()} is there already.")
    section = name.rpartition("/")[0]
    if section not in sections(root):
        raise RefusedError(
            f"There is no section {section!r} in the navigation; the sections are "
            f"{', '.join(sorted(sections(root)))}."
        )


def sections(root: Path) -> set[str]:
    """The folders of Markdown pages that the navigation of both languages has an entry of."""
    folders = (
        {one["folder"] for one in ENTRY.finditer((root / config).read_text(encoding="utf-8"))}
        for config in CONFIG.values()
    )
    named = set.intersection(*folders)
    return {one for one in named if any((root / "docs" / "en" / one).glob("*.md"))}


def with_entry(config: Path, name: str, title: str) -> str:
    """The text of a configuration with the page at the end of its section."""
    text = config.read_text(encoding="utf-8")
    section = name.rpartition("/")[0]
    entries = [one for one in ENTRY.finditer(text) if one["folder"] == section]
    outer = min(len(one["indent"]) for one in entries)  # an entry further in is of a part of it
    last = [one for one in entries if len(one["indent"]) == outer][-1]
    return f"{text[: last.end()]}\n{last['indent']}- {title}: {name}.md{text[last.end() :]}"


def main(words: list[str]) -> None:
    """Begin the page that the command names, and say what comes next."""
    if len(words) != 1:
        raise SystemExit("Say which page: make page NAME=learn/two-words")
    try:
        paths = begin(ROOT, words[0].strip("/").removesuffix(".md"))
    except RefusedError as error:
        raise SystemExit(str(error)) from None
    print("Written:", ", ".join(path.relative_to(ROOT).as_posix() for path in paths))
    print("Write both pages; then do what CONTRIBUTING.md says in `Add a page`.")


if __name__ == "__main__":
    main(sys.argv[1:])
