// A formula as a tree: the number that it gives and the text that it is shown as are one thing.

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Parameter | "pe"} Parameter */
/** @typedef {Formula | { minus: Formula }} Term of a sum, but not its first */
/**
 * @typedef {number | Parameter | { sum: [Formula, ...Term[]] } | { product: Formula[] }
 *   | { floor: [over: Formula, under: Formula] }} Formula
 */

/** @param {Formula} formula @param {Axis} axis @returns {number} */
export function value(formula, axis) {
  /** @param {Formula} part */
  const of = (part) => value(part, axis);
  if (typeof formula === "number") return formula;
  if (typeof formula === "string") return axis[formula] ?? NaN;
  if ("sum" in formula)
    return formula.sum.reduce((/** @type {number} */ sum, term) => {
      return isMinus(term) ? sum - of(term.minus) : sum + of(term);
    }, 0);
  if ("product" in formula) return formula.product.map(of).reduce((all, one) => all * one);
  return Math.floor(of(formula.floor[0]) / of(formula.floor[1]));
}

/** @type {Partial<Record<Parameter, string>>} */
const LETTERS = { pe: "<i>p</i><sub>end</sub>" };

/** With its letters, as HTML: d(k − 1) − p. @param {Formula} formula */
export const inLetters = (formula) =>
  text(formula, (name) => LETTERS[name] ?? `<i>${name}</i>`, "");

/** With the numbers of an axis: 2·(3 − 1) − 1. @param {Formula} formula @param {Axis} axis */
export const inNumbers = (formula, axis) => text(formula, (name) => String(axis[name]), "·");

/** @param {Formula} formula @param {(name: Parameter) => string} letter @param {string} dot */
function text(formula, letter, dot) {
  /** @param {Formula} one @returns {string} */
  function written(one) {
    if (typeof one === "number") return String(one);
    if (typeof one === "string") return letter(one);
    if ("product" in one) return one.product.map(factor).join(dot);
    if ("floor" in one) return `⌊${factor(one.floor[0])} / ${factor(one.floor[1])}⌋`;
    const [first, ...terms] = one.sum;
    return written(first) + terms.map(added).join("");
  }
  /** @param {Formula} one */
  const factor = (one) =>
    typeof one === "object" && "sum" in one ? `(${written(one)})` : written(one);
  /** @param {Term} term */
  const added = (term) => (isMinus(term) ? ` − ${factor(term.minus)}` : ` + ${written(term)}`);
  return written(formula);
}

/** @param {Term} term @returns {term is { minus: Formula }} */
const isMinus = (term) => typeof term === "object" && "minus" in term;
