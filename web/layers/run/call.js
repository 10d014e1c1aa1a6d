// Calls: of functions, classes, layers, and of what Python and PyTorch have.

import { NOWHERE } from "../python/places.js";
import { knownAs } from "../table.js";
import { stop } from "../trouble.js";
import { tensorMethod, torchCall } from "../torch/call.js";
import { callLayer } from "../torch/layer.js";
import { parameter } from "./attributes.js";
import { builtinCall } from "./builtins.js";
import { found, line, standsOn } from "./classes.js";
import { dictMethod, listMethod } from "./collections.js";
import { evaluate, unread } from "./evaluate.js";
import { execute } from "./execute.js";
import { Scope } from "./machine.js";
import { moduleMethod } from "./modules.js";
import { containerOf } from "./stacks.js";
import { stringMethod } from "./text.js";
import {
  dict,
  isTensor,
  NONE,
  put,
  string,
  tensorsIn,
  tuple,
  unknown,
  unknownIn,
} from "./values.js";

/**
 * @import { Argument, CallTree, ClassValue, FunctionValue, ObjectValue, Value } from "../types.js"
 * @import { Machine } from "./machine.js"
 */

/**
 * @param {Machine} m
 * @param {Value} callee
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
export function call(m, callee, args, tree) {
  m.step();
  switch (callee.is) {
    case "layer":
      return callLayer(m, callee, args, tree);
    case "stack":
      return inTurn(m, callee, args, tree);
    case "object":
      return callObject(m, callee, args, tree);
    case "function":
      return callFunction(m, callee, args, null);
    case "method":
      return callFunction(m, callee.function, args, callee.self);
    case "class":
      return instance(m, callee, args, tree);
    case "partial":
      return call(m, callee.callee, merged(callee.args, args), tree);
    case "path":
      return torchCall(m, callee.path, args, tree);
    case "builtin":
      return builtinCall(m, callee.name, args, tree) ?? lost(m, callee, args, tree);
    case "bound":
      return method(m, callee.of, callee.name, args, tree) ?? lost(m, callee, args, tree);
    default:
      return lost(m, callee, args, tree);
  }
}

/**
 * What a call gives that cannot be worked out. It may have changed what it was given.
 * @param {Machine} m
 * @param {Value} callee
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
function lost(m, callee, args, tree) {
  const values = args.map((one) => one.value);
  if (tensorsIn(values).some(({ row }) => row !== null)) m.partial ??= tree;
  if (callee.is === "unknown") {
    const { callee: name } = tree;
    // Whoever calls something without a value wants to know its name.
    return callee.key === "unknownName" && name.node === "name" && name.name === callee.values.name
      ? unknown(tree, "unknownCall", { name: name.name, text: m.places.source(tree) })
      : callee;
  }
  return unknownIn(values) ?? unread(m, tree);
}

/**
 * The arguments of functools.partial, and those of a call.
 * @param {Argument[]} first
 * @param {Argument[]} more
 */
function merged(first, more) {
  const names = new Set(more.map((one) => one.name));
  const kept = first.filter((one) => !one.name || !names.has(one.name));
  return [...kept.map((one) => ({ ...one, shared: true })), ...more];
}

/**
 * A Sequential: each of its layers takes what the one before gave.
 * @param {Machine} m
 * @param {import("../types.js").Stack} stack
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
function inTurn(m, stack, args, tree) {
  if (stack.kind !== "Sequential") return stop("notCallable", { name: stack.kind });
  let given = args;
  let value = args[0]?.value ?? NONE;
  for (const item of stack.items) {
    value = m.deeper(() => call(m, item.value, given, tree));
    if (value.is === "unknown") return value;
    given = [{ ...tree, name: null, value }];
  }
  return value;
}

/**
 * @param {Machine} m
 * @param {ObjectValue} of
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
function callObject(m, of, args, tree) {
  const classes = line(of.of);
  const forward = found(classes, "forward") ?? found(classes, "__call__");
  if (forward?.value.is === "function")
    return callFunction(m, { ...forward.value, owner: forward.owner }, args, of);
  const own = of.attrs.get("forward") ?? of.attrs.get("_forward");
  if (own) return call(m, own, args, tree);
  if (of.inner?.is === "layer") return callLayer(m, of.inner, args, tree, of);
  if (of.inner) return call(m, of.inner, args, tree);
  return stop("noForward", { name: of.of.name });
}

/**
 * @param {Machine} m
 * @param {FunctionValue} of
 * @param {Argument[]} args
 * @param {Value | null} self
 * @returns {Value}
 */
