// Kinds of values: how some are made, and how two numbers make one.

/** @import { FloatValue, IntValue, ListValue, Tree } from "../types.js" */
/** @import { Unknown, Value, Values, Word } from "../types.js" */

/**
 * @param {Tree} tree
 * @param {Word} key
 * @param {Values} values
 * @returns {Unknown}
 */
export const unknown = (tree, key, values) => ({ is: "unknown", tree, key, values });

/**
 * @param {Value} value
 * @returns {value is IntValue | FloatValue}
 */
export const isNumber = (value) => value.is === "int" || value.is === "float";

/**
 * @param {Value} key
 * @param {Value} value
 * @param {Tree} tree
 * @returns {ListValue}
 */
export const pair = (key, value, tree) => ({ is: "list", items: [key, value], tuple: true, tree });

/**
 * Python's arithmetic on two numbers.
 * @param {string} operator
 * @param {number} a
 * @param {number} b
 */
export function arithmetic(operator, a, b) {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  if (operator === "/") return a / b;
  if (operator === "//") return Math.floor(a / b);
  if (operator === "%") return a - b * Math.floor(a / b);
  return a ** b;
}
