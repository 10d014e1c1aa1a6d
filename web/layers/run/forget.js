// What lines change that are not run: names, attributes, and lists that they would add to.

import { setAttribute } from "./evaluate.js";
import { holdsLayers } from "./model.js";
import { unknown } from "./values.js";

/** @import { Block, Statement, Tree } from "../types.js" */
/** @import { Trouble } from "../trouble.js" */
/** @import { Machine, Scope } from "./machine.js" */

const GROWS = new Set(["append", "extend", "insert", "add_module", "update", "pop", "remove"]);

/**
 * From here on, what a statement would change has no value. Gives whether layers are among it.
 * @param {Machine} m
 * @param {Statement} one
 * @param {Scope} scope
 * @param {Trouble} trouble
 */
export function forget(m, one, scope, { key, values, place }) {
  let layers = false;
  const seen = new Set();
  for (const target of targets(one)) {
    const named = m.places.source(target);
    if (seen.has(named)) continue;
    seen.add(named);
    const tree = /** @type {Tree} */ ({ ...target, ...place });
    const value = key === "undecided" ? under(m, target, tree) : unknown(tree, key, values);
    if (target.node === "name") {
      layers ||= holdsLayers(scope.names.get(target.name));
      scope.set(target.name, value);
    } else if (target.node === "attribute" && target.of.node === "name") {
      const of = scope.get(target.of.name);
      if (of?.is === "object") layers ||= holdsLayers(of.attrs.get(target.name));
      if (of) setAttribute(of, target.name, value);
    }
  }
  return layers;
}

/**
 * A value that lines may change of which nobody knows whether they are run.
 * @param {Machine} m
 * @param {Tree} target
 * @param {Tree} tree where these lines are
 */
function under(m, target, tree) {
  const [text] = m.places.source(tree).split(/[\s(:]/);
  const name = m.places.source(target);
  return unknown(tree, "underBlock", { name, text, line: tree.line });
}

/**
 * @param {Statement} one
 * @returns {Tree[]}
 */
function targets(one) {
  switch (one.node) {
    case "assign":
      return one.targets.flatMap(owners);
    case "update":
      return owners(one.target);
    case "delete":
      return one.targets.flatMap(owners);
    case "for":
      return [...owners(one.target), ...inside([one.body, one.otherwise])];
    case "while":
    case "group":
      return inside([one.body]);
    case "if":
      return inside(one.branches.map((branch) => branch.body));
    case "try":
      return inside([one.body, one.except, one.last]);
    case "def":
    case "class":
      return [{ ...one, node: "name", name: one.name }];
    case "expression":
      return grown(one.value);
    default:
      return [];
  }
}

/** @param {Block[]} blocks */
const inside = (blocks) => blocks.flat().flatMap(targets);

/**
 * What is changed when a target is: the list of layers[0], and all names of a tuple.
 * @param {Tree} target
 * @returns {Tree[]}
 */
function owners(target) {
  if (target.node === "list") return target.items.flatMap(owners);
  if (target.node === "star") return owners(target.value);
  if (target.node === "index") return owners(target.of);
  return [target];
}

/**
 * layers.append(…) changes layers.
 * @param {Tree} tree
 * @returns {Tree[]}
 */
function grown(tree) {
  if (tree.node !== "call" || tree.callee.node !== "attribute") return [];
  return GROWS.has(tree.callee.name) ? owners(tree.callee.of) : [];
}

/**
 * Whether a block may end the function or the loop that it stands in.
 * @param {Block} block
 * @returns {boolean}
 */
export const leaves = (block) =>
  block.some((one) => {
    if (["return", "break", "continue"].includes(one.node)) return true;
    if (one.node === "if") return one.branches.some((branch) => leaves(branch.body));
    if (one.node === "for" || one.node === "while" || one.node === "group") return leaves(one.body);
    return one.node === "try" && leaves(one.body);
  });
