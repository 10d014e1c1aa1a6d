// Normalization layers, and others whose weights belong to channels.

import { isInt, shown } from "./arguments.js";
import { product, times, wantsAxes, wantsChannels } from "./shape.js";
import { stop, stopSize } from "./trouble.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built } from "./types.js" */

/**
 * A scale for each channel, and a shift unless bias=False.
 * @param {Arguments} a
 * @param {number} channels
 */
const weights = (a, channels) => (a.bool("bias", true) ? 2 : 1) * channels;

/**
 * @param {Arguments} a
 * @param {number} low
 * @param {number} high
 * @returns {Built}
 */
export function batchNorm(a, low, high) {
  const features = a.int("num_features", 1);
  return {
    parameters: a.bool("affine", true) ? weights(a, features) : 0,
    run(state) {
      wantsAxes(state, a.layer.type, low, high);
      wantsChannels(state.shape[1], features, "num_features");
      return 0;
    },
  };
}

/**
 * @param {Arguments} a
 * @param {number} n
 * @returns {Built}
 */
export function instanceNorm(a, n) {
  const features = a.int("num_features", 1);
  const affine = a.bool("affine", false);
  const running = a.bool("track_running_stats", false);
  return {
    parameters: affine ? weights(a, features) : 0,
    run(state) {
      wantsAxes(state, a.layer.type, n + 1, n + 2);
      const first = state.shape.length - n;
      if (affine || running) wantsChannels(state.shape[first - 1], features, "num_features");
      if (!running && product(state.shape.slice(first)) === 1) stopSize("oneCell");
      return 0;
    },
  };
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function groupNorm(a) {
  const groups = a.int("num_groups", 1);
  const channels = a.int("num_channels", 1);
  if (channels % groups) {
    const most = Math.min(groups, 4096);
    const fewer = Array.from({ length: most }, (_, less) => groups - less);
    const value = fewer.find((g) => channels % g === 0);
    stop("normGroups", { channels, groups }, value ? [{ name: "num_groups", value }] : []);
  }
  const affine = a.bool("affine", true);
  return {
    parameters: affine ? weights(a, channels) : 0,
    run(state) {
      wantsAxes(state, a.layer.type, 2, Infinity);
      if (affine) wantsChannels(state.shape[1], channels, "num_channels");
      else splits(state.shape[1], groups);
      const [batch, , ...sizes] = state.shape;
      if (batch * product(sizes) * state.shape[1] === groups) stopSize("oneCell");
      return 0;
    },
  };
}

/**
 * @param {number} channels
 * @param {number} groups
 */
function splits(channels, groups) {
  if (channels % groups) stop("normGroups", { channels, groups });
}

/**
 * LayerNorm and RMSNorm: the last axes must be as given.
 * @param {Arguments} a
 * @param {1 | 2} perCell
 * @returns {Built}
 */
export function layerNorm(a, perCell) {
  const wanted = normalizedShape(a);
  const scales = a.bool("elementwise_affine", true) ? product(wanted) : 0;
  const biases = perCell === 2 && a.bool("bias", true);
  return {
    parameters: biases ? 2 * scales : scales,
    run(state) {
      const found = state.shape.slice(-wanted.length);
      if (found.join() !== wanted.join())
        stopSize("normalizedShape", { expected: times(wanted), found: times(found) }, [
          { name: "normalized_shape", value: { list: found } },
        ]);
      return 0;
    },
  };
}

/** @param {Arguments} a */
function normalizedShape(a) {
  const written = a.override.normalized_shape;
  if (typeof written === "object" && "list" in written) return written.list;
  const value = a.value("normalized_shape");
  const items = value?.is === "list" ? value.items : value ? [value] : [];
  const sizes = items.flatMap((item) => (isInt(item, 1) ? [item.value] : []));
  if (!items.length || sizes.length !== items.length)
    stop("wantsShape", { name: "normalized_shape", found: shown(value) });
  return sizes;
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function prelu(a) {
  const slopes = a.int("num_parameters", 1, 1);
  return {
    parameters: slopes,
    run(state) {
      const channels = state.shape.length > 1 ? state.shape[1] : 1;
      if (slopes !== 1) wantsChannels(channels, slopes, "num_parameters");
      return 0;
    },
  };
}

/**
 * @param {Arguments} a
 * @returns {Built}
 */
export function channelShuffle(a) {
  const groups = a.int("groups", 1);
  return {
    parameters: 0,
    run(state) {
      wantsAxes(state, a.layer.type, 3, Infinity);
      splits(state.shape[1], groups);
      return 0;
    },
  };
}
