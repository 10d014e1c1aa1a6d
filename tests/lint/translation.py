"""How far two languages of one page are apart, and the mark that a reader compared them.

`python -m tests.lint.translation learn/convolution` writes that mark into the Chinese page: the
hash of the English page that it was read against, with the docstrings that the page shows. In a
lab it stands in the header of the text file, which becomes metadata of the notebook and no cell.
"""

import hashlib
import re
import sys
from collections import Counter
from dataclasses import replace

from engine.errors import PageError
from engine.fences import filled
from engine.labs.notebook import translated
from tests import source
from tests.source import HEADING, LINK, MARK, PIECE, TAG, without_fences

MARK_LINE = re.compile(r"^(#\s+)?read_against:[ ]*(\S*)[ ]*$", re.MULTILINE)
WORDS = re.compile(r"\\text\{[^{}]*\}")
IN_WORDS = {"alt", "title", "aria-label"}  # attributes that are translated


def fingerprint(text):
    """What stands for a text: the start of its hash."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def read_against(page):
    """The mark in the front matter of a page or the header of a lab; None where it has none."""
    found = MARK_LINE.search(header(page))
    return found[2] if found else None


def header(page):
    """The part of a page before its first word."""
    if page.is_lab:
        return page.text.partition("# %%")[0]
    front = source.FRONT_MATTER.match(page.text)
    return front[0] if front else ""


def accepted(page, mark):
    """The text of a page with a new mark."""
    old = header(page)
    rest = page.text[len(old) :]
    if MARK_LINE.search(old):
        return MARK_LINE.sub(lambda one: f"{one[1] or ''}read_against: {mark}", old) + rest
    if page.is_lab:
        old = old if "# jupyter:\n" in old else f"# ---\n# jupyter:\n# ---\n\n{old}"
        line = f"# jupyter:\n#   read_against: {mark}\n"
        return old.replace("# jupyter:\n", line, 1) + rest
    if old:
        return old.removesuffix("---\n") + f"read_against: {mark}\n---\n{rest}"
    return f"---\nread_against: {mark}\n---\n\n{rest}"


def sections(page):
    """The id and the text of every part of a page between two headings."""
    text = page.markdown
    blanked = re.sub(source.FENCE, lambda one: re.sub(r"[^\n]", " ", one[0]), text)
    starts = [(one["id"] or "", one.start()) for one in HEADING.finditer(blanked)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return [(name, text[start:end]) for (name, start), end in zip(starts, ends)]


def outline(page):
    """Level and id of every heading."""
    return [(level, name) for level, _, name in source.headings(page.markdown)]


def fences(page):
    """Header and code of every fence."""
    found = []
    for fence in source.fences(page.markdown):
        code = WORDS.sub(r"\\text{}", fence.code) if fence.language == "tex" else fence.code
        found.append((fence.language, tuple(sorted(fence.options.items())), code))
    return found


def formulas(text):
    """The formulas less the words in them, as often as they stand there.

    Or a symbol could become another one that the section names too.
    """
    found = (WORDS.sub(r"\\text{}", tex) for tex, _ in source.formulas(text))
    return Counter(re.sub(r"\s+", "", tex) for tex in found)


def codes(text):
    """The inline code, each once."""
    return Counter({code for code, _ in source.codes(text)})


def tags(text):
    """HTML elements with their attributes, less those that hold words: figures, boxes, grids."""
    bare = PIECE.sub("", without_fences(text))
    found = Counter()
    for tag in TAG.finditer(bare):
        if tag["name"]:
            attributes = re.findall(r'([\w-]+)(?:="([^"]*)")?', tag["attributes"])
            kept = sorted(pair for pair in attributes if pair[0] not in IN_WORDS)
            found[f"<{tag['name']} {kept}>"] += 1
    return found


def boxes(text):
    """The admonitions, by kind."""
    return Counter(MARK.findall(without_fences(text)))


def includes(text):
    """What the page includes outside its fences."""
    return Counter(one.strip() for one in source.INCLUDE.findall(without_fences(text)))


def images(text):
    return Counter(one["target"] for one in LINK.finditer(without_fences(text)) if one["image"])


def with_fences_of(english, chinese):
    """The Chinese page as the build reads it: with the code and the formulas of the English one."""
    if chinese.is_lab:
        return chinese
    return replace(chinese, text=filled(chinese.text, english.text, chinese.where))


SAME_IN_EACH_SECTION = {
    "values": source.values,
    "formulas": formulas,
    "inline code": codes,
    "links": source.links,
    "figures": images,
    "HTML elements": tags,
    "boxes": boxes,
    "includes": includes,
}


def drifts(english, chinese):
    """One sentence for each way in which two pages that should say the same do not."""
    found = []
    try:
        chinese = with_fences_of(english, chinese)
    except PageError as error:
        return [str(error)]
    if outline(english) != outline(chinese):
        return [
            f"the headings differ: {outline(english)} in English, {outline(chinese)} in Chinese"
        ]
    for number, (one, other) in enumerate(zip(fences(english), fences(chinese)), 1):
        if one != other:
            found.append(f"block {number} differs: {one} in English, {other} in Chinese")
    if len(fences(english)) != len(fences(chinese)):
        found.append(f"{len(fences(english))} blocks in English, {len(fences(chinese))} in Chinese")
    if english.is_lab:
        found += cells_apart(english, chinese)
    for (name, one), (_, other) in zip(sections(english), sections(chinese)):
        for what, count in SAME_IN_EACH_SECTION.items():
            left, right = count(one), count(other)
            if left != right:
                found.append(
                    f"the {what} differ in section {name or 1!r}: only in English "
                    f"{sorted((left - right).elements())}, only in Chinese "
                    f"{sorted((right - left).elements())}"
                )
    return found


def cells_apart(english, chinese):
    """Why the Chinese lab cannot take its code from the English one, if so."""
    try:
        translated(chinese.notebook, english.notebook, chinese.where)
    except PageError as error:
        return [str(error)]
    return []


def accept(name):
    """Write the mark into the Chinese page, and say so in a sentence."""
    english, chinese = source.page("en", name), source.page("zh", name)
    if not (english and chinese):
        pages = ", ".join(source.names("en"))
        raise SystemExit(f"There is no page {name!r} in both languages; the pages are {pages}.")
    chinese.path.write_text(accepted(chinese, fingerprint(english.whole.text)), encoding="utf-8")
    print(f"{chinese.where} was read against {english.where} as it is now.")


def main(words):
    if len(words) != 1:
        raise SystemExit("Say which page was read: make accept PAGE=learn/convolution")
    accept(words[0].strip("/").removesuffix(".md").removesuffix(".py"))


if __name__ == "__main__":
    main(sys.argv[1:])
