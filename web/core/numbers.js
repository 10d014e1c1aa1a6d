// What an operation computes on a plane: the output, the stamps, the input that is slid over, the
// matrix.
import { grid, pairs, unflat, upTo } from "./grid.js";
import { addedInto, metTaps } from "./meet.js";
import { source } from "./pads.js";
import { atEnd, equivalentPadding, outputSize, reach, sizes, stampedSize } from "./size.js";
import { axis, onBoth } from "./state.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").Plane} Plane */
/** @typedef {{ n: number, t: Pair, value: number }} Entry of a row of the matrix, in column n */

/** @param {Plane} state */
export const output = (state) =>
  state.mode === "conv" ? gather(state) : crop(state, stamp(state));

/** Every output cell sums its taps. Right for both operations. @param {Plane} state */
export function gather(state) {
  const { x, w } = state;
  const [rows, columns] = metTaps(state);
  return rows.map((row) =>
    columns.map((column) => {
      let sum = 0;
      for (const one of row)
        for (const other of column) sum += x[one.n][other.n] * w[one.t][other.t];
      return sum;
    }),
  );
}

/**
 * Stamp the first `count` input cells: the whole canvas, before the padding crops it.
 * @param {Plane} state
 */
export function stamp(state, count = Infinity) {
  const { x, w, i, k, s, d } = state;
  const sums = grid(...canvasSize(state), () => 0);
  for (const place of upTo(Math.min(count, i[0] * i[1]))) {
    const [r, c] = unflat(place, i[1]);
    for (let a = 0; a < k[0]; a++)
      for (let b = 0; b < k[1]; b++)
        sums[r * s[0] + a * d[0]][c * s[1] + b * d[1]] += x[r][c] * w[a][b];
  }
  return sums;
}

/** What is stamped, and the rows beyond it that output_padding adds. @param {Plane} state */
function canvasSize(state) {
  const size = sizes(state);
  return onBoth((a) => Math.max(stampedSize(axis(state, a)), size[a] + state.p[a]));
}

/**
 * What is left of the canvas: padding crops it, or adds what is outside to the cells that it copies.
 * @param {Plane} state @param {Rows} canvas
 */
export function crop(state, canvas) {
  const { p } = state;
  const size = sizes(state);
  const [rows, columns] = onBoth((a) =>
    upTo(size[a]).map((m) => addedInto(axis(state, a), m, size[a]).map((place) => place + p[a])),
  );
  return grid(...size, (r, c) => {
    let sum = 0;
    for (const row of rows[r]) for (const column of columns[c]) sum += canvas[row][column];
    return sum;
  });
}

/** The first position of u that is slid over, and how many there are. @param {Plane} state */
export function slidingFrame(state) {
  return onBoth((a) => {
    const one = axis(state, a);
    if (state.mode === "conv") return { start: 0 - one.p, size: one.i + one.p + atEnd(one) };
    // What padding adds back comes from all of the canvas.
    if (state.pad) return { start: 1 - reach(one), size: stampedSize(one) + reach(one) - 1 };
    const start = 0 - equivalentPadding(one);
    return { start, size: outputSize(state.mode, one) + reach(one) - 1 };
  });
}

/**
 * At position u: the value of an input cell, or the zero between and around them.
 * @param {Plane} state @param {Pair} u
 */
export function valueAt({ mode, x, i, s, pad }, u) {
  const [r, c] = onBoth((a) => (mode === "conv" ? (source(pad, u[a], i[a]) ?? -1) : u[a] / s[a]));
  return x[r]?.[c] ?? 0;
}

/**
 * The entries of the matrix that takes x, read as one column, to y: C, or the transpose of C. Where
 * padding copies cells, several taps may meet in one entry, which is their sum.
 * @param {Plane} state @returns {Entry[][]}
 */
export function matrix(state) {
  const [rows, columns] = metTaps(state);
  return pairs(rows, columns, (row, column) => {
    const found = pairs(row, column, (one, other) => ({
      n: one.n * state.i[1] + other.n,
      t: /** @type {Pair} */ ([one.t, other.t]),
      value: state.w[one.t][other.t],
    }));
    return state.pad ? summed(found) : found;
  });
}

/** @param {Entry[]} entries */
function summed(entries) {
  /** @type {Map<number, Entry>} */
  const found = new Map();
  for (const one of entries) {
    const before = found.get(one.n);
    if (before) before.value += one.value;
    else found.set(one.n, one);
  }
  return [...found.values()];
}

/** How many entries that are. @param {Plane} state */
export function matrixEntries(state) {
  const [rows, columns] = metTaps(state).map((taps) =>
    taps.reduce((sum, one) => sum + one.length, 0),
  );
  return rows * columns;
}
