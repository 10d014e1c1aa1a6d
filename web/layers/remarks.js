// What a table shows to whoever knows: checkerboards, sizes that floors lose, fields that see it all.

import { Arguments } from "./arguments.js";
import { span } from "./sizes.js";
import { axisName } from "./shape.js";
import { definitionOf } from "./table.js";
import { attempt } from "./trouble.js";

/** @import { Layer, Remark, Row } from "./types.js" */

const WINDOWS = /^(Conv|ConvTranspose|MaxPool|AvgPool)(\d)d$/;

/**
 * @param {Row[]} rows
 * @param {number[]} input
 * @returns {Remark[]}
 */
export function remarks(rows, input) {
  return [
    ...rows.flatMap((row, at) => checkerboard(row, at)),
    ...rows.flatMap((row, at) => lostCells(row, at, shapeBefore(rows, row, input))),
    ...wholeField(rows, input),
  ];
}

/**
 * @param {Row[]} rows
 * @param {Row} row
 * @param {number[]} input
 */
function shapeBefore(rows, { inputs: [before] }, input) {
  return before === undefined ? null : before < 0 ? input : rows[before].shape;
}

/**
 * The arguments of windows on each axis; null for other layers.
 * @param {Layer | null} layer
 */
function windowsOf(layer) {
  const [, kind, axes] = WINDOWS.exec(layer?.type ?? "") ?? [];
  if (!layer || !kind) return null;
  const n = Number(axes);
  return attempt(
    () => {
      const a = new Arguments(layer, definitionOf(layer));
      const kernel = a.ints("kernel_size", n, 1);
      const pool = kind.endsWith("Pool");
      const word = a.value("padding")?.is === "string" || a.bool("ceil_mode", false);
      return {
        n,
        kind,
        word,
        kernel,
        stride: a.ints("stride", n, 1, pool ? kernel : 1),
        padding: word ? kernel.map(() => 0) : a.ints("padding", n, 0, 0),
        dilation: kind === "AvgPool" ? kernel.map(() => 1) : a.ints("dilation", n, 1, 1),
      };
    },
    () => null,
  );
}

/**
 * @param {Row} row
 * @param {number} at
 * @returns {Remark[]}
 */
function checkerboard({ source, shape }, at) {
  const windows = shape && windowsOf(source);
  if (!windows || windows.kind !== "ConvTranspose") return [];
  const { kernel, stride } = windows;
  const axis = kernel.findIndex((k, each) => k % stride[each]);
  if (axis < 0) return [];
  const values = { k: kernel[axis], s: stride[axis] };
  return [{ row: at, key: "remarkCheckerboard", values, page: "learn/checkerboards" }];
}

/**
 * Cells of the input at the end of an axis that no window reads.
 * @param {Row} row
 * @param {number} at
 * @param {number[] | null} before
 * @returns {Remark[]}
 */
function lostCells({ source, shape }, at, before) {
  const windows = shape && before && windowsOf(source);
  if (!windows || windows.kind === "ConvTranspose" || windows.word) return [];
  const { n, kernel, stride, padding, dilation } = windows;
  const sizes = before.slice(-n);
  const lost = sizes.map((size, axis) => {
    const free = size + 2 * padding[axis] - span(kernel[axis], dilation[axis]);
    return Math.max((free % stride[axis]) - padding[axis], 0);
  });
  const axis = lost.findIndex((count) => count > 0);
  if (axis < 0) return [];
  const values = { size: sizes[axis], lost: lost[axis], axis: axisName(n, axis) };
  return [{ row: at, key: "remarkFloor", values, page: "howto/odd-size-back" }];
}

/**
 * The first row that is still a map and of which a cell sees all of the input, if more follow.
 * @param {Row[]} rows
 * @param {number[]} input
 * @returns {Remark[]}
 */
function wholeField(rows, input) {
  const at = rows.findIndex(({ receptiveField, shape, source }) => {
    const n = windowsOf(source)?.n;
    if (!n || !shape || receptiveField === null) return false;
    const fields = Array.isArray(receptiveField) ? receptiveField : Array(n).fill(receptiveField);
    const sizes = input.slice(-n);
    return (
      shape.slice(-n).some((size) => size > 1) &&
      fields.every((field, axis) => field === sizes[axis])
    );
  });
  const more = rows.slice(at + 1).some(({ source }) => windowsOf(source));
  if (at < 0 || !more) return [];
  return [{ row: at, key: "remarkField", values: {}, page: "learn/receptive-field" }];
}
