// Functions that do what layers do: F.conv2d, F.max_pool2d, F.interpolate, F.pad.

import { NOWHERE } from "../python/places.js";
import { padAxes } from "../padding.js";
import { construct } from "../layer.js";
import { shown } from "../arguments.js";
import { int, NONE, tuple } from "../run/values.js";
import { stop } from "../trouble.js";
import { define, one } from "./operation.js";

/** @import { Argument, Layer, State, TensorValue, Value } from "../types.js" */
/** @import { Inputs, Outcome } from "./operation.js" */

/**
 * What a layer with some arguments does to a tensor.
 * @param {TensorValue} tensor
 * @param {string} type
 * @param {Map<string, Value>} given
 * @returns {Outcome}
 */
function asLayer({ shape, track }, type, given) {
  /** @type {Argument[]} */
  const args = [...given].map(([name, value]) => ({ ...NOWHERE, name, value }));
  const layer = /** @type {Layer} */ ({ is: "layer", type, args });
  /** @type {State} */
  const state = { shape: [...shape], track: track?.copy() };
  const macs = construct(layer).run(state);
  return { outputs: [{ shape: state.shape, track: state.track ?? null }], macs };
}

/**
 * @param {Inputs} a
 * @param {string[]} names
 */
function givenIn(a, names) {
  /** @type {Map<string, Value>} */
  const found = new Map();
  for (const name of names) {
    const value = a.given.get(name);
    if (value && value.is !== "none") found.set(name, value);
  }
  return found;
}

for (const n of [1, 2, 3]) {
  twin(
    `max_pool${n}d`,
    `MaxPool${n}d`,
    "kernel_size; stride padding dilation ceil_mode return_indices",
  );
  const divisor = n > 1 ? " divisor_override" : "";
  twin(
    `avg_pool${n}d`,
    `AvgPool${n}d`,
    `kernel_size; stride padding ceil_mode count_include_pad${divisor}`,
  );
  twin(`lp_pool${n}d`, `LPPool${n}d`, "norm_type kernel_size; stride ceil_mode");
  twin(`adaptive_avg_pool${n}d`, `AdaptiveAvgPool${n}d`, "output_size;");
  twin(`adaptive_max_pool${n}d`, `AdaptiveMaxPool${n}d`, "output_size; return_indices");
  define(`conv${n}d`, "input weight; bias stride padding dilation groups", (a) => convolved(a, n));
  define(
    `conv_transpose${n}d`,
    "input weight; bias stride padding output_padding groups dilation",
    (a) => transposed(a, n),
  );
}
twin("pixel_shuffle", "PixelShuffle", "upscale_factor;");
twin("pixel_unshuffle", "PixelUnshuffle", "downscale_factor;");
twin("glu", "GLU", "; dim");
twin(
  "interpolate upsample",
  "Upsample",
  "; size scale_factor mode align_corners recompute_scale_factor antialias",
);
twin("upsample_nearest", "UpsamplingNearest2d", "; size scale_factor");
twin("upsample_bilinear", "UpsamplingBilinear2d", "; size scale_factor");
twin("layer_norm", "LayerNorm", "normalized_shape;", "weight bias eps");
twin("rms_norm", "RMSNorm", "normalized_shape;", "weight eps");

/**
 * @param {string} names
 * @param {string} type
 * @param {string} signature without the tensor
 * @param {string} [more] what changes no shape
 */
function twin(names, type, signature, more = "") {
  const [required, optional = ""] = signature.split(";");
  const own = `${required} ${optional}`.split(" ").filter((name) => name && name !== "antialias");
  define(names, `input ${required}; ${optional} ${more}`, (a) =>
    asLayer(a.tensor("input"), type, givenIn(a, own)),
  );
}

/**
 * A convolution with weights that are given.
 * @param {Inputs} a
 * @param {number} n
 */
function convolved(a, n) {
  const { shape } = a.tensor("weight");
  const groups = a.int("groups", 1, 1);
  return withWeights(
    a,
    `Conv${n}d`,
    [shape[1] * groups, shape[0], shape.slice(2)],
    ["padding", "dilation"],
  );
}

