// What puts tensors together: cat and stack.

import { chained, merged } from "../merge.js";
import { spliced, times, withItem } from "../shape.js";
import { stop } from "../trouble.js";
import { define, one } from "./operation.js";

/** @import { TensorValue } from "../types.js" */

define("cat concat concatenate", "tensors; dim", (a) => {
  const tensors = a.tensors("tensors");
  const [{ shape }] = tensors;
  const dim = a.dim("dim", shape.length, 0);
  for (const each of tensors) alike(shape, each.shape, dim);
  const total = tensors.reduce((sum, each) => sum + each.shape[dim], 0);
  const tracks = tensors.map((each) => each.track);
  const followed = tracks.flatMap((track) => track ?? []);
  const all = followed.length === tensors.length;
  const shapes = tensors.map((each) => each.shape);
  const track = all ? chained(followed, shapes, dim) : partly(followed, shape, dim);
  return one({ shape: withItem(shape, dim, total), track });
});

/**
 * With tensors that do not come from the input: their cells see nothing, but where they stand along
 * the dimension is not followed.
 * @param {import("../field.js").Tracker[]} tracks
 * @param {number[]} shape
 * @param {number} dim
 */
function partly(tracks, shape, dim) {
  if (!tracks.length) return null;
  const made = merged(tracks, shape);
  made.lose(dim);
  return made;
}

/**
 * @param {number[]} first
 * @param {number[]} other
 * @param {number} dim
 */
function alike(first, other, dim) {
  const same = other.length === first.length;
  if (!same || other.some((size, at) => at !== dim && size !== first[at]))
    stop("cat", { left: times(first), right: times(other), dim });
}

define("stack", "tensors; dim", (a) => {
  const tensors = a.tensors("tensors");
  const [{ shape }] = tensors;
  const dim = a.dim("dim", shape.length + 1, 0);
  const other = tensors.find((each) => each.shape.join() !== shape.join());
  if (other) stop("stackShapes", { left: times(shape), right: times(other.shape) });
  const tracks = tensors.flatMap(({ track }) => track ?? []);
  const track = tracks.length ? merged(tracks, shape) : null;
  track?.dims.splice(dim, 0, null);
  return one({ shape: spliced(shape, dim, 0, tensors.length), track });
});
