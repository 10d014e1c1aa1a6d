// A state written down as the words of a link, which bring it back.
import { CASES } from "./cases.js";
import { counting } from "./counting.js";
import { same, shape } from "./grid.js";
import { PARAMETERS } from "./state.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** @param {Pair} pair */
export const pairWord = ([rows, columns]) => (rows === columns ? `${rows}` : `${rows},${columns}`);
/** @param {Rows} array */
export const rowsWord = (array) => array.map((row) => row.join(",")).join(";");

/** @param {Rows[]} planes */
const planesWord = (planes) => planes.map(rowsWord).join("/");

/**
 * The numbers of a case with these parameters, else counting ones.
 * @param {State} state @param {"x" | "w"} name
 */
export function defaultValues(state, name) {
  const known = Object.values(CASES).find(
    (one) =>
      one.mode === state.mode && one[name] && PARAMETERS.every((key) => same(one[key], state[key])),
  );
  return known?.[name] ?? counting(...state[name === "x" ? "i" : "k"]);
}

/**
 * The words of a link by name; numbers only where they are not the default.
 * @param {State} state
 */
export function words(state) {
  /** @type {Record<string, string>} */
  const found = { mode: state.mode };
  for (const name of PARAMETERS) if (!isSaid(state, name)) found[name] = pairWord(state[name]);
  if (state.pe && !state.same) found.pe = pairWord(state.pe);
  for (const name of /** @type {const} */ (["pad", "same", "axes"]))
    if (state[name]) found[name] = String(state[name]);
  const { channels, b, gy, act, c } = state;
  if (channels) for (const name of COUNTS) found[name] = String(channels[name]);
  for (const name of /** @type {const} */ (["x", "w"])) {
    const planes = channels?.[name] ?? [state[name]];
    const known = planes.every((one, at) =>
      same(one, channels ? counting(...shape(one), at, planes.length) : defaultValues(state, name)),
    );
    if (!known) found[name] = planesWord(planes);
  }
  if (b) found.b = b.join(",");
  if (gy) found.gy = planesWord(gy);
  if (act) found.act = act;
  if (c) found.c = String(c);
  return { ...found, view: state.view };
}

const COUNTS = /** @type {const} */ (["ci", "co", "g"]);

/** A convolution has no output padding, and SAME says how much padding there is. @param {State} state @param {string} name */
const isSaid = ({ mode, same: all }, name) =>
  (name === "op" && (mode === "conv" || all)) || (name === "p" && all);

/** @param {State} state */
export const query = (state) =>
  Object.entries(words(state))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
