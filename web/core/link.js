// A state written down as the words of a link, which bring it back.
import { CASES } from "./cases.js";
import { counting } from "./counting.js";
import { same } from "./grid.js";
import { PARAMETERS } from "./state.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** @param {Pair} pair */
export const pairWord = ([rows, columns]) => (rows === columns ? `${rows}` : `${rows},${columns}`);
/** @param {Rows} array */
export const rowsWord = (array) => array.map((row) => row.join(",")).join(";");

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
  const names = state.mode === "conv" ? PARAMETERS.filter((name) => name !== "op") : PARAMETERS;
  /** @type {Record<string, string>} */
  const found = { mode: state.mode };
  for (const name of names) found[name] = pairWord(state[name]);
  for (const name of /** @type {const} */ (["x", "w"]))
    if (!same(state[name], defaultValues(state, name))) found[name] = rowsWord(state[name]);
  return { ...found, view: state.view };
}

/** @param {State} state */
export const query = (state) =>
  Object.entries(words(state))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
