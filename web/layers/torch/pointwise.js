// What changes values and no shape.

import { merged } from "../merge.js";
import { times } from "../shape.js";
import { stop } from "../trouble.js";
import { isTensor } from "../run/values.js";
import { define, like, one } from "./operation.js";

/** @import { TensorValue } from "../types.js" */
/** @import { Made } from "./operation.js" */

const ALIKE =
  "relu relu6 leaky_relu elu selu celu gelu silu mish hardswish hardsigmoid hardtanh sigmoid tanh " +
  "softplus softsign logsigmoid tanhshrink softshrink hardshrink threshold rrelu softmax " +
  "log_softmax softmin dropout dropout1d dropout2d dropout3d alpha_dropout feature_alpha_dropout " +
  "exp log sqrt rsqrt abs neg sin cos clamp clip clamp_min clamp_max round floor ceil square " +
  "reciprocal sign log1p expm1 erf log2 log10 normalize local_response_norm cumsum tril triu " +
  "nan_to_num logit sinc atan asin acos absolute negative trunc frac logical_not bernoulli " +
  "gumbel_softmax";
define(ALIKE, "input any", (a) => one(like(a.tensor("input"))));

const SAME =
  "contiguous clone detach to float double half type type_as cpu cuda requires_grad_ data real " +
  "alias positive bfloat16 retain_grad pin_memory numpy";
define(SAME, "input any", (a) => ({ outputs: [like(a.tensor("input"))], same: true }));

/**
 * The shape of tensors whose cells meet one by one.
 * @param {number[][]} shapes
 */
export function broadcast(shapes) {
  const axes = Math.max(...shapes.map((shape) => shape.length));
  const full = shapes.map((shape) => [...Array(axes - shape.length).fill(1), ...shape]);
  return Array.from({ length: axes }, (_, dim) => {
    const sizes = full.map((shape) => shape[dim]);
    const size = sizes.find((each) => each !== 1) ?? 1;
    if (sizes.some((each) => each !== 1 && each !== size)) refuse(shapes);
    return size;
  });
}

/** @param {number[][]} shapes */
function refuse(shapes) {
  const [left, right] = shapes;
  stop("broadcast", { left: times(left), right: times(right) });
}

/**
 * Tensors whose cells meet one by one.
 * @param {TensorValue[]} tensors
 * @returns {Made}
 */
export function met(tensors) {
  const shape = broadcast(tensors.map((each) => each.shape));
  const tracks = tensors.flatMap(({ track }) => {
    if (!track) return [];
    const made = track.copy();
    made.dims.unshift(...Array(shape.length - made.dims.length).fill(null));
    return [made];
  });
  return { shape, track: tracks.length ? merged(tracks, shape) : null };
}

const PAIRS =
  "add sub mul div true_divide floor_divide pow maximum minimum fmod remainder eq ne lt le gt ge " +
  "atan2 subtract multiply divide logical_and logical_or logical_xor hypot rsub";
define(PAIRS, "input other any", (a) => one(met(tensorsOf(a, ["input", "other"]))));
define("where lerp addcmul addcdiv masked_fill", "input; other third any", (a) =>
  one(met(tensorsOf(a, ["input", "other", "third"]))),
);

/**
 * @param {import("./operation.js").Inputs} a
 * @param {string[]} names
 */
function tensorsOf(a, names) {
  return names.flatMap((name) => {
    const value = a.value(name);
    return value && isTensor(value) ? [value] : [];
  });
}
