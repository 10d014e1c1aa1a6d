// Small states with drawn numbers, for the exercises that show their arrays.
import { grid } from "../core/grid.js";
import { legal } from "../core/legal.js";
import { axis, isAlike, onBoth } from "../core/state.js";
import { parametersText } from "../figure/caption.js";
import { word as figureWord } from "../figure/words.js";
import { word } from "./words.js";

/** @import { Drawer, Language } from "./types.js" */
/** @typedef {import("../core/state.js").Axis} Axis */
/** @typedef {import("../core/state.js").Mode} Mode */
/** @typedef {import("../core/state.js").State} State */

const WEIGHTS = [-2, -1, 1, 2, 3, 4]; // a zero would hide what it meets

/** Whether a state is of vectors. @param {State} state */
export const isVector = ({ i, k }) => i[0] === 1 && k[0] === 1;

/** The operation and its parameters. @param {State} state @param {Language} language */
export const settings = (state, language) =>
  word(language, "settings", {
    mode: figureWord(language, state.mode),
    ...parametersText(state, language),
  });

/** A state as it was given: without its sizes, which its numbers have. @param {State} state */
export const plainState = ({ mode, x, w, s, p, d, op }) => ({ mode, x, w, s, p, d, op });

/**
 * A state with the same parameters at work, small enough to compute by hand; null where what was
 * drawn is not legal.
 * @param {State} like @param {Drawer} from @returns {State | null}
 */
export function redrawnState(like, from) {
  const { mode } = like;
  const columns = redrawnAxis(axis(like, 1), smallSizes(like), from);
  const rows = isVector(like)
    ? axis(like, 0)
    : isAlike(like)
      ? columns
      : redrawnAxis(axis(like, 0), smallSizes(like), from);
  const both = [rows, columns];
  const given = {
    mode,
    x: grid(rows.i, columns.i, () => from.between(1, 9)),
    w: grid(rows.k, columns.k, () => WEIGHTS[from.between(0, WEIGHTS.length - 1)]),
    ...Object.fromEntries(
      /** @type {const} */ (["s", "p", "d", "op"]).map((name) => [
        name,
        onBoth((a) => both[a][name]),
      ]),
    ),
  };
  const { state, notes } = legal(given);
  return notes.length ? null : state;
}

/** @param {State} like @returns {Ranges} */
function smallSizes(like) {
  const direct = like.mode === "conv";
  const k = /** @type {[number, number]} */ ([2, 3]);
  if (isVector(like)) return { i: direct ? [5, 7] : [3, 4], k, s: 3, p: 2, d: 2 };
  const dilated = direct && like.d.some((one) => one > 1);
  return { i: direct ? (dilated ? [4, 5] : [3, 4]) : [2, 3], k, s: 2, p: 2, d: 2 };
}

/**
 * The ends of the sizes, and the largest values of the other parameters.
 * @typedef {{ i: [number, number], k: [number, number], s: number, p: number, d: number }} Ranges
 */

/**
 * Parameters of one axis: what had no effect has none again, and what had one has it again.
 * @param {Axis} like @param {Ranges} ranges @param {Drawer} from @returns {Axis}
 */
export function redrawnAxis(like, ranges, from) {
  const i = from.between(...ranges.i);
  const k = from.between(...ranges.k);
  const s = like.s > 1 ? from.between(2, ranges.s) : 1;
  const p = like.p > 0 ? from.between(1, ranges.p) : 0;
  const d = like.d > 1 ? from.between(2, ranges.d) : 1;
  const op = like.op > 0 ? from.between(1, Math.max(s, d, 2) - 1) : 0;
  return { i, k, s, p, d, op };
}
