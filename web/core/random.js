// Numbers drawn from a seed: the same ones in every browser, in the build and in the tests.

/** @typedef {ReturnType<typeof drawer>} Drawer */

/**
 * What draws from a seed, by mulberry32: one addition and some mixing a number, on 32 bits.
 * @param {number} seed
 */
export function drawer(seed) {
  let state = seed >>> 0;
  /** A fraction of one. */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number, both ends included. @param {number} low @param {number} high */
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return { between };
}
