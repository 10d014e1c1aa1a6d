// Buttons as large as a fingertip that do what the arrow keys do, since cells are smaller than it.
import { group } from "./button.js";
import { word } from "./words.js";

/** @typedef {import("../words/speaker.js").Language} Language */

const ARROWS = /** @type {const} */ ([
  ["ArrowLeft", "left", "←"],
  ["ArrowUp", "up", "↑"],
  ["ArrowDown", "down", "↓"],
  ["ArrowRight", "right", "→"],
  ["PageDown", "grid", "⇥"],
]);

/** @param {Language} language */
export function arrows(language) {
  const buttons = ARROWS.map(([key, name, sign]) => {
    const label = word(language, name);
    return `<button type="button" data-do="key" data-value="${key}" aria-label="${label}" title="${label}">${sign}</button>`;
  });
  return group(word(language, "cell"), buttons.join(""));
}
