// The values of a paste while it is run: how they are made, and what Python says of them.

/** @import { BoolValue, DictValue, FloatValue, IntValue, ListValue, NoneValue } from "../types.js" */
/** @import { StringValue, TensorValue, Tree, Unknown, Value, Values, Word } from "../types.js" */

/** @type {NoneValue} */
export const NONE = { is: "none" };

/**
 * @param {number} value
 * @returns {IntValue}
 */
export const int = (value) => ({ is: "int", value });

/**
 * @param {number} value
 * @returns {FloatValue}
 */
export const float = (value) => ({ is: "float", value });

/**
 * @param {boolean} value
 * @returns {BoolValue}
 */
export const bool = (value) => ({ is: "bool", value });

/**
 * @param {string} value
 * @returns {StringValue}
 */
export const string = (value) => ({ is: "string", value });

/**
 * @param {Value[]} items
 * @returns {ListValue}
 */
export const list = (items) => ({ is: "list", items, tuple: false });

/**
 * @param {Value[]} items
 * @returns {ListValue}
 */
export const tuple = (items) => ({ is: "list", items, tuple: true });

/** @param {number[]} shape */
export const size = (shape) => tuple(shape.map(int));

/**
 * @param {Tree} tree
 * @param {Word} key
 * @param {Values} values
 * @returns {Unknown}
 */
export const unknown = (tree, key, values) => ({ is: "unknown", tree, key, values });

/**
 * @param {[Value, Value][]} [pairs]
 * @returns {DictValue}
 */
export function dict(pairs = []) {
  const made = /** @type {DictValue} */ ({ is: "dict", items: new Map() });
  for (const [key, value] of pairs) put(made, key, value);
  return made;
}

/**
 * @param {DictValue} of
 * @param {Value} key
 * @param {Value} value
 */
export function put(of, key, value) {
  of.items.set(keyOf(key), { key, value });
}

/** @type {WeakMap<object, string>} */
const IDS = new WeakMap();
let made = 0;

/**
 * What a dict tells its keys apart by: 1, 1.0 and True are one key, and so are equal tuples.
 * @param {Value} value
 * @returns {string}
 */
export function keyOf(value) {
  if (isNumber(value)) return `n${Number(value.value)}`;
  if (value.is === "string") return `s${value.value}`;
  if (value.is === "none") return "none";
  if (value.is === "list") return `(${value.items.map(keyOf).join()})`;
  if (value.is === "class" && value.torch) return `c${value.name}`;
  if (value.is === "path") return `p${value.path}`;
  if (value.is === "builtin") return `b${value.name}`;
  const known = IDS.get(value);
  if (known) return known;
  made += 1;
  IDS.set(value, `#${made}`);
  return `#${made}`;
}

/**
 * @param {Value} value
 * @returns {value is IntValue | FloatValue | BoolValue}
 */
export const isNumber = (value) =>
  value.is === "int" || value.is === "float" || value.is === "bool";

/**
 * @param {Value} value
 * @returns {value is TensorValue}
 */
export const isTensor = (value) => value.is === "tensor";

/**
 * Whether a value counts as true; null where that is not known.
 * @param {Value} value
 * @returns {boolean | null}
 */
export function truth(value) {
  if (isNumber(value)) return Number(value.value) !== 0;
  if (value.is === "string") return value.value !== "";
  if (value.is === "none") return false;
  if (value.is === "list") return value.items.length > 0;
  if (value.is === "dict") return value.items.size > 0;
  if (value.is === "stack") return value.items.length > 0;
  if (value.is === "unknown" || value.is === "tensor") return null;
  return true;
}

/**
 * Whether two values are equal; null where that is not known.
 * @param {Value} a
 * @param {Value} b
 * @returns {boolean | null}
 */
export function equal(a, b) {
  if (a.is === "unknown" || b.is === "unknown") return null;
  if (isTensor(a) || isTensor(b)) return a === b ? true : isTensor(a) && isTensor(b) ? null : false;
  if (a.is === "list" && b.is === "list" && a.tuple !== b.tuple) return false;
  return keyOf(a) === keyOf(b);
}

/**
 * All tensors in nested values, in order.
 * @param {Value[]} values
 * @returns {TensorValue[]}
 */
export function tensorsIn(values) {
  return values.flatMap((value) => {
    if (isTensor(value)) return [value];
    if (value.is === "list") return tensorsIn(value.items);
    if (value.is === "dict") return tensorsIn([...value.items.values()].map((one) => one.value));
    return [];
  });
}

/**
 * The first of some values, or of what stands in them, that is unknown.
 * @param {Value[]} values
 * @returns {Unknown | undefined}
 */
export function unknownIn(values) {
  for (const value of values) {
    if (value.is === "unknown") return value;
    const inside = value.is === "list" ? unknownIn(value.items) : undefined;
    if (inside) return inside;
  }
  return undefined;
}
