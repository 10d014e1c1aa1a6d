// The grid that a kernel slides over, with what is padded around the input and cropped from it.
import { slidingFrame, valueAt } from "../core/numbers.js";
import { source } from "../core/pads.js";
import { primes, primesAtEnd } from "../core/size.js";
import { onBoth } from "../core/state.js";
import { floorEnds } from "./grids.js";
import { labelText, named } from "./names.js";
import { paddingText, sizeText } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/planes.js").Part} Part */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */

/** @param {Plane} plane */
function slidName(plane) {
  if (plane.mode === "transposed") return plane.s.some((s) => s > 1) ? "spread" : "padded";
  return [...plane.p, ...(plane.pe ?? [])].some((p) => p > 0) ? "padded" : null;
}

/** The size of the input with the zeros between its cells. @param {Plane} state */
const spread = ({ mode, i, s }) => onBoth((a) => (mode === "conv" ? i[a] : (i[a] - 1) * s[a] + 1));

/** @param {Plane} state @returns {Grid["kind"]} */
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

/**
 * What happened to the input; it has no name where there is but one that could be meant.
 * @param {State} whole @param {"padded" | "spread"} how @param {string} name @param {Language} language
 */
const howPut = ({ channels, act }, how, name, language) =>
  channels || act ? word(language, `${how}_of`, { name }) : word(language, how);

/** @param {State} whole @param {Part} part @param {Language} language @returns {Grid} */
export function slidGrid(whole, { plane: state, x }, language) {
  const conv = state.mode === "conv";
  const name = labelText(named(whole, x, language));
  const how = slidName(state);
  const frame = slidingFrame(state);
  const full = spread(state);
  const origin = onBoth((a) => Math.min(frame[a].start, 0));
  const end = onBoth((a) => Math.max(frame[a].start + frame[a].size, full[a]));
  const padding = conv
    ? `p = ${paddingText(state.p, state.pe, whole.axes)}`
    : `p′ = ${paddingText(primes(state), primesAtEnd(state), whole.axes)}`;
  /** The input cell, or the copy of one, at a position. @param {Pair} u @returns {Pair | null} */
  function holds(u) {
    const n = onBoth((a) => {
      if (conv) return source(state.pad, u[a], full[a]);
      return source(undefined, u[a], full[a]) === null ? null : u[a] / state.s[a];
    });
    return n.every((one) => one !== null && Number.isInteger(one)) ? /** @type {Pair} */ (n) : null;
  }
  return {
    of: "u",
    label: how ? howPut(whole, how, name, language) : name,
    note: `${sizeText(onBoth((a) => frame[a].size))}${state.pad && !conv ? "" : ` · ${padding}`}`,
    rows: end[0] - origin[0],
    columns: end[1] - origin[1],
    origin,
    kind: slidKind(state),
    value: (r, c) => valueAt(state, [r, c]),
    pick(r, c) {
      const cell = holds([r, c]);
      return cell ? { of: "x", cell } : { of: "u", cell: [r, c] };
    },
    lit: (links) => links.u,
    corner: (links) => links.taps,
  };
}