/**
 * @param {Inputs} a
 * @param {number} n
 */
function transposed(a, n) {
  const { shape } = a.tensor("weight");
  const groups = a.int("groups", 1, 1);
  return withWeights(
    a,
    `ConvTranspose${n}d`,
    [shape[0], shape[1] * groups, shape.slice(2)],
    ["padding", "output_padding", "dilation"],
  );
}

/**
 * @param {Inputs} a
 * @param {string} type
 * @param {[number, number, number[]]} sizes
 * @param {string[]} names
 */
function withWeights(a, type, [cin, cout, kernel], names) {
  const given = givenIn(a, ["stride", "groups", ...names]);
  given.set("in_channels", int(cin));
  given.set("out_channels", int(cout));
  given.set("kernel_size", tuple(kernel.map(int)));
  return asLayer(a.tensor("input"), type, given);
}

const MODES = ["constant", "reflect", "replicate", "circular"];

define("pad", "input pad; mode value", (a) => {
  const { shape, track } = a.tensor("input");
  const amounts = a.whole("pad") ?? [];
  const mode = a.word("mode", MODES, "constant");
  const n = amounts.length / 2;
  if (!Number.isInteger(n) || n > shape.length)
    stop("padPairs", { found: shown(a.given.get("pad") ?? NONE), axes: shape.length });
  // PyTorch lists the last axis first.
  const sides = Array.from({ length: n }, (_, axis) => {
    const at = 2 * (n - 1 - axis);
    return [amounts[at], amounts[at + 1]];
  });
  /** @type {State} */
  const state = { shape: [...shape], track: track?.copy() };
  padAxes(state, n, sides, mode);
  return one({ shape: state.shape, track: state.track ?? null });
});

define("batch_norm", "input; running_mean running_var weight bias training momentum eps", (a) =>
  one({ ...a.tensor("input"), shape: [...a.tensor("input").shape] }),
);
define("instance_norm", "input any", (a) => one(sameAs(a)));
define("group_norm", "input num_groups; weight bias eps", (a) => {
  const channels = a.tensor("input").shape[1];
  const groups = a.int("num_groups", 1);
  if (channels % groups) stop("normGroups", { channels, groups });
  return one(sameAs(a));
});
define("prelu", "input weight", (a) => one(sameAs(a)));

/** @param {Inputs} a */
function sameAs(a) {
  const { shape, track } = a.tensor("input");
  return { shape: [...shape], track };
}

define("unfold", "input kernel_size; dilation padding stride", (a) => windows(a));

/**
 * All windows of a map, one under the other; where their cells come from is not followed.
 * @param {Inputs} a
 * @returns {Outcome}
 */
function windows(a) {
  const { shape, track } = a.tensor("input");
  const kernel = a.ints("kernel_size", 2, 1);
  const made = asLayer(
    a.tensor("input"),
    "Conv2d",
    new Map([
      ...givenIn(a, ["dilation", "padding", "stride"]),
      ["in_channels", int(shape[1])],
      ["out_channels", int(1)],
      ["kernel_size", tuple(kernel.map(int))],
    ]),
  );
  const [batch, , ...sizes] = made.outputs[0].shape;
  const cells = sizes.reduce((all, size) => all * size, 1);
  const followed = track?.copy() ?? null;
  followed?.loseAll();
  if (followed) followed.dims = [null, null, null];
  return one({ shape: [batch, shape[1] * kernel[0] * kernel[1], cells], track: followed });
}

define("fold", "input output_size kernel_size; dilation padding stride", (a) => {
  const { shape, track } = a.tensor("input");
  const [height, width] = a.ints("output_size", 2, 1);
  const kernel = a.ints("kernel_size", 2, 1);
  const channels = shape[1] / (kernel[0] * kernel[1]);
  if (!Number.isInteger(channels))
    stop("shuffleChannels", { channels: shape[1], r: kernel[0], square: kernel[0] * kernel[1] });
  const followed = track?.copy() ?? null;
  followed?.loseAll();
  if (followed) followed.dims = [null, null, null, null];
  return one({ shape: [shape[0], channels, height, width], track: followed });
});
