/* What a stack of PyTorch layers does to a shape: sizes, receptive field, jump, parameters,
 * multiply-adds and memory, with the semantics of torch 2.13. Plain functions, no page needed.
 *
 * Receptive field: of an output cell (one position, all channels), the input cells on which it
 * depends through kernels, windows and resizing. Per axis we keep for every cell the first and the
 * last input cell of that set, and report the largest number of cells from first to last over all
 * output cells. So it is exact at borders, never larger than the input, and holds through
 * transposed layers, where neighbouring cells depend on different numbers of input cells.
 * Statistics of normalization layers and of a softmax are not counted.
 *
 * Jump: how many input cells the position moves when the output cell moves by one. A stride
 * multiplies it, a transposed stride divides it.
 *
 * Multiply-adds: products of a value with a learned weight, for the whole batch. As usual, products
 * with padding count, and a bias does not.
 */
"use strict";

(function () {
  const { read, Trouble } = globalThis.Layers;
  const MAX_CELLS = 1 << 20; // the longest axis whose receptive field is followed
  const MAX_STEPS = 5e7; // the work that one analysis may spend on receptive fields
  const MAX_TRIES = 60000; // layer evaluations that the search for a repair may spend
  const AXES = [["length"], ["height", "width"], ["depth", "height", "width"]];
  const axisName = (n, axis) => AXES[n - 1][axis];
  const product = (values) => values.reduce((a, b) => a * b, 1);
  const stop = (key, values, fixes) => {
    throw Object.assign(new Trouble(key, values), { fixes });
  };
  /** The same, where another size could help: padding, output_padding or the input are searched. */
  const stopSize = (key, values, fixes) => {
    throw Object.assign(new Trouble(key, values), { fixes, sizes: true });
  };

  // Arguments ------------------------------------------------------------------------------------

  /** The arguments of one call, by name, with the checks that PyTorch makes or should make. */
  class Arguments {
    constructor(layer, definition, override) {
      this.layer = layer;
      this.override = override || {};
      this.given = new Map();
      const { required, names } = definition;
      const positional = layer.args.filter((one) => !one.name);
      if (positional.length > definition.positional && !definition.any)
        stop("tooManyArguments", {
          layer: layer.type,
          most: definition.positional,
          given: positional.length,
        });
      positional.forEach((one, at) => this.given.set(names[at], one.value));
      for (const { name, value } of layer.args.filter((one) => one.name)) {
        if (!names.includes(name) && !definition.any)
          stop("unknownArgument", { layer: layer.type, name });
        if (this.given.has(name)) stop("givenTwice", { name });
        this.given.set(name, value);
      }
      for (const name of required)
        if (!this.given.has(name)) stop("missingArgument", { layer: layer.type, name });
    }

    value(name) {
      const value = this.given.get(name);
      if (value && value.is === "unknown")
        stop(value.key === "unread" ? "unreadValue" : value.key, value.values);
      return value && value.is !== "none" ? value : undefined;
    }

    int(name, least, fallback) {
      if (name in this.override) return this.override[name];
      const value = this.value(name);
      if (!value && fallback !== undefined) return fallback;
      if (!isInt(value, least)) stop("wantsInt", { name, least, found: shown(value) });
      return value.value;
    }

    /** One whole number for each of n axes, from one number or a tuple. */
    ints(name, n, least, fallback) {
      if (name in this.override) return Array(n).fill(this.override[name]).flat().slice(0, n);
      const value = this.value(name);
      if (!value && fallback !== undefined) return Array(n).fill(fallback).flat().slice(0, n);
      if (isInt(value, least)) return Array(n).fill(value.value);
      const items = value && value.is === "list" ? value.items : [];
      if (items.length !== n || !items.every((item) => isInt(item, least)))
        stop("wantsInts", { name, n, least, found: shown(value) });
      return items.map((item) => item.value);
    }

    bool(name, fallback) {
      if (!this.given.has(name)) return fallback;
      const value = this.value(name);
      return !!value && !!(value.is === "list" ? value.items.length : value.value);
    }

    word(name, words, fallback) {
      const value = this.value(name);
      if (!value) return fallback;
      if (value.is !== "string" || !words.includes(value.value))
        stop("wantsWord", { name, words: words.join(", "), found: shown(value) });
      return value.value;
    }
  }

  function isInt(value, least) {
    return (
      !!value && value.is === "int" && value.value >= least && Number.isSafeInteger(value.value)
    );
  }

  /** A value as Python would write it, for a message. */
  function shown(value) {
    if (!value || value.is === "none") return "None";
    if (value.is === "list") {
      const items = value.items.slice(0, 8).map(shown).join(", ");
      return value.tuple ? `(${items})` : `[${items}]`;
    }
    if (value.is === "string") return `'${value.value.slice(0, 30)}'`;
    if (value.is === "bool") return value.value ? "True" : "False";
    if (value.is === "layer") return `${value.type}(…)`;
    if (value.is === "float" && Number.isInteger(value.value)) return `${value.value}.0`;
    return "value" in value ? String(value.value) : value.is;
  }

  // Following cells --------------------------------------------------------------------------------
  // A dimension of the current shape is null (nothing to follow), an axis {id, jump, lo, hi} with
  // the first and last input cell of every cell, or flat {parts} after Flatten.

  class Tracker {
    constructor(shape, spatial) {
      this.steps = 0;
      this.fixed = new Map(); // input axis -> its receptive field, once it no longer changes
      this.ids = spatial.map((_, id) => id);
      this.dims = shape.map(() => null);
      spatial.forEach((dim, id) => {
        if (shape[dim] > MAX_CELLS) return void this.fixed.set(id, null);
        const lo = Int32Array.from({ length: shape[dim] }, (_, cell) => cell);
        this.dims[dim] = { id, jump: 1, lo, hi: lo };
      });
    }

    /** Replace a dimension: `cells(o, add)` names the cells that output cell o reads. */
    move(dim, size, ratio, cells) {
      const old = this.dims[dim];
      if (!old) return;
      if (!old.lo || size > MAX_CELLS || this.steps > MAX_STEPS) return this.lose(dim);
      const lo = new Int32Array(size).fill(MAX_CELLS + 1);
      const hi = new Int32Array(size).fill(-1);
      for (let o = 0; o < size; o += 1) {
        cells(o, (cell) => {
          this.steps += 1;
          if (old.lo[cell] < lo[o]) lo[o] = old.lo[cell];
          if (old.hi[cell] > hi[o]) hi[o] = old.hi[cell];
        });
        if (this.steps > MAX_STEPS) return this.lose(dim);
      }
      this.dims[dim] = { id: old.id, jump: old.jump * ratio, lo, hi };
    }

    parts(dim) {
      const old = this.dims[dim];
      if (!old) return [];
      if (old.parts) return old.parts;
      if (old.summary) return old.summary; // pointwise layers ask again and again
      let first = MAX_CELLS + 1;
      let last = -1;
      let field = 0;
      old.lo.forEach((lo, cell) => {
        const hi = old.hi[cell];
        if (hi < 0) return;
        first = Math.min(first, lo);
        last = Math.max(last, hi);
        field = Math.max(field, hi - lo + 1);
      });
      old.summary = [{ id: old.id, field, union: Math.max(last - first + 1, 0) }];
      return old.summary;
    }

    /** Every cell of this dimension now depends on all that any of them depended on. */
    mix(dim) {
      for (const { id, union } of this.parts(dim)) this.fixed.set(id, union);
      this.dims[dim] = null;
    }

    lose(dim) {
      for (const { id } of this.parts(dim)) this.fixed.set(id, null);
      this.dims[dim] = null;
    }

    flatten(start, end) {
      const parts = this.dims.slice(start, end + 1).flatMap((_, at) => this.parts(start + at));
      this.dims.splice(start, end - start + 1, parts.length ? { parts } : null);
    }

    /** Receptive field and jump of every axis of the input. */
    report() {
      const fields = this.ids.map((id) => (this.fixed.has(id) ? this.fixed.get(id) : null));
      const jumps = this.ids.map(() => null);
      this.dims.forEach((dim, at) => {
        for (const { id, field } of dim ? this.parts(at) : []) fields[id] = field;
        if (dim && dim.lo) jumps[dim.id] = Number(dim.jump.toPrecision(12));
      });
      // A cell that meets nothing along one axis depends on nothing at all.
      if (fields.includes(0)) fields.fill(0);
      return { receptiveField: oneOrMore(fields), jump: oneOrMore(jumps) };
    }
  }

  function oneOrMore(values) {
    if (!values.length) return null;
    return values.every((value) => value === values[0]) ? values[0] : values;
  }

  // Layers ---------------------------------------------------------------------------------------
  // build(arguments) checks what the constructor checks, and gives {parameters, run}. run(state)
  // changes state.shape, moves the cells of state.track when there is one, and gives multiply-adds.

  function wantsAxes(state, type, low, high) {
    const axes = state.shape.length;
    if (axes < low || axes > high) {
      const wanted = low === high ? String(low) : high > 9 ? `${low}+` : `${low}/${high}`;
      stop("wantsAxes", { layer: type, wanted, found: axes, shape: state.shape.join("×") });
    }
  }

  function wantsChannels(found, expected, name) {
    if (found !== expected)
      stop("channels", { name, expected, found }, [{ name, value: found }, { channels: expected }]);
  }

  function setSizes(state, first, sizes) {
    sizes.forEach((size, axis) => {
      state.shape[first + axis] = size;
    });
  }

  /** The windows of a convolution or of pooling along one axis. */
  function slide(state, dim, out, { kernel, stride, before, dilation }) {
    const size = state.shape[dim];
    state.track?.move(dim, out, stride, (o, add) => {
      for (let tap = 0, cell = o * stride - before; tap < kernel; tap += 1, cell += dilation) {
        if (cell >= size) break;
        if (cell >= 0) add(cell);
        else if (-cell > dilation) {
          const skip = Math.floor(-cell / dilation) - 1; // taps that lie in the padding
          tap += skip;
          cell += skip * dilation;
        }
      }
    });
  }

  function convolution(a, n) {
    const type = a.layer.type;
    const cin = a.int("in_channels", 1);
    const cout = a.int("out_channels", 1);
    const kernel = a.ints("kernel_size", n, 1);
    const stride = a.ints("stride", n, 1, 1);
    const dilation = a.ints("dilation", n, 1, 1);
    const groups = a.int("groups", 1, 1);
    const mode = a.word("padding_mode", ["zeros", "reflect", "replicate", "circular"], "zeros");
    const sides = paddingOf(a, n, kernel, stride, dilation);
    checkGroups(cin, cout, groups);
    const perCell = (cin / groups) * product(kernel);
    const bias = a.bool("bias", true) ? cout : 0;
    return {
      parameters: cout * perCell + bias,
      run(state) {
        wantsAxes(state, type, n + 1, n + 2);
        const first = state.shape.length - n;
        wantsChannels(state.shape[first - 1], cin, "in_channels");
        if (mode !== "zeros") padAxes(state, n, sides, mode);
        const sizes = kernel.map((k, axis) => {
          const [before, after] = mode === "zeros" ? sides[axis] : [0, 0];
          const size = state.shape[first + axis];
          const reach = dilation[axis] * (k - 1) + 1;
          if (reach > size + before + after)
            stopSize("kernelTooLarge", {
              reach,
              padded: size + before + after,
              size,
              axis: axisName(n, axis),
            });
          return Math.floor((size + before + after - reach) / stride[axis]) + 1;
        });
        state.track?.mix(first - 1);
        sizes.forEach((out, axis) =>
          slide(state, first + axis, out, {
            kernel: kernel[axis],
            stride: stride[axis],
            before: mode === "zeros" ? sides[axis][0] : 0,
            dilation: dilation[axis],
          }),
        );
        setSizes(state, first - 1, [cout, ...sizes]);
        return product(state.shape) * perCell;
      },
    };
  }

  /** Cells before and after each axis, also for padding='same', which puts the odd one after. */
  function paddingOf(a, n, kernel, stride, dilation) {
    const value = "padding" in a.override ? undefined : a.value("padding");
    if (!value || value.is !== "string") return a.ints("padding", n, 0, 0).map((p) => [p, p]);
    if (a.word("padding", ["same", "valid"]) === "valid") return kernel.map(() => [0, 0]);
    const total = kernel.map((k, axis) => dilation[axis] * (k - 1));
    if (stride.some((s) => s !== 1)) {
      const half = total.map((t) => Math.floor(t / 2));
      stop("sameStride", { stride: stride.join(", ") }, [{ name: "padding", value: half }]);
    }
    return total.map((t) => [Math.floor(t / 2), t - Math.floor(t / 2)]);
  }

  function checkGroups(cin, cout, groups) {
    if (cin % groups || cout % groups) {
      const fitting = [groups - 1, 1].find((g) => g > 0 && cin % g === 0 && cout % g === 0);
      stop("groups", { cin, cout, groups }, fitting ? [{ name: "groups", value: fitting }] : []);
    }
  }

  function transposed(a, n) {
    const type = a.layer.type;
    const cin = a.int("in_channels", 1);
    const cout = a.int("out_channels", 1);
    const kernel = a.ints("kernel_size", n, 1);
    const stride = a.ints("stride", n, 1, 1);
    const given = "padding" in a.override ? undefined : a.value("padding");
    if (given && given.is === "string") {
      const half = kernel.map((k) => Math.floor((k - 1) / 2));
      stop("transposedWord", { found: shown(given) }, [{ name: "padding", value: half }]);
    }
    const padding = a.ints("padding", n, 0, 0);
    const extra = a.ints("output_padding", n, 0, 0);
    const groups = a.int("groups", 1, 1);
    const dilation = a.ints("dilation", n, 1, 1);
    if (a.word("padding_mode", ["zeros", "reflect", "replicate", "circular"], "zeros") !== "zeros")
      stop("transposedMode", {});
    checkGroups(cin, cout, groups);
    const perCell = (cout / groups) * product(kernel);
    const bias = a.bool("bias", true) ? cout : 0;
    return {
      parameters: cin * perCell + bias,
      run(state) {
        wantsAxes(state, type, n + 1, n + 2);
        const first = state.shape.length - n;
        wantsChannels(state.shape[first - 1], cin, "in_channels");
        extra.forEach((op, axis) => {
          if (op >= stride[axis] && op >= dilation[axis])
            stopSize("outputPadding", { op, s: stride[axis], d: dilation[axis] });
        });
        const sizes = kernel.map((k, axis) => {
          const [i, s, p, d, op] = [
            state.shape[first + axis],
            stride[axis],
            padding[axis],
            dilation[axis],
            extra[axis],
          ];
          const out = (i - 1) * s - 2 * p + d * (k - 1) + op + 1;
          if (out < 1)
            stopSize("transposedEmpty", { out, i, s, p, d, k, op, axis: axisName(n, axis) });
          return out;
        });
        const macs = product(state.shape) * perCell; // every input cell is stamped, also what is cropped
        state.track?.mix(first - 1);
        sizes.forEach((out, axis) => {
          const [k, s, p, d] = [kernel[axis], stride[axis], padding[axis], dilation[axis]];
          const size = state.shape[first + axis];
          state.track?.move(first + axis, out, 1 / s, (o, add) => {
            const low = Math.max(Math.ceil((o + p - d * (k - 1)) / s), 0);
            const high = Math.min(Math.floor((o + p) / s), size - 1);
            for (let cell = low; cell <= high; cell += 1)
              if ((o + p - cell * s) % d === 0) add(cell);
          });
        });
        setSizes(state, first - 1, [cout, ...sizes]);
        return macs;
      },
    };
  }

  /** Max, average and power-average pooling with fixed windows. */
  function pooling(a, n, { dilated, padded }) {
    const type = a.layer.type;
    const kernel = a.ints("kernel_size", n, 1);
    const stride = a.ints("stride", n, 1, kernel);
    const padding = padded ? a.ints("padding", n, 0, 0) : Array(n).fill(0);
    const dilation = dilated ? a.ints("dilation", n, 1, 1) : Array(n).fill(1);
    const up = a.bool("ceil_mode", false);
    if (a.bool("return_indices", false)) stop("returnIndices", {});
    return {
      parameters: 0,
      run(state) {
        wantsAxes(state, type, n + 1, n + 2);
        const first = state.shape.length - n;
        const sizes = kernel.map((k, axis) => {
          const [s, p, d] = [stride[axis], padding[axis], dilation[axis]];
          const size = state.shape[first + axis];
          const reach = d * (k - 1) + 1;
          const most = Math.floor(k / 2); // half of the kernel, however far it is dilated
          if (p > most) stopSize("poolPadding", { p, k, most }, [{ name: "padding", value: most }]);
          let out = Math.floor((size + 2 * p - reach + (up ? s - 1 : 0)) / s) + 1;
          if (up && (out - 1) * s >= size + p) out -= 1; // the last window must start inside
          if (out < 1)
            stopSize("kernelTooLarge", {
              reach,
              padded: size + 2 * p,
              size,
              axis: axisName(n, axis),
            });
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

  function adaptive(a, n) {
    const type = a.layer.type;
    const wanted = sizesOrNone(a, "output_size", n);
    if (a.bool("return_indices", false)) stop("returnIndices", {});
    return {
      parameters: 0,
      run(state) {
        wantsAxes(state, type, n + 1, n + 2);
        const first = state.shape.length - n;
        wanted.forEach((out, axis) => {
          if (out !== null) area(state, first + axis, out);
        });
        return 0;
      },
    };
  }

  /** Sizes of which None means: as the input. */
  function sizesOrNone(a, name, n) {
    const value = a.value(name);
    if (!value) return Array(n).fill(null);
    if (isInt(value, 1)) return Array(n).fill(value.value);
    const items = value.is === "list" ? value.items : [];
    const right = items.every((item) => item.is === "none" || isInt(item, 1));
    if (items.length !== n || !right) stop("wantsInts", { name, n, least: 1, found: shown(value) });
    return items.map((item) => (item.is === "none" ? null : item.value));
  }

  /** Windows that share an axis out evenly, as in adaptive pooling. */
  function area(state, dim, out) {
    const size = state.shape[dim];
    state.track?.move(dim, out, size / out, (o, add) => {
      for (
        let cell = Math.floor((o * size) / out);
        cell < Math.ceil(((o + 1) * size) / out);
        cell += 1
      )
        add(cell);
    });
    state.shape[dim] = out;
  }

  const RESIZE_AXES = { linear: [3], bilinear: [4], bicubic: [4], trilinear: [5] };

  function upsample(a, fixedMode) {
    const modes = ["nearest", "nearest-exact", "area", ...Object.keys(RESIZE_AXES)];
    const mode = fixedMode || a.word("mode", modes, "nearest");
    const corners = fixedMode === "bilinear" || a.bool("align_corners", false);
    const size = a.value("size");
    const scale = a.value("scale_factor");
    if (size && scale) stop("upsampleBoth", {});
    if (!size && !scale) stop("upsampleNeither", {});
    if (!(mode in RESIZE_AXES) && !fixedMode && a.value("align_corners"))
      stop("alignCorners", { mode });
    return {
      parameters: 0,
      run(state) {
        const fits = fixedMode ? [4] : RESIZE_AXES[mode] || [3, 4, 5];
        if (!fits.includes(state.shape.length))
          stop("upsampleAxes", {
            mode,
            wanted: fits.join("/"),
            found: state.shape.length,
            shape: state.shape.join("×"),
          });
        const n = state.shape.length - 2;
        const sizes = size ? a.ints("size", n, 1) : null;
        const scales = scale ? factors(scale, n) : null;
        for (let axis = 0; axis < n; axis += 1) {
          const from = state.shape[2 + axis];
          const out = sizes ? sizes[axis] : Math.floor(from * scales[axis]);
          if (out < 1) stopSize("resizeEmpty", { size: from, scale: scales[axis] });
          if (mode === "area") area(state, 2 + axis, out);
          else resize(state, 2 + axis, out, { mode, corners, factor: scales && scales[axis] });
        }
        return 0;
      },
    };
  }

  function factors(value, n) {
    const items = value.is === "list" ? value.items : Array(n).fill(value);
    const right = items.every((item) => ["int", "float"].includes(item.is) && item.value > 0);
    if (items.length !== n || !right)
      stop("wantsNumbers", { name: "scale_factor", n, found: shown(value) });
    return items.map((item) => item.value);
  }

  /** Which cells the resized cells read, with the single-precision positions of PyTorch. */
  function resize(state, dim, out, { mode, corners, factor }) {
    const size = state.shape[dim];
    const f = Math.fround;
    const step = factor ? f(1 / factor) : f(size / out);
    const inside = (cell) => Math.min(Math.max(cell, 0), size - 1);
    const ratio = factor ? 1 / factor : size / out;
    state.track?.move(dim, out, ratio, (o, add) => {
      if (mode === "nearest") return add(inside(Math.floor(f(o * step))));
      if (mode === "nearest-exact") return add(inside(Math.floor(f((o + 0.5) * step))));
      let at = f(f(o + 0.5) * step) - 0.5;
      if (corners) at = out > 1 ? f(o * f((size - 1) / (out - 1))) : 0;
      if (mode === "bicubic") {
        const low = Math.floor(at);
        const reach = at === low ? [0] : [-1, 0, 1, 2]; // on a cell the other three weigh nothing
        return reach.forEach((tap) => add(inside(low + tap)));
      }
      at = Math.max(f(at), 0);
      const low = inside(Math.floor(at));
      if (at !== low + 1) add(low);
      if (at > low) add(inside(low + 1));
    });
    state.shape[dim] = out;
  }

  function shuffle(a, down) {
    const r = a.int(down ? "downscale_factor" : "upscale_factor", 1);
    return {
      parameters: 0,
      run(state) {
        wantsAxes(state, a.layer.type, 3, 99);
        const last = state.shape.length - 1;
        const channels = state.shape[last - 2];
        if (!down && channels % (r * r)) stop("shuffleChannels", { channels, r, square: r * r });
        for (const dim of [last - 1, last]) {
          const size = state.shape[dim];
          if (down && size % r)
            stopSize("unshuffleSize", { size, r, axis: axisName(2, dim - last + 1) });
          const cells = (o, add) => {
            if (!down) return add(Math.floor(o / r));
            for (let tap = 0; tap < r; tap += 1) add(o * r + tap);
          };
          const out = down ? size / r : size * r;
          state.track?.move(dim, out, down ? r : 1 / r, cells);
          state.shape[dim] = out;
        }
        state.track?.mix(last - 2);
        state.shape[last - 2] = down ? channels * r * r : channels / (r * r);
        return 0;
      },
    };
  }

  const PAD_LEAST = {
    reflect: (size) => size - 1,
    circular: (size) => size,
    replicate: () => Infinity,
    zeros: () => Infinity,
  };

  /** Grow the last n axes; sides[axis] is [before, after], and a negative amount crops. */
  function padAxes(state, n, sides, mode) {
    const first = state.shape.length - n;
    sides.forEach(([before, after], axis) => {
      const size = state.shape[first + axis];
      const most = PAD_LEAST[mode](size);
      if (Math.max(before, after) > most)
        stopSize("padTooLarge", {
          mode,
          pad: Math.max(before, after),
          most,
          size,
          axis: axisName(n, axis),
        });
      const out = size + before + after;
      if (out < 1) stopSize("padEmpty", { size, before, after, axis: axisName(n, axis) });
      state.track?.move(first + axis, out, 1, (o, add) => {
        const cell = o - before;
        if (cell >= 0 && cell < size) add(cell);
        else if (mode === "replicate") add(cell < 0 ? 0 : size - 1);
        else if (mode === "circular") add(((cell % size) + size) % size);
        else if (mode === "reflect") add(cell < 0 ? -cell : 2 * (size - 1) - cell);
      });
      state.shape[first + axis] = out;
    });
  }

  function padding(a, n, mode) {
    const all = a.ints("padding", 2 * n, -Infinity);
    if (mode === "constant" && !a.given.has("value")) stop("missingArgument", { name: "value" });
    // PyTorch lists the last axis first.
    const sides = Array.from({ length: n }, (_, axis) => all.slice(2 * (n - 1 - axis)).slice(0, 2));
    const free = mode === "zeros" || mode === "constant";
    return {
      parameters: 0,
      run(state) {
        wantsAxes(state, a.layer.type, free ? n : n + 1, free ? 99 : n + 2);
        padAxes(state, n, sides, free ? "zeros" : mode);
        return 0;
      },
    };
  }

  /** A scale for each channel, and a shift unless bias=False. */
  const weights = (a, channels) => (a.bool("bias", true) ? 2 : 1) * channels;

  function batchNorm(a, low, high) {
    const features = a.int("num_features", 1);
    return {
      parameters: a.bool("affine", true) ? weights(a, features) : 0,
      run(state) {
        wantsAxes(state, a.layer.type, low, high);
        wantsChannels(state.shape[1], features, "num_features");
        return 0;
      },
    };
  }

  function instanceNorm(a, n) {
    const features = a.int("num_features", 1);
    const affine = a.bool("affine", false);
    const running = a.bool("track_running_stats", false);
    return {
      parameters: affine ? weights(a, features) : 0,
      run(state) {
        wantsAxes(state, a.layer.type, n + 1, n + 2);
        const first = state.shape.length - n;
        if (affine || running) wantsChannels(state.shape[first - 1], features, "num_features");
        if (!running && product(state.shape.slice(first)) === 1) stopSize("oneCell", {});
        return 0;
      },
    };
  }

  function groupNorm(a) {
    const groups = a.int("num_groups", 1);
    const channels = a.int("num_channels", 1);
    if (channels % groups) {
      const fitting = Array.from(
        { length: Math.min(groups, 4096) },
        (_, less) => groups - less,
      ).find((g) => channels % g === 0);
      stop("normGroups", { channels, groups }, [{ name: "num_groups", value: fitting }]);
    }
    const affine = a.bool("affine", true);
    return {
      parameters: affine ? weights(a, channels) : 0,
      run(state) {
        wantsAxes(state, a.layer.type, 2, 99);
        if (affine) wantsChannels(state.shape[1], channels, "num_channels");
        else if (state.shape[1] % groups)
          stop("normGroups", { channels: state.shape[1], groups }, []);
        return 0;
      },
    };
  }

  /** LayerNorm and RMSNorm: the last axes must be as given. */
  function layerNorm(a, perCell) {
    const value = a.value("normalized_shape");
    const items = value && value.is === "list" ? value.items : [value];
    if (!items.length || !items.every((item) => isInt(item, 1)))
      stop("wantsShape", { name: "normalized_shape", found: shown(value) });
    const wanted = a.override.normalized_shape?.list ?? items.map((item) => item.value);
    const scales = a.bool("elementwise_affine", true) ? product(wanted) : 0;
    const biases = perCell === 2 && a.bool("bias", true);
    return {
      parameters: biases ? 2 * scales : scales,
      run(state) {
        const found = state.shape.slice(-wanted.length);
        if (found.join() !== wanted.join()) {
          const shape = { list: found };
          stopSize("normalizedShape", { expected: wanted.join("×"), found: found.join("×") }, [
            { name: "normalized_shape", value: shape },
          ]);
        }
        return 0;
      },
    };
  }

  function linear(a) {
    const [fin, fout] = [a.int("in_features", 1), a.int("out_features", 1)];
    return {
      parameters: fin * fout + (a.bool("bias", true) ? fout : 0),
      run(state) {
        const last = state.shape.length - 1;
        const found = state.shape[last];
        if (found !== fin) {
          const flat = product(state.shape.slice(1));
          const missing = state.shape.length > 2 && flat === fin;
          const values = { expected: fin, found, shape: state.shape.join("×") };
          const fixes = missing
            ? [{ insert: "nn.Flatten()" }]
            : [{ name: "in_features", value: found }];
          stopSize(missing ? "notFlattened" : "linear", values, fixes);
        }
        const macs = product(state.shape) * fout;
        state.track?.mix(last);
        state.shape[last] = fout;
        return macs;
      },
    };
  }

  function dimension(dim, axes, name) {
    if (dim < -axes || dim >= axes) stop("dimension", { name, dim, axes });
    return dim < 0 ? dim + axes : dim;
  }

  function flatten(a) {
    const [from, to] = [a.int("start_dim", -99, 1), a.int("end_dim", -99, -1)];
    return {
      parameters: 0,
      run(state) {
        const axes = state.shape.length;
        const start = dimension(from, axes, "start_dim");
        const end = dimension(to, axes, "end_dim");
        if (start > end) stop("flattenOrder", { start, end });
        if (start < end) state.track?.flatten(start, end);
        const merged = product(state.shape.slice(start, end + 1));
        state.shape.splice(start, end - start + 1, merged);
        return 0;
      },
    };
  }

  function unflatten(a) {
    const at = a.int("dim", -99);
    const value = a.value("unflattened_size");
    const items = value && value.is === "list" ? value.items : [];
    const open = items.filter((item) => item.value === -1).length;
    if (!items.length || open > 1 || !items.every((item) => isInt(item, -1) && item.value !== 0))
      stop("wantsShape", { name: "unflattened_size", found: shown(value) });
    return {
      parameters: 0,
      run(state) {
        const dim = dimension(at, state.shape.length, "dim");
        const size = state.shape[dim];
        const known = product(items.map((item) => (item.value === -1 ? 1 : item.value)));
        if (open ? size % known : size !== known)
          stopSize("unflatten", { size, sizes: shown(value), known });
        const sizes = items.map((item) => (item.value === -1 ? size / known : item.value));
        if (state.track) {
          if (sizes.length > 1) state.track.lose(dim);
          state.track.dims.splice(
            dim,
            1,
            ...sizes.map((_, i) => (i ? null : state.track.dims[dim])),
          );
        }
        state.shape.splice(dim, 1, ...sizes);
        return 0;
      },
    };
  }

  function glu(a) {
    const at = a.int("dim", -99, -1);
    return {
      parameters: 0,
      run(state) {
        const dim = dimension(at, state.shape.length, "dim");
        const half = state.shape[dim] / 2;
        if (!Number.isInteger(half)) stopSize("gluOdd", { size: state.shape[dim] });
        state.track?.move(dim, half, 1, (o, add) => [o, o + half].forEach(add));
        state.shape[dim] = half;
        return 0;
      },
    };
  }

  function prelu(a) {
    const slopes = a.int("num_parameters", 1, 1);
    return {
      parameters: slopes,
      run(state) {
        const channels = state.shape.length > 1 ? state.shape[1] : 1;
        if (slopes !== 1) wantsChannels(channels, slopes, "num_parameters");
        return 0;
      },
    };
  }

  function channelShuffle(a) {
    const groups = a.int("groups", 1);
    return {
      parameters: 0,
      run(state) {
        wantsAxes(state, a.layer.type, 3, 99);
        if (state.shape[1] % groups) stop("normGroups", { channels: state.shape[1], groups }, []);
        return 0;
      },
    };
  }

  const same = (low, high) => (a) => ({
    parameters: 0,
    run(state) {
      if (low) wantsAxes(state, a.layer.type, low, high);
      return 0;
    },
  });

  // The table of all layers: argument names in order, "needed; optional; by name only", and how to
  // build one.
  const known = new Map();
  const define = (type, names, build, any) => {
    const parts = names.split(";").map((part) => part.split(" ").filter(Boolean));
    const [required, optional, named = []] = parts;
    const definition = { required, positional: required.length + optional.length, build, any };
    known.set(type, { ...definition, names: [...required, ...optional, ...named] });
  };
  const FACTORY = "device dtype";
  for (const n of [1, 2, 3]) {
    define(
      `Conv${n}d`,
      `in_channels out_channels kernel_size; stride padding dilation groups bias padding_mode ${FACTORY}`,
      (a) => convolution(a, n),
    );
    define(
      `ConvTranspose${n}d`,
      "in_channels out_channels kernel_size; stride padding output_padding groups bias dilation " +
        `padding_mode ${FACTORY}`,
      (a) => transposed(a, n),
    );
    define(`MaxPool${n}d`, "kernel_size; stride padding dilation return_indices ceil_mode", (a) =>
      pooling(a, n, { dilated: true, padded: true }),
    );
    define(
      `AvgPool${n}d`,
      `kernel_size; stride padding ceil_mode count_include_pad${n > 1 ? " divisor_override" : ""}`,
      (a) => pooling(a, n, { padded: true }),
    );
    define(`LPPool${n}d`, "norm_type kernel_size; stride ceil_mode", (a) => pooling(a, n, {}));
    define(`AdaptiveAvgPool${n}d`, "output_size;", (a) => adaptive(a, n));
    define(`AdaptiveMaxPool${n}d`, "output_size; return_indices", (a) => adaptive(a, n));
    define(
      `BatchNorm${n}d`,
      `num_features; eps momentum affine track_running_stats ${FACTORY}; bias`,
      (a) => batchNorm(a, n === 1 ? 2 : n + 2, n + 2),
    );
    define(
      `InstanceNorm${n}d`,
      `num_features; eps momentum affine track_running_stats ${FACTORY}; bias`,
      (a) => instanceNorm(a, n),
    );
    define(`ZeroPad${n}d`, "padding;", (a) => padding(a, n, "zeros"));
    define(`ConstantPad${n}d`, "padding value;", (a) => padding(a, n, "constant"));
    define(`ReflectionPad${n}d`, "padding;", (a) => padding(a, n, "reflect"));
    define(`ReplicationPad${n}d`, "padding;", (a) => padding(a, n, "replicate"));
    define(`CircularPad${n}d`, "padding;", (a) => padding(a, n, "circular"));
    define(`Dropout${n}d`, "; p inplace", same());
  }
  define(
    "SyncBatchNorm",
    "num_features; eps momentum affine track_running_stats process_group device dtype; bias",
    (a) => batchNorm(a, 2, 99),
  );
  define("GroupNorm", `num_groups num_channels; eps affine ${FACTORY}; bias`, groupNorm);
  define("LayerNorm", `normalized_shape; eps elementwise_affine bias ${FACTORY}`, (a) =>
    layerNorm(a, 2),
  );
  define("RMSNorm", `normalized_shape; eps elementwise_affine ${FACTORY}`, (a) => layerNorm(a, 1));
  define("LocalResponseNorm", "size; alpha beta k", same(3, 99));
  define("Linear", `in_features out_features; bias ${FACTORY}`, linear);
  define("Flatten", "; start_dim end_dim", flatten);
  define("Unflatten", "dim unflattened_size;", unflatten);
  define("Upsample", "; size scale_factor mode align_corners recompute_scale_factor", (a) =>
    upsample(a),
  );
  define("UpsamplingNearest2d", "; size scale_factor", (a) => upsample(a, "nearest"));
  define("UpsamplingBilinear2d", "; size scale_factor", (a) => upsample(a, "bilinear"));
  define("PixelShuffle", "upscale_factor;", (a) => shuffle(a, false));
  define("PixelUnshuffle", "downscale_factor;", (a) => shuffle(a, true));
  define("ChannelShuffle", "groups;", channelShuffle);
  define("PReLU", `; num_parameters init ${FACTORY}`, prelu);
  define("GLU", "; dim", glu);
  define("Softmax2d", ";", same(3, 4));
  define("Identity", ";", same(), true);
  const POINTWISE =
    "ReLU:inplace|ReLU6:inplace|LeakyReLU:negative_slope inplace|ELU:alpha inplace|SELU:inplace|" +
    "CELU:alpha inplace|GELU:approximate|SiLU:inplace|Mish:inplace|Hardswish:inplace|" +
    "Hardsigmoid:inplace|Hardtanh:min_val max_val inplace min_value max_value|Sigmoid:|Tanh:|Softplus:beta threshold|" +
    "Softsign:|Softmax:dim|Softmin:dim|LogSoftmax:dim|LogSigmoid:|Tanhshrink:|Softshrink:lambd|" +
    "Hardshrink:lambd|RReLU:lower upper inplace|" +
    "Dropout:p inplace|AlphaDropout:p inplace|FeatureAlphaDropout:p inplace";
  for (const [type, names] of POINTWISE.split("|").map((one) => one.split(":")))
    define(type, `;${names}`, same());
  define("Threshold", "threshold value; inplace", same());
  const UNSUPPORTED = new Set(
    (
      "Embedding EmbeddingBag RNN LSTM GRU RNNCell LSTMCell GRUCell Transformer TransformerEncoder " +
      "TransformerDecoder TransformerEncoderLayer TransformerDecoderLayer MultiheadAttention Fold " +
      "Unfold Bilinear MaxUnpool1d MaxUnpool2d MaxUnpool3d FractionalMaxPool2d FractionalMaxPool3d " +
      "ParameterList ParameterDict CosineSimilarity PairwiseDistance LazyLinear " +
      "AdaptiveLogSoftmaxWithLoss " +
      [1, 2, 3]
        .map((n) => `LazyConv${n}d LazyConvTranspose${n}d LazyBatchNorm${n}d LazyInstanceNorm${n}d`)
        .join(" ")
    ).split(" "),
  );
  const knownAs = (type) =>
    known.has(type) ? "layer" : UNSUPPORTED.has(type) ? "unsupported" : undefined;

  // A whole stack --------------------------------------------------------------------------------

  /** The numbers of an input shape, or null: "1,3,224,224", "(1, 3, 224, 224)", "1×3×224×224". */
  function readShape(text) {
    const bare = String(text)
      .replace(/^\s*(?:torch\.)?Size\b/, "")
      .replace(/[()[\]（）［］\s]/g, " ")
      .trim()
      .replace(/[ ]*[,;，；、×x*][ ]*$/u, "");
    const parts = bare.split(/[ ]*[,;，；、×xX*][ ]*|[ ]+/u);
    const right = parts.length <= 8 && parts.every((part) => /^0*[1-9]\d{0,8}$/.test(part));
    return right ? parts.map(Number) : null;
  }

  /** The dimensions of the input that are spatial: the first layer of 1-d, 2-d or 3-d data says. */
  function spatialDims(shape, items) {
    const first = items.find(
      ({ layer }) => layer && /(Conv|Pool|Norm|Pad|Transpose)[123]d$/.test(layer.type),
    );
    const n = first ? Number(first.layer.type.at(-2)) : shape.length - 2;
    const leading = shape.length === n + 1 ? 1 : 2;
    return shape.map((_, dim) => dim).slice(leading);
  }

  /** Build and run one layer. `override` replaces arguments, to try what would fit. */
  function apply(layer, state, override) {
    const definition = known.get(layer.type);
    const built = definition.build(new Arguments(layer, definition, override));
    const macs = built.run(state);
    if (product(state.shape) > 2 ** 50 || macs > Number.MAX_SAFE_INTEGER) stop("tooLarge", {});
    return { parameters: built.parameters, macs };
  }

  /** What the constructor alone knows, for layers that are not reached. */
  function parametersOf(layer) {
    try {
      const definition = known.get(layer.type);
      return definition.build(new Arguments(layer, definition)).parameters;
    } catch (error) {
      if (error instanceof Trouble) return null;
      throw error;
    }
  }

  /** The table of a paste. Never throws; messages are {key, values} for the words of a language. */
  function analyse(code, input) {
    const { items, notes } = read(String(code ?? ""), knownAs);
    const shape = readShape(input ?? "");
    const report = { input: shape, inputText: String(input ?? ""), rows: [], notes };
    const state = shape && {
      shape: [...shape],
      track: new Tracker(shape, spatialDims(shape, items)),
    };
    const spatial = state && !!state.track.ids.length;
    const memory = { downs: [] };
    let reached = !!shape;
    items.forEach((item, index) => {
      const row = rowOf(item);
      report.rows.push(row);
      if (item.trouble || !reached) {
        if (item.layer) row.parameters = parametersOf(item.layer);
        if (item.layer && row.parameters === null) explain(row, item.layer);
        reached = false;
        return;
      }
      const before = [...state.shape];
      try {
        Object.assign(row, apply(item.layer, state));
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        reached = false;
        row.parameters = parametersOf(item.layer);
        row.trouble = { key: error.key, values: error.values, fixes: [] };
        row.trouble.fixes = repairs(items, index, shape, error);
        return;
      }
      row.shape = [...state.shape];
      row.memory = 4 * product(row.shape);
      if (spatial) Object.assign(row, state.track.report());
      row.hint = mirror(item.layer, before, row.shape, memory);
    });
    report.totals = totals(report.rows);
    return report;
  }

  function rowOf(item) {
    const place = item.layer ? item.layer.tree : item.trouble;
    return {
      layer: item.layer ? item.layer.type : item.text,
      path: item.path || "",
      source: item.layer || null,
      line: place.line,
      column: place.column,
      shape: null,
      parameters: null,
      macs: null,
      memory: null,
      receptiveField: null,
      jump: null,
      trouble: item.trouble ? { ...item.trouble, located: true, fixes: [] } : null,
      hint: null,
    };
  }

  /** A constructor that fails says so, also below the layer where the shape broke. */
  function explain(row, layer) {
    try {
      const definition = known.get(layer.type);
      definition.build(new Arguments(layer, definition));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      row.trouble = { key: error.key, values: error.values, fixes: [] };
    }
  }

  function totals(rows) {
    const sum = (name) => rows.reduce((total, row) => total + (row[name] || 0), 0);
    const layers = new Set();
    let parameters = 0;
    for (const row of rows) {
      if (!row.source || layers.has(row.source)) continue; // a shared layer has its weights once
      layers.add(row.source);
      parameters += row.parameters || 0;
    }
    return { parameters, macs: sum("macs"), memory: sum("memory") };
  }

  // What would fit -------------------------------------------------------------------------------

  /** Changes after which the failing layer is passed; each was tried, so each one fits. */
  function repairs(items, failing, shape, error) {
    const found = [];
    const budget = { left: MAX_TRIES };
    const fits = (index, override, input) =>
      passes(items, failing, input || shape, { at: [index], override }, budget);
    const offer = (fix) => {
      const seen = found.some(
        (one) => one.index === fix.index && one.name === fix.name && !fix.input === !one.input,
      );
      if (!seen) found.push(fix);
    };
    for (const fix of error.fixes || []) {
      if (fix.insert) offer({ ...fix, index: failing });
      else if (fix.channels) {
        const input = otherChannels(shape, fix.channels);
        if (input && fits(-1, {}, input)) offer({ index: -1, input });
      } else if (fix.name && fits(failing, { [fix.name]: fix.value }))
        offer({ index: failing, name: fix.name, value: fix.value });
    }
    if (error.sizes) {
      searchLayers(items, failing, fits, offer);
      const all = searchTransposed(items, failing, shape, budget);
      if (all && !found.some((one) => one.name === "output_padding")) offer(all);
      const input = searchInput(items, shape, fits);
      if (input) offer({ index: -1, input });
    }
    return found.slice(0, 4);
  }

  function passes(items, failing, shape, change, budget) {
    const state = { shape: [...shape] };
    try {
      for (let at = 0; at <= failing; at += 1) {
        if (!items[at].layer || (budget.left -= 1) < 0) return false;
        apply(items[at].layer, state, change.at.includes(at) ? change.override : undefined);
      }
    } catch (error) {
      if (error instanceof Trouble) return false;
      throw error;
    }
    return true;
  }

  /** output_padding and padding of this layer and of the nearest ones before it. */
  function searchLayers(items, failing, fits, offer) {
    let looked = 0;
    for (let index = failing; index >= 0 && looked < 4; index -= 1) {
      const { layer } = items[index];
      const names = layer ? known.get(layer.type).names : [];
      if (!names.includes("padding") || !names.includes("kernel_size")) continue;
      looked += 1;
      for (const name of ["output_padding", "padding"].filter((one) => names.includes(one))) {
        const most = name === "padding" ? 32 : 8;
        const value = Array.from({ length: most }, (_, at) => at).find((one) =>
          fits(index, { [name]: one }),
        );
        if (value !== undefined) offer({ index, name, value });
      }
    }
  }

  /** One output_padding for all strided transposed layers up to here. */
  function searchTransposed(items, failing, shape, budget) {
    const at = items.slice(0, failing).flatMap(({ layer }, index) => {
      const strided = layer && layer.type.startsWith("ConvTranspose") && grows(layer);
      return strided ? [index] : [];
    });
    if (at.length < 2) return null;
    const value = [1, 2, 3].find((op) =>
      passes(items, failing, shape, { at, override: { output_padding: op } }, budget),
    );
    return value ? { index: at[0], all: at, name: "output_padding", value } : null;
  }

  function grows(layer) {
    const names = known.get(layer.type).names;
    const stride = layer.args.find((one) => one.name === "stride");
    const value = stride || layer.args.filter((one) => !one.name)[names.indexOf("stride")];
    return !!value && shown(value.value) !== "1";
  }

  /** The nearest input with all spatial sizes changed by as much, at most 512 cells away. */
  function searchInput(items, shape, fits) {
    const dims = spatialDims(shape, items);
    if (!dims.length) return null;
    for (let far = 1; far <= 512; far += 1) {
      for (const change of [far, -far]) {
        const input = shape.map((size, dim) => (dims.includes(dim) ? size + change : size));
        if (input.every((size) => size > 0) && fits(-1, {}, input)) return input;
      }
    }
    return null;
  }

  function otherChannels(shape, channels) {
    if (shape.length < 2) return null;
    const dim = shape.length === 3 ? 0 : 1;
    return [dim, 1].map((at) => shape.map((size, d) => (d === at ? channels : size)))[0];
  }

  /** On the way up: would output_padding give the size that the mirrored layer had on its way down? */
  function mirror(layer, before, after, memory) {
    const size = (shape) => shape.slice(2).join("×");
    const grew = after.length === before.length && after.length > 2;
    if (!grew || size(before) === size(after)) return null;
    if (after.slice(2).some((cells, axis) => cells < before[2 + axis])) {
      memory.downs.push(before);
      return null;
    }
    const wanted = memory.downs.pop();
    if (!wanted || !layer.type.startsWith("ConvTranspose") || size(wanted) === size(after))
      return null;
    for (let op = 0; op < 8; op += 1) {
      const state = { shape: [...before] };
      try {
        apply(layer, state, { output_padding: op });
      } catch (error) {
        if (error instanceof Trouble) continue;
        throw error;
      }
      if (size(state.shape) === size(wanted))
        return { found: size(after), wanted: size(wanted), name: "output_padding", value: op };
    }
    return null;
  }

  /** A value of a fix as Python: 1, (1, 2) or [1, 2]. */
  function python(value) {
    if (value && value.list)
      return value.list.length === 1 ? `${value.list[0]}` : `[${value.list.join(", ")}]`;
    if (!Array.isArray(value)) return String(value);
    return value.every((one) => one === value[0]) ? String(value[0]) : `(${value.join(", ")})`;
  }

  /** The code with one argument changed: in its place, or added at the end of the call. */
  function edited(code, layer, name, value) {
    const text = python(value);
    const at = known.get(layer.type).names.indexOf(name);
    const positional = layer.args.filter((one) => !one.name);
    const old = layer.args.find((one) => one.name === name) || positional[at];
    if (old) return code.slice(0, old.start) + text + code.slice(old.end);
    const last = layer.args.at(-1);
    const end = last ? last.end : layer.open.end;
    return `${code.slice(0, end)}${last ? ", " : ""}${name}=${text}${code.slice(end)}`;
  }

  /** The argument names of every layer, for the test that compares them with PyTorch's. */
  const signatures = () =>
    Object.fromEntries(
      [...known].map(([type, { names, required }]) => [type, { names, required }]),
    );

  Object.assign(globalThis.Layers, { analyse, readShape, edited, python, signatures });
})();
