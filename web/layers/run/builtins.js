// Python's own functions, as far as models use them.

import { stop } from "../trouble.js";
import { attribute, isModuleValue } from "./attributes.js";
import { call } from "./call.js";
import { line } from "./classes.js";
import { binary, setAttribute } from "./evaluate.js";
import { iterated } from "./iterate.js";
import { isA, torchClass } from "./names.js";
import { combined, ordered } from "./operators.js";
import { text } from "./text.js";
import {
  bool,
  dict,
  equal,
  float,
  int,
  isNumber,
  isTensor,
  list,
  NONE,
  put,
  string,
  truth,
  tuple,
} from "./values.js";

/** @import { Argument, CallTree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * @typedef {{ m: Machine, args: Value[], named: Map<string | null, Value>, tree: CallTree }} Call
 * @typedef {(call: Call) => Value | null} Builtin
 */

/**
 * @param {Machine} m
 * @param {string} name
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value | null}
 */
export function builtinCall(m, name, args, tree) {
  const inOrder = args.filter((one) => !one.name).map((one) => one.value);
  const named = new Map(args.flatMap((one) => (one.name ? [[one.name, one.value]] : [])));
  const work = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : null;
  return work ? work({ m, args: inOrder, named, tree }) : null;
}

/**
 * The values of the first argument.
 * @param {Call} call
 * @param {number} [at]
 */
const values = ({ m, args, tree }, at = 0) => (args[at] ? iterated(m, args[at], tree) : []);

