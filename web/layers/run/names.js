// What names mean that a paste does not make: builtins, and what PyTorch is usually called.

import { knownAs } from "../table.js";
import { bool, NONE, string } from "./values.js";

/** @import { Value } from "../types.js" */

const BUILTINS = new Set(
  (
    "len range enumerate zip map filter list tuple dict set frozenset int float str bool abs min " +
    "max sum round sorted reversed any all isinstance issubclass hasattr getattr setattr type " +
    "print callable iter next divmod pow repr id super object slice property staticmethod " +
    "classmethod"
  ).split(" "),
);
/** @type {Map<string, Value>} */
const CONSTANTS = new Map(
  /** @type {[string, Value][]} */ ([
    ["True", bool(true)],
    ["False", bool(false)],
    ["None", NONE],
    ["__name__", string("paste")],
  ]),
);
/** What a paste may use without an import. */
const USUAL = new Map([
  ["torch", "torch"],
  ["nn", "torch.nn"],
  ["F", "torch.nn.functional"],
  ["math", "math"],
  ["np", "numpy"],
  ["functools", "functools"],
  ["partial", "functools.partial"],
  ["collections", "collections"],
  ["OrderedDict", "collections.OrderedDict"],
]);
const CLASSES = new Set(
  "Module Sequential ModuleList ModuleDict Parameter ParameterList ParameterDict".split(" "),
);

/**
 * @param {string} name
 * @returns {Value | undefined}
 */
export const builtin = (name) =>
  CONSTANTS.get(name) ?? (BUILTINS.has(name) ? { is: "builtin", name } : undefined);

/**
 * @param {string} name
 * @returns {Value | undefined}
 */
export function named(name) {
  const path = USUAL.get(name);
  if (path) return { is: "path", path };
  const known = knownAs(name) || name === "Sequential" || name === "ModuleList";
  return known ? torchClass(name) : undefined;
}

/**
 * @param {string} name
 * @returns {Value}
 */
export const torchClass = (name) => ({
  is: "class",
  name,
  torch: true,
  bases: [],
  attrs: new Map(),
  fields: [],
});

/**
 * What stands at a path, such as torch.nn.Conv2d.
 * @param {string} path
 * @returns {Value}
 */
export function at(path) {
  const last = path.slice(path.lastIndexOf(".") + 1);
  const inTorch = path.startsWith("torch.") || path.startsWith("nn.");
  if (inTorch && (CLASSES.has(last) || knownAs(last))) return torchClass(last);
  if (inTorch && isBase(last)) return torchClass(last);
  if (NUMBERS.has(path)) return { is: "float", value: NUMBERS.get(path) ?? 0 };
  return { is: "path", path };
}

/** Classes that layers inherit, of which a paste asks whether a layer is one. */
const BASES = new Map([
  ["_ConvNd", /^Conv(Transpose)?\dd$/],
  ["_ConvTransposeNd", /^ConvTranspose\dd$/],
  ["_BatchNorm", /^(BatchNorm\dd|SyncBatchNorm)$/],
  ["_NormBase", /^(BatchNorm\dd|SyncBatchNorm|InstanceNorm\dd)$/],
  ["_InstanceNorm", /^InstanceNorm\dd$/],
]);

/** @param {string} name */
const isBase = (name) => BASES.has(name);

/**
 * Whether a layer is of a class of PyTorch.
 * @param {string} type
 * @param {string} name
 */
export const isA = (type, name) =>
  name === type || name === "Module" || !!BASES.get(name)?.test(type);

const NUMBERS = new Map([
  ["math.pi", Math.PI],
  ["math.e", Math.E],
  ["math.inf", Infinity],
  ["numpy.pi", Math.PI],
  ["numpy.inf", Infinity],
  ["torch.pi", Math.PI],
  ["torch.inf", Infinity],
]);
