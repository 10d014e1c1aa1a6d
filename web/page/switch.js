// To the other language at the same heading, with what the tools show: it stands in the address,
// or in their fields, which are carried over without being sent.
import { CHOSEN } from "./hint.js";
import { keep } from "./kept.js";

const FIELDS = "layer-stack :is(textarea, input), conv-exercise input";
const CARRIED = "carried"; // in the storage of the tab, until the next page has read it
const FOUND = "h"; // the words that search marks on a page, which are of one language

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @returns {Field[]} */
const fields = () =>
  [...document.querySelectorAll(FIELDS)].map((one) => /** @type {Field} */ (one));

/** @param {Field} field */
const isChoice = (field) => field instanceof HTMLInputElement && field.type === "radio";

/** The anchor that is looked at: that of the address while it is in view, else the last heading. */
function anchor() {
  const given = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (given && isInView(given)) return location.hash;
  const title = document.querySelector("article h1");
  if (title && isInView(title)) return "";
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
  const passed = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 2);
  return passed.length ? `#${passed[passed.length - 1].id}` : "";
}

/** @param {Element} element */
function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Let a link lead to what is seen now. @param {HTMLAnchorElement} link */
function aim(link) {
  const here = new URL(location.href);
  if (here.searchParams.has(FOUND)) here.searchParams.delete(FOUND);
  link.search = here.search;
  link.hash = anchor();
}

/** What was typed, for the page that a link leads to. @param {HTMLAnchorElement} link */
function carry(link) {
  const values = fields().map((one) => (isChoice(one) ? checked(one) : one.value));
  sessionStorage.setItem(CARRIED, JSON.stringify([link.pathname, values]));
}

/** @param {Field} field */
const checked = (field) => field instanceof HTMLInputElement && field.checked;

/** Fill in what was typed in the other language. */
function take() {
  const [path, values] = JSON.parse(sessionStorage.getItem(CARRIED) ?? "[]");
  sessionStorage.removeItem(CARRIED);
  if (path === location.pathname) fields().forEach((one, n) => fill(one, values[n]));
}

/** @param {Field} field @param {string | boolean | undefined} value */
function fill(field, value) {
  if (typeof value === "boolean" && field instanceof HTMLInputElement) field.checked = value;
  else if (typeof value === "string" && field.value !== value) field.value = value;
  else return;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const kind of ["click", "auxclick", "contextmenu"])
  document.addEventListener(kind, ({ target }) => {
    const link = target instanceof Element && target.closest("a[hreflang]");
    if (!(link instanceof HTMLAnchorElement)) return;
    aim(link);
    if (kind === "contextmenu") return;
    keep(CHOSEN, link.hreflang);
    carry(link);
  });
take();
