// The bar above the figure: operation, view, and the examples.
import { GROUPS } from "../core/cases.js";
import { asGiven, caseNamed } from "../core/legal.js";
import { viewsOf } from "../core/planes.js";
import { ACTS, VIEWS } from "../core/state.js";
import { word as figureWord } from "../figure/words.js";
import { choice, group } from "./button.js";
import { word } from "./words.js";

/** @typedef {import("../core/cases.js").CaseName} CaseName */
/** @typedef {import("../core/cases.js").Group} Group */
/** @typedef {import("../core/state.js").Act} Act */
/** @typedef {import("../core/state.js").Mode} Mode */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

const NAMES = /** @type {[Group, CaseName[]][]} */ (
  Object.entries(GROUPS).map(([name, cases]) => [name, Object.keys(cases)])
);

/** @param {State} state @param {Language} language */
export const bar = (state, language) =>
  modes(state, language) +
  acts(state, language) +
  `<div class="views">${views(state, language)}</div>` +
  examples(presetOf(state), language);

/** @param {State} state @param {Language} language */
function modes({ mode }, language) {
  const all = /** @type {Mode[]} */ (Object.keys(VIEWS));
  const buttons = all.map((one) => choice("mode", one, figureWord(language, one), one === mode));
  return group(word(language, "operation"), buttons.join(""));
}

/** The output, a gradient, or how often cells are met. @param {State} state @param {Language} language */
function acts(state, language) {
  const act = state.act ?? "y";
  const shown = /** @type {(Act | "y")[]} */ (["y", ...ACTS]);
  const buttons = shown.map((one) => choice("act", one, word(language, `act_${one}`), one === act));
  return group(word(language, "act"), buttons.join(""));
}

/** @param {State} state @param {Language} language */
export function views(state, language) {
  const buttons = viewsOf(state).map((one) =>
    choice("view", one, word(language, one), one === state.view),
  );
  return group(word(language, "view"), buttons.join(""));
}

/** @param {CaseName | ""} chosen @param {Language} language */
function examples(chosen, language) {
  /** @param {CaseName} name */
  const option = (name) =>
    `<option value="${name}"${name === chosen ? " selected" : ""}>${word(language, name)}</option>`;
  const groups = NAMES.map(
    ([name, cases]) =>
      `<optgroup label="${word(language, name)}">${cases.map(option).join("")}</optgroup>`,
  );
  const none = `<option value=""${chosen ? "" : " selected"}>${word(language, "preset_none")}</option>`;
  return `<label class="preset"><span>${word(language, "preset")}</span> <select data-change="preset">${none}${groups.join("")}</select></label>`;
}

/** A state less what is shown of it, to compare. @param {State} state */
const plain = (state) =>
  JSON.stringify({
    ...asGiven(state),
    view: undefined,
    act: undefined,
    c: undefined,
    gy: undefined,
  });

const KNOWN = new Map(
  NAMES.flatMap(([, cases]) => cases).map((name) => [plain(caseNamed(name)), name]),
);

/** The name of the case that this state is, whatever its view. @param {State} state */
export const presetOf = (state) => KNOWN.get(plain(state)) ?? "";
