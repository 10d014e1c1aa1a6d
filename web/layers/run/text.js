// Values as text: str(), format() and the methods of a string.

import { bool, int, isNumber, list, string, tuple } from "./values.js";

/** @import { Value } from "../types.js" */

/**
 * str(value); null where it is not known.
 * @param {Value} value
 * @returns {string | null}
 */
export function text(value) {
  if (value.is === "string") return value.value;
  if (value.is === "bool") return value.value ? "True" : "False";
  if (value.is === "none") return "None";
  if (value.is === "int") return String(value.value);
  if (value.is === "float") {
    const plain = String(value.value);
    return /^-?\d+$/.test(plain) ? `${plain}.0` : plain;
  }
  if (value.is !== "list") return null;
  const items = value.items.map((one) => (one.is === "string" ? `'${one.value}'` : text(one)));
  if (items.includes(null)) return null;
  if (!value.tuple) return `[${items.join(", ")}]`;
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}

/**
 * format(value, spec), as far as names of layers need it.
 * @param {Value} value
 * @param {string} spec
 * @returns {string | null}
 */
export function format(value, spec) {
  const plain = text(value);
  const [, fill, width, digits, kind] = /^[<>^]?(0?)(\d*)(?:\.(\d+))?([dfs]?)$/.exec(spec) ?? [];
  if (fill === undefined || plain === null) return spec ? null : plain;
  const number = isNumber(value) && digits !== undefined;
  const found = number ? Number(value.value).toFixed(Number(digits)) : plain;
  const given = kind === "f" && digits === undefined ? Number(found).toFixed(6) : found;
  return width ? given.padStart(Number(width), fill ? "0" : " ") : given;
}

/** @type {Record<string, (text: string, args: string[]) => Value>} */
const METHODS = {
  lower: (one) => string(one.toLowerCase()),
  upper: (one) => string(one.toUpperCase()),
  title: (one) => string(one.replace(/\b\w/g, (letter) => letter.toUpperCase())),
  capitalize: (one) => string(one.slice(0, 1).toUpperCase() + one.slice(1).toLowerCase()),
  strip: (one) => string(one.trim()),
  lstrip: (one) => string(one.trimStart()),
  rstrip: (one) => string(one.trimEnd()),
  startswith: (one, args) => bool(args.some((part) => one.startsWith(part))),
  endswith: (one, args) => bool(args.some((part) => one.endsWith(part))),
  find: (one, [part]) => int(one.indexOf(part)),
  count: (one, [part]) => int(part ? one.split(part).length - 1 : 0),
  replace: (one, [old, young]) => string(one.replaceAll(old, young)),
  split: (one, [sign]) =>
    list((sign === undefined ? one.trim().split(/\s+/) : one.split(sign)).map(string)),
  index: (one, [part]) => int(one.indexOf(part)),
  isdigit: (one) => bool(/^\d+$/.test(one)),
  isalpha: (one) => bool(/^\p{L}+$/u.test(one)),
  partition: (one, [sign]) => {
    const at = one.indexOf(sign);
    const parts = at < 0 ? [one, "", ""] : [one.slice(0, at), sign, one.slice(at + sign.length)];
    return tuple(parts.map(string));
  },
};

/**
 * "…".name(args); null where it is not known.
 * @param {string} of
 * @param {string} name
 * @param {Value[]} args
 * @param {Map<string, Value>} named
 * @returns {Value | null}
 */
export function stringMethod(of, name, args, named) {
  if (name === "format") return formatted(of, args, named);
  const [first] = args;
  if (name === "join" && first?.is === "list") {
    const parts = first.items.map(text);
    return parts.includes(null) ? null : string(parts.join(of));
  }
  const work = Object.hasOwn(METHODS, name) ? METHODS[name] : null;
  const flat = args.flatMap((one) => (one.is === "list" ? one.items : [one]));
  const texts = flat.flatMap((one) => (one.is === "string" ? [one.value] : []));
  return work && texts.length === flat.length ? work(of, texts) : null;
}

/**
 * @param {string} of
 * @param {Value[]} args
 * @param {Map<string, Value>} named
 */
function formatted(of, args, named) {
  let next = 0;
  let known = true;
  const found = of.replace(/\{\{|\}\}|\{(\w*)(?:![rs])?(?::([^{}]*))?\}/g, (all, key, spec) => {
    if (all === "{{" || all === "}}") return all[0];
    const at = key === "" ? next++ : key;
    const value = named.get(key) ?? args[Number(at)];
    const one = value ? format(value, spec ?? "") : null;
    known &&= one !== null;
    return one ?? "";
  });
  return known ? string(found) : null;
}
