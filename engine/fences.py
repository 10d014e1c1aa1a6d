"""The fences of a page: read from its Markdown, and on a Chinese page filled from the English one.

A page's code and its displayed formulas stand once, in the English page. The Chinese page has the
same fences with their ids and no body:

    ```python id="loop"
    ```

A formula may hold words. The Chinese fence then says them, one ``English = 中文`` a line.
"""

import functools
import re
import shlex
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import PageError

FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})(?P<header>[^`\n]*)\n"
    r"(?P<body>.*?)^(?P=indent)(?P=ticks)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
# Run and show; the same of what is only quoted, such as an error; run and fold away under the
# result, as the check of it.
EXEC = ("on", "quote", "check")
RUN_OPTIONS = {"exec", "id"}
SHOW_OPTIONS = {"id", "title", "hl_lines", "linenums"}
ONCE = ("python", "tex")  # languages whose fences have their body in the English page alone


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its options, its code, and the line where it starts."""

    language: str
    options: dict[str, str]
    code: str
    line: int = field(compare=False)  # prose above it changes that

    @property
    def id(self) -> str:
        """The name by which the other language and the results know this fence."""
        return self.options.get("id", "")

    @property
    def executed(self) -> bool:
        """Whether the build runs this code."""
        return "exec" in self.options


def fences(markdown: str, where: str = "a page") -> list[Fence]:
    """The fenced blocks of a text, with the indentation of their box taken off."""
    return list(_read(markdown, where))


def of(path: Path) -> list[Fence]:
    """The fenced blocks of a page; for what reads pages and depends on nothing else in them."""
    return fences(path.read_text(encoding="utf-8"), path.name)


@functools.lru_cache(maxsize=1_000)  # a page is asked for by itself, by its twin and by others
def _read(markdown: str, where: str) -> tuple[Fence, ...]:
    return tuple(_fence(found, where) for found in FENCE.finditer(markdown))


def _fence(found: re.Match[str], where: str) -> Fence:
    line = found.string.count("\n", 0, found.start()) + 1
    language, _, rest = found["header"].strip().partition(" ")
    try:
        words = shlex.split(rest)
    except ValueError:
        raise PageError(f"{where}, line {line}: the fence header has an open quote.") from None
    options = {key: value for key, _, value in (word.partition("=") for word in words)}
    return Fence(language, options, textwrap.dedent(found["body"]).rstrip("\n"), line)


def checked(found: list[Fence], where: str) -> list[Fence]:
    """The fences of an English page, once each has only legal options and an id of its own."""
    seen: set[str] = set()
    for fence in found:
        wrong = _wrong_header(fence)
        if wrong:
            raise PageError(f"{where}, line {fence.line}: {wrong}.")
        if fence.id in seen:
            raise PageError(f'{where}, line {fence.line}: two fences have the id "{fence.id}".')
        seen |= {fence.id} - {""}
    return found


def _wrong_header(fence: Fence) -> str:
    """What is wrong with the header of an English fence; nothing is wrong with an empty answer."""
    allowed = RUN_OPTIONS if fence.executed else SHOW_OPTIONS
    unknown = sorted(set(fence.options) - allowed)
    if unknown:
        names = ", ".join(unknown)
        return f"a fence has the unknown option {names}; it may have {_listed(allowed)}"
    if fence.executed and fence.language != "python":
        return f"a {fence.language} fence cannot be executed; only python can"
    if fence.executed and fence.options["exec"] not in EXEC:
        return f'a fence has exec="{fence.options["exec"]}"; it may be {_listed(EXEC)}'
    if fence.language in ONCE and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fence.id):
        return f'a {fence.language} fence has id="{fence.id}"; it needs one such as id="two-words"'
    return ""


def _listed(names: tuple[str, ...] | set[str]) -> str:
    return ", ".join(sorted(names))


def filled(chinese: str, english: str, where: str) -> str:
    """The Chinese page with the code and the formulas of the English one in its fences."""
    originals = {
        fence.id: found
        for fence, found in zip(fences(english), FENCE.finditer(english), strict=True)
        if fence.language in ONCE
    }

    def fill(found: re.Match[str]) -> str:
        fence = _fence(found, where)
        if fence.language not in ONCE:
            return found[0]
        place = f"{where}, line {fence.line}"
        if set(fence.options) != {"id"}:
            raise PageError(f"{place}: the fence of a Chinese page has an id and no other option.")
        if fence.id not in originals:
            raise PageError(f'{place}: the English page has no fence with id="{fence.id}".')
        if fence.code and fence.language == "python":
            raise PageError(f"{place}: code stands in the English page alone; leave this empty.")
        used.append(fence.id)
        return _refilled(originals[fence.id], found["indent"], _words(fence, place))

    used: list[str] = []
    text = FENCE.sub(fill, chinese)
    if used != list(originals):
        raise PageError(
            f"{where}: its fences must be those of the English page in the same order, "
            f"{_quoted(originals)}; they are {_quoted(used)}."
        )
    return text


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _words(fence: Fence, place: str) -> Callable[[str], str]:
    """What puts the Chinese words of a formula in the place of the English ones."""
    pairs = [line.partition(" = ") for line in fence.code.splitlines()]

    def translated(body: str) -> str:
        for english, equals, chinese in pairs:
            old = re.compile(rf"\\text\{{\s*{re.escape(english.strip())}\s*\}}")
            if not equals:
                raise PageError(f"{place}: {english!r} must be written as `English = 中文`.")
            if not old.search(body):
                raise PageError(f"{place}: {english!r} is no word of the English formula.")
            body = old.sub(lambda _: rf"\text{{{chinese}}}", body)  # noqa: B023, called at once
        return body

    return translated


def _refilled(original: re.Match[str], indent: str, words: Callable[[str], str]) -> str:
    """The text of a fence in another box, with other words."""
    body = words(textwrap.dedent(original["body"]))
    ticks = original["ticks"]
    return textwrap.indent(f"{ticks}{original['header']}\n{body}{ticks}", indent)
