// What a figure shows, in one sentence.
import { planes } from "../core/planes.js";
import { sizes } from "../core/size.js";
import { number, pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/**
 * Stride, padding, and what else has an effect, in words; once where there is but one row.
 * @param {Plane} state @param {Language} language
 */
export function parametersText({ i, k, s, p, d, op, pe, pad }, language) {
  const isOneRow =
    i[0] === 1 && k[0] === 1 && s[0] === 1 && p[0] === 0 && d[0] === 1 && op[0] === 0 && !pe?.[0];
  /** @param {Pair} pair */
  const text = (pair) => (isOneRow ? number(pair[1]) : pairText(pair));
  const more =
    (pe ? word(language, "caption_pe", { pe: text(pe) }) : "") +
    (pad ? word(language, "caption_pad", { pad }) : "") +
    (d.some((one) => one > 1) ? word(language, "caption_d", { d: text(d) }) : "") +
    (op.some((one) => one > 0) ? word(language, "caption_op", { op: text(op) }) : "");
  return { s: text(s), p: text(p), more };
}

/** @param {State} state @param {Language} language */
export function caption(state, language) {
  const [plane] = planes(state);
  const { s, p, more } = parametersText(plane, language);
  const found = word(language, "caption", {
    mode: word(language, plane.mode),
    i: sizeText(plane.i),
    k: sizeText(plane.k),
    s,
    p,
    more: more + channelsText(state, language),
    o: sizeText(sizes(plane)),
  });
  return state.act
    ? word(language, "caption_act", { act: actText(state, language), caption: found })
    : found;
}

/** What is shown in the place of the output. @param {State} state @param {Language} language */
function actText({ act, mode }, language) {
  if (act === "count") return word(language, `act_count_${mode}`);
  return word(language, act === "gw" ? "act_gw" : "act_gx");
}

/** @param {State} state @param {Language} language */
function channelsText({ channels }, language) {
  if (!channels) return "";
  const { ci, co, g } = channels;
  const groups = g > 1 ? word(language, "caption_groups", { g }) : "";
  return word(language, "caption_channels", { ci, co }) + groups;
}
