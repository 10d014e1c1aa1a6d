// A worksheet: the exercises of a page with other numbers, and the answers on a sheet of their own.
import { drawer } from "../core/random.js";
import { upTo } from "../core/grid.js";
import { escape } from "../words/escape.js";
import { LARGEST_SEED, drawn } from "./draw.js";
import { word } from "./words.js";

/** @import { Exercise, Language } from "./types.js" */

const OF_EACH = 3;

/**
 * Several exercises like each one of a page.
 * @param {Exercise[]} likes @param {number} seed
 */
export function sheetOf(likes, seed) {
  const from = drawer(seed);
  return likes.flatMap((like) =>
    upTo(OF_EACH).flatMap(() => drawn(like, from.between(1, LARGEST_SEED)) ?? []),
  );
}

/**
 * @param {Exercise[]} exercises
 * @param {{ seed: number, title: string, back: string, other: string }} about
 * @param {Language} language
 */
export function sheet(exercises, { seed, title, back, other }, language) {
  const heading = word(language, "sheet", { seed });
  return (
    `<nav class="sheet__bar"><a href="${escape(back)}">${word(language, "back")}</a>` +
    `<a href="${escape(other)}">${word(language, "again")}</a>` +
    `<button type="button" data-do="print">${word(language, "print")}</button></nav>` +
    `<section><h1>${escape(title)}</h1><p class="sheet__seed">${heading}</p>` +
    `<ol>${exercises.map((one) => item(one, language)).join("")}</ol></section>` +
    `<section class="sheet__answers"><h2>${word(language, "answers")}</h2>` +
    `<p class="sheet__seed">${escape(title)} · ${heading}</p>` +
    `<ol>${exercises.map((one) => `<li>${one.solution(language)}</li>`).join("")}</ol></section>`
  );
}

/** @param {Exercise} exercise @param {Language} language */
function item(exercise, language) {
  const choices = (exercise.choices?.(language) ?? []).map(
    ({ letter, html }) => `<div class="exercise__choice"><span>${letter}</span>${html}</div>`,
  );
  return (
    `<li>${exercise.question(language)}` +
    (choices.length ? `<div class="exercise__grids">${choices.join("")}</div>` : "") +
    `<p class="sheet__blank">${word(language, "answer")}</p></li>`
  );
}
