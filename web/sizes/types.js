// What the files of this room hand to each other.

/** @import { Mode, Pair, Parameter } from "../core/state.js" */

/** @typedef {"k" | "s" | "p" | "d"} Letter of a parameter that has limits */
/** @typedef {Record<Letter, Pair>} Limits the first and the last value */
/** @typedef {{ k: number, s: number, p: number, d: number, op: number }} Numbers of a layer */
/** @typedef {Numbers & { mode: Mode }} Layer along one axis */
/** @typedef {{ mode: Mode } & Record<Letter | "op", number | Pair>} Result */

/**
 * The sizes along one axis: each of `from` is to become the one of `to` beside it. Without `from`,
 * any input size will do.
 * @typedef {{ from: number[] | null, to: number[] }} Axis
 */

/**
 * What somebody wants. `plain` is without output padding, `powers` with a stride that is a power of
 * two, `ratio` for every size in the ratio of `from` and `to`.
 * @typedef {{ mode: Mode | "any", axes: Axis[], limits: Limits, plain: boolean, powers: boolean,
 *   ratio: boolean }} Wish
 */

/** @typedef {"from" | "to" | "mode" | Letter | "plain" | "powers" | "ratio"} Name of a field */
/** What stands in the fields; a box that is ticked holds "1". @typedef {Record<Name, string>} Fields */

/** @typedef {keyof typeof import("../words/sizes.en.js").default} Word */
/** @typedef {Record<string, string | number>} Values */
/** @typedef {{ key: Word, values: Values }} Said */

/** A change of fields that makes a wish possible. @typedef {Said & { change: Partial<Fields> }} Offer */
/** Why there is no such layer. @typedef {{ axis: number | null, prior: boolean, why: Said, offers: Offer[] }} Refusal */

/**
 * `at` is the field that is wrong.
 * @typedef {{ fields: Fields, wish: Wish | null, problem: Said | null, at: Name | null,
 *   results: Result[], refusal: Refusal | null }} Report
 */

export {};
