// What layers cost: parameters, multiply-adds and memory.
//
// Multiply-adds: products of a value with a learned weight, for the whole batch. As usual, products
// with padding count, and a bias does not.

import { product } from "./shape.js";

/**
 * @import { Row, Totals } from "./types.js"
 *
 * @typedef {{ cin: number, cout: number, kernel: number[], groups: number, bias: boolean }} Kernels
 * @typedef {{ parameters: number, multiplyAdds: (shape: number[]) => number }} Costs
 */

const BYTES = 4; // of a float32

/**
 * Each output value is a sum of products over the kernel; `multiplyAdds` takes the output's shape.
 * @param {Kernels} kernels
 * @returns {Costs}
 */
export function convolutionCosts({ cin, cout, kernel, groups, bias }) {
  const products = (cin / groups) * product(kernel);
  return {
    parameters: cout * products + (bias ? cout : 0),
    multiplyAdds: (output) => product(output) * products,
  };
}

/**
 * Each input value is stamped with the kernel, also where the stamp is cropped; `multiplyAdds`
 * takes the input's shape.
 * @param {Kernels} kernels
 * @returns {Costs}
 */
export function transposedCosts({ cin, cout, kernel, groups, bias }) {
  const products = (cout / groups) * product(kernel);
  return {
    parameters: cin * products + (bias ? cout : 0),
    multiplyAdds: (input) => product(input) * products,
  };
}

/**
 * Each input value meets one weight for each output value; `multiplyAdds` takes the input's shape.
 * @param {{ fin: number, fout: number, bias: boolean }} features
 * @returns {Costs}
 */
export function linearCosts({ fin, fout, bias }) {
  return {
    parameters: fin * fout + (bias ? fout : 0),
    multiplyAdds: (input) => product(input) * fout,
  };
}

/**
 * What an output takes, layer by layer; training keeps most of it.
 * @param {number[]} shape
 */
export const memory = (shape) => BYTES * product(shape);

/**
 * @param {Row[]} rows
 * @param {number | null} parameters of the whole model, each once
 * @param {number[]} outputs the rows whose tensors the model gives
 * @returns {Totals}
 */
export function totals(rows, parameters, outputs) {
  return {
    parameters,
    macs: sum(rows.map((row) => row.macs)),
    memory: sum(rows.map((row) => row.memory)),
    peak: peak(rows, outputs),
  };
}

/**
 * What inference needs at once: outputs that a later row still reads, and the one that is made.
 * @param {Row[]} rows
 * @param {number[]} outputs
 */
function peak(rows, outputs) {
  const last = rows.map((_, at) => at);
  rows.forEach(({ inputs }, at) => inputs.forEach((input) => (last[input] = at)));
  for (const output of outputs) last[output] = rows.length;
  let [now, most] = [0, 0];
  rows.forEach(({ memory: own, inPlace }, at) => {
    now += inPlace ? 0 : (own ?? 0);
    most = Math.max(most, now);
    rows.slice(0, at + 1).forEach((row, before) => {
      if (last[before] === at && !row.inPlace) now -= row.memory ?? 0;
    });
  });
  return Number.isSafeInteger(most) ? most : null;
}

/**
 * A sum, or null where it is too large to be exact, or a part of it is not known.
 * @param {(number | null)[]} values
 */
function sum(values) {
  const total = values.reduce(
    (/** @type {number | null} */ all, one) => (all === null || one === null ? null : all + one),
    0,
  );
  return total !== null && Number.isSafeInteger(total) ? total : null;
}
