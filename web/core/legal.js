// A legal state from anything that a link, an attribute or a script gives.
import { CASES } from "./cases.js";
import { channelsOf, numbersOf } from "./channels.js";
import { counting, resized } from "./counting.js";
import { same as alike, shape } from "./grid.js";
import { MOST_CELLS, repair } from "./limits.js";
import { defaultValues } from "./link.js";
import { notesOn } from "./notes.js";
import { PADS } from "./pads.js";
import { planeCount, viewsOf } from "./planes.js";
import { readPair, readPlanes } from "./read.js";
import { outputSize, sizes } from "./size.js";
import { ACTS, ARRAYS, SAMES, VIEWS, axis, onBoth } from "./state.js";

/** @typedef {import("./cases.js").Case} Case */
/** @typedef {import("./cases.js").CaseName} CaseName */
/** @typedef {import("./channels.js").Counts} Counts */
/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./read.js").ReadPlanes} ReadPlanes */
/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */
/** @typedef {"pad" | "same" | "act"} Word what is one of a few words */
/** @typedef {"ci" | "co" | "g" | "c" | "axes"} Count */
/** @typedef {"mode" | "view" | "pe" | "o" | Numbers | Word | Count | Parameter} Name */
/** @typedef {{ [name in Name]?: unknown }} Given */
/** @typedef {Record<Parameter, Pair> & { pe?: Pair }} Parameters */
/** @typedef {"x" | "w" | "b" | "gy"} Numbers */
/** @typedef {Record<Numbers, ReadPlanes | null>} Arrays what was read of the numbers, if any were given */

/**
 * One of some words, if it was given.
 * @template {string} T
 * @param {T[]} words @param {unknown} given
 */
const oneOf = (words, given) => words.find((one) => one === given);

/**
 * The state, and a note for every word that could not stay as it was given.
 * @param {Given} given @returns {{ state: State, notes: Note[] }}
 */
export function legal(given) {
  const modes = /** @type {Mode[]} */ (Object.keys(VIEWS));
  const mode = oneOf(modes, given.mode) ?? "transposed";
  const act = oneOf(ACTS, given.act);
  const arrays = arraysOf(given);
  const counts = channelsOf(mode, given, arrays);
  const several = counts.ci * counts.co > 1 ? { ...counts, x: [], w: [] } : undefined;
  const views = viewsOf({ mode, act, channels: several });
  const view = oneOf(views, given.view) ?? views[0];
  const wanted = wantedParameters(given, mode, arrays);
  const pad = oneOf(PADS.slice(1), given.pad);
  const asked = oneOf(SAMES, given.same);
  const { same, ...parameters } = repaired(mode, wanted, { pad, same: asked, counts });
  /** @type {State} */
  const state = { mode, view, ...parameters, x: [], w: [] };
  if (pad) state.pad = pad;
  if (same) state.same = same;
  if (Number(given.axes) === 1 && isOneRow(state)) state.axes = 1;
  if (act) state.act = act;
  fill(state, arrays, counts);
  Object.assign(state, numbersOf(arrays, state, sizes(state)));
  const c = Number(given.c ?? 0);
  if (c > 0 && Number.isInteger(c) && c < planeCount(state)) state.c = c;
  return { state, notes: notesOn(given, arrays, wanted, state) };
}

/** @param {Given} given @returns {Arrays} */
function arraysOf(given) {
  /** @param {Numbers} name */
  const read = (name) =>
    given[name] === undefined ? null : readPlanes(given[name], MOST_CELLS[name]);
  const b = read("b");
  const bias = b?.planes ? { planes: [[b.planes.flat(2)]] } : b; // in lines, too
  return { x: read("x"), w: read("w"), b: bias, gy: read("gy") };
}

/** Whether nothing has an effect along rows. @param {State} state */
const isOneRow = ({ i, k, s, p, d, op, pe }) =>
  i[0] * k[0] * s[0] * d[0] === 1 && p[0] === 0 && op[0] === 0 && !pe?.[0];

/**
 * The parameters that were asked for, else those of the first case; the numbers know their size.
 * @param {Given} given @param {Mode} mode @param {Arrays} arrays @returns {Parameters}
 */
