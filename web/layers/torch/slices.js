// Parts of a tensor: x[…], chunk, split, narrow, unbind.

import { shown } from "../arguments.js";
import { int, isTensor } from "../run/values.js";
import { spliced, times, withItem } from "../shape.js";
import { stop } from "../trouble.js";
import { define, one } from "./operation.js";

/** @import { SliceValue, TensorValue, Value } from "../types.js" */
/** @import { Made } from "./operation.js" */

/**
 * The cells first, first + step, … of a dimension.
 * @param {Made} made
 * @param {number} dim
 * @param {number} first
 * @param {number} count
 * @param {number} [step]
 * @returns {Made}
 */
function taken({ shape, track }, dim, first, count, step = 1) {
  const followed = track?.copy() ?? null;
  if (count !== shape[dim] || step !== 1)
    followed?.move(dim, count, step, (o, add) => add(first + o * step));
  return { shape: withItem(shape, dim, count), track: followed };
}

/**
 * One cell of a dimension, which goes.
 * @param {Made} made
 * @param {number} dim
 * @param {number} cell
 * @returns {Made}
 */
function picked(made, dim, cell) {
  const { shape, track } = taken(made, dim, cell, 1);
  track?.mix(dim);
  track?.dims.splice(dim, 1);
  return { shape: spliced(shape, dim, 1), track };
}

/**
 * @param {Value} value
 * @param {number} size
 * @param {boolean} last
 * @param {number} step
 */
function end(value, size, last, step) {
  if (value.is === "none") return last === step > 0 ? size : 0;
  const at = value.is === "int" || value.is === "bool" ? Number(value.value) : NaN;
  if (Number.isNaN(at)) return value.is === "unknown" ? stop(value.key, value.values) : NaN;
  return Math.min(Math.max(at < 0 ? at + size : at, 0), size);
}

/**
 * The first cell and how many there are of a slice of `size` cells.
 * @param {SliceValue} slice
 * @param {number} size
 */
export function extent({ first, last, step }, size) {
  const by = step.is === "int" ? step.value : 1;
  if (by < 1) stop("sliceStep", { found: shown(step) });
  const from = end(first, size, false, by);
  const to = end(last, size, true, by);
  if (Number.isNaN(from) || Number.isNaN(to))
    stop("wantsInt", { name: "index", found: shown(Number.isNaN(from) ? first : last) });
  return { from, count: Math.max(Math.ceil((to - from) / by), 0), step: by };
}

/**
 * x[index]
 * @param {TensorValue} tensor
 * @param {Value} index
 * @returns {Made}
 */
function indexed(tensor, index) {
  const items = index.is === "list" && index.tuple ? [...index.items] : [index];
  const axes = tensor.shape.length;
  const used = items.filter((item) => item.is !== "none" && item.is !== "ellipsis").length;
  if (used > axes) stop("dimension", { name: "index", dim: used - 1, axes });
  const dots = items.findIndex((item) => item.is === "ellipsis");
  if (dots >= 0) items.splice(dots, 1, ...Array(axes - used).fill(WHOLE));
  /** @type {Made} */
  let made = { shape: [...tensor.shape], track: tensor.track };
  let dim = 0;
  for (const item of items) {
    if (item.is === "none") {
      const track = made.track?.copy() ?? null;
      track?.dims.splice(dim, 0, null);
      made = { shape: spliced(made.shape, dim, 0, 1), track };
      dim += 1;
    } else if (item.is === "slice") {
      const { from, count, step } = extent(item, made.shape[dim]);
      made = taken(made, dim, from, count, step);
      dim += 1;
    } else if (item.is === "int") made = picked(made, dim, cellOf(item.value, made.shape[dim]));
    else if (item.is === "list" && items.length === 1) made = chosen(made, dim, item.items);
    else if (isTensor(item)) stop("indexTensor", { shape: times(item.shape) });
    else if (item.is === "unknown") stop(item.key, item.values);
    else stop("wantsInt", { name: "index", found: shown(item) });
  }
  return made;
}

/** @type {SliceValue} */
const WHOLE = { is: "slice", first: { is: "none" }, last: { is: "none" }, step: { is: "none" } };

/**
 * @param {number} at
 * @param {number} size
 */
function cellOf(at, size) {
  if (at < -size || at >= size) stop("indexRange", { index: at, size });
  return at < 0 ? at + size : at;
}

