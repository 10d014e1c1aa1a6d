// The grid that a kernel slides over, with what is padded around the input and cropped from it.
import { slidingFrame, valueAt } from "../core/numbers.js";
import { primes } from "../core/size.js";
import { onBoth } from "../core/state.js";
import { floorEnds } from "./grids.js";
import { pairText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */

/** @param {State} state */
function slidName(state) {
  if (state.mode === "transposed") return state.s.some((s) => s > 1) ? "spread" : "padded";
  return state.p.some((p) => p > 0) ? "padded" : "x";
}

/** The size of the input with the zeros between its cells. @param {State} state */
const spread = ({ mode, i, s }) => onBoth((a) => (mode === "conv" ? i[a] : (i[a] - 1) * s[a] + 1));

/** @param {State} state @returns {Grid["kind"]} */
export function slidKind(state) {
  const frame = slidingFrame(state);
  const full = spread(state);
  const ends = floorEnds(state);
  const gap = state.mode === "conv" ? [1, 1] : state.s;
  return (...u) => {
    if (u.some((one, a) => one > ends[a])) return "floor";
    if (!frame.every(({ start, size }, a) => u[a] >= start && u[a] < start + size))
      return "negative";
    if (!u.every((one, a) => one >= 0 && one < full[a])) return "pad";
    return u.every((one, a) => one % gap[a] === 0) ? "x" : "zero";
  };
}

/** @param {State} state @param {Language} language @returns {Grid} */
export function slidGrid(state, language) {
  const conv = state.mode === "conv";
  const frame = slidingFrame(state);
  const full = spread(state);
  const origin = onBoth((a) => Math.min(frame[a].start, 0));
  const end = onBoth((a) => Math.max(frame[a].start + frame[a].size, full[a]));
  const padding = conv ? `p = ${pairText(state.p)}` : `p′ = ${pairText(primes(state))}`;
  /** @param {Pair} u */
  const holdsInput = (u) =>
    u.every((one, a) => one >= 0 && one < full[a] && (conv || one % state.s[a] === 0));
  return {
    of: "u",
    label: word(language, slidName(state)),
    note: `${sizeText(onBoth((a) => frame[a].size))} · ${padding}`,
    rows: end[0] - origin[0],
    columns: end[1] - origin[1],
    origin,
    kind: slidKind(state),
    value: (r, c) => valueAt(state, [r, c]),
    pick: (r, c) =>
      holdsInput([r, c])
        ? { of: "x", cell: conv ? [r, c] : [r / state.s[0], c / state.s[1]] }
        : { of: "u", cell: [r, c] },
    lit: (links) => links.u,
    corner: (links) => links.taps,
  };
}
