// What lit cells read of lit cells in other lines: a thread for each, or an area where they are many.

import { across, topOf } from "./frame.js";
import { PERHAPS, summary } from "./reach.js";
import { path, short } from "../figure/svg.js";

/**
 * @import { Line, Stack } from "./stack.js"
 * @import { Frame } from "./frame.js"
 * @import { Light } from "./reach.js"
 *
 * @typedef {{ line: Line, at: number, own: Uint8Array }} End
 */

const MOST = 120; // threads between two lines
const NEAR = 3; // lines that they pass behind, at most

/**
 * Towards the input, or towards the output; they lie behind all cells.
 * @param {Stack} stack
 * @param {Frame} frame
 * @param {Light} light
 * @param {number} picked
 * @param {"x" | "y"} role
 */
export function links({ lines }, frame, light, picked, role) {
  const places = new Map(lines.map(({ row }, at) => [row, at]));
  /** @param {number} at */
  const end = (at) => ({ line: lines[at], at, own: light[lines[at].row + 1] });
  let [few, many] = ["", ""];
  lines.forEach(({ reads }, at) => {
    if (role === "x" ? at > picked : at <= picked) return;
    for (const { row, cells } of reads) {
      const from = places.get(row);
      if (!cells || from === undefined || at - from > NEAR) continue;
      if (role === "y" && from < picked) continue;
      const [low, high] = [end(at), end(from)];
      if (countOf(low, high, cells) <= MOST) few += threads(frame, low, high, cells);
      else many += area(frame, low, high);
    }
  });
  return path(`area ${role}`, many) + path(`threads ${role}`, few);
}

/**
 * @param {End} low
 * @param {End} high
 * @param {number[][]} cells
 */
function countOf({ own }, high, cells) {
  let count = 0;
  cells.forEach((all, o) => {
    if (own[o]) for (const one of all) if (high.own[one]) count += 1;
  });
  return count;
}

/**
 * @param {Frame} frame
 * @param {End} low
 * @param {End} high
 * @param {number[][]} cells
 */
function threads(frame, low, high, cells) {
  let d = "";
  const [y, end] = [topOf(frame, low.at), topOf(frame, high.at) + frame.tall];
  cells.forEach((all, o) => {
    if (!low.own[o]) return;
    const inside = isIn(frame, low.line, o);
    for (const cell of all)
      if (high.own[cell] && (inside || isIn(frame, high.line, cell)))
        d += `M${short(across(frame, low.line, o + 0.5))} ${short(y)}L${short(across(frame, high.line, cell + 0.5))} ${short(end)}`;
  });
  return d;
}

/**
 * A thread that leaves the shown part ends at its border.
 * @param {Frame} frame
 * @param {Line} line
 * @param {number} cell
 */
function isIn({ first, part }, { size }, cell) {
  const at = (cell + 0.5) / size;
  return at >= first && at <= first + part;
}

/**
 * @param {Frame} frame
 * @param {End} low
 * @param {End} high
 */
function area(frame, low, high) {
  const [below, above] = [summary(low.own, PERHAPS), summary(high.own, PERHAPS)];
  if (!below.count || !above.count) return "";
  const [y, end] = [topOf(frame, low.at), topOf(frame, high.at) + frame.tall];
  const x = [below.from, below.to + 1].map((one) => short(across(frame, low.line, one)));
  const far = [above.from, above.to + 1].map((one) => short(across(frame, high.line, one)));
  return `M${x[0]} ${short(y)}L${far[0]} ${short(end)}H${far[1]}L${x[1]} ${short(y)}z`;
}
