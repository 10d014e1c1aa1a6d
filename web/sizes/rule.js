// What a layer makes of every input size, and of which input sizes it makes one output size.
//
// A transposed convolution is affine: o = s·i + b, so that one pair of sizes says b, and with it the
// rest. A convolution rounds: o = ⌊(i + b) / s⌋, which is exact for every i in one class modulo s,
// and differs from i / s by less than one cell, for all i at once, as soon as 0 ≤ b < s.
import { outputSize, way } from "../core/size.js";

/** @import { Pair } from "../core/state.js" */
/** @import { Layer } from "./types.js" */

/** The number b of a layer. @param {Layer} layer */
const offset = (layer) =>
  layer.mode === "conv"
    ? way({ ...layer, i: 0 }) + layer.s
    : outputSize("transposed", { ...layer, i: 0 });

/**
 * Whether o = i / s wherever s divides i, or o = s·i.
 * @param {Layer} layer
 */
function isRatio(layer) {
  const b = offset(layer);
  return layer.mode === "conv" ? b >= 0 && b < layer.s : b === 0;
}

/**
 * Whether a layer keeps the ratio of two sizes for every size that has another one in this ratio.
 * @param {Layer} layer @param {number} from @param {number} to
 */
export function keepsRatio(layer, from, to) {
  const [large, small] = layer.mode === "conv" ? [from, to] : [to, from];
  return large === small * layer.s && isRatio(layer);
}

/** The stride by which a convolution divides every size that it divides. @param {Layer} layer */
export const divides = (layer) =>
  layer.mode === "conv" && layer.s > 1 && isRatio(layer) ? layer.s : null;

/** The output size as text, for every input size i. @param {Layer} layer */
export function ruleText(layer) {
  const { mode, s } = layer;
  const b = offset(layer);
  const sum = (/** @type {string} */ first) =>
    b === 0 ? first : `${first} ${b < 0 ? "−" : "+"} ${Math.abs(b)}`;
  if (s === 1) return sum("i");
  if (mode === "transposed") return sum(`${s}i`);
  if (b === s - 1) return `⌈i / ${s}⌉`;
  return b === 0 ? `⌊i / ${s}⌋` : `⌊(${sum("i")}) / ${s}⌋`;
}

/**
 * The first and the last of the input sizes that give an output size; null when there is none.
 * @param {Layer} layer @param {number} o @returns {Pair | null}
 */
export function inputs(layer, o) {
  const { mode, s } = layer;
  const b = offset(layer);
  if (mode === "transposed") {
    const i = (o - b) / s;
    return Number.isInteger(i) && i >= 1 ? [i, i] : null;
  }
  const first = o * s - b;
  return first + s > 1 ? [Math.max(first, 1), first + s - 1] : null;
}
