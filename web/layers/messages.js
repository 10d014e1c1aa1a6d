// What the calculator says of a report, in the words of a language.

import en from "../words/layers.en.js";
import zh from "../words/layers.zh.js";
import { speaker } from "../words/speaker.js";
import { python } from "./edit.js";

/**
 * @import { Repair, Report, Row, RowTrouble, Values, Word } from "./types.js"
 * @import { Language } from "../words/speaker.js"
 *
 * @typedef {(key: Word, values?: Values) => string} Say
 */

const speak = speaker({ en, zh });
const AXES = /** @type {const} */ (["length", "height", "width", "depth"]);

/**
 * What says the words in a language. An axis has a word of its own.
 * @param {Language} language
 * @returns {Say}
 */
export function sayIn(language) {
  return (key, values = {}) => {
    const axis = AXES.find((one) => one === values.axis);
    return speak(language, key, axis ? { ...values, axis: speak(language, axis) } : values);
  };
}

/** @param {string} text */
const plain = (text) => text.replace(/`/g, "");

/**
 * @param {Say} say
 * @param {Repair} repair
 * @param {number} at the row that does not fit
 */
export function repairText(say, repair, at) {
  const { insert, input, name = "", value = 0, all, index } = repair;
  if (input) return say("fixInput", { shape: input.join(",") });
  const values = { name, value: python(value), code: insert ?? "", row: index + 1 };
  if (insert) return say(name ? "fixInsertWith" : "fixInsert", values);
  if (all) return say("fixArgumentAll", { ...values, rows: all.map((one) => one + 1).join(", ") });
  return say(index === at ? "fixArgument" : "fixArgumentIn", values);
}

/**
 * Why a row has no shape, with the place of what cannot be read.
 * @param {Say} say
 * @param {Row} row
 * @param {RowTrouble} trouble
 */
function why(say, { line, column }, trouble) {
  const error = say(trouble.key, trouble.values);
  return trouble.located ? say("located", { line, column, error }) : error;
}

/**
 * @param {Report} report
 * @param {Say} say
 */
export function inputProblem({ inputTrouble }, say) {
  return inputTrouble ? say(inputTrouble.key, inputTrouble.values) : null;
}

/**
 * What has to be known of the rows before they are read: which model they are of, and in which order.
 * @param {Report} report
 * @param {Say} say
 * @returns {string[]}
 */
export function notices({ model, printed, complete, totals }, say) {
  const names = model.others.map((one) => `\`${one}\``).join(say("listed"));
  const found = [];
  if (printed) found.push(say("printedOrder"));
  else if (model.name && !model.whole) found.push(say("writtenOrder"));
  if (names) found.push(say("isModel", { name: model.name, others: names }));
  if (totals && !complete) found.push(say("partial"));
  return found;
}

/**
 * Where the table stops, or null.
 * @param {Report} report
 * @param {Say} say
 */
export function stopped({ rows }, say) {
  const at = rows.findIndex((row) => row.trouble);
  const trouble = rows[at]?.trouble;
  return trouble ? say("summaryError", { row: at + 1, error: why(say, rows[at], trouble) }) : null;
}

/**
 * What the property `rows` gives: the report with words in place of keys.
 * @param {Report} report
 * @param {Say} say
 */
export function plainRows(report, say) {
  const problem = inputProblem(report, say);
  return report.rows.map((row, at) => {
    const { trouble, hint, source, track, ...rest } = row;
    const fixes = (trouble?.fixes ?? []).map((one) => plain(repairText(say, one, at)));
    let error = trouble ? plain(why(say, row, trouble)) : null;
    if (error && fixes.length)
      error += ` ${say("fitsList", { fixes: fixes.join(say("separator")) })}`;
    if (!error && at === 0 && problem) error = plain(problem);
    const fix = hint ? `${hint.name}=${hint.value}` : "";
    return { ...rest, error, fixes, hint: hint ? say("mirror", { ...hint, fix }) : null };
  });
}

/**
 * What the property `unread` gives.
 * @param {Report} report
 * @param {Say} say
 */
export const plainUnread = ({ unread, notes }, say) =>
  [...unread, ...notes.map((one) => ({ ...one, text: String(one.values.text ?? "") }))].map(
    ({ key, values, text, line, column }) => ({
      line,
      column,
      text,
      reason: plain(say(key, values)),
    }),
  );

/**
 * What the property `remarks` gives.
 * @param {Report} report
 * @param {Say} say
 */
export const plainRemarks = ({ remarks }, say) =>
  remarks.map(({ row, key, values, page }) => ({ row, page, text: plain(say(key, values)) }));

/** @typedef {ReturnType<typeof plainRows>[number]} PlainRow */
