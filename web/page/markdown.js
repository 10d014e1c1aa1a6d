// "Copy page as Markdown": the copy lies beside the page.

/** @typedef {{ next: (said: string) => void }} Alert the theme's, which shows it and says it */

/** @param {string} address */
async function copied(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return new Blob([await answer.text()], { type: "text/plain" });
}

/** @param {HTMLElement} button */
async function copy({ dataset: { markdown = "", said = "" } }) {
  try {
    // A promise, not its text: some browsers forget the click while the page loads.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": copied(markdown) })]);
  } catch {
    location.assign(markdown); // a folder, or a browser that lets nothing be copied: show it
    return;
  }
  const { alert$ } = /** @type {{ alert$?: Alert }} */ (/** @type {unknown} */ (globalThis));
  alert$?.next(said);
}

const button = document.querySelector("button[data-markdown]");
if (button instanceof HTMLElement) button.addEventListener("click", () => void copy(button));
