// One layer: built from its arguments, and run on a shape.

import { Arguments } from "./arguments.js";
import { product } from "./shape.js";
import { definitionOf } from "./table.js";
import { stop } from "./trouble.js";

/** @import { Built, Layer, Override, State } from "./types.js" */

const MOST_CELLS = 2 ** 50;

/**
 * What the constructor does.
 * @param {Layer} layer
 * @param {Override} [override] values to try in place of those that are written
 * @returns {Built}
 */
export function construct(layer, override) {
  const definition = definitionOf(layer);
  const built = definition.build(new Arguments(layer, definition, override));
  if (built.parameters > Number.MAX_SAFE_INTEGER) stop("tooLarge");
  return built;
}

/**
 * What a call does: changes the state's shape, and gives multiply-adds.
 * @param {Built} built
 * @param {State} state
 */
export function call(built, state) {
  const macs = built.run(state);
  if (product(state.shape) > MOST_CELLS || macs > Number.MAX_SAFE_INTEGER) stop("tooLarge");
  return macs;
}