/** @type {Record<string, Builtin>} */
const BUILTINS = {
  len: (one) => length(one),
  range: ({ m, args }) => range(m, args),
  enumerate: (one) => {
    const start = one.args[1] ?? one.named.get("start") ?? int(0);
    const first = start.is === "int" ? start.value : 0;
    return listed(values(one), (value, at) => tuple([int(first + at), value]));
  },
  zip: (one) => zip(one.args.map((_, at) => values(one, at))),
  map: (one) => {
    const [work, ...rest] = one.args;
    const all = zip(rest.map((_, at) => values(one, at + 1)));
    if (!all || all.is !== "list") return null;
    return list(all.items.map((item) => calls(one, work, item.is === "list" ? item.items : [])));
  },
  filter: (one) => {
    const [work] = one.args;
    const all = values(one, 1);
    const tests = all?.map((value) =>
      truth(work.is === "none" ? value : calls(one, work, [value])),
    );
    return all && tests && !tests.includes(null) ? list(all.filter((_, at) => tests[at])) : null;
  },
  list: (one) => listed(values(one), (value) => value),
  tuple: (one) => {
    const all = values(one);
    return all && tuple(all);
  },
  set: (one) => unique(values(one)),
  frozenset: (one) => unique(values(one)),
  dict: (one) => dicts(one),
  int: ({ args: [value] }) => {
    if (value?.is === "string" && /^\s*-?\d+\s*$/.test(value.value))
      return int(Number(value.value));
    const number = numeric(value);
    return number === null ? null : int(Math.trunc(number));
  },
  float: ({ args: [value] }) => {
    if (value?.is === "string") {
      const number = Number(value.value);
      return /inf/.test(value.value)
        ? float(Infinity)
        : Number.isNaN(number)
          ? null
          : float(number);
    }
    const number = numeric(value);
    return number === null ? null : float(number);
  },
  str: ({ args: [value] }) => {
    const found = value ? text(value) : "";
    return found === null ? null : string(found);
  },
  repr: ({ args: [value] }) => {
    const found = value && text(value);
    return found === null || found === undefined ? null : string(found);
  },
  bool: ({ args: [value] }) => {
    const is = value ? truth(value) : false;
    return is === null ? null : bool(is);
  },
  abs: ({ args: [value] }) => {
    if (!value || !isNumber(value)) return null;
    return value.is === "float" ? float(Math.abs(value.value)) : int(Math.abs(Number(value.value)));
  },
  min: (one) => extreme(one, -1),
  max: (one) => extreme(one, 1),
  sum: (one) => {
    const all = values(one);
    if (!all) return null;
    return all.reduce(
      (sum, value) => binary(one.m, one.tree, "+", sum, value),
      one.args[1] ?? one.named.get("start") ?? int(0),
    );
  },
  round: ({ args: [value, digits] }) => {
    if (!value || !isNumber(value)) return null;
    const number = Number(value.value);
    if (digits?.is === "int") return float(Number(number.toFixed(Math.max(digits.value, 0))));
    const floor = Math.floor(number);
    const half = number - floor === 0.5; // to the even one
    return int(half ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(number));
  },
  sorted: (one) => {
    const all = values(one);
    if (!all) return null;
    const key = one.named.get("key");
    const keys = new Map(all.map((value) => [value, key ? calls(one, key, [value]) : value]));
    const sorted = [...all].sort((a, b) => ordered(keys.get(a) ?? a, keys.get(b) ?? b) ?? 0);
    const down = one.named.get("reverse");
    return list(down && truth(down) ? sorted.reverse() : sorted);
  },
  reversed: (one) => {
    const all = values(one);
    return all && list([...all].reverse());
  },
  any: (one) => known(values(one)?.map(truth), true),
  all: (one) => known(values(one)?.map(truth), false),
  isinstance: ({ args: [value, kind] }) => {
    const is = value && kind ? isInstance(value, kind) : null;
    return is === null ? null : bool(is);
  },
  issubclass: ({ args: [value, kind] }) => {
    if (value?.is !== "class" || kind?.is !== "class") return null;
    return bool(
      line(value).some((one) => one.name === kind.name) ||
        (!!value.torch && isA(value.name, kind.name)),
    );
  },
  hasattr: ({ m, args: [of, name], tree }) => {
    if (name?.is !== "string") return null;
    if (of.is === "unknown") return null;
    const found = attribute(m, of, name.value, tree);
    const bound = found.is === "bound" && of.is !== "stack" && of.is !== "layer";
    return bool(found.is !== "unknown" && (found.is !== "bound" || bound));
  },
  getattr: ({ m, args: [of, name, other], tree }) => {
    if (name?.is !== "string") return null;
    const found = attribute(m, of, name.value, tree);
    return found.is === "unknown" && other ? other : found;
  },
  setattr: ({ args: [of, name, value] }) => {
    if (name?.is !== "string" || !of || !value) return null;
    setAttribute(of, name.value, value);
    return NONE;
  },
  type: ({ args: [value] }) => (value ? typeOf(value) : null),
  print: () => NONE,
  callable: ({ args: [value] }) =>
    bool(
      [
        "function",
        "method",
        "class",
        "partial",
        "builtin",
        "bound",
        "layer",
        "object",
        "stack",
      ].includes(value?.is),
    ),
  iter: (one) => listed(values(one), (value) => value),
  next: (one) => {
    const [of] = one.args;
    if (of?.is === "list" && of.items.length) return of.items.shift() ?? null;
    return one.args[1] ?? null;
  },
  divmod: ({ args: [a, b] }) => {
    const [whole, rest] = [combined("//", a, b), combined("%", a, b)];
    return whole && rest && tuple([whole, rest]);
  },
  pow: ({ args: [a, b] }) => combined("**", a, b),
  id: ({ args: [value] }) => value,
  object: () => NONE,
  slice: ({ args }) => {
    const [first, last, step] = args.length > 1 ? args : [NONE, args[0] ?? NONE];
    return { is: "slice", first, last, step: step ?? NONE };
  },
};

/**
 * @param {Call} one
 * @param {Value} work
 * @param {Value[]} args
 */
const calls = ({ m, tree }, work, args) =>
  call(
    m,
    work,
    args.map((value) => ({ ...tree, name: null, value })),
    tree,
  );

/**
 * @param {Value[] | null} all
 * @param {(value: Value, at: number) => Value} work
 */
const listed = (all, work) => all && list(all.map(work));

/** @param {Value | undefined} value */
function numeric(value) {
  if (value && isTensor(value)) return value.data?.length === 1 ? value.data[0] : null;
  return value && isNumber(value) ? Number(value.value) : null;
}

/** @param {Call} call */
function length(call) {
  const [value] = call.args;
  if (value && isTensor(value)) return value.shape.length ? int(value.shape[0]) : null;
  if (value?.is === "object") {
    const own = attribute(call.m, value, "__len__", call.tree);
    if (own.is === "method") return calls(call, own, []);
  }
  const all = values(call);
  return all && int(all.length);
}

/**
 * @param {Machine} m
 * @param {Value[]} args
 */
