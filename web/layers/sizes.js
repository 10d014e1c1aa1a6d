// Sizes along one axis, by the formulas of web/core.

import { outputSize, reach } from "../core/size.js";

/** @import { Axis } from "../core/state.js" */

/**
 * How many cells a dilated kernel spans.
 * @param {number} k
 * @param {number} d
 */
export const span = (k, d) => reach(/** @type {Axis} */ ({ k, d }));

/**
 * How many windows fit into an axis that has its padding already.
 * @param {{ i: number, k: number, s: number, d: number }} one
 */
export const windows = (one) => outputSize("conv", /** @type {Axis} */ ({ ...one, p: 0 }));
