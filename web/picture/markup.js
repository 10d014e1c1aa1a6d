// The HTML inside the parts.

import { button, group } from "../explorer/button.js";
import { sayIn } from "../layers/offered.js";
import { escape } from "../words/escape.js";
import { cut } from "./cut.js";
import { KINDS, written } from "./export.js";
import { graph } from "./graph.js";
import { reached } from "./nodes.js";
import { axesOf, stackOf, viewOf } from "./model.js";
import { sentences } from "./say.js";
import { LONGEST } from "./stack.js";
import { word } from "./words.js";

/**
 * @import { Report } from "../layers/types.js"
 * @import { Program } from "../layers/run/program.js"
 * @import { Language } from "../words/speaker.js"
 * @import { View } from "./cut.js"
 * @import { Stack } from "./stack.js"
 * @import { Kind } from "./export.js"
 * @import { Choice } from "./model.js"
 */

/**
 * @param {Report} report
 * @param {Language} language
 */
export function graphPart(report, language) {
  if (!report.input || !reached(report.rows).length) return nothing(language);
  const { svg, left } = graph(report, language);
  const more = left ? ` ${word(language, "graph_left", { left })}` : "";
  return (
    `<section class="layer-picture__pan pan" tabindex="0" aria-label="${sayIn(language)("graph")}">${svg}</section>` +
    `<p class="layer-picture__about">${word(language, "graph_about")}${more}</p>${saves(language)}`
  );
}

/**
 * The cut, and the stack and the view that it shows.
 * @param {Report} report
 * @param {Program | null} program
 * @param {Choice} choice
 * @param {Language} language
 * @returns {{ html: string, stack: Stack | null, view: View | null }}
 */
export function cutPart(report, program, choice, language) {
  const names = program && report.input ? axesOf(program, report.input, language) : [];
  const axis = Math.min(choice.axis, names.length - 1);
  const stack = program && stackOf(report, program, axis, names[axis]);
  if (stack && typeof stack === "object") {
    const view = viewOf(stack, choice);
    return {
      html: controls(names, axis, view, language) + figure(stack, view, language),
      stack,
      view,
    };
  }
  const long = stack && `<p>${word(language, "too_long", { size: stack, most: LONGEST })}</p>`;
  return { html: long || nothing(language), stack: null, view: null };
}

/**
 * @param {string[]} names of the axes
 * @param {number} axis
 * @param {View} view
 * @param {Language} language
 */
function controls(names, axis, { close, closes }, language) {
  const axes = names.map((name, at) => choose("axis", at, name, at === axis));
  const extents = [false, true].map((one) =>
    choose("close", one, word(language, one ? "close" : "whole"), one === close),
  );
  const keys = KEYS.map(
    ([key, name, sign]) =>
      `<button type="button" data-do="key" data-value="${key}" aria-label="${word(language, name)}">${sign}</button>`,
  );
  return (
    `<div class="layer-picture__bar">${names.length > 1 ? group(word(language, "axis"), axes.join("")) : ""}` +
    `${closes ? group(word(language, "extent"), extents.join("")) : ""}` +
    `<div class="layer-picture__keys">${group(word(language, "cell"), keys.join(""))}</div></div>`
  );
}

/**
 * @param {Stack} stack
 * @param {View} view
 * @param {Language} language
 */
function figure(stack, view, language) {
  return (
    `<div class="layer-picture__pan pan layer-picture__stage" tabindex="0" role="application" aria-label="${word(language, "scroll_cut")}">` +
    `${cut(stack, view, language)}</div>` +
    `<p class="layer-picture__said" aria-live="polite">${escape(sentences(stack, view.pick, language))}</p>` +
    `<p class="layer-picture__about">${word(language, "hint")}</p>${saves(language)}`
  );
}

const KEYS = /** @type {const} */ ([
  ["ArrowLeft", "left", "←"],
  ["ArrowUp", "up", "↑"],
  ["ArrowDown", "down", "↓"],
  ["ArrowRight", "right", "→"],
]);

/**
 * @param {string} action
 * @param {number | boolean} value
 * @param {string} label
 * @param {boolean} pressed
 */
const choose = (action, value, label, pressed) =>
  button(action, label, `data-value="${Number(value)}" aria-pressed="${pressed}"`);

/**
 * @param {Report} report
 * @param {Kind} kind
 * @param {Language} language
 */
export function takePart(report, kind, language) {
  if (!report.rows.length) return nothing(language);
  const kinds = KINDS.map((one) =>
    button("take", one.name, `data-value="${one.kind}" aria-pressed="${one.kind === kind}"`),
  );
  return (
    `<div class="layer-picture__bar">${group(sayIn(language)("take"), kinds.join(""))}</div>` +
    `<pre class="layer-picture__text" tabindex="0">${escape(written(report, kind, language))}</pre>` +
    `<div class="layer-picture__bar">${button("copy", word(language, "copy"))}${button("save", word(language, "save"))}</div>`
  );
}

/** @param {Language} language */
const saves = (language) =>
  `<div class="layer-picture__bar">${button("save_svg", word(language, "save_svg"))}</div>`;

/** @param {Language} language */
const nothing = (language) => `<p class="layer-picture__about">${word(language, "nothing")}</p>`;
