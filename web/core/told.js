// A state and its results as scripts read them: rows where there is one channel, else nested as
// PyTorch nests them without a batch.
import { asGiven } from "./legal.js";
import { inputs, slices } from "./planes.js";
import { all, gradients } from "./results.js";
import { nested } from "./weight.js";

/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** @param {State} state @param {Rows[]} planes */
const some = ({ channels }, planes) => (channels ? planes : planes[0]);

/** @param {State} state @param {Rows[]} planes */
const weight = (state, planes) => (state.channels ? nested(state, planes) : planes[0]);

/** @param {State} state */
export const told = (state) => ({
  ...asGiven(state),
  x: some(state, inputs(state)),
  w: weight(state, slices(state)),
});

/** @param {State} state */
export const outputOf = (state) => some(state, all(state));

/** @param {State} state */
export function gradientsOf(state) {
  const { x, w, b } = gradients(state);
  return { x: some(state, x), w: weight(state, w), b };
}