function wantedParameters(given, mode, arrays) {
  const first = /** @type {Case} */ (Object.values(CASES).find((one) => one.mode === mode));
  const [x, w] = [arrays.x?.planes?.[0], arrays.w?.planes?.[0]];
  /** @param {Parameter} name */
  const asked = (name) => (given[name] === undefined ? null : readPair(given[name])) ?? first[name];
  /** @type {Parameters} */
  const wanted = {
    i: x ? shape(x) : asked("i"),
    k: w ? shape(w) : asked("k"),
    s: asked("s"),
    p: asked("p"),
    d: asked("d"),
    op: asked("op"),
  };
  const pe = given.pe === undefined ? null : readPair(given.pe);
  if (pe && !alike(pe, wanted.p)) wanted.pe = pe;
  if (Number(given.axes) === 1) Object.assign(wanted, laidFlat(wanted));
  const o = given.o === undefined ? null : readPair(given.o);
  if (o && mode === "transposed" && given.op === undefined) wanted.op = paddingFor(wanted, o);
  return wanted;
}

/** The output padding that PyTorch chooses for a size of the output. @param {Parameters} wanted @param {Pair} o @returns {Pair} */
function paddingFor(wanted, o) {
  const least = onBoth((a) => outputSize("transposed", axis({ ...wanted, op: [0, 0] }, a)));
  return onBoth((a) => Math.max(0, o[a] - least[a]));
}

/** One axis: along the rows nothing has an effect. @param {Parameters} wanted @returns {Parameters} */
const laidFlat = ({ i, k, s, p, d, op, pe }) => ({
  ...{ i: [1, i[1]], k: [1, k[1]], s: [1, s[1]], p: [0, p[1]], d: [1, d[1]], op: [0, op[1]] },
  ...(pe ? { pe: [0, pe[1]] } : {}),
});

/**
 * @param {Mode} mode @param {Parameters} wanted
 * @param {{ pad?: State["pad"], same?: State["same"], counts: Counts }} more
 * @returns {Parameters & { same?: State["same"] }}
 */
function repaired(mode, wanted, { pad, same, counts }) {
  const planes = Math.max(counts.ci, counts.co) / counts.g;
  const axes = onBoth((a) => repair(mode, axis({ ...wanted, pad }, a), { same, planes }));
  const [rows, columns] = axes;
  // SAME padding that a figure has no room for is given up along both.
  if (!rows || !columns) return repaired(mode, wanted, { pad, counts });
  /** @param {Parameter} name @returns {Pair} */
  const both = (name) => [rows[name], columns[name]];
  /** @type {Parameters & { same?: State["same"] }} */
  const found = {
    ...{ i: both("i"), k: both("k"), s: both("s"), p: both("p"), d: both("d"), op: both("op") },
    ...(same ? { same } : {}),
  };
  /** @type {Pair} */
  const pe = [rows.pe ?? rows.p, columns.pe ?? columns.p];
  if (!alike(pe, found.p)) found.pe = pe;
  return found;
}

/**
 * The numbers that were given, or those that a state begins with.
 * @param {State} state @param {Arrays} arrays @param {Counts} counts
 */
function fill(state, arrays, counts) {
  for (const [name, size] of ARRAYS) {
    const array = arrays[name]?.planes?.[0] ?? defaultValues(state, name);
    state[name] = alike(shape(array), state[size]) ? array : resized(array, ...state[size]);
  }
  const { ci, co, g } = counts;
  if (ci * co === 1) return;
  /** @param {"x" | "w"} name @param {number} count @param {Pair} size */
  const planes = (name, count, size) =>
    Array.from({ length: count }, (_, at) => {
      const array = arrays[name]?.planes?.[at];
      if (!array) return counting(...size, at, count);
      return alike(shape(array), size) ? array : resized(array, ...size);
    });
  const x = planes("x", ci, state.i);
  const w = planes("w", (ci * co) / g, state.k);
  state.channels = { ci, co, g, x, w };
  [state.x, state.w] = [x[0], w[0]];
}

/**
 * The state with some words changed, its numbers kept as far as they go. For the controls.
 * @param {State} state @param {Given} changes
 */
export function changed(state, changes) {
  /** @type {Given} */
  const next = { ...asGiven(state), ...changes };
  if (changes.mode === "transposed" && !changes.op) next.op = [0, 0];
  for (const [name, size] of ARRAYS) {
    const wanted = changes[size] === undefined ? null : readPair(changes[size]);
    if (!wanted || changes[name]) continue;
    const planes = state.channels?.[name] ?? [state[name]];
    next[name] = planes.map((one) => resized(one, ...wanted));
  }
  return legal(next).state;
}

/** A state as it is given: channels are words of their own. @param {State} state @returns {Given} */
export function asGiven({ channels, ...state }) {
  if (!channels) return state;
  const { ci, co, g, x, w } = channels;
  return { ...state, ci, co, g, x, w };
}

/** @param {CaseName} name */
export const caseNamed = (name) => legal(CASES[name]).state;
