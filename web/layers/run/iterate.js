// What a loop runs over.

import { operate } from "../torch/call.js";
import { valuesOf } from "../torch/constants.js";
import { isTensor, string } from "./values.js";

/** @import { Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * The values of a loop; null where they are not known.
 * @param {Machine} m
 * @param {Value} value
 * @param {Tree} tree
 * @returns {Value[] | null}
 */
export function iterated(m, value, tree) {
  if (value.is === "list") return [...value.items];
  if (value.is === "dict") return [...value.items.values()].map((one) => one.key);
  if (value.is === "string") return [...value.value].map(string);
  if (value.is === "stack")
    return value.items.map((item) =>
      value.kind === "ModuleDict" ? string(item.name) : item.value,
    );
  if (value.is === "object" && value.inner) return iterated(m, value.inner, tree);
  if (value.is === "object" && value.of.tuple) return [...value.attrs.values()];
  if (!isTensor(value)) return null;
  if (value.row === null) return valuesOf(value);
  const given = operate(m, "iter", [{ ...tree, name: null, value }], tree);
  return given.is === "list" ? given.items : null;
}
