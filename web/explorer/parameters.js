// The sliders, and what else says how an operation goes.
import { range } from "../core/limits.js";
import { PADS } from "../core/pads.js";
import { PARAMETERS, SAMES } from "../core/state.js";
import { choice, group } from "./button.js";
import { word } from "./words.js";

/** @typedef {import("../core/limits.js").Slid} Slid */
/** @typedef {import("../core/state.js").Same} Same */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {(0 | 1)[]} Axes of which a slider sets the parameter */
/** @typedef {{ apart: boolean, uneven: boolean }} Split whether axes, and both ends, have sliders of their own */

/** @type {Slid[]} */
export const SLIDERS = PARAMETERS.flatMap((name) => (name === "p" ? ["p", "pe"] : [name]));

/**
 * One slider for each parameter, or one for its rows and one for its columns.
 * @param {State} state @param {Language} language @param {Split} split
 */
export function parameters(state, language, split) {
  /** @type {Axes[]} */
  const axes = state.axes ? [[1]] : split.apart ? [[0], [1]] : [[0, 1]];
  return SLIDERS.map((name) => {
    const hidden = isHidden(state, name, split) ? " hidden" : "";
    const sliders = axes.map(
      (one) => `<span class="slide">${slider(state, language, name, one)}</span>`,
    );
    return `<div class="parameter"${hidden}><span class="name">${letter(name)} ${word(language, name)}</span>${sliders.join("")}</div>`;
  }).join("");
}

/** @param {Slid} name */
const letter = (name) => (name === "pe" ? "<i>p</i><sub>end</sub>" : `<i>${name}</i>`);

/** What has no effect, or is set by something else. @param {State} state @param {Slid} name @param {Split} split */
export function isHidden({ mode, same }, name, { uneven }) {
  if (name === "pe") return !uneven || Boolean(same);
  if (name === "p") return Boolean(same);
  return name === "op" && (mode === "conv" || Boolean(same));
}

/** The values of a slider's parameter. @param {State} state @param {Slid} name */
export const valuesOf = (state, name) => (name === "pe" ? (state.pe ?? state.p) : state[name]);

/** @param {State} state @param {Language} language @param {Slid} name @param {Axes} axes */
function slider(state, language, name, axes) {
  const [low, high] = range(state, name, axes);
  const value = valuesOf(state, name)[axes[0]];
  const which =
    axes.length > 1 || state.axes ? "" : `, ${word(language, axes[0] ? "columns" : "rows")}`;
  const fixed = low === high ? " disabled" : "";
  return (
    `<input type="range" data-parameter="${name}" data-axes="${axes.join()}" min="${low}" max="${high}" ` +
    `step="1" value="${value}"${fixed} aria-label="${word(language, name)}${which}"><output>${value}</output>`
  );
}

/** What padding is made of, how much SAME asks for, and how many axes there are. @param {State} state @param {Language} language */
export function kinds(state, language) {
  const [pad, same, axes] = [state.pad ?? "zeros", state.same ?? "none", state.axes ?? 2];
  const pads = PADS.map((one) => option(one, word(language, one), one === pad));
  const all = /** @type {(Same | "none")[]} */ (["none", ...SAMES]);
  const sames = all.map((one) => option(one, word(language, `same_${one}`), one === same));
  const dimensions = [1, 2].map((one) =>
    choice("axes", String(one), word(language, one === 1 ? "one_axis" : "two_axes"), one === axes),
  );
  return (
    `<label>${word(language, "pad")} <select data-change="pad">${pads.join("")}</select></label>` +
    `<label>${word(language, "same")} <select data-change="same">${sames.join("")}</select></label>` +
    group(word(language, "axes"), dimensions.join(""))
  );
}

/** @param {string} value @param {string} label @param {boolean} chosen */
export const option = (value, label, chosen) =>
  `<option value="${value}"${chosen ? " selected" : ""}>${label}</option>`;

/** @param {"apart" | "uneven"} name @param {boolean} checked @param {Language} language */
export const checkbox = (name, checked, language) =>
  `<label class="apart"><input type="checkbox" data-change="${name}"${checked ? " checked" : ""}> ${word(language, name)}</label>`;
