// What a cut shows: a line of cells for the input and for each node, and what they read.

import { counts, reached, seen } from "./reach.js";

/**
 * @import { Along, Relation } from "./relations.js"
 * @import { Node } from "./nodes.js"
 *
 * A line; `row` is the one whose cells it shows, -1 the input. `whole`: all its cells are one.
 * @typedef {{ row: number, node: Node | null, size: number, whole: boolean,
 *   reads: Relation[] }} Line
 * @typedef {{ line: number, cell: number }} Pick
 * @typedef {{ along: Along[], sizes: number[], lines: Line[], axis: string }} Stack
 */

export const LONGEST = 4096; // cells of an axis that is drawn

/**
 * @param {Node[]} nodes
 * @param {Along[]} along
 * @param {number} input how many cells it has
 * @param {string} axis its name
 * @returns {Stack}
 */
export function stack(nodes, along, input, axis) {
  const sizes = counts(along, input);
  /** @type {Line[]} */
  const lines = [{ row: -1, node: null, size: input, whole: false, reads: [] }];
  for (const node of nodes) {
    const row = node.rows[node.rows.length - 1];
    if (!along[row] || node.broken) continue;
    const [size, whole] = [sizes[row + 1], along[row].dim === null];
    lines.push({ row, node, size, whole, reads: reads(along, node) });
  }
  return { along, sizes, lines, axis };
}

/**
 * What the last row of a node reads through all its rows.
 * @param {Along[]} along
 * @param {Node} node
 */
function reads(along, { rows: [first, ...more] }) {
  return along[first].from.map(({ row, cells }) => ({
    row,
    cells: more.reduce((/** @type {number[][] | null} */ found, at) => {
      const [{ cells: own }] = along[at].from;
      return found && own && own.map((all) => [...new Set(all.flatMap((one) => found[one]))]);
    }, cells),
  }));
}

/**
 * The cell in the middle of the last line that has several.
 * @param {Stack} stack
 * @returns {Pick}
 */
export function middlePick({ lines }) {
  const line = Math.max(0, lines.map(({ size }) => size > 1).lastIndexOf(true));
  return { line, cell: Math.floor(lines[line].size / 2) };
}

/**
 * What lights up for a cell: towards the input, and towards the output.
 * @param {Stack} stack
 * @param {Pick} pick
 */
export function lights({ along, sizes, lines }, { line, cell }) {
  const { row } = lines[line];
  return { back: seen(along, sizes, row, cell), on: reached(along, sizes, row, cell) };
}
