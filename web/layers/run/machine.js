// What is remembered while a paste is run: names, rows, what was left out, and how much was done.

import { LIMITS } from "../python/limits.js";
import { stop } from "../trouble.js";

/**
 * @import { Layer, Note, Override, Place, Row, Statement, TensorValue, Value } from "../types.js"
 * @import { Places } from "../python/places.js"
 * @import { Trouble } from "../trouble.js"
 * @import { Made } from "../torch/operation.js"
 *
 * What is tried in place of what is written: other arguments of the layers that are made at a place, and
 * layers before others.
 * @typedef {{ arguments: Map<number, Override>, before: Map<Layer, Layer[]> }} Change
 *
 * A call that gives tensors.
 * @typedef {{ name: string, kind: string, place: Place, inputs: TensorValue[], outputs: Made[],
 *   parameters: number | null, macs: number | null, path?: string, source?: Layer | null,
 *   inPlace?: boolean }} Called
 *
 * Told of every row before it is made: the tensors that it reads, and what makes its tensor of others
 * of the same shapes.
 * @typedef {(inputs: TensorValue[], again: (inputs: TensorValue[]) => Made) => void} Relate
 */

/** Names, and those around them. */
export class Scope {
  /**
   * @param {Scope | null} parent
   */
  constructor(parent = null) {
    this.parent = parent;
    /** Whether these are the names of a class, which its functions do not see. */
    this.isClass = false;
    /** @type {Map<string, Value>} */
    this.names = new Map();
  }

  /**
   * @param {string} name
   * @returns {Value | undefined}
   */
  get(name) {
    return this.names.get(name) ?? this.parent?.get(name);
  }

  /**
   * @param {string} name
   * @param {Value} value
   */
  set(name, value) {
    this.names.set(name, value);
  }
}

export class Machine {
  /** @param {Places} places */
  constructor(places) {
    this.places = places;
    this.globals = new Scope();
    this.steps = 0;
    this.depth = 0;
    this.trying = 0; // how many try statements are around
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Note[]} What was left out, and changes no row. */
    this.notes = [];
    /** @type {Set<number>} Where these are. */
    this.left = new Set();
    /** @type {Trouble[]} What Python or we could not read, and may change rows. */
    this.troubles = [];
    /** Whether the model's forward is run: then a trouble ends it. */
    this.running = false;
    /** @type {Map<Value, string>} Where layers are in the model. */
    this.paths = new Map();
    /** @type {Change} */
    this.change = { arguments: new Map(), before: new Map() };
    /** @type {Map<Layer, Layer>} Lazy layers, as their first input made them. */
    this.settled = new Map();
    /** @type {Set<Value>} */
    this.called = new Set();
    /** @type {Relate | null} */
    this.relate = null;
    /** @type {Place | null} A call that was left out, and may have rows of its own. */
    this.partial = null;
    /** @type {((one: Statement, value: Value, scope: Scope) => void) | null} */
    this.said = null;
    /** @type {((one: Statement, value: Value, scope: Scope) => void) | null} */
    this.given = null;
    /** @type {((trouble: Trouble, scope: Scope) => void) | null} */
    this.failed = null;
  }

  /** One more expression or statement is run. */
  step() {
    this.steps += 1;
    if (this.steps > LIMITS.steps) stop("tooLongRun");
  }

  /**
   * @template Result
   * @param {() => Result} work
   * @returns {Result}
   */
  deeper(work) {
    this.depth += 1;
    if (this.depth > LIMITS.calls) stop("tooDeep");
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  /**
   * @param {number} count
   */
  items(count) {
    this.steps += count;
    if (count > LIMITS.items) stop("tooMany", { count: LIMITS.items });
  }

  /**
   * Something that changes no row was left out.
   * @param {Place} place
   */
  leave(place) {
    const { line, column, start } = place;
    if (this.left.has(start)) return;
    this.left.add(start);
    const values = { text: this.places.source(place) };
    this.notes.push({ key: "unread", values, line, column });
  }

  /**
   * A call that gives tensors becomes a row, if one of its tensors comes from the input.
   * @param {Called} called
   * @returns {TensorValue[]}
   */
  row({ name, kind, place, inputs, outputs, parameters, macs, path, source, inPlace }) {
    const read = inputs.filter(({ row }) => row !== null);
    const counts = read.length > 0 || source;
    if (counts) {
      if (this.rows.length >= LIMITS.layers) stop("tooMany", { count: LIMITS.layers });
      this.rows.push({
        ...emptyRow(place),
        layer: name,
        kind,
        path: path ?? "",
        source: source ?? null,
        shapes: outputs.map((one) => one.shape),
        shape: outputs[0].shape,
        inputs: read.map(({ row }) => row ?? -1),
        parameters,
        macs,
        track: outputs[0].track,
        inPlace: !!inPlace,
      });
    }
    const row = counts ? this.rows.length - 1 : null;
    return outputs.map(({ shape, track }) => ({ is: "tensor", shape, track, row }));
  }
}

/**
 * @param {{ line: number, column: number }} place
 * @returns {Row}
 */
export function emptyRow({ line, column }) {
  return {
    layer: "",
    kind: "layer",
    path: "",
    source: null,
    line,
    column,
    inputs: [],
    shape: null,
    shapes: [],
    parameters: null,
    macs: null,
    memory: null,
    receptiveField: null,
    jump: null,
    track: null,
    inPlace: false,
    trouble: null,
    hint: null,
  };
}
