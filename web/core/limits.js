// Which parameters are legal together, and how the others are brought there.
import { upTo } from "./grid.js";
import { outputSize, reach, stampedSize, way } from "./size.js";
import { PARAMETERS, axis } from "./state.js";

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").State} State */

/** @type {Record<Parameter, number>} */
export const LOWEST = { i: 1, k: 1, s: 1, p: 0, d: 1, op: 0 };
/** @type {Record<Parameter, number>} */
export const HIGHEST = { i: 64, k: 32, s: 16, p: 64, d: 16, op: 15 };
/** As far as a slider goes by itself. @type {Record<Parameter, number>} */
const SLIDERS = { i: 12, k: 7, s: 4, p: 6, d: 3, op: 3 };
const LONGEST = 160; // cells along one axis of any grid
export const LARGEST = 999999; // values of cells: every sum of products stays an exact integer

/**
 * Whether PyTorch takes a layer with these parameters, however large.
 * @param {Mode} mode @param {Axis} one
 */
export function isLayer(mode, one) {
  if (PARAMETERS.some((name) => one[name] < LOWEST[name])) return false;
  if (outputSize(mode, one) < 1) return false;
  return mode === "conv" ? one.op === 0 : one.op < Math.max(one.s, one.d);
}

/** Whether a figure can show it, too. @param {Mode} mode @param {Axis} one */
function isLegalAxis(mode, one) {
  if (!isLayer(mode, one)) return false;
  if (PARAMETERS.some((name) => one[name] > HIGHEST[name])) return false;
  if (outputSize(mode, one) > LONGEST) return false;
  return mode === "conv" ? one.i + 2 * one.p <= LONGEST : stampedSize(one) <= LONGEST;
}

/**
 * The values that one parameter may take while the others stay: always an interval.
 * @param {State} state @param {Parameter} name @param {(0 | 1)[]} axes
 * @returns {[number, number]}
 */
export function range(state, name, axes = [0, 1]) {
  const highest = Math.max(SLIDERS[name], ...axes.map((a) => state[name][a]));
  const others = axes.map((a) => axis(state, a));
  const legal = upTo(highest + 1).filter((value) =>
    others.every((one) => isLegalAxis(state.mode, { ...one, [name]: value })),
  );
  // Two axes that need different values have none in common.
  const kept = state[name][axes[0]];
  return legal.length ? [legal[0], legal[legal.length - 1]] : [kept, kept];
}

/**
 * Bring one axis into the legal range, changing as little as it takes.
 * @param {Mode} mode @param {Axis} given @returns {Axis}
 */
export function repair(mode, given) {
  const one = { ...given };
  for (const name of PARAMETERS)
    one[name] = Math.min(Math.max(one[name], LOWEST[name]), HIGHEST[name]);
  return mode === "conv" ? repairConv(one) : repairTransposed(one);
}

/** @param {Axis} one */
function repairConv(one) {
  one.op = 0;
  while (one.k > 1 && reach(one) > LONGEST) one.k -= 1;
  while (one.i + 2 * one.p > LONGEST) one.p -= 1;
  while (way(one) < 0) one.p += 1;
  return one;
}

/** @param {Axis} one */
function repairTransposed(one) {
  for (const name of /** @type {Parameter[]} */ (["s", "d", "k"]))
    while (one[name] > 1 && stampedSize(one) > LONGEST) one[name] -= 1;
  one.op = Math.min(one.op, Math.max(one.s, one.d) - 1);
  while (outputSize("transposed", one) < 1) one.p -= 1;
  return one;
}
