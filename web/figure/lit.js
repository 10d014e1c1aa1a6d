// What lights up for a picked cell: the part of a drawing that changes when another is touched.
import { isInside } from "../core/grid.js";
import { planes } from "../core/planes.js";
import { links } from "./links.js";
import { cellPlace, path, rectangle, text } from "./svg.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./links.js").Links} Links */
/** @typedef {import("./numbers.js").Pick} Pick */

/**
 * What is slid over is the input's, and the matrix is the kernel's.
 * @type {Record<Pick["of"], string>}
 */
export const ROLE = { x: "x", u: "x", w: "w", m: "w", y: "y" };
const CORNERS_FROM = 24; // smaller cells have no room for a weight in their corner

/** @param {State} state @param {Box[]} boxes @param {Pick | null} pick */
export function lit(state, boxes, pick) {
  const all = planes(state).map((plane, at) => links(plane, pick, at));
  return boxes.map((box) => litBox(box, all[box.grid.plane ?? pick?.plane ?? 0], pick)).join("");
}

/** @param {Box} box @param {Links} all @param {Pick | null} pick */
function litBox(box, all, pick) {
  const { grid } = box;
  const role = ROLE[grid.of];
  const isIts = pick && grid.of === pick.of && pick.plane === grid.plane;
  const main = isIts ? grid.lit({ ...all, [pick.of]: [pick.cell] }) : [];
  return (
    band(box, grid.band?.(all)) +
    path(`lit ${role}`, outlines(box, grid.lit(all))) +
    path(`main ${role}`, outlines(box, main)) +
    corners(box, grid.corner?.(all))
  );
}

/** @param {Box} box @param {Pair} cell */
const isShown = ({ grid: { origin, rows, columns } }, [r, c]) =>
  isInside([r - origin[0], c - origin[1]], [rows, columns]);

/** @param {Box} box @param {Pair[]} cells */
const outlines = (box, cells) =>
  cells
    .filter((cell) => isShown(box, cell))
    .map((cell) => rectangle(...cellPlace(box, cell)))
    .join("");

/**
 * The row and the column of an entry of the matrix.
 * @param {Box} box @param {Links["band"]} [found]
 */
function band(box, found) {
  const { x, y, w, h, cw, ch } = box;
  let d = "";
  if (found?.row !== undefined) d += rectangle(x, cellPlace(box, [found.row, 0])[1], w, ch);
  if (found?.column !== undefined) d += rectangle(cellPlace(box, [0, found.column])[0], y, cw, h);
  return path("band", d);
}

/**
 * The weight that meets each cell of the window, small in its corner.
 * @param {Box} box @param {Links["taps"]} taps
 */
function corners(box, taps = []) {
  if (box.cw < CORNERS_FROM) return "";
  return taps
    .filter((tap) => isShown(box, tap.cell) && tap.text.length < 4)
    .map((tap) => {
      const [x, y, w, h] = cellPlace(box, tap.cell);
      return text("tap", x + w - 2, y + h - 1.5, `×${tap.text}`);
    })
    .join("");
}
