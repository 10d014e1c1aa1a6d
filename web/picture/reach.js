// What a cell sees towards the input, and what it reaches towards the output.

/**
 * @import { Along } from "./relations.js"
 *
 * For the input and then for every row: how surely each cell is lit.
 * @typedef {Uint8Array[]} Light
 */

export const PERHAPS = 1; // through something that is not followed
export const SURELY = 2;

/**
 * How many cells the input and every row have; one, where all of them are taken together.
 * @param {Along[]} along
 * @param {number} input
 */
export const counts = (along, input) => [
  input,
  ...along.map(({ dim, size }) => (dim === null ? 1 : size)),
];

/**
 * @param {Along[]} along
 * @param {number[]} sizes of the input and every row
 * @param {number} row -1 for the input
 * @param {number} cell
 * @returns {Light}
 */
export function seen(along, sizes, row, cell) {
  const light = begin(sizes, row, cell);
  for (let at = row; at >= 0; at -= 1) {
    const own = light[at + 1];
    if (!own.some(Boolean)) continue;
    for (const { row: before, cells } of along[at].from) {
      const there = light[before + 1];
      if (cells)
        own.forEach((sure, o) => sure && cells[o].forEach((one) => raise(there, one, sure)));
      else there.forEach((_, one) => raise(there, one, PERHAPS));
    }
  }
  return light;
}

/**
 * @param {Along[]} along
 * @param {number[]} sizes
 * @param {number} row
 * @param {number} cell
 * @returns {Light}
 */
export function reached(along, sizes, row, cell) {
  const light = begin(sizes, row, cell);
  for (let at = row + 1; at < along.length; at += 1) {
    const own = light[at + 1];
    for (const { row: before, cells } of along[at].from) {
      const there = light[before + 1];
      if (!there.some(Boolean)) continue;
      own.forEach((_, o) => {
        if (cells) for (const one of cells[o]) raise(own, o, there[one]);
        else raise(own, o, PERHAPS);
      });
    }
  }
  return light;
}

/**
 * @param {number[]} sizes
 * @param {number} row
 * @param {number} cell
 */
function begin(sizes, row, cell) {
  const light = sizes.map((size) => new Uint8Array(size));
  light[row + 1][cell] = SURELY;
  return light;
}

/**
 * @param {Uint8Array} cells
 * @param {number} cell
 * @param {number} sure
 */
function raise(cells, cell, sure) {
  if (cells[cell] < sure) cells[cell] = sure;
}

/**
 * The lit cells of a row, from the first to the last.
 * @param {Uint8Array} cells
 * @param {number} [least]
 */
export function summary(cells, least = SURELY) {
  let [count, from, to] = [0, -1, -1];
  cells.forEach((sure, at) => {
    if (sure < least) return;
    count += 1;
    if (from < 0) from = at;
    to = at;
  });
  return { count, from, to };
}
