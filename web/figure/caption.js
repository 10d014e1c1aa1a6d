// What a figure shows, in one sentence.
import { sizes } from "../core/size.js";
import { number, pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/** Whether there is but one row, on which no parameter acts. @param {State} state */
const isVector = ({ i, k, s, p, d, op }) =>
  i[0] === 1 && k[0] === 1 && s[0] === 1 && p[0] === 0 && d[0] === 1 && op[0] === 0;

/** @param {Pair} pair */
const alongColumns = ([, columns]) => number(columns);

/** @param {State} state @param {Language} language */
export function caption(state, language) {
  const { mode, i, k, s, p, d, op } = state;
  const said = isVector(state) ? alongColumns : pairText;
  const more =
    (d.some((one) => one > 1) ? word(language, "caption_d", { d: said(d) }) : "") +
    (op.some((one) => one > 0) ? word(language, "caption_op", { op: said(op) }) : "");
  return word(language, "caption", {
    mode: word(language, mode),
    i: sizeText(i),
    k: sizeText(k),
    s: said(s),
    p: said(p),
    more,
    o: sizeText(sizes(state)),
  });
}
