// value[index]

import { operate } from "../torch/call.js";
import { constant, valuesOf } from "../torch/constants.js";
import { extent } from "../torch/slices.js";
import { Raised, stop } from "../trouble.js";
import { unclear } from "./evaluate.js";
import { ordered } from "./operators.js";
import { isNumber, isTensor, keyOf, NONE, string, unknownIn } from "./values.js";

/** @import { Stack, Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * @param {Machine} m
 * @param {Value} of
 * @param {Value} index
 * @param {Tree} tree
 * @returns {Value}
 */
export function subscript(m, of, index, tree) {
  const lost = unknownIn([of, index]);
  if (of.is === "unknown" || (lost && of.is !== "list")) return lost ?? of;
  if (isTensor(of)) {
    const values = of.row === null ? valuesOf(of) : null;
    if (values && index.is === "int") return values.at(index.value) ?? unclear(m, tree, [of]);
    const item = of.row === null && index.is === "slice" && values;
    if (item && of.data) {
      const data = cut(of.data, index);
      return constant([data.length], data);
    }
    return operate(
      m,
      "getitem",
      [of, index].map((value) => ({ ...tree, name: null, value })),
      tree,
    );
  }
  if (of.is === "object" && of.inner) return subscript(m, of.inner, index, tree);
  if (of.is === "object" && of.of.tuple && index.is === "int")
    return [...of.attrs.values()].at(index.value) ?? unclear(m, tree, [of]);
  if (of.is === "dict") return of.items.get(keyOf(index))?.value ?? missing(m, tree, index);
  if (of.is === "stack") return child(m, of, index, tree);
  if (of.is === "string" && index.is === "int" && of.value.at(index.value))
    return string(of.value.at(index.value) ?? "");
  if (of.is === "string" && index.is === "slice") return string(cut([...of.value], index).join(""));
  if (of.is === "list" && index.is === "slice") return { ...of, items: cut(of.items, index) };
  if (of.is === "list" && (index.is === "int" || index.is === "bool")) {
    const at = Number(index.value);
    const found = of.items.at(at);
    return found ?? stop("indexRange", { index: at, size: of.items.length });
  }
  if (of.is === "object" && index.is === "string" && of.attrs.has(index.value))
    return of.attrs.get(index.value) ?? NONE;
  if (isNumber(of) || of.is === "none")
    throw new Raised("raises", { text: m.places.source(tree) }, tree);
  // typing: List[int], Optional[Tensor]
  if (of.is === "path" || of.is === "class" || of.is === "builtin") return of;
  return unclear(m, tree, [of, index]);
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 * @param {Value} index
 */
function missing(m, tree, index) {
  if (index.is === "string" || index.is === "int") stop("missingKey", { key: String(index.value) });
  return unclear(m, tree, [index]);
}

/**
 * The items of a slice, which may run backwards.
 * @template Item
 * @param {Item[]} items
 * @param {import("../types.js").SliceValue} slice
 */
function cut(items, slice) {
  const backwards = ordered(slice.step, { is: "int", value: 0 });
  if (backwards !== null && backwards < 0 && slice.step.is === "int") {
    const { length } = items;
    const end = (/** @type {Value} */ value, /** @type {number} */ other) => {
      if (value.is !== "int") return other;
      return value.value < 0 ? value.value + length : value.value;
    };
    const [from, to] = [Math.min(end(slice.first, length - 1), length - 1), end(slice.last, -1)];
    const found = [];
    for (let at = from; at > to; at += slice.step.value) if (at in items) found.push(items[at]);
    return found;
  }
  const { from, count, step } = extent(slice, items.length);
  return Array.from({ length: count }, (_, at) => items[from + at * step]);
}

/**
 * @param {Machine} m
 * @param {Stack} of
 * @param {Value} index
 * @param {Tree} tree
 * @returns {Value}
 */
function child(m, of, index, tree) {
  if (index.is === "slice") {
    const items = cut(of.items, index);
    const named = of.kind === "ModuleList" ? items.map(renamed) : items;
    return { ...of, items: named };
  }
  if (index.is === "string") {
    const found = of.items.find((item) => item.name === index.value);
    return found?.value ?? missing(m, tree, index);
  }
  if (index.is !== "int") return unclear(m, tree, [index]);
  const found = of.items.at(index.value);
  return found?.value ?? stop("indexRange", { index: index.value, size: of.items.length });
}

/**
 * @param {{ name: string, value: Value }} item
 * @param {number} at
 */
const renamed = ({ value }, at) => ({ name: String(at), value });
