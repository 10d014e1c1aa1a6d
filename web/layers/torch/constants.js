// Tensors that do not come from the input: torch.zeros, torch.linspace, x.new_zeros.

import { float, int, isNumber, isTensor } from "../run/values.js";

/** @import { Argument, TensorValue, Value } from "../types.js" */

const MOST_VALUES = 4096;
const SIZED = new Set(
  "zeros ones rand randn empty new_zeros new_ones new_empty zeros_ ones_".split(" "),
);
const FILLED = new Set(["full", "new_full"]);
const ALIKE = new Set("zeros_like ones_like rand_like randn_like empty_like full_like".split(" "));
const LISTED = new Set(["tensor", "as_tensor", "from_numpy", "FloatTensor", "LongTensor", "array"]);
const OTHERS = new Set(["arange", "linspace", "eye", "hann_window", "randperm"]);

/** @param {string} name */
export const isConstant = (name) =>
  [SIZED, FILLED, ALIKE, LISTED, OTHERS].some((names) => names.has(name));

/**
 * @param {number[]} shape
 * @param {number[]} [data] its values, where they are known and there is one dimension
 * @returns {TensorValue}
 */
export function constant(shape, data) {
  const known = data && data.length <= MOST_VALUES ? data : undefined;
  return { is: "tensor", shape, track: null, row: null, data: known };
}

/**
 * The tensor that a function makes; null where its shape is not known.
 * @param {string} name
 * @param {Argument[]} args
 * @returns {TensorValue | null}
 */
export function made(name, args) {
  const inOrder = args.filter((one) => !one.name).map((one) => one.value);
  const named = new Map(args.flatMap((one) => (one.name ? [[one.name, one.value]] : [])));
  const [first] = inOrder;
  if (ALIKE.has(name)) return isTensor(first) ? constant([...first.shape]) : null;
  if (SIZED.has(name)) return sized(named.get("size") ?? first, inOrder);
  if (FILLED.has(name)) return sized(named.get("size") ?? first, [first]);
  if (LISTED.has(name)) return first ? listed(first) : null;
  return ranged(name, inOrder, named);
}

/**
 * @param {Value | undefined} size
 * @param {Value[]} inOrder
 */
function sized(size, inOrder) {
  const items = size?.is === "list" ? size.items : inOrder;
  const shape = items.flatMap((one) => (one.is === "int" && one.value >= 0 ? [one.value] : []));
  return shape.length === items.length ? constant(shape) : null;
}

/**
 * @param {Value} value
 * @returns {TensorValue | null}
 */
function listed(value) {
  if (isTensor(value)) return value;
  if (isNumber(value)) return constant([], [Number(value.value)]);
  if (value.is !== "list") return null;
  const numbers = value.items.flatMap((one) => (isNumber(one) ? [Number(one.value)] : []));
  if (numbers.length === value.items.length) return constant([numbers.length], numbers);
  const rows = value.items.map(listed);
  const [first] = rows;
  if (!first || rows.some((row) => row?.shape.join() !== first.shape.join())) return null;
  return constant([rows.length, ...first.shape]);
}

/**
 * @param {string} name
 * @param {Value[]} inOrder
 * @param {Map<string | null, Value>} named
 */
function ranged(name, inOrder, named) {
  const numbers = inOrder.flatMap((one) => (isNumber(one) ? [Number(one.value)] : []));
  if (numbers.length < inOrder.length) return null;
  if (name === "arange") {
    const [start, end, step = 1] = numbers.length > 1 ? numbers : [0, numbers[0]];
    const count = Math.max(Math.ceil((end - start) / step), 0);
    if (!Number.isFinite(count) || count > MOST_VALUES) return null;
    return constant(
      [count],
      Array.from({ length: count }, (_, at) => start + at * step),
    );
  }
  if (name === "linspace") {
    const steps = named.get("steps");
    const count = numbers[2] ?? (steps?.is === "int" ? steps.value : 100);
    const [start, end] = numbers;
    if (!(count >= 0 && count <= MOST_VALUES)) return null;
    const step = count > 1 ? (end - start) / (count - 1) : 0;
    return constant(
      [count],
      Array.from({ length: count }, (_, at) => start + at * step),
    );
  }
  const [size, more = size] = numbers;
  return name === "eye" ? constant([size, more]) : constant([size]);
}

/**
 * x.item(), x.tolist() and x[0] of known values.
 * @param {TensorValue} tensor
 * @returns {Value[] | null}
 */
export function valuesOf({ data, shape }) {
  if (!data || shape.length > 1) return null;
  return data.map((value) => (Number.isInteger(value) ? int(value) : float(value)));
}
