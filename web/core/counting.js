// Numbers for cells that were given none.
import { grid, same, shape } from "./grid.js";

/** @typedef {import("./state.js").Rows} Rows */

const MOST_COUNTED = 36; // cells: more would be numbers too long for their cells

/**
 * 1, 2, 3 …, and digits for large grids; a further plane goes on where the one before it ends.
 * @param {number} height @param {number} width @param {number} plane @param {number} planes
 */
export function counting(height, width, plane = 0, planes = 1) {
  const cells = height * width;
  const large = cells * planes > MOST_COUNTED;
  return grid(height, width, (r, c) =>
    large ? (r * 7 + c * 3 + plane * 4 + 1) % 10 : plane * cells + r * width + c + 1,
  );
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
