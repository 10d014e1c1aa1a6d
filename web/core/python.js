// Python that computes what a state shows, where it has more than a plain one: channels, padding of
// every kind, one axis, a bias, gradients and counts.
import { source } from "./pads.js";
import { inputs, outputGradients, slices } from "./planes.js";
import { atEnd, sizes, stampedSize } from "./size.js";
import { axis, onBoth } from "./state.js";
import { nested } from "./weight.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */
/** @typedef {unknown[] | number} Nested */

/** Whether a state has anything beyond the plain case. @param {State} state */
export const isWide = (state) =>
  Boolean(state.channels || state.act || state.pe || state.pad || state.axes || state.b);

/** @param {Nested} array @returns {string} */
export const list = (array) =>
  Array.isArray(array)
    ? `[${array.map((one) => list(/** @type {Nested} */ (one))).join(", ")}]`
    : String(array);

/** The name of what is shown. @param {State} state */
export const shownName = ({ act }) => (act === "count" ? "n" : (act ?? "y"));

/**
 * The arrays of a state by name, nested as PyTorch has them without a batch: one axis less where rows
 * are none, and no channels where there is one.
 * @param {State} state @returns {Record<string, Nested>}
 */
export function arraysOf(state) {
  const { channels, axes, act, b } = state;
  /** @param {Rows} plane @returns {Nested} */
  const flat = (plane) => (axes ? plane[0] : plane);
  /** @param {Rows[]} planes @returns {Nested} */
  const some = (planes) => (channels ? planes.map(flat) : flat(planes[0]));
  /** @type {Record<string, Nested>} */
  const found = { x: some(inputs(state)), w: weight(state, flat, slices(state)) };
  if (b && !act) found.b = b;
  if (act === "gx" || act === "gw") found.gy = some(outputGradients(state));
  return found;
}

/**
 * Slices as PyTorch's weight has them.
 * @param {State} state @param {(plane: Rows) => Nested} flat @param {Rows[]} planes @returns {Nested}
 */
export const weight = (state, flat, planes) =>
  state.channels ? nested(state, planes.map(flat)) : flat(planes[0]);

/** What a state needs of an axis, in the order of the axes that it has. @template T @param {State} state @param {(a: 0 | 1) => T} make @returns {T[]} */
const onAxes = (state, make) => (state.axes ? [make(1)] : onBoth(make));

/** @param {number[]} values */
const tuple = (values) => (values.length > 1 ? `(${values.join(", ")})` : String(values[0]));

/** @param {State} state @param {"s" | "p" | "d" | "op"} name */
const given = (state, name) => tuple(onAxes(state, (a) => state[name][a]));

/** Padding at both ends of each axis. @param {State} state @returns {[number, number][]} */
const ends = (state) =>
  onAxes(state, (a) => {
    const one = axis(state, a);
    return [one.p, atEnd(one)];
  });

/**
 * For each row or column of all stamps, the one of the output to which padding adds it.
 * @param {State} state
 */
const targets = (state) =>
  onAxes(state, (a) => {
    const one = axis(state, a);
    const size = sizes(state)[a];
    return Array.from(
      { length: stampedSize(one) },
      (_, at) => source(one.pad, at - one.p, size) ?? -1,
    );
  });

/** @param {State} state */
const channelsOf = ({ channels }) => channels ?? { ci: 1, co: 1, g: 1 };

// ---- PyTorch

/** @param {State} state */
export function pytorch(state) {
  const { act, b, pad } = state;
  const arrays = arraysOf(state);
  const type = act || pad || !isInteger(arrays) ? ", dtype=torch.float64" : "";
  const lines = Object.entries(arrays).map(
    ([name, array]) => `${name} = torch.tensor(${list(array)}${type})`,
  );
  if (act === "count") lines.push("x, w = torch.ones_like(x), torch.ones_like(w)");
  if (act === "gx" || (act === "count" && state.mode === "conv")) lines.push("x.requires_grad_()");
  if (act === "gw") lines.push("w.requires_grad_()");
  const forward = state.mode === "conv" ? convLines(state) : transposedLines(state);
  const bias = b && !act ? [`y = y + b${state.axes ? "[:, None]" : "[:, None, None]"}`] : [];
  const shape = state.channels ? "y = y[0]" : "y = y[0, 0]";
  return [
    "import torch",
    "import torch.nn.functional as F",
    "",
    ...lines,
    ...forward,
    ...bias,
    shape,
    ...asked(state),
    `print(${shownName(state)})`,
    "",
  ].join("\n");
}

/** @param {Record<string, Nested>} arrays */
const isInteger = (arrays) =>
  Object.values(arrays).every((one) => [one].flat(9).every(Number.isInteger));

