// What the buttons, sliders and fields do.
import { PARAMETERS, onBoth } from "../core/state.js";
import { copyText, savePng, saveSvg } from "./files.js";
import { find } from "./find.js";
import { pinOrUnpin, pressed } from "./pointing.js";
import { valuesOf } from "./parameters.js";
import { drawControls, drawTaken, drawTransport, moved, setSplit } from "./refresh.js";
import { planesOf, refilled, typed } from "./values.js";
import { word } from "./words.js";

/** @typedef {import("../core/cases.js").CaseName} CaseName */
/** @typedef {import("../core/code.js").Take} Take */
/** @typedef {import("../core/legal.js").Given} Given */
/** @typedef {import("../core/state.js").Mode} Mode */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../core/state.js").View} View */
/** @typedef {import("./explorer.js").ConvExplorer} ConvExplorer */
/** @typedef {import("./values.js").Editable} Editable */
/** @typedef {import("./values.js").Fill} Fill */

const COPIED_MS = 1500; // for how long a button says that it copied

/** @param {ConvExplorer} explorer @param {AbortSignal} signal ends the listening */
export function listenToControls(explorer, signal) {
  explorer.addEventListener("click", (event) => onClick(explorer, event), { signal });
  explorer.addEventListener("input", (event) => onInput(explorer, event), { signal });
  explorer.addEventListener("change", (event) => onChange(explorer, event), { signal });
  // Opening a fold brings up to date what was not drawn while it was closed.
  explorer.addEventListener("toggle", () => drawControls(explorer), { capture: true, signal });
}

/**
 * What a button does, by its `data-do`.
 * @type {Record<string, (explorer: ConvExplorer, value: string, button: HTMLButtonElement) => void>}
 */
const ACTIONS = {
  mode: (explorer, value) => explorer.change({ mode: /** @type {Mode} */ (value) }),
  act: (explorer, value) => explorer.change({ act: value }),
  axes: (explorer, value) => setAxes(explorer, Number(value)),
  view: (explorer, value) => explorer.change({ view: /** @type {View} */ (value) }),
  key: pressed,
  pin: pinOrUnpin,
  first: ({ player }) => player.goTo(0),
  back: ({ player }) => player.goTo(player.done - 1),
  forward: ({ player }) => player.forward(),
  last: ({ player }) => player.goTo(player.count()),
  play: ({ player }) => player.play(),
  fill(explorer, value) {
    const [name, kind] = /** @type {[Editable, Fill]} */ (value.split(","));
    explorer.change({ [name]: refilled(planesOf(explorer.now, name), kind) });
  },
  take(explorer, value) {
    explorer.kind = /** @type {Take} */ (value);
    drawTaken(explorer);
  },
  copy: (explorer, _, button) => void copy(explorer, button),
  save_svg: (explorer) => saveSvg(explorer.shownSvg, fileName(explorer)),
  save_png: (explorer) => void savePng(explorer.shownSvg, fileName(explorer)),
};

/** Buttons that end a playing of the steps. */
const STEPS = ["first", "back", "forward", "last", "play"];

/** @param {ConvExplorer} explorer @param {Event} event */
function onClick(explorer, { target }) {
  const button = target instanceof Element ? target.closest("[data-do]") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const { do: action = "", value = "" } = button.dataset;
  const { player } = explorer;
  const played = player.timer !== null;
  if (STEPS.includes(action)) player.pause();
  if (action !== "play" || !played) ACTIONS[action](explorer, value, button);
  if (STEPS.includes(action)) drawTransport(explorer);
}

/** @param {ConvExplorer} explorer @param {Event} event */
function onInput(explorer, { target }) {
  if (target instanceof HTMLTextAreaElement) readNumbers(explorer, target);
  if (!(target instanceof HTMLInputElement)) return;
  if (target.dataset.values) readNumbers(explorer, target);
  else if (target.dataset.parameter) setParameter(explorer, target);
  else if (target.matches("[data-edit]")) edit(explorer, target);
  else if (target.matches("[data-scrub]")) {
    const step = Number(target.value);
    explorer.player.pause();
    explorer.player.goTo(step);
  }
}