function callFunction(m, of, args, self) {
  return m.deeper(() => {
    const scope = new Scope(of.scope);
    const all = self ? [{ ...NOWHERE, name: null, value: self }, ...args] : args;
    bind(m, of, all, scope);
    if (self) scope.set("<self>", self);
    if (of.owner) scope.set("<class>", of.owner);
    if (of.result) return evaluate(m, of.result, scope);
    const signal = execute(m, of.body, scope);
    return signal?.kind === "return" ? signal.value : NONE;
  });
}

/**
 * Give the parameters of a function their values.
 * @param {Machine} m
 * @param {FunctionValue} of
 * @param {Argument[]} args
 * @param {Scope} scope
 */
function bind(m, { parameters, defaults, name: called }, args, scope) {
  const inOrder = args.filter((one) => !one.name).map((one) => one.value);
  const named = new Map(args.flatMap((one) => (one.name ? [[one.name, one.value]] : [])));
  for (const { name, star, named: byName } of parameters) {
    if (star === "**") {
      const rest = dict();
      for (const [key, value] of named) if (key) put(rest, string(key), value);
      scope.set(name, rest);
      named.clear();
    } else if (star === "*") scope.set(name, tuple(inOrder.splice(0)));
    else if (named.has(name)) {
      scope.set(name, named.get(name) ?? NONE);
      named.delete(name);
    } else if (!byName && inOrder.length) scope.set(name, inOrder.shift() ?? NONE);
    else scope.set(name, defaults.get(name) ?? nameless(m, name));
  }
  const [extra] = named.keys();
  if (extra) stop("unknownArgument", { layer: called, name: extra });
  if (inOrder.length)
    stop("tooManyArguments", {
      layer: called,
      most: parameters.length,
      given: parameters.length + inOrder.length,
    });
}

/**
 * A parameter that nobody gave a value.
 * @param {Machine} m
 * @param {string} name
 * @returns {Value}
 */
function nameless(m, name) {
  const tree = /** @type {const} */ ({ ...NOWHERE, node: "name", name });
  return unknown(tree, "unknownName", { name });
}

/**
 * @param {Machine} m
 * @param {ClassValue} of
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
function instance(m, of, args, tree) {
  if (of.torch) return torchInstance(m, of.name, args, tree);
  /** @type {ObjectValue} */
  const made = { is: "object", of, attrs: new Map(), inner: null };
  const classes = line(of);
  const init = found(classes, "__init__");
  if (init?.value.is === "function")
    callFunction(m, { ...init.value, owner: init.owner }, args, made);
  else if (of.data) fields(m, classes, args, made);
  else start(m, made, args, tree);
  return made;
}

/**
 * A dataclass or a named tuple: its arguments become its attributes.
 * @param {Machine} m
 * @param {ClassValue[]} classes
 * @param {Argument[]} args
 * @param {ObjectValue} made
 */
function fields(m, classes, args, made) {
  const names = [...new Set([...classes].reverse().flatMap((one) => one.fields))];
  const inOrder = args.filter((one) => !one.name).map((one) => one.value);
  const named = new Map(args.map((one) => [one.name, one.value]));
  for (const name of names) {
    const fallback = found(classes, name)?.value;
    const value = named.get(name) ?? inOrder.shift() ?? fallback ?? nameless(m, name);
    made.attrs.set(name, value);
  }
  const after = found(classes, "__post_init__");
  if (after?.value.is === "function")
    callFunction(m, { ...after.value, owner: after.owner }, [], made);
}

