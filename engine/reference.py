r"""The description of a snippet on its page, from the file that the page is about.

``::: same_padding`` in a page stands for the docstrings of snippets/same_padding.py: what the file
says, then each public function and class under a heading with its name, or only those that are
named behind it. On the English page they are put in; the Chinese page says the same in Chinese,
below the same headings. In both, a heading is followed by the signature and the example, and a
formula in backticks is typeset.
"""

import re
from itertools import pairwise
from xml.sax.saxutils import quoteattr

import facts
from engine import formulas
from engine.docstrings import Described, read, run
from engine.errors import PageError
from engine.expressions import TEXT
from engine.notation import typeset

PART = re.compile(
    r"^(?P<start>::: (?P<file>\w+)(?P<names>(?: \w+)*))[ ]*\n(?P<text>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)
HEADING = re.compile(r"^### .*\{ *#(?P<anchor>[\w.]+) *\}[ ]*$", re.MULTILINE)
DIRECTIVE = re.compile(r"[ ]+# doctest: .*")
CODE = re.compile(r"`(?P<code>[^`\n]+)`")
ALONE = re.compile(r"(?<=\n\n)`(?P<code>[^`\n]+)`[.。]?(?=\n\n|\n?\Z)")  # a paragraph of its own
ARGUMENTS = re.compile(r"^- `\w+`(?:(?:, |、)`\w+`)*(?=: |：)", re.MULTILINE)
WITH_SHAPE = re.compile(r"`\w+`(?= `\()")  # weight (O, C, k): a letter would be a function there
BREAKS, BREAK = re.compile(r"(?<= [,=]) |(?<=\{\+\}=) "), r" \\allowbreak "  # where a line may end
KEPT = re.compile(r"\0(\d+)\0")


def described(markdown: str) -> str:
    """The Markdown of an English page with the docstrings that it stands for."""

    def put(part: re.Match[str]) -> str:
        file, *others = _shown(part)
        said = [text for one in others for text in (one.heading, one.text)]
        return "\n\n".join([part["start"], file.text, *said, ""])

    return PART.sub(put, markdown)


def lacking(markdown: str, where: str) -> str:
    """What a page does not describe, as a sentence that says what to write; nothing if nothing."""
    for part in PART.finditer(markdown):
        there, known = HEADING.findall(part["text"]), _shown(part)
        for before, one in pairwise(known):
            if one.anchor not in there:
                return (
                    f"{where} does not describe {one.anchor}: below what it says of "
                    f"{before.anchor}, write `{one.heading}` and then, paragraph by paragraph and "
                    "with the same code in backticks, what the docstring says."
                )
        wanted = [one.anchor for one in known[1:]]
        if there != wanted:
            return (
                f"{where} describes {', '.join(there)}; of snippets/{part['file']}.py it must "
                f"describe {', '.join(wanted)}, in this order."
            )
    return ""


def shown(markdown: str, where: str) -> str:
    """The page as readers see it: with signatures, examples, and formulas as math."""
    if problem := lacking(markdown, where):
        raise PageError(problem)

    def put(part: re.Match[str]) -> str:
        run(part["file"])
        known = {one.anchor: one for one in read(part["file"])}
        text = _in_math(part["text"], part["file"])
        text = HEADING.sub(lambda one: f"{one[0]}\n\n{_blocks(known[one['anchor']])}", text)
        return f"{_blocks(known[part['file']])}\n{text}"

    return PART.sub(put, markdown)


def _shown(part: re.Match[str]) -> list[Described]:
    """What a part of a page describes: a file with all that is public in it, or what it names."""
    file, *others = read(part["file"])
    names = part["names"].split()
    return [file, *(one for one in others if not names or one.name in names)]


def _blocks(one: Described) -> str:
    """The signature and the example, as fences."""
    example = DIRECTIVE.sub("", one.example)
    kinds = {".python .no-copy .signature": one.signature, ".pycon": example}
    return "\n".join(f"``` {{ {kind} }}\n{code}\n```\n" for kind, code in kinds.items() if code)


def _in_math(text: str, file: str) -> str:
    """Markdown in which inline code that is a formula has become math."""
    table = {
        f"{one.symbol} = {formulas.written(one, TEXT)}": one
        for one in facts.formulas()
        if one.function.startswith(f"{file}.") and not (one.given or one.quoted)
    }
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\0{len(kept) - 1}\0"

    def tex(code: str) -> tuple[str | None, str]:
        """As TeX and, where a function of the table computes it, as Python."""
        if code in table:
            one = table[code]
            return f"{one.symbol} = {formulas.written(one)}", formulas.python(one)
        return typeset(code), ""

    def displayed(found: re.Match[str]) -> str:
        math, python = tex(found["code"])
        header = f"tex code={quoteattr(python)}" if python else "tex"
        return keep(f"```{header}\n{math}\n```") if math else found[0]

    def inline(found: re.Match[str]) -> str:
        math, _ = tex(found["code"])
        return f"${BREAKS.sub(BREAK, math)}$" if math else found[0]

    for pattern in (HEADING, ARGUMENTS, WITH_SHAPE):
        text = pattern.sub(lambda found: keep(found[0]), text)
    text = CODE.sub(inline, ALONE.sub(displayed, text))
    return KEPT.sub(lambda found: kept[int(found[1])], text)
