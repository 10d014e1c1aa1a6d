// What the finder says, in the words of a language.
import { escape } from "../words/escape.js";
import en from "../words/sizes.en.js";
import zh from "../words/sizes.zh.js";
import { speaker } from "../words/speaker.js";
import { isEven } from "./even.js";
import { LETTERS } from "./fields.js";
import { grouped } from "./read.js";
import { apart } from "./order.js";

/** @import { Language } from "../words/speaker.js" */
/** @import { Axis, Refusal, Report, Result, Values, Word } from "./types.js" */

/** @typedef {(key: Word, values?: Values) => string} Say */

const speak = speaker({ en, zh });

/**
 * What says the words in a language. A letter of a parameter has a word of its own.
 * @param {Language} language
 * @returns {Say}
 */
export const sayIn =
  (language) =>
  (key, values = {}) => {
    const letter = LETTERS.find((one) => one === values.name);
    return speak(language, key, letter ? { ...values, name: speak(language, letter) } : values);
  };

/** Whether all taps of a transposed layer meet alike along every axis. @param {Result} result */
export const overlapsEvenly = (result) =>
  result.mode === "transposed" && apart(result).every(isEven);

/** Sizes of all axes as somebody types them. @param {Axis[]} axes @param {"from" | "to"} name */
export const sizesSaid = (axes, name) =>
  (axes[0][name] ?? []).map((_, n) => axes.map((axis) => axis[name]?.[n]).join("×")).join("; ");

/** The sentence above the table. @param {Report} report @param {Say} say */
export function status({ problem, refusal, results }, say) {
  if (problem) return escape(say(problem.key, problem.values));
  if (refusal) return escape(refused(refusal, say));
  const even = results.filter(overlapsEvenly).length;
  return say("found", { count: grouped(results.length), even: grouped(even) });
}

/** @param {Refusal} refusal @param {Say} say */
function refused({ axis, prior, why }, say) {
  const reason = say(why.key, why.values);
  const said = prior ? say("prior", { reason }) : reason;
  if (axis === null) return said;
  return say(axis === 0 ? "inRows" : "inColumns", { reason: said });
}
