// Python's operators on what is no tensor.

import { LIMITS } from "../python/limits.js";
import { stop } from "../trouble.js";
import { bool, dict, equal, float, int, isNumber, list, string, truth } from "./values.js";
import { format } from "./text.js";

/** @import { Value } from "../types.js" */

/**
 * Two values with an operator between them; null where this is not known.
 * @param {string} operator
 * @param {Value} left
 * @param {Value} right
 * @returns {Value | null}
 */
export function combined(operator, left, right) {
  if (isNumber(left) && isNumber(right)) return arithmetic(operator, left, right);
  if (operator === "+") return joined(left, right);
  if (operator === "%" && left.is === "string") return percent(left.value, right);
  if (operator === "*") return repeated(left, right) ?? repeated(right, left);
  if (operator === "|" && left.is === "dict" && right.is === "dict") {
    const both = dict();
    both.items = new Map([...left.items, ...right.items]);
    return both;
  }
  if (operator === "-" && left.is === "list" && left.set && right.is === "list")
    return { ...left, items: left.items.filter((one) => !contains(right.items, one)) };
  return null;
}

/**
 * @param {Value[]} items
 * @param {Value} value
 */
const contains = (items, value) => items.some((one) => equal(one, value));

/**
 * @param {string} operator
 * @param {import("../types.js").IntValue | import("../types.js").FloatValue | import("../types.js").BoolValue} left
 * @param {import("../types.js").IntValue | import("../types.js").FloatValue | import("../types.js").BoolValue} right
 * @returns {Value | null}
 */
function arithmetic(operator, left, right) {
  const [a, b] = [Number(left.value), Number(right.value)];
  const whole = left.is !== "float" && right.is !== "float";
  if (whole && ["&", "|", "^", "<<", ">>"].includes(operator)) return bits(operator, left, right);
  const value = numbers(operator, a, b);
  if (value === null || !Number.isFinite(value)) return null;
  const isInt = whole && operator !== "/" && Number.isInteger(value);
  return isInt ? int(value) : float(value);
}

/**
 * @param {string} operator
 * @param {number} a
 * @param {number} b
 */
function numbers(operator, a, b) {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  if (operator === "/") return a / b;
  if (operator === "//") return Math.floor(a / b);
  if (operator === "%") return a - b * Math.floor(a / b);
  return operator === "**" ? a ** b : null;
}

/**
 * @param {string} operator
 * @param {{ is: string, value: number | boolean }} left
 * @param {{ is: string, value: number | boolean }} right
 * @returns {Value | null}
 */
function bits(operator, left, right) {
  const [a, b] = [Number(left.value), Number(right.value)];
  if (Math.max(Math.abs(a), Math.abs(b)) >= 2 ** 31) return null;
  if (operator === "<<") return b < 31 ? int(a * 2 ** b) : null;
  const value = { "&": a & b, "|": a | b, "^": a ^ b, ">>": a >> b }[operator] ?? 0;
  return left.is === "bool" && right.is === "bool" && operator !== ">>"
    ? bool(value !== 0)
    : int(value);
}

/**
 * @param {Value} left
 * @param {Value} right
 * @returns {Value | null}
 */
function joined(left, right) {
  if (left.is === "string" && right.is === "string") {
    const long = left.value.length + right.value.length > LIMITS.characters;
    return long ? null : string(left.value + right.value);
  }
  if (left.is !== "list" || right.is !== "list") return null;
  if (left.items.length + right.items.length > LIMITS.items)
    stop("tooMany", { count: LIMITS.layers });
  return { is: "list", items: [...left.items, ...right.items], tuple: left.tuple };
}

/**
 * @param {Value} value
 * @param {Value} count
 * @returns {Value | null}
 */
function repeated(value, count) {
  if (count.is !== "int" && count.is !== "bool") return null;
  const times = Math.max(Number(count.value), 0);
  if (value.is === "string") {
    if (value.value.length * times > LIMITS.characters) return null;
    return string(value.value.repeat(times));
  }
  if (value.is !== "list") return null;
  if (value.items.length * times > LIMITS.items) stop("tooMany", { count: LIMITS.layers });
  return { ...list(Array(times).fill(value.items).flat()), tuple: value.tuple };
}

/**
 * "conv%d" % 3
 * @param {string} text
 * @param {Value} right
 */
function percent(text, right) {
  const values = right.is === "list" && right.tuple ? [...right.items] : [right];
  const found = text.replace(/%([-+ 0#]*\d*(?:\.\d+)?)([dsrfgei%])/g, (_, spec, kind) => {
    if (kind === "%") return "%";
    const value = values.shift();
    return value ? (format(value, kind === "s" || kind === "r" ? "" : spec + kind) ?? "?") : "?";
  });
  return string(found);
}

/**
 * Whether left < right and so on; null where this is not known.
 * @param {string} operator
 * @param {Value} left
 * @param {Value} right
 * @returns {boolean | null}
 */
export function compared(operator, left, right) {
  if (operator === "is" || operator === "is not") return not(operator, same(left, right));
  if (operator === "==" || operator === "!=") return not(operator, equal(left, right));
  if (operator === "in" || operator === "not in") return not(operator, isIn(left, right));
  const order = ordered(left, right);
  if (order === null) return null;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

/**
 * @param {string} operator
 * @param {boolean | null} value
 */
function not(operator, value) {
  const negative = operator === "!=" || operator.includes("not");
  return value === null ? null : value !== negative;
}

/**
 * @param {Value} left
 * @param {Value} right
 */
function same(left, right) {
  if (left.is === "unknown" || right.is === "unknown") return null;
  if (left.is === "none" || right.is === "none") return left.is === right.is;
  if (left.is === "bool" && right.is === "bool") return left.value === right.value;
  return left === right || (left.is === right.is && equal(left, right) === true);
}

/**
 * @param {Value} left
 * @param {Value} right
 * @returns {boolean | null}
 */
function isIn(left, right) {
  if (right.is === "string" && left.is === "string") return right.value.includes(left.value);
  if (right.is === "stack") {
    const { value } = left.is === "string" ? left : { value: null };
    return right.items.some(({ name }) => name === value);
  }
  if (right.is === "dict")
    return known([...right.items.values()].map((one) => equal(one.key, left)));
  return right.is === "list" ? known(right.items.map((one) => equal(one, left))) : null;
}

/** @param {(boolean | null)[]} found */
function known(found) {
  if (found.includes(true)) return true;
  return found.includes(null) ? null : false;
}

/**
 * Less than zero where left comes first.
 * @param {Value} left
 * @param {Value} right
 * @returns {number | null}
 */
export function ordered(left, right) {
  if (isNumber(left) && isNumber(right)) return Number(left.value) - Number(right.value);
  if (left.is === "string" && right.is === "string")
    return left.value < right.value ? -1 : Number(left.value !== right.value);
  if (left.is !== "list" || right.is !== "list") return null;
  for (const [at, one] of left.items.entries()) {
    if (at >= right.items.length) return 1;
    const order = ordered(one, right.items[at]);
    if (order !== 0) return order;
  }
  return left.items.length - right.items.length;
}

/**
 * -value, not value, +value
 * @param {string} operator
 * @param {Value} value
 * @returns {Value | null}
 */
export function single(operator, value) {
  if (operator === "not") {
    const is = truth(value);
    return is === null ? null : bool(!is);
  }
  if (!isNumber(value)) return null;
  const number = Number(value.value);
  if (operator === "~") return value.is === "float" ? null : int(-number - 1);
  const signed = operator === "-" ? -number : number;
  return value.is === "float" ? float(signed) : int(signed);
}
