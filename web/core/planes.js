// What is shown of a state: the output, a gradient, or how often each cell is met. Each is again an
// operation on planes, and what it gives is the sum of what the planes give.
import { grid, upTo } from "./grid.js";
import { kept } from "./kept.js";
import { atEnd, sizes, unreached } from "./size.js";
import { VIEWS, axis, onBoth } from "./state.js";
import { placeOf, secondOf } from "./weight.js";

/** @typedef {import("./state.js").Act} Act */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Plane} Plane */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").View} View */
/**
 * Where the two arrays of a plane lie: in the input, the kernel or the gradient of the output, and
 * at which place there; null for the ones of a count.
 * @typedef {{ array: "x" | "w" | "gy", at: number } | null} From
 */
/** @typedef {{ plane: Plane, x: From, w: From }} Part */

/** The other operation, which takes gradients back. @type {Record<Mode, Mode>} */
const OTHER = { conv: "transposed", transposed: "conv" };

/** What is computed where an act is shown. @param {Mode} mode @param {Act | undefined} act @returns {Mode} */
export function shownMode(mode, act) {
  if (act === "gw") return "conv";
  if (act === "count") return "transposed";
  return act === "gx" ? OTHER[mode] : mode;
}

/** The planes of the input. @param {State} state */
export const inputs = (state) => state.channels?.x ?? [state.x];
/** The slices of the kernel. @param {State} state */
export const slices = (state) => state.channels?.w ?? [state.w];

/** The gradient of each output channel. @param {State} state */
export const outputGradients = (state) =>
  state.gy ?? upTo(state.channels?.co ?? 1).map(() => ones(sizes(state)));

/** @param {Pair} size */
const ones = (size) => grid(...size, () => 1);

/**
 * The views in which a state can be shown: a matrix has one plane.
 * @param {Pick<State, "mode" | "act" | "channels">} state @returns {View[]}
 */
export function viewsOf({ mode, act, channels }) {
  const views = VIEWS[shownMode(mode, act)];
  const { ci, co, g } = channels ?? { ci: 1, co: 1, g: 1 };
  const read = act === "gx" ? co : act ? g : ci;
  return read > g ? views.filter((one) => one !== "matrix") : views;
}

/** How many planes there are of what is shown. @param {State} state */
export function planeCount({ channels, act }) {
  if (!channels || act === "count") return 1;
  if (act === "gw") return channels.w.length;
  return act === "gx" ? channels.ci : channels.co;
}

/** The parts whose sum is the shown plane. */
export const parts = kept((/** @type {State} */ state) => {
  const { act, c = 0 } = state;
  if (act === "gw") return [kernelGradientPart(state, c)];
  if (act === "count") return [countPart(state)];
  const plane = act === "gx" ? backward(state) : forward(state);
  const array = act === "gx" ? "gy" : "x";
  const read = act === "gx" ? outputGradients(state) : inputs(state);
  return meeting(state, plane.mode, act === "gx").map(
    ([from, slice]) =>
      /** @type {Part} */ ({
        plane: { ...plane, x: read[from], w: slices(state)[slice] },
        x: { array, at: from },
        w: { array: "w", at: slice },
      }),
  );
});

/** The planes alone. @param {State} state @returns {Plane[]} */
export const planes = (state) => parts(state).map(({ plane }) => plane);

/**
 * Which planes make the shown one, each with its slice of the weight (co, ci/g) of a convolution or
 * (ci, co/g) of a transposed one. A gradient reads the same weight from the other side.
 * @param {State} state @param {Mode} mode @param {boolean} back @returns {[number, number][]}
 */
function meeting({ channels, c = 0 }, mode, back) {
  if (!channels) return [[0, 0]];
  const { ci, co, g } = channels;
  const [many, from] = back ? [ci, co] : [co, ci]; // channels that are made, and that are read
  const [made, read] = [many / g, from / g];
  const group = Math.floor(c / made);
  return upTo(read).map((one) => {
    const at = group * read + one;
    return [at, mode === "conv" ? c * read + one : at * made + (c % made)];
  });
}

/** @typedef {Omit<Plane, "x" | "w">} Bare a plane without its numbers */

/** @param {State} state @returns {Bare} */
function forward({ mode, view, i, k, s, p, d, op, pe, pad }) {
  return tidy({ mode, view, i, k, s, p, d, op, pe, pad });
}

/** The other operation takes the gradient of the output back to the input. @param {State} state @returns {Bare} */
function backward(state) {
  const { mode, view, k, s, p, d, pad } = state;
  const axes = onBoth((a) => axis(state, a));
  const i = sizes(state);
  if (mode === "conv") {
    // Rows that no window reached come back, as output_padding adds them.
    const op = onBoth((a) => unreached(axes[a]));
    return tidy({ mode: "transposed", view, i, k, s, p, d, op, pe: state.pe, pad });
  }
  // The window stops where the last input cell was stamped.
  const pe = onBoth((a) => {
    const { i: n, s, d, k, p } = axes[a];
    return (n - 1) * s + d * (k - 1) + 1 - p - i[a];
  });
  return tidy({ mode: "conv", view, i, k, s, p, d, op: [0, 0], pe, pad });
}

/**
 * A slice of the kernel's gradient: the input slides over, or is slid over by, the gradient of the
 * output, with stride and dilation changed about.
 * @param {State} state @param {number} c which slice @returns {Part}
 */
function kernelGradientPart(state, c) {
  const { mode, view, s, p, d, pad } = state;
  const o = sizes(state);
  const { ci, co, g: groups } = state.channels ?? { ci: 1, co: 1, g: 1 };
  const [row, inGroup] = placeOf(state, c);
  const group = Math.floor(row / ((mode === "conv" ? co : ci) / groups));
  const column = group * secondOf(state) + inGroup;
  const [input, output] = mode === "conv" ? [column, row] : [row, column];
  const image = { array: /** @type {const} */ ("x"), at: input };
  const gradient = { array: /** @type {const} */ ("gy"), at: output };
  const pe = onBoth((a) => {
    const one = axis(state, a);
    if (mode === "conv") return atEnd(one) - unreached(one);
    return (one.i - 1) * one.s + one.d * (one.k - 1) + 1 - one.p - o[a];
  });
  const [i, k] = mode === "conv" ? [state.i, o] : [o, state.i];
  const plane = tidy({ mode: "conv", view, i, k, s: d, p, d: s, op: [0, 0], pe, pad });
  const [x, g] = [inputs(state)[input], outputGradients(state)[output]];
  return mode === "conv"
    ? { plane: { ...plane, x, w: g }, x: image, w: gradient }
    : { plane: { ...plane, x: g, w: x }, x: gradient, w: image };
}

/**
 * Ones stamped with ones: how often each output cell of a transposed convolution is written, and
 * each input cell of a convolution read.
 * @param {State} state @returns {Part}
 */
function countPart(state) {
  const plane = state.mode === "conv" ? backward(state) : forward(state);
  return { plane: { ...plane, x: ones(plane.i), w: ones(plane.k) }, x: null, w: null };
}

/** Without what has no effect. @param {Bare} bare @returns {Bare} */
function tidy({ pe, pad, ...rest }) {
  /** @type {Bare} */
  const found = rest;
  if (pe && (pe[0] !== rest.p[0] || pe[1] !== rest.p[1])) found.pe = pe;
  if (pad) found.pad = pad;
  return found;
}

/** The size of what is shown. @param {State} state @returns {Pair} */
export const shownSize = (state) => sizes(planes(state)[0]);
