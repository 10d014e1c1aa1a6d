// What layers ask of a shape before they change it.

import { stop } from "./trouble.js";

/** @import { State } from "./types.js" */

const AXES = [["length"], ["height", "width"], ["depth", "height", "width"]];

/**
 * The word for one of n axes.
 * @param {number} n
 * @param {number} axis
 */
export const axisName = (n, axis) => AXES[n - 1]?.[axis] ?? String(axis);

/** @param {number[]} values */
export const product = (values) => values.reduce((a, b) => a * b, 1);

/** @param {number[]} shape */
export const times = (shape) => shape.join("×");

/**
 * @param {State} state
 * @param {string} type
 * @param {number} low
 * @param {number} high
 */
export function wantsAxes({ shape }, type, low, high) {
  if (shape.length >= low && shape.length <= high) return;
  const wanted = low === high ? String(low) : high > 9 ? `${low}+` : `${low}/${high}`;
  stop("wantsAxes", { layer: type, wanted, found: shape.length, shape: times(shape) });
}

/**
 * @param {number} found
 * @param {number} expected
 * @param {string} name the argument that says how many channels it expects
 */
export function wantsChannels(found, expected, name) {
  if (found !== expected)
    stop("channels", { name, expected, found }, [{ name, value: found }, { channels: expected }]);
}

/**
 * @param {State} state
 * @param {number} first
 * @param {number[]} sizes
 */
export function setSizes(state, first, sizes) {
  state.shape.splice(first, sizes.length, ...sizes);
}

/**
 * Where a dimension stands when it may be counted from the end.
 * @param {number} dim
 * @param {number} axes
 * @param {string} name
 */
export function dimension(dim, axes, name) {
  if (dim < -axes || dim >= axes) stop("dimension", { name, dim, axes });
  return dim < 0 ? dim + axes : dim;
}

/**
 * A list with one item replaced.
 * @template Item
 * @param {Item[]} items
 * @param {number} at
 * @param {Item} item
 */
export const withItem = (items, at, item) => items.map((one, index) => (index === at ? item : one));

/**
 * A list in which some items stand in place of others.
 * @template Item
 * @param {Item[]} items
 * @param {number} at
 * @param {number} count
 * @param {Item[]} others
 */
export const spliced = (items, at, count, ...others) => [
  ...items.slice(0, at),
  ...others,
  ...items.slice(at + count),
];
