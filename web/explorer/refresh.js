// Bring the controls of an explorer up to its state.
import { TAKE } from "../core/code.js";
import { range } from "../core/limits.js";
import { isAlike } from "../core/state.js";
import { presetOf, views } from "./bar.js";
import { find, findAll } from "./find.js";
import { channels } from "./channels.js";
import { SLIDERS, isHidden, kinds, parameters, valuesOf } from "./parameters.js";
import { noteLines } from "./sentences.js";
import { sizes } from "./sizes.js";
import { PLAY_SIGN } from "./transport.js";
import { biasText, hasGradient, textOf } from "./values.js";
import { word } from "./words.js";

/** @typedef {import("../core/limits.js").Slid} Slid */
/** @typedef {import("./explorer.js").ConvExplorer} ConvExplorer */
/** @typedef {import("./parameters.js").Split} Split */
/** @typedef {import("./values.js").Editable} Editable */

const PAUSE_SIGN = "❚❚";

/** @param {ConvExplorer} explorer */
export function drawControls(explorer) {
  const { now: state, notes, language } = explorer;
  drawChoices(explorer);
  drawSliders(explorer);
  refill(find(explorer, ".more", HTMLElement), kinds(state, language));
  drawChannels(explorer);
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
 * Other HTML in a part whose controls keep the focus.
 * @param {HTMLElement} part @param {string} html
 */
function refill(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const { change, do: action, value } = focused instanceof HTMLElement ? focused.dataset : {};
  part.innerHTML = html;
  const again = change
    ? `[data-change="${change}"]`
    : `[data-do="${action}"][data-value="${value}"]`;
  if (focused) findAll(part, again, HTMLElement)[0]?.focus();
}

/** @param {ConvExplorer} explorer */
function drawChannels(explorer) {
  const fold = find(explorer, "details.channels", HTMLDetailsElement);
  if (fold.open) refill(fold, channels(explorer.now, explorer.language));
}

/**
 * The field for one value: there while a cell of the input or the kernel is pinned.
 * @param {ConvExplorer} explorer
 */
function drawEdit(explorer) {
  const field = find(explorer, "[data-edit]", HTMLInputElement);
  const pinned = explorer.pinnedCell;
  find(explorer, ".edit", HTMLElement).hidden = !pinned;
  if (!pinned) return;
  const { plane, cell } = pinned;
  const value = String(plane[cell[0]][cell[1]]);
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
  press(explorer, "act", state.act ?? "y");
  refill(find(explorer, ".views", HTMLElement), views(state, language));
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
  const name = /** @type {Slid} */ (slider.dataset.parameter);
  const axes = /** @type {(0 | 1)[]} */ (slider.dataset.axes?.split(",").map(Number) ?? []);
  return { name, axes };
}

/** @param {ConvExplorer} explorer */
function drawSliders(explorer) {
  const { now: state } = explorer;
  if (state.axes) setSplit(explorer, { apart: false });
  else if (!isAlike(state) && !explorer.split.apart) setSplit(explorer, { apart: true });
  if (state.pe && !state.same && !explorer.split.uneven) setSplit(explorer, { uneven: true });
  if (findAll(explorer, '[data-axes="1"]', HTMLInputElement).length !== splitCount(explorer))
    setSplit(explorer, {});
  for (const slider of findAll(explorer, "[data-parameter]", HTMLInputElement)) {
    const { name, axes } = moved(slider);
    const [low, high] = range(state, name, axes);
    const value = String(valuesOf(state, name)[axes[0]]);
    slider.min = String(low);
    slider.max = String(high);
    slider.value = value;
    slider.disabled = low === high;
    if (slider.nextElementSibling) slider.nextElementSibling.textContent = value;
    const around = slider.closest(".parameter");
    if (around instanceof HTMLElement) around.hidden = isHidden(state, name, explorer.split);
  }
}

/** How many sliders there are for columns alone. @param {ConvExplorer} explorer */
const splitCount = ({ now, split }) => (now.axes || split.apart ? SLIDERS.length : 0);

/**
 * One slider for rows and columns, or for both ends, or one for each.
 * @param {ConvExplorer} explorer @param {Partial<Split>} changes
 */
export function setSplit(explorer, changes) {
  const { now: state, language } = explorer;
  Object.assign(explorer.split, changes);
  for (const name of /** @type {const} */ (["apart", "uneven"])) {
    const box = find(explorer, `[data-change="${name}"]`, HTMLInputElement);
    box.checked = explorer.split[name];
    const label = box.closest("label");
    if (label) label.hidden = Boolean(name === "apart" ? state.axes : state.same);
  }
  const html = parameters(state, language, explorer.split);
  find(explorer, ".parameters", HTMLElement).innerHTML = html;
}

/** @param {ConvExplorer} explorer */
function drawValues(explorer) {
  if (!find(explorer, "details.values", HTMLDetailsElement).open) return;
  const { now: state } = explorer;
  for (const area of findAll(explorer, "textarea[data-values]", HTMLTextAreaElement))
    if (document.activeElement !== area)
      area.value = textOf(state, /** @type {Editable} */ (area.dataset.values));
  const bias = find(explorer, '[data-values="b"]', HTMLInputElement);
  if (document.activeElement !== bias) bias.value = biasText(state);
  find(explorer, ".gradient", HTMLElement).hidden = !hasGradient(state);
  find(explorer, ".several", HTMLElement).hidden = !state.channels;
  find(explorer, ".wrong", HTMLElement).textContent = "";
}

/** @param {ConvExplorer} explorer */
export function drawTaken(explorer) {
  if (!find(explorer, "details.take", HTMLDetailsElement).open) return;
  find(explorer, ".take pre", HTMLElement).textContent = TAKE[explorer.kind](explorer.now);
  press(explorer, "take", explorer.kind);
}
