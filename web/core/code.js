// What a reader takes away: Python that computes the output, and the arrays in three notations.
import { arraysOf, isWide, list, numpy, pytorch, shownName, weight } from "./python.js";
import { all } from "./results.js";

/** @typedef {import("./python.js").Nested} Nested */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** @param {Pair} pair */
const tuple = ([rows, columns]) => `(${rows}, ${columns})`;
/** @param {State} state */
const isInteger = (state) => [...state.x.flat(), ...state.w.flat()].every(Number.isInteger);

/** @param {State} state */
function pytorchCode(state) {
  if (isWide(state)) return pytorch(state);
  const type = isInteger(state) ? "" : ", dtype=torch.float64";
  const name = state.mode === "conv" ? "conv2d" : "conv_transpose2d";
  const extra = state.mode === "conv" ? "" : `    output_padding=${tuple(state.op)},\n`;
  return `import torch
import torch.nn.functional as F

x = torch.tensor(${list(state.x)}${type})
w = torch.tensor(${list(state.w)}${type})
y = F.${name}(
    x[None, None],
    w[None, None],
    stride=${tuple(state.s)},
    padding=${tuple(state.p)},
${extra}    dilation=${tuple(state.d)},
)[0, 0]
print(y)
`;
}

/** @param {State} state */
function numpyCode(state) {
  if (isWide(state)) return numpy(state);
  const head = `import numpy as np

x = np.array(${list(state.x)})
w = np.array(${list(state.w)})
s, p, d = np.array([${tuple(state.s)}, ${tuple(state.p)}, ${tuple(state.d)}])
reach = d * (np.array(w.shape) - 1) + 1
`;
  if (state.mode === "conv")
    return `${head}padded = np.pad(x, [(n, n) for n in p])
y = np.zeros((padded.shape - reach) // s + 1, np.result_type(x, w))
for m in np.ndindex(y.shape):
    place = tuple(slice(a, a + b, c) for a, b, c in zip(m * s, reach, d))
    y[m] = np.sum(padded[place] * w)
print(y)
`;
  return `${head}op = np.array(${tuple(state.op)})
y = np.zeros((np.array(x.shape) - 1) * s + reach + op, np.result_type(x, w))
for n in np.ndindex(x.shape):
    place = tuple(slice(a, a + b, c) for a, b, c in zip(n * s, reach, d))
    y[place] += x[n] * w
y = y[p[0] : y.shape[0] - p[0], p[1] : y.shape[1] - p[1]]
print(y)
`;
}

/** @param {(name: string, array: Nested) => string} written @returns {(state: State) => string} */
const arrays = (written) => (state) => {
  const { x, w, ...more } = arraysOf(state);
  const named = { x, w, ...more, [shownName(state)]: resultOf(state) };
  return [...Object.entries(named).map(([name, array]) => written(name, array)), ""].join("\n");
};

/** All planes of what is shown, as the other arrays are nested. @param {State} state @returns {Nested} */
function resultOf(state) {
  const planes = all(state, state.act);
  /** @param {Rows} plane @returns {Nested} */
  const flat = (plane) => (state.axes ? plane[0] : plane);
  if (!state.channels || state.act === "count") return flat(planes[0]);
  return state.act === "gw" ? weight(state, flat, planes) : planes.map(flat);
}

/** A matrix; of several, one after the other. @param {Nested} array @returns {string} */
function latex(array) {
  const outer = /** @type {Nested[]} */ (array);
  if (!Array.isArray(outer[0])) return bmatrix([/** @type {number[]} */ (outer)]);
  if (!Array.isArray(outer[0][0])) return bmatrix(/** @type {Rows} */ (outer));
  return outer.map(latex).join(",\\; ");
}

/** @param {Rows} rows */
const bmatrix = (rows) =>
  `\\begin{bmatrix} ${rows.map((row) => row.join(" & ")).join(" \\\\ ")} \\end{bmatrix}`;

export const TAKE = {
  code_pytorch: pytorchCode,
  code_numpy: numpyCode,
  array_numpy: arrays((name, array) => `${name} = np.array(${list(array)})`),
  array_pytorch: arrays((name, array) => `${name} = torch.tensor(${list(array)})`),
  array_latex: arrays((name, array) => `${name} = ${latex(array)}`),
};

/** @typedef {keyof typeof TAKE} Take */
