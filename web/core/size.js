// Sizes along one axis. Every formula of the figures and the explorer stands here, once.
import { value } from "./formula.js";
import { axis, onBoth } from "./state.js";

/** @typedef {import("./formula.js").Formula} Formula */
/** @typedef {import("./state.js").Around} Around */
/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Plane} Plane */

/** From the first tap of a dilated kernel to the last: d(k − 1). @type {Formula} */
const EXTENT = { product: ["d", { sum: ["k", { minus: 1 }] }] };

/** How far the window of a convolution can go: i + 2p − d(k − 1) − 1. @type {Formula} */
const WAY = { sum: ["i", { product: [2, "p"] }, { minus: EXTENT }, { minus: 1 }] };

/** The same where padding differs at the end. @type {Formula} */
const UNEVEN_WAY = { sum: ["i", "p", "pe", { minus: EXTENT }, { minus: 1 }] };

/** The size of the output. @type {Record<Mode, Formula>} */
export const SIZE = {
  conv: { sum: [{ floor: [WAY, "s"] }, 1] },
  transposed: {
    sum: [
      { product: [{ sum: ["i", { minus: 1 }] }, "s"] },
      { minus: { product: [2, "p"] } },
      EXTENT,
      "op",
      1,
    ],
  },
};

/** The same where padding differs at the end. @type {Record<Mode, Formula>} */
const UNEVEN_SIZE = {
  conv: { sum: [{ floor: [UNEVEN_WAY, "s"] }, 1] },
  transposed: {
    sum: [
      { product: [{ sum: ["i", { minus: 1 }] }, "s"] },
      { minus: "p" },
      { minus: "pe" },
      EXTENT,
      "op",
      1,
    ],
  },
};

/** p′, the padding of the convolution that is equal to a transposed one. @type {Formula} */
export const PRIME = { sum: [EXTENT, { minus: "p" }] };

/** The same at the end, where padding differs there. @type {Formula} */
export const PRIME_AT_END = { sum: [EXTENT, { minus: "pe" }] };

/** The size formula that holds for an axis. @param {Mode} mode @param {Around} one */
export const sizeFormula = (mode, { pe }) => (pe === undefined ? SIZE : UNEVEN_SIZE)[mode];

/** @param {Mode} mode @param {Axis} one */
export const outputSize = (mode, one) => value(sizeFormula(mode, one), one);

/** The padding at the end. @param {Axis} one */
export const atEnd = (one) => one.pe ?? one.p;

/** @param {Axis} one */
export const equivalentPadding = (one) => value(PRIME, one);

/** How many cells a dilated kernel spans. @param {Axis} one */
export const reach = (one) => value(EXTENT, one) + 1;

/** How far the window of a convolution can go; negative when it does not fit. @param {Axis} one */
export const way = (one) => value(one.pe === undefined ? WAY : UNEVEN_WAY, one);

/** How many cells at the end no window of a convolution reaches. @param {Axis} one */
export const unreached = (one) => way(one) % one.s;

/** The size of all stamps, before the padding crops them. @param {Axis} one */
export const stampedSize = (one) => value(SIZE.transposed, { ...one, p: 0, op: 0 });

/** @param {Plane} state */
export const sizes = (state) => onBoth((a) => outputSize(state.mode, axis(state, a)));

/** p′ of both axes. @param {Plane} state */
export const primes = (state) => onBoth((a) => equivalentPadding(axis(state, a)));

/** p′ at the end, where padding differs there. @param {Plane} state */
export const primesAtEnd = (state) =>
  state.pe && onBoth((a) => value(PRIME_AT_END, axis(state, a)));
