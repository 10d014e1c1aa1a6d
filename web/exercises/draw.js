// An exercise from what the build wrote, and another one of its kind from a seed.
import { drawer } from "../core/random.js";
import { Cell } from "./cell.js";
import { Input } from "./input.js";
import { Prime } from "./prime.js";
import { Size } from "./size.js";

/** @import { Exercise } from "./types.js" */

/** @type {Record<string, new (given: any) => Exercise>} */
const KINDS = { cell: Cell, size: Size, "p-prime": Prime, input: Input };

const MOST_TRIES = 500;
export const LARGEST_SEED = 9999;

/** @param {{ kind: string }} given @returns {Exercise} */
export const read = (given) => new KINDS[given.kind](given);

/**
 * An exercise of the same kind, with the same parameters at work and other numbers, in which every
 * mistake leads to a wrong answer. Null where there is none, which the build refuses to show.
 * @param {Exercise} like @param {number} seed @returns {Exercise | null}
 */
export function drawn(like, seed) {
  const from = drawer(seed);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const one = like.redrawn(from);
    if (one && isTelling(one)) return one;
  }
  return null;
}

/** Whether no mistake leads to the right answer. @param {Exercise} exercise */
const isTelling = (exercise) => exercise.slips().every(({ answer }) => answer !== exercise.answer);
