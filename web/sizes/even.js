// Whether every output cell inside meets as many taps, so that a kernel of ones draws no checkerboard.

/** @import { Layer } from "./types.js" */

/** @param {number} a @param {number} b @returns {number} */
const commonDivisor = (a, b) => (b ? commonDivisor(b, a % b) : a);

/**
 * Taps d cells apart reach every remainder of the stride only where d and s have no divisor in
 * common, and all remainders equally often where s divides k.
 * @param {Layer} layer
 */
export const isEven = ({ k, s, d }) => k % s === 0 && commonDivisor(s, d) === 1;
