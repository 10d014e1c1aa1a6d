// What would fit: changes after which the failing row is passed. Each was tried.

import { shown } from "./arguments.js";
import { Program } from "./run/program.js";
import { definitionOf } from "./table.js";
import { attempt } from "./trouble.js";

/**
 * @import { Trouble } from "./trouble.js"
 * @import { Fix, Layer, Override, Repair, Row } from "./types.js"
 *
 * Rows whose arguments are changed, and layers that are put before the failing one.
 * @typedef {{ at: number[], override: Override, before?: Layer[] }} Change
 */

const MOST_TRIES = 20000; // rows that the search may run
const MOST_OFFERED = 4;
const MOST_LAYERS = 4; // before the failing one, and with it, in which padding is searched
const MOST_PADDING = 32;
const MOST_OUTPUT_PADDING = 8;
const FARTHEST = 512; // cells by which the input may change

/**
 * @param {Program} program that was run
 * @param {number} failing
 * @param {number[]} input
 * @param {Trouble} trouble
 * @returns {Repair[]}
 */
export function repairs(program, failing, input, { fixes, sizes, before }) {
  const { rows, called } = program.machine;
  const search = new Search(program, rows, failing, input);
  for (const fix of typeof fixes === "function" ? fixes(before) : fixes) search.own(fix);
  if (sizes) search.sizes();
  Object.assign(program.machine, { rows, called });
  return search.found.slice(0, MOST_OFFERED);
}

class Search {
  /**
   * @param {Program} program
   * @param {Row[]} rows
   * @param {number} failing
   * @param {number[]} input
   */
  constructor(program, rows, failing, input) {
    this.program = program;
    this.rows = rows.slice(0, failing + 1);
    this.failing = failing;
    this.input = input;
    this.spatial = program.axes(input);
    this.left = MOST_TRIES;
    /** @type {Repair[]} */
    this.found = [];
  }

  /** @param {Repair} repair */
  offer(repair) {
    const seen = this.found.some(
      (one) =>
        one.index === repair.index && one.name === repair.name && !one.input === !repair.input,
    );
    if (!seen) this.found.push(repair);
  }

  /**
   * What comes out of the failing row with a change; null where it still does not fit.
   * @param {number[]} input
   * @param {Change} [change]
   * @returns {number[] | null}
   */
  passes(input, change = { at: [], override: {} }) {
    if (this.left < 0) return null;
    /** @type {Map<number, Override>} */
    const args = new Map();
    for (const at of change.at) {
      const { source } = this.rows[at];
      if (source) args.set(source.tree.start, change.override);
    }
    /** @type {Map<Layer, Layer[]>} */
    const before = new Map();
    const source = this.rows[this.failing]?.source;
    if (change.before && source) before.set(source, change.before);
    const { rows, trouble } = this.program.run(input, {
      change: { arguments: args, before },
      track: null,
    });
    this.left -= rows.length + 1;
    const at = this.failing + (change.before?.length ?? 0);
    const shape = rows[at]?.shape ?? null;
    return trouble ? shape : (shape ?? []);
  }

  /**
   * What the layer itself knows.
   * @param {Fix} fix
   */
  own({ insert, channels, name, value }) {
    const index = this.failing;
    const override = name && value !== undefined ? { [name]: value } : {};
    const change = { at: [index], override };
    if (insert) {
      const gives = this.passes(this.input, { ...change, before: layersOf(insert) });
      if (gives) this.offer({ index, insert, name, value, gives });
    } else if (channels) {
      const input = this.withChannels(channels);
      const gives = this.passes(input);
      if (gives) this.offer({ index: -1, input, gives });
    } else if (this.editable(index, name ?? "")) {
      const gives = this.passes(this.input, change);
      if (gives) this.offer({ index, name, value, gives });
    }
  }

  /**
   * Whether an argument can be written where its layer is made, and nowhere else.
   * @param {number} index
   * @param {string} name
   */
  editable(index, name) {
    const source = this.rows[index]?.source;
    if (!source) return false;
    const definition = definitionOf(source);
    const inOrder = source.args.filter((one) => !one.name);
    const old =
      source.args.find((one) => one.name === name) ?? inOrder[definition.names.indexOf(name)];
    return old ? !old.shared : !source.args.some((one) => one.shared);
  }

  /** @param {number} channels */
  withChannels(channels) {
    const dim = this.input.length === 3 ? 0 : 1;
    return this.input.map((size, at) => (at === dim ? channels : size));
  }

  /** Other sizes: padding and output_padding of layers up to here, or another input. */
  sizes() {
    this.arguments();
    this.allOutputPaddings();
    this.inputs();
  }

  /** output_padding and padding of the failing layer and of the nearest ones before it. */
  arguments() {
    let looked = 0;
    for (let index = this.failing; index >= 0 && looked < MOST_LAYERS; index -= 1) {
      const source = this.rows[index]?.source;
      const names = source ? definitionOf(source).names : [];
      if (!names.includes("padding") || !names.includes("kernel_size")) continue;
      looked += 1;
      if (names.includes("output_padding"))
        this.smallest(index, "output_padding", MOST_OUTPUT_PADDING);
      this.smallest(index, "padding", MOST_PADDING);
    }
  }

  /**
   * @param {number} index
   * @param {string} name
   * @param {number} most
   */
  smallest(index, name, most) {
    if (!this.editable(index, name)) return;
    for (let value = 0; value < most; value += 1) {
      const gives = this.passes(this.input, { at: [index], override: { [name]: value } });
      if (gives) return this.offer({ index, name, value, gives });
    }
  }

  /** One output_padding for all strided transposed layers up to here. */
  allOutputPaddings() {
    const all = this.rows.slice(0, this.failing).flatMap(({ source }, index) => {
      const up = source?.type.startsWith("ConvTranspose") && grows(source);
      return up && this.editable(index, "output_padding") ? [index] : [];
    });
    if (all.length < 2 || this.found.some((one) => one.name === "output_padding")) return;
    for (const value of [1, 2, 3]) {
      const gives = this.passes(this.input, { at: all, override: { output_padding: value } });
      if (gives) return this.offer({ index: all[0], all, name: "output_padding", value, gives });
    }
  }

  /** The nearest input with all spatial sizes changed by as much. */
  inputs() {
    if (!this.spatial.length) return;
    for (let far = 1; far <= FARTHEST; far += 1)
      for (const change of [far, -far]) {
        const input = this.input.map((size, dim) =>
          this.spatial.includes(dim) ? size + change : size,
        );
        const gives = input.every((size) => size > 0) ? this.passes(input) : null;
        if (gives) return this.offer({ index: -1, input, gives });
      }
  }
}

/**
 * The layers that stand in some code.
 * @param {string} code
 * @returns {Layer[]}
 */
const layersOf = (code) =>
  attempt(
    () => new Program(code).layers().flatMap(([value]) => (value.is === "layer" ? [value] : [])),
    () => [],
  );

/** @param {Layer} layer */
function grows(layer) {
  const at = definitionOf(layer).names.indexOf("stride");
  const named = layer.args.find((one) => one.name === "stride");
  const stride = named ?? layer.args.filter((one) => !one.name)[at];
  return !!stride && shown(stride.value) !== "1";
}
