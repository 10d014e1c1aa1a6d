// What expressions are worth. What cannot be worked out is "unknown", with the key and the values of
// the sentence that says why.

import { attempt, Trouble } from "../trouble.js";
import { attribute, isModuleValue } from "./attributes.js";
import { call } from "./call.js";
import { iterated } from "./iterate.js";
import { Scope } from "./machine.js";
import { popped } from "./modules.js";
import { builtin, named } from "./names.js";
import { combined, compared, single } from "./operators.js";
import { subscript } from "./subscript.js";
import { tensorOperator } from "../torch/call.js";
import { format, text } from "./text.js";
import {
  bool,
  dict,
  float,
  int,
  isTensor,
  keyOf,
  list,
  NONE,
  put,
  string,
  truth,
  unknown,
  unknownIn,
} from "./values.js";

/** @import { Argument, Clause, Tree, TreeArgument, Unknown, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * @param {Machine} m
 * @param {Tree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
export function evaluate(m, tree, scope) {
  m.step();
  return attempt(
    () => worth(m, tree, scope),
    (trouble) => {
      trouble.place ??= tree;
      throw trouble;
    },
  );
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
function worth(m, tree, scope) {
  switch (tree.node) {
    case "number":
      return tree.float ? float(tree.value) : int(tree.value);
    case "string":
      return string(tree.value);
    case "ellipsis":
      return { is: "ellipsis" };
    case "name":
      return lookUp(m, tree, tree.name, scope);
    case "attribute":
      return attribute(m, evaluate(m, tree.of, scope), tree.name, tree);
    case "list":
      return { is: "list", items: items(m, tree.items, scope), tuple: tree.tuple, set: tree.set };
    case "dict":
      return pairs(m, tree, scope);
    case "index":
      return subscript(m, evaluate(m, tree.of, scope), evaluate(m, tree.inside, scope), tree);
    case "slice": {
      const [first, last, step] = [tree.first, tree.last, tree.step].map((one) =>
        one ? evaluate(m, one, scope) : NONE,
      );
      return { is: "slice", first, last, step };
    }
    case "unary":
      return unary(m, tree, scope);
    case "binary":
      return binary(
        m,
        tree,
        tree.operator,
        evaluate(m, tree.left, scope),
        evaluate(m, tree.right, scope),
      );
    case "compare":
      return comparison(m, tree, scope);
    case "logic":
      return logic(m, tree, scope);
    case "conditional": {
      const test = evaluate(m, tree.test, scope);
      const is = truth(test);
      if (is === null) return unclear(m, tree, [test]);
      return evaluate(m, is ? tree.value : tree.other, scope);
    }
    case "lambda":
      return {
        is: "function",
        name: "<lambda>",
        parameters: tree.parameters,
        defaults: defaults(m, tree.parameters, scope),
        body: [],
        result: tree.value,
        scope,
        owner: null,
        decorators: [],
      };
    case "walrus": {
      const value = evaluate(m, tree.value, scope);
      scope.set(tree.name, value);
      return value;
    }
    case "comprehension":
      return comprehension(m, tree, scope);
    case "format":
      return formatted(m, tree, scope);
    case "call":
      return called(m, tree, scope);
    default:
      return unread(m, tree);
  }
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 */
export const unread = (m, tree) => unknown(tree, "unread", { text: m.places.source(tree) });

/**
 * The first of some values that is unknown, or else that the tree cannot be computed.
 * @param {Machine} m
 * @param {Tree} tree
 * @param {Value[]} values
 * @returns {Unknown}
 */
export function unclear(m, tree, values) {
  return unknownIn(values) ?? unread(m, tree);
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 * @param {string} name
 * @param {Scope} scope
 * @returns {Value}
 */
function lookUp(m, tree, name, scope) {
  const values = { name: name.slice(0, 60) };
  return scope.get(name) ?? builtin(name) ?? named(name) ?? unknown(tree, "unknownName", values);
}

/**
 * @param {Machine} m
 * @param {Tree[]} trees
 * @param {Scope} scope
 * @returns {Value[]}
 */
function items(m, trees, scope) {
  /** @type {Value[]} */
  const found = [];
  for (const tree of trees) {
    if (tree.node !== "star") found.push(evaluate(m, tree, scope));
    else {
      const value = evaluate(m, tree.value, scope);
      found.push(...(iterated(m, value, tree) ?? [unclear(m, tree, [value])]));
    }
    m.items(found.length);
  }
  return found;
}

/**
 * @param {Machine} m
 * @param {import("../types.js").DictTree} tree
 * @param {Scope} scope
 */
function pairs(m, tree, scope) {
  const made = dict();
  for (const [key, value] of tree.pairs) {
    const found = evaluate(m, value, scope);
    if (key) put(made, evaluate(m, key, scope), found);
    else if (found.is !== "dict") return unclear(m, tree, [found]);
    else for (const [id, pair] of found.items) made.items.set(id, pair);
  }
  return made;
}

/**
 * @param {Machine} m
 * @param {import("../types.js").UnaryTree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
function unary(m, tree, scope) {
  const value = evaluate(m, tree.value, scope);
  if (isTensor(value) && tree.operator !== "not")
    return tensorOperator(
      m,
      { "-": "neg", "+": "positive" }[tree.operator] ?? "logical_not",
      [value],
      tree,
    );
  return single(tree.operator, value) ?? unclear(m, tree, [value]);
}

/**
 * Two values with an operator between them.
 * @param {Machine} m
 * @param {Tree} tree
 * @param {string} operator
 * @param {Value} left
 * @param {Value} right
 * @param {boolean} [inPlace]
 * @returns {Value}
 */
export function binary(m, tree, operator, left, right, inPlace) {
  if (isTensor(left) || isTensor(right)) {
    const lost = unknownIn([left, right]);
    return lost ?? tensorOperator(m, NAMES[operator] ?? operator, [left, right], tree, inPlace);
  }
  const value = combined(operator, left, right);
  if (value?.is === "list") m.items(value.items.length);
  return value ?? unclear(m, tree, [left, right]);
}

/** @type {Record<string, string>} */
const NAMES = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "//": "floor_divide",
  "%": "remainder",
  "**": "pow",
  "@": "matmul",
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "&": "logical_and",
  "|": "logical_or",
};

