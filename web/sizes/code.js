// A layer as Python, to copy; its channels are names that the reader replaces.

/** @import { Pair } from "../core/state.js" */
/** @import { Result } from "./types.js" */

const NAMES = /** @type {const} */ ({
  s: ["stride", 1],
  p: ["padding", 0],
  op: ["output_padding", 0],
  d: ["dilation", 1],
});

/** @param {number | Pair} value one number where both are alike */
export const python = (value) =>
  Array.isArray(value) && value[0] !== value[1] ? `(${value.join(", ")})` : `${[value].flat()[0]}`;

/** @param {Result} result */
export function code(result) {
  const type = result.mode === "conv" ? "Conv2d" : "ConvTranspose2d";
  const options = Object.entries(NAMES).flatMap(([letter, [name, neutral]]) => {
    const text = python(result[/** @type {keyof typeof NAMES} */ (letter)]);
    return text === String(neutral) ? [] : [`${name}=${text}`];
  });
  return `nn.${type}(${["c_in", "c_out", python(result.k), ...options].join(", ")})`;
}
