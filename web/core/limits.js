// Which parameters are legal together, and how the others are brought there.
import { upTo } from "./grid.js";
import { mostAround } from "./pads.js";
import { atEnd, outputSize, reach, stampedSize, way } from "./size.js";
import { PARAMETERS, axis } from "./state.js";

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").Same} Same */
/** @typedef {import("./state.js").State} State */
/** @typedef {Parameter | "pe"} Slid what a slider may hold */

/** @type {Record<Slid, number>} */
export const LOWEST = { i: 1, k: 1, s: 1, p: 0, d: 1, op: 0, pe: 0 };
/** @type {Record<Slid, number>} */
export const HIGHEST = { i: 64, k: 32, s: 16, p: 64, d: 16, op: 15, pe: 64 };
/** As far as a slider goes by itself. @type {Record<Slid, number>} */
const SLIDERS = { i: 12, k: 7, s: 4, p: 6, d: 3, op: 3, pe: 6 };
const LONGEST = 160; // cells along one axis of any grid
export const LARGEST = 999999; // values of cells: every sum of products stays an exact integer
export const MOST_CHANNELS = 8;
/** As many numbers as may be given along an axis. */
export const MOST_CELLS = { x: HIGHEST.i, w: HIGHEST.k, b: MOST_CHANNELS, gy: LONGEST };

/** Of several planes beside each other each may be smaller. @param {number} most @param {number} planes */
const shared = (most, planes) => Math.floor(most / planes);

/**
 * Whether PyTorch takes a layer with these parameters, however large; with padding that differs at
 * the end, or that a transposed convolution adds back, in the steps that `code.js` writes.
 * @param {Mode} mode @param {Axis} one
 */
export function isLayer(mode, one) {
  if (PARAMETERS.some((name) => one[name] < LOWEST[name]) || atEnd(one) < 0) return false;
  const size = outputSize(mode, one);
  if (size < 1) return false;
  const most = mostAround(one.pad, mode === "conv" ? one.i : size);
  if (Math.max(one.p, atEnd(one)) > most) return false;
  return mode === "conv" ? one.op === 0 : one.op < Math.max(one.s, one.d);
}

/**
 * Whether a figure can show it, too, with so many planes beside each other.
 * @param {Mode} mode @param {Axis} one @param {number} planes
 */
function isLegalAxis(mode, one, planes) {
  if (!isLayer(mode, one)) return false;
  if (PARAMETERS.some((name) => one[name] > HIGHEST[name]) || atEnd(one) > HIGHEST.pe) return false;
  if (one.i > shared(HIGHEST.i, planes)) return false;
  const longest = shared(LONGEST, planes);
  if (outputSize(mode, one) > longest) return false;
  return (mode === "conv" ? one.i + one.p + atEnd(one) : stampedSize(one)) <= longest;
}

/** How many planes stand beside each other. @param {Pick<State, "channels">} state */
const planesOf = ({ channels }) => (channels ? Math.max(channels.ci, channels.co) / channels.g : 1);

/**
 * The values that one parameter may take while the others stay: always an interval.
 * @param {State} state @param {Slid} name @param {(0 | 1)[]} axes
 * @returns {[number, number]}
 */
export function range(state, name, axes = [0, 1]) {
  const values = name === "pe" ? (state.pe ?? state.p) : state[name];
  const highest = Math.max(SLIDERS[name], ...axes.map((a) => values[a]));
  const others = axes.map((a) => axis(state, a));
  const planes = planesOf(state);
  const legal = upTo(highest + 1).filter((value) =>
    others.every((one) => {
      const next = { ...one, [name]: value };
      const settled = state.same ? withSame(state.mode, state.same, next) : next;
      return isLegalAxis(state.mode, settled, planes);
    }),
  );
  // Two axes that need different values have none in common.
  const kept = values[axes[0]];
  return legal.length ? [legal[0], legal[legal.length - 1]] : [kept, kept];
}

/**
 * The padding that makes the output ⌈i/s⌉, or i·s of a transposed convolution, as SAME asks for.
 * @param {Mode} mode @param {Same} same @param {Axis} one @returns {Axis}
 */
function withSame(mode, same, one) {
  const { i, s } = one;
  const missing = mode === "conv" ? (Math.ceil(i / s) - 1) * s + reach(one) - i : reach(one) - s;
  const all = Math.max(missing, 0);
  const less = Math.floor(all / 2);
  const [p, pe] = same === "upper" ? [less, all - less] : [all - less, less];
  const { pe: _, ...rest } = one;
  const op = mode === "conv" ? 0 : Math.max(-missing, 0);
  return p === pe ? { ...rest, p, op } : { ...rest, p, pe, op };
}

/**
 * Bring one axis into the legal range, changing as little as it takes.
 * @param {Mode} mode @param {Axis} given @param {{ same?: Same, planes?: number }} more
 * @returns {Axis | null} null where SAME padding would be too large
 */
export function repair(mode, given, { same, planes = 1 } = {}) {
  const one = { ...given };
  for (const name of PARAMETERS)
    one[name] = Math.min(Math.max(one[name], LOWEST[name]), HIGHEST[name]);
  if (one.pe !== undefined) one.pe = Math.min(Math.max(one.pe, LOWEST.pe), HIGHEST.pe);
  one.i = Math.min(one.i, shared(HIGHEST.i, planes));
  if (same) Object.assign(one, { p: 0, pe: undefined, op: 0 });
  const longest = shared(LONGEST, planes);
  if (mode === "transposed") repairTransposed(one, longest);
  else if (same) while (one.k > 1 && reach(one) > longest) one.k -= 1;
  else repairConv(one, longest);
  if (!same) return one;
  const found = withSame(mode, same, one);
  return isLegalAxis(mode, found, planes) ? found : null;
}

/** Less padding, at the end that has more of it. @param {Axis} one */
function shrink(one) {
  if (one.pe !== undefined && one.pe > one.p) one.pe -= 1;
  else one.p -= 1;
}

/** @param {Axis} one @param {number} longest */
function repairConv(one, longest) {
  one.op = 0;
  while (one.k > 1 && reach(one) > longest) one.k -= 1;
  const most = mostAround(one.pad, one.i);
  while (one.i + one.p + atEnd(one) > longest || Math.max(one.p, atEnd(one)) > most) shrink(one);
  while (way(one) < 0 && one.p < most) one.p += 1;
  while (way(one) < 0) one.k -= 1;
}

/** @param {Axis} one @param {number} longest */
function repairTransposed(one, longest) {
  for (const name of /** @type {Parameter[]} */ (["s", "d", "k"]))
    while (one[name] > 1 && stampedSize(one) > longest) one[name] -= 1;
  one.op = Math.min(one.op, Math.max(one.s, one.d) - 1);
  /** @param {number} size */
  const isTooMuch = (size) => size < 1 || Math.max(one.p, atEnd(one)) > mostAround(one.pad, size);
  while (isTooMuch(outputSize("transposed", one))) shrink(one);
}
