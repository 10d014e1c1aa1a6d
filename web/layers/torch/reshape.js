// What lays cells out anew: view, flatten, permute, squeeze, expand.

import { isAxis } from "../field.js";
import { product, spliced, times, withItem } from "../shape.js";
import { stop, stopSize } from "../trouble.js";
import { define, inside, one } from "./operation.js";

/** @import { Tracker } from "../field.js" */
/** @import { TensorValue } from "../types.js" */
/** @import { Made } from "./operation.js" */

define("view reshape", "input *shape", (a) => {
  const tensor = a.tensor("input");
  return one(viewed(tensor, a.whole("shape") ?? []));
});
define("view_as reshape_as", "input other", (a) =>
  one(viewed(a.tensor("input"), a.tensor("other").shape)),
);
define("ravel", "input", (a) => one(viewed(a.tensor("input"), [-1])));

define("flatten", "input; start_dim end_dim", (a) => {
  const tensor = a.tensor("input");
  const axes = Math.max(tensor.shape.length, 1);
  const [start, end] = [a.dim("start_dim", axes, 0), a.dim("end_dim", axes, -1)];
  if (start > end) stop("flattenOrder", { start, end });
  const { shape } = tensor;
  const merged = product(shape.slice(start, end + 1));
  return one(viewed(tensor, [...shape.slice(0, start), merged, ...shape.slice(end + 1)]));
});

define("unflatten", "input dim *sizes", (a) => {
  const tensor = a.tensor("input");
  const { shape } = tensor;
  const dim = a.dim("dim", shape.length);
  const sizes = a.whole("sizes") ?? [];
  const known = product(sizes.filter((size) => size !== -1));
  const fits = sizes.includes(-1) ? shape[dim] % known === 0 : shape[dim] === known;
  if (!fits) stopSize("unflatten", { size: shape[dim], sizes: `(${sizes.join(", ")})`, known });
  const full = sizes.map((size) => (size === -1 ? shape[dim] / known : size));
  return one(viewed(tensor, [...shape.slice(0, dim), ...full, ...shape.slice(dim + 1)]));
});

/**
 * The same cells in another shape, of which one size may be -1.
 * @param {TensorValue} tensor
 * @param {number[]} sizes
 * @returns {Made}
 */
function viewed({ shape, track }, sizes) {
  const cells = product(shape);
  const known = product(sizes.filter((size) => size !== -1));
  const open = sizes.filter((size) => size === -1).length;
  const fits = open ? open === 1 && known > 0 && cells % known === 0 : known === cells;
  if (!fits || sizes.some((size) => size < -1))
    stopSize("view", { shape: times(shape), sizes: `(${sizes.join(", ")})`, cells });
  const full = sizes.map((size) => (size === -1 ? cells / known : size));
  return { shape: full, track: track && laidOut(track, shape, full) };
}

/**
 * Blocks of dimensions that hold the same cells before and after: one stays as it is, several become
 * one, and what is cut anew is not followed.
 * @param {Tracker} track
 * @param {number[]} before
 * @param {number[]} after
 */
function laidOut(track, before, after) {
  const made = track.copy();
  made.dims = [];
  const rest = track.copy();
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    let [left, right] = [from, to];
    let a = before[left++] ?? 1;
    let b = after[right++] ?? 1;
    while (a !== b) {
      if (a < b) a *= before[left++];
      else b *= after[right++];
    }
    rest.dims = track.dims.slice(from, left);
    rest.fixed = made.fixed;
    const sizes = before.slice(from, left);
    if (right - to === 1 && left - from > 1) together(rest, sizes);
    else if (!sameSizes(sizes, after.slice(to, right))) split(rest, sizes, after.slice(to, right));
    made.dims.push(...rest.dims);
    made.fixed = rest.fixed;
    [from, to] = [left, right];
  }
  return made;
}

/**
 * Several dimensions as one; those of one cell are no matter.
 * @param {Tracker} track
 * @param {number[]} sizes
 */
