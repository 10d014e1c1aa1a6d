// Which of a paste is the model: what a line gave a name last, or else the last class; or, where no
// class stands in the paste, all layers in the order in which they were written.

import { NOWHERE } from "../python/places.js";
import { LIMITS } from "../python/limits.js";
import { attempt, stop } from "../trouble.js";
import { isModuleValue } from "./attributes.js";
import { call } from "./call.js";
import { found, isModule, line } from "./classes.js";
import { setAttribute } from "./evaluate.js";
import { children, within } from "./modules.js";

/**
 * @import { CallTree, ClassValue, ObjectValue, Statement, Tree, Value } from "../types.js"
 * @import { Machine, Scope } from "./machine.js"
 *
 * A part of the model: what it is, and where it stands. Parts are run one after the other.
 * @typedef {{ value: Value, name: string | null, tree: CallTree }} Root
 *
 * `whole`: whether the paste itself says what is called when. `others`: classes that the model does
 * not use.
 * @typedef {{ roots: Root[], name: string, whole: boolean, others: string[] }} Chosen
 */

/** @type {ClassValue} */
const SELF = { is: "class", name: "self", torch: true, bases: [], attrs: new Map(), fields: [] };

/**
 * @param {Machine} m
 * @param {() => void} build runs the lines of the paste
 * @returns {Chosen}
 */
export function chosen(m, build) {
  /** @type {ObjectValue} */
  const self = { is: "object", of: { ...SELF, attrs: new Map() }, attrs: new Map(), inner: null };
  m.globals.set("self", self);
  const roots = watched(m, build);
  const names = m.globals.names;
  const classes = [...names.values()].flatMap((one) =>
    one.is === "class" && !one.torch && isModule(one) ? [one] : [],
  );
  if (names.get("forward")?.is === "function") return pasted(m, self, roots);
  if (!classes.length) return { roots: live(roots), name: "", whole: false, others: [] };
  const last = [...names].filter(([name, value]) => name !== "self" && isModuleValue(value)).at(-1);
  const of = classes[classes.length - 1];
  const value = last ? last[1] : instance(m, of);
  return model(m, value, last ? last[0] : of.name, classes);
}

/**
 * @param {Machine} m
 * @param {Value} value
 * @param {string} name
 * @param {ClassValue[]} classes
 * @returns {Chosen}
 */
function model(m, value, name, classes) {
  const used = new Set(
    within(value).flatMap(([, one]) => (one.is === "object" ? line(one.of) : [])),
  );
  const others = classes
    .filter((one) => !used.has(one) && !base(one, classes))
    .map((one) => one.name);
  const kind = value.is === "object" ? value.of.name : name;
  const silent = value.is === "object" && !value.inner && !calls(value);
  const parts = silent ? children(value) : [];
  if (!parts.length) return { roots: [root(value, null)], name: kind, whole: true, others };
  return { roots: parts.map(([key, one]) => root(one, key)), name: kind, whole: false, others };
}

/** @param {ObjectValue} value */
const calls = (value) =>
  found(line(value.of), "forward") ??
  found(line(value.of), "__call__") ??
  value.attrs.get("forward");

/**
 * Whether other classes inherit from a class.
 * @param {ClassValue} of
 * @param {ClassValue[]} classes
 */
const base = (of, classes) => classes.some((one) => one !== of && line(one).includes(of));

/**
 * @param {Machine} m
 * @param {ClassValue} of
 * @returns {Value}
 */
function instance(m, of) {
  const tree = placed(of.tree ?? NOWHERE);
  return attempt(
    () => call(m, of, [], tree),
    (trouble) => {
      trouble.place ??= tree;
      m.troubles.push(trouble);
      return /** @type {Value} */ ({
        is: "unknown",
        key: trouble.key,
        values: trouble.values,
        tree,
      });
    },
  );
}

/**
 * Methods that were pasted without their class.
 * @param {Machine} m
 * @param {ObjectValue} self
 * @param {Root[]} roots
 * @returns {Chosen}
 */
function pasted(m, self, roots) {
  for (const [name, value] of m.globals.names)
    if (value.is === "function") self.of.attrs.set(name, value);
  const init = found([self.of], "__init__");
  if (init?.value.is === "function")
    attempt(
      () =>
        call(
          m,
          {
            is: "method",
            function: {
              .../** @type {import("../types.js").FunctionValue} */ (init.value),
              owner: self.of,
            },
            self,
          },
          [],
          placed(NOWHERE),
        ),
      (trouble) => void m.troubles.push(trouble),
    );
  for (const { name, value } of roots)
    if (name && !self.attrs.has(name)) setAttribute(self, name, value);
  return { roots: [root(self, null)], name: "", whole: true, others: [] };
}