/** What is asked of the output. @param {State} state */
function asked({ act, mode }) {
  if (act === "count")
    return [mode === "conv" ? "(n,) = torch.autograd.grad(y.sum(), x)" : "n = y"];
  if (!act) return [];
  return [`(${act},) = torch.autograd.grad(y, ${act === "gx" ? "x" : "w"}, gy)`];
}

/** With a batch, and a channel where there is one. @param {State} state @param {string} name */
const batched = ({ channels }, name) =>
  channels ? (name === "w" ? name : `${name}[None]`) : `${name}[None, None]`;

/** @param {State} state */
const suffix = ({ axes }) => `${axes ?? 2}d`;

/** @param {State} state @param {string[]} more */
function call(state, more) {
  const { g } = channelsOf(state);
  const name = `F.${state.mode === "conv" ? "conv" : "conv_transpose"}${suffix(state)}`;
  const parameters = [`stride=${given(state, "s")}`, ...more, `dilation=${given(state, "d")}`];
  if (g > 1) parameters.push(`groups=${g}`);
  return { name, parameters: parameters.map((one) => `    ${one},`) };
}

/** @param {State} state */
function convLines(state) {
  const first = isPaddedFirst(state);
  const { name, parameters } = call(state, first ? [] : [`padding=${given(state, "p")}`]);
  const around = ends(state).reverse().flat();
  const mode = state.pad ? `, mode="${state.pad}"` : "";
  const why =
    state.same && state.s.some((s) => s > 1)
      ? ['# padding="same" is refused with a stride: pad first']
      : [];
  return [
    ...(first
      ? [...why, `x_padded = F.pad(${batched(state, "x")}, (${around.join(", ")})${mode})`]
      : []),
    `y = ${name}(`,
    `    ${first ? "x_padded" : batched(state, "x")},`,
    `    ${batched(state, "w")},`,
    ...parameters,
    ")",
  ];
}

/** Whether padding is a step of its own. @param {State} state */
const isPaddedFirst = ({ pe, pad }) => Boolean(pe || pad);

/** @param {State} state */
function transposedLines(state) {
  const first = isPaddedFirst(state);
  const more = [`padding=${given(state, "p")}`, `output_padding=${given(state, "op")}`];
  const { name, parameters } = call(state, first ? [] : more);
  return [
    `${first ? "whole" : "y"} = ${name}(`,
    `    ${batched(state, "x")},`,
    `    ${batched(state, "w")},`,
    ...parameters,
    ")",
    ...(state.pad ? addedBack(state) : first ? cropped(state) : []),
  ];
}

/** Negative padding crops, and output_padding adds zeros at the end. @param {State} state */
function cropped(state) {
  const around = onAxes(state, (a) => {
    const one = axis(state, a);
    return [0 - one.p, one.op - atEnd(one)];
  });
  return [
    "# ConvTranspose takes one padding for both ends",
    `y = F.pad(whole, (${around.reverse().flat().join(", ")}))`,
  ];
}

/** @param {State} state */
function addedBack(state) {
  const { co } = channelsOf(state);
  const size = onAxes(state, (a) => sizes(state)[a]);
  const rows = targets(state);
  const lines = [
    `# ConvTranspose takes padding_mode="zeros" alone: add what lies outside to`,
    `# the cells that ${state.pad} padding would copy`,
  ];
  rows.forEach((at, index) => {
    const before = index ? "y" : "whole";
    const shape = [
      1,
      co,
      ...size.slice(0, index + 1),
      ...rows.slice(index + 1).map((one) => one.length),
    ];
    lines.push(
      `to = torch.tensor(${list(at)})`,
      `y = torch.zeros(${shape.join(", ")}, dtype=torch.float64).index_add(${index + 2}, to, ${before})`,
    );
  });
  return lines;
}

// ---- NumPy

/** NumPy's names. */
const NUMPY_PADS = { zeros: "constant", reflect: "reflect", replicate: "edge", circular: "wrap" };

/** @param {State} state */
export function numpy(state) {
  const { act, mode } = state;
  const arrays = arraysOf({ ...state, channels: state.channels ?? plainChannels(state) });
  const { co } = channelsOf(state);
  const sum = act === "gx" || act === "gw" || (act === "count" && mode === "conv");
  return [
    "import numpy as np",
    "",
    ...Object.entries(arrays).map(([name, array]) => `${name} = np.array(${list(array)})`),
    ...(act === "count" ? ["x, w = np.ones_like(x), np.ones_like(w)"] : []),
    `s, d = np.array([[${onAxes(state, (a) => state.s[a])}], [${onAxes(state, (a) => state.d[a])}]])`,
    "k = np.array(w.shape[2:])",
    `shape = (${[co, ...onAxes(state, (a) => sizes(state)[a])].join(", ")})`,
    ...(mode === "conv" ? numpyConv(state, sum) : numpyTransposed(state, sum)),
    `print(${shownName(state)}${state.channels ? "" : act === "gw" ? "[0, 0]" : "[0]"})`,
    "",
  ].join("\n");
}

