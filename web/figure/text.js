// Numbers and sizes as a reader sees them.

/** @typedef {import("../core/state.js").Pair} Pair */

/** A true minus sign, and at most four decimals; more are marked as cut. @param {number} value */
export function number(value) {
  const rounded = Number(value.toFixed(4));
  return String(rounded).replace("-", "−") + (rounded === value ? "" : "…");
}

/** One number for both axes where they are equal. @param {Pair} pair */
export const pairText = ([rows, columns]) =>
  rows === columns ? number(rows) : `${number(rows)}, ${number(columns)}`;

/** A parameter of both axes, or of the only one. @param {Pair} pair @param {1 | undefined} axes */
export const axesText = (pair, axes) => (axes ? number(pair[1]) : pairText(pair));

/**
 * Padding at the start, and at the end where it differs.
 * @param {Pair} start @param {Pair | undefined} end @param {1 | undefined} axes
 */
export const paddingText = (start, end, axes) =>
  axesText(start, axes) + (end ? ` … ${axesText(end, axes)}` : "");

/** @param {Pair} size */
export const sizeText = ([rows, columns]) => `${rows}×${columns}`;

const CHINESE_FROM = 0x2e80; // letters from here on are as wide as they are high

/** About how wide a text is. @param {string} text @param {number} font its size */
export const widthOf = (text, font) =>
  [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > CHINESE_FROM ? 1 : 0.57), 0) *
  font;
