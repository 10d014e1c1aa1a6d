// What the modules of the exercises hand to each other. Types only.

/**
 * @typedef {import("../core/random.js").Drawer} Drawer
 * @typedef {import("../words/speaker.js").Language} Language
 * @typedef {import("../words/speaker.js").Values} Values
 * @typedef {import("./words.js").Word} Word
 *
 * A usual mistake: the sentence that names it, its values, and the answer that it leads to.
 * @typedef {{ key: Word, answer: number, values?: Values }} Slip
 *
 * An exercise. `slips` are all mistakes that can be made in it, also those that change nothing here;
 * `redrawn` is one of its kind with other numbers, or null when those that were drawn do not do.
 * @typedef {{
 *   kind: string,
 *   answer: number,
 *   hint: Word,
 *   slips: () => Slip[],
 *   question: (language: Language) => string,
 *   solution: (language: Language) => string,
 *   redrawn: (from: Drawer) => Exercise | null,
 *   choices?: (language: Language) => { letter: string, html: string }[],
 *   plain: () => unknown,
 * }} Exercise
 *
 * What is said of what was typed.
 * @typedef {{ verdict: "right" | "slipped" | "wrong" | "unreadable", slips: Slip[] }} Judgement
 */

export {};
