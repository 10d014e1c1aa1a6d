// What the grids of a figure hold, computed once for all of them, and the steps that lead there.
import { unflat } from "../core/grid.js";
import { matrix, matrixEntries, output, stamp } from "../core/numbers.js";
import { sizes } from "../core/size.js";
import { onBoth } from "../core/state.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").State} State */
/**
 * The steps that are done (null when all are), the output and its size, and what the view needs.
 * @typedef {{ at: number | null, y: Rows, o: Pair, canvas: Rows, matrix: Entry[][] | null }} Numbers
 */
/** @typedef {{ of: "x" | "w" | "y" | "u" | "m", cell: Pair }} Pick a cell of one of the grids */

const MOST_ENTRIES = 100_000; // of a matrix: drawing more takes longer than a reader waits

/** @param {State} state @param {number | null} at @returns {Numbers} */
export function compute(state, at = null) {
  const drawn = state.view === "matrix" && matrixEntries(state) <= MOST_ENTRIES;
  return {
    at,
    y: output(state),
    o: sizes(state),
    canvas: isStamped(state) ? stamp(state, at ?? Infinity) : [],
    matrix: drawn ? matrix(state) : null,
  };
}

/** @param {State} state */
const isStamped = (state) => state.mode === "transposed" && state.view === "stamp";

/** What a step computes: an input cell's stamp, or an output cell. @param {State} state */
const stepped = (state) => (isStamped(state) ? state.i : sizes(state));

/** How many steps there are. @param {State} state */
export function steps(state) {
  const [rows, columns] = stepped(state);
  return rows * columns;
}

/**
 * The cell that is done last when `at` steps are done.
 * @param {State} state @param {number} at @returns {Pick | null}
 */
export function cellAt(state, at) {
  if (at < 1) return null;
  return { of: isStamped(state) ? "x" : "y", cell: unflat(at - 1, stepped(state)[1]) };
}

/**
 * The middle of the output: a cell that most of the kernel reaches.
 * @param {State} state @returns {Pick}
 */
export function middle(state) {
  const size = sizes(state);
  return { of: "y", cell: onBoth((a) => Math.floor((size[a] - 1) / 2)) };
}
