// Two more ways to the output, through what the views draw: they check the drawings' arithmetic.
import { grid, rotate } from "../../web/core/grid.js";
import { matrix, slidingFrame, valueAt } from "../../web/core/numbers.js";
import { sizes } from "../../web/core/size.js";

/** @typedef {import("../../web/core/state.js").State} State */

/** Zeros put in, padded or cropped, then a convolution with the rotated kernel. @param {State} state */
export function slide(state) {
  const [rows, columns] = slidingFrame(state);
  const padded = grid(rows.size, columns.size, (r, c) =>
    valueAt(state, [rows.start + r, columns.start + c]),
  );
  const turned = state.mode === "conv" ? state.w : rotate(state.w);
  const step = state.mode === "conv" ? state.s : [1, 1];
  return grid(...sizes(state), (r, c) => {
    let sum = 0;
    turned.forEach((taps, a) =>
      taps.forEach((tap, b) => {
        sum += tap * padded[r * step[0] + a * state.d[0]][c * step[1] + b * state.d[1]];
      }),
    );
    return sum;
  });
}

/** The matrix times the input as one column. @param {State} state */
export function multiply(state) {
  const cells = state.x.flat();
  const column = matrix(state).map((row) =>
    row.reduce((sum, { n, value }) => sum + value * cells[n], 0),
  );
  const [height, width] = sizes(state);
  return grid(height, width, (r, c) => column[r * width + c]);
}
