// What stands in the fields, as text: what a script sets and reads, and the words of a link.
import { LARGEST_SIZE, readSizes } from "./read.js";

/** @import { Pair } from "../core/state.js" */
/** @import { Axis, Fields, Letter, Name } from "./types.js" */

/** @type {Letter[]} */
export const LETTERS = ["k", "s", "p", "d"];
export const BOXES = /** @type {const} */ (["plain", "powers", "ratio"]);

/** As the tool begins where nothing is asked. @type {Fields} */
export const EMPTY = {
  from: "",
  to: "",
  mode: "any",
  k: "1-7",
  s: "1-4",
  p: "0-3",
  d: "1-2",
  plain: "",
  powers: "",
  ratio: "",
};
const NAMES = /** @type {Name[]} */ (Object.keys(EMPTY));

/** A size that a script sets: a number or [rows, columns], or none. @param {unknown} size */
export const sizeText = (size) =>
  Array.isArray(size) ? size.join("×") : String(size ?? "").trim();

/** A size that a script reads: as it would be set, and several as their text. @param {string} text */
export function sizeValue(text) {
  const sizes = readSizes(text);
  if (!sizes || sizes.length > 1 || sizes[0].some((size) => size > LARGEST_SIZE))
    return text || null;
  return sizes[0].length > 1 ? sizes[0] : sizes[0][0];
}

/** Limits that a script sets; those that are not there are as the tool begins. @param {unknown} limits */
export function limitFields(limits) {
  const given = Object(limits);
  return Object.fromEntries(
    LETTERS.map((name) => {
      const limit = given[name] ?? EMPTY[name];
      return [name, Array.isArray(limit) ? limit.join("-") : String(limit)];
    }),
  );
}

/** The words of a link: what is not as the tool begins. @param {Fields} fields */
export const query = (fields) =>
  new URLSearchParams(
    NAMES.filter((name) => fields[name] !== EMPTY[name]).map((name) => [name, fields[name]]),
  ).toString();

/**
 * The fields of a link; null where it has no word of ours.
 * @param {string} search @returns {Fields | null}
 */
export function fromQuery(search) {
  const link = new URLSearchParams(search);
  const found = NAMES.filter((name) => link.has(name));
  if (!found.length) return null;
  return {
    ...EMPTY,
    ...Object.fromEntries(found.map((name) => [name, String(link.get(name)).trim()])),
  };
}

/** A pair as a field shows it. @param {Pair} limit */
export const limitText = ([low, high]) => (low === high ? `${low}` : `${low}-${high}`);

/**
 * The sizes of all axes with one of them changed.
 * @param {Axis[]} axes @param {"from" | "to"} name @param {number} axis @param {number} at
 * @param {number} size
 */
export function sizesText(axes, name, axis, at, size) {
  const all = axes.map((one, a) =>
    (one[name] ?? []).map((old, n) => (a === axis && n === at ? size : old)),
  );
  return all[0].map((_, n) => sizeText(all.map((sizes) => sizes[n]))).join("; ");
}
