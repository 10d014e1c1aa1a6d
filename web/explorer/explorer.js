// The element: what it shows, where that comes from, and how it is drawn anew.
import { CASES } from "../core/cases.js";
import { same } from "../core/grid.js";
import { asGiven, changed, legal } from "../core/legal.js";
import { query } from "../core/link.js";
import { gradientsOf, outputOf, told } from "../core/told.js";
import { PARAMETERS } from "../core/state.js";
import { caption } from "../figure/caption.js";
import { draw } from "../figure/draw.js";
import { NARROW, WIDE } from "../figure/layout.js";
import { lit } from "../figure/lit.js";
import { cellAt, compute, middle, steps } from "../figure/numbers.js";
import { formula } from "../figure/terms.js";
import { listenToControls } from "./controls.js";
import { find } from "./find.js";
import { inside } from "./markup.js";
import { Picks } from "./picks.js";
import { Player } from "./player.js";
import { listenToFigure } from "./pointing.js";
import { drawControls, drawReadout, drawTransport } from "./refresh.js";
import { spoken, viewText } from "./sentences.js";
import { FIRST_KIND } from "./take.js";
import { word } from "./words.js";

/** @typedef {import("../core/cases.js").CaseName} CaseName */
/** @typedef {import("../core/code.js").Take} Take */
/** @typedef {import("../core/legal.js").Given} Given */
/** @typedef {import("../core/notes.js").Note} Note */
/** @typedef {import("../core/notes.js").NoteOnRows} NoteOnRows */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../figure/layout.js").Layout} Layout */
/** @typedef {import("../words/speaker.js").Language} Language */

const WORDS = /** @type {const} */ ([
  ...[
    "mode",
    ...PARAMETERS,
    "o",
    "pe",
    "pad",
    "same",
    "axes",
    "ci",
    "co",
    "g",
    "x",
    "w",
    "b",
    "gy",
  ],
  ...["act", "c", "view"],
]);
const PAUSE_MS = 250; // of the reader, before the link and the words for screen readers follow
const BESIDE = 8; // of a cell that is brought into sight

// The build runs this file too, where there are no elements.
const Element = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

/** @type {Layout} */
const NOTHING_DRAWN = {
  boxes: [],
  legend: { items: [], width: 0, height: 0 },
  top: 0,
  width: 0,
  height: 0,
  space: NARROW,
};

export class ConvExplorer extends Element {
  static observedAttributes = WORDS;

  ready = false;
  /** @type {Language} */ language = "en";
  now = legal({}).state;
  /** @type {Note[]} */ notes = [];
  picks = new Picks(this.now);
  /** @type {Take} */ kind = FIRST_KIND;
  split = { apart: false, uneven: false };
  numbers = compute(this.now);
  layout = NOTHING_DRAWN;
  room = 0; // for the drawing
  shownFormula = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */ waiting;
  listening = new AbortController();
  player = new Player(
    () => steps(this.now),
    () => this.showStep(),
  );

  connectedCallback() {
    if (this.ready) return;
    const lang = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    this.language = lang.startsWith("zh") ? "zh" : "en";
    const given = this.given();
    const { state, notes } = legal(given);
    this.now = state;
    this.notes = notes;
    this.picks = new Picks(state);
    this.player.at = null;
    if (!this.querySelector(".stage") || !same(given, this.words()))
      this.innerHTML = inside(state, this.language, this.shares, notes);
    this.shownFormula = "";
    for (const name of /** @type {const} */ (["apart", "uneven"]))
      this.split[name] = find(this, `[data-change="${name}"]`, HTMLInputElement).checked;
    this.prepareStage();
    this.listen();
    this.ready = true;
    this.draw();
  }

  disconnectedCallback() {
    this.player.pause();
    this.listening.abort();
    this.ready = false;
  }

  /** @param {string} _ @param {string | null} old @param {string | null} value */
  attributeChangedCallback(_, old, value) {
    if (this.ready && old !== value) this.begin(this.words());
  }

  // ---- What scripts can read and set

  get state() {
    return structuredClone(told(this.now));
  }

  /** @param {Given} given */
  set state(given) {
    this.begin({ ...given });
  }

  /** All channels of the output; its rows where there is but one. */
  get output() {
    return structuredClone(outputOf(this.now));
  }

  /** Those of input, kernel and bias, for the gradient of the output that the state has. */
  get gradients() {
    return structuredClone(gradientsOf(this.now));
  }

  // ---- Where the state comes from

  /** Whether the page's address holds the state. */
  get shares() {
    return this.hasAttribute("share");
  }

