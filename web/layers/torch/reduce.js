// What makes one value of many: mean, sum, max.

import { withItem } from "../shape.js";
import { isTensor } from "../run/values.js";
import { define, inside, one } from "./operation.js";
import { met } from "./pointwise.js";

/** @import { TensorValue } from "../types.js" */
/** @import { Inputs, Made } from "./operation.js" */

/**
 * A tensor with some dimensions of one cell, or without them.
 * @param {TensorValue} tensor
 * @param {number[] | null} given all of them where nothing is given
 * @param {boolean} keep
 * @returns {Made}
 */
function reduced({ shape, track }, given, keep) {
  const all = shape.map((_, dim) => dim);
  const dims = given?.length ? given.map((dim) => inside(dim, shape.length, "dim")) : all;
  const made = track?.copy() ?? null;
  for (const dim of dims) made?.mix(dim);
  if (keep)
    return { shape: shape.map((size, dim) => (dims.includes(dim) ? 1 : size)), track: made };
  if (made) made.dims = made.dims.filter((_, dim) => !dims.includes(dim));
  return { shape: shape.filter((_, dim) => !dims.includes(dim)), track: made };
}

/** @param {Inputs} a */
const plain = (a) => reduced(a.tensor("input"), a.whole("dim"), a.bool("keepdim", false));

define(
  "mean sum amax amin prod std var logsumexp all any argmax argmin nansum median",
  "input; dim keepdim any",
  (a) => {
    const made = plain(a);
    return one(made);
  },
);
define("norm", "input; p dim keepdim any", (a) => one(plain(a)));
define("vector_norm", "input; ord dim keepdim any", (a) => one(plain(a)));

/** The largest or the smallest, and where along a dimension they are; or of two tensors. */
define("max min", "input; dim keepdim other", (a) => {
  const other = a.value("other") ?? a.value("dim");
  if (other && isTensor(other)) return one(met([a.tensor("input"), other]));
  const made = plain(a);
  if (!a.value("dim")) return one(made);
  return { outputs: [made, { shape: [...made.shape], track: made.track }], many: true };
});

define("topk", "input k; dim any", (a) => {
  const { shape, track } = a.tensor("input");
  const dim = a.dim("dim", shape.length, -1);
  const made = track?.copy() ?? null;
  made?.mix(dim);
  const size = withItem(shape, dim, a.int("k", 0));
  return {
    outputs: [
      { shape: size, track: made },
      { shape: size, track: made },
    ],
    many: true,
  };
});
