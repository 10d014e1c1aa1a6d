// Layers that pad or crop, and the padding modes of convolutions.

import { axisName, wantsAxes } from "./shape.js";
import { stop, stopSize } from "./trouble.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built, State } from "./types.js" */

/** @type {Map<string, (size: number) => number>} How many cells a mode can take from an axis. */
const MOST = new Map([
  ["reflect", (size) => size - 1],
  ["circular", (size) => size],
]);

/** The modes that need no cells of the input, and crop before they pad. */
const FREE = ["zeros", "constant"];

/**
 * Grow the last n axes; sides[axis] is [before, after], and a negative amount crops.
 * @param {State} state
 * @param {number} n
 * @param {number[][]} sides
 * @param {string} mode
 */
export function padAxes(state, n, sides, mode) {
  const first = state.shape.length - n;
  sides.forEach(([before, after], at) => {
    const size = state.shape[first + at];
    const axis = axisName(n, at);
    const most = MOST.get(mode)?.(size) ?? Infinity;
    const pad = Math.max(before, after);
    if (pad > most) stopSize("padTooLarge", { mode, pad, most, size, axis });
    const out = size + before + after;
    if (out < 1) stopSize("padEmpty", { size, before, after, axis });
    const cells = -Math.min(before, 0) - Math.min(after, 0);
    if (cells > size && FREE.includes(mode)) stopSize("padCrops", { cells, size, axis });
    state.track?.move(first + at, out, 1, (o, add) => {
      const cell = o - before;
      if (cell >= 0 && cell < size) add(cell);
      else if (mode === "replicate") add(cell < size ? 0 : size - 1);
      else if (mode === "circular") add(((cell % size) + size) % size);
      else if (mode === "reflect") add(cell < size ? -cell : 2 * (size - 1) - cell);
    });
    state.shape[first + at] = out;
  });
}

/**
 * @param {Arguments} a
 * @param {number} n
 * @param {string} mode
 * @returns {Built}
 */
export function padding(a, n, mode) {
  const all = a.ints("padding", 2 * n, -Infinity);
  if (mode === "constant" && !a.given.has("value")) stop("missingArgument", { name: "value" });
  // PyTorch lists the last axis first.
  const sides = Array.from({ length: n }, (_, axis) => {
    const at = 2 * (n - 1 - axis);
    return [all[at], all[at + 1]];
  });
  const free = FREE.includes(mode);
  return {
    parameters: 0,
    run(state) {
      wantsAxes(state, a.layer.type, free ? n : n + 1, free ? Infinity : n + 2);
      padAxes(state, n, sides, mode);
      return 0;
    },
  };
}
