// What is wider than its box scrolls in it, by the arrow keys as well; the theme says so of code, when
// it is seen.
const WIDE = ".katex-display, pre > code, .md-typeset__scrollwrap, .md-typeset__table > table";

const watch = new ResizeObserver((entries) => {
  // All are measured before one changes, or each would have the page laid out again.
  const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
  entries.forEach(({ target }, n) => {
    if (wide[n]) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  });
});

// Once the theme has put tables into their boxes.
addEventListener("load", () => {
  for (const one of document.querySelectorAll(WIDE)) watch.observe(one);
});
