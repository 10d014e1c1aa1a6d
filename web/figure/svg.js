// Pieces of SVG.
import { escape } from "../words/escape.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("./layout.js").Box} Box */
/** @typedef {readonly [x: number, y: number, w: number, h: number]} Place */

/** One decimal is enough for a screen. @param {number} value */
export const short = (value) => Math.round(value * 10) / 10;

/** @param {Place} place */
export const rectangle = (...[x, y, w, h]) =>
  `M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`;

/** @param {string} name @param {string} d */
export const path = (name, d) => (d ? `<path class="${name}" d="${d}"/>` : "");

/**
 * @param {string} name @param {number} x @param {number} y @param {string} words
 * @param {string} more
 */
export const text = (name, x, y, words, more = "") =>
  `<text class="${name}" x="${short(x)}" y="${short(y)}"${more}>${escape(words)}</text>`;

/** Where a cell of a grid is. @param {Box} box @param {Pair} cell @returns {Place} */
export const cellPlace = ({ x, y, cw, ch, grid }, [r, c]) => [
  x + (c - grid.origin[1]) * cw,
  y + (r - grid.origin[0]) * ch,
  cw,
  ch,
];
