// Products of tensors: matmul, einsum, linear.

import { product, times, withItem } from "../shape.js";
import { stop } from "../trouble.js";
import { define } from "./operation.js";
import { broadcast } from "./pointwise.js";

/** @import { Tracker } from "../field.js" */
/** @import { TensorValue } from "../types.js" */
/** @import { Outcome } from "./operation.js" */

define("matmul mm bmm", "input other", (a) => multiplied(a.tensor("input"), a.tensor("other")));

/**
 * Rows times columns; along other dimensions the matrices meet one by one.
 * @param {TensorValue} left
 * @param {TensorValue} right
 * @returns {Outcome}
 */
function multiplied(left, right) {
  const [a, b] = [left.shape, right.shape];
  const rows = a.length > 1 ? a.slice(-2, -1) : [];
  const columns = b.length > 1 ? b.slice(-1) : [];
  const inner = b.length > 1 ? b[b.length - 2] : b[0];
  if (!a.length || !b.length || a[a.length - 1] !== inner)
    stop("matmul", { left: times(a), right: times(b) });
  const batch = broadcast([a.slice(0, -2), b.slice(0, -2)]);
  const shape = [...batch, ...rows, ...columns];
  const track = contracted(left, right, shape);
  return { outputs: [{ shape, track }], macs: product(shape) * inner };
}

/**
 * A product with weights joins all cells of the last dimension; of two tensors that both come from the
 * input nothing is followed.
 * @param {TensorValue} left
 * @param {TensorValue} right
 * @param {number[]} shape
 * @returns {Tracker | null}
 */
function contracted({ track, shape: a }, { track: other, shape: b }, shape) {
  if (track && !other && b.length === 2) {
    const made = track.copy();
    made.mix(a.length - 1);
    return made;
  }
  const made = (track ?? other)?.copy() ?? null;
  made?.loseAll();
  if (made) made.dims = shape.map(() => null);
  return made;
}

define("baddbmm addmm", "input left right any", (a) =>
  multiplied(a.tensor("left"), a.tensor("right")),
);

define("linear", "input weight; bias", (a) => {
  const [input, weight] = [a.tensor("input"), a.tensor("weight")];
  const [fout, fin] = weight.shape;
  const { shape } = input;
  const last = shape.length - 1;
  if (shape[last] !== fin)
    stop("linear", { expected: fin, found: shape[last], shape: times(shape) });
  const track = input.track?.copy() ?? null;
  track?.mix(last);
  return { outputs: [{ shape: withItem(shape, last, fout), track }], macs: product(shape) * fout };
});

define("einsum", "equation *operands", (a) => {
  const equation = a.value("equation");
  const tensors = a.tensors("operands");
  const text = equation?.is === "string" ? equation.value.replaceAll(" ", "") : "";
  const [left, right] = text.split("->");
  const terms = left.split(",");
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const fits = terms.length === tensors.length && right !== undefined && !text.includes(".");
  const named =
    fits &&
    terms.every((term, at) => {
      const { shape } = tensors[at];
      return (
        shape.length === term.length &&
        [...term].every((letter, dim) => {
          const known = sizes.get(letter) ?? shape[dim];
          sizes.set(letter, shape[dim]);
          return known === shape[dim];
        })
      );
    });
  if (!named) stop("einsum", { text, shapes: tensors.map(({ shape }) => times(shape)).join(", ") });
  const shape = [...right].map((letter) => sizes.get(letter) ?? 0);
  const found = tensors.find(({ track }) => track)?.track?.copy() ?? null;
  found?.loseAll();
  if (found) found.dims = shape.map(() => null);
  const macs = tensors.length === 2 ? product([...sizes.values()]) : null;
  return { outputs: [{ shape, track: found }], macs };
});

define("scaled_dot_product_attention", "query key value any", (a) => {
  const [query, key, value] = ["query", "key", "value"].map((name) => a.tensor(name));
  const [q, k, v] = [query.shape, key.shape, value.shape];
  const last = (/** @type {number[]} */ shape) => shape[shape.length - 1];
  if (last(q) !== last(k) || k[k.length - 2] !== v[v.length - 2])
    stop("matmul", { left: times(q), right: times(k) });
  const shape = [...q.slice(0, -1), last(v)];
  const track = query.track?.copy() ?? null;
  track?.loseAll();
  if (track) track.dims = shape.map(() => null);
  const macs = product(q) * k[k.length - 2] + product(shape) * k[k.length - 2];
  return { outputs: [{ shape, track }], macs };
});
