// The pictures in a page: they are drawn when they are opened, and their cells answer.

import { copyText, save, saveSvg } from "../explorer/files.js";
import { cut } from "./cut.js";
import { KINDS, written } from "./export.js";
import { frame, pickAt } from "./frame.js";
import { cutPart, graphPart, takePart } from "./markup.js";
import { middleOf, programOf } from "./model.js";
import { sentences } from "./say.js";
import { word } from "./words.js";

/**
 * @import { Report } from "../layers/types.js"
 * @import { Program } from "../layers/run/program.js"
 * @import { Language } from "../words/speaker.js"
 * @import { View } from "./cut.js"
 * @import { Pick, Stack } from "./stack.js"
 * @import { Kind } from "./export.js"
 */

const REST = 60; // milliseconds: the table comes first
const NARROWEST = 300;
const WIDEST = 760;
const BAR = 20; // that scrolls, and the padding beside it

export class Picture {
  /** @type {Report | null} */ report = null;
  code = "";
  /** @type {Program | null} Of the code, when it was needed. */ program = null;
  /** @type {Stack | null} */ stack = null;
  /** @type {View | null} */ view = null;
  /** @type {boolean | null} What the reader chose. */ close = null;
  /** @type {Pick | null} */ chosen = null;
  axis = 0;
  waiting = 0;
  /** @type {Kind} */ kind = "markdown";
  /** @type {Set<string>} Parts that are as the report is. */ made = new Set();

  /**
   * @param {HTMLElement} element
   * @param {Language} language
   */
  constructor(element, language) {
    this.element = element;
    this.language = language;
    element.addEventListener("toggle", () => this.refresh(), { capture: true });
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("pointermove", (event) => this.pointed(event));
    element.addEventListener("pointerleave", (event) => this.left(event), { capture: true });
    element.addEventListener("keydown", (event) => this.pressed(event));
  }

  /**
   * Another report, of this code.
   * @param {Report} report
   * @param {string} code
   */
  update(report, code) {
    if (code !== this.code) this.program = null;
    this.report = report;
    this.code = code;
    this.made.clear();
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.refresh(), REST);
  }

  /** Draw what is open, and not drawn yet. */
  refresh() {
    const { report, language } = this;
    if (!report) return;
    this.fill("graph", () => graphPart(report, language));
    this.fill("cut", (room) => this.cutPart(report, room));
    this.fill("take", () => takePart(report, this.kind, language));
  }

  /**
   * @param {string} name
   * @param {(room: number) => string} draw
   */
  fill(name, draw) {
    const part = this.element.querySelector(`[data-part="${name}"]`);
    const body = part?.querySelector(".layer-picture__body");
    if (!body || !part?.hasAttribute("open") || this.made.has(name)) return;
    body.innerHTML = draw(body.clientWidth);
    this.made.add(name);
    if (name === "cut") this.follow();
  }

  /**
   * @param {Report} report
   * @param {number} room
   */
  cutPart(report, room) {
    this.program ??= programOf(this.code);
    const width = Math.min(Math.max(room - BAR, NARROWEST), WIDEST);
    const { html, stack, view } = cutPart(report, this.program, { ...this, width }, this.language);
    Object.assign(this, { stack, view, chosen: view?.pick ?? null });
    return html;
  }

  /**
   * Light the cells of another cell.
   * @param {Pick | null} pick
   */
  show(pick) {
    const { stack, view, language } = this;
    if (!stack || !view || !pick) return;
    if (view.pick.line === pick.line && view.pick.cell === pick.cell) return;
    view.pick = pick;
    this.draw(stack, view, language);
  }

  /**
   * Keep a cell: it stays lit, and is brought into sight.
   * @param {Pick} pick
   */
  choose(pick) {
    const { stack, view, language } = this;
    if (!stack || !view) return;
    this.chosen = view.pick = pick;
    view.middle = middleOf(stack, pick);
    this.draw(stack, view, language);
    this.follow();
  }

  /** Bring the line of the chosen cell into sight. */
  follow() {
    const { stack, view, stage } = this;
    if (!stack || !view || !stage) return;
    const { top, step } = frame(stack, view);
    const y = top + view.pick.line * step;
    const low = Math.max(stage.scrollTop, y - stage.clientHeight + 2 * step);
    stage.scrollTop = Math.min(low, y - step);
  }

  /**
   * @param {Stack} stack
   * @param {View} view
   * @param {Language} language
   */
  draw(stack, view, language) {
    const said = this.element.querySelector(".layer-picture__said");
    if (this.stage) this.stage.innerHTML = cut(stack, view, language);
    if (said) said.textContent = sentences(stack, view.pick, language);
  }

  get stage() {
    return this.element.querySelector(".layer-picture__stage");
  }

  /** @param {MouseEvent} event */
  under({ target, clientX, clientY }) {
    const svg = target instanceof Element ? target.closest(".layer-picture__cut") : null;
    if (!svg || !this.stack || !this.view) return null;
    const box = svg.getBoundingClientRect();
    return pickAt(this.stack, frame(this.stack, this.view), clientX - box.left, clientY - box.top);
  }

  /** @param {PointerEvent} event */
  pointed(event) {
    if (event.pointerType === "mouse") this.show(this.under(event) ?? this.chosen);
  }

  /** @param {PointerEvent} event */
  left({ target }) {
    if (target === this.stage) this.show(this.chosen);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const { target } = event;
    const pick = this.under(event);
    if (pick) this.choose(pick);
    const button = target instanceof Element ? target.closest("button") : null;
    const { do: action = "", value = "" } = button?.dataset ?? {};
    if (button && Object.hasOwn(ACTIONS, action)) ACTIONS[action](this, value, button);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { key, target } = event;
    if (target !== this.stage || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.move(key)) event.preventDefault();
  }

  /** @param {string} key */
  move(key) {
    const { stack, chosen } = this;
    if (!stack || !chosen || !Object.hasOwn(MOVES, key)) return false;
    this.choose(MOVES[key](chosen, stack));
    return true;
  }

  /**
   * What a picture is saved as.
   * @param {string} part
   */
  named(part) {
    return `${this.report?.model.name || "layers"}-${part}`;
  }
}

