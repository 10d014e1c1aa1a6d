// What could not stay as it was given, and why.
import { grid, same, shape, upTo } from "./grid.js";
import { HIGHEST, LARGEST, LOWEST, MOST_CELLS, MOST_CHANNELS } from "./limits.js";
import { pairWord, rowsWord } from "./link.js";
import { readPair } from "./read.js";
import { sizes } from "./size.js";
import { PARAMETERS, SAMES } from "./state.js";

/** @typedef {import("./legal.js").Arrays} Arrays */
/** @typedef {import("./legal.js").Given} Given */
/** @typedef {import("./legal.js").Name} Name */
/** @typedef {import("./legal.js").Numbers} Numbers */
/** @typedef {import("./legal.js").Parameters} Parameters */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */
/** @typedef {"range" | "rows_shape" | "rows_large" | "rows_many"} WhyRows */
/** @typedef {"unknown" | "integer" | "count" | "bounds" | "direct" | "kernel" | "rows_win" | WhyRows} Why */
/**
 * What could not stay: its name, why (the key of a sentence), what was given, and what is used.
 * @typedef {{ name: Name, key: Why, given: string, used: string, low: number, high: number }} Note
 * @typedef {Note & { name: Numbers, key: WhyRows }} NoteOnRows
 */

const MOST_LETTERS = 40; // of what was given

/**
 * @param {Given} given @param {Arrays} arrays @param {Parameters} wanted @param {State} state
 * @returns {Note[]}
 */
export function notesOn(given, arrays, wanted, state) {
  const names = /** @type {const} */ (["mode", "view", "pad", "same", "act"]);
  return [
    ...names
      .filter((name) => given[name] !== undefined && given[name] !== (state[name] ?? NONE[name]))
      .map((name) => note(given, name, whyWord(name, given[name]), state[name] ?? NONE[name])),
    ...COUNTS.flatMap((name) => noteOnCount(given, state, name)),
    ...noteOnOutput(given, state),
    ...noteOnEnd(given, state),
    ...NUMBERS.flatMap((name) => noteOnRows(given, arrays, state, name)),
    ...PARAMETERS.flatMap((name) => {
      const key = whyChanged(given, arrays, wanted, state, name);
      return key
        ? [note(given, name, key, pairWord(state[name]), LOWEST[name], HIGHEST[name])]
        : [];
    }),
  ];
}

/** What is used where nothing is asked for. @type {Record<"mode" | "view" | "pad" | "same" | "act", string>} */
const NONE = { mode: "", view: "", pad: "zeros", same: "none", act: "y" };

/** A word that is known, and for which there is no room. @param {string} name @param {unknown} given @returns {Why} */
const whyWord = (name, given) =>
  name === "same" && SAMES.some((one) => one === given) ? "range" : "unknown";

/** @type {["ci" | "co" | "g" | "c" | "axes", number, number][]} */
const COUNTS = [
  ["ci", 1, MOST_CHANNELS],
  ["co", 1, MOST_CHANNELS],
  ["g", 1, MOST_CHANNELS],
  ["c", 0, MOST_CHANNELS * MOST_CHANNELS - 1],
  ["axes", 1, 2],
];

/** @param {Given} given @param {State} state @param {(typeof COUNTS)[number]} bounds */
function noteOnCount(given, state, [name, low, high]) {
  if (given[name] === undefined) return [];
  const { ci = 1, co = 1, g = 1 } = state.channels ?? {};
  const used = { ci, co, g, c: state.c ?? 0, axes: state.axes ?? 2 }[name];
  const asked = String(given[name]).trim() === "" ? NaN : Number(given[name]);
  if (asked === used) return [];
  const key = !Number.isInteger(asked) ? "count" : asked < low || asked > high ? "bounds" : "range";
  return [note(given, name, key, String(used), low, high)];
}

