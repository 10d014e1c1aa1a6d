// What an operation computes on a plane: the output, the stamps, the input that is slid over, the
// matrix.
import { grid, pairs, upTo } from "./grid.js";
import { kept } from "./kept.js";
import { addedInto, metTaps } from "./meet.js";
import { source } from "./pads.js";
import { atEnd, equivalentPadding, outputSize, reach, sizes, stampedSize } from "./size.js";
import { axis, onBoth } from "./state.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").Plane} Plane */
/** @typedef {{ n: number, t: Pair, value: number }} Entry of a row of the matrix, in column n */

/** Nobody writes into what this gives: it is kept. */
export const output = kept((/** @type {Plane} */ state) =>
  state.mode === "conv" ? gather(state) : crop(state, stamp(state)),
);

/**
 * Every output cell sums its taps. Right for both operations. The innermost loop goes along a row
 * of numbers of one kind, which is what makes it quick.
 * @param {Plane} state
 */
export function gather(state) {
  const [x, w] = [state.x, state.w].map(flatRows);
  const [rows, columns] = metTaps(state);
  const across = columns.map((column) => ({
    t: Int32Array.from(column, (one) => one.t),
    n: Int32Array.from(column, (one) => one.n),
  }));
  return rows.map((row) => {
    const sums = new Float64Array(columns.length);
    for (const one of row) addRow(sums, x[one.n], w[one.t], across);
    return [...sums];
  });
}

/** @param {Rows} array */
const flatRows = (array) => array.map((row) => Float64Array.from(row));

/**
 * What a row of the input adds, through a row of the kernel.
 * @param {Float64Array} sums @param {Float64Array} cells @param {Float64Array} taps
 * @param {{ t: Int32Array, n: Int32Array }[]} across
 */
function addRow(sums, cells, taps, across) {
  for (let m = 0; m < sums.length; m++) {
    const { t, n } = across[m];
    let sum = sums[m];
    for (let index = 0; index < t.length; index++) sum += cells[n[index]] * taps[t[index]];
    sums[m] = sum;
  }
}

/**
 * Stamp the first `count` input cells: the whole canvas, before the padding crops it.
 * @param {Plane} state
 */
export const stamp = (state, count = Infinity) =>
  count === Infinity ? allStamps(state) : stamps(state, count);

const allStamps = kept((/** @type {Plane} */ state) => stamps(state, Infinity));

/** @param {Plane} state @param {number} count */
function stamps(state, count) {
  const { i, k, s, d } = state;
  const [x, w] = [state.x, state.w].map(flatRows);
  const canvas = flatRows(grid(...canvasSize(state), () => 0));
  for (let r = 0; r < i[0]; r++) {
    const cells = Math.min(Math.max(count - r * i[1], 0), i[1]);
    for (let a = 0; a < k[0]; a++)
      stampRow(canvas[r * s[0] + a * d[0]], x[r].subarray(0, cells), w[a], s[1], d[1]);
  }
  return canvas.map((row) => [...row]);
}

/**
 * The stamps of a row of input cells with a row of the kernel.
 * @param {Float64Array} sums @param {Float64Array} cells @param {Float64Array} taps
 * @param {number} s @param {number} d
 */
function stampRow(sums, cells, taps, s, d) {
  for (let c = 0; c < cells.length; c++)
    for (let b = 0; b < taps.length; b++) sums[c * s + b * d] += cells[c] * taps[b];
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
function crop(state, canvas) {
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
