// "Predict this cell": one number of the output, from input and kernel.
import { grid, flat, isInside, pairs, rotate, same } from "../core/grid.js";
import { legal } from "../core/legal.js";
import { readsOf } from "../core/meet.js";
import { output } from "../core/numbers.js";
import { sizes } from "../core/size.js";
import { compute } from "../figure/numbers.js";
import { formula } from "../figure/terms.js";
import { cellName, named } from "./grids.js";
import { isVector, plainState, redrawnState, settings } from "./states.js";
import { word } from "./words.js";

/** @import { Drawer, Exercise, Language, Slip, Word } from "./types.js" */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */

const FEW_TERMS = 2;

/** @implements {Exercise} */
export class Cell {
  kind = "cell";

  /** @param {{ state: Record<string, unknown>, cell: Pair }} given */
  constructor({ state, cell }) {
    this.state = legal(state).state;
    this.cell = cell;
  }

  get name() {
    return cellName(this.cell, isVector(this.state));
  }

  get answer() {
    return /** @type {number} */ (valueAt(this.state, this.cell));
  }

  /** @returns {Word} */
  get hint() {
    return this.state.mode === "conv" ? "hint_conv" : "hint_transposed";
  }

  slips() {
    const { state, cell } = this;
    const direct = state.mode === "conv";
    /** @type {[Word, number | null][]} */
    const found = [
      [direct ? "turned" : "unturned", valueAt({ ...state, w: rotate(state.w) }, cell)],
      [direct ? "unpadded" : "uncropped", without(state, "p", 0, cell)],
      ["unstrided", without(state, "s", 1, cell)],
      ["undilated", without(state, "d", 1, cell)],
      ["overwritten", direct ? null : lastStamp(state, cell)],
    ];
    /** @type {Slip[]} */
    const slips = found.flatMap(([key, answer]) => (answer === null ? [] : [{ key, answer }]));
    return [...slips, ...this.neighbours()];
  }

  /** The cells around the one that is asked for. @returns {Slip[]} */
  neighbours() {
    const { state, cell } = this;
    const steps = [-1, 0, 1];
    return pairs(steps, steps, (r, c) => /** @type {Pair} */ ([cell[0] + r, cell[1] + c])).flatMap(
      (other) => {
        const answer = same(other, cell) ? null : valueAt(state, other);
        const values = { name: cellName(other, isVector(state)) };
        return answer === null ? [] : [{ key: "neighbour", answer, values }];
      },
    );
  }

  /** @param {Language} language */
  question(language) {
    const { x, w } = this.state;
    const asked = grid(...sizes(this.state), () => 0).map((row, r) =>
      row.map((_, c) => (same([r, c], this.cell) ? "<b>?</b>" : "")),
    );
    return (
      `<p>${word(language, isVector(this.state) ? "ask_cell_vector" : "ask_cell", { name: this.name })}</p>` +
      `<p class="exercise__settings">${settings(this.state, language)}</p>` +
      named(language, ["x", x], ["w", w], ["y", asked])
    );
  }

  /** @param {Language} language */
  solution(language) {
    return formula(this.state, compute(this.state), { of: "y", cell: this.cell }, language);
  }

  /** @param {Drawer} from */
  redrawn(from) {
    const state = redrawnState(this.state, from);
    if (!state) return null;
    const [rows, columns] = sizes(state);
    /** @type {Pair} */
    const cell = [from.between(0, rows - 1), from.between(0, columns - 1)];
    return met(state, cell).length < FEW_TERMS ? null : new Cell({ state, cell });
  }

  plain() {
    return { kind: this.kind, state: plainState(this.state), cell: this.cell };
  }
}

/** The value of an output cell; null where there is none. @param {State} state @param {Pair} cell */
function valueAt(state, cell) {
  return isInside(cell, sizes(state)) ? output(state)[cell[0]][cell[1]] : null;
}

/**
 * The value of a cell with a parameter that has no effect; null where it had none before. The output
 * padding goes too, which might not be legal any more: it adds cells, and changes none.
 * @param {State} state @param {"s" | "p" | "d"} name @param {number} neutral @param {Pair} cell
 */
const without = (state, name, neutral, cell) =>
  state[name].every((one) => one === neutral)
    ? null
    : valueAt({ ...state, op: [0, 0], [name]: [neutral, neutral] }, cell);

/** The taps of a cell that meet the input, and where. @param {State} state @param {Pair} cell */
const met = (state, cell) => readsOf(state, cell).flatMap(({ t, n }) => (n ? [{ t, n }] : []));

/** What the last stamp on a cell leaves there; null where no stamps overlap. @param {State} state @param {Pair} cell */
function lastStamp(state, cell) {
  const stamps = met(state, cell);
  if (stamps.length < 2) return null;
  stamps.sort((one, other) => flat(other.n, state.i) - flat(one.n, state.i));
  const [{ t, n }] = stamps;
  return state.x[n[0]][n[1]] * state.w[t[0]][t[1]];
}
