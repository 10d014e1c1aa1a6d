"""Turn TeX into HTML and MathML at build, with KaTeX from the npm lock file, run in process by V8.

The reader's browser runs no math script, nothing jumps while the page loads, and a TeX mistake
stops the build.
"""

import functools
import html
import json
import re

from py_mini_racer import JSEvalException

import facts
from engine import fonts, mathml, v8
from engine.errors import PageError

FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)
BASE = '<span class="katex-base">'  # a part of a formula between two places where it may break
# Punctuation that a line may not part from the formula in a sentence that it stands at.
BESIDE = re.compile(
    rf"(?P<before>[(（“‘「《]?)(?P<formula>{FORMULA.pattern})(?P<after>[,.;:!?)，。；：！？、）”’」》]*)",
    re.DOTALL,
)

# A role is what a number is for: its macro gives it the class that the style sheet colours.
Roles = tuple[tuple[str, str], ...]  # the macro and the name of each
RENDER = r"""
function render(tex, displayMode, roles) {
  const macros = {};
  for (const [macro, name] of JSON.parse(roles))
    macros["\\" + macro] = "\\htmlClass{role-" + name + "}{#1}";
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
    return (fonts.KATEX / "katex.min.js").read_text(encoding="utf-8")


def render(tex: str, display: bool) -> str:
    """The HTML and MathML of one formula; PageError says what KaTeX cannot read."""
    return _rendered(tex, display, _roles())


def _roles() -> Roles:
    return tuple((role.macro, role.name) for role in facts.roles())


@functools.lru_cache(maxsize=10_000)
def _rendered(tex: str, display: bool, roles: Roles) -> str:
    try:
        made = str(v8.load(_katex(), RENDER).call("render", tex, display, json.dumps(roles)))
    except JSEvalException as error:
        reason = re.search(r"ParseError: (.*)", str(error))
        raise PageError(
            f"KaTeX cannot read the formula {tex!r}: {reason[1] if reason else error}"
        ) from error
    fonts.note(made)
    return mathml.repaired(made)


def typeset(content: str, where: str, language: str) -> str:
    """HTML with every formula in it rendered, and kept together with the punctuation beside it."""
    roles = _roles()  # those of this build

    def one(match: re.Match[str]) -> str:
        tex, display = html.unescape(match["tex"]).strip(), match["tag"] == "div"
        try:
            made = _rendered(tex, display, roles)
        except PageError as error:
            raise PageError(f"{where}: {error}") from error
        if r"\allowbreak" in tex:
            made = made.replace(BASE, f"<wbr>{BASE}").replace(f"<wbr>{BASE}", BASE, 1)
        together = f"{match['before']}{made}{match['after']}"
        if display or together == made:
            return together
        return f'<span class="together">{together}</span>'

    return mathml.named(BESIDE.sub(one, content), language)
