// An exercise from what the build wrote, and another one of its kind from a seed.
import { drawer } from "../core/random.js";
import { Cell } from "./cell.js";
import { Input } from "./input.js";
import { Prime } from "./prime.js";
import { Size } from "./size.js";

/** @import { Exercise } from "./types.js" */

/** @type {Record<string, new (given: any) => Exercise>} */
const KINDS = { cell: Cell, size: Size, "p-prime": Prime, input: Input };

// The first tries want every mistake to lead astray, the others all but one: k in the place of k − 1
// changes a size only where the stride divides, and rounding up only where it does not.
const STRICT_TRIES = 200;
const MOST_TRIES = 500;
export const LARGEST_SEED = 9999;

/** @param {{ kind: string }} given @returns {Exercise} */
export const read = (given) => new KINDS[given.kind](given);

/**
 * An exercise of the same kind, with the same parameters at work and other numbers, in which mistakes
 * lead to wrong answers. Null where there is none, which the build refuses to show.
 * @param {Exercise} like @param {number} seed @returns {Exercise | null}
 */
export function drawn(like, seed) {
  const from = drawer(seed);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const one = like.redrawn(from);
    if (one && harmless(one) <= Number(tries >= STRICT_TRIES)) return one;
  }
  return null;
}

/** How many mistakes lead to the right answer all the same. @param {Exercise} exercise */
const harmless = (exercise) =>
  exercise.slips().filter(({ answer }) => answer === exercise.answer).length;
