// What stops a reading or a layer: a key of the words, and the values for its sentence.

/** @import { Fixes, Values, Word } from "./types.js" */

export class Trouble extends Error {
  /**
   * @param {Word} key
   * @param {Values} [values]
   * @param {{ line: number, column: number } | null} [place] where it is, in the paste
   */
  constructor(key, values, place) {
    super(key);
    this.key = key;
    this.values = values ?? {};
    this.place = place ?? null;
    /** @type {Fixes} What would fit, as far as the layer itself knows. */
    this.fixes = [];
    /** Whether another size could help: padding, output_padding and the input are searched. */
    this.sizes = false;
    /** @type {number | undefined} The row that does not fit. */
    this.row = undefined;
    /** @type {number[]} The shape that it got. */
    this.before = [];
  }
}

/** What the code itself raises, or Python does where it runs it; the code may catch it. */
export class Raised extends Trouble {}

/**
 * @param {Word} key
 * @param {Values} [values]
 * @param {Fixes} [fixes]
 * @returns {never}
 */
export function stop(key, values, fixes) {
  throw Object.assign(new Trouble(key, values), { fixes: fixes ?? [] });
}

/**
 * The same, where another size could help.
 * @param {Word} key
 * @param {Values} [values]
 * @param {Fixes} [fixes]
 * @returns {never}
 */
export function stopSize(key, values, fixes) {
  throw Object.assign(new Trouble(key, values), { fixes: fixes ?? [], sizes: true });
}

/**
 * What `work` gives, or what `rescue` makes of a Trouble; other errors are ours and fly on.
 * @template Result, Rescued
 * @param {() => Result} work
 * @param {(trouble: Trouble) => Rescued} rescue
 * @returns {Result | Rescued}
 */
export function attempt(work, rescue) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Trouble) return rescue(error);
    throw error;
  }
}
