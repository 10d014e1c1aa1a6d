// Every layer within the limits that takes one size to another, along one axis.
import { isLayer } from "../core/limits.js";
import { outputSize } from "../core/size.js";
import { inputs, keepsRatio } from "./rule.js";

/** @import { Mode, Pair } from "../core/state.js" */
/** @import { Axis, Layer, Limits, Wish } from "./types.js" */

/** @type {Mode[]} */
export const MODES = ["conv", "transposed"];

/** @param {Pair} limits */
const between = ([low, high]) => Array.from({ length: high - low + 1 }, (_, n) => low + n);

/** How many layers these limits hold at most. @param {Limits} limits */
export const work = ({ k, s, p, d }) =>
  [k, s, p, d].reduce((all, [low, high]) => all * (high - low + 1), 1) * Math.max(s[1], d[1]);

/** Every legal output padding. @param {Layer} layer */
const allPaddings = ({ mode, s, d }) => (mode === "conv" ? [0] : between([0, Math.max(s, d) - 1]));

/** The one output padding that makes the wanted size. @param {number} from @param {number} to */
const missing = (from, to) => (/** @type {Layer} */ layer) =>
  layer.mode === "conv" ? [0] : [to - outputSize("transposed", { ...layer, i: from })];

/**
 * The layers within the limits, each with every output padding or with those that are asked for.
 * @param {Wish} wish @param {(layer: Layer) => number[]} [paddings] of a layer without any
 * @returns {Generator<Layer>}
 */
export function* layers({ mode, limits, plain, powers }, paddings = allPaddings) {
  const [ks, ps, ds] = [between(limits.k), between(limits.p), between(limits.d)];
  const ss = between(limits.s).filter((s) => !powers || Number.isInteger(Math.log2(s)));
  for (const one of MODES.filter((one) => mode === "any" || mode === one))
    for (const s of ss)
      for (const d of ds)
        for (const k of ks)
          for (const p of ps) {
            const layer = { mode: one, k, s, p, d, op: 0 };
            for (const op of plain ? [0] : paddings(layer)) yield { ...layer, op };
          }
}

/** What a layer makes of a size; null when PyTorch refuses. @param {Layer} layer @param {number} i */
export function made(layer, i) {
  const one = { ...layer, i };
  return isLayer(layer.mode, one) ? outputSize(layer.mode, one) : null;
}

/** Whether a layer does all that is asked along an axis. @param {Layer} layer @param {Axis} axis */
export function fits(layer, { from, to }) {
  if (!from) return to.every((size) => inputs(layer, size) !== null);
  return from.every((i, n) => {
    const one = { ...layer, i };
    return outputSize(layer.mode, one) === to[n] && isLayer(layer.mode, one);
  });
}

/**
 * Whether a layer keeps the ratio of two sizes, where that is asked.
 * @param {Wish} wish @param {Layer} layer @param {number} from @param {number} to
 */
export const keeps = ({ ratio }, layer, from, to) => !ratio || keepsRatio(layer, from, to);

/** @param {Wish} wish @param {Axis} axis @returns {Layer[]} */
export function along(wish, axis) {
  const { from, to } = axis;
  const all = layers(wish, from ? missing(from[0], to[0]) : allPaddings);
  return [...all].filter(
    (layer) =>
      fits(layer, axis) && (from ?? []).every((size, n) => keeps(wish, layer, size, to[n])),
  );
}
