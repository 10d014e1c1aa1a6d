/* Sizes along one axis. */

/**
 * The cells that a dilated kernel spans.
 * @param {number} k
 * @param {number} d
 */
export const reach = (k, d) => d * (k - 1) + 1;

/**
 * How many windows fit.
 * @param {number} padded
 * @param {number} span
 * @param {number} s
 */
export const windows = (padded, span, s) => Math.floor((padded - span) / s) + 1;

/**
 * The cells that the stamps of a transposed convolution cover.
 * @param {{ i: number, k: number, s: number, d: number }} one
 */
export const stampedSize = ({ i, k, s, d }) => (i - 1) * s + reach(k, d);
