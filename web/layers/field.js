// Receptive field and jump, of one tensor.
//
// Receptive field: of an output cell (one position, all channels), the input cells on which it
// depends through kernels, windows and resizing. Per axis we keep for every cell the first and the
// last input cell of that set, and report the largest number of cells from first to last over all
// output cells. So it is exact at borders, never larger than the input, and holds through
// transposed layers, where neighbouring cells depend on different numbers of input cells.
// Statistics of normalization layers and of a softmax are not counted.
//
// Jump: how many input cells the position moves when the output cell moves by one. A stride
// multiplies it, a transposed stride divides it.

const MAX_CELLS = 1 << 20; // the longest axis whose receptive field is followed
const MAX_STEPS = 5e7; // the work that one analysis may spend on receptive fields

/**
 * The first and the last input cell of a set; null where they are not followed.
 * @typedef {{ lo: number, hi: number } | null} Range
 *
 * Names the cells that an output cell reads, by calling `add` with each.
 * @typedef {(o: number, add: (cell: number) => void) => void} Reads
 *
 * How much of an input axis a dimension depends on: the largest cell's field, and the first and the
 * last cell of all fields together.
 * @typedef {{ id: number, field: number, lo: number, hi: number }} Part
 *
 * A dimension of the current shape: an axis of the input with the first and the last input cell of
 * every cell, axes that Flatten made one, or null where nothing is followed.
 * @typedef {{ id: number, jump: number, lo: Int32Array, hi: Int32Array, summary?: Part[] }} Axis
 * @typedef {{ parts: Part[] }} Flat
 * @typedef {Axis | Flat | null} Dimension
 */

/**
 * @param {Dimension} dimension
 * @returns {dimension is Axis}
 */
export const isAxis = (dimension) => !!dimension && "lo" in dimension;

export class Tracker {
  /**
   * @param {number[]} shape
   * @param {number[]} spatial the dimensions to follow
   */
  constructor(shape, spatial) {
    this.work = { steps: 0, moved: false }; // of this tracker and all its copies
    /** @type {Map<number, Range>} What all cells see of an axis that is no dimension any more. */
    this.fixed = new Map();
    this.ids = spatial.map((_, id) => id);
    /** @type {Dimension[]} */
    this.dims = shape.map(() => null);
    spatial.forEach((dim, id) => {
      if (shape[dim] > MAX_CELLS) {
        this.fixed.set(id, null);
        return;
      }
      const lo = Int32Array.from({ length: shape[dim] }, (_, cell) => cell);
      this.dims[dim] = { id, jump: 1, lo, hi: lo };
    });
  }

  /** For another tensor that depends on the same cells. */
  copy() {
    const made = Object.create(/** @type {object} */ (Object.getPrototypeOf(this)));
    const { work, ids } = this;
    return /** @type {this} */ (
      Object.assign(made, { work, ids, fixed: new Map(this.fixed), dims: [...this.dims] })
    );
  }

  /**
   * Replace a dimension.
   * @param {number} dim
   * @param {number} size
   * @param {number} ratio what the jump is multiplied by
   * @param {Reads} reads
   */
  move(dim, size, ratio, reads) {
    const old = this.dims[dim];
    if (!old) return;
    const { work } = this;
    work.moved = true;
    if (!isAxis(old) || size > MAX_CELLS || work.steps > MAX_STEPS) return this.lose(dim);
    const { lo, hi } = nothing(size);
    for (let o = 0; o < size; o += 1) {
      reads(o, (cell) => {
        work.steps += 1;
        if (old.lo[cell] < lo[o]) lo[o] = old.lo[cell];
        if (old.hi[cell] > hi[o]) hi[o] = old.hi[cell];
      });
      if (work.steps > MAX_STEPS) return this.lose(dim);
    }
    this.dims[dim] = { id: old.id, jump: old.jump * ratio, lo, hi };
  }

  /**
   * Every cell of this dimension now depends on all that any of them depended on.
   * @param {number} dim
   */
  mix(dim) {
    for (const { id, lo, hi } of partsOf(this.dims[dim])) this.fixed.set(id, { lo, hi });
    this.dims[dim] = null;
  }

  /** @param {number} dim */
  lose(dim) {
    for (const { id } of partsOf(this.dims[dim])) this.fixed.set(id, null);
    this.dims[dim] = null;
  }

  /** Nothing is followed any more. */
  loseAll() {
    this.dims.forEach((_, dim) => this.lose(dim));
    for (const id of this.ids) this.fixed.set(id, null);
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  flatten(start, end) {
    const parts = this.dims.splice(start, end - start + 1).flatMap(partsOf);
    this.dims.splice(start, 0, parts.length ? { parts } : null);
  }

  /**
   * Several dimensions in place of one, of which the first goes on as it was if it is alone.
   * @param {number} dim
   * @param {number} count
   */
  unflatten(dim, count) {
    if (count > 1) this.lose(dim);
    this.dims.splice(dim, 1, this.dims[dim], ...Array(count - 1).fill(null));
  }

  /** Receptive field and jump of every axis of the input. */
  report() {
    /** @type {(number | null)[]} */
    const fields = this.ids.map((id) => {
      const range = this.fixed.get(id);
      return range ? Math.max(range.hi - range.lo + 1, 0) : null;
    });
    /** @type {(number | null)[]} */
    const jumps = this.ids.map(() => null);
    this.dims.forEach((dimension) => {
      for (const { id, field } of partsOf(dimension)) fields[id] = field;
      if (isAxis(dimension)) jumps[dimension.id] = rounded(dimension.jump);
    });
    // A cell that meets nothing along one axis depends on nothing at all.
    if (fields.includes(0)) fields.fill(0);
    return { receptiveField: oneOrMore(fields), jump: oneOrMore(jumps) };
  }
}

/**
 * An axis whose cells see nothing yet: the first cell comes after the last one.
 * @param {number} size
 */
export const nothing = (size) => ({
  lo: new Int32Array(size).fill(MAX_CELLS),
  hi: new Int32Array(size).fill(-1),
});

/** @param {number} jump */
const rounded = (jump) => (Number.isNaN(jump) ? null : Number(jump.toPrecision(12)));

/**
 * @param {Dimension} dimension
 * @returns {Part[]}
 */
export function partsOf(dimension) {
  if (!dimension) return [];
  if (!isAxis(dimension)) return dimension.parts;
  dimension.summary ??= [summary(dimension)]; // pointwise layers ask again and again
  return dimension.summary;
}

/**
 * @param {Axis} axis
 * @returns {Part}
 */
function summary({ id, lo, hi }) {
  const part = { id, field: 0, lo: MAX_CELLS, hi: -1 };
  lo.forEach((from, cell) => {
    const to = hi[cell];
    if (to < from) return;
    part.lo = Math.min(part.lo, from);
    part.hi = Math.max(part.hi, to);
    part.field = Math.max(part.field, to - from + 1);
  });
  return part;
}

/** @param {(number | null)[]} values */
function oneOrMore(values) {
  if (!values.length) return null;
  return values.every((value) => value === values[0]) ? values[0] : values;
}
