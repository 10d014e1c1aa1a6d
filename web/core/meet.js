// Who meets whom: which taps an output cell reads through, and where an input cell goes.
import { isInside, pairs, upTo } from "./grid.js";
import { sizes } from "./size.js";
import { axis, onBoth } from "./state.js";

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ t: Pair, u: Pair, n: Pair | null }} Read tap, position, and input cell or a zero */
/** @typedef {{ t: Pair, m: Pair }} Write tap and output cell, which may lie outside */

/** @param {number} position @param {number} size */
const isWhole = (position, size) => Number.isInteger(position) && position >= 0 && position < size;

// ---- Along one axis

/** The taps of output cell m. @param {Mode} mode @param {Axis} one @param {number} m */
function reads(mode, { i, k, s, p, d }, m) {
  return upTo(k).map((t) => {
    const u = mode === "conv" ? m * s - p + t * d : m + p - t * d;
    const n = mode === "conv" ? u : u / s;
    return { t, u, n: isWhole(n, i) ? n : null };
  });
}

/**
 * The output cell of input cell n through tap t; between two cells when there is none.
 * @param {Mode} mode @param {Axis} one @param {number} n @param {number} t
 */
const through = (mode, { s, p, d }, n, t) =>
  mode === "conv" ? (n + p - t * d) / s : n * s + t * d - p;

/** @param {Mode} mode @param {Axis} one @param {number} n */
const writes = (mode, one, n) =>
  upTo(one.k)
    .map((t) => ({ t, m: through(mode, one, n, t) }))
    .filter(({ m }) => Number.isInteger(m));

// ---- Along both

/**
 * All taps of an output cell, zeros included.
 * @param {State} state @param {Pair} cell @returns {Read[]}
 */
export function readsOf(state, cell) {
  const [rows, columns] = onBoth((a) => reads(state.mode, axis(state, a), cell[a]));
  return pairs(rows, columns, (one, other) => ({
    t: [one.t, other.t],
    u: [one.u, other.u],
    n: one.n === null || other.n === null ? null : [one.n, other.n],
  }));
}

/** @param {State} state @param {Pair} cell @returns {Write[]} */
export function writesOf(state, cell) {
  const [rows, columns] = onBoth((a) => writes(state.mode, axis(state, a), cell[a]));
  /** @type {Write[]} */
  const found = pairs(rows, columns, (one, other) => ({
    t: [one.t, other.t],
    m: [one.m, other.m],
  }));
  return state.mode === "transposed" ? found : found.filter(({ m }) => isInside(m, sizes(state)));
}

/**
 * The output cell that an input cell reaches through a tap; null when there is none.
 * @param {State} state @param {Pair} n @param {Pair} t @param {Pair} size of the output
 * @returns {Pair | null}
 */
export function writeThrough(state, n, t, size) {
  const m = onBoth((a) => through(state.mode, axis(state, a), n[a], t[a]));
  if (!m.every(Number.isInteger)) return null;
  return state.mode === "transposed" || isInside(m, size) ? m : null;
}

/**
 * The taps that meet an input cell, for every output row and for every column.
 * @param {State} state
 */
export function metTaps(state) {
  const size = sizes(state);
  return onBoth((a) =>
    upTo(size[a]).map((m) =>
      reads(state.mode, axis(state, a), m).flatMap(({ t, n }) => (n === null ? [] : [{ t, n }])),
    ),
  );
}

/**
 * For every output row and for every column whether it holds only the bias: output_padding added
 * it at the end, and no stamp reaches it.
 * @param {State} state
 */
export const onlyBias = (state) =>
  metTaps(state).map((met, a) =>
    met.map((taps, m) => m >= met.length - state.op[a] && !taps.length),
  );
