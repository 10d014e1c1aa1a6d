// <size-finder>: two sizes, and every layer that takes the one to the other.
//
// Properties `mode` ("conv", "transposed" or "any"), `from`, `to` (a number or [rows, columns]) and
// `limits` ({k, s, p, d}, each [first, last]) can be set, `results` can be read:
// [{mode, k, s, p, d, op}], all within the limits, sorted by (d, op, |k − 2s|, k, s, p). Where a
// size is [rows, columns] these are pairs, and pairs are compared rows first.
import { EMPTY, fromQuery, LETTERS, limitFields, query, sizeText, sizeValue } from "./fields.js";
import { sayIn, status } from "./messages.js";
import { report } from "./report.js";
import { FIRST_ROWS, markup, MORE_ROWS, results } from "./view.js";

/** @import { Fields, Name, Report } from "./types.js" */

const TYPING = 200; // milliseconds of rest before the table follows the keyboard
const EXPLORER = "../explorer/";
const STATUS = "size-finder__status";
let made = 0;

// The build has no page.
const PageElement = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class SizeFinder extends PageElement {
  /** @type {Report | null} What stands in the table. */
  report = null;
  waiting = 0;
  rows = FIRST_ROWS;
  listening = false;
  explorer = EXPLORER;

  connectedCallback() {
    if (this.listening) return;
    this.listening = true;
    this.fill();
    // As the page wrote it: a folder without a server needs another address.
    const link = this.querySelector("th a")?.getAttribute("href");
    if (link) this.explorer = link.replace(/\?.*$/, "");
    this.addEventListener("input", () => this.later());
    this.addEventListener("click", (event) => this.clicked(event));
    this.report ??= report(this.fields);
    const asked = this.hasAttribute("share") ? fromQuery(location.search) : null;
    if (asked) this.change(asked);
    this.takeEarly();
  }

  /** An element without a form of its own begins with nothing asked. */
  fill() {
    if (this.querySelector("input")) return;
    made += 1;
    this.innerHTML = markup(EMPTY, this.language, `size-finder-${made}`, EXPLORER);
  }

  /** Properties that were set before the element was defined are set again, the right way. */
  takeEarly() {
    for (const name of /** @type {const} */ (["mode", "from", "to", "limits"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = /** @type {any} */ (this[name]);
      delete (/** @type {Partial<SizeFinder>} */ (this)[name]);
      this[name] = value;
    }
  }

  get language() {
    return document.documentElement.lang.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  // ---- What scripts can read and set

  get mode() {
    return this.field("mode").value;
  }

  set mode(mode) {
    this.change({ mode: String(mode) });
  }

  get from() {
    return sizeValue(this.field("from").value);
  }

  set from(size) {
    this.change({ from: sizeText(size) });
  }

  get to() {
    return sizeValue(this.field("to").value);
  }

  set to(size) {
    this.change({ to: sizeText(size) });
  }

  get limits() {
    this.now();
    return this.report?.wish?.limits ?? null;
  }

  set limits(limits) {
    this.change(limitFields(limits));
  }

  get results() {
    this.now();
    return structuredClone(this.report?.results ?? []);
  }

  // ---- The fields

  /** @param {Name} name */
  field(name) {
    this.fill(); // a script may set an element that is on no page yet
    return /** @type {HTMLInputElement | HTMLSelectElement} */ (
      child(this, `[data-name="${name}"]`)
    );
  }

  /** @returns {Fields} */
  get fields() {
    const names = /** @type {Name[]} */ (Object.keys(EMPTY));
    const values = names.map((name) => {
      const field = this.field(name);
      const isBox = field instanceof HTMLInputElement && field.type === "checkbox";
      return [name, isBox ? (field.checked ? "1" : "") : field.value.trim()];
    });
    return { ...EMPTY, ...Object.fromEntries(values) };
  }

  /** Write into some fields, and answer. @param {Partial<Fields>} fields */
  change(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.field(/** @type {Name} */ (name));
      if (field instanceof HTMLInputElement && field.type === "checkbox")
        field.checked = value === "1";
      else field.value = value;
    }
    this.update();
  }

  // ---- Answering

  later() {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.update(), TYPING);
  }

  /** What was typed and waits is answered. */
  now() {
    if (this.waiting) this.update();
  }

  update() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.rows = FIRST_ROWS;
    this.report = report(this.fields);
    this.draw(this.report);
    this.share();
  }

  /** @param {Report} found */
  draw(found) {
    const say = sayIn(this.language);
    const place = child(this, `.${STATUS}`);
    const said = status(found, say);
    // A reader of the screen hears a change.
    if (place.innerHTML !== said) place.innerHTML = said;
    place.classList.toggle(`${STATUS}--wrong`, !!found.problem || !!found.refusal);
    for (const name of /** @type {const} */ (["from", "to", "mode", ...LETTERS]))
      this.field(name).setAttribute("aria-invalid", String(found.at === name));
    child(this, ".size-finder__results").innerHTML = results(found, say, this.rows, this.explorer);
  }

  /** The address of the page holds the state. */
  share() {
    if (!this.hasAttribute("share")) return;
    const link = new URL(location.href);
    link.search = query(this.fields);
    if (link.href !== location.href) history.replaceState(history.state, "", link);
  }

  /** @param {Event} event */
  clicked({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || !this.report) return;
    const { offer } = button.dataset;
    if (offer !== undefined) this.take(Number(offer));
    else if (button.matches("[data-more]")) this.more();
  }

  /** @param {number} at the place of an offer */
  take(at) {
    const { change } = /** @type {Report} */ (this.report).refusal?.offers[at] ?? {};
    if (!change) return;
    this.change(change);
    this.field(/** @type {Name} */ (Object.keys(change)[0])).focus();
  }

  /** Show more rows, and go on at the first of them. */
  more() {
    const at = this.rows;
    this.rows += MORE_ROWS;
    this.draw(/** @type {Report} */ (this.report));
    const rows = this.querySelectorAll("tbody tr");
    /** @type {HTMLElement | null | undefined} */ (rows[at]?.querySelector("button"))?.focus();
  }
}

/**
 * A part that the markup always has.
 * @param {Element} element @param {string} selector @returns {HTMLElement}
 */
function child(element, selector) {
  const found = element.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`<size-finder> has no ${selector}.`);
}
