// Numbers for cells that were given none.
import { grid, same, shape } from "./grid.js";

/** @typedef {import("./state.js").Rows} Rows */

const MOST_COUNTED = 36; // cells: more would be numbers too long for their cells

/** 1, 2, 3 …, and digits for large grids. @param {number} height @param {number} width */
export function counting(height, width) {
  const large = height * width > MOST_COUNTED;
  return grid(height, width, (r, c) => (large ? (r * 7 + c * 3 + 1) % 10 : r * width + c + 1));
}

/**
 * The same numbers in a grid of another size; new cells go on as the old ones began.
 * @param {Rows} old @param {number} height @param {number} width
 */
export function resized(old, height, width) {
  const fresh = counting(height, width);
  if (same(old, counting(...shape(old)))) return fresh;
  const flat = old.flat();
  const constant = flat.every((value) => value === flat[0]) ? flat[0] : null;
  return grid(height, width, (r, c) => old[r]?.[c] ?? constant ?? fresh[r][c]);
}
