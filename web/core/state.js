// A state is what a figure shows: an operation, its parameters along two axes, and its numbers.
//
// x and w are nested arrays; one row is the 1-D case. u stands for positions of the input that is
// slid over (zeros put in, not yet padded), n for input cells, t for kernel taps, m for output cells.

/** @typedef {"conv" | "transposed"} Mode */
/** @typedef {"stamp" | "matrix" | "slide"} View */
/** @typedef {"i" | "k" | "s" | "p" | "d" | "op"} Parameter */
/** @typedef {[number, number]} Pair rows and columns, of anything */
/** @typedef {number[][]} Rows */
/** @typedef {"zeros" | "reflect" | "replicate" | "circular"} Pad what stands around the map */
/** @typedef {"upper" | "lower"} Same SAME padding: which end gets more where it is odd */
/** @typedef {"gx" | "gw" | "count"} Act what is shown in the place of the output */
/** @typedef {{ pe?: number, pad?: Pad }} Around padding at the end where it differs, and its kind */
/** @typedef {Record<Parameter, number> & Around} Axis the parameters along one axis */
/**
 * One kernel slice, and what it slides over or is stamped from.
 * @typedef {{ mode: Mode, view: View, x: Rows, w: Rows, pe?: Pair, pad?: Pad }
 *   & Record<Parameter, Pair>} Plane
 */
/**
 * Several channels, in groups: all planes of the input, and the slices of the kernel in the order of
 * PyTorch's weight. The first of each are x and w of the state.
 * @typedef {{ ci: number, co: number, g: number, x: Rows[], w: Rows[] }} Channels
 */
/**
 * What a state has beyond the plain case; what would have no effect is not there. `c` is which plane
 * is shown of several, `b` the bias of each output channel, `gy` the gradient of each (ones where it
 * is not there), and `axes` is 1 where rows are no axis.
 * @typedef {{
 *   same?: Same, axes?: 1, channels?: Channels, c?: number, b?: number[], act?: Act, gy?: Rows[],
 * }} More
 */
/** @typedef {Plane & More} State */

/** The views of each operation, the first one as it begins. @type {Record<Mode, View[]>} */
export const VIEWS = { conv: ["slide", "matrix"], transposed: ["stamp", "matrix", "slide"] };

/** @type {Act[]} */
export const ACTS = ["gx", "gw", "count"];
/** @type {Same[]} */
export const SAMES = ["upper", "lower"];

/** @type {Parameter[]} */
export const PARAMETERS = ["i", "k", "s", "p", "d", "op"];

/** The numbers and the parameter that is their size. @type {["x" | "w", "i" | "k"][]} */
export const ARRAYS = [
  ["x", "i"],
  ["w", "k"],
];

/**
 * Something of rows and of columns.
 * @template T
 * @param {(a: 0 | 1) => T} make
 * @returns {[T, T]}
 */
export const onBoth = (make) => [make(0), make(1)];

/**
 * @param {Record<Parameter, Pair> & { pe?: Pair, pad?: Pad }} state @param {0 | 1} a
 * @returns {Axis}
 */
export function axis({ i, k, s, p, d, op, pe, pad }, a) {
  /** @type {Axis} */
  const one = { i: i[a], k: k[a], s: s[a], p: p[a], d: d[a], op: op[a] };
  if (pe) one.pe = pe[a];
  if (pad) one.pad = pad;
  return one;
}

/** Whether rows and columns have the same parameters. @param {State} state */
export const isAlike = (state) =>
  PARAMETERS.every((name) => state[name][0] === state[name][1]) &&
  (!state.pe || state.pe[0] === state.pe[1]);
