// All layers of a paste in order, each with the path that PyTorch would give it.

import { LIMITS } from "./limits.js";

/**
 * @import { Item, TroubleItem, Value, Values, Word } from "../types.js"
 * @import { Evaluation } from "./values.js"
 * @import { Owner } from "./statements.js"
 *
 * What a line of the paste gave: a value with layers in it and its name, or a trouble.
 * @typedef {{ value: Value, name: string | null, owner: Owner | null, trouble?: undefined }} Made
 * @typedef {Made | (TroubleItem & { name?: string | null, owner: Owner | null })} Root
 */

/**
 * @param {Root[]} roots
 * @param {Evaluation} evaluation
 * @returns {Item[]}
 */
export function inOrder(roots, evaluation) {
  const walk = new Walk(evaluation);
  roots.forEach((root, at) => {
    if (root.trouble) walk.items.push({ trouble: root.trouble, text: root.text });
    else if (roots.length === 1 && root.value.is !== "layer") walk.visit(root.value, [], 0);
    else walk.visit(root.value, [root.name || String(at)], 0);
  });
  return walk.tooMany ? [troubled("tooMany", { count: LIMITS.layers }, null, "")] : walk.items;
}

class Walk {
  /** @param {Evaluation} evaluation */
  constructor(evaluation) {
    this.evaluation = evaluation;
    /** @type {Item[]} */
    this.items = [];
    this.visits = 0;
  }

  get tooMany() {
    return this.items.length > LIMITS.layers || this.visits > LIMITS.visits;
  }

  /**
   * @param {Value} value
   * @param {string[]} path
   * @param {number} depth
   */
  visit(value, path, depth) {
    this.visits += 1;
    if (this.tooMany || depth > LIMITS.depth) return;
    if (value.is === "layer") this.items.push({ layer: value, path: path.join(".") });
    else if (value.is === "stack")
      for (const item of value.items) this.visit(item.value, [...path, item.name], depth + 1);
    else if (value.is === "list") this.list(value.items, path, depth);
    else this.items.push({ ...this.stranger(value), path: path.join(".") });
  }

  /**
   * A list of layers, or a name and its layer.
   * @param {Value[]} items
   * @param {string[]} path
   * @param {number} depth
   */
  list(items, path, depth) {
    const [label, named] = items;
    if (items.length === 2 && label.is === "string" && named.is !== "string")
      this.visit(named, [...path.slice(0, -1), label.value], depth + 1);
    else items.forEach((item, at) => this.visit(item, [...path, String(at)], depth + 1));
  }

  /**
   * Something between the layers that is none.
   * @param {Value} value
   */
  stranger(value) {
    const tree = "tree" in value ? value.tree : null;
    const plain = "value" in value ? String(value.value) : "None";
    const text = tree ? this.evaluation.source(tree) : plain;
    if (value.is === "unknown" && value.key !== "unread")
      return troubled(value.key, value.values, tree, text);
    return troubled(value.is === "class" ? "notCalled" : "notALayer", { text }, tree, text);
  }
}

/**
 * @param {Word} key
 * @param {Values} values
 * @param {{ line: number, column: number } | null} place
 * @param {string} text
 * @returns {TroubleItem}
 */
export function troubled(key, values, place, text) {
  const { line, column } = place ?? { line: 1, column: 1 };
  return { trouble: { key, values, line, column }, text };
}

/**
 * Whether a value is layers, or a list with some in it.
 * @param {Value} value
 */
export function holdsLayers(value) {
  if (value.is === "list") return value.items.some(isOrHoldsLayer);
  return value.is === "layer" || value.is === "stack";
}

/** @param {Value} item */
function isOrHoldsLayer(item) {
  if (item.is === "unknown") return item.key.endsWith("Layer");
  if (item.is === "list") return item.items.some((one) => ["layer", "stack"].includes(one.is));
  return item.is === "layer" || item.is === "stack";
}
