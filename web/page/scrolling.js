// A formula or a table that is wider than its box scrolls in it, by the arrow keys as well.
const WIDE = ".katex-display, .md-typeset__scrollwrap, .md-typeset__table > table";

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

// Once the theme has put tables into their boxes.
addEventListener("load", () => {
  for (const one of document.querySelectorAll(WIDE)) watch.observe(one);
});
