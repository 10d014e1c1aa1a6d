// What torch does to tensors: functions, which are methods of a tensor too, and operators.

import { Arguments, isInt, shown } from "../arguments.js";
import { isTensor } from "../run/values.js";
import { stop } from "../trouble.js";

/**
 * @import { Argument, Definition, TensorValue, Value } from "../types.js"
 * @import { Tracker } from "../field.js"
 *
 * A tensor that comes out. `track` is null where nothing of the input is followed in it.
 * @typedef {{ shape: number[], track: Tracker | null }} Made
 *
 * What an operation gives: one tensor, or several where `many` is set. `macs` is null where it is not
 * known. `same`: the tensor as it was. `layer`: the name of the row, if it is another.
 * @typedef {{ outputs: Made[], many?: boolean, macs?: number | null, same?: boolean }} Outcome
 * @typedef {(a: Inputs) => Outcome} Work
 * @typedef {Definition & { work: Work, spread: string | null }} Operation
 */

/** @type {Map<string, Operation>} */
const OPERATIONS = new Map();

/**
 * @param {string} names of the functions
 * @param {string} signature "needed; optional"; all that is left goes to *name; "any" takes more
 * @param {Work} work
 */
export function define(names, signature, work) {
  const any = signature.endsWith(" any");
  const parts = signature
    .replace(/ any$/, "")
    .split(";")
    .map((part) => part.split(" ").filter(Boolean));
  const [required, optional = []] = parts;
  const all = [...required, ...optional];
  const spread = all.find((one) => one.startsWith("*"))?.slice(1) ?? null;
  const plain = (/** @type {string[]} */ list) => list.map((one) => one.replace("*", ""));
  /** @type {Operation} */
  const operation = {
    required: plain(required),
    names: plain(all),
    positional: all.length,
    any,
    build: () => stop("unread", { text: names }),
    work,
    spread,
  };
  for (const name of names.split(" ")) OPERATIONS.set(name, operation);
}

/** @param {string} name */
export const operationOf = (name) => OPERATIONS.get(name);

/** The arguments of an operation, tensors among them. */
export class Inputs extends Arguments {
  /**
   * @param {string} name
   * @param {Argument[]} args
   * @param {Operation} operation
   */
  constructor(name, args, operation) {
    super({ type: name, args: gathered(args, operation) }, operation);
    this.name = name;
  }

  /**
   * @param {string} name
   * @returns {TensorValue}
   */
  tensor(name) {
    const value = this.value(name);
    return value && isTensor(value) ? value : stop("wantsTensor", { name, found: shown(value) });
  }

  /**
   * Tensors in a list.
   * @param {string} name
   * @returns {TensorValue[]}
   */
  tensors(name) {
    const value = this.value(name);
    const items = value?.is === "list" ? value.items : [];
    const lost = items.find((one) => one.is === "unknown");
    if (lost?.is === "unknown") stop(lost.key, lost.values);
    const found = items.filter(isTensor);
    if (!found.length || found.length < items.length)
      stop("wantsTensor", { name, found: shown(value) });
    return found;
  }

  /**
   * A dimension, which may be counted from the end.
   * @param {string} name
   * @param {number} axes
   * @param {number} [fallback]
   */
  dim(name, axes, fallback) {
    return inside(this.int(name, -Infinity, fallback), axes, name);
  }

  /**
   * Whole numbers: one, a list of them, or all arguments that are left.
   * @param {string} name
   * @returns {number[] | null}
   */
  whole(name) {
    const value = this.value(name);
    if (!value) return null;
    return numbersOf(value, name);
  }
}

/**
 * @param {Value} value
 * @param {string} name
 * @returns {number[]}
 */
function numbersOf(value, name) {
  const items = value.is === "list" ? value.items : [value];
  const flat = items.length === 1 && items[0].is === "list" ? items[0].items : items;
  return flat.map((one) => {
    if (one.is === "unknown") stop(one.key, one.values);
    return isInt(one, -Infinity) ? one.value : stop("wantsInt", { name, found: shown(one) });
  });
}

/**
 * @param {number} dim
 * @param {number} axes
 * @param {string} name
 */
export function inside(dim, axes, name) {
  if (dim < -axes || dim >= axes) stop("dimension", { name, dim, axes });
  return dim < 0 ? dim + axes : dim;
}

/**
 * Arguments in which one name stands for all that are left: x.view(1, 2) as x.view((1, 2)).
 * @param {Argument[]} args
 * @param {Operation} operation
 * @returns {Argument[]}
 */
function gathered(args, { spread, names }) {
  if (spread === null) return args;
  const at = names.indexOf(spread);
  const inOrder = args.filter((one) => !one.name);
  if (inOrder.length <= at) return args;
  const rest = inOrder.slice(at);
  /** @type {Value} */
  const value = { is: "list", tuple: true, items: rest.map((one) => one.value) };
  const one = { ...rest[0], value };
  return [...inOrder.slice(0, at), one, ...args.filter(({ name }) => name)];
}

/**
 * The same tensor once more.
 * @param {TensorValue} tensor
 * @returns {Made}
 */
export const like = ({ shape, track }) => ({ shape: [...shape], track });

/**
 * @param {Made} made
 * @returns {Outcome}
 */
export const one = (made) => ({ outputs: [made] });
