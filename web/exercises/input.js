// "Which of these is the input?": one of three arrays gives the shown output.
import { pairs, rotate, same, shape, upTo } from "../core/grid.js";
import { legal } from "../core/legal.js";
import { output } from "../core/numbers.js";
import { drawer } from "../core/random.js";
import { compute, middle } from "../figure/numbers.js";
import { formula } from "../figure/terms.js";
import { number } from "../figure/text.js";
import { word as figureWord } from "../figure/words.js";
import { cellName, grid, named } from "./grids.js";
import { isVector, plainState, redrawnState, settings } from "./states.js";
import { word } from "./words.js";

/** @import { Drawer, Exercise, Language, Slip } from "./types.js" */
/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Rows} Rows */
/** @typedef {import("../core/state.js").State} State */

const LETTERS = ["A", "B", "C"];

/** @implements {Exercise} */
export class Input {
  kind = "input";
  hint = /** @type {const} */ ("hint_input");

  /** @param {{ state: Record<string, unknown> }} given */
  constructor({ state }) {
    this.state = legal(state).state;
    const { x } = this.state;
    const others = otherInputs(this.state).slice(0, LETTERS.length - 1);
    // The same input stands in the same place, wherever it is shown.
    this.answer = drawer(x.flat().reduce((sum, one) => sum + one, 0)).between(0, others.length);
    this.candidates = [...others.slice(0, this.answer), x, ...others.slice(this.answer)];
  }

  slips() {
    const shown = output(this.state);
    return this.candidates.flatMap((x, answer) => {
      const found = output({ ...this.state, x });
      const cell = cellsOf(shown).find(([r, c]) => shown[r][c] !== found[r][c]);
      if (!cell) return [];
      const [r, c] = cell;
      const values = {
        letter: LETTERS[answer],
        name: cellName(cell, isVector(this.state)),
        found: number(found[r][c]),
        wanted: number(shown[r][c]),
      };
      return [{ key: /** @type {const} */ ("gives"), answer, values }];
    });
  }

  /** @param {Language} language */
  question(language) {
    return (
      `<p>${word(language, "ask_input")}</p>` +
      `<p class="exercise__settings">${settings(this.state, language)}</p>` +
      named(language, ["w", this.state.w], ["y", output(this.state)])
    );
  }

  choices() {
    return this.candidates.map((x, at) => ({ letter: LETTERS[at], html: grid("x", x) }));
  }

  /** @param {Language} language */
  solution(language) {
    const letter = `<strong>${LETTERS[this.answer]}</strong>`;
    const shown = formula(this.state, compute(this.state), middle(this.state), language);
    return `${letter}${figureWord(language, "colon")}${shown}`;
  }

  /** @param {Drawer} from */
  redrawn(from) {
    const state = redrawnState(this.state, from);
    return state && otherInputs(state).length >= LETTERS.length - 1 ? new Input({ state }) : null;
  }

  plain() {
    return { kind: this.kind, state: plainState(this.state) };
  }
}

/** @param {Rows} array @returns {Pair[]} */
const cellsOf = (array) => {
  const [rows, columns] = shape(array);
  return pairs(upTo(rows), upTo(columns), (r, c) => [r, c]);
};

/**
 * Inputs of the same size that give another output: turned by 180°, with two neighbours exchanged,
 * or with another number in a cell.
 * @param {State} state
 */
function otherInputs(state) {
  const { x } = state;
  const [rows, columns] = shape(x);
  const values = x.flat();
  const shown = output(state);
  const exchanged = upTo(values.length - 1).map((at) => [
    ...values.slice(0, at),
    values[at + 1],
    values[at],
    ...values.slice(at + 2),
  ]);
  const raised = values.map((_, at) => values.map((value, b) => value + Number(at === b)));
  const made = [rotate(x).flat(), ...exchanged, ...raised].map((list) =>
    upTo(rows).map((r) => list.slice(r * columns, (r + 1) * columns)),
  );
  return made.filter(
    (other, at) =>
      !same(output({ ...state, x: other }), shown) &&
      made.findIndex((one) => same(one, other)) === at,
  );
}
