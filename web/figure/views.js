// Which grids a view shows, and the sign before each.
import { canvasGrid, inputGrid, isFinished, kernelGrid, outputGrid } from "./grids.js";
import { columnGrid, matrixGrid, undrawnGrid } from "./matrix.js";
import { slidGrid } from "./slid.js";

/** @typedef {import("../core/planes.js").Part} Part */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../core/state.js").View} View */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./numbers.js").Numbers} Numbers */

/** @type {Record<View, (state: State, numbers: Numbers, language: Language) => Grid[]>} */
export const GRIDS = {
  stamp: (state, numbers, language) => [
    ...ofParts(numbers, (part) => [
      inputGrid(state, part, language),
      { ...kernelGrid(state, part, language), sign: "⋆ᵀ" },
    ]),
    { ...canvasGrid(state, numbers, language), sign: "=" },
    // What padding adds back, and the bias, come last.
    ...(isFinished(state, numbers.parts[0].plane)
      ? []
      : [{ ...outputGrid(state, { ...numbers, at: null }, language), sign: "→" }]),
  ],
  slide: (state, numbers, language) => [
    ...ofParts(numbers, (part) => [
      slidGrid(state, part, language),
      { ...kernelGrid(state, part, language, part.plane.mode === "transposed"), sign: "⋆" },
    ]),
    { ...outputGrid(state, numbers, language), sign: "=" },
  ],
  matrix: (state, numbers, language) => {
    const [part] = numbers.parts;
    return numbers.matrix
      ? [
          kernelGrid(state, part, language),
          { ...matrixGrid(part.plane, numbers.matrix, language), sign: "" },
          { ...columnGrid(inputGrid(state, part, language), "x"), sign: "·" },
          { ...columnGrid(outputGrid(state, numbers, language), "y"), sign: "=" },
        ]
      : [
          { ...kernelGrid(state, part, language), smallest: 0 }, // a large kernel leaves room
          { ...undrawnGrid(part.plane, numbers, language), sign: "" },
          { ...inputGrid(state, part, language), sign: "·" },
          { ...outputGrid(state, numbers, language), sign: "=" },
        ];
  },
};

/**
 * The grids of all planes, of which each adds to the output.
 * @param {Numbers} numbers @param {(part: Part) => Grid[]} make
 */
function ofParts({ parts }, make) {
  if (parts.length === 1) return make(parts[0]);
  return parts.flatMap((part, plane) =>
    make(part).map((grid, at) => ({
      ...grid,
      ...(plane && !at ? { sign: "+" } : {}),
      plane,
      pick: (/** @type {number} */ r, /** @type {number} */ c) => ({ ...grid.pick(r, c), plane }),
    })),
  );
}
