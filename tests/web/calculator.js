// What the tests ask of the calculator, beyond what the page asks.

import { analyse } from "../../web/layers/analyse.js";
import { edited } from "../../web/layers/edit.js";
import { plainRows, sayIn } from "../../web/layers/messages.js";
import { signatures } from "../../web/layers/table.js";
import { results } from "../../web/layers/view.js";
import en from "../../web/words/layers.en.js";
import zh from "../../web/words/layers.zh.js";

/** @import { Repair, Row } from "../../web/layers/types.js" */
/** @import { Language } from "../../web/words/speaker.js" */

/**
 * All that the calculator says about a paste.
 * @param {string} code
 * @param {string} input
 * @param {Language} language
 */
export function ask(code, input, language) {
  const report = analyse(code, input);
  const say = sayIn(language);
  const { notes, totals, unfollowed } = report;
  const { table, status } = results(report, say, "t");
  return JSON.stringify({ rows: plainRows(report, say), table, status, notes, totals, unfollowed });
}

/**
 * The repairs that are offered for a paste with one layer a line.
 * @param {string} code
 * @param {string} input
 */
function repairsOf(code, input) {
  const { rows } = analyse(code, input);
  const at = rows.findIndex((row) => row.trouble);
  return { rows, at, fixes: rows[at].trouble?.fixes ?? [] };
}

/**
 * @param {string} code
 * @param {string} input
 */
export const fixes = (code, input) => JSON.stringify(repairsOf(code, input).fixes);

/**
 * For every offered repair: the code with it, and the shape that the failing layer then gives.
 * @param {string} code
 * @param {string} input
 */
export function repaired(code, input) {
  const { rows, at, fixes: offered } = repairsOf(code, input);
  const done = offered.map((repair) => {
    const fixed = written(code, rows, repair);
    const made = analyse(fixed, repair.input ? repair.input.join() : input).rows;
    return [fixed, made[repair.insert ? at + 1 : at].shape];
  });
  return JSON.stringify(done);
}

/**
 * The code with a repair in it.
 * @param {string} code
 * @param {Row[]} rows
 * @param {Repair} repair
 */
function written(code, rows, { index, all, name, value, input, insert }) {
  const sources = input ? [] : (all ?? [index]).map((one) => rows[one].source).reverse();
  let fixed = code;
  for (const layer of sources)
    if (layer && name && value !== undefined) fixed = edited(fixed, layer, name, value);
  const start = rows[index]?.source?.tree.start ?? 0;
  return insert ? `${fixed.slice(0, start)}${insert}\n${fixed.slice(start)}` : fixed;
}

/** The argument names of every layer. */
export const layers = () => JSON.stringify(signatures());

/** The words of both languages. */
export const words = () => JSON.stringify({ en, zh });
