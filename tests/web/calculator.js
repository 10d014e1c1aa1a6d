/* What the tests ask of the calculator, beyond what the page asks.  */

import { analyse } from "../../web/layers/analyse.js";
import { edited } from "../../web/layers/edit.js";
import { plainRows, sayIn } from "../../web/layers/messages.js";
import { signatures } from "../../web/layers/table.js";
import { results } from "../../web/layers/view.js";
import en from "../../web/words/layers.en.js";
import zh from "../../web/words/layers.zh.js";

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
 * For every offered repair that a button writes: the code with it, and the shape that the failing row
 * then has.
 * @param {string} code
 * @param {string} input
 */
export function repaired(code, input) {
  const { rows } = analyse(code, input);
  const at = rows.findIndex((row) => row.trouble);
  const fixes = rows[at].trouble?.fixes ?? [];
  const done = fixes
    .filter((fix) => !fix.insert)
    .map(({ index, all, name = "", value = 0, input: other }) => {
      const sources = (all ?? (other ? [] : [index])).map((one) => rows[one].source).reverse();
      const fixed = sources.reduce(
        (text, layer) => (layer ? edited(text, layer, name, value) : text),
        code,
      );
      return [fixed, analyse(fixed, other ? other.join() : input).rows[at].shape];
    });
  return JSON.stringify(done);
}

/** The argument names of every layer. */
export const layers = () => JSON.stringify(signatures());

/** The words of both languages. */
export const words = () => JSON.stringify({ en, zh });
