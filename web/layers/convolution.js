// Convolutions and transposed convolutions.

import { inNumbers } from "../core/formula.js";
import { outputSize, SIZE } from "../core/size.js";
import { shown } from "./arguments.js";
import { convolutionCosts, transposedCosts } from "./costs.js";
import { padAxes } from "./padding.js";
import { sameByLayer, sameByNumber } from "./same.js";
import { axisName, setSizes, wantsAxes, wantsChannels } from "./shape.js";
import { span, windows } from "./sizes.js";
import { stop, stopSize } from "./trouble.js";
import { slide, stamp } from "./windows.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built, State } from "./types.js" */

const MODES = ["zeros", "reflect", "replicate", "circular"];

/**
 * @param {Arguments} a
 * @param {number} n
 * @returns {Built}
 */
export function convolution(a, n) {
  const { cin, cout, kernel, stride, dilation, groups, bias } = kernels(a, n);
  const mode = a.word("padding_mode", MODES, "zeros");
  const sides = paddingOf(a, { n, kernel, stride, dilation, mode });
  const { parameters, multiplyAdds } = convolutionCosts({ cin, cout, kernel, groups, bias });
  /** @param {State} state */
  const run = (state) => {
    const first = firstAxis(state, a, n, cin);
    if (mode !== "zeros") padAxes(state, n, sides, mode);
    const zeros = mode === "zeros" ? sides : sides.map(() => [0, 0]);
    const sizes = kernel.map((k, axis) => {
      const size = state.shape[first + axis];
      const padded = size + zeros[axis][0] + zeros[axis][1];
      const [s, d] = [stride[axis], dilation[axis]];
      const reach = span(k, d);
      if (reach > padded)
        stopSize("kernelTooLarge", { reach, padded, size, axis: axisName(n, axis) });
      return windows({ i: padded, k, s, d });
    });
    state.track?.mix(first - 1);
    sizes.forEach((out, axis) =>
      slide(state, first + axis, out, {
        kernel: kernel[axis],
        stride: stride[axis],
        before: zeros[axis][0],
        dilation: dilation[axis],
      }),
    );
    setSizes(state, first - 1, [cout, ...sizes]);
    return multiplyAdds(state.shape);
  };
  return { parameters, run };
}

/**
 * @param {Arguments} a
 * @param {number} n
 * @returns {Built}
 */
export function transposed(a, n) {
  const { cin, cout, kernel, stride, dilation, groups, bias } = kernels(a, n);
  const extra = a.ints("output_padding", n, 0, 0);
  const padding = numbersOnly(a, { n, kernel, stride, dilation, extra });
  if (a.word("padding_mode", MODES, "zeros") !== "zeros") stop("transposedMode");
  const { parameters, multiplyAdds } = transposedCosts({ cin, cout, kernel, groups, bias });
  /** @param {State} state */
  const run = (state) => {
    const first = firstAxis(state, a, n, cin);
    const macs = multiplyAdds(state.shape);
    extra.forEach((op, axis) => {
      if (op >= stride[axis] && op >= dilation[axis])
        stopSize("outputPadding", { op, s: stride[axis], d: dilation[axis] });
    });
    const axes = kernel.map((k, axis) => {
      const [s, p, d, op] = [stride[axis], padding[axis], dilation[axis], extra[axis]];
      const one = { i: state.shape[first + axis], k, s, p, d, op };
      const out = outputSize("transposed", one);
      const formula = inNumbers(SIZE.transposed, one);
      if (out < 1) stopSize("transposedEmpty", { formula, out, axis: axisName(n, axis) });
      return { ...one, out };
    });
    state.track?.mix(first - 1);
    axes.forEach((one, axis) => stamp(state, first + axis, one.out, one));
    setSizes(state, first - 1, [cout, ...axes.map((one) => one.out)]);
    return macs;
  };
  return { parameters, run };
}

/**
 * The arguments that both kinds have.
 * @param {Arguments} a
 * @param {number} n
 */
function kernels(a, n) {
  const one = {
    cin: a.int("in_channels", 1),
    cout: a.int("out_channels", 1),
    kernel: a.ints("kernel_size", n, 1),
    stride: a.ints("stride", n, 1, 1),
    dilation: a.ints("dilation", n, 1, 1),
    groups: a.int("groups", 1, 1),
    bias: a.bool("bias", true),
  };
  const { cin, cout, groups } = one;
  /** @param {number} count */
  const divides = (count) => cin % count === 0 && cout % count === 0;
  const value = [groups - 1, 1].find((count) => count > 0 && divides(count));
  if (!divides(groups))
    stop("groups", { cin, cout, groups }, value ? [{ name: "groups", value }] : []);
  return one;
}

/**
 * The first spatial dimension, once the input has the axes and channels that it must have.
 * @param {State} state
 * @param {Arguments} a
 * @param {number} n
 * @param {number} cin
 */
function firstAxis(state, a, n, cin) {
  wantsAxes(state, a.layer.type, n + 1, n + 2);
  const first = state.shape.length - n;
  wantsChannels(state.shape[first - 1], cin, "in_channels");
  return first;
}

/**
 * Cells before and after each axis, also for padding='same', which puts the odd one after.
 * @param {Arguments} a
 * @param {{ n: number, kernel: number[], stride: number[], dilation: number[], mode: string }} one
 */
function paddingOf(a, { n, kernel, stride, dilation, mode }) {
  const value = a.overridden("padding") ? undefined : a.value("padding");
  if (value?.is !== "string") return a.ints("padding", n, 0, 0).map((p) => [p, p]);
  if (a.word("padding", ["same", "valid"], "valid") === "valid") return kernel.map(() => [0, 0]);
  const spans = kernel.map((k, axis) => span(k, dilation[axis]));
  if (stride.some((s) => s !== 1))
    stop("sameStride", { stride: stride.join(", ") }, (shape) =>
      sameByLayer({ sizes: shape.slice(-n), spans, stride, mode }),
    );
  return spans.map((cells) => [Math.floor((cells - 1) / 2), Math.ceil((cells - 1) / 2)]);
}

/**
 * A transposed convolution has no words for its padding.
 * @param {Arguments} a
 * @param {{ n: number, extra: number[] } & Record<"kernel" | "stride" | "dilation", number[]>} one
 */
function numbersOnly(a, { n, kernel, stride, dilation, extra }) {
  const value = a.overridden("padding") ? undefined : a.value("padding");
  if (value?.is !== "string") return a.ints("padding", n, 0, 0);
  const spans = kernel.map((k, axis) => span(k, dilation[axis]));
  const fixes = sameByNumber(value.value, { spans, stride, extra });
  return stop("transposedWord", { found: shown(value) }, fixes);
}
