// Where the lines and the cells of a cut stand.

/**
 * @import { View } from "./cut.js"
 * @import { Line, Pick, Stack } from "./stack.js"
 *
 * `first` and `part` are the shown part of the axis, from 0 to 1.
 * @typedef {{ left: number, plot: number, tall: number, step: number, top: number, first: number,
 *   part: number }} Frame
 */

export const FEW = 48; // cells that are shown at once of a long axis, around the chosen one
const WIDE = 560; // from here on, labels stand beside the lines
export const LABEL = 244;
export const COUNT = 62;

/**
 * @param {Stack} stack
 * @param {View} view
 * @returns {Frame}
 */
export function frame({ lines }, { close, middle, width }) {
  const beside = width >= WIDE;
  const most = Math.max(...lines.map(({ size }) => size));
  const part = close ? Math.min(FEW / most, 1) : 1;
  const first = Math.min(Math.max(middle - part / 2, 0), 1 - part);
  const left = beside ? LABEL : 8;
  const plot = width - left - (beside ? COUNT : 8);
  return { left, plot, tall: 12, step: beside ? 29 : 38, top: beside ? 8 : 24, first, part };
}

/**
 * Where a place of a line is, from 0 to its size.
 * @param {Frame} frame
 * @param {Line} line
 * @param {number} place
 */
export function across({ left, plot, first, part }, { size }, place) {
  const at = (place / size - first) / part;
  return left + Math.min(Math.max(at, 0), 1) * plot;
}

/**
 * The cell at a point; null beside all lines.
 * @param {Stack} stack
 * @param {Frame} frame
 * @param {number} x
 * @param {number} y
 * @returns {Pick | null}
 */
export function pickAt({ lines }, frame, x, y) {
  const { left, plot, step, top, tall, first, part } = frame;
  const line = Math.round((y - top - tall / 2) / step);
  if (!lines[line] || x < left - 4 || x > left + plot + 4) return null;
  const { size } = lines[line];
  const cell = Math.floor(((x - left) / plot) * part * size + first * size);
  return { line, cell: Math.min(Math.max(cell, 0), size - 1) };
}

/**
 * @param {Frame} frame
 * @param {number} at
 */
export const topOf = ({ top, step }, at) => top + at * step;
