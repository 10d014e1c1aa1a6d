// Upsampling, and layers that lay channels out as cells or cells as channels.

import { shown } from "./arguments.js";
import { axisName, times, wantsAxes } from "./shape.js";
import { stop, stopSize } from "./trouble.js";
import { area } from "./windows.js";

/** @import { Arguments } from "./arguments.js" */
/** @import { Built, State, Value } from "./types.js" */

/** @type {Map<string, number[]>} How many axes an input may have. */
const AXES = new Map([
  ["nearest", [3, 4, 5]],
  ["nearest-exact", [3, 4, 5]],
  ["area", [3, 4, 5]],
  ["linear", [3]],
  ["bilinear", [4]],
  ["bicubic", [4]],
  ["trilinear", [5]],
]);
const SMOOTH = new Set(["linear", "bilinear", "bicubic", "trilinear"]);

/**
 * @param {Arguments} a
 * @param {string} [fixedMode] the mode of UpsamplingNearest2d and UpsamplingBilinear2d
 * @returns {Built}
 */
export function upsample(a, fixedMode) {
  const mode = fixedMode ?? a.word("mode", [...AXES.keys()], "nearest");
  const corners = fixedMode === "bilinear" || a.bool("align_corners", false);
  const size = a.value("size");
  const scale = a.value("scale_factor");
  const recomputed = a.bool("recompute_scale_factor", false);
  if (size && scale) stop("upsampleBoth");
  if (!size && !scale) stop("upsampleNeither");
  if (size && recomputed) stop("upsampleRecomputed");
  if (!SMOOTH.has(mode) && !fixedMode && a.value("align_corners")) stop("alignCorners", { mode });
  return {
    parameters: 0,
    run(state) {
      const { length } = state.shape;
      const fits = fixedMode ? [4] : (AXES.get(mode) ?? []);
      if (!fits.includes(length)) {
        const wanted = fits.join("/");
        stop("upsampleAxes", { mode, wanted, found: length, shape: times(state.shape) });
      }
      const n = length - 2;
      const sizes = size ? a.ints("size", n, 1) : null;
      const scales = scale ? factors(scale, n) : null;
      for (let axis = 0; axis < n; axis += 1) {
        const from = state.shape[2 + axis];
        const scale = scales ? scales[axis] : 1;
        const out = sizes ? sizes[axis] : Math.floor(from * scale);
        if (out < 1) stopSize("resizeEmpty", { size: from, scale });
        const copied = out === from && copies(mode, n);
        const factor = scales && !recomputed && !copied ? scale : null;
        if (mode === "area") area(state, 2 + axis, out);
        else resize(state, 2 + axis, out, { mode, corners, factor });
      }
      return 0;
    },
  };
}

/**
 * Whether PyTorch copies an axis that keeps its size, whatever the factor.
 * @param {string} mode
 * @param {number} n
 */
const copies = (mode, n) => mode.endsWith("linear") || (mode === "nearest" && n === 2);

/**
 * @param {Value} value
 * @param {number} n
 */
function factors(value, n) {
  const items = value.is === "list" ? value.items : Array(n).fill(value);
  const numbers = items.map((item) => ("value" in item ? Number(item.value) : 0));
  const right = items.every((item) => item.is === "int" || item.is === "float");
  if (!right || items.length !== n || numbers.some((number) => !(number > 0)))
    stop("wantsNumbers", { name: "scale_factor", n, found: shown(value) });
  return numbers;
}

/**
 * Which cells the resized cells read, with the single-precision positions of PyTorch.
 * @param {State} state
 * @param {number} dim
 * @param {number} out
 * @param {{ mode: string, corners: boolean, factor: number | null }} how
 */
function resize(state, dim, out, { mode, corners, factor }) {
  const size = state.shape[dim];
  const f = Math.fround;
  const ends = corners && out > 1; // the first and the last cell stay in their places
  const ratio = ends ? (size - 1) / (out - 1) : factor ? 1 / factor : size / out;
  const step = f(ratio);
  /** @param {number} cell */
  const inside = (cell) => Math.min(Math.max(cell, 0), size - 1);
  state.track?.move(dim, out, ratio, (o, add) => {
    if (mode === "nearest") return add(inside(Math.floor(f(o * step))));
    if (mode === "nearest-exact") return add(inside(Math.floor(f((o + 0.5) * step))));
    let at = f(f(o + 0.5) * step) - 0.5;
    if (corners) at = ends ? f(o * step) : 0;
    if (mode === "bicubic") {
      const low = Math.floor(at);
      const taps = at === low ? [0] : [-1, 0, 1, 2]; // on a cell the other three weigh nothing
      return taps.forEach((tap) => add(inside(low + tap)));
    }
    at = Math.max(f(at), 0);
    const low = inside(Math.floor(at));
    add(low);
    if (at > low) add(inside(low + 1));
  });
  state.shape[dim] = out;
}

/**
 * PixelShuffle, and PixelUnshuffle, which goes down.
 * @param {Arguments} a
 * @param {boolean} down
 * @returns {Built}
 */
export function shuffle(a, down) {
  const r = a.int(down ? "downscale_factor" : "upscale_factor", 1);
  return {
    parameters: 0,
    run(state) {
      wantsAxes(state, a.layer.type, 3, Infinity);
      const last = state.shape.length - 1;
      const channels = state.shape[last - 2];
      if (!down && channels % (r * r)) stop("shuffleChannels", { channels, r, square: r * r });
      for (const dim of [last - 1, last]) {
        const size = state.shape[dim];
        if (down && size % r)
          stopSize("unshuffleSize", { size, r, axis: axisName(2, dim - last + 1) });
        const out = down ? size / r : size * r;
        state.track?.move(dim, out, down ? r : 1 / r, (o, add) => {
          if (!down) return add(Math.floor(o / r));
          for (let tap = 0; tap < r; tap += 1) add(o * r + tap);
        });
        state.shape[dim] = out;
      }
      state.track?.mix(last - 2);
      state.shape[last - 2] = down ? channels * r * r : channels / (r * r);
      return 0;
    },
  };
}
