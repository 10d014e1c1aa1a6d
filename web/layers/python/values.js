// What expressions are worth.
//
// Nothing is executed: a name has the value of the last line that gave it one, and what cannot be
// worked out is "unknown", with the key and the values of the sentence that says why.

import { Trouble } from "../trouble.js";
import { call } from "./calls.js";
import { arithmetic, isNumber, pair, unknown } from "./kinds.js";
import { LIMITS } from "./limits.js";
import { bare, dotted } from "./reader.js";

/** @import { BinaryTree, DictTree, DictValue, IndexTree, Known, StarTree } from "../types.js" */
/** @import { Token, Tree, UnaryTree, Value } from "../types.js" */

/** @type {Map<string, Value>} */
const CONSTANTS = new Map([
  ["True", { is: "bool", value: true }],
  ["False", { is: "bool", value: false }],
  ["None", { is: "none" }],
]);

export class Evaluation {
  /**
   * @param {string} text
   * @param {Known} known
   */
  constructor(text, known) {
    this.text = text;
    this.known = known;
    /** @type {Map<string, Value>} */
    this.names = new Map();
    /** @type {Set<Value>} Values that stand inside another one. */
    this.used = new Set();
    /** @type {Set<string>} */
    this.classes = new Set();
    this.made = 0;
  }

  /**
   * A tree as it was written, not too long.
   * @param {{ start: number, end: number }} tree
   */
  source(tree) {
    const text = this.text.slice(tree.start, tree.end).replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }

  /** @param {Tree} tree */
  unread(tree) {
    return unknown(tree, "unread", { text: this.source(tree) });
  }

  /**
   * @param {Tree} tree
   * @returns {Value}
   */
  value(tree) {
    if (tree.node === "number") return { is: tree.float ? "float" : "int", value: tree.value };
    if (tree.node === "string") return { is: "string", value: tree.value };
    if (tree.node === "name") return CONSTANTS.get(tree.name) ?? this.lookUp(tree, tree.name);
    if (tree.node === "attribute") return this.path(tree);
    if (tree.node === "list")
      return { is: "list", items: this.items(tree.items), tuple: tree.tuple, tree };
    if (tree.node === "dict") return this.dict(tree);
    if (tree.node === "index") return this.index(tree);
    if (tree.node === "unary") return this.unary(tree);
    if (tree.node === "binary") return this.binary(tree);
    if (tree.node === "call") return call(this, tree);
    return this.unread(tree);
  }

  /** @param {Tree} tree */
  path(tree) {
    const path = dotted(tree);
    return path ? this.lookUp(tree, path) : this.unread(tree);
  }

  /**
   * @param {Tree} tree
   * @param {string} path
   * @returns {Value}
   */
  lookUp(tree, path) {
    const value = this.names.get(bare(path));
    if (value) {
      this.used.add(value);
      return value.is === "unknown" ? { ...value, tree } : value; // said where it is used
    }
    const last = path.split(".").at(-1) ?? "";
    if (/^[A-Z]/.test(last)) return { is: "class", name: last, tree };
    return unknown(tree, "unknownName", { name: path.slice(0, 60) });
  }

  /**
   * The value of a tree that names something and does not put it inside another value.
   * @param {Tree} tree
   */
  seen(tree) {
    const before = this.names.get(bare(dotted(tree) ?? ""));
    const free = before && !this.used.has(before);
    const value = this.value(tree);
    if (free) this.used.delete(before);
    return value;
  }

  /**
   * From here on a name has no value, since lines that are not run may give it one.
   * @param {string} name
   * @param {Token} header
   */
  forget(name, header) {
    const values = { name: name.slice(0, 60), text: header.text, line: header.line };
    const tree = /** @type {Tree} */ ({ ...header, node: "name", name });
    this.names.set(name, unknown(tree, "underBlock", values));
  }

  /** @param {IndexTree} tree */
  index(tree) {
    const of = this.value(tree.of);
    const inside = this.value(tree.inside);
    const item = of.is === "list" && inside.is === "int" && of.items.at(inside.value);
    return item || this.unclear(tree, of, inside);
  }

  /**
   * @param {Tree[]} trees
   * @returns {Value[]}
   */
  items(trees) {
    /** @type {Value[]} */
    const items = [];
    for (const tree of trees) {
      if (tree.node === "star") items.push(...this.spread(tree));
      else items.push(this.value(tree));
      this.count(items.length);
    }
    return items;
  }

  /**
   * @param {StarTree} tree
   * @returns {Value[]}
   */
  spread(tree) {
    const value = this.value(tree.value);
    if (value.is === "list") return value.items;
    if (value.is === "stack") return value.items.map((item) => item.value);
    return [value.is === "unknown" ? value : this.unread(tree)];
  }

  /** @param {number} more */
  count(more) {
    this.made += more;
    if (this.made > LIMITS.visits) throw new Trouble("tooMany", { count: LIMITS.layers });
  }

  /**
   * @param {DictTree} tree
   * @returns {DictValue}
   */
  dict(tree) {
    const items = tree.pairs.map(([key, value]) => pair(this.value(key), this.value(value), value));
    return { is: "dict", items, tree };
  }

  /**
   * @param {UnaryTree} tree
   * @returns {Value}
   */
  unary(tree) {
    const value = this.value(tree.value);
    if (!isNumber(value)) return this.unclear(tree, value);
    return { ...value, value: tree.operator === "-" ? -value.value : value.value };
  }

  /**
   * @param {BinaryTree} tree
   * @returns {Value}
   */
  binary(tree) {
    return this.combined(tree, tree.operator, this.value(tree.left), this.value(tree.right));
  }

  /**
   * Two values with an operator between them; `tree` is where they stand.
   * @param {Tree} tree
   * @param {string} operator
   * @param {Value} left
   * @param {Value} right
   * @returns {Value}
   */
  combined(tree, operator, left, right) {
    if (left.is === "list" && right.is === "list" && operator === "+") {
      this.count(left.items.length + right.items.length);
      return { ...left, items: [...left.items, ...right.items] };
    }
    if (left.is === "list" && right.is === "int" && operator === "*") {
      const times = Math.max(right.value, 0);
      this.count(left.items.length * times);
      return { ...left, items: Array(times).fill(left.items).flat() };
    }
    if (!isNumber(left) || !isNumber(right)) return this.unclear(tree, left, right);
    const value = arithmetic(operator, left.value, right.value);
    if (!Number.isFinite(value)) return this.unread(tree);
    const float = left.is === "float" || right.is === "float" || operator === "/";
    return { is: float || !Number.isInteger(value) ? "float" : "int", value };
  }

  /**
   * The first of some values that is unknown, or else that the tree cannot be computed.
   * @param {Tree} tree
   * @param {Value[]} values
   */
  unclear(tree, ...values) {
    return values.find((value) => value.is === "unknown") ?? this.unread(tree);
  }
}
