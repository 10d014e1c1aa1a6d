// What the fields ask for, and all that answers it.
import { along } from "./find.js";
import { refusal } from "./nearest.js";
import { count, joined } from "./order.js";
import { grouped, Problem, read } from "./read.js";

/** @import { Fields, Report, Wish } from "./types.js" */

const MOST_RESULTS = 100000;

/** @param {Fields} fields @returns {Report} */
export function report(fields) {
  try {
    return answered(fields, read(fields));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { ...nothing(fields), problem: problem.said, at: problem.at };
  }
}

/** @param {Fields} fields @param {Wish} wish @returns {Report} */
function answered(fields, wish) {
  const layers = wish.axes.map((axis) => along(wish, axis));
  const found = count(layers);
  if (found > MOST_RESULTS)
    throw new Problem("k", "tooManyPairs", { count: grouped(found), most: grouped(MOST_RESULTS) });
  if (!found) return { ...nothing(fields), wish, refusal: refusal(wish, layers) };
  return { ...nothing(fields), wish, results: joined(layers) };
}

/** @param {Fields} fields @returns {Report} */
const nothing = (fields) => ({
  fields,
  wish: null,
  problem: null,
  at: null,
  results: [],
  refusal: null,
});