function range(m, args) {
  const numbers = args.flatMap((one) =>
    one.is === "int" || one.is === "bool" ? [Number(one.value)] : [],
  );
  if (numbers.length !== args.length || !args.length) return null;
  const [start, end, step = 1] = numbers.length > 1 ? numbers : [0, numbers[0]];
  if (!step) stop("unread", { text: "range" });
  const count = Math.max(Math.ceil((end - start) / step), 0);
  m.items(count);
  return list(Array.from({ length: count }, (_, at) => int(start + at * step)));
}

/** @param {(Value[] | null)[]} lists */
function zip(lists) {
  const all = lists.flatMap((one) => (one ? [one] : []));
  if (all.length < lists.length) return null;
  const count = all.length ? Math.min(...all.map((one) => one.length)) : 0;
  return list(Array.from({ length: count }, (_, at) => tuple(all.map((one) => one[at]))));
}

/** @param {Value[] | null} all */
function unique(all) {
  if (!all) return null;
  const kept = all.filter((one, at) => all.findIndex((other) => equal(one, other)) === at);
  return { ...list(kept), set: true };
}

/** @param {Call} call */
function dicts(call) {
  const [first] = call.args;
  const made = dict();
  if (first?.is === "dict") made.items = new Map(first.items);
  else if (first) {
    const all = values(call);
    if (!all) return null;
    for (const one of all)
      if (one.is === "list" && one.items.length === 2) put(made, one.items[0], one.items[1]);
      else return null;
  }
  for (const [key, value] of call.named) if (key) put(made, string(key), value);
  return made;
}

/**
 * @param {Call} one
 * @param {number} sign
 */
function extreme(one, sign) {
  const all = one.args.length > 1 ? one.args : values(one);
  if (!all?.length) return null;
  let best = all[0];
  for (const value of all) {
    const order = ordered(value, best);
    if (order === null) return null;
    if (order * sign > 0) best = value;
  }
  return best;
}

/**
 * @param {(boolean | null)[] | undefined} tests
 * @param {boolean} decides
 */
function known(tests, decides) {
  if (!tests) return null;
  if (tests.includes(decides)) return bool(decides);
  return tests.includes(null) ? null : bool(!decides);
}

/** @type {Record<string, string[]>} Names of Python's types by kinds of values. */
const KINDS = {
  int: ["int"],
  float: ["float"],
  bool: ["bool", "int"],
  string: ["str"],
  dict: ["dict", "OrderedDict", "Mapping"],
  none: ["NoneType"],
  tensor: ["Tensor"],
};

/**
 * @param {Value} value
 * @param {Value} kind
 * @returns {boolean | null}
 */
function isInstance(value, kind) {
  if (value.is === "unknown" || kind.is === "unknown") return null;
  if (kind.is === "list") {
    const all = kind.items.map((one) => isInstance(value, one));
    return all.includes(true) || (all.includes(null) ? null : false);
  }
  const name = kind.is === "class" || kind.is === "builtin" ? kind.name : "";
  const last = kind.is === "path" ? (kind.path.split(".").at(-1) ?? "") : name;
  if (!last) return null;
  if (value.is === "list") {
    const own = value.set ? ["set"] : value.tuple ? ["tuple", "Size"] : ["list"];
    return [...own, "Sequence", "Iterable", "Collection"].includes(last);
  }
  if (value.is === "layer") return isA(value.type, last);
  if (value.is === "stack") return last === value.kind || last === "Module";
  if (value.is === "object") {
    const classes = line(value.of);
    if (kind.is === "class" && !kind.torch) return classes.some((one) => one === kind);
    const inner = value.inner?.is === "layer" && isA(value.inner.type, last);
    return (
      inner ||
      classes.some((one) => one.torch && one.name === last) ||
      (last === "Module" && isModuleValue(value))
    );
  }
  if (value.is === "tensor" && last === "Parameter") return !!value.parameter;
  return (KINDS[value.is] ?? []).includes(last);
}

/** @param {Value} value */
function typeOf(value) {
  if (value.is === "object") return value.of;
  if (value.is === "layer") return torchClass(value.type);
  if (value.is === "stack") return torchClass(value.kind);
  if (value.is === "partial")
    return /** @type {Value} */ ({ is: "path", path: "functools.partial" });
  if (value.is === "list")
    return /** @type {Value} */ ({ is: "builtin", name: value.tuple ? "tuple" : "list" });
  const [name] = KINDS[value.is] ?? [];
  return name ? /** @type {Value} */ ({ is: "builtin", name }) : null;
}