/** @type {Record<string, (pick: Pick, stack: Stack) => Pick>} */
const MOVES = {
  ArrowLeft: (pick, stack) => beside(pick, stack, -1),
  ArrowRight: (pick, stack) => beside(pick, stack, 1),
  ArrowUp: (pick, stack) => onLine(pick, stack, pick.line - 1),
  ArrowDown: (pick, stack) => onLine(pick, stack, pick.line + 1),
  PageUp: (pick, stack) => onLine(pick, stack, 0),
  PageDown: (pick, stack) => onLine(pick, stack, stack.lines.length - 1),
  Home: (pick) => ({ ...pick, cell: 0 }),
  End: (pick, { lines }) => ({ ...pick, cell: lines[pick.line].size - 1 }),
};

/**
 * @param {Pick} pick
 * @param {Stack} stack
 * @param {number} by
 */
function beside({ line, cell }, { lines }, by) {
  return { line, cell: Math.min(Math.max(cell + by, 0), lines[line].size - 1) };
}

/**
 * The cell of another line that stands at the same place.
 * @param {Pick} pick
 * @param {Stack} stack
 * @param {number} line
 */
function onLine(pick, stack, line) {
  const { size } = stack.lines[line] ?? {};
  if (!size) return pick;
  return { line, cell: Math.floor(middleOf(stack, pick) * size) };
}

/** @type {Record<string, (picture: Picture, value: string, button: HTMLElement) => void>} */
const ACTIONS = {
  key: (picture, value) => picture.move(value),
  axis(picture, value) {
    again(picture, "cut", () => Object.assign(picture, { axis: Number(value), chosen: null }));
  },
  close(picture, value) {
    again(picture, "cut", () => (picture.close = value === "1"));
  },
  take(picture, value) {
    again(picture, "take", () => (picture.kind = /** @type {Kind} */ (value)));
  },
  async copy({ language }, _, button) {
    const shown = partOf(button)?.querySelector("pre");
    if (!shown) return;
    await copyText(shown);
    button.textContent = word(language, "copied");
  },
  save(picture) {
    const { report, kind, language } = picture;
    const one = KINDS.find((each) => each.kind === kind);
    if (!report || !one) return;
    const text = written(report, kind, language);
    save(new Blob([text]), `${picture.named("table")}.${one.ending}`);
  },
  save_svg(picture, _, button) {
    const part = partOf(button);
    const shown = part?.querySelector(".layer-picture__body svg");
    if (shown instanceof SVGSVGElement)
      saveSvg(shown, picture.named(part?.getAttribute("data-part") ?? ""));
  },
};

/** @param {Element} button */
const partOf = (button) => button.closest("[data-part]");

/**
 * Draw a part anew; the button that was pressed keeps the focus.
 * @param {Picture} picture
 * @param {string} part
 * @param {() => void} change
 */
function again(picture, part, change) {
  const pressed = document.activeElement;
  const { do: action, value } = pressed instanceof HTMLElement ? pressed.dataset : {};
  change();
  picture.made.delete(part);
  picture.refresh();
  const selector = `[data-part="${part}"] [data-do="${action}"][data-value="${value}"]`;
  const found = action && picture.element.querySelector(selector);
  if (found instanceof HTMLElement) found.focus();
}
