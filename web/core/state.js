// A state is what a figure shows: an operation, its parameters along two axes, and its numbers.
//
// x and w are nested arrays; one row is the 1-D case. u stands for positions of the input that is
// slid over (zeros put in, not yet padded), n for input cells, t for kernel taps, m for output cells.

/** @typedef {"conv" | "transposed"} Mode */
/** @typedef {"stamp" | "matrix" | "slide"} View */
/** @typedef {"i" | "k" | "s" | "p" | "d" | "op"} Parameter */
/** @typedef {[number, number]} Pair rows and columns, of anything */
/** @typedef {number[][]} Rows */
/** @typedef {Record<Parameter, number>} Axis the parameters along one axis */
/** @typedef {{ mode: Mode, view: View, x: Rows, w: Rows } & Record<Parameter, Pair>} State */

/** The views of each operation, the first one as it begins. @type {Record<Mode, View[]>} */
export const VIEWS = { conv: ["slide", "matrix"], transposed: ["stamp", "matrix", "slide"] };

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

/** @param {Record<Parameter, Pair>} state @param {0 | 1} a @returns {Axis} */
export function axis(state, a) {
  const { i, k, s, p, d, op } = state;
  return { i: i[a], k: k[a], s: s[a], p: p[a], d: d[a], op: op[a] };
}

/** Whether rows and columns have the same parameters. @param {State} state */
export const isAlike = (state) => PARAMETERS.every((name) => state[name][0] === state[name][1]);