/**
 * What the class of PyTorch behind a class does with the arguments of its object.
 * @param {Machine} m
 * @param {ObjectValue} made
 * @param {Argument[]} args
 * @param {CallTree} tree
 */
function start(m, made, args, tree) {
  const classes = line(made.of);
  const base = standsOn(made.of);
  if (!base && classes.some((one) => one.data)) fields(m, classes, args, made);
  if (!base && isDict(made.of)) entries(made, args);
  if (!base || base === "Module") return NONE;
  const inner = torchInstance(m, base, args, tree);
  if (inner.is === "layer" || inner.is === "stack") made.inner = inner;
  return NONE;
}

/**
 * Whether a class inherits from dict, as those do whose items are attributes too.
 * @param {ClassValue} of
 */
const isDict = (of) =>
  line(of).some((one) => one.bases.some((base) => base.is === "builtin" && base.name === "dict"));

/**
 * @param {ObjectValue} made
 * @param {Argument[]} args
 */
function entries(made, args) {
  for (const { name, value } of args) {
    if (name) made.attrs.set(name, value);
    else if (value.is === "dict")
      for (const { key, value: one } of value.items.values())
        if (key.is === "string") made.attrs.set(key.value, one);
  }
}

/**
 * @param {Machine} m
 * @param {string} name
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
function torchInstance(m, name, args, tree) {
  const stack = containerOf(m, name, args, tree);
  if (stack) return stack;
  const kind = knownAs(name);
  if (kind === "unsupported") return unknown(tree, "unsupportedLayer", { name });
  if (kind === "layer") return { is: "layer", type: name, args, tree, open: tree.open };
  const [first] = args;
  if (name === "Parameter" && first && isTensor(first.value))
    return parameter([...first.value.shape]);
  if (name === "Parameter") return unread(m, tree);
  return {
    is: "object",
    of: /** @type {ClassValue} */ ({ ...MODULE }),
    attrs: new Map(),
    inner: null,
  };
}

/** @type {ClassValue} */
const MODULE = {
  is: "class",
  name: "Module",
  torch: true,
  bases: [],
  attrs: new Map(),
  fields: [],
};

/**
 * A method of something that is no object of the paste.
 * @param {Machine} m
 * @param {Value} of
 * @param {string} name
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value | null}
 */
function method(m, of, name, args, tree) {
  const values = args.map((one) => one.value);
  const named = new Map(args.flatMap((one) => (one.name ? [[one.name, one.value]] : [])));
  const inOrder = args.filter((one) => !one.name).map((one) => one.value);
  if (of.is === "tensor") return tensorMethod(m, of, name, args, tree);
  if (of.is === "list") return listMethod(m, of, name, inOrder, named, tree);
  if (of.is === "dict") return dictMethod(m, of, name, inOrder, named);
  if (of.is === "string") return stringMethod(of.value, name, inOrder, named);
  if (of.is === "builtin" && of.name === "dict" && name === "fromkeys") return null;
  if (of.is === "super") {
    if (name === "__init__") return start(m, of.self, args, tree);
    if (name === "forward" && of.self.inner?.is === "layer")
      return callLayer(m, of.self.inner, args, tree, null, true);
    if (name === "forward" && of.self.inner) return call(m, of.self.inner, args, tree);
    return null;
  }
  if (of.is === "class") {
    const [self, ...rest] = args; // nn.Module.__init__(self), nn.Conv2d.forward(self, x)
    if (self?.value.is !== "object") return null;
    return name === "__init__" ? start(m, self.value, rest, tree) : null;
  }
  if (of.is === "layer" && name === "forward") return callLayer(m, of, args, tree, null, true);
  if (of.is === "stack" && name === "forward") return call(m, of, args, tree);
  return moduleMethod(m, of, name, values, tree);
}
