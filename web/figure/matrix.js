// The matrix that takes the input, read as one column, to the output.
import { isInside, unflat } from "../core/grid.js";
import { sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./numbers.js").Numbers} Numbers */

/** @param {Plane} state @param {Entry[][]} rows @param {Language} language @returns {Grid} */
export function matrixGrid(state, rows, language) {
  const entries = rows.map((row) => new Map(row.map((one) => [one.n, one])));
  const columns = state.i[0] * state.i[1];
  return {
    of: "m",
    label: matrixName(state, language),
    note: sizeText([entries.length, columns]),
    rows: entries.length,
    columns,
    origin: [0, 0],
    entries: rows,
    kind: (m, n) => (entries[m].has(n) ? "w" : "empty"),
    value: (m, n) => entries[m].get(n)?.value ?? 0,
    pick: (m, n) => ({ of: "m", cell: [m, n] }),
    lit: (links) => links.m,
    band: (links) => links.band,
  };
}

/** @param {Plane} state @param {Language} language */
const matrixName = (state, language) =>
  `${word(language, "C")} ${state.mode === "conv" ? "C" : "Cᵀ"}`;

/**
 * In the place of a matrix with too many entries: its name and size.
 * @param {Plane} state @param {Numbers} numbers @param {Language} language @returns {Grid}
 */
export function undrawnGrid(state, { o }, language) {
  const size = sizeText([o[0] * o[1], state.i[0] * state.i[1]]);
  return {
    of: "m",
    label: matrixName(state, language),
    note: `${size} · ${word(language, "too_large")}`,
    rows: 1,
    columns: 1,
    origin: [0, 0],
    kind: () => "empty",
    value: () => null,
    pick: () => ({ of: "m", cell: [0, 0] }),
    lit: () => [],
  };
}

/**
 * An array as one column, whose cells stand for the cells of the array.
 * @param {Grid} grid @param {string} label @returns {Grid}
 */
export function columnGrid(grid, label) {
  /** @param {number} place */
  const at = (place) => unflat(place, grid.columns);
  return {
    ...grid,
    label,
    note: "",
    column: true,
    rows: grid.rows * grid.columns,
    columns: 1,
    kind: (place) => grid.kind(...at(place)),
    value: (place) => grid.value(...at(place)),
    pick: (place) => grid.pick(...at(place)),
    lit: (links) =>
      grid
        .lit(links)
        .filter((cell) => isInside(cell, [grid.rows, grid.columns]))
        .map(([r, c]) => [r * grid.columns + c, 0]),
  };
}
