// Methods of modules: what they hold, and what adds to it.

import { spliced } from "../shape.js";
import { isModuleValue, parameter } from "./attributes.js";
import { call } from "./call.js";
import { weights } from "../torch/weights.js";
import { iterated } from "./iterate.js";
import { numbered } from "./stacks.js";
import { text } from "./text.js";
import { int, isTensor, list, NONE, string, tuple } from "./values.js";

/** @import { CallTree, Stack, Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/** Methods that give the module itself, and change no shape. */
const SAME = new Set(
  (
    "to cuda cpu eval train half float double bfloat16 requires_grad_ type share_memory compile " +
    "float16"
  ).split(" "),
);
/** Methods whose result nobody needs for a shape. */
const NOTHING = new Set(
  (
    "zero_grad load_state_dict register_forward_hook register_forward_pre_hook " +
    "register_full_backward_hook reset_parameters register_state_dict_hook"
  ).split(" "),
);

/**
 * @param {Machine} m
 * @param {Value} of
 * @param {string} name
 * @param {Value[]} args
 * @param {Tree} tree
 * @returns {Value | null}
 */
export function moduleMethod(m, of, name, args, tree) {
  if (SAME.has(name)) return of;
  if (NOTHING.has(name)) return NONE;
  if (name === "apply") return applied(m, of, args, tree);
  const [first, second] = args;
  if (name === "add_module" || name === "register_module") return add(of, text(first), second);
  if (name === "register_buffer") return add(of, text(first), second);
  if (name === "register_parameter")
    return add(of, text(first), isTensor(second) ? { ...second, parameter: true } : second);
  if (name === "children") return list(children(of).map(([, value]) => value));
  if (name === "named_children") return list(children(of).map(([key, value]) => pair(key, value)));
  if (name === "modules") return list(within(of).map(([, value]) => value));
  if (name === "named_modules") return list(within(of).map(([key, value]) => pair(key, value)));
  if (name === "parameters") return list(parameters(of));
  if (name === "named_parameters") return list(parameters(of).map((one) => pair("", one)));
  if (of.is === "stack") return stackMethod(m, of, name, args, tree);
  if (of.is === "object" && of.inner) return moduleMethod(m, of.inner, name, args, tree);
  return null;
}

/**
 * @param {string} key
 * @param {Value} value
 */
const pair = (key, value) => tuple([string(key), value]);

/**
 * A function that is called with every module: it fills weights, and may do no harm here.
 * @param {Machine} m
 * @param {Value} of
 * @param {Value[]} args
 * @param {Tree} tree
 */
function applied(m, of, [work], tree) {
  if (work?.is !== "function" && work?.is !== "method") return of;
  for (const [, value] of within(of))
    call(m, work, [{ ...tree, name: null, value }], /** @type {CallTree} */ (tree));
  return of;
}

/**
 * @param {Value} of
 * @param {string | null} name
 * @param {Value} value
 * @returns {Value | null}
 */
function add(of, name, value) {
  if (name === null || !value) return null;
  if (of.is === "object" && of.inner?.is === "stack") of.inner.items.push({ name, value });
  else if (of.is === "object") of.attrs.set(name, value);
  else if (of.is === "stack") {
    const known = of.items.find((one) => one.name === name);
    if (known) known.value = value;
    else of.items.push({ name, value });
  } else return null;
  return NONE;
}

/**
 * @param {Machine} m
 * @param {Stack} of
 * @param {string} name
 * @param {Value[]} args
 * @param {Tree} tree
 * @returns {Value | null}
 */
function stackMethod(m, of, name, args, tree) {
  const [first, second] = args;
  m.items(of.items.length);
  if (name === "append" && first) {
    of.items.push({ name: String(of.items.length), value: first });
    return of;
  }
  if (name === "extend" && first) {
    const values = iterated(m, first, tree);
    if (!values) return null;
    of.items = [
      ...of.items,
      ...numbered(values).map(({ value }, at) => ({ name: String(of.items.length + at), value })),
    ];
    return of;
  }
  if (name === "insert" && first?.is === "int" && second) {
    of.items = numbered(
      spliced(
        of.items.map((one) => one.value),
        first.value,
        0,
        second,
      ),
    );
    return NONE;
  }
  if (name === "update" && first?.is === "dict") {
    for (const { key, value } of first.items.values()) add(of, text(key), value);
    return NONE;
  }
  if (name === "keys") return list(of.items.map((one) => string(one.name)));
  if (name === "values") return list(of.items.map((one) => one.value));
  if (name === "items") return list(of.items.map((one) => pair(one.name, one.value)));
  if (name === "pop" && of.items.length) return popped(of, first);
  return name === "__len__" ? int(of.items.length) : null;
}

/**
 * @param {Stack} of
 * @param {Value | undefined} key a name or a number
 * @returns {Value | null}
 */
export function popped(of, key) {
  const at =
    key?.is === "string"
      ? of.items.findIndex((one) => one.name === key.value)
      : key?.is === "int"
        ? key.value
        : -1;
  const [gone] = of.items.splice(at, 1);
  return gone?.value ?? null;
}

/**
 * The modules that stand right in another one, with their names.
 * @param {Value} of
 * @returns {[string, Value][]}
 */
export function children(of) {
  if (of.is === "stack") return of.items.map(({ name, value }) => [name, value]);
  if (of.is !== "object") return [];
  const own = [...of.attrs].filter(([, value]) => isModuleValue(value));
  const inner = of.inner?.is === "stack" ? children(of.inner) : [];
  return [...inner, ...own];
}

/**
 * A module and all those in it, each once, with their paths.
 * @param {Value} of
 * @returns {[string, Value][]}
 */
export function within(of) {
  /** @type {Map<Value, string>} */
  const seen = new Map();
  walk(of, "", seen);
  return [...seen].map(([value, where]) => [where, value]);
}

/**
 * Note a module and all those in it that were not seen before.
 * @param {Value} of
 * @param {string} path
 * @param {Map<Value, string>} seen
 */
export function walk(of, path, seen) {
  /** @type {{ value: Value, path: string }[]} */
  const open = [{ value: of, path }];
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one.value)) continue;
    seen.set(one.value, one.path);
    const { path: before } = one;
    const below = children(one.value).map(([name, value]) => ({
      value,
      path: before ? `${before}.${name}` : name,
    }));
    open.push(...below.reverse());
  }
}

/**
 * The parameters of a module, as tensors.
 * @param {Value} of
 * @returns {Value[]}
 */
function parameters(of) {
  return within(of).flatMap(([, value]) => {
    if (value.is === "layer") {
      const found = weights(value);
      return [found?.weight, found?.bias].flatMap((shape) => (shape ? [parameter(shape)] : []));
    }
    return value.is === "object" ? own(value) : [];
  });
}

/**
 * The parameters that an object holds itself.
 * @param {import("../types.js").ObjectValue} of
 * @returns {import("../types.js").TensorValue[]}
 */
export function own(of) {
  const values = [...of.attrs.values()].flatMap((value) =>
    value.is === "list" ? value.items : [value],
  );
  return values.flatMap((value) => (isTensor(value) && value.parameter ? [value] : []));
}
