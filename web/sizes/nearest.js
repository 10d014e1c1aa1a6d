// Why no layer does what is wanted, and what is nearest to it. Each offer was tried.
import { HIGHEST, LOWEST } from "../core/limits.js";
import { LETTERS, limitText, sizesText } from "./fields.js";
import { along, fits, keeps, layers, made, MODES, work } from "./find.js";
import { MOST_TRIED } from "./read.js";
import { inputs } from "./rule.js";

/** @import { Pair } from "../core/state.js" */
/** @import { Axis, Layer, Letter, Offer, Refusal, Said, Wish } from "./types.js" */

const FARTHEST = 64; // cells by which a wanted size may change where any input size will do
const MOST_OFFERED = 2; // sizes of a kind
const CONDITIONS = /** @type {const} */ (["ratio", "plain", "powers"]);

/**
 * @param {Wish} wish @param {Layer[][]} found for each axis
 * @returns {Refusal}
 */
export function refusal(wish, found) {
  const axis = found.findIndex((layers) => !layers.length);
  if (axis < 0) return { axis: null, prior: false, why: modesDiffer(found), offers: [] };
  const at = failing(wish, axis);
  const why = reason(wish, axis, at);
  return {
    axis: wish.axes.length > 1 ? axis : null,
    prior: at > 0 && why.key !== "notEvery",
    why,
    offers: [
      ...conditions(wish, axis),
      ...LETTERS.flatMap((name) => widened(wish, axis, name)),
      ...otherSizes(wish, axis, at),
    ],
  };
}

/** Rows are possible in one way, columns in the other. @param {Layer[][]} found @returns {Said} */
const modesDiffer = ([rows]) => ({
  key: rows[0].mode === "conv" ? "rowsDirect" : "rowsTransposed",
  values: {},
});

/** The sizes before one of them. @param {Axis} axis @param {number} at @returns {Axis} */
const before = ({ from, to }, at) => ({ from: from && from.slice(0, at), to: to.slice(0, at) });

/**
 * Which size is the first that no layer takes which takes all before it.
 * @param {Wish} wish @param {number} axis
 */
function failing(wish, axis) {
  const { to } = wish.axes[axis];
  const all = { ...wish, ratio: false };
  const last = to.findIndex((_, n) => !along(all, before(wish.axes[axis], n + 1)).length);
  return last < 0 ? to.length - 1 : last;
}

/** The layers that take all sizes before this one. @param {Wish} wish @param {number} axis @param {number} at */
const able = (wish, axis, at) =>
  [...layers(wish)].filter((layer) => fits(layer, before(wish.axes[axis], at)));

/**
 * @param {Wish} wish @param {number} axis @param {number} at
 * @returns {Said}
 */
function reason(wish, axis, at) {
  const { from, to } = wish.axes[axis];
  const wanted = to[at];
  if (layers(wish).next().done) return { key: "noStride", values: {} };
  if (!from) return { key: "noInput", values: { to: wanted } };
  const sizes = outputs(able(wish, axis, at), from[at]);
  const [least, most] = [sizes[0], sizes[sizes.length - 1]];
  const values = { from: from[at], to: wanted };
  if (!sizes.length) return { key: "kernelReaches", values: { from: from[at] } };
  if (sizes.includes(wanted)) return { key: "notEvery", values };
  if (wanted > most) return { key: "tooLarge", values: { ...values, most } };
  if (wanted < least) return { key: "tooSmall", values: { ...values, least } };
  const above = sizes.findIndex((size) => size > wanted);
  return { key: "gap", values: { ...values, below: sizes[above - 1], above: sizes[above] } };
}

/** All that layers make of a size, in order. @param {Layer[]} able @param {number} from */
function outputs(able, from) {
  const sizes = able.map((layer) => made(layer, from)).filter((size) => size !== null);
  return [...new Set(sizes)].sort((a, b) => a - b);
}

