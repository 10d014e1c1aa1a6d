// The grids of a figure: the input, the kernel, the output, and the canvas that is stamped on.
import { flat, isInside, pairs, rotate, shape } from "../core/grid.js";
import { addedInto, onlyBias } from "../core/meet.js";
import { biasOf } from "../core/results.js";
import { atEnd, unreached } from "../core/size.js";
import { axis, onBoth } from "../core/state.js";
import { labelText, named, result } from "./names.js";
import { axesText, number, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/numbers.js").Entry} Entry */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./links.js").Links} Links */
/** @typedef {import("../core/planes.js").Part} Part */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Pick} Pick */
/** @typedef {"pad" | "zero" | "floor" | "crop" | "added" | "negative" | "bias"} Marked kinds that the legend names */
/** @typedef {"x" | "w" | "y" | "empty" | Marked} Kind */
/**
 * A grid knows the first index of its rows and columns (origin), the kind and the value of each
 * cell, which cell of the state it stands for, and which cells are lit. What else it may have:
 * a sign before it, a smallest size of cells, entries in the place of values, whether it is one
 * column, a line through it, numbers in the corners of lit cells, and its plane of several.
 * @typedef {{
 *   of: Pick["of"], label: string, note: string, rows: number, columns: number, origin: Pair,
 *   kind: (r: number, c: number) => Kind,
 *   value: (r: number, c: number) => number | null,
 *   pick: (r: number, c: number) => Pick,
 *   lit: (links: Links) => Pair[],
 *   sign?: string, smallest?: number, entries?: Entry[][], column?: boolean, plane?: number,
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

/** @param {State} state @param {Part} part @param {Language} language */
export function inputGrid(state, { plane, x }, language) {
  const last = floorEnds(plane);
  return plain("x", labelText(named(state, x, language)), sizeText(plane.i), plane.x, {
    kind: (r, c) => (r > last[0] || c > last[1] ? "floor" : "x"),
  });
}

/**
 * The last input cells that a window of a convolution reaches; those behind are dropped.
 * @param {Plane} plane
 */
export const floorEnds = (plane) =>
  onBoth((a) => {
    const one = axis(plane, a);
    return plane.mode === "conv" ? one.i + atEnd(one) - 1 - unreached(one) : Infinity;
  });

/** @param {State} state @param {Part} part @param {Language} language @param {boolean} turned by 180° */
export function kernelGrid(state, { plane, w }, language, turned = false) {
  const [rows, columns] = plane.k;
  /** @param {Pair} cell @returns {Pair} */
  const turn = ([r, c]) => (turned ? [rows - 1 - r, columns - 1 - c] : [r, c]);
  const array = turned ? rotate(plane.w) : plane.w;
  const name = labelText(named(state, w, language));
  const label = turned ? word(language, "rotated", { name }) : name;
  const dilated = plane.d.some((d) => d > 1) ? ` · d = ${axesText(plane.d, state.axes)}` : "";
  return plain("w", label, sizeText(plane.k) + dilated, array, {
    smallest: 18,
    pick: (r, c) => ({ of: "w", cell: turn([r, c]) }),
    lit: (links) => links.w.map(turn),
  });
}

/** The kind of an output cell. @param {Plane} plane @returns {Grid["kind"]} */
function outputKind(plane) {
  const [rows, columns] = onlyBias(plane);
  return (r, c) => (rows[r] || columns[c] ? "bias" : "y");
}

/** @param {State} state @param {Numbers} numbers @param {Language} language */
export function outputGrid(state, { at, y, o, parts: [{ plane }] }, language) {
  const bias = biasOf(state);
  const note = bias ? `${sizeText(o)} · b = ${number(bias)}` : sizeText(o);
  return plain("y", labelText(result(state, language)), note, y, {
    kind: outputKind(plane),
    value: (r, c) => (at !== null && flat([r, c], o) >= at ? null : y[r][c]),
  });
}

/** @param {State} state @param {Numbers} numbers @param {Language} language */
export function canvasGrid(state, { canvas, o, parts: [{ plane }] }, language) {
  const origin = onBoth((a) => 0 - plane.p[a]);
  const kind = outputKind(plane);
  const outside = plane.pad ? "added" : "crop";
  const label = isFinished(state, plane)
    ? labelText(result(state, language))
    : word(language, "canvas");
  return plain("y", label, sizeText(isFinished(state, plane) ? o : shape(canvas)), canvas, {
    origin,
    kind: (r, c) => (isInside([r, c], o) ? kind(r, c) : outside),
    lit: ({ y }) => (plane.pad ? y.flatMap((cell) => placesFor(plane, cell, o)) : y),
    value: (r, c) => canvas[r - origin[0]][c - origin[1]],
  });
}

/**
 * The places of the canvas whose sum an output cell is; a cell beside the output is its own.
 * @param {Plane} plane @param {Pair} cell @param {Pair} o @returns {Pair[]}
 */
function placesFor(plane, cell, o) {
  if (!isInside(cell, o)) return [cell];
  const [rows, columns] = onBoth((a) => addedInto(axis(plane, a), cell[a], o[a]));
  return pairs(rows, columns, (r, c) => [r, c]);
}

/** Whether what is stamped is the output, less what is cropped. @param {State} state @param {Plane} plane */
export const isFinished = (state, plane) => !plane.pad && !biasOf(state);
