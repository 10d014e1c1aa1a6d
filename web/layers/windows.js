// Which cells a window reads: the windows of a kernel, and windows that share an axis out.

/** @import { State } from "./types.js" */

/**
 * Windows of a convolution or of pooling along one axis.
 * @param {State} state
 * @param {number} dim
 * @param {number} out
 * @param {{ kernel: number, stride: number, before: number, dilation: number }} window
 */
export function slide(state, dim, out, { kernel, stride, before, dilation }) {
  const size = state.shape[dim];
  state.track?.move(dim, out, stride, (o, add) => {
    const start = o * stride - before;
    let tap = Math.max(Math.ceil(-start / dilation), 0); // those before lie in the padding
    for (let cell = start + tap * dilation; tap < kernel && cell < size; cell += dilation) {
      add(cell);
      tap += 1;
    }
  });
}

/**
 * Stamps of a transposed convolution along one axis.
 * @param {State} state
 * @param {number} dim
 * @param {number} out
 * @param {{ k: number, s: number, p: number, d: number }} stamp
 */
export function stamp(state, dim, out, { k, s, p, d }) {
  const size = state.shape[dim];
  state.track?.move(dim, out, 1 / s, (o, add) => {
    const low = Math.max(Math.ceil((o + p - d * (k - 1)) / s), 0);
    const high = Math.min(Math.floor((o + p) / s), size - 1);
    for (let cell = low; cell <= high; cell += 1) if ((o + p - cell * s) % d === 0) add(cell);
  });
}

/**
 * Windows that share an axis out evenly, as in adaptive pooling.
 * @param {State} state
 * @param {number} dim
 * @param {number} out
 */
export function area(state, dim, out) {
  const size = state.shape[dim];
  state.track?.move(dim, out, size / out, (o, add) => {
    const end = Math.ceil(((o + 1) * size) / out);
    for (let cell = Math.floor((o * size) / out); cell < end; cell += 1) add(cell);
  });
  state.shape[dim] = out;
}
