// A formula as a tree: the number that it gives and the text that it is shown as are one thing.

/** @typedef {import("./state.js").Axis} Axis */
/** @typedef {import("./state.js").Parameter} Parameter */
/**
 * @typedef {number | Parameter | { sum: Formula[] } | { product: Formula[] } | { minus: Formula }
 *   | { floor: [Formula, Formula] }} Formula
 */

/** @param {Formula} formula @param {Axis} axis @returns {number} */
export function value(formula, axis) {
  /** @param {Formula} part */
  const of = (part) => value(part, axis);
  if (typeof formula === "number") return formula;
  if (typeof formula === "string") return axis[formula];
  if ("minus" in formula) return -of(formula.minus);
  if ("sum" in formula) return formula.sum.map(of).reduce((sum, one) => sum + one);
  if ("product" in formula) return formula.product.map(of).reduce((all, one) => all * one);
  const [over, under] = formula.floor;
  return Math.floor(of(over) / of(under));
}

/** With its letters, as HTML: d(k − 1) − p. @param {Formula} formula */
export const inLetters = (formula) => text(formula, (name) => `<i>${name}</i>`, "");

/** With the numbers of an axis: 2·(3 − 1) − 1. @param {Formula} formula @param {Axis} axis */
export const inNumbers = (formula, axis) => text(formula, (name) => String(axis[name]), "·");

/** @param {Formula} formula @param {(name: Parameter) => string} letter @param {string} dot */
function text(formula, letter, dot) {
  /** @param {Formula} one @returns {string} */
  function written(one) {
    if (typeof one === "number") return String(one);
    if (typeof one === "string") return letter(one);
    if ("minus" in one) return `−${factor(one.minus)}`;
    if ("sum" in one) return one.sum.map(added).join("");
    if ("product" in one) return one.product.map(factor).join(dot);
    return `⌊${factor(one.floor[0])} / ${factor(one.floor[1])}⌋`;
  }
  /** @param {Formula} one @param {number} index */
  function added(one, index) {
    if (index === 0) return written(one);
    return typeof one === "object" && "minus" in one
      ? ` − ${factor(one.minus)}`
      : ` + ${written(one)}`;
  }
  /** @param {Formula} one */
  const factor = (one) =>
    typeof one === "object" && "sum" in one ? `(${written(one)})` : written(one);
  return written(formula);
}
