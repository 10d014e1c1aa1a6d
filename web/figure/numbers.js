// What the grids of a figure hold, computed once for all of them, and the steps that lead there.
import { unflat } from "../core/grid.js";
import { matrix, matrixEntries, stamp } from "../core/numbers.js";
import { parts, planes } from "../core/planes.js";
import { shown } from "../core/results.js";
import { sizes } from "../core/size.js";
import { onBoth } from "../core/state.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/planes.js").Part} Part */
/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../core/state.js").State} State */
/**
 * The steps that are done (null when all are), the planes that are shown, what they give and its
 * size, and what the view needs.
 * @typedef {{
 *   at: number | null, parts: Part[], y: Rows, o: Pair, canvas: Rows, matrix: Entry[][] | null,
 * }} Numbers
 */
/**
 * A cell of one of the grids; of several planes it says of which.
 * @typedef {{ of: "x" | "w" | "y" | "u" | "m", cell: Pair, plane?: number }} Pick
 */

const MOST_ENTRIES = 100_000; // of a matrix: drawing more takes longer than a reader waits

/** @param {State} state @param {number | null} at @returns {Numbers} */
export function compute(state, at = null) {
  const all = parts(state);
  const [{ plane }] = all;
  const drawn = state.view === "matrix" && matrixEntries(plane) <= MOST_ENTRIES;
  return {
    at,
    parts: all,
    y: shown(state),
    o: sizes(plane),
    canvas: isStamped(plane) ? stamped(all, at ?? Infinity) : [],
    matrix: drawn ? matrix(plane) : null,
  };
}

/** The canvas of all planes, stamped one after the other. @param {Part[]} all @param {number} count */
function stamped(all, count) {
  const cells = all[0].plane.i[0] * all[0].plane.i[1];
  return all
    .map(({ plane }, at) => stamp(plane, Math.min(Math.max(count - at * cells, 0), cells)))
    .reduce((one, other) => one.map((row, r) => row.map((cell, c) => cell + other[r][c])));
}

/** @param {Plane} plane */
const isStamped = ({ mode, view }) => mode === "transposed" && view === "stamp";

/** What a step computes: an input cell's stamp, or an output cell. @param {Plane} plane */
const stepped = (plane) => (isStamped(plane) ? plane.i : sizes(plane));

/** How many steps there are. @param {State} state */
export function steps(state) {
  const all = planes(state);
  const [rows, columns] = stepped(all[0]);
  return rows * columns * (isStamped(all[0]) ? all.length : 1);
}

/**
 * The cell that is done last when `at` steps are done.
 * @param {State} state @param {number} at @returns {Pick | null}
 */
export function cellAt(state, at) {
  if (at < 1) return null;
  const all = planes(state);
  const [rows, columns] = stepped(all[0]);
  const cell = unflat((at - 1) % (rows * columns), columns);
  if (!isStamped(all[0])) return { of: "y", cell };
  const plane = Math.floor((at - 1) / (rows * columns));
  return all.length > 1 ? { of: "x", cell, plane } : { of: "x", cell };
}

/**
 * The middle of the output: a cell that most of the kernel reaches.
 * @param {State} state @returns {Pick}
 */
export function middle(state) {
  const size = sizes(planes(state)[0]);
  return { of: "y", cell: onBoth((a) => Math.floor((size[a] - 1) / 2)) };
}
