// Light or dark, in the place of the theme's own switch, which has the style of the whole page
// computed again four times while the page opens. Its markup and what it keeps are the theme's.
import { keep, recall } from "./kept.js";

const KEPT = "__palette";
const SYSTEM = "(prefers-color-scheme)";

/** @type {HTMLInputElement[]} */
const choices = [...document.querySelectorAll("[data-palette] input")].map(
  (one) => /** @type {any} */ (one),
);
const bar = document.createElement("meta"); // the colour of the bar of a phone's browser
bar.name = "theme-color";

const chosen = () => choices.find((one) => one.checked) ?? choices[0];

/** What a choice stands for, as the theme keeps it. @param {Element} choice */
const colours = (choice) => ({
  media: choice.getAttribute("data-md-color-media") ?? "",
  scheme: choice.getAttribute("data-md-color-scheme") ?? "",
});

/** What is shown for a choice: the system may decide. @param {Element} choice */
function shown(choice) {
  const others = choices.map(colours).filter(({ media }) => media !== SYSTEM);
  const wanted = others.find(({ media }) => matchMedia(media).matches);
  const { media, scheme } = colours(choice);
  return media === SYSTEM && wanted ? wanted.scheme : scheme;
}

function show() {
  document.body.setAttribute("data-md-color-scheme", shown(chosen()));
  const label = chosen().nextElementSibling;
  for (const one of choices)
    one.nextElementSibling?.toggleAttribute("hidden", one.nextElementSibling !== label);
  const head = document.querySelector(".md-header");
  if (head) bar.content = getComputedStyle(head).backgroundColor;
}

/** Show it at once: no part of the page takes its time. */
function change() {
  document.body.setAttribute("data-md-color-switching", "");
  show();
  setTimeout(() => document.body.removeAttribute("data-md-color-switching"));
}

function choose() {
  keep(KEPT, { index: choices.indexOf(chosen()), color: colours(chosen()) });
  change();
}

/** To the next choice, as a click does. @param {KeyboardEvent} event */
function step({ key }) {
  if (key !== "Enter") return;
  const next = choices[(choices.indexOf(chosen()) + 1) % choices.length];
  next.click();
  next.focus();
}

if (choices.length) {
  (choices[recall(KEPT)?.index] ?? choices[0]).checked = true;
  document.head.append(bar);
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change);
  choices[0].form?.addEventListener("change", choose);
  choices[0].form?.addEventListener("keydown", step);
}
