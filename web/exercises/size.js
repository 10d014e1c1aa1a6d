// "Which size comes out?": of either operation, along one axis.
import { inLetters, inNumbers } from "../core/formula.js";
import { repair } from "../core/limits.js";
import { same } from "../core/grid.js";
import { SIZE, outputSize, way } from "../core/size.js";
import { word as figureWord } from "../figure/words.js";
import { redrawnAxis } from "./states.js";
import { word } from "./words.js";

/** @import { Drawer, Exercise, Language, Slip, Word } from "./types.js" */
/** @typedef {import("../core/state.js").Axis} Axis */
/** @typedef {import("../core/state.js").Mode} Mode */

/** @type {import("./states.js").Ranges} */
const RANGES = { i: [4, 32], k: [2, 7], s: 4, p: 3, d: 3 };

/** @implements {Exercise} */
export class Size {
  kind = "size";
  hint = /** @type {const} */ ("hint_size");

  /** @param {{ mode: Mode, axis: Axis }} given */
  constructor({ mode, axis }) {
    this.mode = mode;
    this.axis = axis;
  }

  get answer() {
    return outputSize(this.mode, this.axis);
  }

  slips() {
    const { mode, axis } = this;
    const { i, k, s, p, d, op } = axis;
    const direct = mode === "conv";
    /** @param {Partial<Axis>} changes */
    const size = (changes) => outputSize(mode, { ...axis, ...changes });
    /** @type {[Word, boolean, number][]} */
    const found = [
      ["whole_k", true, size({ k: k + 1 })],
      ["whole_i", !direct, size({ i: i + 1 })],
      ["ceiling", direct && s > 1, Math.ceil(way(axis) / s) + 1],
      ["padded_once", p > 0, direct ? size({ i: i - p }) : size({}) + p],
      [direct ? "unpadded" : "uncropped", p > 0, size({ p: 0 })],
      ["undilated", d > 1, size({ d: 1 })],
      ["no_output_padding", op > 0, size({ op: 0 })],
      ["no_one", true, size({}) - 1],
      [direct ? "size_transposed" : "size_conv", true, outputSize(OTHER[mode], axis)],
    ];
    return found.flatMap(([key, possible, answer]) => (possible ? [{ key, answer }] : []));
  }

  /** @param {Language} language */
  question(language) {
    const { i, k, s, p, d, op } = this.axis;
    const mode = figureWord(language, this.mode);
    const more =
      (d > 1 ? figureWord(language, "caption_d", { d }) : "") +
      (op > 0 ? figureWord(language, "caption_op", { op }) : "");
    return `<p>${word(language, "ask_size", { mode, i, k, s, p, more })}</p>`;
  }

  solution() {
    const formula = SIZE[this.mode];
    const value = `<strong>${this.answer}</strong>`;
    return `<i>o</i> = ${inLetters(formula)} = ${inNumbers(formula, this.axis)} = ${value}`;
  }

  /** @param {Drawer} from */
  redrawn(from) {
    const axis = redrawnAxis(this.axis, RANGES, from);
    return same(axis, repair(this.mode, axis)) ? new Size({ mode: this.mode, axis }) : null;
  }

  plain() {
    return { kind: this.kind, mode: this.mode, axis: this.axis };
  }
}

/** @type {Record<Mode, Mode>} */
const OTHER = { conv: "transposed", transposed: "conv" };