function together(track, sizes) {
  const long = sizes.flatMap((size, at) => (size > 1 ? [at] : []));
  if (long.length > 1) track.flatten(0, sizes.length - 1);
  else keep(track, sizes, [long.length ? sizes[long[0]] : 1]);
}

/**
 * @param {Tracker} track
 * @param {number[]} sizes
 * @param {number[]} wanted
 */
function split(track, sizes, wanted) {
  const long = (/** @type {number[]} */ of) => of.filter((size) => size > 1);
  if (sameSizes(long(sizes), long(wanted))) keep(track, sizes, wanted);
  else {
    sizes.forEach((_, dim) => track.lose(dim));
    track.dims = wanted.map(() => null);
  }
}

/**
 * Dimensions of one cell come or go; what these cells see stays seen by all.
 * @param {Tracker} track
 * @param {number[]} sizes
 * @param {number[]} wanted
 */
function keep(track, sizes, wanted) {
  const long = sizes.flatMap((size, dim) => {
    if (size > 1) return [track.dims[dim]];
    track.mix(dim);
    return [];
  });
  track.dims = wanted.map((size) => (size > 1 ? (long.shift() ?? null) : null));
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
const sameSizes = (a, b) => a.length === b.length && a.every((size, at) => size === b[at]);

define("squeeze", "input; *dim", (a) => {
  const tensor = a.tensor("input");
  const { shape } = tensor;
  const dims = a.whole("dim")?.map((dim) => inside(dim, Math.max(shape.length, 1), "dim"));
  const sizes = shape.filter((size, dim) => size !== 1 || (dims && !dims.includes(dim)));
  return one(viewed(tensor, sizes));
});

define("unsqueeze", "input dim", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length + 1);
  return one(viewed(tensor, spliced(tensor.shape, dim, 0, 1)));
});

/**
 * @param {TensorValue} tensor
 * @param {number[]} order
 * @returns {Made}
 */
function permuted({ shape, track }, order) {
  const sorted = [...order].sort((a, b) => a - b);
  if (order.length !== shape.length || sorted.some((dim, at) => dim !== at))
    stop("permute", { order: order.join(", "), axes: shape.length });
  const made = track?.copy() ?? null;
  if (made && track) made.dims = order.map((dim) => track.dims[dim]);
  return { shape: order.map((dim) => shape[dim]), track: made };
}

define("permute", "input *dims", (a) => {
  const tensor = a.tensor("input");
  const axes = tensor.shape.length;
  return one(
    permuted(
      tensor,
      (a.whole("dims") ?? []).map((dim) => inside(dim, axes, "dims")),
    ),
  );
});

define("transpose swapaxes swapdims", "input dim0 dim1", (a) => {
  const tensor = a.tensor("input");
  const axes = tensor.shape.length;
  const [first, second] = [a.dim("dim0", axes), a.dim("dim1", axes)];
  return one(permuted(tensor, swapped(axes, first, second)));
});

define("t T", "input", (a) => {
  const tensor = a.tensor("input");
  const order = tensor.shape.map((_, dim) => dim).reverse();
  return one(permuted(tensor, order));
});

define("mT mH adjoint", "input", (a) => {
  const tensor = a.tensor("input");
  const axes = tensor.shape.length;
  return one(permuted(tensor, swapped(axes, axes - 2, axes - 1)));
});

define("movedim moveaxis", "input source destination", (a) => {
  const tensor = a.tensor("input");
  const axes = tensor.shape.length;
  const places = (/** @type {string} */ name) =>
    (a.whole(name) ?? []).map((dim) => inside(dim, axes, name));
  const [from, to] = [places("source"), places("destination")];
  const rest = tensor.shape.map((_, dim) => dim).filter((dim) => !from.includes(dim));
  const order = tensor.shape.map((_, dim) => {
    const at = to.indexOf(dim);
    return at < 0 ? -1 : from[at];
  });
  return one(
    permuted(
      tensor,
      order.map((dim) => (dim < 0 ? (rest.shift() ?? 0) : dim)),
    ),
  );
});

