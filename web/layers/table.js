// The table of all layers: argument names in order and how to build one.
//
// A test compares the names with PyTorch's.

import { convolution, transposed } from "./convolution.js";
import { batchNorm, channelShuffle, groupNorm, instanceNorm, layerNorm, prelu } from "./norms.js";
import { padding } from "./padding.js";
import { adaptive, pooling, unpooling } from "./pooling.js";
import { flatten, glu, linear, same, unflatten } from "./reshaping.js";
import { shuffle, upsample } from "./resizing.js";

/** @import { Build, Definition, Known } from "./types.js" */

/** @type {Map<string, Definition>} A map, since a paste may ask for nn.constructor. */
const LAYERS = new Map();

/**
 * @param {string} type
 * @param {string} signature "needed; optional; by name only"
 * @param {Build} build
 * @param {boolean} [any] whether every other argument is taken, too
 */
function define(type, signature, build, any = false) {
  const parts = signature.split(";").map((part) => part.split(" ").filter(Boolean));
  const [required, optional, named = []] = parts;
  const positional = required.length + optional.length;
  const names = [...required, ...optional, ...named];
  LAYERS.set(type, { required, names, positional, any, build });
}

const FACTORY = "device dtype";
const KERNEL = "in_channels out_channels kernel_size";
const STATISTICS = "eps momentum affine track_running_stats";

for (const n of [1, 2, 3]) {
  define(
    `Conv${n}d`,
    `${KERNEL}; stride padding dilation groups bias padding_mode ${FACTORY}`,
    (a) => convolution(a, n),
  );
  define(
    `ConvTranspose${n}d`,
    `${KERNEL}; stride padding output_padding groups bias dilation padding_mode ${FACTORY}`,
    (a) => transposed(a, n),
  );
  define(`MaxPool${n}d`, "kernel_size; stride padding dilation return_indices ceil_mode", (a) =>
    pooling(a, n, { dilated: true, padded: true }),
  );
  define(
    `AvgPool${n}d`,
    `kernel_size; stride padding ceil_mode count_include_pad${n > 1 ? " divisor_override" : ""}`,
    (a) => pooling(a, n, { padded: true, whole: n === 3 }),
  );
  define(`LPPool${n}d`, "norm_type kernel_size; stride ceil_mode", (a) =>
    pooling(a, n, { whole: n === 3 }),
  );
  define(`MaxUnpool${n}d`, "kernel_size; stride padding", (a) => unpooling(a, n));
  define(`AdaptiveAvgPool${n}d`, "output_size;", (a) => adaptive(a, n));
  define(`AdaptiveMaxPool${n}d`, "output_size; return_indices", (a) => adaptive(a, n));
  define(`BatchNorm${n}d`, `num_features; ${STATISTICS} ${FACTORY}; bias`, (a) =>
    batchNorm(a, n === 1 ? 2 : n + 2, n + 2),
  );
  define(`InstanceNorm${n}d`, `num_features; ${STATISTICS} ${FACTORY}; bias`, (a) =>
    instanceNorm(a, n),
  );
  define(`ZeroPad${n}d`, "padding;", (a) => padding(a, n, "zeros"));
  define(`ConstantPad${n}d`, "padding value;", (a) => padding(a, n, "constant"));
  define(`ReflectionPad${n}d`, "padding;", (a) => padding(a, n, "reflect"));
  define(`ReplicationPad${n}d`, "padding;", (a) => padding(a, n, "replicate"));
  define(`CircularPad${n}d`, "padding;", (a) => padding(a, n, "circular"));
  define(`Dropout${n}d`, "; p inplace", same());
}
define("SyncBatchNorm", `num_features; ${STATISTICS} process_group ${FACTORY}; bias`, (a) =>
  batchNorm(a, 2, Infinity),
);
define("GroupNorm", `num_groups num_channels; eps affine ${FACTORY}; bias`, groupNorm);
define("LayerNorm", `normalized_shape; eps elementwise_affine bias ${FACTORY}`, (a) =>
  layerNorm(a, 2),
);
define("RMSNorm", `normalized_shape; eps elementwise_affine ${FACTORY}`, (a) => layerNorm(a, 1));
define("LocalResponseNorm", "size; alpha beta k", same(3, Infinity));
define("Linear", `in_features out_features; bias ${FACTORY}`, linear);
define("Flatten", "; start_dim end_dim", flatten);
define("Unflatten", "dim unflattened_size;", unflatten);
define("Upsample", "; size scale_factor mode align_corners recompute_scale_factor", (a) =>
  upsample(a),
);
define("UpsamplingNearest2d", "; size scale_factor", (a) => upsample(a, "nearest"));
define("UpsamplingBilinear2d", "; size scale_factor", (a) => upsample(a, "bilinear"));
define("PixelShuffle", "upscale_factor;", (a) => shuffle(a, false));
define("PixelUnshuffle", "downscale_factor;", (a) => shuffle(a, true));
define("ChannelShuffle", "groups;", channelShuffle);
define("PReLU", `; num_parameters init ${FACTORY}`, prelu);
define("GLU", "; dim", glu);
define("Softmax2d", ";", same(3, 4));
define("Identity", ";", same(), true);
define("Threshold", "threshold value; inplace", same());