/** Without one of the conditions. @param {Wish} wish @param {number} axis @returns {Offer[]} */
function conditions(wish, axis) {
  /** @type {Offer[]} */
  const found = CONDITIONS.filter((name) => wish[name]).flatMap((name) =>
    works({ ...wish, [name]: false }, axis)
      ? [{ key: `drop_${name}`, values: {}, change: { [name]: "" } }]
      : [],
  );
  const other = wish.mode === "any" ? undefined : MODES.find((one) => one !== wish.mode);
  if (other && works({ ...wish, mode: other }, axis))
    found.push({ key: `take_${other}`, values: {}, change: { mode: other } });
  return found;
}

/** @param {Wish} wish @param {number} axis */
const works = (wish, axis) => along(wish, wish.axes[axis]).length > 0;

/**
 * One parameter beyond its limits, as little as it takes.
 * @param {Wish} wish @param {number} axis @param {Letter} name
 * @returns {Offer[]}
 */
function widened(wish, axis, name) {
  const [low, high] = wish.limits[name];
  /** @type {Pair} */
  const all = [LOWEST[name], Math.max(high, HIGHEST[name])];
  const limits = { ...wish.limits, [name]: all };
  if (work(limits) > MOST_TRIED) return [];
  const values = along({ ...wish, limits }, wish.axes[axis]).map((layer) => layer[name]);
  if (!values.length) return [];
  const value = nearest(values, (one) => Math.max(low - one, one - high));
  const limit = limitText([Math.min(low, value), Math.max(high, value)]);
  return [{ key: "offerLimit", values: { name, value }, change: { [name]: limit } }];
}

/** @param {number[]} values @param {(value: number) => number} far */
const nearest = (values, far) => values.reduce((best, one) => (far(one) < far(best) ? one : best));

/**
 * The nearest sizes to want, and those to have.
 * @param {Wish} wish @param {number} axis @param {number} at
 * @returns {Offer[]}
 */
function otherSizes(wish, axis, at) {
  const { from, to } = wish.axes[axis];
  /** @param {"from" | "to"} name @param {number[]} sizes @returns {Offer[]} */
  const offered = (name, sizes) =>
    sizes.slice(0, MOST_OFFERED).map((size) => ({
      key: name === "to" ? "offerTo" : "offerFrom",
      values: { size },
      change: { [name]: sizesText(wish.axes, name, axis, at, size) },
    }));
  if (!from) return offered("to", possible(wish, axis, at));
  const all = able(wish, axis, at);
  return [
    ...offered("to", byDistance(to[at], wantedSizes(wish, all, from[at]))),
    ...offered("from", byDistance(from[at], givenSizes(wish, all, from[at], to[at]))),
  ];
}

/** @param {Wish} wish @param {Layer[]} able @param {number} from */
const wantedSizes = (wish, able, from) =>
  able.flatMap((layer) => {
    const size = made(layer, from);
    return size !== null && keeps(wish, layer, from, size) ? [size] : [];
  });

/** @param {Wish} wish @param {Layer[]} able @param {number} from @param {number} to */
const givenSizes = (wish, able, from, to) =>
  able.flatMap((layer) => {
    const found = inputs(layer, to);
    if (!found) return [];
    const size = Math.min(Math.max(from, found[0]), found[1]);
    return [size, size - 1, size + 1, to * layer.s].filter(
      (one) => made(layer, one) === to && keeps(wish, layer, one, to),
    );
  });

/** Where any input size will do: what can be made near to a size. @param {Wish} wish @param {number} axis @param {number} at */
function possible(wish, axis, at) {
  if (work(wish.limits) * FARTHEST > MOST_TRIED * 10) return [];
  const all = able(wish, axis, at);
  const near = Array.from(
    { length: FARTHEST * 2 },
    (_, n) => wish.axes[axis].to[at] - FARTHEST + n,
  );
  const sizes = near.filter((one) => one >= 1 && all.some((layer) => inputs(layer, one)));
  return byDistance(wish.axes[axis].to[at], sizes);
}

/** Other sizes, the nearest first. @param {number} size @param {number[]} sizes */
const byDistance = (size, sizes) =>
  [...new Set(sizes)]
    .filter((one) => one !== size)
    .sort((a, b) => Math.abs(a - size) - Math.abs(b - size) || a - b);
