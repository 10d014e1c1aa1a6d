// The shape of the input, as people write it, and which of its dimensions are spatial.

/** @import { Values, Word } from "./types.js" */

const MOST_AXES = 8;
const LARGEST = 999999999;

/**
 * The numbers of "1,3,224,224", "(1, 3, 224, 224)", "1×3×224×224"; or why they are no shape.
 * @param {string} text
 * @returns {{ shape: number[] } | { trouble: { key: Word, values: Values } }}
 */
export function readShape(text) {
  const bare = text
    .replace(/^\s*(?:torch\.)?Size\b/, "")
    .replace(/[()[\]（）［］\s]/g, " ")
    .trim()
    .replace(/[ ]*[,;，；、×x*][ ]*$/u, "");
  const parts = bare.split(/[ ]*[,;，；、×xX*][ ]*|[ ]+/u);
  const wrong = parts.find((part) => !/^[-+]?\d+$/.test(part));
  if (wrong !== undefined) return { trouble: { key: "inputBad", values: { text } } };
  const small = parts.find((part) => Number(part) < 1);
  if (small) return { trouble: { key: "inputSmall", values: { size: small } } };
  const large = parts.find((part) => Number(part) > LARGEST);
  if (large) return { trouble: { key: "inputLarge", values: { size: large, most: LARGEST } } };
  if (parts.length > MOST_AXES)
    return { trouble: { key: "inputAxes", values: { axes: parts.length, most: MOST_AXES } } };
  return { shape: parts.map(Number) };
}

/**
 * The dimensions that are spatial: the first layer of 1-d, 2-d or 3-d data says.
 * @param {number[]} shape
 * @param {string[]} types of the layers
 */
export function spatialDims(shape, types) {
  const first = types.find((type) => /(Conv|Pool|Norm|Pad|Transpose)[123]d$/.test(type));
  const n = first ? Number(first.at(-2)) : shape.length - 2;
  const leading = shape.length === n + 1 ? 1 : 2;
  return shape.map((_, dim) => dim).slice(leading);
}
