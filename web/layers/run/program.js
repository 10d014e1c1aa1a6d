// A paste as a program: built once, and run on an input as often as needed.

import { LIMITS } from "../python/limits.js";
import { parsed } from "../python/tree.js";
import { spatialDims } from "../input.js";
import { Tracker } from "../field.js";
import { attempt, stop, Trouble } from "../trouble.js";
import { call } from "./call.js";
import { execute } from "./execute.js";
import { Machine } from "./machine.js";
import { chosen } from "./model.js";
import { own, walk } from "./modules.js";
import { isTensor, tensorsIn, unknownIn } from "./values.js";
import { parametersOf } from "../torch/weights.js";
import { product } from "../shape.js";

/**
 * @import { Row, Value } from "../types.js"
 * @import { Change } from "./machine.js"
 * @import { Chosen } from "./model.js"
 *
 * What a run gives: rows as far as it came, and why it stopped there.
 * @typedef {{ rows: Row[], trouble: Trouble | null, output: Value | null, partial: boolean }} Run
 */

export class Program {
  /**
   * @param {string} text
   * @param {boolean} [isPrinted] whether it was made of what print(model) says
   */
  constructor(text, isPrinted = false) {
    this.printed = isPrinted;
    if (text.length > LIMITS.characters) stop("tooLong", { count: LIMITS.characters });
    const { statements, places } = parsed(text);
    this.places = places;
    this.machine = new Machine(places);
    /** @type {Chosen} */
    this.model = chosen(this.machine, () =>
      execute(this.machine, statements, this.machine.globals),
    );
    this.left = this.machine.partial;
    this.name();
  }

  /** Give all layers the paths that PyTorch would give them. */
  name() {
    const { roots } = this.model;
    const seen = new Map();
    roots.forEach(({ value, name }, at) => {
      const alone = roots.length === 1 && (value.is !== "layer" || this.model.whole);
      walk(value, alone ? "" : (name ?? String(at)), seen);
    });
    this.machine.paths = seen;
  }

  /** All layers of the model, in the order in which they were made part of it. */
  layers() {
    return [...this.machine.paths].filter(([value]) => isLeaf(value));
  }

  /** Layers that a run did not come to. */
  unreached() {
    return this.layers().filter(([value]) => !this.machine.called.has(value));
  }

  /** How many numbers the model learns; null where that is not known. */
  parameters() {
    return [...this.machine.paths.keys()].reduce((/** @type {number | null} */ all, value) => {
      if (all === null) return null;
      const made = value.is === "object" ? value.inner : value;
      const layer = made?.is === "layer" ? (this.machine.settled.get(made) ?? made) : null;
      const more = value.is === "object" ? own(value) : [];
      const sum = more.reduce((total, one) => total + product(one.shape), all);
      if (!layer || layer.type.startsWith("Lazy")) return sum;
      return attempt(
        () => sum + parametersOf(layer),
        () => null,
      );
    }, 0);
  }

  /**
   * @param {number[]} shape
   * @param {{ change?: Change, track?: Tracker | null }} [how] without a track no field is followed
   * @returns {Run}
   */
  run(shape, { change, track = new Tracker(shape, this.axes(shape)) } = {}) {
    const m = this.machine;
    Object.assign(m, { rows: [], steps: 0, depth: 0, running: true, called: new Set() });
    m.partial = this.left;
    m.change = change ?? { arguments: new Map(), before: new Map() };
    /** @type {Value} */
    const input = { is: "tensor", shape: [...shape], track, row: -1 };
    /** @type {Value | null} */
    let output = null;
    const trouble = attempt(
      () => {
        output = this.through(input);
        return null;
      },
      (one) => one,
    );
    m.running = false;
    return { rows: m.rows, trouble, output, partial: !!m.partial };
  }

  /**
   * The input through all parts, one after the other.
   * @param {Value} input
   */
  through(input) {
    let value = input;
    for (const { value: part, tree } of this.model.roots) {
      for (const one of part.is === "list" ? flat(part) : [part]) {
        const args = [{ ...tree, name: null, value }];
        value = attempt(
          () => call(this.machine, one, args, tree),
          (trouble) => {
            trouble.place ??= tree;
            throw trouble;
          },
        );
        if (value.is === "unknown") throw because(value);
      }
    }
    const lost = unknownIn([value]);
    if (lost) throw because(lost);
    if (!isTensor(value) && !tensorsIn([value]).length && this.model.roots.length)
      stop("noTensor", {});
    return value;
  }

  /**
   * The dimensions of the input that are followed.
   * @param {number[]} shape
   */
  axes(shape) {
    return spatialDims(shape, this.types());
  }

  /** Names of the layers, of which the first that has axes says how many there are. */
  types() {
    return this.layers().map(([value]) => typeOf(value));
  }
}

/** @param {Value} value */
const isLeaf = (value) =>
  value.is === "layer" || (value.is === "object" && value.inner?.is === "layer");

/** @param {Value} value */
const typeOf = (value) => {
  if (value.is === "layer") return value.type;
  return value.is === "object" && value.inner?.is === "layer" ? value.inner.type : "";
};

/** @param {import("../types.js").Unknown} value */
function because({ key, values, tree }) {
  return new Trouble(key, values, tree);
}

/**
 * The items of lists in lists, one after the other.
 * @param {Value} value
 * @param {number} [depth]
 * @returns {Value[]}
 */
function flat(value, depth = 0) {
  if (value.is !== "list") return [value];
  if (depth > LIMITS.depth) stop("tooDeep");
  const [label, named] = value.items;
  if (value.items.length === 2 && label.is === "string") return [named];
  /** @type {Value[]} */
  const found = [];
  for (const item of value.items) {
    found.push(...flat(item, depth + 1));
    if (found.length > LIMITS.layers) stop("tooMany", { count: LIMITS.layers });
  }
  return found;
}
