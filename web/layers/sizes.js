// Sizes along one axis, by the formulas of web/core.

import { outputSize, reach } from "../core/size.js";

const PLAIN = { i: 1, k: 1, s: 1, p: 0, d: 1, op: 0 };

/**
 * How many cells a dilated kernel spans.
 * @param {number} k
 * @param {number} d
 */
export const span = (k, d) => reach({ ...PLAIN, k, d });

/**
 * How many windows fit into an axis that has its padding already.
 * @param {{ i: number, k: number, s: number, d: number }} one
 */
export const windows = (one) => outputSize("conv", { ...PLAIN, ...one });