const POINTWISE =
  "ReLU:inplace|ReLU6:inplace|LeakyReLU:negative_slope inplace|ELU:alpha inplace|SELU:inplace|" +
  "CELU:alpha inplace|GELU:approximate|SiLU:inplace|Mish:inplace|Hardswish:inplace|" +
  "Hardsigmoid:inplace|Hardtanh:min_val max_val inplace min_value max_value|Sigmoid:|Tanh:|" +
  "Softplus:beta threshold|Softsign:|Softmax:dim|Softmin:dim|LogSoftmax:dim|LogSigmoid:|" +
  "Tanhshrink:|Softshrink:lambd|Hardshrink:lambd|RReLU:lower upper inplace|" +
  "Dropout:p inplace|AlphaDropout:p inplace|FeatureAlphaDropout:p inplace";
for (const [type, names] of POINTWISE.split("|").map((one) => one.split(":")))
  define(type, `;${names}`, same());

// Lazy layers have all arguments but the first one, which their first input gives.
for (const type of [
  "Linear",
  ...["Conv", "ConvTranspose", "BatchNorm", "InstanceNorm"].flatMap((kind) =>
    [1, 2, 3].map((n) => `${kind}${n}d`),
  ),
]) {
  const whole = definitionOf({ type });
  const names = whole.names.slice(1);
  const positional = whole.positional - 1;
  LAYERS.set(`Lazy${type}`, { ...whole, required: whole.required.slice(1), names, positional });
}

const UNSUPPORTED = new Set(
  (
    "Embedding EmbeddingBag RNN LSTM GRU RNNCell LSTMCell GRUCell Transformer TransformerEncoder " +
    "TransformerDecoder TransformerEncoderLayer TransformerDecoderLayer MultiheadAttention Fold " +
    "Bilinear FractionalMaxPool2d FractionalMaxPool3d " +
    "CosineSimilarity PairwiseDistance AdaptiveLogSoftmaxWithLoss"
  ).split(" "),
);

/** @type {Known} */
export const knownAs = (type) => {
  if (LAYERS.has(type)) return "layer";
  return UNSUPPORTED.has(type) ? "unsupported" : undefined;
};

/**
 * The definition of a layer that was read, which only known ones are.
 * @param {{ type: string }} layer
 */
export function definitionOf({ type }) {
  return /** @type {Definition} */ (LAYERS.get(type));
}

/** The argument names of every layer, for the test that compares them with PyTorch's. */
export const signatures = () =>
  Object.fromEntries([...LAYERS].map(([type, { names, required }]) => [type, { names, required }]));
