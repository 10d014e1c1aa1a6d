"""What buttons copy, said by the lines of the page's code: the browser has these already.

Most of what a block needs from above stands above it. A button names lines, `3-9 40`, of all code
of the page, counted from its top; what stands nowhere on the page is in a list at its end, whose
lines go on counting. `web/page/code.js` makes text of it again when the button is pressed.
"""

import html
import json
import re
from collections.abc import Iterator

CODE = re.compile(r'<div class="highlight">(?:(?!</div>).)*?<code>(.*?)</code></pre>', re.DOTALL)
COPIED = re.compile(r' data-copied="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


def by_lines(content: str) -> str:
    """The HTML of a page whose buttons name lines in the place of holding what they copy."""
    texts = [html.unescape(one).split("\n") for one in COPIED.findall(content)]
    if not texts:
        return content
    lines = [line for code in CODE.findall(content) for line in plain(code).split("\n")]
    there = set(lines)
    rest = dict.fromkeys(line for text in texts for line in text if line not in there)
    lines += rest
    content = COPIED.sub(lambda one: f' data-lines="{" ".join(runs(one[1], lines))}"', content)
    listed = json.dumps(list(rest), ensure_ascii=False).replace("<", r"\u003c")
    return f'{content}<script type="application/json" id="__lines">{listed}</script>'


def plain(code: str) -> str:
    """Code without the highlighter's tags."""
    return html.unescape(TAG.sub("", code))


def runs(text: str, lines: list[str]) -> Iterator[str]:
    """Where the lines of a text stand, the longest run of them first."""
    wanted = html.unescape(text).split("\n")
    at = 0
    while at < len(wanted):
        starts = [n for n, line in enumerate(lines) if line == wanted[at]]
        first = max(starts, key=lambda n: common(wanted[at:], lines[n:]))
        length = common(wanted[at:], lines[first:])
        yield f"{first}-{first + length - 1}" if length > 1 else str(first)
        at += length


def common(some: list[str], others: list[str]) -> int:
    """How many lines are the same at the beginning of both."""
    return next(
        (n for n, (one, other) in enumerate(zip(some, others, strict=False)) if one != other),
        min(len(some), len(others)),
    )