/** The size of the output that was asked for. @param {Given} given @param {State} state @returns {Note[]} */
function noteOnOutput(given, state) {
  return given.o === undefined ? [] : noteOnPair(given, state, "o", sizes(state));
}

/**
 * A pair that is either used or not; of one axis the columns alone.
 * @param {Given} given @param {State} state @param {"o" | "pe"} name @param {Pair} used
 */
function noteOnPair(given, { axes }, name, used) {
  const read = readPair(given[name]);
  const word = axes ? String(used[1]) : pairWord(used);
  if (!read) return [note(given, name, "integer", word)];
  const isUsed = axes ? read[1] === used[1] : same(read, used);
  return isUsed ? [] : [note(given, name, "range", word)];
}

/** @param {Given} given @param {Name} name @param {Why} key @param {string} used @returns {Note} */
const note = (given, name, key, used, low = 0, high = 0) => ({
  name,
  key,
  given: cut(text(given[name])),
  used: cut(used),
  low,
  high,
});

/**
 * @param {Given} given @param {Arrays} arrays @param {State} state @param {Numbers} name
 */
function noteOnRows(given, arrays, state, name) {
  const read = arrays[name];
  if (!read) return [];
  if (read.wrong === "many") return [note(given, name, "rows_many", "", 1, MOST_CELLS[name])];
  if (read.wrong) return [note(given, name, `rows_${read.wrong}`, "", -LARGEST, LARGEST)];
  const used = numbersIn(state)[name];
  const fits = read.planes.length <= used.length;
  if (fits && read.planes.every((one) => same(shape(one), shape(used[0])))) return [];
  return [note(given, name, "range", used.map(rowsWord).join("/"))];
}

/** @type {Numbers[]} */
const NUMBERS = ["x", "w", "b", "gy"];

/** All numbers of a state, in planes. @param {State} state @returns {Record<Numbers, Rows[]>} */
function numbersIn(state) {
  const { x, w, channels, b, gy } = state;
  const outputs = upTo(channels?.co ?? 1);
  return {
    x: channels?.x ?? [x],
    w: channels?.w ?? [w],
    b: [[b ?? outputs.map(() => 0)]],
    gy: gy ?? outputs.map(() => grid(...sizes(state), () => 1)),
  };
}

/** Padding at the end, where it differs. @param {Given} given @param {State} state @returns {Note[]} */
function noteOnEnd(given, state) {
  if (given.pe === undefined || state.same) return [];
  return noteOnPair(given, state, "pe", state.pe ?? state.p);
}

/**
 * @param {Given} given @param {Arrays} arrays @param {Parameters} wanted @param {State} state
 * @param {Parameter} name @returns {Why | null}
 */
function whyChanged(given, arrays, wanted, state, name) {
  const stayed = same(wanted[name], state[name]);
  const rows = { i: arrays.x, k: arrays.w, s: null, p: null, d: null, op: null }[name]?.planes?.[0];
  if (state.same && (name === "p" || name === "op")) return null; // SAME says how much
  // The reader is not told about what nobody asked for, unless the rest makes it another.
  if (given[name] === undefined) return name === "p" && !stayed ? "kernel" : null;
  const read = readPair(given[name]);
  if (!read) return "integer";
  if (rows) return same(read, shape(rows)) ? null : "rows_win"; // the numbers have their own note
  if (stayed) return null;
  if (name === "op" && state.mode === "conv") return "direct";
  return read.some((one) => one < LOWEST[name] || one > HIGHEST[name]) ? "bounds" : "range";
}

/** @param {unknown} given */
function text(given) {
  if (!Array.isArray(given)) return String(given ?? "");
  if (Array.isArray(given[0])) return given.join(";");
  return given.every((one) => one === given[0]) ? String(given[0] ?? "") : given.join();
}

/** @param {string} word */
const cut = (word) => (word.length > MOST_LETTERS ? `${word.slice(0, MOST_LETTERS)}…` : word);
