// The arguments of one call, by name, with the checks that PyTorch makes or should make.

import { stop } from "./trouble.js";

/** @import { Definition, Layer, Override, Value, Word } from "./types.js" */

const MOST_SHOWN = 8; // items of a tuple or a list
const MOST_LETTERS = 30;

export class Arguments {
  /**
   * @param {Pick<Layer, "type" | "args">} layer
   * @param {Definition} definition
   * @param {Override} [override] values to try in place of those that are written
   */
  constructor(layer, definition, override = {}) {
    this.layer = layer;
    this.override = override;
    /** @type {Map<string, Value>} */
    this.given = new Map();
    const { required, names, positional, any } = definition;
    const inOrder = layer.args.filter((one) => !one.name);
    if (inOrder.length > positional && !any)
      stop("tooManyArguments", { layer: layer.type, most: positional, given: inOrder.length });
    inOrder.forEach((one, at) => this.given.set(names[at], one.value));
    for (const { name, value } of layer.args) {
      if (!name) continue;
      if (!names.includes(name) && !any) stop("unknownArgument", { layer: layer.type, name });
      if (this.given.has(name)) stop("givenTwice", { name });
      this.given.set(name, value);
    }
    for (const name of required)
      if (!this.given.has(name)) stop("missingArgument", { layer: layer.type, name });
  }

  /**
   * What is written for a name; undefined for nothing and for None.
   * @param {string} name
   */
  value(name) {
    const value = this.given.get(name);
    if (value?.is === "unknown")
      stop(value.key === "unread" ? "unreadValue" : value.key, value.values);
    return value?.is === "none" ? undefined : value;
  }

  /** @param {string} name */
  overridden(name) {
    return Object.hasOwn(this.override, name);
  }

  /**
   * One whole number.
   * @param {string} name
   * @param {number} least
   * @param {number} [fallback]
   */
  int(name, least, fallback) {
    if (this.overridden(name)) return Number(this.override[name]);
    const value = this.value(name);
    if (!value && fallback !== undefined) return fallback;
    if (value && isInt(value, least)) return value.value;
    return refuse(name, value, value ? [value] : [], least, "wantsInt", {});
  }

  /**
   * One whole number for each of n axes, from one number or a tuple.
   * @param {string} name
   * @param {number} n
   * @param {number} least
   * @param {number | number[]} [fallback]
   * @returns {number[]}
   */
  ints(name, n, least, fallback) {
    if (this.overridden(name)) return onAxes(/** @type {number} */ (this.override[name]), n);
    const value = this.value(name);
    if (!value && fallback !== undefined) return onAxes(fallback, n);
    if (value && isInt(value, least)) return Array(n).fill(value.value);
    const items = value?.is === "list" ? value.items : [];
    const right = items.filter((item) => isInt(item, least));
    if (right.length === n && items.length === n) return right.map((item) => item.value);
    const wrong = items.length === n ? items : value ? [value] : [];
    return refuse(name, value, wrong, least, "wantsInts", { n });
  }

  /**
   * @param {string} name
   * @param {boolean} fallback
   */
  bool(name, fallback) {
    if (!this.given.has(name)) return fallback;
    const value = this.value(name);
    if (value?.is === "list") return value.items.length > 0;
    return !!value && "value" in value && !!value.value;
  }

  /**
   * @param {string} name
   * @param {string[]} words
   * @param {string} fallback
   */
  word(name, words, fallback) {
    const value = this.value(name);
    if (!value) return fallback;
    if (value.is === "string" && words.includes(value.value)) return value.value;
    return stop("wantsWord", { name, words: words.join(", "), found: shown(value) });
  }
}

/**
 * The same number on all axes, or one for each.
 * @param {number | number[]} value
 * @param {number} n
 */
const onAxes = (value, n) => Array(n).fill(value).flat().slice(0, n);

/**
 * Say what is wrong with a number: that it is too large to count with, too small, or none at all.
 * @param {string} name
 * @param {Value | undefined} value
 * @param {Value[]} items
 * @param {number} least
 * @param {Word} key
 * @param {Record<string, number>} more
 * @returns {never}
 */
function refuse(name, value, items, least, key, more) {
  const whole = items.length > 0 && items.every((item) => item.is === "int");
  const safe = items.every((item) => item.is !== "int" || Number.isSafeInteger(item.value));
  const found = shown(value);
  if (whole && !safe) stop("largeInt", { name });
  if (whole) stop("smallInt", { name, least, found });
  return stop(key, { name, found, ...more });
}

/**
 * Whether a value is a whole number that can be counted with, and not less than another.
 * @param {Value} value
 * @param {number} least
 * @returns {value is import("./types.js").IntValue}
 */
export function isInt(value, least) {
  return value.is === "int" && value.value >= least && Number.isSafeInteger(value.value);
}

/** @param {string} text */
const cut = (text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

/**
 * A value as Python would write it, for a message; what is left out is marked.
 * @param {Value | undefined} value
 * @returns {string}
 */
export function shown(value) {
  if (!value || value.is === "none") return "None";
  if (value.is === "list") {
    const more = value.items.length > MOST_SHOWN ? ["…"] : [];
    const items = [...value.items.slice(0, MOST_SHOWN).map(shown), ...more].join(", ");
    if (!value.tuple) return `[${items}]`;
    return value.items.length === 1 ? `(${items},)` : `(${items})`;
  }
  if (value.is === "string") return `'${cut(value.value)}'`;
  if (value.is === "bool") return value.value ? "True" : "False";
  if (value.is === "layer") return `${value.type}(…)`;
  if (value.is === "float" && Number.isInteger(value.value)) return `${value.value}.0`;
  return "value" in value ? String(value.value) : value.is;
}
