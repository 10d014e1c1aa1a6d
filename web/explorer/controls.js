// What the buttons, sliders and fields do.
import { PARAMETERS, onBoth } from "../core/state.js";
import { copyText, savePng, saveSvg } from "./files.js";
import { find } from "./find.js";
import { pinOrUnpin, pressed } from "./pointing.js";
import { drawControls, drawTaken, drawTransport, moved, setApart } from "./refresh.js";
import { refilled } from "./values.js";
import { word } from "./words.js";

/** @typedef {import("../core/cases.js").CaseName} CaseName */
/** @typedef {import("../core/code.js").Take} Take */
/** @typedef {import("../core/state.js").Mode} Mode */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../core/state.js").View} View */
/** @typedef {import("./explorer.js").ConvExplorer} ConvExplorer */
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
  view: (explorer, value) => explorer.change({ view: /** @type {View} */ (value) }),
  key: pressed,
  pin: pinOrUnpin,
  first: ({ player }) => player.goTo(0),
  back: ({ player }) => player.goTo(player.done - 1),
  forward: ({ player }) => player.forward(),
  last: ({ player }) => player.goTo(player.count()),
  play: ({ player }) => player.play(),
  fill(explorer, value) {
    const [name, kind] = /** @type {["x" | "w", Fill]} */ (value.split(","));
    explorer.change({ [name]: refilled(explorer.now[name], kind) });
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
  if (target.dataset.parameter) setParameter(explorer, target);
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
  }
  if (target instanceof HTMLInputElement && target.dataset.change === "apart")
    joinAxes(explorer, target.checked);
}

/** @param {ConvExplorer} explorer @param {HTMLInputElement} slider */
function setParameter(explorer, slider) {
  const { name, axes } = moved(slider);
  const old = explorer.now[name];
  explorer.change({ [name]: onBoth((a) => (axes.includes(a) ? Number(slider.value) : old[a])) });
}

/**
 * Bringing rows and columns together makes the rows like the columns.
 * @param {ConvExplorer} explorer @param {boolean} apart
 */
function joinAxes(explorer, apart) {
  setApart(explorer, apart);
  if (apart) return;
  /** @type {Partial<State>} */
  const changes = {};
  for (const name of PARAMETERS) changes[name] = onBoth(() => explorer.now[name][1]);
  explorer.change(changes);
}

/** @param {ConvExplorer} explorer @param {HTMLTextAreaElement} area */
function readNumbers(explorer, area) {
  const wrong = explorer.tryNumbers(area.dataset.values === "x" ? "x" : "w", area.value);
  find(explorer, ".wrong", HTMLElement).textContent = wrong
    ? word(explorer.language, `edit_${wrong.key}`, wrong)
    : "";
}

/** @param {ConvExplorer} explorer @param {HTMLInputElement} field */
function edit(explorer, field) {
  const { of, cell } = explorer.picks.pinned ?? {};
  if (field.value === "" || !cell || (of !== "x" && of !== "w")) return;
  const array = structuredClone(explorer.now[of]);
  array[cell[0]][cell[1]] = Number(field.value);
  explorer.tryNumbers(of, array);
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
