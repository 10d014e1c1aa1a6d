// Convolution and transposed convolution of one channel, with every parameter, and which states are
// legal. No DOM in here: the build runs this file in V8 and the browser runs it as it is.
//
// A state is { mode, view, i, k, s, p, d, op, x, w }: the parameters are pairs [rows, columns], x and
// w are nested arrays. One row is the 1-D case. u stands for positions of the input that is slid
// over (zeros put in, not yet padded), n for input cells, t for kernel taps, m for output cells.

const Arithmetic = (() => {
  const VIEWS = { conv: ["slide", "matrix"], transposed: ["stamp", "matrix", "slide"] };
  const PARAMETERS = ["i", "k", "s", "p", "d", "op"];
  const LOWEST = { i: 1, k: 1, s: 1, p: 0, d: 1, op: 0 };
  const HIGHEST = { i: 64, k: 32, s: 16, p: 64, d: 16, op: 15 };
  const SLIDERS = { i: 12, k: 7, s: 4, p: 6, d: 3, op: 3 }; // as far as a slider goes by itself
  const LONGEST = 160; // cells along one axis of any grid
  const LARGEST = 999999; // values of cells: every sum of products stays an exact integer

  const upTo = (count) => Array.from({ length: count }, (_, index) => index);
  const grid = (rows, columns, cell) => upTo(rows).map((r) => upTo(columns).map((c) => cell(r, c)));
  const shape = (array) => [array.length, array[0].length];
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const isWhole = (position, size) =>
    Number.isInteger(position) && position >= 0 && position < size;

  // ---- Sizes, along one axis

  const axis = (state, a) => Object.fromEntries(PARAMETERS.map((name) => [name, state[name][a]]));
  const reach = (k, d) => d * (k - 1) + 1;
  const equivalentPadding = (k, p, d) => d * (k - 1) - p;
  const stampedSize = ({ i, k, s, d }) => (i - 1) * s + reach(k, d);

  function outputSize(mode, one) {
    if (mode === "conv") return Math.floor((one.i + 2 * one.p - reach(one.k, one.d)) / one.s) + 1;
    return stampedSize(one) - 2 * one.p + one.op;
  }

  // How many cells at the end no window of a convolution reaches, because sizes are rounded down.
  const unreached = ({ i, k, s, p, d }) => (i + 2 * p - reach(k, d)) % s;

  const sizes = (state) => [0, 1].map((a) => outputSize(state.mode, axis(state, a)));

  // ---- Who meets whom, along one axis

  // The taps of output cell m: tap t reads position u, which holds input cell n or a zero (null).
  function reads(mode, { i, k, s, p, d }, m) {
    return upTo(k).map((t) => {
      const u = mode === "conv" ? m * s - p + t * d : m + p - t * d;
      const n = mode === "conv" ? u : u / s;
      return { t, u, n: isWhole(n, i) ? n : null };
    });
  }

  // Where input cell n goes: through tap t to output cell m, which may lie outside the output.
  function writes(mode, { k, s, p, d }, n) {
    return upTo(k)
      .map((t) => ({ t, m: mode === "conv" ? (n + p - t * d) / s : n * s + t * d - p }))
      .filter(({ m }) => Number.isInteger(m));
  }

  const pairs = (rows, columns, join) => rows.flatMap((r) => columns.map((c) => join(r, c)));

  // All taps of output cell [r, c], zeros included.
  function readsOf(state, [r, c]) {
    const [rows, columns] = [r, c].map((m, a) => reads(state.mode, axis(state, a), m));
    return pairs(rows, columns, (one, other) => ({
      t: [one.t, other.t],
      u: [one.u, other.u],
      n: one.n === null || other.n === null ? null : [one.n, other.n],
    }));
  }

  // All output cells of input cell [r, c], cropped ones included where they exist.
  function writesOf(state, [r, c]) {
    const [rows, columns] = [r, c].map((n, a) => writes(state.mode, axis(state, a), n));
    const found = pairs(rows, columns, (one, other) => ({
      t: [one.t, other.t],
      m: [one.m, other.m],
    }));
    return state.mode === "transposed" ? found : found.filter(({ m }) => isInside(m, sizes(state)));
  }

  const isInside = ([r, c], [rows, columns]) => r >= 0 && c >= 0 && r < rows && c < columns;

  // ---- The numbers

  // Gather: every output cell sums its taps. Right for both operations.
  function gather(state) {
    const [rows, columns] = sizes(state).map((size, a) =>
      upTo(size).map((m) => reads(state.mode, axis(state, a), m).filter((read) => read.n !== null)),
    );
    return rows.map((row) =>
      columns.map((column) => {
        let sum = 0;
        for (const one of row)
          for (const other of column) sum += state.x[one.n][other.n] * state.w[one.t][other.t];
        return sum;
      }),
    );
  }

  // Stamp the first `count` input cells: the whole canvas, before the padding crops it.
  function stamp(state, count = Infinity) {
    const { x, w, s, d, k } = state;
    const canvas = canvasSize(state);
    const sums = grid(canvas[0], canvas[1], () => 0);
    for (const index of upTo(Math.min(count, state.i[0] * state.i[1]))) {
      const [r, c] = [Math.floor(index / state.i[1]), index % state.i[1]];
      for (let a = 0; a < k[0]; a++)
        for (let b = 0; b < k[1]; b++)
          sums[r * s[0] + a * d[0]][c * s[1] + b * d[1]] += x[r][c] * w[a][b];
    }
    return sums;
  }

  // What is stamped, and the rows beyond it that output_padding adds and nothing reaches.
  const canvasSize = (state) =>
    sizes(state).map((size, a) => Math.max(stampedSize(axis(state, a)), size + state.p[a]));

  function crop(state, canvas) {
    const [rows, columns] = sizes(state);
    return grid(rows, columns, (r, c) => canvas[r + state.p[0]][c + state.p[1]]);
  }

  // The first position of u that is slid over, and how many there are.
  function slidingFrame(state) {
    return [0, 1].map((a) => {
      const one = axis(state, a);
      if (state.mode === "conv") return { start: -one.p, size: one.i + 2 * one.p };
      const start = -equivalentPadding(one.k, one.p, one.d);
      return { start, size: outputSize(state.mode, one) + reach(one.k, one.d) - 1 };
    });
  }

  // The value at position u: an input cell, or zero between and around them.
  function valueAt(state, u) {
    const n = u.map((position, a) => (state.mode === "conv" ? position : position / state.s[a]));
    return n.every((one, a) => isWhole(one, state.i[a])) ? state.x[n[0]][n[1]] : 0;
  }

  // Zeros put in, padded or cropped, then an ordinary convolution with the kernel rotated by 180°.
  function slide(state) {
    const [rows, columns] = slidingFrame(state);
    const padded = grid(rows.size, columns.size, (r, c) =>
      valueAt(state, [rows.start + r, columns.start + c]),
    );
    const turned = state.mode === "conv" ? state.w : rotate(state.w);
    const step = state.mode === "conv" ? state.s : [1, 1];
    const [height, width] = sizes(state);
    return grid(height, width, (r, c) => {
      let sum = 0;
      turned.forEach((taps, a) =>
        taps.forEach((tap, b) => {
          sum += tap * padded[r * step[0] + a * state.d[0]][c * step[1] + b * state.d[1]];
        }),
      );
      return sum;
    });
  }

  const rotate = (w) => [...w].reverse().map((row) => [...row].reverse());

  // The entries of the matrix that takes x, read as one column, to y: C, or the transpose of C.
  function matrix(state) {
    const [rows, columns] = sizes(state).map((size, a) =>
      upTo(size).map((m) => reads(state.mode, axis(state, a), m).filter((read) => read.n !== null)),
    );
    return pairs(rows, columns, (row, column) =>
      pairs(row, column, (one, other) => ({
        n: one.n * state.i[1] + other.n,
        t: [one.t, other.t],
        value: state.w[one.t][other.t],
      })),
    );
  }

  function multiply(state) {
    const cells = state.x.flat();
    const column = matrix(state).map((row) =>
      row.reduce((sum, { n, value }) => sum + value * cells[n], 0),
    );
    const [height, width] = sizes(state);
    return grid(height, width, (r, c) => column[r * width + c]);
  }

  const output = (state) => (state.mode === "conv" ? gather(state) : crop(state, stamp(state)));

  // ---- Which states are legal

  function isLegalAxis(mode, one) {
    const size = outputSize(mode, one);
    if (PARAMETERS.some((name) => one[name] < LOWEST[name] || one[name] > HIGHEST[name]))
      return false;
    if (size < 1 || size > LONGEST) return false;
    if (mode === "conv") return one.op === 0 && one.i + 2 * one.p <= LONGEST;
    return stampedSize(one) <= LONGEST && one.op < Math.max(one.s, one.d);
  }

  // The values that one parameter may take while the others stay: always an interval.
  function range(state, name, axes = [0, 1]) {
    const highest = Math.max(SLIDERS[name], ...axes.map((a) => state[name][a]));
    const others = axes.map((a) => axis(state, a));
    const legal = upTo(highest + 1).filter((value) =>
      others.every((one) => isLegalAxis(state.mode, { ...one, [name]: value })),
    );
    // Two axes that need different values have none in common.
    const kept = state[name][axes[0]];
    return legal.length ? [legal[0], legal[legal.length - 1]] : [kept, kept];
  }

  // Bring one axis into the legal range, changing as little as it takes.
  function repair(mode, given) {
    const one = { ...given };
    for (const name of PARAMETERS)
      one[name] = Math.min(Math.max(one[name], LOWEST[name]), HIGHEST[name]);
    if (mode === "conv") one.op = 0;
    while (mode === "conv" && one.k > 1 && reach(one.k, one.d) > LONGEST) one.k -= 1;
    while (mode === "conv" && one.i + 2 * one.p > LONGEST) one.p -= 1;
    while (mode === "conv" && one.i + 2 * one.p < reach(one.k, one.d)) one.p += 1;
    if (mode === "conv") return one;
    for (const name of ["s", "d", "k"])
      while (one[name] > 1 && stampedSize(one) > LONGEST) one[name] -= 1;
    one.op = Math.min(one.op, Math.max(one.s, one.d) - 1);
    while (outputSize(mode, one) < 1) one.p -= 1;
    return one;
  }

  // ---- Reading what a link, an attribute or a script gives

  const lift = (rows) => (Array.isArray(rows[0]) ? rows : [rows]);

  // "2", "2,3", 2 or [2, 3] as a pair; null for anything else.
  function pair(given) {
    const parts = Array.isArray(given) ? given : String(given).split(",");
    const numbers = parts.map((part) => (String(part).trim() === "" ? NaN : Number(part)));
    if (!numbers.every(Number.isInteger) || numbers.length < 1 || numbers.length > 2) return null;
    return numbers.length === 1 ? [numbers[0], numbers[0]] : numbers;
  }

  // "1,2;3,4", lines of numbers, or nested arrays as rows of numbers; null for anything else.
  function rows(given, highest) {
    const parts = Array.isArray(given)
      ? lift(given)
      : String(given)
          .trim()
          .replace(/[[\]]/g, " ")
          .split(/[;\n]+/)
          .map((row) =>
            row
              .trim()
              .split(/[\s,]+/)
              .filter((part) => part !== ""),
          )
          .filter((row) => row.length);
    if (!parts.length || parts.length > highest || !parts.every(Array.isArray)) return null;
    const numbers = parts.map((row) =>
      row.map((part) => (part === null || part === "" ? NaN : Number(part) + 0)),
    );
    const width = numbers[0].length;
    const right = (row) => row.length === width && row.every((value) => Math.abs(value) <= LARGEST);
    return width >= 1 && width <= highest && numbers.every(right) ? numbers : null;
  }

  // The numbers of a case with these parameters, else 1, 2, 3 …, else digits for large grids.
  function defaultValues(state, name) {
    const known = CASES.find(
      (one) =>
        one.mode === state.mode &&
        one[name] &&
        PARAMETERS.every((key) => same(one[key], state[key])),
    );
    return known ? known[name] : counting(...state[name === "x" ? "i" : "k"]);
  }

  function counting(height, width) {
    const large = height * width > 36;
    return grid(height, width, (r, c) => (large ? (r * 7 + c * 3 + 1) % 10 : r * width + c + 1));
  }

  // The same numbers in a grid of another size; new cells go on as the old ones began.
  function resized(old, height, width) {
    if (same(old, counting(...shape(old)))) return counting(height, width);
    const flat = old.flat();
    const constant = flat.every((value) => value === flat[0]) ? flat[0] : null;
    const fresh = counting(height, width);
    return grid(height, width, (r, c) => old[r]?.[c] ?? constant ?? fresh[r][c]);
  }

  // A legal state from anything, and a note for every word that could not stay as it was given.
  function legal(given) {
    const notes = [];
    const note = (name, key, used) =>
      notes.push({ name, key, given: textOf(given[name]), used: textOf(used) });
    const mode = VIEWS[given.mode] ? given.mode : "transposed";
    if (given.mode !== undefined && mode !== given.mode) note("mode", "unknown", mode);
    const views = VIEWS[mode];
    const view = views.includes(given.view) ? given.view : views[0];
    if (given.view !== undefined && view !== given.view) note("view", "unknown", view);
    const wanted = { ...CASES.find((one) => one.mode === mode) };
    const state = { mode, view };

    const asked = {};
    for (const [values, size] of [
      ["x", "i"],
      ["w", "k"],
    ]) {
      if (given[values] === undefined) continue;
      asked[values] = rows(given[values], HIGHEST[size]);
      if (!asked[values]) note(values, "rows", "");
    }
    for (const name of PARAMETERS) {
      const read = given[name] === undefined ? wanted[name] : pair(given[name]);
      if (!read) note(name, "integer", wanted[name]);
      state[name] = read ?? wanted[name];
    }
    for (const [values, size] of [
      ["x", "i"],
      ["w", "k"],
    ]) {
      if (!asked[values]) continue;
      if (
        given[size] !== undefined &&
        !same(state[size], shape(asked[values])) &&
        pair(given[size])
      )
        note(size, "rows_win", shape(asked[values]));
      state[size] = shape(asked[values]);
    }

    const repaired = [0, 1].map((a) => repair(mode, axis(state, a)));
    for (const name of PARAMETERS) {
      const used = repaired.map((one) => one[name]);
      const ignored = mode === "conv" && name === "op" && given.op === undefined;
      if (!same(used, state[name]) && !ignored) note(name, "range", used);
      state[name] = used;
    }
    for (const [values, size] of [
      ["x", "i"],
      ["w", "k"],
    ]) {
      state[values] = asked[values] ?? defaultValues(state, values);
      if (!same(shape(state[values]), state[size]))
        state[values] = resized(state[values], ...state[size]);
    }
    for (const one of notes) if (one.key === "integer") one.used = textOf(state[one.name]);
    return { state, notes };
  }

  // A state with some words changed, its numbers kept as far as they go. For the controls.
  function changed(state, changes) {
    const next = { ...state, ...changes };
    if (changes.mode && changes.mode !== state.mode && !changes.view)
      next.view = VIEWS[changes.mode].includes(state.view) ? state.view : VIEWS[changes.mode][0];
    if (changes.mode === "transposed" && !changes.op) next.op = [0, 0];
    for (const [values, size] of [
      ["x", "i"],
      ["w", "k"],
    ])
      if (changes[size] && !changes[values])
        next[values] = resized(state[values], ...pair(changes[size]));
    return legal(next).state;
  }

  // ---- Writing a state down

  const textOfPair = ([rows, columns]) => (rows === columns ? `${rows}` : `${rows},${columns}`);
  const textOfRows = (array) => array.map((row) => row.join(",")).join(";");

  function textOf(value) {
    if (!Array.isArray(value)) return String(value ?? "").slice(0, 40);
    return Array.isArray(value[0]) ? textOfRows(value) : textOfPair(value);
  }

  // The words of a link that brings this state back; numbers only where they are not the default.
  function words(state) {
    const names = state.mode === "conv" ? PARAMETERS.filter((name) => name !== "op") : PARAMETERS;
    const found = { mode: state.mode };
    for (const name of names) found[name] = textOfPair(state[name]);
    for (const name of ["x", "w"])
      if (!same(state[name], defaultValues(state, name))) found[name] = textOfRows(state[name]);
    return { ...found, view: state.view };
  }

  const query = (state) =>
    Object.entries(words(state))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");

  const python = (array) => `[${array.map((row) => `[${row.join(", ")}]`).join(", ")}]`;
  const tuple = ([rows, columns]) => `(${rows}, ${columns})`;
  const isInteger = (state) => [...state.x.flat(), ...state.w.flat()].every(Number.isInteger);

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

  const ARRAY = {
    numpy: (name, array) => `${name} = np.array(${python(array)})`,
    pytorch: (name, array) => `${name} = torch.tensor(${python(array)})`,
    latex: (name, array) =>
      `${name} = \\begin{bmatrix} ${array.map((row) => row.join(" & ")).join(" \\\\ ")} \\end{bmatrix}`,
  };

  function arrays(state, kind) {
    const all = { x: state.x, w: state.w, y: output(state) };
    return `${Object.entries(all)
      .map(([name, array]) => ARRAY[kind](name, array))
      .join("\n")}\n`;
  }

  // ---- Cases with a name

  const both = (value) => (Array.isArray(value) ? value : [value, value]);
  const ones = (height, width) => grid(height, width, () => 1);

  function named(name, mode, parameters, values = {}) {
    const all = { s: 1, p: 0, d: 1, op: 0, ...parameters };
    const pairsOf = Object.fromEntries(PARAMETERS.map((key) => [key, both(all[key])]));
    return { name, mode, ...pairsOf, ...values };
  }

  const CASES = [
    named(
      "article_transposed",
      "transposed",
      { i: 2, k: 3 },
      {
        x: [
          [12, 16],
          [24, 28],
        ],
        w: ones(3, 3),
      },
    ),
    named("article_conv", "conv", { i: 3, k: 2 }, { x: counting(3, 3), w: ones(2, 2) }),
    named("no_padding_no_strides", "conv", { i: 4, k: 3 }),
    named("arbitrary_padding_no_strides", "conv", { i: 5, k: 4, p: 2 }),
    named("same_padding_no_strides", "conv", { i: 5, k: 3, p: 1 }),
    named("full_padding_no_strides", "conv", { i: 5, k: 3, p: 2 }),
    named("no_padding_strides", "conv", { i: 5, k: 3, s: 2 }),
    named("padding_strides", "conv", { i: 5, k: 3, s: 2, p: 1 }),
    named("padding_strides_odd", "conv", { i: 6, k: 3, s: 2, p: 1 }),
    named("dilation", "conv", { i: 7, k: 3, d: 2 }),
    // The article's case has the parameters of this one; its own kernel shows the rotation.
    named(
      "no_padding_no_strides_transposed",
      "transposed",
      { i: 2, k: 3 },
      { x: counting(2, 2), w: counting(3, 3) },
    ),
    named("arbitrary_padding_no_strides_transposed", "transposed", { i: 6, k: 4, p: 2 }),
    named("same_padding_no_strides_transposed", "transposed", { i: 5, k: 3, p: 1 }),
    named("full_padding_no_strides_transposed", "transposed", { i: 7, k: 3, p: 2 }),
    named("no_padding_strides_transposed", "transposed", { i: 2, k: 3, s: 2 }),
    named("padding_strides_transposed", "transposed", { i: 3, k: 3, s: 2, p: 1 }),
    named("padding_strides_odd_transposed", "transposed", { i: 3, k: 3, s: 2, p: 1, op: 1 }),
    named(
      "checkerboard_uneven",
      "transposed",
      { i: 5, k: 3, s: 2 },
      { x: ones(5, 5), w: ones(3, 3) },
    ),
    named(
      "checkerboard_even",
      "transposed",
      { i: 5, k: 4, s: 2 },
      { x: ones(5, 5), w: ones(4, 4) },
    ),
    named("output_padding_real", "transposed", {
      i: [1, 3],
      k: [1, 4],
      s: [1, 3],
      p: [0, 2],
      op: [0, 2],
    }),
    named("output_padding_bias", "transposed", { i: [1, 3], k: [1, 3], s: [1, 3], op: [0, 2] }),
    named(
      "negative_padding",
      "transposed",
      { i: [1, 5], k: [1, 2], s: [1, 2], p: [0, 2] },
      { x: [[3, 1, 4, 1, 5]], w: [[1, 2]] },
    ),
    named("negative_padding_pytorch", "transposed", { i: [6, 4], k: [3, 5], s: [2, 1], p: [4, 2] }),
  ];

  const caseNamed = (name) => {
    const found = CASES.find((one) => one.name === name);
    return found && legal({ ...found, name: undefined }).state;
  };

  return {
    VIEWS,
    PARAMETERS,
    CASES,
    axis,
    reach,
    sizes,
    outputSize,
    stampedSize,
    canvasSize,
    equivalentPadding,
    unreached,
    slidingFrame,
    valueAt,
    readsOf,
    writesOf,
    isInside,
    gather,
    stamp,
    crop,
    slide,
    matrix,
    multiply,
    rotate,
    output,
    range,
    isLegalAxis,
    legal,
    changed,
    caseNamed,
    words,
    query,
    pytorchCode,
    numpyCode,
    arrays,
  };
})();
