// What a stack of PyTorch layers does to a shape: the table of a paste.

import { memory, totals } from "./costs.js";
import { Tracker } from "./field.js";
import { readShape, spatialDims } from "./input.js";
import { call, construct } from "./layer.js";
import { Mirror } from "./mirror.js";
import { read } from "./python/statements.js";
import { repairs } from "./repairs.js";
import { knownAs } from "./table.js";
import { attempt } from "./trouble.js";

/** @import { Trouble } from "./trouble.js" */
/** @import { Item, Layer, LayerItem, Report, Row, State } from "./types.js" */

/**
 * Never throws; messages are a key and values for the words of a language.
 * @param {string} code
 * @param {string} input
 * @returns {Report}
 */
export function analyse(code, input) {
  const { items, notes, unfollowed } = read(code, knownAs);
  const found = readShape(input);
  const shape = "shape" in found ? found.shape : null;
  const rows = items.map(rowOf);
  if (shape) fill(rows, items, shape, !unfollowed);
  rows.forEach(fillUnreached);
  return {
    input: shape,
    inputTrouble: "trouble" in found ? found.trouble : null,
    rows,
    notes,
    unfollowed,
    totals: unfollowed ? null : totals(rows),
  };
}

/**
 * Follow the input through the layers, as far as they can be followed.
 * @param {Row[]} rows
 * @param {Item[]} items
 * @param {number[]} shape
 * @param {boolean} followed whether this order is the network's
 */
function fill(rows, items, shape, followed) {
  const state = { shape: [...shape], track: new Tracker(shape, spatialDims(shape, items)) };
  const mirror = new Mirror();
  for (const [index, item] of items.entries()) {
    if (!item.layer) return;
    const before = [...state.shape];
    const trouble = attempt(
      () => fillRow(rows[index], item, state),
      (one) => one,
    );
    if (trouble) {
      const fixes = followed ? repairs(items, index, shape, before, trouble) : [];
      const { key, values } = trouble;
      const assumed = !followed && !constructorTrouble(item.layer);
      rows[index].trouble = { key, values, assumed, fixes };
      return;
    }
    if (followed) rows[index].hint = mirror.hint(item.layer, before, state.shape);
  }
}

/**
 * @param {Row} row
 * @param {LayerItem} item
 * @param {Required<State>} state
 */
function fillRow(row, { layer }, state) {
  const built = construct(layer);
  const macs = call(built, state);
  const { parameters } = built;
  Object.assign(row, { parameters, macs, shape: [...state.shape], memory: memory(state.shape) });
  if (state.track.ids.length) Object.assign(row, state.track.report());
}

/**
 * Below the layer where the shape broke: what the constructor alone knows, also what it refuses.
 * @param {Row} row
 */
function fillUnreached(row) {
  if (!row.source || row.shape) return;
  const refused = constructorTrouble(row.source);
  if (refused) row.trouble ??= { key: refused.key, values: refused.values, fixes: [] };
  else row.parameters = construct(row.source).parameters;
}

/**
 * @param {Layer} layer
 * @returns {Trouble | null}
 */
function constructorTrouble(layer) {
  return attempt(
    () => {
      construct(layer);
      return null;
    },
    (trouble) => trouble,
  );
}

/**
 * @param {Item} item
 * @returns {Row}
 */
function rowOf({ layer, trouble, text, path }) {
  const place = layer ? layer.tree : trouble;
  return {
    layer: layer ? layer.type : text,
    path: path ?? "",
    source: layer ?? null,
    line: place.line,
    column: place.column,
    shape: null,
    parameters: null,
    macs: null,
    memory: null,
    receptiveField: null,
    jump: null,
    trouble: trouble
      ? { key: trouble.key, values: trouble.values, located: true, fixes: [] }
      : null,
    hint: null,
  };
}
