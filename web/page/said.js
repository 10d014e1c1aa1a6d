// What the theme makes in the browser, for who listens to a page: that something was copied is
// said aloud, and the box around a button of a code block is no landmark of the page.

/** @typedef {{ subscribe: (next: (made: { ref: Element }) => void) => void }} Components */

document.querySelector(".md-dialog")?.setAttribute("role", "status");

const { component$ } = /** @type {{ component$?: Components }} */ (
  /** @type {unknown} */ (globalThis)
);
component$?.subscribe(({ ref }) => {
  const before = ref.previousElementSibling;
  if (before?.matches(".md-code__nav")) before.setAttribute("role", "none");
});
