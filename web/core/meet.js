// Who meets whom: which taps an output cell reads through, and where an input cell goes.
import { isInside, pairs, upTo } from "./grid.js";
import { kept } from "./kept.js";
import { copies, source } from "./pads.js";
import { atEnd, outputSize, sizes, stampedSize } from "./size.js";
import { axis, onBoth } from "./state.js";

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Plane} Plane */
/** @typedef {{ t: Pair, u: Pair, n: Pair | null }} Read tap, position, and input cell or a zero */
/** @typedef {{ t: Pair, m: Pair }} Write tap and output cell, which may lie outside */

/** @param {number} position @param {number} size */
const isWhole = (position, size) => Number.isInteger(position) && position >= 0 && position < size;

// ---- Along one axis

/** Where an input cell of a convolution stands: itself, and its copies in the padding. @param {Axis} one @param {number} n */
export const placesOf = (one, n) => copies(one.pad, n, one.i, -one.p, one.i + atEnd(one));

/**
 * The places of the canvas that a transposed convolution adds into output cell m: the cell itself,
 * and where padding takes cells of the map, those around it that it would be copied to.
 * @param {Axis} one @param {number} m @param {number} size of the output
 */
export const addedInto = (one, m, size) =>
  copies(one.pad, m, size, -one.p, stampedSize(one) - one.p);

/** The taps of output cell m. @param {Mode} mode @param {Axis} one @param {number} m */
function reads(mode, one, m) {
  const { i, k, s, p, d, pad } = one;
  if (mode === "conv")
    return upTo(k).map((t) => {
      const u = m * s - p + t * d;
      return { t, u, n: source(pad, u, i) };
    });
  return addedInto(one, m, outputSize(mode, one)).flatMap((place) =>
    upTo(k).map((t) => {
      const u = place + p - t * d;
      return { t, u, n: isWhole(u / s, i) ? u / s : null };
    }),
  );
}

/**
 * The output cells of input cell n through tap t; one between two cells is none.
 * @param {Mode} mode @param {Axis} one @param {number} n @param {number} t @param {number} size
 */
function through(mode, one, n, t, size) {
  const { s, p, d, pad } = one;
  if (mode === "conv")
    return placesOf(one, n)
      .map((u) => (u + p - t * d) / s)
      .filter(Number.isInteger);
  const place = n * s + t * d - p;
  return [source(pad, place, size) ?? place];
}

/** @param {Mode} mode @param {Axis} one @param {number} n */
function writes(mode, one, n) {
  const size = outputSize(mode, one);
  return upTo(one.k).flatMap((t) => through(mode, one, n, t, size).map((m) => ({ t, m })));
}

// ---- Along both

/**
 * All taps of an output cell, zeros included.
 * @param {Plane} state @param {Pair} cell @returns {Read[]}
 */
export function readsOf(state, cell) {
  const [rows, columns] = onBoth((a) => reads(state.mode, axis(state, a), cell[a]));
  return pairs(rows, columns, (one, other) => ({
    t: [one.t, other.t],
    u: [one.u, other.u],
    n: one.n === null || other.n === null ? null : [one.n, other.n],
  }));
}

/** @param {Plane} state @param {Pair} cell @returns {Write[]} */
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
 * The output cells that an input cell reaches through a tap.
 * @param {Plane} state @param {Pair} n @param {Pair} t @param {Pair} size of the output
 * @returns {Pair[]}
 */
export function writesThrough(state, n, t, size) {
  const [rows, columns] = onBoth((a) => through(state.mode, axis(state, a), n[a], t[a], size[a]));
  /** @type {Pair[]} */
  const found = pairs(rows, columns, (r, c) => [r, c]);
  return state.mode === "transposed" ? found : found.filter((m) => isInside(m, size));
}

/** The taps that meet an input cell, for every output row and for every column. */
export const metTaps = kept((/** @type {Plane} */ state) => {
  const size = sizes(state);
  return onBoth((a) =>
    upTo(size[a]).map((m) =>
      reads(state.mode, axis(state, a), m).flatMap(({ t, n }) => (n === null ? [] : [{ t, n }])),
    ),
  );
});

/**
 * For every output row and for every column whether it holds only the bias: output_padding added
 * it at the end, and no stamp reaches it.
 * @param {Plane} state
 */
export const onlyBias = (state) =>
  metTaps(state).map((met, a) =>
    met.map((taps, m) => m >= met.length - state.op[a] && !taps.length),
  );
