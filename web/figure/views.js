// Which grids a view shows, and the sign before each.
import { canvasGrid, inputGrid, kernelGrid, outputGrid } from "./grids.js";
import { columnGrid, matrixGrid, undrawnGrid } from "./matrix.js";
import { slidGrid } from "./slid.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../core/state.js").View} View */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./numbers.js").Numbers} Numbers */

/** @type {Record<View, (state: State, numbers: Numbers, language: Language) => Grid[]>} */
export const GRIDS = {
  stamp: (state, numbers, language) => [
    inputGrid(state, language),
    { ...kernelGrid(state, language), sign: "⋆ᵀ" },
    { ...canvasGrid(state, numbers, language), sign: "=" },
  ],
  slide: (state, numbers, language) => [
    slidGrid(state, language),
    { ...kernelGrid(state, language, state.mode === "transposed"), sign: "⋆" },
    { ...outputGrid(state, numbers, language), sign: "=" },
  ],
  matrix: (state, numbers, language) =>
    numbers.matrix
      ? [
          kernelGrid(state, language),
          { ...matrixGrid(state, numbers.matrix, language), sign: "" },
          { ...columnGrid(inputGrid(state, language), "x"), sign: "·" },
          { ...columnGrid(outputGrid(state, numbers, language), "y"), sign: "=" },
        ]
      : [
          { ...kernelGrid(state, language), smallest: 0 }, // a large kernel leaves room for the rest
          { ...undrawnGrid(state, numbers, language), sign: "" },
          { ...inputGrid(state, language), sign: "·" },
          { ...outputGrid(state, numbers, language), sign: "=" },
        ],
};
