// What can be taken away: code, arrays, and the figure.
import { TAKE } from "../core/code.js";
import { escape } from "../words/escape.js";
import { button, group } from "./button.js";
import { word } from "./words.js";

/** @typedef {import("../core/code.js").Take} Take */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

const KINDS = /** @type {Take[]} */ (Object.keys(TAKE));
export const FIRST_KIND = KINDS[0];

/** @param {State} state @param {Language} language */
export function take(state, language) {
  const kinds = KINDS.map((kind) =>
    button(
      "take",
      word(language, kind),
      `data-value="${kind}" aria-pressed="${kind === FIRST_KIND}"`,
    ),
  );
  const actions = /** @type {const} */ (["copy", "save_svg", "save_png"]);
  const saves = actions.map((action) => button(action, word(language, action)));
  return (
    `<summary>${word(language, "take")}</summary>${group(word(language, "take"), kinds.join(""))}` +
    `<pre tabindex="0" lang="en">${escape(TAKE[FIRST_KIND](state))}</pre><div class="saves">${saves.join("")}</div>`
  );
}
