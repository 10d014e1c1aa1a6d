// The size formula along each axis, with the numbers in it, and what there is to say about it.
import { inLetters, inNumbers, value } from "../core/formula.js";
import { onlyBias } from "../core/meet.js";
import { PRIME, PRIME_AT_END, sizes as outputs, sizeFormula, unreached } from "../core/size.js";
import { axis, isAlike, onBoth } from "../core/state.js";
import { number } from "../figure/text.js";
import { marked } from "../words/marked.js";
import { word } from "./words.js";

/** @typedef {import("../core/formula.js").Formula} Formula */
/** @typedef {import("../core/state.js").Axis} Axis */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/** One line where both axes are alike. @param {State} state @param {Language} language */
export function sizes(state, language) {
  const axes = onBoth((a) => axis(state, a));
  /** @param {(one: Axis) => string} line */
  const lines = (line) =>
    isAlike(state) || state.axes
      ? [line(axes[1])]
      : onBoth(
          (a) => `<small>${word(language, a ? "columns_of" : "rows_of")}</small> ${line(axes[a])}`,
        );
  const size = sizeFormula(state.mode, axes[1]);
  const found = [
    `<p><b>${word(language, "size")}</b> <i>o</i> = ${inLetters(size)}</p>`,
    ...lines((one) => sizeLine(size, one)).map((line) => `<p class="numbers">${line}</p>`),
  ];
  if (state.mode === "transposed" && !state.pad)
    for (const [symbol, prime] of state.pe ? BOTH_ENDS : BOTH_ENDS.slice(0, 1))
      found.push(
        `<p><b>${word(language, "prime")}</b> ${symbol} = ${inLetters(prime)}</p>`,
        ...lines((one) => primeLine(prime, one, language)).map(
          (line) => `<p class="numbers">${line}</p>`,
        ),
      );
  found.push(
    ...[...padded(state, language), ...remarks(state, language)].map(
      (line) => `<p class="remark">${marked(line)}</p>`,
    ),
  );
  return found.join("");
}

/** @param {Formula} size @param {Axis} one */
const sizeLine = (size, one) =>
  `${inNumbers(size, one)} = <strong class="role-output">${value(size, one)}</strong>`;

/** p′ at the start, which is that of both ends where they are alike, and at the end. @type {[string, Formula][]} */
const BOTH_ENDS = [
  ["<i>p′</i>", PRIME],
  ["<i>p′</i><sub>end</sub>", PRIME_AT_END],
];

/** @param {Formula} formula @param {Axis} one @param {Language} language */
function primeLine(formula, one, language) {
  const prime = value(formula, one);
  const crops =
    prime < 0 ? ` <span class="role-dropped">${word(language, "prime_crops")}</span>` : "";
  return `${inNumbers(formula, one)} = <strong>${number(prime)}</strong>${crops}`;
}

/** What padding is, where it is more than one number of zeros. @param {State} state @param {Language} language */
function padded(state, language) {
  const { mode, same, pe, pad, s } = state;
  const found = [];
  if (same)
    for (const { axis: name, one } of named(state, language))
      found.push(word(language, "same_is", { p: one.p, pe: one.pe ?? one.p, axis: name }));
  if (same && mode === "conv" && s.some((one) => one > 1))
    found.push(word(language, "same_refused"));
  if (mode === "transposed" && pad) found.push(word(language, "pad_transposed"));
  else if (mode === "transposed" && pe) found.push(word(language, "pe_transposed"));
  return found;
}

/** The axes with their names, once where they are alike. @param {State} state @param {Language} language */
function named(state, language) {
  const [rows, columns] = onBoth((a) => axis(state, a));
  if (state.axes) return [{ axis: word(language, "columns_of"), one: columns }];
  if (isAlike(state)) return [{ axis: word(language, "both_axes"), one: rows }];
  return [
    { axis: word(language, "rows_of"), one: rows },
    { axis: word(language, "columns_of"), one: columns },
  ];
}

/** @param {State} state @param {Language} language */
function remarks(state, language) {
  if (state.mode === "conv") {
    const [rows, columns] = onBoth((a) => unreached(axis(state, a)));
    return rows || columns ? [word(language, "floor_drops", { rows, columns })] : [];
  }
  const bias = onlyBias(state).map((one) => one.filter(Boolean).length);
  const alike = state.op[0] === state.op[1] && bias[0] === bias[1];
  /** @type {("both_axes" | "rows_of" | "columns_of")[]} */
  const names = alike ? ["both_axes"] : ["rows_of", "columns_of"];
  const added = names.flatMap((name, a) => {
    const op = state.op[a];
    if (op === 0) return [];
    const said = { op, real: op - bias[a], bias: bias[a], axis: word(language, name) };
    return [word(language, "real_rows", said)];
  });
  return state.pad || state.pe
    ? added
    : [...added, word(language, "output_size", { o: asked(state) })];
}

/** The argument of PyTorch's forward that gives this output. @param {State} state */
const asked = (state) => `[${(state.axes ? [outputs(state)[1]] : outputs(state)).join(", ")}]`;
