// Nested arrays, read as rows of cells.

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */

/** 0, 1, 2 … below a count. @param {number} count */
export const upTo = (count) => Array.from({ length: count }, (_, index) => index);

/** @param {number} rows @param {number} columns @param {(r: number, c: number) => number} cell */
export const grid = (rows, columns, cell) =>
  upTo(rows).map((r) => upTo(columns).map((c) => cell(r, c)));

/** @param {Rows} array @returns {Pair} */
export const shape = (array) => [array.length, array[0].length];

/** @param {Pair} cell @param {Pair} size */
export const isInside = ([r, c], [rows, columns]) => r >= 0 && c >= 0 && r < rows && c < columns;

/** The place of a cell when all rows are one column. @param {Pair} cell @param {Pair} size */
export const flat = ([r, c], [, columns]) => r * columns + c;

/**
 * The cell at a place of that column.
 * @param {number} place @param {number} columns @returns {Pair}
 */
export const unflat = (place, columns) => [Math.floor(place / columns), place % columns];

/** Turned by 180°. @param {Rows} array */
export const rotate = (array) => [...array].reverse().map((row) => [...row].reverse());

/** Whether two values of plain data are equal. @param {unknown} one @param {unknown} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Every one of the rows with every one of the columns.
 * @template R, C, T
 * @param {R[]} rows @param {C[]} columns @param {(row: R, column: C) => T} join
 */
export const pairs = (rows, columns, join) => rows.flatMap((r) => columns.map((c) => join(r, c)));
