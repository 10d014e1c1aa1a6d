"""Turn TeX into HTML and MathML at build, with KaTeX from the npm lock file, run in process by V8.

The reader's browser runs no math script, nothing jumps while the page loads, and a TeX mistake
stops the build.
"""

import functools
import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from py_mini_racer import JSEvalException

from engine import v8
from engine.errors import PageError

ROOT = Path(__file__).resolve().parent.parent
KATEX = ROOT / "node_modules" / "katex" / "dist"
FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)

# A role is what a number is for: the macros colour and mark it, and site.css says how.
ROLES = ("Input", "Kernel", "Output", "Padding", "Dropped")
RENDER = r"""
function render(tex, displayMode, roles) {
  const macros = {};
  for (const role of JSON.parse(roles))
    macros["\\" + role] = "\\htmlClass{role-" + role.toLowerCase() + "}{#1}";
  return katex.renderToString(tex, {
    displayMode,
    macros,
    output: "htmlAndMathml",
    throwOnError: true,
    strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
    trust: ({ command }) => command === "\\htmlClass",
  });
}
"""


@functools.cache
def _katex() -> str:
    return (KATEX / "katex.min.js").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=10_000)
def render(tex: str, display: bool, roles: Sequence[str] = ROLES) -> str:
    """The HTML and MathML of one formula; PageError says what KaTeX cannot read."""
    try:
        return str(v8.load(_katex(), RENDER).call("render", tex, display, json.dumps(roles)))
    except JSEvalException as error:
        reason = re.search(r"ParseError: (.*)", str(error))
        raise PageError(
            f"KaTeX cannot read the formula {tex!r}: {reason[1] if reason else error}"
        ) from error


def typeset(content: str, where: str) -> str:
    """HTML with every formula in it rendered."""

    def one(match: re.Match[str]) -> str:
        tex = html.unescape(match["tex"]).strip()
        try:
            return render(tex, match["tag"] == "div")
        except PageError as error:
            raise PageError(f"{where}: {error}") from error

    return FORMULA.sub(one, content)


def style_sheet() -> str:
    """KaTeX's own styles, less the font formats that no browser of the last ten years asks for."""
    css = (KATEX / "katex.min.css").read_text(encoding="utf-8")
    return re.sub(r",url\([^)]*\.(woff|ttf)\) format\([^)]*\)", "", css)


def fonts() -> list[Path]:
    """The fonts that the style sheet asks for."""
    return sorted((KATEX / "fonts").glob("*.woff2"))
