// What a figure shows, in one sentence.
import { sizes } from "../core/size.js";
import { number, pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/**
 * Stride, padding, and what else has an effect, in words; once where there is but one row.
 * @param {State} state @param {Language} language
 */
export function parametersText({ i, k, s, p, d, op }, language) {
  const isOneRow =
    i[0] === 1 && k[0] === 1 && s[0] === 1 && p[0] === 0 && d[0] === 1 && op[0] === 0;
  /** @param {Pair} pair */
  const text = (pair) => (isOneRow ? number(pair[1]) : pairText(pair));
  const more =
    (d.some((one) => one > 1) ? word(language, "caption_d", { d: text(d) }) : "") +
    (op.some((one) => one > 0) ? word(language, "caption_op", { op: text(op) }) : "");
  return { s: text(s), p: text(p), more };
}

/** @param {State} state @param {Language} language */
export function caption(state, language) {
  return word(language, "caption", {
    mode: word(language, state.mode),
    i: sizeText(state.i),
    k: sizeText(state.k),
    ...parametersText(state, language),
    o: sizeText(sizes(state)),
  });
}
