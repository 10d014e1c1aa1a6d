// Reading numbers from what a link, an attribute, a text field or a script gives.
import { LARGEST } from "./limits.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {"shape" | "large" | "many"} Wrong why these are no rows of numbers */
/** @typedef {{ rows: Rows, wrong?: undefined } | { rows?: undefined, wrong: Wrong }} Read */
/** @typedef {{ planes: Rows[], wrong?: undefined } | { planes?: undefined, wrong: Wrong }} ReadPlanes */

/**
 * "2", "2,3", 2 or [2, 3] as a pair; null for anything else.
 * @param {unknown} given @returns {Pair | null}
 */
export function readPair(given) {
  const parts = Array.isArray(given) ? given : String(given).split(",");
  const [first, second = first, ...more] = parts.map(readNumber);
  return more.length || !Number.isInteger(first) || !Number.isInteger(second)
    ? null
    : [first, second];
}

/** @param {unknown} part */
const readNumber = (part) => (String(part ?? "").trim() === "" ? NaN : Number(part) + 0);

/**
 * "1,2;3,4", lines of numbers, or nested arrays as rows of numbers; else what is wrong with them.
 * @param {unknown} given @param {number} most cells along an axis
 * @returns {Read}
 */
function readRows(given, most) {
  const parts = Array.isArray(given) ? lift(given) : split(String(given));
  if (!parts.length || !parts.every(Array.isArray)) return { wrong: "shape" };
  const rows = parts.map((row) => row.map(readNumber));
  const width = rows[0].length;
  if (!width || rows.some((row) => row.length !== width || row.some(Number.isNaN)))
    return { wrong: "shape" };
  if (rows.length > most || width > most) return { wrong: "many" };
  return rows.flat().some((value) => Math.abs(value) > LARGEST) ? { wrong: "large" } : { rows };
}

/**
 * Several planes, parted by "/" in a text; else what is wrong with one of them.
 * @param {unknown} given @param {number} most cells along an axis
 * @returns {ReadPlanes}
 */
export function readPlanes(given, most) {
  const parts = Array.isArray(given) ? flattened(given) : String(given).split("/");
  const planes = [];
  for (const part of parts) {
    const { rows, wrong } = readRows(part, most);
    if (wrong) return { wrong };
    planes.push(rows);
  }
  return planes.length ? { planes } : { wrong: "shape" };
}

/** Planes of any number of outer dimensions, one after the other. @param {unknown[]} given @returns {unknown[]} */
function flattened(given) {
  const depth = depthOf(given);
  if (depth < 3) return [given];
  return depth === 3 ? given : given.flatMap((one) => flattened(/** @type {unknown[]} */ (one)));
}

/** How deep lists lie in lists. @param {unknown} given @returns {number} */
const depthOf = (given) => (Array.isArray(given) ? 1 + depthOf(given[0]) : 0);

/** A vector is one row. @param {unknown[]} rows @returns {unknown[]} */
const lift = (rows) => (Array.isArray(rows[0]) ? rows : [rows]);

/** @param {string} text */
const split = (text) =>
  text
    .replace(/[[\]]/g, " ")
    .split(/[;\n]+/)
    .map((row) => row.split(/[\s,]+/).filter((part) => part !== ""))
    .filter((row) => row.length);
