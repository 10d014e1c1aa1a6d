// Arrays as small tables, in the ink of their role.
import { number } from "../figure/text.js";
import { word as figureWord } from "../figure/words.js";

/** @import { Language } from "./types.js" */
/** @typedef {"x" | "w" | "y"} Letter */

/** @param {Letter} letter @param {Language} language */
const name = (letter, language) => `${figureWord(language, letter)} <i>${letter}</i>`;

/**
 * Some grids side by side, each with its name.
 * @param {Language} language @param {[Letter, (number | string)[][]][]} arrays
 */
export const named = (language, ...arrays) =>
  side(arrays.map(([letter, rows]) => grid(letter, rows, name(letter, language))));

/** @param {string[]} parts */
const side = (parts) => `<div class="exercise__grids">${parts.join("")}</div>`;

/** @param {Letter} letter @param {(number | string)[][]} rows @param {string} caption */
export function grid(letter, rows, caption = "") {
  const cells = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  const title = caption && `<caption>${caption}</caption>`;
  return `<table class="exercise__grid ${letter}">${title}<tbody>${cells}</tbody></table>`;
}

/** @param {number | string} value */
const cell = (value) => `<td>${typeof value === "number" ? number(value) : value}</td>`;

/** The name of an output cell; a vector has one index. @param {[number, number]} cell @param {boolean} one */
export const cellName = ([r, c], one) =>
  `<span class="role-output">y<sub>${one ? c : `${r},${c}`}</sub></span>`;
