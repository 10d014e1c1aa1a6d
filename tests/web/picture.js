// What the tests ask of the pictures of a stack of layers.

import { analyse } from "../../web/layers/analyse.js";
import { cut } from "../../web/picture/cut.js";
import { written } from "../../web/picture/export.js";
import { frame, pickAt } from "../../web/picture/frame.js";
import { graph } from "../../web/picture/graph.js";
import { middleOf, programOf, stackOf, viewOf } from "../../web/picture/model.js";
import { nodesOf, reached } from "../../web/picture/nodes.js";
import { sentences } from "../../web/picture/say.js";
import { lights } from "../../web/picture/stack.js";
export { markup } from "../../web/layers/view.js";
export { mount } from "../../web/picture/index.js";
export { analyse, programOf };

/** @import { Kind } from "../../web/picture/export.js" */
/** @import { Language } from "../../web/words/speaker.js" */

/**
 * The stack of a paste along an axis.
 * @param {string} code
 * @param {string} input
 * @param {number} axis
 */
function read(code, input, axis) {
  const report = analyse(code, input);
  const program = programOf(code);
  const stack = program && stackOf(report, program, axis, "axis");
  if (!stack || typeof stack === "number") throw new Error(`no stack: ${stack}`);
  return stack;
}

/** @param {Uint8Array[]} light */
const plain = (light) => light.map((cells) => [...cells]);

/**
 * For every line and cell: how surely each cell of the input and of every row is lit, backwards and on.
 * @param {string} code
 * @param {string} input
 * @param {number} axis
 */
export function allLights(code, input, axis) {
  const stack = read(code, input, axis);
  const found = stack.lines.map(({ row, size }, line) => ({
    row,
    cells: Array.from({ length: size }, (_, cell) => {
      const { back, on } = lights(stack, { line, cell });
      return { back: plain(back), on: plain(on) };
    }),
  }));
  return JSON.stringify(found);
}

/**
 * The cut as it is drawn for a cell, what is said of it, and where its cells stand.
 * @param {string} code
 * @param {string} input
 * @param {{ line: number, cell: number, close?: boolean, width?: number, axis?: number }} pick
 * @param {Language} language
 */
export function drawn(code, input, { line, cell, close = false, width = 720, axis = 0 }, language) {
  const stack = read(code, input, axis);
  const pick = { line, cell };
  const view = { pick, close, closes: true, middle: middleOf(stack, pick), width };
  const lines = stack.lines.map(({ row, size, whole }) => ({ row, size, whole }));
  const svg = cut(stack, view, language);
  const said = sentences(stack, pick, language);
  return JSON.stringify({ svg, said, lines, frame: frame(stack, view) });
}

/**
 * Which cell is under a point.
 * @param {string} code
 * @param {string} input
 * @param {{ x: number, y: number, width: number }} point
 */
export function under(code, input, { x, y, width }) {
  const stack = read(code, input, 0);
  const view = viewOf(stack, { axis: 0, close: null, chosen: null, width });
  return JSON.stringify(pickAt(stack, frame(stack, view), x, y));
}

/**
 * The graph, the nodes that it shows, and the rows of the table.
 * @param {string} code
 * @param {string} input
 */
export function graphOf(code, input) {
  const report = analyse(code, input);
  const rows = report.rows.map(({ inputs, shapes, layer }) => ({ inputs, shapes, layer }));
  return JSON.stringify({ ...graph(report, "en"), nodes: nodesOf(reached(report.rows)), rows });
}

/**
 * The table as text, and what it is made of.
 * @param {string} code
 * @param {string} input
 * @param {Kind} kind
 * @param {Language} language
 */
export function taken(code, input, kind, language) {
  const report = analyse(code, input);
  const rows = report.rows.map(
    ({ layer, shape, receptiveField, jump, parameters, macs, memory }) => ({
      ...{ layer, shape, receptiveField, jump, parameters, macs, memory },
    }),
  );
  const { totals, complete } = report;
  return JSON.stringify({ text: written(report, kind, language), rows, totals, complete });
}
