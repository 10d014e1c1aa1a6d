// The sliders.
import { range } from "../core/limits.js";
import { PARAMETERS } from "../core/state.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Parameter} Parameter */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/**
 * One slider for each parameter, or one for its rows and one for its columns.
 * @param {State} state @param {Language} language @param {boolean} apart
 */
export function parameters(state, language, apart) {
  /** @type {(0 | 1)[][]} */
  const axes = apart ? [[0], [1]] : [[0, 1]];
  return PARAMETERS.map((name) => {
    const hidden = isHidden(state, name) ? " hidden" : "";
    const sliders = axes.map(
      (one) => `<span class="slide">${slider(state, language, name, one)}</span>`,
    );
    return `<div class="parameter"${hidden}><span class="name"><i>${name}</i> ${word(language, name)}</span>${sliders.join("")}</div>`;
  }).join("");
}

/** A convolution has no output padding. @param {State} state @param {Parameter} name */
export const isHidden = ({ mode }, name) => name === "op" && mode === "conv";

/**
 * @param {State} state @param {Language} language @param {Parameter} name @param {(0 | 1)[]} axes
 */
function slider(state, language, name, axes) {
  const [low, high] = range(state, name, axes);
  const value = state[name][axes[0]];
  const which = axes.length > 1 ? "" : `, ${word(language, axes[0] ? "columns" : "rows")}`;
  const fixed = low === high ? " disabled" : "";
  return (
    `<input type="range" data-parameter="${name}" data-axes="${axes.join()}" min="${low}" max="${high}" ` +
    `step="1" value="${value}"${fixed} aria-label="${word(language, name)}${which}"><output>${value}</output>`
  );
}