/**
 * @param {Machine} m
 * @param {import("../types.js").CompareTree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
function comparison(m, tree, scope) {
  const [left, right] = [evaluate(m, tree.left, scope), evaluate(m, tree.right, scope)];
  const name = NAMES[tree.operator];
  if (name && (isTensor(left) || isTensor(right)) && !unknownIn([left, right]))
    return tensorOperator(m, name, [left, right], tree);
  const is = compared(tree.operator, left, right);
  return is === null ? unclear(m, tree, [left, right]) : bool(is);
}

/**
 * a and b, a or b: the first value that decides.
 * @param {Machine} m
 * @param {import("../types.js").LogicTree} tree
 * @param {Scope} scope
 */
function logic(m, tree, scope) {
  const left = evaluate(m, tree.left, scope);
  const is = truth(left);
  const decides = tree.operator === "or";
  if (is !== null) return is === decides ? left : evaluate(m, tree.right, scope);
  // Whatever the left one is, the right one may decide alone.
  const right = evaluate(m, tree.right, scope);
  return truth(right) === decides ? right : unclear(m, tree, [left, right]);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").ComprehensionTree} tree
 * @param {Scope} outer
 * @returns {Value}
 */
function comprehension(m, tree, outer) {
  const scope = new Scope(outer);
  /** @type {[Value | null, Value][]} */
  const found = [];
  /** @type {Unknown | null} */
  let lost = null;
  /** @param {Clause[]} clauses */
  const run = ([clause, ...rest]) => {
    if (!clause) {
      found.push([tree.key && evaluate(m, tree.key, scope), evaluate(m, tree.value, scope)]);
      m.items(found.length);
      return;
    }
    const value = evaluate(m, clause.items, scope);
    const values = iterated(m, value, clause.items);
    if (!values) {
      lost ??= unclear(m, clause.items, [value]);
      return;
    }
    for (const one of values) {
      assign(m, clause.target, one, scope);
      const tests = clause.tests.map((test) => evaluate(m, test, scope));
      const is = tests.map(truth);
      if (is.includes(null)) lost ??= unclear(m, tree, tests);
      else if (!is.includes(false)) run(rest);
    }
  };
  run(tree.clauses);
  if (lost) return lost;
  if (tree.key) return dict(found.map(([key, value]) => [key ?? NONE, value]));
  return { ...list(found.map(([, value]) => value)), set: tree.set };
}

/**
 * @param {Machine} m
 * @param {import("../types.js").FormatTree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
function formatted(m, tree, scope) {
  let all = "";
  for (const part of tree.parts) {
    if (typeof part === "string") all += part;
    else {
      const value = evaluate(m, part.value, scope);
      const found = part.spec ? format(value, part.spec) : text(value);
      if (found === null) return unclear(m, tree, [value]);
      all += found;
    }
  }
  return string(all);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").CallTree} tree
 * @param {Scope} scope
 */
function called(m, tree, scope) {
  if (tree.callee.node === "name" && tree.callee.name === "super") return around(m, tree, scope);
  const callee = evaluate(m, tree.callee, scope);
  return call(m, callee, argumentsOf(m, tree.args, scope), tree);
}

/**
 * super(): what the classes behind the one that holds this function have.
 * @param {Machine} m
 * @param {import("../types.js").CallTree} tree
 * @param {Scope} scope
 * @returns {Value}
 */
function around(m, tree, scope) {
  const [named] = argumentsOf(m, tree.args, scope);
  const self = scope.get("<self>");
  const owner = named?.value ?? scope.get("<class>");
  if (self?.is === "object" && owner?.is === "class") return { is: "super", self, after: owner };
  return unread(m, tree);
}

/**
 * @param {Machine} m
 * @param {TreeArgument[]} trees
 * @param {Scope} scope
 * @returns {Argument[]}
 */
function argumentsOf(m, trees, scope) {
  /** @type {Argument[]} */
  const found = [];
  for (const { name, value: tree } of trees) {
    const { start, end, line, column } = tree;
    const place = { start, end, line, column };
    if (tree.node === "star") {
      const value = evaluate(m, tree.value, scope);
      const values = iterated(m, value, tree) ?? [unclear(m, tree, [value])];
      found.push(...values.map((one) => ({ ...place, name: null, value: one, shared: true })));
    } else if (tree.node === "stars") {
      const value = evaluate(m, tree.value, scope);
      if (value.is === "dict")
        for (const { key, value: one } of value.items.values())
          found.push({ ...place, name: text(key), value: one, shared: true });
      else found.push({ ...place, name: null, value: unclear(m, tree, [value]), shared: true });
    } else found.push({ ...place, name, value: evaluate(m, tree, scope) });
    m.items(found.length);
  }
  return found;
}

/**
 * @param {Machine} m
 * @param {import("../types.js").Parameter[]} parameters
 * @param {Scope} scope
 */
export function defaults(m, parameters, scope) {
  /** @type {Map<string, Value>} */
  const found = new Map();
  for (const { name, value } of parameters) if (value) found.set(name, evaluate(m, value, scope));
  return found;
}

/**
 * Give a target its value: a name, an attribute, an item, or several of them.
 * @param {Machine} m
 * @param {Tree} target
 * @param {Value} value
 * @param {Scope} scope
 */
export function assign(m, target, value, scope) {
  if (target.node === "name") scope.set(target.name, value);
  else if (target.node === "attribute") {
    const of = evaluate(m, target.of, scope);
    setAttribute(of, target.name, value);
  } else if (target.node === "index") setItem(m, target, value, scope);
  else if (target.node === "list") unpack(m, target.items, value, scope, target);
}

/**
 * del a, del a.b, del a[0]
 * @param {Machine} m
 * @param {Tree} target
 * @param {Scope} scope
 */
export function remove(m, target, scope) {
  if (target.node === "name") scope.names.delete(target.name);
  if (target.node !== "attribute" && target.node !== "index") return;
  const of = evaluate(m, target.of, scope);
  if (target.node === "attribute") {
    if (of.is === "object") of.attrs.delete(target.name);
    return;
  }
  const index = evaluate(m, target.inside, scope);
  if (of.is === "dict") of.items.delete(keyOf(index));
  else if (of.is === "list" && index.is === "int") of.items.splice(index.value, 1);
  else if (of.is === "stack") popped(of, index);
  else throw new Trouble("unread", { text: m.places.source(target) }, target);
}

/**
 * @param {Value} of
 * @param {string} name
 * @param {Value} value
 */
export function setAttribute(of, name, value) {
  if (name === "__dict__") return;
  // A module that takes the place of None comes last, as it does in PyTorch.
  if (of.is === "object" && of.attrs.get(name)?.is === "none") of.attrs.delete(name);
  if (of.is === "object" && of.inner?.is === "stack" && isModuleValue(value))
    setAttribute(of.inner, name, value);
  else if (of.is === "object" || of.is === "class") of.attrs.set(name, value);
  else if (of.is === "stack") {
    const known = of.items.find((item) => item.name === name);
    if (known) known.value = value;
    else of.items.push({ name, value });
  } else if (of.is === "layer") {
    of.attrs ??= new Map();
    of.attrs.set(name, value);
  }
}

/**
 * @param {Machine} m
 * @param {import("../types.js").IndexTree} target
 * @param {Value} value
 * @param {Scope} scope
 */
function setItem(m, target, value, scope) {
  const of = evaluate(m, target.of, scope);
  const index = evaluate(m, target.inside, scope);
  if (of.is === "dict") put(of, index, value);
  else if (of.is === "object" && index.is === "string")
    setAttribute(of.inner ?? of, index.value, value);
  else if (of.is === "list" && index.is === "int") {
    const at = index.value < 0 ? index.value + of.items.length : index.value;
    if (at in of.items) of.items[at] = value;
  } else if (of.is === "stack") {
    const at = index.is === "int" && index.value < 0 ? index.value + of.items.length : null;
    setAttribute(of, at === null ? (text(index) ?? "") : String(at), value);
  } else if (isTensor(of)) tensorOperator(m, "setitem", [of, index, value], target, true);
}

/**
 * @param {Machine} m
 * @param {Tree[]} targets
 * @param {Value} value
 * @param {Scope} scope
 * @param {Tree} tree
 */
function unpack(m, targets, value, scope, tree) {
  const values = iterated(m, value, tree);
  const star = targets.findIndex((one) => one.node === "star");
  const behind = star < 0 ? 0 : targets.length - star - 1;
  targets.forEach((target, at) => {
    if (target.node === "star") {
      const some = values
        ? list(values.slice(at, values.length - behind))
        : unclear(m, tree, [value]);
      assign(m, target.value, some, scope);
      return;
    }
    const index = values && star >= 0 && at > star ? values.length - (targets.length - at) : at;
    assign(m, target, values?.[index] ?? unclear(m, tree, [value]), scope);
  });
}
