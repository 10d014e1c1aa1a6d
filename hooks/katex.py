"""Turn TeX into HTML and MathML at build, with KaTeX from the npm lock file, run in process by V8.

The reader's browser runs no math script, nothing jumps while the page loads, and a TeX mistake
stops the build. Formulas are rendered after the search plugin has read the page, so that its
index holds words and not markup.
"""

import atexit
import functools
import html
import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from py_mini_racer import JSEvalException, MiniRacer

ROOT = Path(__file__).resolve().parent.parent
KATEX = ROOT / "node_modules" / "katex" / "dist"
FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)

# A role is what a number is for: the macros colour and mark it, and site.css says how.
RENDER = r"""
const macros = {};
for (const role of ["Input", "Kernel", "Output", "Padding", "Dropped"])
  macros["\\" + role] = "\\htmlClass{role-" + role.toLowerCase() + "}{#1}";

function render(tex, displayMode) {
  return katex.renderToString(tex, {
    displayMode,
    macros: { ...macros },
    output: "htmlAndMathml",
    throwOnError: true,
    strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
    trust: ({ command }) => command === "\\htmlClass",
  });
}
"""


@functools.cache
def engine():
    """One V8 with KaTeX loaded, for the whole life of the process."""
    context = MiniRacer()
    context.eval((KATEX / "katex.min.js").read_text(encoding="utf-8"))
    context.eval(RENDER)
    atexit.register(context.close)  # Python waits for ever at its exit for a V8 that is open
    return context


@functools.cache
def render(tex, display):
    """The HTML and MathML of one formula."""
    return engine().call("render", tex, display)


def on_files(files, config):
    """Serve KaTeX's style sheet and its fonts from this site."""
    css = (KATEX / "katex.min.css").read_text(encoding="utf-8")
    # Every browser of the last ten years reads woff2: leave the other formats out.
    css = re.sub(r",url\([^)]*\.(woff|ttf)\) format\([^)]*\)", "", css)
    files.append(File.generated(config, "assets/katex/katex.css", content=css))
    for font in sorted((KATEX / "fonts").glob("*.woff2")):
        files.append(File.generated(config, f"assets/katex/fonts/{font.name}", abs_src_path=font))
    return files


def on_page_context(context, page, **_):
    """Replace every formula of the page."""

    def replace(match):
        tex = html.unescape(match["tex"]).strip()
        try:
            return render(tex, match["tag"] == "div")
        except JSEvalException as error:
            reason = re.search(r"ParseError: (.*)", str(error))
            raise PluginError(
                f"{page.file.src_uri}: KaTeX cannot read the formula {tex!r}: "
                f"{reason[1] if reason else error}"
            ) from error

    page.content = FORMULA.sub(replace, page.content)
    return context