/**
 * @param {Value} value
 * @param {string | null} name
 * @param {Tree | Statement | typeof NOWHERE} [place]
 * @returns {Root}
 */
const root = (value, name, place = NOWHERE) => ({ value, name, tree: placed(place) });

/**
 * A call that stands at a place.
 * @param {{ start: number, end: number, line: number, column: number }} place
 * @returns {CallTree}
 */
function placed({ start, end, line: at, column }) {
  const place = { start, end, line: at, column };
  const callee = /** @type {const} */ ({ ...place, node: "name", name: "" });
  return { ...place, node: "call", callee, args: [], open: { ...place, kind: "op", text: "(" } };
}

/**
 * Run the lines, and remember which of them give layers, or something that should be one.
 * @param {Machine} m
 * @param {() => void} build
 * @returns {Root[]}
 */
function watched(m, build) {
  /** @type {Root[]} */
  const roots = [];
  m.said = (one, value, scope) => {
    if (scope !== m.globals || one.node !== "expression") return;
    if (holdsLayers(value) || isStrange(value)) keep(roots, root(value, null, one.value));
    else if (value.is === "unknown") m.leave(one);
  };
  m.given = (one, value, scope) => {
    if (scope !== m.globals || one.node !== "assign") return;
    const [target] = one.targets;
    const name = target.node === "name" || target.node === "attribute" ? target.name : null;
    const inModel = target.node === "attribute" && one.value.node === "call";
    if (holdsLayers(value) || isStrange(value)) keep(roots, root(value, name, one.value));
    else if (inModel && value.is === "unknown")
      keep(roots, root({ ...value, ...notALayer(m, value, one.value) }, name, one.value));
    else if (value.is === "unknown") m.leave(one.value);
  };
  m.failed = ({ key, values, place }, scope) => {
    if (scope !== m.globals) return;
    const tree = placed({ ...NOWHERE, ...place });
    roots.push(root({ is: "unknown", key, values, tree }, null, tree));
  };
  attempt(build, (trouble) => {
    m.troubles.push(trouble);
    m.failed?.(trouble, m.globals);
  });
  m.said = null;
  m.failed = null;
  m.given = null;
  return roots;
}

/**
 * @param {Machine} m
 * @param {import("../types.js").Unknown} value
 * @param {Tree} tree
 * @returns {Pick<import("../types.js").Unknown, "key" | "values" | "tree">}
 */
function notALayer(m, { key, values }, tree) {
  if (key.endsWith("Layer")) return { key, values, tree };
  return { key: "notALayer", values: { text: m.places.source(tree) }, tree };
}

/** @param {Value} value */
const isStrange = (value) => value.is === "unknown" && value.key.endsWith("Layer");

/**
 * Whether a value is layers, or a list with some in it.
 * @param {Value | undefined} value
 */
export function holdsLayers(value) {
  if (!value) return false;
  if (value.is === "list") return value.items.some((one) => isOrHoldsLayer(one));
  return isModuleValue(value);
}

/** @param {Value} item */
function isOrHoldsLayer(item) {
  if (isStrange(item) || isModuleValue(item)) return true;
  return item.is === "list" && item.items.some(isModuleValue);
}

/**
 * @param {Root[]} roots
 * @param {Root} one
 */
function keep(roots, one) {
  if (roots.length > LIMITS.layers) stop("tooMany", { count: LIMITS.layers });
  const known = roots.find((other) => other.value === one.value);
  if (!known) roots.push(one);
  else if (one.name) known.name = one.name; // one more name for it
}

/**
 * Parts that stand in no other part.
 * @param {Root[]} roots
 */
function live(roots) {
  const leaves = roots.map(({ value }) => leavesOf(value));
  /** @type {Map<Value, number[]>} The parts in which a layer stands. */
  const holders = new Map();
  leaves.forEach((mine, at) => {
    for (const one of mine) holders.set(one, [...(holders.get(one) ?? []), at]);
  });
  return roots.filter((_, at) => {
    const mine = leaves[at];
    const [first] = mine;
    return !(holders.get(first) ?? []).some((index) => {
      const other = leaves[index];
      const inside = index !== at && [...mine].every((one) => other.has(one));
      return inside && (other.size > mine.size || index > at);
    });
  });
}

/**
 * @param {Value} value
 * @returns {Set<Value>}
 */
function leavesOf(value) {
  /** @type {Set<Value>} */
  const seen = new Set();
  const open = [value];
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    if (one.is === "list") open.push(...one.items);
    else if (one.is !== "layer") open.push(...children(one).map(([, child]) => child));
  }
  return new Set([...seen].filter((one) => one.is === "layer" || one.is === "object"));
}
