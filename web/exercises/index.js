// <conv-exercise> and the worksheet: what the build calls, and what the page runs.
import { drawn, read } from "./draw.js";
import { ConvExercise, NAME, SHEET } from "./element.js";
import { element as elementOf } from "./markup.js";
import { sheet, sheetOf } from "./sheet.js";

/** @import { Language } from "./types.js" */

const TRIED = 5; // seeds, before the build believes that there are other numbers

/**
 * What the build calls through V8: text in, text out.
 * @param {string} given @param {Language} language
 */
export const element = (given, language) => elementOf(read(JSON.parse(given)), language);

/**
 * The answer of an exercise, and whether there are more of its kind: for the build to compare.
 * @param {string} given
 */
export function facts(given) {
  const exercise = read(JSON.parse(given));
  const more = Array.from({ length: TRIED }, (_, seed) => drawn(exercise, seed + 1));
  return JSON.stringify({ answer: exercise.answer, more: more.every(Boolean) });
}

/** Show the worksheet that the address asks for, in the place of the page. */
function beginSheet() {
  const seed = new URLSearchParams(location.search).get(SHEET);
  if (!seed || !/^\d{1,9}$/.test(seed)) return;
  const elements = /** @type {ConvExercise[]} */ ([...document.querySelectorAll(NAME)]);
  const [first] = elements;
  const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
  const other = elements[elements.length - 1].querySelector(".exercise__sheet");
  const place = document.createElement("main");
  place.className = "sheet md-typeset";
  place.innerHTML = sheet(
    sheetOf(
      elements.flatMap(({ own }) => own ?? []),
      Number(seed),
    ),
    {
      seed: Number(seed),
      title,
      back: location.pathname,
      other: other?.getAttribute("href") ?? "",
    },
    first.language,
  );
  place.querySelector('[data-do="print"]')?.addEventListener("click", () => window.print());
  document.documentElement.classList.add("has-sheet");
  document.body.append(place);
}

if (globalThis.customElements) {
  customElements.define(NAME, ConvExercise);
  beginSheet();
}
