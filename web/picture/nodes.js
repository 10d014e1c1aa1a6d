// The rows of a table as the nodes of a picture: a layer, and what only follows it: pointwise layers,
// and a slice that cuts its borders off.

import { args } from "./arguments.js";

/**
 * @import { Row } from "../layers/types.js"
 *
 * `rows` are indices, of which the last gives the node's tensor; `inputs` are indices of nodes, -1 is
 * the input of the model. `more` are the names of the rows that were folded into the first one.
 * @typedef {{ rows: number[], inputs: number[], name: string, args: string, more: string[],
 *   shape: string, sizes: number[], jump: number | null, learns: boolean, broken: boolean }} Node
 */

const POINTWISE =
  /norm|relu|elu|gelu|silu|mish|swish|sigmoid|tanh|soft(plus|sign|max|min|shrink)|shrink|dropout|identity|threshold|clamp/i;

/** @param {number[]} shape */
export const shapeText = (shape) => shape.join("×");

/**
 * All rows that a run came to; the first that does not fit is the last.
 * @param {Row[]} rows
 */
export function reached(rows) {
  const stop = rows.findIndex((row) => row.trouble);
  return (stop < 0 ? rows : rows.slice(0, stop + 1)).filter((row) => row.shape || row.trouble);
}

/**
 * @param {Row[]} rows
 * @returns {Node[]}
 */
export function nodesOf(rows) {
  const readers = rows.map(() => 0);
  for (const { inputs } of rows) for (const input of inputs) if (input >= 0) readers[input] += 1;
  /** @type {Node[]} */
  const nodes = [];
  /** @type {number[]} The node of every row. */
  const at = [];
  rows.forEach((row, index) => {
    const [input] = row.inputs;
    const before = nodes[at[input]];
    if (before && input === index - 1 && readers[input] === 1 && follows(row, rows[input])) {
      before.rows.push(index);
      before.more.push(row.layer);
      before.learns ||= !!row.parameters;
      Object.assign(before, shapesOf(row));
      at.push(at[input]);
      return;
    }
    at.push(nodes.length);
    nodes.push(node(row, index, at));
  });
  return nodes;
}

/**
 * @param {Row} row
 * @param {number} index
 * @param {number[]} at the node of every row before
 * @returns {Node}
 */
function node(row, index, at) {
  return {
    rows: [index],
    inputs: [...new Set(row.inputs.map((input) => at[input] ?? -1))],
    name: row.layer,
    args: row.source ? args(row.source) : "",
    more: [],
    ...shapesOf(row),
    learns: !!row.parameters,
    broken: !!row.trouble,
  };
}

/**
 * One jump for all axes.
 * @param {Row["jump"]} jump
 */
function middle(jump) {
  const all = Array.isArray(jump) ? jump : [jump];
  const product = all.reduce((/** @type {number} */ one, other) => one * (other ?? 0), 1);
  return product > 0 ? product ** (1 / all.length) : null;
}

/** @param {Row} row */
const shapesOf = ({ shapes, shape, jump }) => ({
  shape: [...new Set(shapes.map(shapeText))].join(", "),
  sizes: shape ?? [],
  jump: middle(jump),
});

/**
 * Whether a row belongs to the node of the row before it.
 * @param {Row} row
 * @param {Row} before
 */
function follows(row, before) {
  const { inputs, trouble } = row;
  if (trouble || inputs.length !== 1 || before.shapes.length > 1) return false;
  const [from, to] = [before.shape ?? [], row.shape ?? []];
  return shapeText(from) === shapeText(to) ? isPointwise(row) : isCrop(row, from, to);
}

/**
 * Whether a cell of a row depends on the cell at its place alone, as far as a name says.
 * @param {Row} row
 */
const isPointwise = ({ kind, layer }) =>
  kind === "point" || (kind !== "shape" && POINTWISE.test(layer));

/**
 * @param {Row} row
 * @param {number[]} from
 * @param {number[]} to
 */
function isCrop({ layer }, from, to) {
  const sliced = layer === "getitem" || layer === "narrow";
  return sliced && from.length === to.length && from[0] === to[0] && from[1] === to[1];
}

/**
 * The number of a node's rows, as the table counts: from 1.
 * @param {Node} one
 */
export function numberOf({ rows }) {
  const [first] = rows;
  const last = rows[rows.length - 1];
  return first === last ? String(first + 1) : `${first + 1}–${last + 1}`;
}
