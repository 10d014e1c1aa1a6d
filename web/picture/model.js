// A paste as what the cut draws: its program, the axes that can be followed, and a stack for one.

import { attempt, axisName, isPrinted, printed, Program, sayIn } from "../layers/offered.js";
import { FEW } from "./frame.js";
import { nodesOf, reached } from "./nodes.js";
import { relations } from "./relations.js";
import { LONGEST, middlePick, stack } from "./stack.js";

/**
 * @import { Report } from "../layers/types.js"
 * @import { Language } from "../words/speaker.js"
 * @import { View } from "./cut.js"
 * @import { Pick, Stack } from "./stack.js"
 *
 * What a reader chose, of which some may be open.
 * @typedef {{ axis: number, close: boolean | null, chosen: Pick | null, width: number }} Choice
 */

const ALL = 256; // cells of which all are shown, as long as nobody asks for a part

/** @param {string} code */
export const programOf = (code) =>
  attempt(
    () => new Program(isPrinted(code) ? printed(code) : code),
    () => null,
  );

/**
 * The names of the axes that are followed.
 * @param {Program} program
 * @param {number[]} shape
 * @param {Language} language
 */
export function axesOf(program, shape, language) {
  const dims = program.axes(shape);
  const say = sayIn(language);
  return dims.map((_, at) => {
    const name = axisName(dims.length, at);
    return name === "length" || name === "height" || name === "width" || name === "depth"
      ? say(name)
      : name;
  });
}

/**
 * The stack along an axis; null where nothing can be drawn, the size of the axis where it is too long.
 * @param {Report} report
 * @param {Program} program
 * @param {number} axis
 * @param {string} name
 * @returns {Stack | number | null}
 */
export function stackOf({ rows, input }, program, axis, name) {
  const nodes = nodesOf(reached(rows));
  const dim = input ? program.axes(input)[axis] : undefined;
  if (!input || dim === undefined || !nodes.length) return null;
  if (input[dim] > LONGEST) return input[dim];
  return stack(nodes, relations(program, input, axis), input[dim], name);
}

/**
 * @param {Stack} stack
 * @param {Choice} choice
 * @returns {View}
 */
export function viewOf(stack, { close, chosen, width }) {
  const most = Math.max(...stack.lines.map(({ size }) => size));
  const known = chosen && chosen.cell < (stack.lines[chosen.line]?.size ?? 0);
  const pick = known ? chosen : middlePick(stack);
  const closes = most > FEW;
  return {
    pick,
    middle: middleOf(stack, pick),
    closes,
    close: closes && (close ?? most > ALL),
    width,
  };
}

/**
 * Where a cell is, from 0 to 1.
 * @param {Stack} stack
 * @param {Pick} pick
 */
export const middleOf = ({ lines }, { line, cell }) => (cell + 0.5) / lines[line].size;
