// What a state computes: every channel of the output, and the gradients.
import { grid, upTo } from "./grid.js";
import { output as ofPlane } from "./numbers.js";
import { outputGradients, planeCount, planes } from "./planes.js";

/** @typedef {import("./state.js").Act} Act */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** The shown plane of what is shown. @param {State} state */
export function shown(state) {
  const sum = planes(state).map(ofPlane).reduce(added);
  const bias = biasOf(state);
  return bias ? sum.map((row) => row.map((cell) => cell + bias)) : sum;
}

/** The bias of the shown output channel. @param {State} state */
export const biasOf = ({ act, b, c = 0 }) => (act ? 0 : (b?.[c] ?? 0));

/** @param {Rows} one @param {Rows} other */
const added = (one, other) => grid(one.length, one[0].length, (r, c) => one[r][c] + other[r][c]);

/** All planes of the output, or of a gradient. @param {State} state @param {Act} [act] */
export const all = (state, act) =>
  upTo(planeCount({ ...state, act })).map((c) => shown({ ...state, act, c }));

/** The gradients of input, kernel and bias, as planes, for the gradient of the output. @param {State} state */
export const gradients = (state) => ({
  x: all(state, "gx"),
  w: all(state, "gw"),
  b: outputGradients(state).map((plane) => plane.flat().reduce((sum, one) => sum + one, 0)),
});
