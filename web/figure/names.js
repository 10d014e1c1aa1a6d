// What the arrays of a figure are called: in labels, and as letters in formulas.
import { placeOf } from "../core/weight.js";
import { word } from "./words.js";

/** @typedef {import("../core/planes.js").From} From */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {{ name: string, letter: string, at: number[] }} Named words, a letter, and which plane of several */

/**
 * An array of a part. @param {State} state @param {From} from @param {Language} language @returns {Named}
 */
export function named(state, from, language) {
  if (!from) return { name: word(language, "ones"), letter: "", at: [] };
  const { array, at } = from;
  return {
    name: word(language, array),
    letter: array,
    at: state.channels ? (array === "w" ? placeOf(state, at) : [at]) : [],
  };
}

/** What is shown. @param {State} state @param {Language} language @returns {Named} */
export function result(state, language) {
  const { act, c = 0, channels } = state;
  const at = !channels || act === "count" ? [] : act === "gw" ? placeOf(state, c) : [c];
  return { name: word(language, act ?? "y"), letter: act === "count" ? "n" : (act ?? "y"), at };
}

/** "kernel w[0, 1]" @param {Named} named */
export const labelText = ({ name, letter, at }) =>
  `${name} ${letter}${at.length ? `[${at.join(", ")}]` : ""}`.trim();
