// How many channels there are, and what else has one number or plane for each.
import { grid, same, shape, upTo } from "./grid.js";
import { MOST_CHANNELS } from "./limits.js";

/** @typedef {import("./legal.js").Arrays} Arrays */
/** @typedef {import("./legal.js").Given} Given */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ ci: number, co: number, g: number }} Counts */

/**
 * The channels that were asked for, else as many as there are numbers for; g divides both.
 * @param {Mode} mode @param {Given} given @param {Arrays} arrays @returns {Counts}
 */
export function channelsOf(mode, given, arrays) {
  const [planes, slices] = [arrays.x?.planes?.length ?? 1, arrays.w?.planes?.length ?? 1];
  const ci = count(given.ci) ?? Math.min(planes, MOST_CHANNELS);
  const groups = count(given.g) ?? 1;
  const co =
    count(given.co) ?? Math.min(Math.max(Math.floor((slices * groups) / ci), 1), MOST_CHANNELS);
  const g = Math.max(...upTo(groups + 1).filter((one) => one && ci % one === 0 && co % one === 0));
  return { ci, co, g };
}

/** A whole number of channels, within bounds. @param {unknown} given */
function count(given) {
  const number = given === undefined || given === "" ? NaN : Number(given);
  return Number.isInteger(number) ? Math.min(Math.max(number, 1), MOST_CHANNELS) : null;
}

/**
 * The bias of each output channel and the gradient of each, where they are not zeros and ones.
 * @param {Arrays} arrays @param {State} state @param {Pair} size of the output
 * @returns {Pick<State, "b" | "gy">}
 */
export function numbersOf(arrays, { channels }, size) {
  const { co } = channels ?? { co: 1 };
  /** @type {Pick<State, "b" | "gy">} */
  const found = {};
  const b = arrays.b?.planes?.flat(2);
  if (b?.some(Boolean)) found.b = upTo(co).map((at) => b[at] ?? 0);
  const gy = arrays.gy?.planes;
  if (!gy) return found;
  const planes = upTo(co).map((at) => fitted(gy[at] ?? [[1]], size));
  if (planes.flat(2).some((one) => one !== 1)) found.gy = planes;
  return found;
}

/** As much of a plane as there is room for, and ones. @param {number[][]} plane @param {Pair} size */
const fitted = (plane, size) =>
  same(shape(plane), size) ? plane : grid(...size, (r, c) => plane[r]?.[c] ?? 1);
