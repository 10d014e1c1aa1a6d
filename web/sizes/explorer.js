// The explorer with a layer in it: at the size that was asked for, or else at a small one.
import { legal } from "../core/legal.js";
import { query } from "../core/link.js";
import { apart } from "./order.js";
import { inputs } from "./rule.js";

/** @import { Axis, Layer, Result } from "./types.js" */

const SMALL = 12; // cells, for layers of sizes that no figure can show

/**
 * The words of the link and the input that it shows; null where no figure can show the layer.
 * @param {Result} result @param {Axis[]} axes
 */
export function inExplorer(result, axes) {
  const layers = apart(result);
  const asked = axes.map(({ from, to }, a) => from?.[0] ?? inputs(layers[a], to[0])?.[0] ?? 1);
  const small = asked.map((size, a) => smaller(size, layers[a].s));
  for (const i of [asked, small]) {
    const { state, notes } = legal({ ...result, i: i.length > 1 ? i : i[0] });
    if (!notes.length) return { query: query(state), i, isAsked: i === asked };
  }
  return null;
}

/** A small size that leaves the same remainder. @param {number} size @param {number} s */
const smaller = (size, s) => (size <= SMALL ? size : SMALL - ((SMALL - (size % s)) % s));
