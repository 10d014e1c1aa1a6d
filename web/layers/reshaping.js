// Linear layers, and layers that only change how cells are laid out.

import { isInt, shown } from "./arguments.js";
import { linearCosts } from "./costs.js";
import { isAxis } from "./field.js";
import { dimension, product, times, wantsAxes } from "./shape.js";
import { stop, stopSize } from "./trouble.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built, State } from "./types.js" */

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function linear(a) {
  const [fin, fout] = [a.int("in_features", 1), a.int("out_features", 1)];
  const { parameters, multiplyAdds } = linearCosts({ fin, fout, bias: a.bool("bias", true) });
  return {
    parameters,
    run(state) {
      const last = state.shape.length - 1;
      if (state.shape[last] !== fin) refuseFeatures(state, fin);
      const macs = multiplyAdds(state.shape);
      state.track?.mix(last);
      state.shape[last] = fout;
      return macs;
    },
  };
}

/**
 * By how much a map would have to be pooled so that, flattened, it has as many features as expected.
 * @param {number[]} shape
 * @param {number} expected
 */
function missingPool(shape, expected) {
  const [, channels, ...sizes] = shape;
  if (!sizes.length || sizes.length > 3) return undefined;
  const fits = (/** @type {number} */ pool) =>
    channels * product(sizes.map((size) => Math.floor(size / pool))) === expected;
  return [2, 3, 4, 8].find(fits);
}

/**
 * @param {State} state
 * @param {number} expected
 */
function refuseFeatures(state, expected) {
  const { shape } = state;
  const found = shape[shape.length - 1];
  const [, ...others] = shape;
  const missing = !!others.length && product(others) === expected;
  const values = { expected, found, shape: times(shape) };
  if (missing) stopSize("notFlattened", values, [{ insert: "nn.Flatten()" }]);
  const pool = missingPool(shape, expected);
  if (pool) {
    const sizes = shape.slice(2).map((size) => Math.floor(size / pool));
    const parts = [shape[1], ...sizes].join(" · ");
    const insert = `nn.MaxPool${sizes.length}d(${pool}), nn.Flatten()`;
    stopSize("notPooled", { expected, parts, shape: times(shape), pool }, [{ insert }]);
  }
  // After windows an axis of cells is no axis of features: a number that fits it does so by chance.
  const { track } = state;
  if (track?.work.moved && isAxis(track.dims[shape.length - 1])) stopSize("linear", values);
  stopSize("linear", values, [{ name: "in_features", value: found }]);
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function flatten(a) {
  const [from, to] = [a.int("start_dim", -Infinity, 1), a.int("end_dim", -Infinity, -1)];
  return {
    parameters: 0,
    run(state) {
      const axes = state.shape.length;
      const start = dimension(from, axes, "start_dim");
      const end = dimension(to, axes, "end_dim");
      if (start > end) stop("flattenOrder", { start, end });
      if (start < end) state.track?.flatten(start, end);
      const merged = product(state.shape.slice(start, end + 1));
      state.shape.splice(start, end - start + 1, merged);
      return 0;
    },
  };
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function unflatten(a) {
  const at = a.int("dim", -Infinity);
  const wanted = unflattenedSize(a);
  const known = product(wanted.filter((size) => size !== -1));
  const open = wanted.includes(-1);
  return {
    parameters: 0,
    run(state) {
      const dim = dimension(at, state.shape.length, "dim");
      const size = state.shape[dim];
      if (open ? size % known : size !== known)
        stopSize("unflatten", { size, sizes: shown(a.value("unflattened_size")), known });
      const sizes = wanted.map((one) => (one === -1 ? size / known : one));
      state.track?.unflatten(dim, sizes.length);
      state.shape.splice(dim, 1, ...sizes);
      return 0;
    },
  };
}

/**
 * Sizes of which one may be -1: what is left.
 * @param {Arguments} a
 */
function unflattenedSize(a) {
  const value = a.value("unflattened_size");
  const items = value?.is === "list" ? value.items : [];
  const sizes = items.flatMap((item) => (isInt(item, -1) && item.value ? [item.value] : []));
  const open = sizes.filter((size) => size === -1).length;
  if (!items.length || sizes.length !== items.length || open > 1)
    stop("wantsShape", { name: "unflattened_size", found: shown(value) });
  return sizes;
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function glu(a) {
  const at = a.int("dim", -Infinity, -1);
  return {
    parameters: 0,
    run(state) {
      const dim = dimension(at, state.shape.length, "dim");
      const half = state.shape[dim] / 2;
      if (!Number.isInteger(half)) stopSize("gluOdd", { size: state.shape[dim] });
      state.track?.move(dim, half, 1, (o, add) => [o, o + half].forEach(add));
      state.shape[dim] = half;
      return 0;
    },
  };
}

/**
 * A layer that changes no shape; `low` and `high` are how many axes its input may have.
 * @param {number} [low]
 * @param {number} [high]
 */
export function same(low = 0, high = Infinity) {
  /**
   * @param {Arguments} a
   * @returns {Built}
   */
  return (a) => ({
    parameters: 0,
    run(state) {
      wantsAxes(state, a.layer.type, low, high);
      return 0;
    },
  });
}
