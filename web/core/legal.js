// A legal state from anything that a link, an attribute or a script gives.
import { CASES } from "./cases.js";
import { resized } from "./counting.js";
import { same, shape } from "./grid.js";
import { HIGHEST, repair } from "./limits.js";
import { defaultValues } from "./link.js";
import { notesOn } from "./notes.js";
import { readPair, readRows } from "./read.js";
import { ARRAYS, VIEWS, axis, onBoth } from "./state.js";

/** @typedef {import("./cases.js").Case} Case */
/** @typedef {import("./cases.js").CaseName} CaseName */
/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./read.js").Read} Read */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */
/** @typedef {"mode" | "view" | "x" | "w" | Parameter} Name */
/** @typedef {{ [name in Name]?: unknown }} Given */
/** @typedef {Record<Parameter, Pair>} Parameters */
/** @typedef {Record<"x" | "w", Read | null>} Arrays what was read of the numbers, if any were given */

/**
 * The state, and a note for every word that could not stay as it was given.
 * @param {Given} given @returns {{ state: State, notes: Note[] }}
 */
export function legal(given) {
  const modes = /** @type {Mode[]} */ (Object.keys(VIEWS));
  const mode = modes.find((one) => one === given.mode) ?? "transposed";
  const view = VIEWS[mode].find((one) => one === given.view) ?? VIEWS[mode][0];
  /** @type {Arrays} */
  const arrays = {
    x: given.x === undefined ? null : readRows(given.x, HIGHEST.i),
    w: given.w === undefined ? null : readRows(given.w, HIGHEST.k),
  };
  const wanted = wantedParameters(given, mode, arrays);
  const state = filled({ mode, view, ...repaired(mode, wanted), x: [], w: [] }, arrays);
  return { state, notes: notesOn(given, arrays, wanted, state) };
}

/**
 * The parameters that were asked for, else those of the first case; the numbers know their size.
 * @param {Given} given @param {Mode} mode @param {Arrays} arrays @returns {Parameters}
 */
function wantedParameters(given, mode, arrays) {
  const first = /** @type {Case} */ (Object.values(CASES).find((one) => one.mode === mode));
  /** @param {Parameter} name */
  const asked = (name) => (given[name] === undefined ? null : readPair(given[name])) ?? first[name];
  return {
    i: arrays.x?.rows ? shape(arrays.x.rows) : asked("i"),
    k: arrays.w?.rows ? shape(arrays.w.rows) : asked("k"),
    s: asked("s"),
    p: asked("p"),
    d: asked("d"),
    op: asked("op"),
  };
}

/** @param {Mode} mode @param {Parameters} wanted @returns {Parameters} */
function repaired(mode, wanted) {
  const [rows, columns] = onBoth((a) => repair(mode, axis(wanted, a)));
  /** @param {Parameter} name @returns {Pair} */
  const both = (name) => [rows[name], columns[name]];
  return { i: both("i"), k: both("k"), s: both("s"), p: both("p"), d: both("d"), op: both("op") };
}

/**
 * The state with the numbers that were given, or those that it begins with.
 * @param {State} state @param {Arrays} arrays
 */
function filled(state, arrays) {
  for (const [name, size] of ARRAYS) {
    const array = arrays[name]?.rows ?? defaultValues(state, name);
    state[name] = same(shape(array), state[size]) ? array : resized(array, ...state[size]);
  }
  return state;
}

/**
 * The state with some words changed, its numbers kept as far as they go. For the controls.
 * @param {State} state @param {Partial<State>} changes
 */
export function changed(state, changes) {
  const next = { ...state, ...changes };
  const views = VIEWS[next.mode];
  if (!views.includes(next.view)) next.view = views[0];
  if (changes.mode === "transposed" && !changes.op) next.op = [0, 0];
  for (const [name, size] of ARRAYS)
    if (changes[size] && !changes[name]) next[name] = resized(state[name], ...changes[size]);
  return legal(next).state;
}

/** @param {CaseName} name */
export const caseNamed = (name) => legal(CASES[name]).state;
