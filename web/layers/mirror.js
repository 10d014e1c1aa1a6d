// On the way up: would output_padding give the size that the mirrored layer had on its way down?

import { call, construct } from "./layer.js";
import { times } from "./shape.js";
import { attempt } from "./trouble.js";

/** @import { Hint, Layer } from "./types.js" */

const MOST = 8; // values of output_padding that are tried

/** @param {number[]} shape */
const size = (shape) => times(shape.slice(2));

export class Mirror {
  constructor() {
    /** @type {number[][]} Shapes that a layer made smaller, and none has made larger again. */
    this.downs = [];
  }

  /**
   * @param {Layer} layer
   * @param {number[]} before
   * @param {number[]} after
   * @returns {Hint | null}
   */
  hint(layer, before, after) {
    const maps = after.length === before.length && after.length > 2;
    if (!maps || size(before) === size(after)) return null;
    if (after.slice(2).some((cells, axis) => cells < before[2 + axis])) {
      this.downs.push(before);
      return null;
    }
    const down = this.downs.pop();
    if (!down || !layer.type.startsWith("ConvTranspose")) return null;
    const [wanted, found] = [size(down), size(after)];
    const value = wanted === found ? null : outputPadding(layer, before, wanted);
    return value === null ? null : { found, wanted, name: "output_padding", value };
  }
}

/**
 * @param {Layer} layer
 * @param {number[]} before
 * @param {string} wanted
 */
function outputPadding(layer, before, wanted) {
  for (let value = 0; value < MOST; value += 1) {
    const state = { shape: [...before] };
    const fits = attempt(
      () => call(construct(layer, { output_padding: value }), state) >= 0,
      () => false,
    );
    if (fits && size(state.shape) === wanted) return value;
  }
  return null;
}
