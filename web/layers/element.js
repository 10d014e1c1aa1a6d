// <layer-stack>: paste PyTorch layers and an input shape, read a table.
//
// Properties `code` and `input` can be set. Those that can be read: `rows`, in the order of execution,
// [{layer, kind, path, inputs, shape, shapes, receptiveField, jump, parameters, macs, memory, error,
// fixes, line, column}], where `inputs` are indices of rows, -1 for the input; `unread`,
// [{line, column, text, reason}]; and `remarks`, [{row, text, page}].

import { late } from "../loading/late.js";
import { analyse } from "./analyse.js";
import { edited } from "./edit.js";
import { packed, unpacked } from "./link.js";
import { plainRemarks, plainRows, plainUnread, sayIn } from "./messages.js";
import { markup, results } from "./view.js";

/**
 * @import * as PictureRoom from "../picture/index.js"
 * @import { Picture } from "../picture/picture.js"
 * @import { Repair, Report } from "./types.js"
 */

const TYPING = 200; // milliseconds of rest before the table follows the keyboard
const INPUT = "1,3,224,224";
const STATUS = "layer-stack__status";
const pictures = /** @type {() => Promise<typeof PictureRoom>} */ (late("picture"));
let made = 0;

// The build has no page.
const PageElement = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class LayerStack extends PageElement {
  /** @type {Report | null} Of what stands in the table, once somebody asked. */
  read = null;
  waiting = 0;
  connected = false;
  /** @type {Picture | null} Once one was opened. */
  picture = null;

  connectedCallback() {
    if (this.connected) return;
    this.connected = true;
    const filled = !this.querySelector("textarea");
    if (filled) this.fill();
    this.addEventListener("input", () => this.later());
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("toggle", () => this.showPictures(), { capture: true });
    // What the build wrote was read there, and nothing in it is wrong.
    if (!this.takeEarly() && filled) this.mark(this.report);
    this.takeLink();
  }

  /** What was found in the code and the input of the table. */
  get report() {
    this.read ??= analyse(this.code, this.input);
    return this.read;
  }

  /** A picture was opened or closed. */
  async showPictures() {
    if (this.picture || !this.querySelector("details[open]")) return;
    const place = child(this, ".layer-stack__picture", HTMLElement);
    try {
      const { mount } = await pictures();
      this.picture ??= mount(place, this.language);
      this.picture.update(this.report, this.code);
    } catch {
      const sentence = sayIn(this.language)("noPictures");
      for (const body of place.querySelectorAll("[open] > div")) body.textContent = sentence;
    }
  }

  /** What a link holds, unless something else was set or typed by then. */
  async takeLink() {
    const before = this.code;
    const found = await unpacked(location.hash);
    if (!found || this.code !== before) return;
    this.codeField.value = found.code;
    this.input = found.input;
  }

  /** Copy a link that holds the fields; where copying is not allowed, the address becomes it. */
  async copyLink() {
    const address = new URL(location.href);
    address.hash = await packed(this.code, this.input);
    history.replaceState(history.state, "", address);
    const say = sayIn(this.language);
    const said = child(this, ".layer-stack__link span", HTMLElement);
    said.textContent =
      (await navigator.clipboard?.writeText(address.href).then(
        () => say("linkCopied"),
        () => say("linkHere"),
      )) ?? say("linkHere");
  }

  /** An element without a form of its own: its text is the code. */
  fill() {
    made += 1;
    const code = (this.textContent ?? "").replace(/^\n+|\s+$/g, "");
    const input = this.getAttribute("input") || INPUT;
    this.innerHTML = markup(code, input, this.language, `layer-stack-${made}`);
  }

  /** Properties that were set before the element was defined are set again, the right way. */
  takeEarly() {
    const names = /** @type {const} */ (["code", "input"]);
    const early = names.filter((name) => Object.hasOwn(this, name));
    for (const name of early) {
      const value = this[name];
      delete (/** @type {Partial<LayerStack>} */ (this)[name]);
      this[name] = value;
    }
    return early.length > 0;
  }

  get language() {
    return document.documentElement.lang.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  get codeField() {
    return child(this, "textarea", HTMLTextAreaElement);
  }

  get inputField() {
    return child(this, "input", HTMLInputElement);
  }

  get code() {
    return this.codeField.value;
  }

  set code(text) {
    this.codeField.value = text;
    this.update();
  }

  /** @returns {string} */
  get input() {
    return this.inputField.value;
  }

  /** @param {string | number[]} shape */
  set input(shape) {
    this.inputField.value = Array.isArray(shape) ? shape.join(",") : shape;
    this.update();
  }

  get rows() {
    if (this.waiting) this.update();
    return plainRows(this.report, sayIn(this.language));
  }

  get unread() {
    if (this.waiting) this.update();
    return plainUnread(this.report, sayIn(this.language));
  }

  get remarks() {
    if (this.waiting) this.update();
    return plainRemarks(this.report, sayIn(this.language));
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.update(), TYPING);
  }

  update() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const report = analyse(this.code, this.input);
    const id = this.codeField.id.replace(/-code$/, "");
    const { status, table } = results(report, sayIn(this.language), id);
    const place = child(this, `.${STATUS}`, HTMLElement);
    // A reader of the screen hears a change.
    if (place.innerHTML !== status) place.innerHTML = status;
    child(this, ".layer-stack__results", HTMLElement).innerHTML = table;
    this.mark(report);
    this.picture?.update(report, this.code);
    this.read = report;
  }

  /**
   * Show where something is wrong, and that something was left out.
   * @param {Report} report
   */
  mark({ input, rows, complete }) {
    const broken = rows.some((row) => row.trouble);
    this.inputField.setAttribute("aria-invalid", String(!input));
    this.codeField.setAttribute("aria-invalid", String(broken));
    const { classList } = child(this, `.${STATUS}`, HTMLElement);
    classList.toggle(`${STATUS}--wrong`, broken || !input);
    classList.toggle(`${STATUS}--partial`, !complete && !broken);
  }

  /** @param {Event} event */
  clicked({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    const { line, column, row, fix, hint, link } = button.dataset;
    if (link !== undefined) void this.copyLink();
    const { rows } = this.report;
    if (line) this.showPlace(Number(line), Number(column));
    else if (hint) {
      const offered = rows[Number(hint)].hint;
      if (offered) this.fix({ ...offered, index: Number(hint), gives: [] });
    } else if (fix) {
      const offered = rows[Number(row)].trouble?.fixes[Number(fix)];
      if (offered) this.fix(offered);
    }
  }

  /**
   * Put the cursor where the trouble is.
   * @param {number} line
   * @param {number} column
   */
  showPlace(line, column) {
    const field = this.codeField;
    const lines = this.code.split("\n");
    const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
    field.focus();
    field.setSelectionRange(at, at + lines[line - 1].slice(column - 1).length);
    const height = field.scrollHeight / lines.length;
    field.scrollTop = Math.max((line - 3) * height, 0);
  }

  /**
   * Write a repair into the fields.
   * @param {Repair} repair
   */
  fix({ index, all, name = "", value = 0, input }) {
    if (input) {
      this.input = input.join(",");
      this.inputField.focus();
      return;
    }
    const { rows } = this.report;
    const sources = (all ?? [index]).map((at) => rows[at].source);
    // Later places first, so that earlier ones stay where they were read; a layer that several rows
    // share is changed once.
    const layers = [...new Set(sources.filter((one) => one !== null))];
    layers.sort((a, b) => b.tree.start - a.tree.start);
    this.code = layers.reduce((code, layer) => edited(code, layer, name, value), this.code);
    this.codeField.focus();
  }
}

/**
 * A part that the markup always has.
 * @template {Element} Kind
 * @param {Element} element
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function child(element, selector, kind) {
  const found = element.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`<layer-stack> has no ${selector}.`);
}
