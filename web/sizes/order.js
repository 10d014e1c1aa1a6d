// What people use first comes first: no dilation, no output padding, and a kernel of two strides,
// which overlaps evenly; then by k, s and p, and a convolution before a transposed one. Of layers
// with rows and columns each of these is a pair, compared rows first.
import { MODES } from "./find.js";

/** @import { Pair } from "../core/state.js" */
/** @import { Letter, Layer, Result } from "./types.js" */

/** @typedef {number | Pair} Size */

/** @param {Size} k @param {Size} s @returns {Size} */
const fromTwice = (k, s) =>
  Array.isArray(k) && Array.isArray(s)
    ? [Math.abs(k[0] - 2 * s[0]), Math.abs(k[1] - 2 * s[1])]
    : Math.abs(Number(k) - 2 * Number(s));

/** @param {Result} result */
const key = ({ mode, k, s, p, d, op }) =>
  [d, op, fromTwice(k, s), k, s, p, MODES.indexOf(mode)].flat();

/** Sorted, without asking for a key twice. @param {Result[]} results */
const sorted = (results) =>
  results
    .map((result) => ({ result, key: key(result) }))
    .sort((one, other) => compared(one.key, other.key))
    .map(({ result }) => result);

/** @param {number[]} one @param {number[]} other */
function compared(one, other) {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at < 0 ? 0 : one[at] - other[at];
}

/**
 * The results of one axis, or of two: every layer of the rows with every one of the columns that is
 * of its kind.
 * @param {Layer[][]} layers
 */
export function joined([rows, columns]) {
  if (!columns) return sorted(rows);
  return sorted(
    rows.flatMap((one) =>
      columns.filter(({ mode }) => mode === one.mode).map((other) => pair(one, other)),
    ),
  );
}

/** How many results these would be. @param {Layer[][]} layers */
export function count([rows, columns]) {
  if (!columns) return rows.length;
  const of = (/** @type {Layer[]} */ all, /** @type {string} */ mode) =>
    all.filter((one) => one.mode === mode).length;
  return MODES.reduce((sum, mode) => sum + of(rows, mode) * of(columns, mode), 0);
}

/** @param {Layer} one @param {Layer} other @returns {Result} */
function pair(one, other) {
  /** @param {Letter | "op"} name @returns {Pair} */
  const both = (name) => [one[name], other[name]];
  return {
    mode: one.mode,
    k: both("k"),
    s: both("s"),
    p: both("p"),
    d: both("d"),
    op: both("op"),
  };
}

/** The layers of a result, one for each axis. @param {Result} result @returns {Layer[]} */
export function apart({ mode, k, s, p, d, op }) {
  const axes = Array.isArray(k) ? [0, 1] : [0];
  /** @param {Size} value @param {number} axis */
  const on = (value, axis) => (Array.isArray(value) ? value[axis] : value);
  return axes.map((a) => ({
    mode,
    k: on(k, a),
    s: on(s, a),
    p: on(p, a),
    d: on(d, a),
    op: on(op, a),
  }));
}
