// Containers of PyTorch: Sequential, ModuleList, ModuleDict.

import { iterated } from "./iterate.js";
import { isTensor, list, unknown } from "./values.js";

/** @import { Argument, CallTree, Stack, Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

const STACKS = new Set(["Sequential", "ModuleList", "ModuleDict"]);

/**
 * @param {Machine} m
 * @param {string} name
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value | null}
 */
export function containerOf(m, name, args, tree) {
  if (name === "ParameterList" || name === "ParameterDict") return parameters(m, args, tree);
  if (!STACKS.has(name)) return null;
  const kind = /** @type {Stack["kind"]} */ (name);
  const values = args.map((one) => called(m, one));
  const [first] = values;
  /** @type {Stack} */
  const made = { is: "stack", kind, items: [], tree };
  if (values.length === 1 && first.is === "dict") made.items = labelled(first);
  else if (kind === "Sequential") made.items = numbered(values);
  else if (first) {
    const items = iterated(m, first, tree);
    if (!items) return first.is === "unknown" ? first : unknown(tree, "notALayer", { text: name });
    made.items = kind === "ModuleDict" ? pairs(items) : numbered(items);
  }
  return made;
}

/**
 * A class in the place of a layer was not called.
 * @param {Machine} m
 * @param {Argument} one
 * @returns {Value}
 */
function called(m, one) {
  if (one.value.is !== "class") return one.value;
  const tree = /** @type {Tree} */ (/** @type {unknown} */ (one));
  return unknown(tree, "notCalled", { text: m.places.source(one) });
}

/**
 * @param {Machine} m
 * @param {Argument[]} args
 * @param {CallTree} tree
 */
function parameters(m, args, tree) {
  const [first] = args;
  const items = first ? iterated(m, first.value, tree) : [];
  return list((items ?? []).map((one) => (isTensor(one) ? { ...one, parameter: true } : one)));
}

/** @param {import("../types.js").DictValue} of */
const labelled = (of) =>
  [...of.items.values()].map(({ key, value }) => ({
    name: "value" in key ? String(key.value) : "",
    value,
  }));

/** @param {Value[]} values */
export const numbered = (values) => values.map((value, at) => ({ name: String(at), value }));

/** @param {Value[]} items */
function pairs(items) {
  return items.flatMap((item) => {
    const [key, value] = item.is === "list" ? item.items : [];
    return key?.is === "string" ? [{ name: key.value, value }] : [];
  });
}
