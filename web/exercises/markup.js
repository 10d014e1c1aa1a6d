// The HTML of an exercise, written at build too: without scripts the question and its answer stand there.
import { escape } from "../words/escape.js";
import { word } from "./words.js";

/** @import { Exercise, Judgement, Language } from "./types.js" */

/** The element, for the build. @param {Exercise} exercise @param {Language} language */
export const element = (exercise, language) =>
  `<conv-exercise data-exercise="${escape(JSON.stringify(exercise.plain()))}" data-search-exclude>` +
  `${inside(exercise, language)}</conv-exercise>`;

/**
 * Everything in the element; `link` leads to these very numbers, where they have a seed.
 * @param {Exercise} exercise @param {Language} language @param {{ seed: number, href: string }} [link]
 */
export function inside(exercise, language, link) {
  const seed = link
    ? `<a class="exercise__seed" href="${escape(link.href)}">${word(language, "seed", link)}</a>`
    : "";
  return (
    `<form class="exercise" novalidate><div class="exercise__question">${exercise.question(language)}</div>` +
    field(exercise, language) +
    `<div class="exercise__row"><button>${word(language, "check")}</button>` +
    `<button type="button" data-do="again">${word(language, "again")}</button>${seed}</div>` +
    `<div class="exercise__said" role="status" aria-live="polite"></div></form>` +
    `<details class="exercise__answer"><summary>${word(language, "answer")}</summary>` +
    `<p>${exercise.solution(language)}</p></details>`
  );
}

/** Where the answer goes: a field, or one of several arrays. @param {Exercise} exercise @param {Language} language */
function field(exercise, language) {
  const label = word(language, "field");
  if (!exercise.choices)
    return (
      `<label class="exercise__field">${label} ` +
      `<input type="text" name="answer" autocomplete="off" spellcheck="false" size="6"></label>`
    );
  const choices = exercise.choices(language).map(
    ({ letter, html }, at) =>
      // The radio buttons of one form belong together, and no two exercises share a form.
      `<label class="exercise__choice"><span><input type="radio" name="answer" value="${at}"> ${letter}</span>${html}</label>`,
  );
  return (
    `<fieldset class="exercise__choices"><legend>${label}</legend>` +
    `<div class="exercise__grids">${choices.join("")}</div></fieldset>`
  );
}

/**
 * What is said of an answer.
 * @param {Exercise} exercise @param {string} typed @param {Judgement} judgement @param {Language} language
 */
export function said(exercise, typed, { verdict, slips }, language) {
  const value = `<b>${escape(typed.trim())}</b>`;
  if (verdict === "right")
    return `<p><strong>${word(language, "right")}</strong> ${exercise.solution(language)}</p>`;
  if (verdict === "unreadable")
    return `<p>${word(language, exercise.choices ? "choose" : "unreadable")}</p>`;
  const reasons = slips.map(({ key, values }) => word(language, key, values));
  if (verdict === "wrong")
    return `<p>${word(language, "wrong", { value, hint: word(language, exercise.hint) })}</p>`;
  if (exercise.choices) return `<p>${reasons.join(" ")}</p>`;
  const list = reasons.map((reason) => `<li>${reason}</li>`).join("");
  return `<p>${word(language, "slipped", { value })}</p><ul>${list}</ul>`;
}
