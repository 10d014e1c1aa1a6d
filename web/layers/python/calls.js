// What calls are worth: layers, stacks of layers, and the few functions that are known.

import { isNumber, pair, unknown } from "./kinds.js";
import { dotted } from "./reader.js";

/** @import { Argument, CallTree, DictValue, Layer, ListValue, Stack } from "../types.js" */
/** @import { Unknown, Value } from "../types.js" */
/** @import { Evaluation } from "./values.js" */

/** Methods that give the same layers back, whatever their arguments are. */
const SAME = new Set(
  "to cuda cpu eval train half float double bfloat16 requires_grad_ apply".split(" "),
);
const GROWS = new Set(["append", "extend", "add_module", "insert"]);
const STACKS = new Set(["Sequential", "ModuleList", "ModuleDict"]);

/**
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @returns {Value}
 */
export function call(evaluation, tree) {
  const given = method(evaluation, tree);
  if (given) return given;
  const path = dotted(tree.callee);
  const last = path?.split(".").at(-1);
  if (path === "int") return toInt(evaluation, tree);
  if (last === "Size" && tree.args.length === 1) return evaluation.value(tree.args[0].value);
  if (path === "dict" || last === "OrderedDict") return ordered(evaluation, tree);
  const callee = evaluation.value(tree.callee);
  if (callee.is !== "class") return evaluation.unread(tree);
  if (evaluation.classes.has(callee.name)) return { is: "model", name: callee.name, tree };
  return STACKS.has(callee.name) ? stack(evaluation, tree) : layer(evaluation, tree, callee.name);
}

/**
 * What a method of a value gives: the layers themselves for .to(...), more of them for .append.
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @returns {Value | null}
 */
function method(evaluation, tree) {
  if (tree.callee.node !== "attribute") return null;
  const { name, of } = tree.callee;
  if (!SAME.has(name) && !GROWS.has(name)) return null;
  const owner = evaluation.seen(of);
  if (owner.is === "model") return owner;
  if (SAME.has(name)) return ["layer", "stack", "list"].includes(owner.is) ? owner : null;
  if (owner.is !== "stack" && owner.is !== "list") return null;
  return grow(evaluation, owner, name, tree);
}

/**
 * @param {Evaluation} evaluation
 * @param {Stack | ListValue} owner
 * @param {string} name
 * @param {CallTree} tree
 * @returns {Value | null}
 */
function grow(evaluation, owner, name, tree) {
  const args = tree.args.map((argument) => evaluation.value(argument.value));
  const found = args.at(-1);
  if (!found || name === "insert") return null;
  const more = name === "extend" && found.is === "list" ? found.items : [found];
  evaluation.count(more.length);
  const label = name === "add_module" && args[0].is === "string" ? args[0].value : null;
  for (const value of more) {
    if (owner.is === "list") owner.items.push(value);
    else owner.items.push({ name: label ?? String(owner.items.length), value });
  }
  return { is: "none" };
}

/**
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @returns {Value}
 */
function toInt(evaluation, tree) {
  const value =
    tree.args.length === 1 ? evaluation.value(tree.args[0].value) : evaluation.unread(tree);
  if (!isNumber(value)) return evaluation.unclear(tree, value);
  return { is: "int", value: Math.trunc(value.value) };
}

/**
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @returns {Value}
 */
function ordered(evaluation, tree) {
  const [first] = tree.args;
  if (first && !first.name) {
    const value = evaluation.value(first.value);
    if (value.is !== "list") return value;
    const items = value.items.map((item) =>
      item.is === "list" ? item : pair({ is: "none" }, item, tree),
    );
    return { is: "dict", items, tree };
  }
  const items = tree.args.map((one) =>
    pair({ is: "string", value: one.name ?? "" }, evaluation.value(one.value), one.value),
  );
  return { is: "dict", items, tree };
}

/**
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @returns {Stack}
 */
function stack(evaluation, tree) {
  const values = evaluation.items(tree.args.map((argument) => argument.value));
  const [first] = values;
  const alone = values.length === 1;
  const items =
    alone && first.is === "dict" ? labelled(first) : numbered(alone ? first : null, values);
  for (const item of items) evaluation.used.add(item.value);
  return { is: "stack", items, tree };
}

/**
 * @param {Evaluation} evaluation
 * @param {CallTree} tree
 * @param {string} type
 * @returns {Layer | Unknown}
 */
function layer(evaluation, tree, type) {
  const kind = evaluation.known(type);
  if (!kind) return unknown(tree, "unknownLayer", { name: type });
  if (kind === "unsupported") return unknown(tree, "unsupportedLayer", { name: type });
  /** @type {Argument[]} */
  const args = [];
  for (const { name, value } of tree.args) {
    const { start, end, line, column } = value;
    const place = { name, start, end, line, column };
    const values = value.node === "star" ? evaluation.spread(value) : [evaluation.value(value)];
    args.push(...values.map((one) => ({ ...place, value: one })));
  }
  return { is: "layer", type, args, tree, open: tree.open };
}

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
