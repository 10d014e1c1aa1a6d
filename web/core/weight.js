// How PyTorch's weight holds the slices of the kernel: (out, in/groups, …) of a convolution, and
// (in, out/groups, …) of a transposed one.

/** @typedef {import("./state.js").State} State */

/** The second dimension. @param {Pick<State, "mode" | "channels">} state */
export function secondOf({ mode, channels }) {
  const { ci, co, g } = channels ?? { ci: 1, co: 1, g: 1 };
  return (mode === "conv" ? ci : co) / g;
}

/** Where a slice lies, from the first one on. @param {Pick<State, "mode" | "channels">} state @param {number} at */
export function placeOf(state, at) {
  const second = secondOf(state);
  return [Math.floor(at / second), at % second];
}

/**
 * What there is of each slice, in two dimensions.
 * @template T
 * @param {Pick<State, "mode" | "channels">} state @param {T[]} slices
 */
export function nested(state, slices) {
  const second = secondOf(state);
  return Array.from({ length: slices.length / second }, (_, at) =>
    slices.slice(at * second, (at + 1) * second),
  );
}
