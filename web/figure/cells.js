// The cells of a grid: shades, marks, lines and numbers.
import { HATCH } from "./hatch.js";
import { cellPlace, path, rectangle, short, text } from "./svg.js";
import { number } from "./text.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./layout.js").Box} Box */

export const NUMBERS_FROM = 15; // smaller cells show their value as a shade alone
const LINES_FROM = 5; // smaller cells have no lines between them
export const SMALLEST_FONT = 10; // of a number that a phone shows
export const DIGIT = 0.6; // how wide a digit is, in its font's size
const SHADES = 4;
const BASELINE = 0.36; // of a digit's font below the middle of its cell
const UNIT = 100; // a cell, for its number

/** @param {Grid} grid @param {(r: number, c: number) => void} visit */
export function eachCell({ origin: [top, left], rows, columns }, visit) {
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) visit(r + top, c + left);
}

/** @param {Box} box */
export const drawCells = (box) =>
  (box.grid.entries ? drawEntries(box, box.grid.entries) : drawShades(box)) +
  drawLines(box) +
  drawNumbers(box);

// Fills are drawn in units of cells: whole numbers are written much faster than fractions.
/** @param {Box} box @param {number} r @param {number} c @param {number} length */
const inCells = ({ grid: { origin } }, r, c, length) =>
  `M${c - origin[1]} ${r - origin[0]}h${length}v1h${-length}z`;
/** @param {Box} box @param {string} name @param {string} d */
const scaled = ({ x, y, cw, ch }, name, d) =>
  d &&
  `<path class="${name}" transform="translate(${short(x)} ${short(y)}) scale(${cw} ${ch})" d="${d}"/>`;

/** One path for each kind and shade keeps large grids light. @param {Box} box */
function drawShades(box) {
  const { grid } = box;
  let largest = 0;
  eachCell(grid, (r, c) => (largest = Math.max(largest, Math.abs(grid.value(r, c) ?? 0))));
  /** @type {Map<string, string>} */
  const shades = new Map();
  /** @type {Map<string, string>} */
  const marks = new Map();
  eachCell(grid, (r, c) => {
    const value = grid.value(r, c);
    const kind = grid.kind(r, c);
    const shade = value ? Math.ceil((SHADES * Math.abs(value)) / largest) : 0;
    const name = `c ${kind} s${shade}`;
    shades.set(name, (shades.get(name) ?? "") + inCells(box, r, c, 1));
    const mark = HATCH[kind];
    if (mark) marks.set(kind, (marks.get(kind) ?? "") + mark(...cellPlace(box, [r, c])));
  });
  return [
    ...[...shades].map(([name, d]) => scaled(box, name, d)),
    ...[...marks].map(([kind, d]) => path(`hatch ${kind}`, d)),
  ].join("");
}

/**
 * A matrix is mostly empty: draw its entries alone, neighbours in one stroke.
 * @param {Box} box @param {Entry[][]} entries
 */
function drawEntries(box, entries) {
  let d = "";
  entries.forEach((row, m) => {
    const columns = row
      .filter((one) => one.value !== 0)
      .map((one) => one.n)
      .sort((a, b) => a - b);
    for (let start = 0; start < columns.length;) {
      let end = start;
      while (columns[end + 1] === columns[end] + 1) end += 1;
      d += inCells(box, m, columns[start], end - start + 1);
      start = end + 1;
    }
  });
  return scaled(box, "c w s3", d);
}

/** @param {Box} box */
function drawLines({ x, y, w, h, cw, ch, grid }) {
  let d = "";
  if (Math.min(cw, ch) >= LINES_FROM) {
    for (let c = 1; c < grid.columns; c++) d += `M${short(x + c * cw)} ${short(y)}v${short(h)}`;
    for (let r = 1; r < grid.rows; r++) d += `M${short(x)} ${short(y + r * ch)}h${short(w)}`;
  }
  return path("lines", d) + path("frame", rectangle(x, y, w, h));
}

/**
 * Numbers stand in units of cells: both widths of a figure then hold the same text, which a page
 * that is sent compressed pays for once.
 * @param {Box} box
 */
function drawNumbers(box) {
  const { grid, x, y, cw, ch } = box;
  if (Math.min(cw, ch) < NUMBERS_FROM) return "";
  const font = Math.min(14, Math.max(SMALLEST_FONT, ch * 0.44));
  /** @param {number} pixels */
  const units = (pixels) => (UNIT * pixels) / ch;
  let found = "";
  eachCell(grid, (r, c) => {
    const kind = grid.kind(r, c);
    const value = grid.value(r, c);
    if (value === null || kind === "empty") return;
    let words = number(value);
    const size = Math.min(font, Math.max(SMALLEST_FONT, (cw - 6) / (DIGIT * words.length)));
    if (size * DIGIT * words.length > cw) words = "…";
    const more = size < font ? ` style="font-size:${short(units(size))}px"` : "";
    const name = kind === "pad" || kind === "zero" ? "n faint" : "n";
    const middle = (r - grid.origin[0] + 0.5) * UNIT - units(font - size) * BASELINE;
    found += text(name, units((c - grid.origin[1] + 0.5) * cw), middle, words, more);
  });
  const place = `translate(${short(x)} ${short(y + font * BASELINE)}) scale(${ch / UNIT})`;
  return `<g transform="${place}" style="font-size:${short(units(font))}px">${found}</g>`;
}
