// Receptive field and jump.
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
 * Names the cells that an output cell reads, by calling `add` with each.
 * @typedef {(o: number, add: (cell: number) => void) => void} Reads
 *
 * How much of an input axis a dimension depends on: the largest cell's field, and all cells
 * together.
 * @typedef {{ id: number, field: number, union: number }} Part
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
const isAxis = (dimension) => !!dimension && "lo" in dimension;

export class Tracker {
  /**
   * @param {number[]} shape
   * @param {number[]} spatial the dimensions to follow
   */
  constructor(shape, spatial) {
    this.steps = 0;
    /** @type {Map<number, number | null>} The field of an input axis that no longer changes. */
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
    if (!isAxis(old) || size > MAX_CELLS || this.steps > MAX_STEPS) return this.lose(dim);
    const lo = new Int32Array(size).fill(MAX_CELLS); // before hi where something is met
    const hi = new Int32Array(size);
    for (let o = 0; o < size; o += 1) {
      reads(o, (cell) => {
        this.steps += 1;
        if (old.lo[cell] < lo[o]) lo[o] = old.lo[cell];
        if (old.hi[cell] > hi[o]) hi[o] = old.hi[cell];
      });
      if (this.steps > MAX_STEPS) return this.lose(dim);
    }
    this.dims[dim] = { id: old.id, jump: old.jump * ratio, lo, hi };
  }

  /**
   * Every cell of this dimension now depends on all that any of them depended on.
   * @param {number} dim
   */
  mix(dim) {
    for (const { id, union } of partsOf(this.dims[dim])) this.fixed.set(id, union);
    this.dims[dim] = null;
  }

  /** @param {number} dim */
  lose(dim) {
    for (const { id } of partsOf(this.dims[dim])) this.fixed.set(id, null);
    this.dims[dim] = null;
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
    const fields = this.ids.map((id) => this.fixed.get(id) ?? null);
    /** @type {(number | null)[]} */
    const jumps = this.ids.map(() => null);
    this.dims.forEach((dimension) => {
      for (const { id, field } of partsOf(dimension)) fields[id] = field;
      if (isAxis(dimension)) jumps[dimension.id] = Number(dimension.jump.toPrecision(12));
    });
    // A cell that meets nothing along one axis depends on nothing at all.
    if (fields.includes(0)) fields.fill(0);
    return { receptiveField: oneOrMore(fields), jump: oneOrMore(jumps) };
  }
}

/**
 * @param {Dimension} dimension
 * @returns {Part[]}
 */
function partsOf(dimension) {
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
  let first = Infinity;
  let last = -Infinity;
  let field = 0;
  lo.forEach((from, cell) => {
    const to = hi[cell];
    if (to < from) return;
    first = Math.min(first, from);
    last = Math.max(last, to);
    field = Math.max(field, to - from + 1);
  });
  return { id, field, union: Math.max(last - first + 1, 0) };
}

/** @param {(number | null)[]} values */
function oneOrMore(values) {
  if (!values.length) return null;
  return values.every((value) => value === values[0]) ? values[0] : values;
}
