/* What expressions are worth: numbers, lists, layers and stacks of layers.
 *
 * Nothing is executed: a name has the value of the last line that gave it one, and what cannot be
 * worked out is "unknown", with the key and the values of the sentence that says why.
 */

import { Trouble } from "../trouble.js";
import { LIMITS } from "./limits.js";
import { bare, dotted } from "./reader.js";

/**
 * @import { Argument, BinaryTree, CallTree, DictTree, DictValue, IndexTree, Known, Layer, ListValue,   Stack, StarTree, Tree, UnaryTree, Unknown, Value, Values, Word } from "../types.js"
 */

/** Methods that give the same layers back, whatever their arguments are. */
const SAME = new Set(
  "to cuda cpu eval train half float double bfloat16 requires_grad_ apply".split(" "),
);
const GROWS = new Set(["append", "extend", "add_module", "insert"]);
const STACKS = new Set(["Sequential", "ModuleList", "ModuleDict"]);
/** @type {Map<string, Value>} */
const CONSTANTS = new Map([
  ["True", { is: "bool", value: true }],
  ["False", { is: "bool", value: false }],
  ["None", { is: "none" }],
]);

/**
 * @param {Tree} tree
 * @param {Word} key
 * @param {Values} values
 * @returns {Unknown}
 */
const unknown = (tree, key, values) => ({ is: "unknown", tree, key, values });

/**
 * @param {Value} value
 * @returns {value is import("../types.js").IntValue | import("../types.js").FloatValue}
 */
const isNumber = (value) => value.is === "int" || value.is === "float";

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
    if (tree.node === "call") return this.call(tree);
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
   * @param {import("../types.js").Token} header
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

  /**
   * @param {CallTree} tree
   * @returns {Value}
   */
  call(tree) {
    const method = this.method(tree);
    if (method) return method;
    const path = dotted(tree.callee);
    const last = path?.split(".").at(-1);
    if (path === "int") return this.toInt(tree);
    if (last === "Size" && tree.args.length === 1) return this.value(tree.args[0].value);
    if (path === "dict" || last === "OrderedDict") return this.ordered(tree);
    const callee = this.value(tree.callee);
    if (callee.is !== "class") return this.unread(tree);
    if (this.classes.has(callee.name)) return { is: "model", name: callee.name, tree };
    return STACKS.has(callee.name) ? this.stack(tree) : this.layer(tree, callee.name);
  }

  /**
   * What a method of a value gives: the layers themselves for .to(...), more of them for .append.
   * @param {CallTree} tree
   * @returns {Value | null}
   */
  method(tree) {
    if (tree.callee.node !== "attribute") return null;
    const { name, of } = tree.callee;
    if (!SAME.has(name) && !GROWS.has(name)) return null;
    const owner = this.seen(of);
    if (owner.is === "model") return owner;
    if (SAME.has(name)) return ["layer", "stack", "list"].includes(owner.is) ? owner : null;
    if (owner.is !== "stack" && owner.is !== "list") return null;
    return this.grow(owner, name, tree);
  }

  /**
   * @param {Stack | ListValue} owner
   * @param {string} name
   * @param {CallTree} tree
   * @returns {Value | null}
   */
  grow(owner, name, tree) {
    const args = tree.args.map((argument) => this.value(argument.value));
    const found = args.at(-1);
    if (!found || name === "insert") return null;
    const more = name === "extend" && found.is === "list" ? found.items : [found];
    this.count(more.length);
    const label = name === "add_module" && args[0].is === "string" ? args[0].value : null;
    for (const value of more) {
      if (owner.is === "list") owner.items.push(value);
      else owner.items.push({ name: label ?? String(owner.items.length), value });
    }
    return { is: "none" };
  }

  /**
   * @param {CallTree} tree
   * @returns {Value}
   */
  toInt(tree) {
    const value = tree.args.length === 1 ? this.value(tree.args[0].value) : this.unread(tree);
    if (!isNumber(value)) return this.unclear(tree, value);
    return { is: "int", value: Math.trunc(value.value) };
  }

  /**
   * @param {CallTree} tree
   * @returns {Value}
   */
  ordered(tree) {
    const [first] = tree.args;
    if (first && !first.name) {
      const value = this.value(first.value);
      if (value.is !== "list") return value;
      const items = value.items.map((item) =>
        item.is === "list" ? item : pair({ is: "none" }, item, tree),
      );
      return { is: "dict", items, tree };
    }
    const items = tree.args.map((one) =>
      pair({ is: "string", value: one.name ?? "" }, this.value(one.value), one.value),
    );
    return { is: "dict", items, tree };
  }

  /**
   * @param {CallTree} tree
   * @returns {Stack}
   */
  stack(tree) {
    const values = this.items(tree.args.map((argument) => argument.value));
    const [first] = values;
    const alone = values.length === 1;
    const items =
      alone && first.is === "dict" ? labelled(first) : numbered(alone ? first : null, values);
    for (const item of items) this.used.add(item.value);
    return { is: "stack", items, tree };
  }

  /**
   * @param {CallTree} tree
   * @param {string} type
   * @returns {Layer | Unknown}
   */
  layer(tree, type) {
    const kind = this.known(type);
    if (!kind) return unknown(tree, "unknownLayer", { name: type });
    if (kind === "unsupported") return unknown(tree, "unsupportedLayer", { name: type });
    /** @type {Argument[]} */
    const args = [];
    for (const { name, value } of tree.args) {
      const { start, end, line, column } = value;
      const place = { name, start, end, line, column };
      const values = value.node === "star" ? this.spread(value) : [this.value(value)];
      args.push(...values.map((one) => ({ ...place, value: one })));
    }
    return { is: "layer", type, args, tree, open: tree.open };
  }
}

/**
 * @param {Value} key
 * @param {Value} value
 * @param {Tree} tree
 * @returns {ListValue}
 */
const pair = (key, value, tree) => ({ is: "list", items: [key, value], tuple: true, tree });

/**
 * The items of a dict, with their names.
 * @param {DictValue} dict
 */
function labelled(dict) {
  return dict.items.map((item, index) => {
    const [key, value] = item.items;
    if (item.items.length !== 2) return { name: String(index), value: item };
    return { name: "value" in key ? String(key.value) : String(index), value };
  });
}

/**
 * The items of a list, or the arguments of a call, with their numbers for names.
 * @param {Value | null} only
 * @param {Value[]} values
 */
function numbered(only, values) {
  const items = only?.is === "list" ? only.items : values;
  return items.map((value, index) => ({ name: String(index), value }));
}

/**
 * Python's arithmetic on two numbers.
 * @param {string} operator
 * @param {number} a
 * @param {number} b
 */
function arithmetic(operator, a, b) {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  if (operator === "/") return a / b;
  if (operator === "//") return Math.floor(a / b);
  if (operator === "%") return a - b * Math.floor(a / b);
  return a ** b;
}
