// The fields in which the numbers can be changed.
import { button } from "./button.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/**
 * What to fill a grid with, by row, column and width.
 * @type {Record<"count" | "ones" | "random", (r: number, c: number, width: number) => number>}
 */
const FILL = {
  count: (r, c, width) => r * width + c + 1,
  ones: () => 1,
  random: () => Math.floor(Math.random() * 19) - 9,
};

/** @typedef {keyof typeof FILL} Fill */

/** @param {Rows} array @param {Fill} kind */
export const refilled = (array, kind) =>
  array.map((row, r) => row.map((_, c) => FILL[kind](r, c, row.length)));

/** Numbers as text that can be edited. @param {Rows} array */
export const lines = (array) => array.map((row) => row.join(" ")).join("\n");

/** @param {State} state @param {Language} language */
export const values = (state, language) =>
  `<summary>${word(language, "values")}</summary><div class="columns">` +
  `<div>${area(state, language, "x")}</div><div>${area(state, language, "w")}</div></div>` +
  `<p class="wrong" role="alert"></p>`;

/** @param {State} state @param {Language} language @param {"x" | "w"} name */
function area(state, language, name) {
  const kinds = /** @type {Fill[]} */ (Object.keys(FILL));
  const fills = kinds.map((kind) =>
    button("fill", word(language, `fill_${kind}`), `data-value="${name},${kind}"`),
  );
  return (
    `<label>${word(language, `values_${name}`)}<textarea data-values="${name}" rows="4" spellcheck="false" autocomplete="off">${lines(state[name])}</textarea></label>` +
    `<div class="fill"><span>${word(language, "fill")}</span>${fills.join("")}</div>`
  );
}
