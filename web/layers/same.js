// What to write in place of padding='same' where PyTorch has none.
//
// SAME gives as many cells as there are strides in the input. The zeros that this takes are shared
// out with the odd one after; as many on both sides, which is all that padding=1 can say, gives
// other numbers. So a number is offered only where it is the same thing, else a layer of its own.

/** @import { Fix } from "./types.js" */

const LAYERS = new Map([
  ["zeros", "ZeroPad"],
  ["reflect", "ReflectionPad"],
  ["replicate", "ReplicationPad"],
  ["circular", "CircularPad"],
]);

/**
 * @param {{ sizes: number[], spans: number[], stride: number[], mode: string }} convolution
 * @returns {Fix[]}
 */
export function sameByLayer({ sizes, spans, stride, mode }) {
  const sides = sizes.map((size, axis) => sameSides(size, spans[axis], stride[axis]));
  if (sides.length !== spans.length) return [];
  if (sides.every(([before, after]) => before === after))
    return [{ name: "padding", value: sides.map(([before]) => before) }];
  const cells = [...sides].reverse().flat().join(", "); // PyTorch lists the last axis first
  const insert = `nn.${LAYERS.get(mode)}${sides.length}d((${cells}))`;
  return [{ insert, name: "padding", value: 0 }];
}

/**
 * The cells before and after one axis.
 * @param {number} size
 * @param {number} span
 * @param {number} stride
 */
function sameSides(size, span, stride) {
  const windows = Math.ceil(size / stride);
  const total = Math.max((windows - 1) * stride + span - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/**
 * For a transposed convolution: the padding that gives stride times the input, cropped alike on
 * both sides; none where that is no number.
 * @param {string} word
 * @param {{ spans: number[], stride: number[], extra: number[] }} transposed
 * @returns {Fix[]}
 */
export function sameByNumber(word, { spans, stride, extra }) {
  if (word === "valid") return [{ name: "padding", value: 0 }];
  const cropped = spans.map((span, axis) => span - stride[axis]);
  const alike = cropped.every((cells, axis) => cells >= 0 && cells % 2 === 0 && !extra[axis]);
  return word === "same" && alike ? [{ name: "padding", value: cropped.map((c) => c / 2) }] : [];
}
