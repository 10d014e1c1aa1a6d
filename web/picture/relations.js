// Which cells every row reads of the rows before it, along one axis of the input.

import { isAxis, partsOf, Tracker } from "../layers/offered.js";

/**
 * @import { TensorValue } from "../layers/types.js"
 * @import { Reads } from "../layers/field.js"
 * @import { Made } from "../layers/torch/operation.js"
 * @import { Program } from "../layers/run/program.js"
 *
 * An input of a row: `row` is its index, -1 for the input of the model. `cells` are, for each cell of
 * the row, the cells of that input that it reads; null where this is not followed.
 * @typedef {{ row: number, cells: number[][] | null }} Relation
 *
 * A row along the axis: in which of its dimensions the axis lies, how many cells it has there, and what
 * they read. `dim` is null where the axis is no dimension any more; then all cells of the row are
 * taken together, as one.
 * @typedef {{ dim: number | null, size: number, from: Relation[] }} Along
 */

/** Follows single cells, not only the first and the last one. */
class Cells extends Tracker {
  /** @param {number[]} shape */
  constructor(shape) {
    super(
      shape,
      shape.map((_, dim) => dim),
    );
    /** @type {(number[][] | null)[]} For each of its own dimensions. */
    this.cells = shape.map(() => null);
  }

  copy() {
    const made = super.copy();
    made.cells = [...this.cells];
    return made;
  }

  /**
   * @param {number} dim
   * @param {number} size
   * @param {number} ratio
   * @param {Reads} reads
   */
  move(dim, size, ratio, reads) {
    const axis = this.dims[dim];
    const before = axis && isAxis(axis) ? this.cells[axis.id] : null;
    super.move(dim, size, ratio, reads);
    const after = this.dims[dim];
    if (!after || !isAxis(after)) return;
    this.cells[after.id] = Array.from({ length: size }, (_, o) => {
      /** @type {Set<number>} */
      const found = new Set();
      reads(o, (cell) => (before ? before[cell] : [cell]).forEach((one) => found.add(one)));
      return [...found];
    });
  }
}

/**
 * @param {Program} program
 * @param {number[]} shape
 * @param {number} axis which of the axes that are followed, from 0
 * @returns {Along[]}
 */
export function relations(program, shape, axis) {
  const m = program.machine;
  /** @type {{ inputs: (number | null)[], made: (Made | null)[] }[]} */
  const notes = [];
  const before = { rows: m.rows, called: m.called };
  m.relate = (inputs, again) => {
    notes[m.rows.length] = {
      inputs: inputs.map(({ row }) => row),
      made: inputs.map((_, at) => again(inputs.map((one, index) => alone(one, index === at)))),
    };
  };
  const { rows } = program.run(shape);
  m.relate = null;
  Object.assign(m, before);
  const start = program.axes(shape)[axis];
  const dims = rows.map(
    ({ track }) => track?.dims.findIndex((one) => !!one && isAxis(one) && one.id === axis) ?? -1,
  );
  return rows.map((row, at) => {
    const dim = dims[at] < 0 ? null : dims[at];
    const note = notes[at];
    const size = dim === null ? 0 : (row.shape?.[dim] ?? 0);
    const from = (note?.inputs ?? []).map((input, index) => ({
      row: input ?? -1,
      cells: cellsOf(note.made[index], dim, input === -1 ? start : (dims[input ?? -1] ?? -1)),
    }));
    return { dim, size, from };
  });
}

/**
 * The same tensor, of which every cell is followed, or none.
 * @param {TensorValue} tensor
 * @param {boolean} followed
 * @returns {TensorValue}
 */
const alone = ({ shape }, followed) => ({
  is: "tensor",
  shape: [...shape],
  track: followed ? new Cells(shape) : null,
  row: 0,
});

/**
 * @param {Made | null} made
 * @param {number | null} dim of the row
 * @param {number} from the dimension of the input
 */
function cellsOf(made, dim, from) {
  const track = made?.track;
  if (!made || !(track instanceof Cells)) return null;
  if (from < 0) return Array.from({ length: dim === null ? 1 : made.shape[dim] }, () => [0]);
  if (dim === null) return together(track, from);
  const axis = track.dims[dim];
  if (!axis || !isAxis(axis) || axis.id !== from) return null;
  return track.cells[axis.id] ?? Array.from(axis.lo, (cell) => [cell]);
}

/**
 * What all cells of a row read together, from the first to the last.
 * @param {Cells} track
 * @param {number} from
 */
function together({ dims, fixed }, from) {
  const part = dims.flatMap(partsOf).find(({ id }) => id === from);
  const range = part ?? fixed.get(from);
  if (!range) return null;
  const count = Math.max(range.hi - range.lo + 1, 0);
  return [Array.from({ length: count }, (_, at) => range.lo + at)];
}
