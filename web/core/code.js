// What a reader takes away: Python that computes the output, and the arrays in three notations.
import { output } from "./numbers.js";

/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").State} State */

/** @param {Rows} array */
const python = (array) => `[${array.map((row) => `[${row.join(", ")}]`).join(", ")}]`;
/** @param {Pair} pair */
const tuple = ([rows, columns]) => `(${rows}, ${columns})`;
/** @param {State} state */
const isInteger = (state) => [...state.x.flat(), ...state.w.flat()].every(Number.isInteger);

/** @param {State} state */
function pytorchCode(state) {
  const type = isInteger(state) ? "" : ", dtype=torch.float64";
  const name = state.mode === "conv" ? "conv2d" : "conv_transpose2d";
  const extra = state.mode === "conv" ? "" : `    output_padding=${tuple(state.op)},\n`;
  return `import torch
import torch.nn.functional as F

x = torch.tensor(${python(state.x)}${type})
w = torch.tensor(${python(state.w)}${type})
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
  const head = `import numpy as np

x = np.array(${python(state.x)})
w = np.array(${python(state.w)})
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

/** @param {(name: string, array: Rows) => string} written @returns {(state: State) => string} */
const arrays = (written) => (state) =>
  [written("x", state.x), written("w", state.w), written("y", output(state)), ""].join("\n");

/** @param {Rows} array */
const latex = (array) => array.map((row) => row.join(" & ")).join(" \\\\ ");

export const TAKE = {
  code_pytorch: pytorchCode,
  code_numpy: numpyCode,
  array_numpy: arrays((name, array) => `${name} = np.array(${python(array)})`),
  array_pytorch: arrays((name, array) => `${name} = torch.tensor(${python(array)})`),
  array_latex: arrays((name, array) => `${name} = \\begin{bmatrix} ${latex(array)} \\end{bmatrix}`),
};

/** @typedef {keyof typeof TAKE} Take */
