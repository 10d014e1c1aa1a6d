// What the tests ask of the calculator, beyond what the page asks.

import { analyse } from "../../web/layers/analyse.js";
import { edited } from "../../web/layers/edit.js";
import { Tracker } from "../../web/layers/field.js";
import { plainRemarks, plainRows, plainUnread, sayIn } from "../../web/layers/messages.js";
import { Program } from "../../web/layers/run/program.js";
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
  const { notes, totals, complete, outputs } = report;
  const { table, status } = results(report, say, "t");
  const [rows, unread] = [plainRows(report, say), plainUnread(report, say)];
  const remarks = plainRemarks(report, say);
  return JSON.stringify({ rows, unread, remarks, table, status, notes, totals, complete, outputs });
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
    const more = repair.insert ? new Program(repair.insert).layers().length : 0;
    return [fixed, made[at + more].shape, repair.gives];
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

/** Follows cells, and takes none that the input of a layer does not have. */
class Watched extends Tracker {
  /** @type {Tracker["move"]} */
  move(dim, size, ratio, reads) {
    const axis = this.dims[dim];
    const cells = axis && "lo" in axis ? axis.lo.length : 0;
    super.move(dim, size, ratio, (o, add) =>
      reads(o, (cell) => {
        if (!Number.isInteger(cell) || cell < 0 || cell >= cells)
          throw new Error(`there is no cell ${cell} of ${cells}`);
        add(cell);
      }),
    );
  }
}

/**
 * Of every layer until one does not fit, and of every dimension that is followed: the first and the
 * last input cell on which each cell depends.
 * @param {string} code
 * @param {number[]} shape
 */
export function ends(code, shape) {
  const program = new Program(code);
  const { rows } = program.run(shape, { track: new Watched(shape, program.axes(shape)) });
  const found = rows.flatMap(({ track }) =>
    track
      ? [track.dims.map((one) => (one && "lo" in one ? [[...one.lo], [...one.hi]] : null))]
      : [],
  );
  return JSON.stringify(found);
}

/** The argument names of every layer. */
export const layers = () => JSON.stringify(signatures());

/** The words of both languages. */
export const words = () => JSON.stringify({ en, zh });
