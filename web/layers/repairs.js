// What would fit: changes after which the failing layer is passed. Each was tried.

import { shown } from "./arguments.js";
import { spatialDims } from "./input.js";
import { call, construct } from "./layer.js";
import { read } from "./python/statements.js";
import { definitionOf, knownAs } from "./table.js";
import { attempt } from "./trouble.js";

/**
 * @import { Trouble } from "./trouble.js"
 * @import { Fix, Item, Layer, Override, Repair } from "./types.js"
 *
 * Rows whose arguments are changed, and a layer that is put before the failing one.
 * @typedef {{ at: number[], override: Override, before?: Layer }} Change
 */

const MOST_TRIES = 60000; // layers that the search may run
const MOST_OFFERED = 4;
const MOST_LAYERS = 4; // before the failing one, and with it, in which padding is searched
const MOST_PADDING = 32;
const MOST_OUTPUT_PADDING = 8;
const FARTHEST = 512; // cells by which the input may change

/**
 * @param {Item[]} items
 * @param {number} failing
 * @param {number[]} input
 * @param {number[]} before the shape that the failing layer got
 * @param {Trouble} trouble
 */
export function repairs(items, failing, input, before, { fixes, sizes }) {
  const search = new Search(items, failing, input);
  for (const fix of typeof fixes === "function" ? fixes(before) : fixes) search.own(fix);
  if (sizes) search.sizes();
  return search.found.slice(0, MOST_OFFERED);
}

class Search {
  /**
   * @param {Item[]} items
   * @param {number} failing
   * @param {number[]} input
   */
  constructor(items, failing, input) {
    this.layers = items.slice(0, failing + 1).flatMap(({ layer }) => (layer ? [layer] : []));
    this.failing = failing;
    this.input = input;
    this.spatial = spatialDims(input, items);
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
   * Whether the failing layer is passed.
   * @param {number[]} input
   * @param {Change} [change]
   */
  passes(input, change = { at: [], override: {} }) {
    const state = { shape: [...input] };
    return attempt(
      () =>
        this.layers.every((layer, at) => {
          this.left -= 1;
          if (this.left < 0) return false;
          if (at === this.failing && change.before) call(construct(change.before), state);
          const override = change.at.includes(at) ? change.override : {};
          call(construct(layer, override), state);
          return true;
        }),
      () => false,
    );
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
      const before = read(insert, knownAs).items[0]?.layer;
      if (this.passes(this.input, { ...change, before }))
        this.offer({ index, insert, name, value });
    } else if (channels) {
      const input = this.withChannels(channels);
      if (this.passes(input)) this.offer({ index: -1, input });
    } else if (this.passes(this.input, change)) this.offer({ index, name, value });
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
      const { names } = definitionOf(this.layers[index]);
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
    for (let value = 0; value < most; value += 1)
      if (this.passes(this.input, { at: [index], override: { [name]: value } }))
        return this.offer({ index, name, value });
  }

  /** One output_padding for all strided transposed layers up to here. */
  allOutputPaddings() {
    const all = this.layers.slice(0, this.failing).flatMap((layer, index) => {
      return layer.type.startsWith("ConvTranspose") && grows(layer) ? [index] : [];
    });
    if (all.length < 2 || this.found.some((one) => one.name === "output_padding")) return;
    const value = [1, 2, 3].find((op) =>
      this.passes(this.input, { at: all, override: { output_padding: op } }),
    );
    if (value) this.offer({ index: all[0], all, name: "output_padding", value });
  }

  /** The nearest input with all spatial sizes changed by as much. */
  inputs() {
    if (!this.spatial.length) return;
    for (let far = 1; far <= FARTHEST; far += 1)
      for (const change of [far, -far]) {
        const input = this.input.map((size, dim) =>
          this.spatial.includes(dim) ? size + change : size,
        );
        if (input.every((size) => size > 0) && this.passes(input))
          return this.offer({ index: -1, input });
      }
  }
}

/** @param {Layer} layer */
function grows(layer) {
  const at = definitionOf(layer).names.indexOf("stride");
  const named = layer.args.find((one) => one.name === "stride");
  const stride = named ?? layer.args.filter((one) => !one.name)[at];
  return !!stride && shown(stride.value) !== "1";
}
