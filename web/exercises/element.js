// <conv-exercise>: a question that judges what is typed, and draws other numbers.
//
// The property `seed` can be set; null brings the page's own numbers back. `exercise` can be read.
import { LARGEST_SEED, drawn, read } from "./draw.js";
import { judge } from "./judge.js";
import { inside, said } from "./markup.js";
import { word } from "./words.js";

/** @import { Exercise, Language } from "./types.js" */

export const NAME = "conv-exercise";
export const SHEET = "worksheet"; // in the address: the seed of a worksheet

// The build runs this file too, where there are no elements.
const PageElement = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class ConvExercise extends PageElement {
  /** @type {Exercise | null} The page's own, which has no seed. */
  own = null;
  /** @type {Exercise | null} */
  shown = null;
  /** @type {number | null} */
  drawnFrom = null;

  connectedCallback() {
    if (this.own) return;
    this.own = read(JSON.parse(this.dataset.exercise ?? "{}"));
    this.shown = this.own;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    this.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest('[data-do="again"]')) this.again();
    });
    const seed = new URLSearchParams(location.search).get(this.key);
    if (seed && /^\d{1,9}$/.test(seed)) this.show(Number(seed));
    const all = document.querySelectorAll(NAME);
    if (all[all.length - 1] === this) this.offerWorksheet();
  }

  /** @returns {Language} */
  get language() {
    const lang = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    return lang.startsWith("zh") ? "zh" : "en";
  }

  /** The anchor of this exercise: the build gives it the name of its block. */
  get anchor() {
    return this.closest("[id]")?.id ?? NAME;
  }

  /** Its name in the page's address, where its seed stands. */
  get key() {
    return this.anchor.replace(/^run-/, "");
  }

  get exercise() {
    return this.shown;
  }

  get seed() {
    return this.drawnFrom;
  }

  /** @param {number | null} seed */
  set seed(seed) {
    this.show(seed);
    const link = new URL(location.href);
    if (seed === null) link.searchParams.delete(this.key);
    else link.searchParams.set(this.key, String(seed));
    link.hash = this.anchor;
    history.replaceState(history.state, "", link);
  }

  /** @param {number | null} seed */
  show(seed) {
    const { own } = this;
    if (!own) return;
    const other = seed === null ? null : drawn(own, seed);
    this.shown = other ?? own;
    this.drawnFrom = other ? seed : null;
    const link =
      other && seed !== null ? { seed, href: `?${this.key}=${seed}#${this.anchor}` } : undefined;
    const offer = this.querySelector(".exercise__sheet");
    this.innerHTML = inside(this.shown, this.language, link);
    if (offer) this.querySelector(".exercise__row")?.append(offer);
  }

  /** Other numbers, and the keyboard stays where it was. */
  again() {
    this.seed = 1 + Math.floor(Math.random() * LARGEST_SEED);
    this.querySelector("input")?.focus();
  }

  answer() {
    const { shown } = this;
    const form = this.querySelector("form");
    const place = this.querySelector(".exercise__said");
    if (!shown || !form || !place) return;
    const typed = String(new FormData(form).get("answer") ?? "");
    const judgement = judge(shown, typed);
    place.innerHTML = said(shown, typed, judgement, this.language);
    place.classList.toggle("exercise__said--right", judgement.verdict === "right");
    for (const input of form.querySelectorAll("input"))
      input.setAttribute("aria-invalid", String(judgement.verdict === "unreadable"));
  }

  /** A link to a sheet of these exercises, at the last one of the page. */
  offerWorksheet() {
    const link = document.createElement("a");
    link.className = "exercise__sheet";
    link.href = `?${SHEET}=${1 + Math.floor(Math.random() * LARGEST_SEED)}`;
    link.textContent = word(this.language, "worksheet");
    this.querySelector(".exercise__row")?.append(link);
  }
}
