// Reading a wish from what stands in the fields, or what is wrong with them.
import { LOWEST } from "../core/limits.js";
import { MODES, work } from "./find.js";

/** @import { Pair } from "../core/state.js" */
/** @import { Axis, Fields, Letter, Limits, Name, Said, Values, Wish, Word } from "./types.js" */

export const LARGEST_SIZE = 999999999; // every size is computed exactly
const LARGEST_LIMIT = 999;
const MOST_SIZES = 20;
export const MOST_TRIED = 50000; // layers along one axis

/** What is wrong, and in which field. */
export class Problem extends Error {
  /** @param {Name} at @param {Word} key @param {Values} [values] */
  constructor(at, key, values = {}) {
    super(key);
    this.at = at;
    /** @type {Said} */
    this.said = { key, values };
  }
}

/** @param {Fields} fields @returns {Wish} */
export function read(fields) {
  const mode = [...MODES, /** @type {const} */ ("any")].find((one) => one === fields.mode);
  if (!mode) throw new Problem("mode", "modeBad", { text: cut(fields.mode) });
  const limits = {
    k: limit("k", fields.k),
    s: limit("s", fields.s),
    p: limit("p", fields.p),
    d: limit("d", fields.d),
  };
  if (work(limits) > MOST_TRIED) throw new Problem("k", "tooMany", { most: grouped(MOST_TRIED) });
  const ticked = (/** @type {"plain" | "powers" | "ratio"} */ name) => fields[name] === "1";
  return {
    mode,
    axes: axes(fields),
    limits,
    plain: ticked("plain"),
    powers: ticked("powers"),
    ratio: ticked("ratio"),
  };
}

/** The sizes along each axis; a number holds along both where another has rows and columns. @param {Fields} fields @returns {Axis[]} */
function axes({ from, to }) {
  const wanted = sizes("to", to);
  if (!wanted) throw new Problem("to", "toMissing");
  const had = sizes("from", from);
  if (had && had.length !== wanted.length)
    throw new Problem("to", "counts", { from: had.length, to: wanted.length });
  const isPair = [...wanted, ...(had ?? [])].some((size) => size.length > 1);
  const of = (/** @type {number[][]} */ all, /** @type {number} */ axis) =>
    all.map((size) => size[axis] ?? size[0]);
  return (isPair ? [0, 1] : [0]).map((axis) => ({
    from: had && of(had, axis),
    to: of(wanted, axis),
  }));
}

/** @param {"from" | "to"} name @param {string} text @returns {number[][] | null} */
function sizes(name, text) {
  if (!text.trim()) return null;
  const found = readSizes(text);
  if (!found) throw new Problem(name, "sizeBad", { text: cut(text) });
  if (found.length > MOST_SIZES) throw new Problem(name, "sizesMany", { most: MOST_SIZES });
  const out = found.flat().find((size) => size < 1 || size > LARGEST_SIZE);
  if (out !== undefined)
    throw new Problem(name, "sizeBounds", { size: out, most: grouped(LARGEST_SIZE) });
  return found;
}

/** "21", "21×30" or "20; 33" as sizes of one axis or two; null for anything else. @param {string} text */
export function readSizes(text) {
  const found = text.split(/[;；]/).map((one) => one.split(/[×xX*,，]/).map(whole));
  const isRead = found.every((size) => size.length <= 2 && !size.some(Number.isNaN));
  return isRead ? found : null;
}

/** @param {Letter} name @param {string} text @returns {Pair} */
function limit(name, text) {
  const ends = text.split(/\s*(?:[-–—~～,]|\.\.+|…)\s*/).map(whole);
  const [low, high = low] = ends;
  if (ends.length > 2 || ends.some(Number.isNaN))
    throw new Problem(name, "limitBad", { name, text: cut(text) });
  if (low < LOWEST[name] || high > LARGEST_LIMIT || low > high)
    throw new Problem(name, "limitBounds", { name, low, high, ...boundsOf(name) });
  return [low, high];
}

/** @param {Letter} name */
const boundsOf = (name) => ({ least: LOWEST[name], most: LARGEST_LIMIT });

/** @param {string} text */
const whole = (text) => (/^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : NaN);

/** @param {number} value */
export const grouped = (value) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");

const MOST_LETTERS = 30;

/** @param {string} text */
const cut = (text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);
