// What copies code: a block as it stands, or with what it needs from above. What stands there is not
// in the page twice: a button names lines of the page's code, and of a list of those that stand
// nowhere else (engine/copies.py).
const BUTTONS = ".md-code__button, [data-lines]";
const REST = "#__lines";

/** All lines that a button may name. */
function lines() {
  const code = [...document.querySelectorAll(".highlight pre > code")];
  const there = code.flatMap(({ textContent }) => (textContent ?? "").split("\n"));
  return [...there, ...JSON.parse(document.querySelector(REST)?.textContent ?? "[]")];
}

/** The lines that are named. @param {string} named as in `3-9 40` */
function those(named) {
  const all = lines();
  const runs = named.split(" ").map((run) => run.split("-").map(Number));
  return runs.flatMap(([first, last = first]) => all.slice(first, last + 1)).join("\n");
}

/** What a button copies. @param {HTMLElement} button */
function text({ dataset: { lines }, parentElement }) {
  if (lines !== undefined) return those(lines);
  const code = parentElement?.nextElementSibling;
  return code instanceof HTMLElement ? code.innerText.trimEnd() : "";
}

// Before the theme, which copies it: on the way down.
document.addEventListener(
  "click",
  ({ target }) => {
    const button = target instanceof Element && target.closest(BUTTONS);
    if (button instanceof HTMLElement) button.dataset.clipboardText ??= text(button);
  },
  true,
);
