// Receptive field and jump of what several tensors become: a sum, a cat.

import { isAxis, nothing, partsOf } from "./field.js";

/**
 * @import { Axis, Dimension, Range, Tracker } from "./field.js"
 *
 * What of a tensor depends on an axis of the input: one of its dimensions, or all its cells alike.
 * @typedef {{ dim: number, axis: Axis } | { dim: number, axis: null } | { range: Range }} Sight
 */

/**
 * Of tensors whose cells meet one by one, where an axis of one cell meets all. The shapes are those
 * of the tensors as broadcast: of as many dimensions as the result.
 * @param {Tracker[]} trackers each with as many dimensions as the result
 * @param {number[]} shape
 * @returns {Tracker}
 */
export function merged(trackers, shape) {
  const [only, ...more] = trackers;
  if (!more.length) return spread(only, shape);
  const made = only.copy();
  made.dims = shape.map(() => null);
  made.fixed = new Map();
  for (const id of made.ids) {
    const sights = trackers.flatMap((one) => sight(one, id) ?? []);
    const places = sights.flatMap((one) => ("dim" in one ? [one] : []));
    const ranges = sights.flatMap((one) => ("dim" in one ? [] : [one.range]));
    const [first] = places;
    const lost =
      ranges.includes(null) || places.some(({ axis, dim }) => !axis || dim !== first.dim);
    const one = lost ? alike(trackers, id) : null;
    if (one) {
      made.dims[one.dim] = one.dimension;
    } else if (lost) made.fixed.set(id, null);
    else if (first) {
      const axes = places.flatMap(({ axis }) => axis ?? []);
      made.dims[first.dim] = together(axes, ranges, shape[first.dim]);
    } else if (ranges.length) made.fixed.set(id, joined(ranges));
  }
  return made;
}

/**
 * Of one tensor, whose axes of one cell are met by all.
 * @param {Tracker} tracker
 * @param {number[]} shape
 */
function spread(tracker, shape) {
  const made = tracker.copy();
  shape.forEach((size, dim) => {
    const axis = made.dims[dim];
    if (axis && isAxis(axis) && axis.lo.length !== size)
      made.move(dim, size, 1, (_, add) => add(0));
  });
  return made;
}

/**
 * A dimension that all tensors share as it is, which a sum does not change.
 * @param {Tracker[]} trackers
 * @param {number} id
 */
function alike(trackers, id) {
  const dim = trackers[0].dims.findIndex((one) => partsOf(one).some((part) => part.id === id));
  const dimension = trackers[0].dims[dim];
  const same = dim >= 0 && trackers.every((one) => one.dims[dim] === dimension);
  return same ? { dim, dimension } : null;
}

/**
 * @param {Tracker} tracker
 * @param {number} id
 * @returns {Sight | null}
 */
function sight({ dims, fixed }, id) {
  const dim = dims.findIndex((one) => partsOf(one).some((part) => part.id === id));
  const found = dims[dim];
  if (found) return { dim, axis: isAxis(found) ? found : null };
  const range = fixed.get(id);
  return range === undefined ? null : { range };
}

/**
 * One axis whose cells see what those of several see, and some ranges besides.
 * @param {Axis[]} axes
 * @param {Range[]} ranges
 * @param {number} size
 * @returns {Axis}
 */
function together(axes, ranges, size) {
  const { lo, hi } = nothing(size);
  for (let cell = 0; cell < size; cell += 1) {
    for (const axis of axes) {
      const at = axis.lo.length === 1 ? 0 : cell;
      lo[cell] = Math.min(lo[cell], axis.lo[at]);
      hi[cell] = Math.max(hi[cell], axis.hi[at]);
    }
    for (const range of ranges) {
      lo[cell] = Math.min(lo[cell], range?.lo ?? 0);
      hi[cell] = Math.max(hi[cell], range?.hi ?? -1);
    }
  }
  const long = axes.filter((axis) => axis.lo.length === size);
  const jumps = new Set((long.length ? long : axes).map(({ jump }) => jump));
  const jump = jumps.size === 1 ? [...jumps][0] : NaN;
  return { id: axes[0].id, jump, lo, hi };
}

/**
 * @param {Range[]} ranges
 * @returns {Range}
 */
function joined(ranges) {
  const lo = Math.min(...ranges.map((one) => one?.lo ?? 0));
  return { lo, hi: Math.max(...ranges.map((one) => one?.hi ?? -1)) };
}

/**
 * Of tensors that are put one after the other along a dimension.
 * @param {Tracker[]} trackers
 * @param {number[][]} shapes
 * @param {number} dim
 * @returns {Tracker}
 */
export function chained(trackers, shapes, dim) {
  const total = shapes.reduce((sum, shape) => sum + shape[dim], 0);
  const ids = new Set(trackers.flatMap((one) => partsOf(one.dims[dim]).map((part) => part.id)));
  const sizes = shapes[0].map((size, at) => (at === dim ? total : size));
  if (!ids.size) return merged(trackers, sizes);
  const others = trackers.map((one) => {
    const copy = one.copy();
    copy.dims[dim] = null;
    for (const id of ids) copy.fixed.delete(id);
    return copy;
  });
  const made = merged(others, sizes);
  const [id] = ids;
  const axis = ids.size === 1 ? row(trackers, shapes, dim, id) : null;
  if (axis) made.dims[dim] = axis;
  else for (const one of ids) made.fixed.set(one, null);
  return made;
}

/**
 * @param {Tracker[]} trackers
 * @param {number[][]} shapes
 * @param {number} dim
 * @param {number} id
 * @returns {Axis | null}
 */
function row(trackers, shapes, dim, id) {
  /** @type {number[]} */
  const lo = [];
  /** @type {number[]} */
  const hi = [];
  /** @type {Set<number>} */
  const jumps = new Set();
  for (const [at, { dims, fixed }] of trackers.entries()) {
    const axis = dims[dim];
    const range = fixed.get(id);
    const size = shapes[at][dim];
    if (axis && !isAxis(axis)) return null;
    if (!axis && range === null) return null;
    const none = nothing(size);
    lo.push(...(axis?.lo ?? (range ? Array(size).fill(range.lo) : none.lo)));
    hi.push(...(axis?.hi ?? (range ? Array(size).fill(range.hi) : none.hi)));
    if (axis) jumps.add(axis.jump);
  }
  const jump = jumps.size === 1 ? [...jumps][0] : NaN;
  return { id, jump, lo: Int32Array.from(lo), hi: Int32Array.from(hi) };
}
