// The HTML of the explorer, written at build too, so that the page holds the finished first frame.
import { legal } from "../core/legal.js";
import { words } from "../core/link.js";
import { isAlike } from "../core/state.js";
import { caption } from "../figure/caption.js";
import { drawBoth } from "../figure/draw.js";
import { compute, middle } from "../figure/numbers.js";
import { formula } from "../figure/terms.js";
import { arrows } from "./arrows.js";
import { bar } from "./bar.js";
import { button } from "./button.js";
import { channels } from "./channels.js";
import { checkbox, kinds, parameters } from "./parameters.js";
import { noteLines, viewText } from "./sentences.js";
import { sizes } from "./sizes.js";
import { take } from "./take.js";
import { transport } from "./transport.js";
import { values } from "./values.js";
import { word } from "./words.js";

/** @typedef {import("../core/legal.js").Given} Given */
/** @typedef {import("../core/notes.js").Note} Note */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/**
 * The element with its attributes, for the build.
 * @param {Given} given @param {{ language: Language, share: boolean }} options
 */
export function element(given, { language, share }) {
  const { state } = legal(given);
  const attributes = Object.entries(words(state)).map(([name, value]) => `${name}="${value}"`);
  return `<conv-explorer ${attributes.join(" ")}${share ? " share" : ""} data-search-exclude>${inside(state, language, share)}</conv-explorer>`;
}

/**
 * Everything in the element.
 * @param {State} state @param {Language} language @param {boolean} share @param {Note[]} notes
 */
export function inside(state, language, share, notes = []) {
  const numbers = compute(state);
  const pick = middle(state);
  const apart = !isAlike(state) && !state.axes;
  const uneven = Boolean(state.pe) && !state.same;
  return (
    `<div class="bar">${bar(state, language)}</div>` +
    `<p class="notes" role="status"${notes.length ? "" : " hidden"}>${noteLines(notes, language)}</p>` +
    `<figure class="conv-figure"><div class="stage pan">${drawBoth(state, { numbers, pick, language })}</div>` +
    `<figcaption><span class="about">${viewText(state, language)}</span><span class="caption">${caption(state, language)}</span></figcaption></figure>` +
    `<div class="arrows">${arrows(language)}</div>` +
    `<div class="readout"><p class="formula">${formula(state, numbers, pick, language)}</p>` +
    `<label class="edit" hidden>${word(language, "value_of")} <input type="number" data-edit step="any"></label>` +
    `${button("pin", word(language, "pin"), 'aria-pressed="false"')}</div>` +
    `<div class="transport">${transport(state, language)}</div>` +
    `<div class="parameters">${parameters(state, language, { apart, uneven })}</div>` +
    `<div class="kinds">${checkbox("apart", apart, language)}${checkbox("uneven", uneven, language)}` +
    `<div class="more">${kinds(state, language)}</div></div>` +
    `<div class="sizes">${sizes(state, language)}</div>` +
    `<details class="channels">${channels(state, language)}</details>` +
    `<details class="values">${values(state, language)}</details>` +
    `<details class="take"${share ? " open" : ""}>${take(state, language)}</details>` +
    `<p class="hint">${word(language, "hint")}</p><div class="live" aria-live="polite"></div>`
  );
}
