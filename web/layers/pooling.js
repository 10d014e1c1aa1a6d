// Pooling with windows of a fixed size, and adaptive pooling.

import { isInt, shown } from "./arguments.js";
import { axisName, setSizes, wantsAxes } from "./shape.js";
import { span, windows } from "./sizes.js";
import { stop, stopSize } from "./trouble.js";
import { area, slide } from "./windows.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built, Value } from "./types.js" */

/**
 * Max, average and power-average pooling.
 * @param {Arguments} a
 * @param {number} n
 * @param {{ dilated?: boolean, padded?: boolean, whole?: boolean }} has `whole`: the input must not be
 *   smaller than the window
 * @returns {Built}
 */
export function pooling(a, n, { dilated, padded, whole }) {
  const kernel = a.ints("kernel_size", n, 1);
  const stride = a.ints("stride", n, 1, kernel);
  const padding = padded ? a.ints("padding", n, 0, 0) : kernel.map(() => 0);
  const dilation = dilated ? a.ints("dilation", n, 1, 1) : kernel.map(() => 1);
  const up = a.bool("ceil_mode", false);
  return {
    parameters: 0,
    twice: a.bool("return_indices", false),
    run(state) {
      wantsAxes(state, a.layer.type, n + 1, n + 2);
      const first = state.shape.length - n;
      const sizes = kernel.map((k, axis) => {
        const [s, p, d] = [stride[axis], padding[axis], dilation[axis]];
        const size = state.shape[first + axis];
        const reach = span(k, d);
        const most = Math.floor(k / 2); // half of the kernel, however far it is dilated
        if (p > most) stopSize("poolPadding", { p, k, most }, [{ name: "padding", value: most }]);
        if (whole && size < k)
          stopSize("poolWhole", { layer: a.layer.type, k, size, axis: axisName(n, axis) });
        const all = size + 2 * p;
        let out = windows({ i: up ? all + s - 1 : all, k, s, d });
        if (up && (out - 1) * s >= size + p) out -= 1; // the last window must start inside
        if (out < 1)
          stopSize("kernelTooLarge", { reach, padded: all, size, axis: axisName(n, axis) });
        return out;
      });
      sizes.forEach((out, axis) =>
        slide(state, first + axis, out, {
          kernel: kernel[axis],
          stride: stride[axis],
          before: padding[axis],
          dilation: dilation[axis],
        }),
      );
      setSizes(state, first, sizes);
      return 0;
    },
  };
}

/**
 * @param {Arguments} a
 * @param {number} n
 * @returns {Built}
 */
export function adaptive(a, n) {
  const wanted = sizesOrNone(a, "output_size", n);
  return {
    parameters: 0,
    twice: a.bool("return_indices", false),
    run(state) {
      wantsAxes(state, a.layer.type, n + 1, n + 2);
      const first = state.shape.length - n;
      wanted.forEach((out, axis) => {
        if (out !== null) area(state, first + axis, out);
      });
      return 0;
    },
  };
}

/**
 * Sizes of which None means: as the input.
 * @param {Arguments} a
 * @param {string} name
 * @param {number} n
 * @returns {(number | null)[]}
 */
function sizesOrNone(a, name, n) {
  const value = a.value(name);
  if (!value) return Array(n).fill(null);
  const none = value.is === "list" && value.items.some((item) => item.is === "none");
  if (value.is !== "list" || !none) return a.ints(name, n, 1);
  const sizes = value.items.map(sizeOrNone);
  if (sizes.length === n && !sizes.includes(undefined)) return sizes.map((size) => size ?? null);
  return stop("wantsInts", { name, n, found: shown(value) });
}

/** @param {Value} item */
function sizeOrNone(item) {
  if (item.is === "none") return null;
  return isInt(item, 1) ? item.value : undefined;
}

/**
 * MaxUnpool: cells go back to where they came from, which is not followed.
 * @param {Arguments} a
 * @param {number} n
 * @returns {Built}
 */
export function unpooling(a, n) {
  const kernel = a.ints("kernel_size", n, 1);
  const stride = a.ints("stride", n, 1, kernel);
  const padding = a.ints("padding", n, 0, 0);
  return {
    parameters: 0,
    run(state) {
      wantsAxes(state, a.layer.type, n + 1, n + 2);
      const first = state.shape.length - n;
      const sizes = kernel.map((k, axis) => {
        const size = state.shape[first + axis];
        return (size - 1) * stride[axis] - 2 * padding[axis] + k;
      });
      sizes.forEach((_, axis) => state.track?.lose(first + axis));
      setSizes(state, first, state.wanted ?? sizes);
      return 0;
    },
  };
}
