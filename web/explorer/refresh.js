// Bring the controls of an explorer up to its state.
import { TAKE } from "../core/code.js";
import { range } from "../core/limits.js";
import { VIEWS, isAlike } from "../core/state.js";
import { presetOf, views } from "./bar.js";
import { find, findAll } from "./find.js";
import { isHidden, parameters } from "./parameters.js";
import { noteLines } from "./sentences.js";
import { sizes } from "./sizes.js";
import { PLAY_SIGN } from "./transport.js";
import { lines } from "./values.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Parameter} Parameter */
/** @typedef {import("./explorer.js").ConvExplorer} ConvExplorer */

const PAUSE_SIGN = "❚❚";

/** @param {ConvExplorer} explorer */
export function drawControls(explorer) {
  const { now: state, notes, language } = explorer;
  drawChoices(explorer);
  drawSliders(explorer);
  find(explorer, ".sizes", HTMLElement).innerHTML = sizes(state, language);
  find(explorer, '[data-change="preset"]', HTMLSelectElement).value = presetOf(state);
  const said = find(explorer, ".notes", HTMLElement);
  said.hidden = !notes.length;
  said.innerHTML = noteLines(notes, language);
  drawValues(explorer);
  drawTaken(explorer);
}

/** @param {ConvExplorer} explorer */
export function drawReadout(explorer) {
  const { formula: html, picks, language } = explorer;
  const shown = find(explorer, ".formula", HTMLElement);
  if (html !== explorer.shownFormula) shown.innerHTML = explorer.shownFormula = html;
  const pin = find(explorer, '[data-do="pin"]', HTMLButtonElement);
  pin.setAttribute("aria-pressed", String(Boolean(picks.pinned)));
  pin.textContent = word(language, picks.pinned ? "pinned" : "pin");
  drawEdit(explorer);
}

/**
 * The field for one value: there while a cell of the input or the kernel is pinned.
 * @param {ConvExplorer} explorer
 */
function drawEdit(explorer) {
  const { now: state, picks } = explorer;
  const { of, cell } = picks.pinned ?? {};
  const field = find(explorer, "[data-edit]", HTMLInputElement);
  const edits = (of === "x" || of === "w") && cell;
  find(explorer, ".edit", HTMLElement).hidden = !edits;
  if (!edits) return;
  const value = String(state[of][cell[0]][cell[1]]);
  if (document.activeElement !== field || Number(field.value) !== Number(value))
    field.value = value;
}

/** @param {ConvExplorer} explorer */
export function drawTransport(explorer) {
  const { player, language } = explorer;
  const [n, of] = [player.done, player.count()];
  const scrub = find(explorer, "[data-scrub]", HTMLInputElement);
  scrub.max = String(of);
  scrub.value = String(n);
  find(explorer, ".count", HTMLOutputElement).textContent = word(language, "step_of", { n, of });
  const plays = player.timer !== null;
  const play = find(explorer, '[data-do="play"]', HTMLButtonElement);
  const label = word(language, plays ? "pause" : "play");
  play.textContent = plays ? PAUSE_SIGN : PLAY_SIGN;
  play.setAttribute("aria-label", label);
  play.title = label;
}

/** @param {ConvExplorer} explorer */
function drawChoices(explorer) {
  const { now: state, language } = explorer;
  press(explorer, "mode", state.mode);
  const shown = findAll(explorer, '[data-do="view"]', HTMLButtonElement);
  if (shown.length === VIEWS[state.mode].length) press(explorer, "view", state.view);
  else find(explorer, ".views", HTMLElement).innerHTML = views(state, language);
}

/**
 * Show which button of a row is chosen.
 * @param {ConvExplorer} explorer @param {string} action @param {string} value
 */
function press(explorer, action, value) {
  for (const one of findAll(explorer, `[data-do="${action}"]`, HTMLButtonElement))
    one.setAttribute("aria-pressed", String(one.dataset.value === value));
}

/** The parameter and the axes of a slider. @param {HTMLInputElement} slider */
export function moved(slider) {
  const name = /** @type {Parameter} */ (slider.dataset.parameter);
  const axes = /** @type {(0 | 1)[]} */ (slider.dataset.axes?.split(",").map(Number) ?? []);
  return { name, axes };
}

/** @param {ConvExplorer} explorer */
function drawSliders(explorer) {
  const { now: state } = explorer;
  if (!isAlike(state) && !explorer.apart) setApart(explorer, true);
  for (const slider of findAll(explorer, "[data-parameter]", HTMLInputElement)) {
    const { name, axes } = moved(slider);
    const [low, high] = range(state, name, axes);
    const value = String(state[name][axes[0]]);
    slider.min = String(low);
    slider.max = String(high);
    slider.value = value;
    slider.disabled = low === high;
    if (slider.nextElementSibling) slider.nextElementSibling.textContent = value;
    const around = slider.closest(".parameter");
    if (around instanceof HTMLElement) around.hidden = isHidden(state, name);
  }
}

/**
 * One slider for rows and columns, or one for each.
 * @param {ConvExplorer} explorer @param {boolean} apart
 */
export function setApart(explorer, apart) {
  const { now: state, language } = explorer;
  explorer.apart = apart;
  find(explorer, '[data-change="apart"]', HTMLInputElement).checked = apart;
  find(explorer, ".parameters", HTMLElement).innerHTML = parameters(state, language, apart);
}

/** @param {ConvExplorer} explorer */
function drawValues(explorer) {
  if (!find(explorer, "details.values", HTMLDetailsElement).open) return;
  for (const area of findAll(explorer, "[data-values]", HTMLTextAreaElement))
    if (document.activeElement !== area)
      area.value = lines(explorer.now[area.dataset.values === "x" ? "x" : "w"]);
  find(explorer, ".wrong", HTMLElement).textContent = "";
}

/** @param {ConvExplorer} explorer */
export function drawTaken(explorer) {
  if (!find(explorer, "details.take", HTMLDetailsElement).open) return;
  find(explorer, ".take pre", HTMLElement).textContent = TAKE[explorer.kind](explorer.now);
  press(explorer, "take", explorer.kind);
}
