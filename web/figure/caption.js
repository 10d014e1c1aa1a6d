// What a figure shows, in one sentence.
import { sizes } from "../core/size.js";
import { pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/** @param {State} state @param {Language} language */
export function caption(state, language) {
  const { mode, i, k, s, p, d, op } = state;
  const more =
    (d.some((one) => one > 1) ? word(language, "caption_d", { d: pairText(d) }) : "") +
    (op.some((one) => one > 0) ? word(language, "caption_op", { op: pairText(op) }) : "");
  return word(language, "caption", {
    mode: word(language, mode),
    i: sizeText(i),
    k: sizeText(k),
    s: pairText(s),
    p: pairText(p),
    more,
    o: sizeText(sizes(state)),
  });
}
