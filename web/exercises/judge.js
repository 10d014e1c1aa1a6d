// What was typed, judged: by the arithmetic that draws the figures, and by nothing else.

/** @import { Exercise, Judgement } from "./types.js" */

/** @param {Exercise} exercise @param {string} typed @returns {Judgement} */
export function judge(exercise, typed) {
  const number = readNumber(typed);
  if (number === null) return { verdict: "unreadable", slips: [] };
  if (number === exercise.answer) return { verdict: "right", slips: [] };
  const slips = exercise.slips().filter(({ answer }) => answer === number);
  return { verdict: slips.length ? "slipped" : "wrong", slips };
}

/**
 * The number that a reader typed; full-width digits and every kind of minus are as good as others.
 * @param {string} typed
 */
function readNumber(typed) {
  const plain = typed
    .normalize("NFKC")
    .trim()
    .replace(/^[−–—]\s*/, "-");
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