/** One channel, as NumPy's code has channels always. @param {State} state */
const plainChannels = ({ x, w }) => ({ ci: 1, co: 1, g: 1, x: [x], w: [w] });

/** The channels and cells that the kernel of a channel meets at a place. @param {State} state @param {"m" | "n"} at */
function placeLines(state, at) {
  const { ci, co, g } = channelsOf(state);
  const [made, read] = state.mode === "conv" ? [co / g, ci / g] : [ci / g, co / g];
  return [
    `    first = c // ${made} * ${read}`,
    `    place = (slice(first, first + ${read}),) + tuple(`,
    `        slice(a, a + b, step) for a, b, step in zip(${at} * s, d * (k - 1) + 1, d)`,
    "    )",
  ];
}

/** @param {State} state @param {boolean} sum whether a gradient is summed */
function numpyConv(state, sum) {
  const { act, pad } = state;
  const around = [[0, 0], ...ends(state)].map((one) => `(${one.join(", ")})`).join(", ");
  const mode = pad ? `, mode="${NUMPY_PADS[pad]}"` : "";
  const into =
    act === "gw"
      ? "gw[c] += gy[(c, *m)] * x_padded[place]"
      : act === "gx"
        ? "whole[place] += gy[(c, *m)] * w[c]"
        : "whole[place] += w[c]";
  return [
    `x_padded = np.pad(x, [${around}]${mode})`,
    sum
      ? act === "gw"
        ? "gw = np.zeros(w.shape)"
        : "whole = np.zeros(x_padded.shape)"
      : "y = np.zeros(shape)",
    "for c, *m in np.ndindex(shape):",
    ...placeLines(state, "m"),
    sum
      ? `    ${into}`
      : `    y[(c, *m)] = np.sum(x_padded[place] * w[c])${state.b && !act ? " + b[c]" : ""}`,
    ...(act === "gw" || !sum ? [] : takenBack(state, act === "gx" ? "gx" : "n", "x.shape")),
  ];
}

/** @param {State} state @param {boolean} sum whether a gradient is summed */
function numpyTransposed(state, sum) {
  const { act } = state;
  const place = placeLines(state, "n");
  const size = "whole_shape = (shape[0], *((np.array(x.shape[1:]) - 1) * s + d * (k - 1) + 1))";
  if (!sum)
    return [
      size,
      "whole = np.zeros(whole_shape)",
      "for c, *n in np.ndindex(x.shape):",
      ...place,
      "    whole[place] += x[(c, *n)] * w[c]",
      ...takenBack(state, act === "count" ? "n" : "y", "shape"),
      ...(state.b && !act ? [`y += b[:, None${state.axes ? "" : ", None"}]`] : []),
    ];
  const found = act === "gx" ? "gx = np.zeros(x.shape)" : "gw = np.zeros(w.shape)";
  return [
    size,
    "whole = np.zeros(whole_shape)",
    ...spreadOut(state),
    found,
    "for c, *n in np.ndindex(x.shape):",
    ...place,
    act === "gx"
      ? "    gx[(c, *n)] = np.sum(whole[place] * w[c])"
      : "    gw[c] += x[(c, *n)] * whole[place]",
  ];
}

/** Each cell of all stamps goes to a cell of the map, or nowhere. @param {State} state */
function mapped(state) {
  if (state.mode === "transposed") return targets(state);
  return onAxes(state, (a) => {
    const one = axis(state, a);
    return Array.from(
      { length: one.i + one.p + atEnd(one) },
      (_, at) => source(one.pad, at - one.p, one.i) ?? -1,
    );
  });
}

/** @param {State} state @param {string} name @param {string} shape */
const takenBack = (state, name, shape) => [
  "# where each row and column goes; -1 is nowhere",
  `to = [${mapped(state).map(list).join(", ")}]`,
  `${name} = np.zeros(${shape})`,
  "for c, *m in np.ndindex(whole.shape):",
  "    goes = tuple(one[at] for one, at in zip(to, m))",
  "    if min(goes) >= 0:",
  `        ${name}[(c, *goes)] += whole[(c, *m)]`,
];

/** @param {State} state */
const spreadOut = (state) => [
  "# where each row and column comes from; -1 is nowhere",
  `to = [${mapped(state).map(list).join(", ")}]`,
  "for c, *m in np.ndindex(whole.shape):",
  "    goes = tuple(one[at] for one, at in zip(to, m))",
  "    if min(goes) >= 0:",
  "        whole[(c, *m)] = gy[(c, *goes)]",
];