/** @param {ConvExplorer} explorer @param {Event} event */
function onChange(explorer, { target }) {
  if (target instanceof HTMLSelectElement) {
    const { value, dataset } = target;
    if (dataset.change === "preset" && value) explorer.beginCase(/** @type {CaseName} */ (value));
    if (dataset.change === "speed") explorer.player.setSpeed(Number(value));
    if (WORDS.includes(dataset.change ?? "")) explorer.change({ [dataset.change ?? ""]: value });
  }
  if (target instanceof HTMLInputElement) {
    if (target.dataset.change === "apart") joinAxes(explorer, target.checked);
    if (target.dataset.change === "uneven") joinEnds(explorer, target.checked);
  }
}

/** What a list chooses for the state itself; another number of channels shows the first again. */
const WORDS = ["pad", "same", "ci", "co", "g", "c"];

/** @param {ConvExplorer} explorer @param {HTMLInputElement} slider */
function setParameter(explorer, slider) {
  const { name, axes } = moved(slider);
  const { now: state, split } = explorer;
  const old = valuesOf(state, name);
  const next = onBoth((a) => (axes.includes(a) ? Number(slider.value) : old[a]));
  // With sliders of their own, both ends stay apart where they are equal for a moment.
  const other = split.uneven && name === "p" ? { pe: valuesOf(state, "pe") } : {};
  explorer.change({ [name]: next, ...other });
}

/**
 * Bringing both ends together makes the end like the start.
 * @param {ConvExplorer} explorer @param {boolean} uneven
 */
function joinEnds(explorer, uneven) {
  setSplit(explorer, { uneven });
  if (!uneven) explorer.change({ pe: explorer.now.p });
}

/**
 * One axis has the columns alone; two begin alike.
 * @param {ConvExplorer} explorer @param {number} axes
 */
function setAxes(explorer, axes) {
  if (axes === 1) explorer.change({ axes });
  else if (explorer.now.axes) explorer.change({ axes: undefined, ...alike(explorer.now) });
}

/** Rows like the columns. @param {State} state @returns {Given} */
function alike(state) {
  /** @type {Given} */
  const changes = { pe: state.pe && [state.pe[1], state.pe[1]] };
  for (const name of PARAMETERS) changes[name] = onBoth(() => state[name][1]);
  return changes;
}

/**
 * Bringing rows and columns together makes the rows like the columns.
 * @param {ConvExplorer} explorer @param {boolean} apart
 */
function joinAxes(explorer, apart) {
  setSplit(explorer, { apart });
  if (!apart) explorer.change(alike(explorer.now));
}

/** @param {ConvExplorer} explorer @param {HTMLTextAreaElement | HTMLInputElement} field */
function readNumbers(explorer, field) {
  const name = /** @type {Editable | "b"} */ (field.dataset.values);
  const several = explorer.now.channels && name !== "b";
  const wrong = explorer.tryNumbers(name, several ? typed(field.value) : field.value);
  find(explorer, ".wrong", HTMLElement).textContent = wrong
    ? word(explorer.language, `edit_${wrong.key}`, wrong)
    : "";
}

/** @param {ConvExplorer} explorer @param {HTMLInputElement} field */
function edit(explorer, field) {
  const pinned = explorer.pinnedCell;
  if (field.value === "" || !pinned) return;
  const { from, cell } = pinned;
  const planes = structuredClone(planesOf(explorer.now, from.array));
  planes[from.at][cell[0]][cell[1]] = Number(field.value);
  explorer.tryNumbers(from.array, planes);
}

/** @param {ConvExplorer} explorer @param {HTMLButtonElement} button */
async function copy(explorer, button) {
  await copyText(find(explorer, ".take pre", HTMLElement));
  button.textContent = word(explorer.language, "copied");
  explorer.say(button.textContent);
  setTimeout(() => (button.textContent = word(explorer.language, "copy")), COPIED_MS);
}

/** @param {ConvExplorer} explorer */
const fileName = ({ now: { mode, view } }) => `${mode}-${view}`;
