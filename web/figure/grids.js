// The grids of a figure: the input, the kernel, the output, and the canvas that is stamped on.
import { flat, isInside, rotate } from "../core/grid.js";
import { onlyBias } from "../core/meet.js";
import { unreached } from "../core/size.js";
import { axis, onBoth } from "../core/state.js";
import { pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./links.js").Links} Links */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Pick} Pick */
/** @typedef {"pad" | "zero" | "floor" | "crop" | "negative" | "bias"} Marked kinds that the legend names */
/** @typedef {"x" | "w" | "y" | "empty" | Marked} Kind */
/**
 * A grid knows the first index of its rows and columns (origin), the kind and the value of each
 * cell, which cell of the state it stands for, and which cells are lit. What else it may have:
 * a sign before it, a smallest size of cells, entries in the place of values, whether it is one
 * column, a line through it, and numbers in the corners of lit cells.
 * @typedef {{
 *   of: Pick["of"], label: string, note: string, rows: number, columns: number, origin: Pair,
 *   kind: (r: number, c: number) => Kind,
 *   value: (r: number, c: number) => number | null,
 *   pick: (r: number, c: number) => Pick,
 *   lit: (links: Links) => Pair[],
 *   sign?: string, smallest?: number, entries?: Entry[][], column?: boolean,
 *   band?: (links: Links) => Links["band"], corner?: (links: Links) => Links["taps"],
 * }} Grid
 */

/**
 * The grid of an array of the state.
 * @param {"x" | "w" | "y"} of @param {string} label @param {string} note @param {Rows} array
 * @param {Partial<Grid>} more @returns {Grid}
 */
const plain = (of, label, note, array, more = {}) => ({
  of,
  label,
  note,
  rows: array.length,
  columns: array[0].length,
  origin: [0, 0],
  kind: () => of,
  value: (r, c) => array[r][c],
  pick: (r, c) => ({ of, cell: [r, c] }),
  lit: (links) => links[of],
  ...more,
});

/** @param {State} state @param {Language} language */
export function inputGrid(state, language) {
  const label = `${word(language, "x")} x`;
  const last = floorEnds(state);
  return plain("x", label, sizeText(state.i), state.x, {
    kind: (r, c) => (r > last[0] || c > last[1] ? "floor" : "x"),
  });
}

/**
 * The last input cells that a window of a convolution reaches; those behind are dropped.
 * @param {State} state
 */
export const floorEnds = (state) =>
  onBoth((a) => {
    const one = axis(state, a);
    return state.mode === "conv" ? one.i + one.p - 1 - unreached(one) : Infinity;
  });

/** @param {State} state @param {Language} language @param {boolean} turned by 180° */
export function kernelGrid(state, language, turned = false) {
  const [rows, columns] = state.k;
  /** @param {Pair} cell @returns {Pair} */
  const turn = ([r, c]) => (turned ? [rows - 1 - r, columns - 1 - c] : [r, c]);
  const array = turned ? rotate(state.w) : state.w;
  const label = turned ? word(language, "rotated") : `${word(language, "w")} w`;
  const dilated = state.d.some((d) => d > 1) ? ` · d = ${pairText(state.d)}` : "";
  return plain("w", label, sizeText(state.k) + dilated, array, {
    smallest: 18,
    pick: (r, c) => ({ of: "w", cell: turn([r, c]) }),
    lit: (links) => links.w.map(turn),
  });
}

/** The kind of an output cell. @param {State} state @returns {Grid["kind"]} */
function outputKind(state) {
  const [rows, columns] = onlyBias(state);
  return (r, c) => (rows[r] || columns[c] ? "bias" : "y");
}

/** @param {State} state @param {Numbers} numbers @param {Language} language */
export function outputGrid(state, { at, y, o }, language) {
  return plain("y", `${word(language, "y")} y`, sizeText(o), y, {
    kind: outputKind(state),
    value: (r, c) => (at !== null && flat([r, c], o) >= at ? null : y[r][c]),
  });
}

/** @param {State} state @param {Numbers} numbers @param {Language} language */
export function canvasGrid(state, { canvas, o }, language) {
  const origin = onBoth((a) => 0 - state.p[a]);
  const kind = outputKind(state);
  return plain("y", `${word(language, "canvas")} y`, sizeText(o), canvas, {
    origin,
    kind: (r, c) => (isInside([r, c], o) ? kind(r, c) : "crop"),
    value: (r, c) => canvas[r - origin[0]][c - origin[1]],
  });
}