/**
 * Some cells of a dimension, by their numbers.
 * @param {Made} made
 * @param {number} dim
 * @param {Value[]} items
 * @returns {Made}
 */
function chosen({ shape, track }, dim, items) {
  const cells = items.map((item) =>
    item.is === "int"
      ? cellOf(item.value, shape[dim])
      : stop("wantsInt", { name: "index", found: shown(item) }),
  );
  const followed = track?.copy() ?? null;
  followed?.move(dim, cells.length, 1, (o, add) => add(cells[o]));
  return { shape: withItem(shape, dim, cells.length), track: followed };
}

/**
 * A tensor in parts along a dimension.
 * @param {TensorValue} tensor
 * @param {number} dim
 * @param {number[]} sizes
 */
function parts(tensor, dim, sizes) {
  let first = 0;
  const outputs = sizes.map((size) => {
    const made = taken(tensor, dim, first, size);
    first += size;
    return made;
  });
  return { outputs, many: true };
}

/**
 * @param {number} size
 * @param {number} each
 */
function even(size, each) {
  const count = Math.max(Math.ceil(size / each), 1);
  return Array.from({ length: count }, (_, at) => Math.min(each, size - at * each));
}

define("chunk", "input chunks; dim", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length, 0);
  const size = tensor.shape[dim];
  return parts(tensor, dim, even(size, Math.ceil(size / a.int("chunks", 1))));
});

define("split split_with_sizes", "input split_size; dim", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length, 0);
  const size = tensor.shape[dim];
  const given = a.whole("split_size") ?? [];
  const single = a.value("split_size")?.is !== "list";
  const sizes = single ? even(size, Math.max(given[0], 1)) : given;
  const sum = sizes.reduce((all, each) => all + each, 0);
  if (sum !== size) stop("splitSizes", { sizes: given.join(" + "), sum, size });
  return parts(tensor, dim, sizes);
});

define("tensor_split", "input sections; dim", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length, 0);
  const count = a.int("sections", 1);
  const size = tensor.shape[dim];
  const sizes = Array.from(
    { length: count },
    (_, at) => Math.floor(size / count) + Number(at < size % count),
  );
  return parts(tensor, dim, sizes);
});

define("unbind", "input; dim", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length, 0);
  return cells(tensor, dim);
});

define("iter", "input", (a) => cells(a.tensor("input"), 0));

/**
 * @param {TensorValue} tensor
 * @param {number} dim
 */
function cells(tensor, dim) {
  const count = tensor.shape[dim] ?? stop("dimension", { name: "dim", dim, axes: 0 });
  const outputs = Array.from({ length: count }, (_, cell) => picked(tensor, dim, cell));
  return { outputs, many: true };
}

define("narrow", "input dim start length", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length);
  const [start, length] = [a.int("start", -Infinity), a.int("length", 0)];
  const size = tensor.shape[dim];
  const first = start < 0 ? start + size : start;
  if (first < 0 || first + length > size) stop("indexRange", { index: start + length - 1, size });
  return one(taken(tensor, dim, first, length));
});

define("select", "input dim index", (a) => {
  const tensor = a.tensor("input");
  const dim = a.dim("dim", tensor.shape.length);
  return one(picked(tensor, dim, cellOf(a.int("index", -Infinity), tensor.shape[dim])));
});

define("index_select", "input dim index", (a) => {
  const { shape, track } = a.tensor("input");
  const dim = a.dim("dim", shape.length);
  const index = a.tensor("index");
  const followed = track?.copy() ?? null;
  if (index.data)
    followed?.move(dim, index.data.length, 1, (o, add) =>
      add(cellOf(index.data?.[o] ?? 0, shape[dim])),
    );
  else followed?.lose(dim);
  return one({ shape: withItem(shape, dim, index.shape[0] ?? 1), track: followed });
});

define("getitem", "input index", (a) => {
  const index = a.given.get("index") ?? int(0);
  return one(indexed(a.tensor("input"), index));
});

/** x[index] = value: the same shape; what is written there, where it comes from the input, is not followed. */
define("setitem", "input index value", (a) => {
  const { shape, track } = a.tensor("input");
  const value = a.given.get("value");
  const followed = track?.copy() ?? null;
  if (value && isTensor(value) && value.track) followed?.loseAll();
  return one({ shape: [...shape], track: followed });
});