/**
 * @param {number} axes
 * @param {number} first
 * @param {number} second
 */
function swapped(axes, first, second) {
  const order = Array.from({ length: axes }, (_, dim) => dim);
  [order[first], order[second]] = [second, first];
  return order;
}

/**
 * Dimensions of one cell are repeated; -1 keeps a size.
 * @param {TensorValue} tensor
 * @param {number[]} sizes
 * @returns {Made}
 */
function expanded({ shape, track }, sizes) {
  const more = sizes.length - shape.length;
  const full = sizes.map((size, dim) => (size === -1 ? (shape[dim - more] ?? 1) : size));
  if (more < 0 || shape.some((size, dim) => size !== 1 && size !== full[dim + more]))
    stop("expand", { shape: times(shape), sizes: `(${sizes.join(", ")})` });
  const made = track?.copy() ?? null;
  made?.dims.unshift(...Array(more).fill(null));
  full.forEach((size, dim) => {
    if (shape[dim - more] === 1 && size !== 1) made?.move(dim, size, 1, (_, add) => add(0));
  });
  return { shape: full, track: made };
}

define("expand", "input *sizes", (a) => one(expanded(a.tensor("input"), a.whole("sizes") ?? [])));
define("broadcast_to", "input *size", (a) =>
  one(expanded(a.tensor("input"), a.whole("size") ?? [])),
);
define("expand_as", "input other", (a) =>
  one(expanded(a.tensor("input"), a.tensor("other").shape)),
);

define("repeat tile", "input *sizes", (a) => {
  const { shape, track } = a.tensor("input");
  const counts = a.whole("sizes") ?? [];
  const more = counts.length - shape.length;
  if (more < 0) stop("repeat", { axes: shape.length, given: counts.length });
  const made = track?.copy() ?? null;
  made?.dims.unshift(...Array(more).fill(null));
  const full = [...Array(more).fill(1), ...shape];
  counts.forEach((count, dim) => {
    const size = full[dim];
    if (count !== 1) made?.move(dim, size * count, 1, (o, add) => add(o % size));
  });
  return one({ shape: full.map((size, dim) => size * counts[dim]), track: made });
});

define("repeat_interleave", "input repeats; dim", (a) => {
  const { shape, track } = a.tensor("input");
  const count = a.int("repeats", 0);
  const dim = a.dim("dim", shape.length);
  const made = track?.copy() ?? null;
  made?.move(dim, shape[dim] * count, 1 / count, (o, add) => add(Math.floor(o / count)));
  return one({ shape: withItem(shape, dim, shape[dim] * count), track: made });
});

define("flip", "input *dims", (a) => {
  const tensor = a.tensor("input");
  const made = tensor.track?.copy() ?? null;
  for (const each of a.whole("dims") ?? []) {
    const dim = inside(each, tensor.shape.length, "dims");
    const size = tensor.shape[dim];
    made?.move(dim, size, -1, (o, add) => add(size - 1 - o));
  }
  return one({ shape: [...tensor.shape], track: made });
});

define("roll", "input shifts; dims", (a) => {
  const { shape, track } = a.tensor("input");
  const made = track?.copy() ?? null;
  const shifts = a.whole("shifts") ?? [];
  const dims = a.whole("dims");
  if (!dims) made?.loseAll();
  else
    dims.forEach((each, at) => {
      const dim = inside(each, shape.length, "dims");
      const size = shape[dim];
      made?.move(dim, size, 1, (o, add) => add((((o - shifts[at]) % size) + size) % size));
    });
  return one({ shape: [...shape], track: made });
});

define("channel_shuffle", "input groups", (a) => {
  const tensor = a.tensor("input");
  const groups = a.int("groups", 1);
  if (tensor.shape[1] % groups) stop("normGroups", { channels: tensor.shape[1], groups });
  const made = tensor.track?.copy() ?? null;
  if (isAxis(made?.dims[1] ?? null)) made?.lose(1);
  return one({ shape: [...tensor.shape], track: made });
});
