// The buttons and the slider that go through the steps.
import { steps } from "../figure/numbers.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

const SPEEDS = [0.5, 1, 2, 4];
export const PLAY_SIGN = "▶\uFE0E"; // as text, not as a coloured picture

/** @param {State} state @param {Language} language */
export function transport(state, language) {
  const all = steps(state);
  /** @param {"first" | "back" | "play" | "forward" | "last"} action @param {string} sign */
  const icon = (action, sign) =>
    `<button type="button" data-do="${action}" aria-label="${word(language, action)}" title="${word(language, action)}">${sign}</button>`;
  const speeds = SPEEDS.map(
    (one) => `<option value="${one}"${one === 1 ? " selected" : ""}>${one}×</option>`,
  );
  return (
    icon("first", "«") +
    icon("back", "‹") +
    icon("play", PLAY_SIGN) +
    icon("forward", "›") +
    icon("last", "»") +
    `<input type="range" data-scrub min="0" max="${all}" value="${all}" aria-label="${word(language, "scrub")}">` +
    `<output class="count">${word(language, "step_of", { n: all, of: all })}</output>` +
    `<label>${word(language, "speed")} <select data-change="speed">${speeds.join("")}</select></label>`
  );
}
