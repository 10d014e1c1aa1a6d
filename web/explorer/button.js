import { escape } from "../words/escape.js";

/**
 * A button; what it does is found again by `data-do`.
 * @param {string} action @param {string} label @param {string} more attributes
 */
export const button = (action, label, more = "") =>
  `<button type="button" data-do="${action}" ${more}>${escape(label)}</button>`;

/**
 * One of a row of buttons of which one is chosen.
 * @param {string} action @param {string} value @param {string} label @param {boolean} chosen
 */
export const choice = (action, value, label, chosen) =>
  button(action, label, `data-value="${value}" aria-pressed="${chosen}"`);

/** A row of buttons of which one is chosen. @param {string} label @param {string} buttons */
export const group = (label, buttons) =>
  `<div class="choice" role="group" aria-label="${label}">${buttons}</div>`;
