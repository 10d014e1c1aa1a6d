// "Which p′?": the padding of the convolution that is equal to a transposed one.
import { inLetters, inNumbers } from "../core/formula.js";
import { PRIME, equivalentPadding } from "../core/size.js";
import { number } from "../figure/text.js";
import { word as figureWord } from "../figure/words.js";
import { redrawnAxis } from "./states.js";
import { word } from "./words.js";

/** @import { Drawer, Exercise, Language, Slip, Word } from "./types.js" */
/** @typedef {import("../core/state.js").Axis} Axis */

/** @type {import("./states.js").Ranges} */
const RANGES = { i: [4, 9], k: [2, 7], s: 1, p: 5, d: 4 };

/** @implements {Exercise} */
export class Prime {
  kind = "p-prime";
  hint = /** @type {const} */ ("hint_prime");

  /** @param {{ axis: Axis }} given */
  constructor({ axis }) {
    this.axis = axis;
  }

  get answer() {
    return equivalentPadding(this.axis);
  }

  slips() {
    const { axis } = this;
    const { k, p, d } = axis;
    /** @param {Partial<Axis>} changes */
    const prime = (changes) => equivalentPadding({ ...axis, ...changes });
    /** @type {[Word, boolean, number][]} */
    const found = [
      ["whole_k", true, prime({ k: k + 1 })],
      ["undilated", d > 1, prime({ d: 1 })],
      ["no_brackets", d > 1, prime({}) + d - 1],
      ["no_p", p > 0, prime({ p: 0 })],
      ["added_p", p > 0, prime({ p: -p })],
      ["own_p", true, p],
    ];
    return found.flatMap(([key, possible, answer]) => (possible ? [{ key, answer }] : []));
  }

  /** @param {Language} language */
  question(language) {
    const { k, p, d } = this.axis;
    const more = d > 1 ? figureWord(language, "caption_d", { d }) : "";
    return `<p>${word(language, "ask_prime", { k, p, more })}</p>`;
  }

  solution() {
    const value = `<strong>${number(this.answer)}</strong>`;
    return `<i>p′</i> = ${inLetters(PRIME)} = ${inNumbers(PRIME, this.axis)} = ${value}`;
  }

  /** @param {Drawer} from */
  redrawn(from) {
    return new Prime({ axis: redrawnAxis(this.axis, RANGES, from) });
  }

  plain() {
    return { kind: this.kind, axis: this.axis };
  }
}
