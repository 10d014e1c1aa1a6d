// What a reader typed, in the words by which Material's search finds the most of it.
//
// That search knows operators (a quoted text must stand on the page, word for word) and takes each
// word as the beginning of one. Here a pasted error is no list of operators, words that say
// nothing are left out, others lose their endings, and what is short must be the whole word.
import { stemmer } from "stemmer";

import { CHINESE, ENGLISH } from "./silent.js";

const BETWEEN = /[\s"'‘’“”`.,:;!?()[\]{}<>=+*/|~^…·\-、。，．？！；：（）「」《》【】]+/u;
const SCRIPTS = /(?<=\p{sc=Han})(?=\w)|(?<=\w)(?=\p{sc=Han})/u; // 3x3|卷积
const PLAIN = /^[a-z]+$/i; // and no name of code, which stays as it is
const SHORT = /^(?:[\w]{1,2}|[\d.x]+)$/i; // k, op, 256, 3x3: "k" is no beginning of "kernel"
const EXACT = "^1"; // Material takes a word that was given a weight for a whole word

/**
 * The query for what was typed; what is left of it where all of it says nothing.
 *
 * @param {string} typed
 */
export function ask(typed) {
  const words = spoken(typed).flatMap((one) => one.split(SCRIPTS));
  const telling = words.filter((word) => !ENGLISH.has(word.toLowerCase()));
  return (telling.length ? telling : words).map(begun).join(" ");
}

/**
 * The words of it, without those of a Chinese question that are about no subject.
 *
 * @param {string} typed
 */
function spoken(typed) {
  const cut = (/** @type {string} */ text) => text.split(BETWEEN).filter(Boolean);
  const words = cut(typed.replace(CHINESE, " "));
  return words.length ? words : cut(typed);
}

/**
 * A word by its beginning, which its other forms share.
 *
 * @param {string} word
 */
function begun(word) {
  if (SHORT.test(word)) return word + EXACT;
  return PLAIN.test(word) ? shared(word, stemmer(word)) : word;
}

/**
 * "memory" and "memori" begin alike; a letter alone would be the beginning of too much.
 *
 * @param {string} word
 * @param {string} stem
 */
function shared(word, stem) {
  let length = 0;
  while (length < stem.length && stem[length] === word[length].toLowerCase()) length += 1;
  return word.slice(0, Math.max(length, 3));
}
