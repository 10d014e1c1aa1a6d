// Numbers as the table shows them.

/** @import { Row } from "./types.js" */

const NONE = "–";
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
const MOST_PARTS = 1024; // the largest denominator of a jump

/** @typedef {"shape" | "receptiveField" | "jump" | "parameters" | "macs" | "share" | "memory"} Column */

/** @type {Column[]} */
export const COLUMNS = ["shape", "receptiveField", "jump", "parameters", "macs", "share", "memory"];

/** @param {number | null} number */
export const grouped = (number) =>
  number === null ? NONE : String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * A jump such as 0.5 as 1/2, where it is a fraction of small numbers.
 * @param {number} number
 */
function fraction(number) {
  if (Number.isInteger(number)) return grouped(number);
  for (let under = 2; under <= MOST_PARTS; under += 1) {
    const over = Math.round(number * under);
    if (over && Math.abs(over / under - number) < 1e-9) return `${over}/${under}`;
  }
  return number.toPrecision(4);
}

/** @param {number | null} count */
export function bytes(count) {
  if (count === null) return NONE;
  const unit = UNITS.findIndex((_, at) => count < 1024 ** (at + 1));
  const used = unit < 0 ? UNITS.length - 1 : unit;
  const size = count / 1024 ** used;
  const digits = used ? Math.max(2 - Math.floor(Math.log10(size)), 0) : 0;
  return `${Number(size.toFixed(digits))} ${UNITS[used]}`;
}

/**
 * @param {Row["jump"]} value
 * @param {(number: number) => string} form
 */
function perAxis(value, form) {
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => (one === null ? NONE : form(one))).join("×");
}

/**
 * A part of a whole in percent; what is less than half of one is not nothing.
 * @param {number | null} part
 * @param {number | null} whole
 */
export function share(part, whole) {
  if (part === null || !whole) return NONE;
  const percent = (100 * part) / whole;
  return part && percent < 0.5 ? "<1 %" : `${Math.round(percent)} %`;
}

/**
 * @param {Row} row
 * @param {Column} column
 * @param {number | null} macs of all rows
 */
export function cellText(row, column, macs) {
  if (column === "share") return share(row.macs, macs);
  if (column === "shape")
    return row.shapes.map((shape) => shape.join("×") || "1").join(", ") || NONE;
  if (column === "jump") return perAxis(row.jump, fraction);
  if (column === "receptiveField") return perAxis(row.receptiveField, grouped);
  return column === "memory" ? bytes(row.memory) : grouped(row[column]);
}
