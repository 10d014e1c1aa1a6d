"""What a page is asked in the browser; each answer is a list of faults, or a number."""

# How far what was seen already moved, as the browser's own definition counts it.
WATCH_SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (!one.hadRecentInput) window.moved += one.value;
})).observe({ type: "layout-shift", buffered: true });
"""

# In every question below.
COMMON = """
const all = (selector) => [...document.querySelectorAll(selector)];
const box = (one) => one.getBoundingClientRect();
const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && box(one).width > 0;
const named = (one) =>
  `${one.tagName} ${one.className.baseVal ?? one.className}: ` +
  one.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
const scrolls = (one) => one && (getComputedStyle(one).overflowX !== "visible"
  || scrolls(one.parentElement));
const meet = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
"""

# Wider than the screen, or where nobody can scroll to.
WIDER = """
const page = document.documentElement;
const width = page.clientWidth;
const wide = all("article *").filter((one) => box(one).right > width + 1 && !scrolls(one));
if (page.scrollWidth > width) wide.unshift(page);
return wide.slice(0, 3).map((one) => `${one.scrollWidth} px ${named(one)}`);
"""

SMALL_NUMBERS = """
return all("article svg text").filter(seen)
  .map((one) => [parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a, one])
  .filter(([size]) => size < 9.95)
  .map(([size, one]) => `${size.toFixed(1)} px ${named(one)}`);
"""

# What stands in a sentence is as high as its line, what copies a block is the theme's.
SMALL_TARGETS = """
const inText = "p:not(.copies, .whole) a, li a, td a, th a, dt a, dd a, h1 a, h2 a, h3 a, h4 a";
return all("article :is(button, summary, select, input, textarea, a)")
  .filter((one) => seen(one) && !one.matches(`.md-code__button, .md-content__button, ${inText}`))
  .map((one) => [box(one.closest("label:not(.layer-stack__fields *)") ?? one), one])
  .filter(([{ width, height }]) => Math.min(width, height) < 43.9)
  .map(([{ width, height }, one]) => `${width.toFixed(0)} x ${height.toFixed(0)} ${named(one)}`);
"""

COVERED = """
const words = [];
const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
  if (node.parentElement.closest(".katex-mathml, nav")) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  words.push(...[...range.getClientRects()].map((rect) => [rect, node]));
}
return all(".md-code__button").filter(seen).flatMap((button) =>
  words.filter(([rect]) => meet(rect, box(button)))
    .map(([, node]) => `a button lies on ${node.data.trim().slice(0, 40)}`));
"""

# What scrolls sideways has a shade that stays at its edges, and a ground over it that comes along.
UNSIGNED = """
return all("article *").filter((one) => {
  const { overflowX, backgroundImage, backgroundAttachment } = getComputedStyle(one);
  if (!["auto", "scroll"].includes(overflowX) || one.matches("textarea")) return false;
  if (!seen(one) || one.scrollWidth <= one.clientWidth + 1) return false;
  return !backgroundImage.includes("gradient") ||
    !["local", "scroll"].every((word) => backgroundAttachment.includes(word));
}).map(named);
"""

# A part that hides what it has no room for, and two parts of a tool or of the head that overlap.
CUT = """
const cut = all("article *, .md-header *").filter((one) => {
  const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
  if (textOverflow === "ellipsis" || !seen(one) || !one.clientWidth) return false;
  if (one.closest(".katex, .live, .md-search, .md-header__title, svg")) return false;
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  return (hides(overflowX) && one.scrollWidth > one.clientWidth + 4) ||
    (hides(overflowY) && one.scrollHeight > one.clientHeight + 4);
}).map((one) => `cut: ${named(one)}`);
const parts = (inside) => all(
  `${inside} :is(button, select, output, label, .formula, h1, p, svg, legend, caption)`)
  .filter((one) => seen(one) && !one.closest(".md-search, .md-header__topic, .katex"));
const tools = ["conv-explorer", "conv-exercise", "layer-stack", "size-finder"];
const overlaps = [...tools, ".md-header__inner"]
  .flatMap((inside) => {
    const found = parts(inside);
    return found.flatMap((one, index) => found.slice(index + 1)
      .filter((other) => !one.contains(other) && meet(box(one), box(other)))
      .map((other) => `overlap: ${named(one)} and ${named(other)}`));
  });
return [...cut, ...overlaps];
"""

# An underline lies below the _ of a name, which reaches a quarter of its font below the line.
HIDDEN_UNDERSCORES = """
return all("article a code").filter((one) => one.textContent.includes("_") && seen(one))
  .filter((one) => {
    const { textUnderlineOffset, fontSize } = getComputedStyle(one.closest("a"));
    const offset = textUnderlineOffset.endsWith("px") ? parseFloat(textUnderlineOffset) : 0;
    return offset < 0.25 * parseFloat(getComputedStyle(one).fontSize) + 1;
  }).map(named);
"""

# The columns of a page that is printed are its sheets: the browser breaks both by the same rules.
SHEETS = """
const [width, height, gap] = [718, 1046, 82]; // A4 less the margins, as Chromium prints
const article = document.querySelector("article");
for (const one of all("details")) one.open = true;
article.style.cssText = `columns: ${width}px auto; column-fill: auto; column-gap: ${gap}px;` +
  `width: ${width}px; height: ${height}px; margin: 0; padding: 0`;
const left = box(article).left;
const rects = (one) => [...one.getClientRects()].filter((rect) => rect.height > 0);
const sheet = (rect) => Math.floor((rect.left - left + 5) / (width + gap));
const next = (one) => {
  do one = one.nextElementSibling; while (one && !rects(one).length);
  return one;
};
const alone = all("article :is(h1, h2, h3, h4, h5, h6)").filter((one) =>
  rects(one).length && next(one) && sheet(rects(one).at(-1)) !== sheet(rects(next(one))[0]));
const whole = "tr, .katex-display, .conv-figure .pan, .readout, .picture";
const split = all(`article :is(${whole})`)
  .filter((one) => new Set(rects(one).map(sheet)).size > 1);
const cut = all("article *").filter((one) => one.clientWidth && rects(one).length
  && getComputedStyle(one).overflowX !== "visible"
  && !one.closest(".katex-mathml, summary, .live")
  && one.scrollWidth > one.clientWidth + 1);
const beside = all("article :is(table, .katex-display .base, svg, pre)").filter((one) =>
  rects(one).some((rect) => rect.right - left - sheet(rect) * (width + gap) > width + 4));
const again = all("article tfoot").filter((one) =>
  getComputedStyle(one).display === "table-footer-group");
return Object.entries({ alone, split, cut, beside, again })
  .flatMap(([fault, found]) => found.map((one) => `${fault}: ${named(one)}`));
"""


def ask(page, *questions):
    """The answers of a page to some of the questions, in one list."""
    return [one for each in questions for one in page.evaluate(f"() => {{ {COMMON} {each} }}")]
