// Functions of numbers: math.ceil, np.prod, math.log2.

import { ordered } from "../run/operators.js";
import { bool, float, int, isNumber } from "../run/values.js";

/** @import { Value } from "../types.js" */

/** @type {Record<string, (numbers: number[]) => number>} Those that give a float. */
const FLOATS = {
  sqrt: ([a]) => Math.sqrt(a),
  exp: ([a]) => Math.exp(a),
  log: ([a, b]) => (b === undefined ? Math.log(a) : Math.log(a) / Math.log(b)),
  log2: ([a]) => Math.log2(a),
  log10: ([a]) => Math.log10(a),
  sin: ([a]) => Math.sin(a),
  cos: ([a]) => Math.cos(a),
  tanh: ([a]) => Math.tanh(a),
  pow: ([a, b]) => a ** b,
  fabs: ([a]) => Math.abs(a),
};
/** @type {Record<string, (numbers: number[]) => number>} Those that give a whole number. */
const WHOLE = {
  ceil: ([a]) => Math.ceil(a),
  floor: ([a]) => Math.floor(a),
  trunc: ([a]) => Math.trunc(a),
  gcd: (all) => all.reduce((a, b) => gcd(Math.abs(a), Math.abs(b)), 0),
  lcm: (all) => all.reduce((a, b) => (a * b) / (gcd(a, b) || 1), 1),
};

/**
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
const gcd = (a, b) => (b ? gcd(b, a % b) : a);

/**
 * @param {string} name
 * @param {Value[]} values
 * @returns {Value | null}
 */
export function numeric(name, values) {
  const [first] = values;
  const listed = first?.is === "list" ? first.items : values;
  const numbers = listed.flatMap((one) => (isNumber(one) ? [Number(one.value)] : []));
  if (!listed.length || numbers.length < listed.length) return null;
  if (first.is === "list") return ofList(name, listed, numbers);
  if (Object.hasOwn(WHOLE, name)) {
    const found = WHOLE[name](numbers);
    return Number.isFinite(found) ? int(found) : null;
  }
  if (Object.hasOwn(FLOATS, name)) return finite(FLOATS[name](numbers));
  if (name === "int" || name === "int64" || name === "int32") return int(Math.trunc(numbers[0]));
  if (name === "round" || name === "rint") return float(Math.round(numbers[0]));
  if (name === "abs")
    return first.is === "float" ? float(Math.abs(numbers[0])) : int(Math.abs(numbers[0]));
  if (name === "isinf") return bool(!Number.isFinite(numbers[0]));
  return name === "maximum" || name === "minimum"
    ? extreme(values, name === "maximum" ? 1 : -1)
    : null;
}

/** @param {number} value */
const finite = (value) => (Number.isFinite(value) ? float(value) : null);

/**
 * @param {Value[]} values
 * @param {number} sign
 */
const extreme = ([a, b], sign) => ((ordered(a, b) ?? 0) * sign >= 0 ? a : b);

/**
 * @param {string} name
 * @param {Value[]} values
 * @param {number[]} numbers
 * @returns {Value | null}
 */
function ofList(name, values, numbers) {
  const whole = values.every((one) => one.is !== "float");
  const made = (/** @type {number} */ value) => (whole ? int(value) : float(value));
  if (name === "prod") return made(numbers.reduce((a, b) => a * b, 1));
  if (name === "sum") return made(numbers.reduce((a, b) => a + b, 0));
  if (name === "max") return made(Math.max(...numbers));
  if (name === "min") return made(Math.min(...numbers));
  if (name === "mean") return float(numbers.reduce((a, b) => a + b, 0) / numbers.length);
  if (name === "cumsum") {
    let sum = 0;
    return { is: "list", tuple: false, items: numbers.map((one) => made((sum += one))) };
  }
  return null;
}
