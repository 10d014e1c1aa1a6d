// value.name

import { weights } from "../torch/weights.js";
import { operate } from "../torch/call.js";
import { call } from "./call.js";
import { found, line, standsOn } from "./classes.js";
import { children } from "./modules.js";
import { at, torchClass } from "./names.js";
import { bool, dict, int, list, NONE, size, string, tuple, unknown } from "./values.js";

/** @import { ClassValue, Layer, ObjectValue, Stack, TensorValue, Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * @param {Machine} m
 * @param {Value} of
 * @param {string} name
 * @param {Tree} tree
 * @returns {Value}
 */
export function attribute(m, of, name, tree) {
  if (of.is === "unknown") return of;
  if (of.is === "path") return at(`${of.path}.${name}`);
  const known = own(m, of, name, tree);
  if (known) return known;
  if (hasMethods(of)) return { is: "bound", of, name };
  return missing(m, tree);
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 */
function missing(m, tree) {
  return unknown(tree, "unknownName", { name: m.places.source(tree) });
}

/**
 * Whether methods of a value are known; which ones, is said when they are called.
 * @param {Value} of
 */
const hasMethods = ({ is }) =>
  ["tensor", "list", "dict", "string", "stack", "layer", "super", "builtin"].includes(is);

/**
 * @param {Machine} m
 * @param {Value} of
 * @param {string} name
 * @param {Tree} tree
 * @returns {Value | null}
 */
function own(m, of, name, tree) {
  if (of.is === "object") return ofObject(m, of, name, tree);
  if (of.is === "super") return behind(m, of, name, tree);
  if (of.is === "class") return ofClass(of, name);
  if (of.is === "tensor") return ofTensor(m, of, name, tree);
  if (of.is === "layer") return ofLayer(of, name);
  if (of.is === "stack") return ofStack(of, name);
  if (of.is === "partial" && name === "func") return of.callee;
  if (of.is === "function" && name === "__name__") return string(of.name);
  if (of.is === "builtin" && name === "__name__") return string(of.name);
  return null;
}

/**
 * @param {Machine} m
 * @param {ObjectValue} of
 * @param {string} name
 * @param {Tree} tree
 * @returns {Value}
 */
function ofObject(m, of, name, tree) {
  const value = of.attrs.get(name);
  if (value) return value;
  if (name === "__class__") return of.of;
  if (name === "training") return bool(false);
  const method = found(line(of.of), name);
  if (method) return ofMethod(m, method, of, tree);
  if (name === "_modules") return modulesOf(of);
  if (name === "__dict__") return dict([...of.attrs].map(([key, one]) => [string(key), one]));
  if (of.inner) return attribute(m, of.inner, name, tree);
  if (name === "_parameters" || name === "_buffers") return list([]);
  if (MODULE.has(name) && standsOn(of.of)) return { is: "bound", of, name };
  if (of.of.tuple && ["_asdict", "_replace"].includes(name)) return { is: "bound", of, name };
  return missing(m, tree);
}

const MODULE = new Set(
  (
    "add_module register_module register_buffer register_parameter apply to cuda cpu train eval " +
    "half float double parameters named_parameters modules named_modules children named_children " +
    "state_dict load_state_dict requires_grad_ zero_grad register_forward_hook buffers compile " +
    "named_buffers share_memory type bfloat16 get_submodule __init__ extra_repr _get_name"
  ).split(" "),
);

/** @param {Value} of */
const modulesOf = (of) => dict(children(of).map(([key, value]) => [string(key), value]));

/** @param {Value} value */
export const isModuleValue = (value) =>
  value.is === "layer" ||
  value.is === "stack" ||
  (value.is === "object" && (standsOn(value.of) !== null || !!found(line(value.of), "forward")));

/**
 * A function of a class as it is seen from one of its objects.
 * @param {Machine} m
 * @param {{ value: Value, owner: ClassValue }} method
 * @param {ObjectValue} self
 * @param {Tree} tree
 * @returns {Value}
 */
function ofMethod(m, { value, owner }, self, tree) {
  if (value.is !== "function") return value;
  const { decorators } = value;
  if (decorators.includes("staticmethod")) return value;
  const of = { ...value, owner };
  if (decorators.includes("classmethod")) return { is: "method", function: of, self: self.of };
  const method = /** @type {Value} */ ({ is: "method", function: of, self });
  const computed = decorators.some((one) => /(^|\.)(cached_)?property$/.test(one));
  return computed ? call(m, method, [], /** @type {never} */ (tree)) : method;
}

/**
 * What the classes behind another one have.
 * @param {Machine} m
 * @param {import("../types.js").SuperValue} of
 * @param {string} name
 * @param {Tree} tree
 * @returns {Value | null}
 */
function behind(m, { self, after }, name, tree) {
  const classes = line(self.of);
  const rest = classes.slice(classes.indexOf(after) + 1);
  const method = found(rest, name);
  if (method) return ofMethod(m, method, self, tree);
  return name === "__init__" || name === "forward" ? null : ofObject(m, self, name, tree);
}

/**
 * @param {ClassValue} of
 * @param {string} name
 * @returns {Value | null}
 */
function ofClass(of, name) {
  if (name === "__name__") return string(of.name);
  if (name === "apply" && line(of).some((one) => one.name === "Function")) return null;
  const method = found(line(of), name);
  if (!method) return of.torch ? { is: "bound", of, name } : null;
  const { value, owner } = method;
  if (value.is !== "function") return value;
  const bound = { ...value, owner };
  return value.decorators.includes("classmethod")
    ? { is: "method", function: bound, self: of }
    : bound;
}

/**
 * @param {Machine} m
 * @param {TensorValue} of
 * @param {string} name
 * @param {Tree} tree
 * @returns {Value | null}
 */
function ofTensor(m, of, name, tree) {
  if (name === "shape") return size(of.shape);
  if (name === "ndim") return int(of.shape.length);
  if (name === "dtype" || name === "device" || name === "layout")
    return { is: "path", path: `torch.${name}` };
  if (["is_cuda", "requires_grad", "is_quantized", "is_sparse"].includes(name)) return bool(false);
  if (name === "grad" || name === "grad_fn") return NONE;
  if (["T", "mT", "H", "mH", "data", "real"].includes(name))
    return operate(m, name, [{ ...tree, name: null, value: of }], tree);
  return null;
}

/**
 * @param {Stack} of
 * @param {string} name
 * @returns {Value | null}
 */
function ofStack(of, name) {
  const item = of.items.find((one) => one.name === name);
  if (item) return item.value;
  if (name === "_modules") return modulesOf(of);
  if (name === "__class__") return torchClass(of.kind);
  return name === "training" ? bool(false) : null;
}

const AXES = new Set(["kernel_size", "stride", "padding", "dilation", "output_padding"]);
/** @type {Record<string, Value>} */
const DEFAULTS = {
  stride: int(1),
  padding: int(0),
  dilation: int(1),
  output_padding: int(0),
  groups: int(1),
};

/**
 * @param {Layer} of
 * @param {string} name
 * @returns {Value | null}
 */
function ofLayer(of, name) {
  const set = of.attrs?.get(name);
  if (set) return set;
  if (name === "__class__") return torchClass(of.type);
  if (name === "training") return bool(false);
  const shapes = weights(of);
  if (name === "weight" && shapes?.weight) return parameter(shapes.weight);
  if (name === "bias") return shapes?.bias ? parameter(shapes.bias) : NONE;
  const n = Number(/(\d)d$/.exec(of.type)?.[1]);
  const value = shapes?.given.get(name) ?? (n ? DEFAULTS[name] : undefined);
  if (!value) return null;
  const axes = AXES.has(name) && of.type.startsWith("Conv") && value.is === "int";
  return axes ? tuple(Array(n).fill(value)) : value;
}

/**
 * @param {number[]} shape
 * @returns {TensorValue}
 */
export const parameter = (shape) => ({
  is: "tensor",
  shape,
  track: null,
  row: null,
  parameter: true,
});
