// What stands around a map: zeros, or cells of the map itself once more.

/** @typedef {import("./state.js").Pad} Pad */

/** As PyTorch names them, the first one as it begins. @type {Pad[]} */
export const PADS = ["zeros", "reflect", "replicate", "circular"];

/**
 * The cell of a map that stands at a position, which may lie outside; null for a zero.
 * @param {Pad | undefined} pad @param {number} u @param {number} size of the map
 */
export function source(pad, u, size) {
  if (u >= 0 && u < size) return u;
  if (pad === "replicate") return u < 0 ? 0 : size - 1;
  if (pad === "circular") return ((u % size) + size) % size;
  if (pad === "reflect") return u < 0 ? -u : 2 * (size - 1) - u;
  return null;
}

/** How many cells a map can have around it at one end. @param {Pad | undefined} pad @param {number} size */
export function mostAround(pad, size) {
  if (pad === "reflect") return size - 1;
  return pad === "circular" ? size : Infinity;
}

/**
 * All positions, from `start` up to `end`, at which a cell of a map stands: itself, and its copies.
 * @param {Pad | undefined} pad @param {number} cell @param {number} size
 * @param {number} start @param {number} end
 */
export function copies(pad, cell, size, start, end) {
  if (!pad || pad === "zeros") return [cell];
  const found = [cell];
  for (let u = Math.min(start, 0); u < Math.max(end, size); u++)
    if ((u < 0 || u >= size) && source(pad, u, size) === cell) found.push(u);
  return found;
}
