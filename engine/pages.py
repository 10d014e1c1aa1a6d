"""Run the blocks of a page, once for both languages.

A page's code stands in the fences of its English Markdown. It is executed from the top to the
bottom in one fresh module; what each block shows and the values that it leaves belong to the page,
whatever language shows them.
"""

import io
import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from types import ModuleType

from engine import above, modules, parts, patience, reads, sources, witnessed, witnesses
from engine.errors import PageError
from engine.fences import Fence, checked, fences
from engine.includes import included
from engine.reads import Reads
from engine.values import Values, named, remember


@dataclass(frozen=True)
class Block:
    """One executed fence with its includes put in."""

    id: str
    code: str
    how: str  # one of engine.fences.EXEC

    @property
    def is_check(self) -> bool:
        """Whether it is folded away under the result that it checks."""
        return self.how == "check"

    @property
    def quotes(self) -> bool:
        """Whether it shows what others say, such as an error."""
        return self.how == "quote"


@dataclass(frozen=True)
class Result:
    """What a reader sees of a block: its source, and what it printed as text or as Markdown."""

    source: str
    printed: str
    is_markdown: bool
    is_check: bool
    needs: str = ""  # the code above without which the source would not run


@dataclass
class Ran:
    """What the blocks of one page printed, the values that they left, and the files they read."""

    blocks: list[Block] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    reads: Reads = field(default_factory=dict)


@dataclass
class Page:
    """What the blocks of one page gave, and the files that they read."""

    code: str = ""
    results: dict[str, Result] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    reads: Reads = field(default_factory=dict)


def read_blocks(markdown: str, name: str) -> list[Block]:
    """The executed fences of an English page, in order, with their includes put in."""
    where = f"docs/en/{name}.md"
    return blocks(checked(fences(markdown, where), where), name)


def blocks(found: list[Fence], name: str) -> list[Block]:
    """Those of a page's fences that are executed, with their includes put in."""
    return [
        Block(fence.id, included(fence.code, place(name, fence.id)), fence.options["exec"])
        for fence in found
        if fence.executed
    ]


def place(name: str, block: str) -> str:
    """How messages and tracebacks call a block."""
    return f"<en/{name}#{block}>"


def run(markdown: str, name: str, seconds: float = patience.SECONDS) -> Page:
    """Execute the blocks of an English page in a module of their own, and judge what they show."""
    return judged(executed(markdown, name, seconds), markdown, name)


def executed(markdown: str, name: str, seconds: float = patience.SECONDS) -> Ran:
    """Execute the blocks of an English page."""
    ran = Ran()
    with reads.measured() as ran.reads, _module(name) as module:
        ran.blocks = read_blocks(markdown, name)
        for block in ran.blocks:
            where = place(name, block.id)
            ran.printed.append(_executed(_compiled(block, where), module, where, seconds))
            _remember(ran.values, module, where)
    return ran


def judged(ran: Ran, markdown: str, name: str) -> Page:
    """What a reader sees of a page, unless it must not be shown.

    After its blocks ran: one that fails says more than what is said of it here.
    """
    page = Page(values=ran.values, reads=ran.reads)
    names: set[str] = set()
    same: witnesses.Names = {}
    for number, (block, printed) in enumerate(zip(ran.blocks, ran.printed, strict=True)):
        where = place(name, block.id)
        names |= sources.render_names(block.code)
        witnesses.check(block.code, same, where)
        if block.is_check:
            witnesses.check_compares(block.code, where)
        page.code += f"{block.code}\n"
        page.results[block.id] = _result(block, printed, names, where, ran.blocks[:number])
    for block in ran.blocks:
        parts.check(block.code, place(name, block.id))
    shown = [(place(name, block.id), block.code, block.quotes) for block in ran.blocks]
    witnessed.check(shown, named(markdown), f"docs/en/{name}.md")
    return page


@contextmanager
def _module(name: str) -> Iterator[ModuleType]:
    """A fresh module that imports find, as a dataclass asks for."""
    modules.forget()
    module = ModuleType(name)
    sys.modules[name] = module
    try:
        yield module
    finally:
        del sys.modules[name]


def _compiled(block: Block, where: str) -> object:
    # A traceback shows the lines of the block only if Python finds them here.
    lines = block.code.splitlines(keepends=True)
    linecache.cache[where] = (len(block.code), None, lines, where)
    try:
        return compile(block.code, where, "exec")
    except SyntaxError as error:
        raise PageError(f"{where} is no Python.\n{traceback.format_exc(limit=0)}") from error


def _executed(code: object, module: ModuleType, where: str, seconds: float) -> str:
    """Run one block in its page's module and return all that was printed."""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed), patience.limited(seconds):
            exec(code, vars(module))  # type: ignore[arg-type]
    except SystemExit as error:
        raise PageError(f"{where}: a block may not end the build, and it called exit.") from error
    except patience.OutOfPatienceError:
        raise PageError(
            f"{where} ran for more than {seconds:g} seconds: look for a loop that does not end, or "
            "compute this once in a script and show its record."
        ) from None
    except Exception as error:
        raise PageError(f"{where} failed.\n{_traceback(error)}") from error
    return printed.getvalue()


def _traceback(error: Exception) -> str:
    """What Python says of an error in a block, less our own call of it."""
    where = error.__traceback__
    return "".join(
        traceback.format_exception(type(error), error, where and where.tb_next, limit=-3)
    )


def _result(block: Block, printed: str, names: set[str], where: str, before: list[Block]) -> Result:
    """What a reader sees; a check is shown whole, so that he sees what was compared."""
    if block.is_check:
        source = sources.without_docstrings(block.code, where)
    else:
        source = sources.shown(block.code, names, where)
    is_markdown = sources.shows_markdown(block.code, names)
    needs = "\n".join(above.needed(source, [one.code for one in before], names))
    needs = sources.without_docstrings(needs, where)
    return Result(source, printed, is_markdown, block.is_check, needs)


def _remember(values: Values, module: ModuleType, where: str) -> None:
    try:
        remember(values, vars(module))
    except Exception as error:  # a value that cannot be compared with the one before
        raise PageError(f"{where}: a value cannot be kept for the prose: {error!r}.") from error
