// The fields in which the numbers can be changed.
import { inputs, outputGradients, slices } from "../core/planes.js";
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

/** @param {Rows[]} planes @param {Fill} kind */
export const refilled = (planes, kind) =>
  planes.map((array) => array.map((row, r) => row.map((_, c) => FILL[kind](r, c, row.length))));

/** @param {Rows} array */
const lines = (array) => array.map((row) => row.join(" ")).join("\n");

/** @typedef {"x" | "w" | "gy"} Editable */

/** The planes of an array. @param {State} state @param {Editable} name */
export function planesOf(state, name) {
  if (name === "gy") return outputGradients(state);
  return name === "x" ? inputs(state) : slices(state);
}

/** Numbers as text that can be edited, an empty line between two planes. @param {State} state @param {Editable} name */
export const textOf = (state, name) => planesOf(state, name).map(lines).join("\n\n");

/** What was typed, as a link has it. @param {string} text */
export const typed = (text) =>
  text
    .trim()
    .split(/\n[^\S\n]*\n+/)
    .join("/");

/** @param {State} state @param {Language} language */
export const values = (state, language) =>
  `<summary>${word(language, "values")}</summary><div class="columns">` +
  `<div>${area(state, language, "x")}</div><div>${area(state, language, "w")}</div>` +
  `<div class="gradient"${hasGradient(state) ? "" : " hidden"}>${area(state, language, "gy")}</div></div>` +
  `<label class="bias">${word(language, "values_b")} <input type="text" data-values="b" value="${biasText(state)}" autocomplete="off"></label>` +
  `<p class="several"${state.channels ? "" : " hidden"}>${word(language, "planes_apart")}</p>` +
  `<p class="wrong" role="alert"></p>`;

/** Whether the gradient of the output has a part in what is shown. @param {State} state */
export const hasGradient = ({ act }) => act === "gx" || act === "gw";

/** @param {State} state */
export const biasText = ({ b, channels }) =>
  (b ?? Array.from({ length: channels?.co ?? 1 }, () => 0)).join(", ");

/** @param {State} state @param {Language} language @param {Editable} name */
function area(state, language, name) {
  const kinds = /** @type {Fill[]} */ (Object.keys(FILL));
  const fills = kinds.map((kind) =>
    button("fill", word(language, `fill_${kind}`), `data-value="${name},${kind}"`),
  );
  return (
    `<label>${word(language, `values_${name}`)}<textarea data-values="${name}" rows="4" spellcheck="false" autocomplete="off">${textOf(state, name)}</textarea></label>` +
    `<div class="fill"><span>${word(language, "fill")}</span>${fills.join("")}</div>`
  );
}