  /** The words of the attributes. @returns {Given} */
  words() {
    return Object.fromEntries(
      WORDS.flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name)]] : [])),
    );
  }

  /** The link's words, if it has any, else the attributes'. @returns {Given} */
  given() {
    const link = new URLSearchParams(this.shares ? location.search : "");
    const found = WORDS.flatMap((name) => (link.has(name) ? [[name, link.get(name)]] : []));
    return found.length ? Object.fromEntries(found) : this.words();
  }

  /** Show another state, with its middle lit. @param {Given} given */
  begin(given) {
    const { state, notes } = legal(given);
    this.replace(state, notes);
    this.picks.rest = middle(state);
  }

  /** @param {CaseName} name */
  beginCase(name) {
    this.begin(CASES[name]);
  }

  /** Change some words of the state. @param {Given} changes */
  change(changes) {
    this.replace(changed(this.now, changes));
  }

  /**
   * Other numbers, whose size comes along, or what is wrong with them.
   * @param {"x" | "w" | "gy" | "b"} name @param {unknown} given
   */
  tryNumbers(name, given) {
    const size = name === "x" ? "i" : name === "w" ? "k" : name;
    const { state, notes } = legal({ ...asGiven(this.now), [size]: undefined, [name]: given });
    const found = notes.find((one) => one.name === name);
    const wrong = /** @type {NoteOnRows | undefined} */ (found);
    if (!wrong) this.replace(state);
    return wrong;
  }

  /** @param {State} state @param {Note[]} notes */
  replace(state, notes = []) {
    const sameView = state.mode === this.now.mode && state.view === this.now.view;
    this.now = state;
    this.notes = notes;
    if (!sameView) this.player.pause();
    this.player.at = null;
    this.picks.keep(state);
    this.draw();
    this.later();
  }

  /** The pinned cell, if it is one of the numbers that can be changed. */
  get pinnedCell() {
    const { of, cell, plane = 0 } = this.picks.pinned ?? {};
    const part = this.numbers.parts[plane];
    if (!cell || !part || (of !== "x" && of !== "w")) return null;
    const from = part[of];
    return from && { from, cell, plane: part.plane[of] };
  }

  // ---- Drawing

  get stage() {
    return find(this, ".stage", HTMLElement);
  }

  get shownSvg() {
    return find(this, ".stage svg", SVGSVGElement);
  }

  /** How wide to draw. */
  get width() {
    return this.room >= WIDE.width ? WIDE.width : NARROW.width;
  }

  prepareStage() {
    this.stage.tabIndex = 0;
    this.stage.setAttribute("role", "application");
    this.stage.setAttribute("aria-label", word(this.language, "hint"));
    this.room = this.stage.clientWidth; // read once: asking after a change makes the browser lay out
  }

  draw() {
    this.drawFigure();
    drawControls(this);
  }

  drawFigure() {
    const { now: state, language, width } = this;
    const numbers = compute(state, this.player.at);
    const { svg, layout } = draw(state, { numbers, pick: this.picks.shown, language }, width);
    this.stage.innerHTML = svg;
    this.stage.classList.toggle("wider", layout.width > this.room);
    this.numbers = numbers;
    this.layout = layout;
    find(this, ".about", HTMLElement).textContent = viewText(state, language);
    find(this, ".caption", HTMLElement).textContent = caption(state, language);
    drawReadout(this);
    drawTransport(this);
  }

  /** What a touch changes: the lit cells and the formula, and nothing else. */
  drawPick() {
    const { now: state, layout, picks } = this;
    find(this, ".links", SVGGElement).innerHTML = lit(state, layout.boxes, picks.shown);
    drawReadout(this);
  }

  /** Bring the shown cell into the box that a wider drawing moves in. */
  follow() {
    const cell = this.querySelector(".links .main");
    if (!cell || this.layout.width <= this.room) return;
    const [at, box] = [cell.getBoundingClientRect(), this.stage.getBoundingClientRect()];
    if (at.left < box.left) this.stage.scrollLeft -= box.left - at.left + BESIDE;
    if (at.right > box.right) this.stage.scrollLeft += at.right - box.right + BESIDE;
  }

  /** The formula of the shown cell, as HTML. */
  get formula() {
    return formula(this.now, this.numbers, this.picks.shown, this.language);
  }

  // ---- Answering

  listen() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    listenToControls(this, signal);
    listenToFigure(this, signal);
    const resizes = new ResizeObserver(() => {
      if (this.stage.clientWidth === this.room) return;
      this.room = this.stage.clientWidth;
      this.drawFigure();
    });
    resizes.observe(this.stage);
    signal.addEventListener("abort", () => resizes.disconnect());
  }

  /** Show the cell that the last step computed. */
  showStep() {
    this.picks.step(cellAt(this.now, this.player.done));
    this.drawFigure();
    this.follow();
    if (this.player.timer === null) this.sayFormula();
  }

  /** What can wait until the reader pauses: the link, and the words for screen readers. */
  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.isConnected) return;
      this.share();
      this.say(spoken(this.now, this.language));
    }, PAUSE_MS);
  }

  share() {
    if (!this.shares) return;
    const link = `?${query(this.now)}`;
    if (location.search !== link) history.replaceState(history.state, "", link + location.hash);
  }

  /** @param {string} text for screen readers */
  say(text) {
    find(this, ".live", HTMLElement).textContent = text;
  }

  sayFormula() {
    this.say(find(this, ".formula", HTMLElement).textContent ?? "");
  }
}
