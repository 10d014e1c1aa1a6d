// Writes a repair into the code.

import { definitionOf } from "./table.js";

/** @import { Layer, Written } from "./types.js" */

/**
 * A value as Python: 1, (1, 2) or [1, 2].
 * @param {Written} value
 */
export function python(value) {
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value))
    return value.list.length === 1 ? `${value.list[0]}` : `[${value.list.join(", ")}]`;
  return value.every((one) => one === value[0]) ? String(value[0]) : `(${value.join(", ")})`;
}

/**
 * The code with one argument changed: in its place, or added at the end of the call.
 * @param {string} code
 * @param {Layer} layer
 * @param {string} name
 * @param {Written} value
 */
export function edited(code, layer, name, value) {
  const text = python(value);
  const at = definitionOf(layer).names.indexOf(name);
  const inOrder = layer.args.filter((one) => !one.name);
  const old = layer.args.find((one) => one.name === name) ?? inOrder[at];
  if (old) return code.slice(0, old.start) + text + code.slice(old.end);
  const last = layer.args.at(-1);
  const end = last ? last.end : layer.open.end;
  return `${code.slice(0, end)}${last ? ", " : ""}${name}=${text}${code.slice(end)}`;
}
