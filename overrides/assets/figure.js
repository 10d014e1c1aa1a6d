// Draw a state as SVG text: a pure function, called at build through V8 and again in the browser.
// Needs Arithmetic and Words. Styles are in explorer.css; nothing here depends on a page.

const Figure = (() => {
  const NARROW = { name: "narrow", width: 344, height: 600, cell: 34 };
  const WIDE = { name: "wide", width: 660, height: 460, cell: 44 };
  const CELLS = [...Array.from({ length: 44 }, (_, index) => 44 - index), 0.6, 0.4, 0.3, 0.2];
  const COMFORTABLE = 24; // a cell size that needs no further line of grids
  const NUMBERS_FROM = 15; // smaller cells show their value as a shade alone
  const SIGN = 26; // room for the sign between two grids
  const LABEL = 34; // two lines of text above a grid
  const GAP = 16;
  const SHADES = 4;

  // ---- Text

  const escape = (text) => String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

  function word(language, key, values = {}) {
    const text = (Words[language] ?? Words.en)[key];
    if (text === undefined) throw new Error(`There is no word for "${key}".`);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  // A true minus sign, and at most four decimals; more are marked as cut.
  function number(value) {
    const rounded = Number(value.toFixed(4));
    return String(rounded).replace("-", "−") + (rounded === value ? "" : "…");
  }

  const pairText = ([rows, columns]) =>
    rows === columns ? number(rows) : `${number(rows)}, ${number(columns)}`;
  const sizeText = ([rows, columns]) => `${rows}×${columns}`;
  const widthOf = (text, font) =>
    [...text].reduce((sum, one) => sum + (one.codePointAt(0) > 0x2e80 ? 1 : 0.57), 0) * font;
  const primes = (state) =>
    [0, 1].map((a) => Arithmetic.equivalentPadding(state.k[a], state.p[a], state.d[a]));

  function caption(state, language) {
    const one = (key) => pairText(state[key]);
    const more =
      (state.d.some((d) => d > 1) ? word(language, "caption_d", { d: one("d") }) : "") +
      (state.op.some((op) => op > 0) ? word(language, "caption_op", { op: one("op") }) : "");
    return word(language, "caption", {
      mode: word(language, state.mode),
      i: sizeText(state.i),
      k: sizeText(state.k),
      s: one("s"),
      p: one("p"),
      more,
      o: sizeText(Arithmetic.sizes(state)),
    });
  }

  // ---- The grids of a view. A grid knows the first index of its rows and columns (origin), the
  // kind and the value of each cell, which cell of the state it stands for, and which are lit.

  // What a state computes, once for all grids; `at` steps are done, all of them without it.
  function compute(state, at = null) {
    const y = Arithmetic.output(state);
    const stamped = state.mode === "transposed" && state.view === "stamp";
    return {
      at,
      y,
      o: Arithmetic.sizes(state),
      canvas: stamped ? Arithmetic.stamp(state, at ?? Infinity) : null,
      matrix: state.view === "matrix" ? Arithmetic.matrix(state) : null,
    };
  }

  const steps = (state) => {
    const [rows, columns] =
      state.mode === "transposed" && state.view === "stamp" ? state.i : Arithmetic.sizes(state);
    return rows * columns;
  };

  // The cell that is done last when `at` steps are done.
  function cellAt(state, at) {
    if (at < 1) return null;
    const stamped = state.mode === "transposed" && state.view === "stamp";
    const columns = stamped ? state.i[1] : Arithmetic.sizes(state)[1];
    return { of: stamped ? "x" : "y", cell: [Math.floor((at - 1) / columns), (at - 1) % columns] };
  }

  const plain = (of, label, note, array, more = {}) => ({
    of,
    label,
    note,
    rows: array.length,
    columns: array[0].length,
    origin: [0, 0],
    kind: () => of,
    value: (r, c) => array[r][c],
    pick: (r, c) => ({ of, cell: [r, c] }),
    lit: (links) => links[of],
    ...more,
  });

  function inputGrid(state, language) {
    const label = `${word(language, "x")} x`;
    return plain("x", label, sizeText(state.i), state.x, { kind: floorKind(state) });
  }

  // Input cells behind the last window of a convolution are dropped.
  function floorKind(state) {
    if (state.mode !== "conv") return () => "x";
    const last = floorEnds(state);
    return (r, c) => (r > last[0] || c > last[1] ? "floor" : "x");
  }

  const floorEnds = (state) =>
    [0, 1].map((a) => {
      const one = Arithmetic.axis(state, a);
      return one.i + one.p - 1 - Arithmetic.unreached(one);
    });

  function kernelGrid(state, language, turned = false) {
    const [rows, columns] = state.k;
    const turn = ([r, c]) => (turned ? [rows - 1 - r, columns - 1 - c] : [r, c]);
    const array = turned ? Arithmetic.rotate(state.w) : state.w;
    const label = turned ? word(language, "rotated") : `${word(language, "w")} w`;
    const dilated = state.d.some((d) => d > 1) ? ` · d = ${pairText(state.d)}` : "";
    return plain("w", label, sizeText(state.k) + dilated, array, {
      smallest: 18,
      pick: (r, c) => ({ of: "w", cell: turn([r, c]) }),
      lit: (links) => links.w.map(turn),
    });
  }

  // Rows at the end that output_padding adds and no stamp reaches hold only the bias.
  function isBias(state, m) {
    if (state.mode === "conv") return false;
    return m.some(
      (one, a) => one + state.p[a] >= Arithmetic.stampedSize(Arithmetic.axis(state, a)),
    );
  }

  function outputGrid(state, numbers, language) {
    const { at, y, o } = numbers;
    return plain("y", `${word(language, "y")} y`, sizeText(o), y, {
      kind: (r, c) => (isBias(state, [r, c]) ? "bias" : "y"),
      value: (r, c) => (at !== null && r * o[1] + c >= at ? null : y[r][c]),
    });
  }

  function canvasGrid(state, numbers, language) {
    const { canvas, o } = numbers;
    const origin = state.p.map((p) => (p === 0 ? 0 : -p));
    const inside = (r, c) => Arithmetic.isInside([r, c], o);
    return plain("y", `${word(language, "canvas")} y`, sizeText(o), canvas, {
      origin,
      kind: (r, c) => (!inside(r, c) ? "crop" : isBias(state, [r, c]) ? "bias" : "y"),
      value: (r, c) => canvas[r - origin[0]][c - origin[1]],
    });
  }

  function slidName(state) {
    if (state.mode === "transposed") return state.s.some((s) => s > 1) ? "spread" : "padded";
    return state.p.some((p) => p > 0) ? "padded" : "x";
  }

  // The input that is slid over, with what is padded around it and what is cropped from it.
  function slidGrid(state, language) {
    const frame = Arithmetic.slidingFrame(state);
    const conv = state.mode === "conv";
    const full = [0, 1].map((a) => (conv ? state.i[a] : (state.i[a] - 1) * state.s[a] + 1));
    const origin = frame.map(({ start }) => Math.min(start, 0));
    const end = frame.map(({ start, size }, a) => Math.max(start + size, full[a]));
    const ends = conv ? floorEnds(state) : null;
    const isCell = (u) => u.every((one, a) => one >= 0 && one < full[a]);
    const onInput = (u) => u.every((one, a) => conv || one % state.s[a] === 0);
    const kind = (...u) => {
      if (conv && u.some((one, a) => one > ends[a])) return "floor";
      const kept = frame.every(({ start, size }, a) => u[a] >= start && u[a] < start + size);
      if (!kept) return "negative";
      return !isCell(u) ? "pad" : onInput(u) ? "x" : "zero";
    };
    const prime = conv ? `p = ${pairText(state.p)}` : `p′ = ${pairText(primes(state))}`;
    const size = sizeText(frame.map((one) => one.size));
    return {
      of: "u",
      label: word(language, slidName(state)),
      note: `${size} · ${prime}`,
      rows: end[0] - origin[0],
      columns: end[1] - origin[1],
      origin: origin.map((one) => one + 0),
      kind,
      value: (...u) => Arithmetic.valueAt(state, u),
      pick: (...u) =>
        isCell(u) && onInput(u)
          ? { of: "x", cell: u.map((one, a) => (conv ? one : one / state.s[a])) }
          : { of: "u", cell: u },
      lit: (links) => links.u,
      corner: (links) => links.taps,
    };
  }

  function matrixGrid(state, numbers, language) {
    const entries = numbers.matrix.map((row) => new Map(row.map((one) => [one.n, one])));
    const columns = state.i[0] * state.i[1];
    return {
      of: "m",
      label: `${word(language, "C")} ${state.mode === "conv" ? "C" : "Cᵀ"}`,
      note: sizeText([entries.length, columns]),
      rows: entries.length,
      columns,
      origin: [0, 0],
      entries: numbers.matrix,
      kind: (m, n) => (entries[m].has(n) ? "w" : "empty"),
      value: (m, n) => entries[m].get(n)?.value ?? 0,
      pick: (m, n) => ({ of: "m", cell: [m, n] }),
      lit: (links) => links.m,
      band: (links) => links.band,
    };
  }

  // An array as one column, whose cells stand for the cells of the array.
  function columnGrid(grid, name) {
    const at = (index) => [Math.floor(index / grid.columns), index % grid.columns];
    return {
      ...grid,
      label: name,
      note: "",
      column: true,
      rows: grid.rows * grid.columns,
      columns: 1,
      kind: (index) => grid.kind(...at(index)),
      value: (index) => grid.value(...at(index)),
      pick: (index) => grid.pick(...at(index)),
      lit: (links) =>
        grid
          .lit(links)
          .filter((cell) => Arithmetic.isInside(cell, [grid.rows, grid.columns]))
          .map(([r, c]) => [r * grid.columns + c, 0]),
    };
  }

  const VIEW = {
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
    matrix: (state, numbers, language) => [
      kernelGrid(state, language),
      { ...matrixGrid(state, numbers, language), sign: "" },
      { ...columnGrid(inputGrid(state, language), "x"), sign: "·" },
      { ...columnGrid(outputGrid(state, numbers, language), "y"), sign: "=" },
    ],
  };

  // ---- Which cells belong to a cell: those that made it, or that it makes

  const flat = ([r, c], [, columns]) => r * columns + c;

  function links(state, pick) {
    const found = { x: [], w: [], y: [], u: [], m: [], band: null, taps: [], pick };
    if (pick) LINK[pick.of](state, pick.cell, found);
    return found;
  }

  const onSlid = (state, n) => n.map((one, a) => (state.mode === "conv" ? one : one * state.s[a]));

  function meet(state, found, n, t, m) {
    const o = Arithmetic.sizes(state);
    found.w.push(t);
    if (n) found.x.push(n);
    if (m) found.y.push(m);
    if (n && m && Arithmetic.isInside(m, o)) found.m.push([flat(m, o), flat(n, state.i)]);
  }

  const LINK = {
    y(state, m, found) {
      const o = Arithmetic.sizes(state);
      for (const { n, t, u } of Arithmetic.readsOf(state, m)) {
        if (n || state.view === "slide") meet(state, found, n, t, null);
        if (n && Arithmetic.isInside(m, o)) found.m.push([flat(m, o), flat(n, state.i)]);
        found.u.push(u);
        found.taps.push({ cell: u, text: number(state.w[t[0]][t[1]]) });
      }
      found.y.push(m);
      if (Arithmetic.isInside(m, o)) found.band = { row: flat(m, o) };
    },
    x(state, n, found) {
      for (const { t, m } of Arithmetic.writesOf(state, n)) meet(state, found, null, t, m);
      const o = Arithmetic.sizes(state);
      found.m = found.y
        .filter((m) => Arithmetic.isInside(m, o))
        .map((m) => [flat(m, o), flat(n, state.i)]);
      found.x.push(n);
      found.u.push(onSlid(state, n));
      found.band = { column: flat(n, state.i) };
    },
    w(state, t, found) {
      for (let r = 0; r < state.i[0]; r++)
        for (let c = 0; c < state.i[1]; c++)
          for (const one of writesThrough(state, [r, c], t)) {
            meet(state, found, [r, c], t, one);
            found.u.push(onSlid(state, [r, c]));
          }
      found.w = [t];
    },
    u(state, u, found) {
      const [rows, columns] = Arithmetic.sizes(state);
      for (let a = 0; a < state.k[0]; a++)
        for (let b = 0; b < state.k[1]; b++) {
          const m = [a, b].map((t, axis) =>
            state.mode === "conv"
              ? (u[axis] + state.p[axis] - t * state.d[axis]) / state.s[axis]
              : u[axis] - state.p[axis] + t * state.d[axis],
          );
          const whole = m.every(Number.isInteger);
          if (whole && Arithmetic.isInside(m, [rows, columns])) meet(state, found, null, [a, b], m);
        }
      found.u.push(u);
    },
    m(state, [row, column], found) {
      const o = Arithmetic.sizes(state);
      const m = [Math.floor(row / o[1]), row % o[1]];
      const n = [Math.floor(column / state.i[1]), column % state.i[1]];
      const tap = tapBetween(state, n, m);
      if (tap) found.w.push(tap);
      found.x.push(n);
      found.y.push(m);
      found.u.push(onSlid(state, n));
      found.m.push([row, column]);
      found.band = { row, column };
    },
  };

  const equal = (one, other) => one[0] === other[0] && one[1] === other[1];
  const writesThrough = (state, n, tap) =>
    Arithmetic.writesOf(state, n)
      .filter(({ t }) => equal(t, tap))
      .map(({ m }) => m);
  const tapBetween = (state, n, m) =>
    Arithmetic.writesOf(state, n).find((one) => equal(one.m, m))?.t ?? null;

  // ---- Where the grids stand

  function measure(grid, cell) {
    const height = Math.max(cell, grid.smallest ?? 0);
    const width = grid.column ? Math.max(cell, 10) : height;
    return { cw: width, ch: height, w: grid.columns * width, h: grid.rows * height };
  }

  // Lines of grids for one way of breaking them, with the size that they need; bits break.
  function lines(grids, cell, bits) {
    const found = [[]];
    grids.forEach((grid, index) => {
      if (index && bits & (1 << (index - 1))) found.push([]);
      const size = measure(grid, cell);
      const sign = index && grid.sign !== "" ? SIGN : index ? GAP : 0;
      found[found.length - 1].push({
        grid,
        sign,
        taken: sign + Math.max(size.w, grid.words),
        ...size,
      });
    });
    return found;
  }

  const lineWidth = (line) => line.reduce((sum, one) => sum + one.taken, 0);
  const lineHeight = (line) => LABEL + Math.max(...line.map((one) => one.h)) + GAP;

  // The largest cells that fit, in as few lines as leave them comfortable.
  function arrange(grids, space) {
    let best = null;
    for (let bits = 0; bits < 1 << (grids.length - 1); bits++) {
      const cell = CELLS.find((size) => {
        if (size > space.cell) return false;
        const found = lines(grids, size, bits);
        const height = found.reduce((sum, line) => sum + lineHeight(line), 0);
        return height <= space.height && found.every((line) => lineWidth(line) <= space.width);
      });
      if (!cell) continue;
      const found = lines(grids, cell, bits);
      const score = Math.min(cell, COMFORTABLE) * (1 - 0.12 * (found.length - 1));
      if (!best || score > best.score) best = { score, cell, lines: found };
    }
    return (
      best ?? { cell: CELLS[CELLS.length - 1], lines: lines(grids, CELLS[CELLS.length - 1], 0) }
    );
  }

  // Boxes with their places: everything that drawing and pointing need.
  function layout(state, numbers, { width = WIDE.width, language = "en" } = {}) {
    const space = width < WIDE.width ? NARROW : WIDE;
    const grids = VIEW[state.view](state, numbers, language).map((grid) => ({
      ...grid,
      words: Math.max(widthOf(grid.label, 12.5), widthOf(grid.note, 11.5)),
    }));
    const arranged = arrange(grids, space);
    const boxes = [];
    let y = 0;
    for (const line of arranged.lines) {
      const height = Math.max(...line.map((one) => one.h));
      let x = 0;
      for (const one of line) {
        const top = y + LABEL + (line.length > 1 ? (height - one.h) / 2 : 0);
        boxes.push({ ...one, x: x + one.sign, y: top, middle: y + LABEL + height / 2 });
        x += one.taken;
      }
      y += lineHeight(line);
    }
    const legend = legendOf(boxes, language, space.width);
    const right = Math.max(...arranged.lines.map(lineWidth), legend.width);
    return { boxes, legend, top: y, width: Math.ceil(right) + 2, height: y + legend.height, space };
  }

  const LEGEND = ["pad", "zero", "floor", "crop", "negative", "bias"];

  function legendOf(boxes, language, width) {
    const kinds = new Set();
    for (const { grid } of boxes)
      if (!grid.entries) eachCell(grid, (r, c) => kinds.add(grid.kind(r, c)));
    const items = [];
    let [x, y, widest] = [0, 0, 0];
    for (const kind of LEGEND.filter((one) => kinds.has(one))) {
      const text = word(language, `legend_${kind}`);
      const taken = 20 + widthOf(text, 12) + 14;
      if (x && x + taken > width) [x, y] = [0, y + 20];
      items.push({ kind, text, x, y });
      x += taken;
      widest = Math.max(widest, x);
    }
    return { items, width: widest, height: items.length ? y + 22 : 0 };
  }

  function eachCell(grid, visit) {
    const [top, left] = grid.origin;
    for (let r = 0; r < grid.rows; r++)
      for (let c = 0; c < grid.columns; c++) visit(r + top, c + left);
  }

  // ---- Drawing

  const short = (value) => Math.round(value * 10) / 10;
  const rectangle = (x, y, w, h) =>
    `M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`;
  const cellBox = (box, [r, c]) => [
    box.x + (c - box.grid.origin[1]) * box.cw,
    box.y + (r - box.grid.origin[0]) * box.ch,
    box.cw,
    box.ch,
  ];
  const path = (name, d) => (d ? `<path class="${name}" d="${d}"/>` : "");
  const text = (name, x, y, words, more = "") =>
    `<text class="${name}" x="${short(x)}" y="${short(y)}"${more}>${escape(words)}</text>`;

  // Fills are drawn in units of cells: whole numbers are written much faster than fractions.
  const inCells = ({ grid }, r, c, length) =>
    `M${c - grid.origin[1]} ${r - grid.origin[0]}h${length}v1h${-length}z`;
  const scaled = ({ x, y, cw, ch }, name, d) =>
    d &&
    `<path class="${name}" transform="translate(${short(x)} ${short(y)}) scale(${cw} ${ch})" d="${d}"/>`;

  // One path for each kind and shade keeps large grids light.
  function backgrounds(box) {
    const { grid } = box;
    let largest = 0;
    eachCell(grid, (r, c) => (largest = Math.max(largest, Math.abs(grid.value(r, c) ?? 0))));
    const paths = new Map();
    const marks = {};
    eachCell(grid, (r, c) => {
      const value = grid.value(r, c);
      const kind = grid.kind(r, c);
      const shade = value ? Math.ceil((SHADES * Math.abs(value)) / largest) : 0;
      const key = `c ${kind} s${shade}`;
      paths.set(key, (paths.get(key) ?? "") + inCells(box, r, c, 1));
      if (HATCH[kind]) marks[kind] = (marks[kind] ?? "") + HATCH[kind](...cellBox(box, [r, c]));
    });
    return (
      [...paths].map(([name, d]) => scaled(box, name, d)).join("") +
      Object.entries(marks)
        .map(([kind, d]) => path(`hatch ${kind}`, d))
        .join("")
    );
  }

  const slash = (x, y, w, h) => `M${short(x)} ${short(y + h)}l${short(w)} ${short(-h)}`;
  const backslash = (x, y, w, h) => `M${short(x)} ${short(y)}l${short(w)} ${short(h)}`;
  const cross = (...place) => slash(...place) + backslash(...place);
  // A corner of the cell, so that the zero in it stays a zero.
  const corner = (x, y, w, h) => slash(x, y, w * 0.32, h * 0.32);
  const farCorner = (x, y, w, h) => slash(x + w * 0.55, y + h * 0.55, w * 0.45, h * 0.45);
  const HATCH = { pad: corner, floor: cross, crop: cross, negative: cross, bias: farCorner };

  // The matrix is mostly empty: draw its entries alone, neighbours in one stroke.
  function entries(box) {
    let d = "";
    box.grid.entries.forEach((row, m) => {
      const columns = row
        .filter((one) => one.value !== 0)
        .map((one) => one.n)
        .sort((a, b) => a - b);
      for (let start = 0; start < columns.length;) {
        let end = start;
        while (columns[end + 1] === columns[end] + 1) end += 1;
        d += inCells(box, m, columns[start], end - start + 1);
        start = end + 1;
      }
    });
    return scaled(box, "c w s3", d);
  }

  function gridLines(box) {
    const { x, y, w, h, cw, ch, grid } = box;
    let d = "";
    if (Math.min(cw, ch) >= 5) {
      for (let c = 1; c < grid.columns; c++) d += `M${short(x + c * cw)} ${short(y)}v${short(h)}`;
      for (let r = 1; r < grid.rows; r++) d += `M${short(x)} ${short(y + r * ch)}h${short(w)}`;
    }
    return path("lines", d) + path("frame", rectangle(x, y, w, h));
  }

  function cellTexts(box) {
    if (Math.min(box.cw, box.ch) < NUMBERS_FROM) return "";
    const font = Math.min(14, box.ch * 0.44);
    let found = "";
    eachCell(box.grid, (r, c) => {
      const kind = box.grid.kind(r, c);
      const value = box.grid.value(r, c);
      if (value === null || kind === "empty") return;
      const [x, y, w, h] = cellBox(box, [r, c]);
      let words = number(value);
      let size = Math.min(font, (w - 6) / (0.6 * words.length));
      if (size < 6) [words, size] = ["…", font];
      const more = size < font ? ` style="font-size:${short(size)}px"` : "";
      const name = kind === "pad" || kind === "zero" ? "n faint" : "n";
      found += text(name, x + w / 2, y + h / 2 + size * 0.36, words, more);
    });
    return `<g style="font-size:${short(font)}px">${found}</g>`;
  }

  function drawBox(box) {
    const { grid } = box;
    const small = box.cw < 5 && grid.entries;
    const role = { x: "x", u: "x", w: "w", m: "w", y: "y" }[grid.of];
    const sign = grid.sign ? text("sign", box.x - SIGN / 2, box.middle + 6, grid.sign) : "";
    return (
      `<g class="grid ${grid.of}">${sign}` +
      text(`label ${role}`, box.x, box.y - 20, grid.label) +
      text("note", box.x, box.y - 6, grid.note) +
      (small || grid.entries ? entries(box) : backgrounds(box)) +
      gridLines(box) +
      cellTexts(box) +
      "</g>"
    );
  }

  function drawLegend({ legend, top }) {
    return legend.items
      .map(({ kind, text: words, x, y }) => {
        const place = [x + 1, top + y + 2, 13, 13];
        const mark = HATCH[kind] ? path(`hatch ${kind}`, HATCH[kind](...place)) : "";
        const box = path(`c ${kind} s0`, rectangle(...place)) + path("frame", rectangle(...place));
        return box + mark + text("legend", x + 20, top + y + 12.5, words);
      })
      .join("");
  }

  // The part that changes when another cell is touched; everything else stays as it is.
  function lit(state, found, pick) {
    const all = links(state, pick);
    return found.boxes.map((box) => litBox(box, all, pick)).join("");
  }

  function litBox(box, all, pick) {
    const { grid } = box;
    const shown = (cell) =>
      Arithmetic.isInside(
        [cell[0] - grid.origin[0], cell[1] - grid.origin[1]],
        [grid.rows, grid.columns],
      );
    const cells = grid.lit(all).filter(shown);
    const role = { x: "x", u: "x", w: "w", m: "w", y: "y" }[grid.of];
    const d = cells.map((cell) => rectangle(...cellBox(box, cell))).join("");
    const main = pick && grid.of === pick.of ? mainCells(box, all, pick) : [];
    return (
      band(box, all) +
      path(`lit ${role}`, d) +
      path(
        `main ${role}`,
        main
          .filter(shown)
          .map((cell) => rectangle(...cellBox(box, cell)))
          .join(""),
      ) +
      corners(box, all, shown)
    );
  }

  // Where the picked cell itself stands in a grid of its kind.
  function mainCells({ grid }, all, pick) {
    const only = { x: [], w: [], y: [], u: [], m: [], [pick.of]: [pick.cell] };
    return grid.lit({ ...all, ...only });
  }

  function band(box, all) {
    const found = box.grid.band?.(all);
    if (!found) return "";
    const row =
      found.row === undefined
        ? ""
        : rectangle(box.x, cellBox(box, [found.row, 0])[1], box.w, box.ch);
    const column =
      found.column === undefined
        ? ""
        : rectangle(cellBox(box, [0, found.column])[0], box.y, box.cw, box.h);
    return path("band", row + column);
  }

  // The weight that meets each cell of the window, small in its corner.
  function corners(box, all, shown) {
    if (!box.grid.corner || box.cw < 24) return "";
    return box.grid
      .corner(all)
      .filter(({ cell, text: words }) => shown(cell) && words.length < 4)
      .map(({ cell, text: words }) => {
        const [x, y, w, h] = cellBox(box, cell);
        return text("tap", x + w - 2, y + h - 2.5, `×${words}`);
      })
      .join("");
  }

  function draw(state, { numbers = compute(state), pick = null, language = "en", width } = {}) {
    const found = layout(state, numbers, { width, language });
    const name = escape(word(language, "figure", { caption: caption(state, language) }));
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" class="conv-svg ${found.space.name}" role="img" aria-label="${name}" ` +
      `viewBox="0 0 ${found.width} ${found.height}" width="${found.width}" height="${found.height}">` +
      found.boxes.map(drawBox).join("") +
      drawLegend(found) +
      `<g class="links">${lit(state, found, pick)}</g></svg>`;
    return { svg, layout: found };
  }

  // Both widths, for a page that does not know its reader's screen; one where they are the same.
  function drawBoth(state, options) {
    const narrow = draw(state, { ...options, width: NARROW.width }).svg;
    const wide = draw(state, { ...options, width: WIDE.width }).svg;
    const alike = (svg) => svg.replace(/conv-svg (narrow|wide)/, "conv-svg");
    return alike(narrow) === alike(wide) ? alike(narrow) : narrow + wide;
  }

  // The cell of a point of the drawing, as { pick, box }; the nearest one within `slack`.
  function cellUnder({ boxes }, x, y, slack = 4) {
    for (const box of boxes) {
      if (x < box.x - slack || y < box.y - slack) continue;
      if (x > box.x + box.w + slack || y > box.y + box.h + slack) continue;
      const clamp = (value, count) => Math.min(Math.max(Math.floor(value), 0), count - 1);
      const r = clamp((y - box.y) / box.ch, box.grid.rows) + box.grid.origin[0];
      const c = clamp((x - box.x) / box.cw, box.grid.columns) + box.grid.origin[1];
      return { box, cell: [r, c], pick: box.grid.pick(r, c), kind: box.grid.kind(r, c) };
    }
    return null;
  }

  // ---- Formulas, as HTML

  const MOST_TERMS = 36;
  const span = (role, html) => `<span class="role-${role}">${html}</span>`;
  const factor = (value) => (value < 0 ? `(${number(value)})` : number(value));
  const index = (state, [r, c]) =>
    state.i[0] === 1 && state.k[0] === 1 ? number(c) : `${number(r)},${number(c)}`;
  const named = (role, letter, where) => span(role, `${letter}<sub>${where}</sub>`);
  const product = (state, n, t) =>
    `${span("input", factor(state.x[n[0]][n[1]]))}·${span("kernel", factor(state.w[t[0]][t[1]]))}`;

  function joined(terms, language, sign) {
    const shown = terms.slice(0, MOST_TERMS).join(sign);
    const rest = terms.length - MOST_TERMS;
    return rest > 0 ? `${shown} ${word(language, "and_more", { count: rest })}` : shown;
  }

  // The formula of a cell with its numbers in it.
  function formula(state, numbers, pick, language) {
    return pick ? FORMULA[pick.of](state, numbers, pick.cell, language) : word(language, "nothing");
  }

  const FORMULA = {
    y(state, numbers, m, language) {
      const all = Arithmetic.readsOf(state, m);
      const met = all.filter((read) => read.n);
      const name = named("output", "y", index(state, m));
      const value = met.reduce(
        (sum, { n, t }) => sum + state.x[n[0]][n[1]] * state.w[t[0]][t[1]],
        0,
      );
      const result = span("output", `<strong>${number(value)}</strong>`);
      const outside = Arithmetic.isInside(m, numbers.o)
        ? ""
        : word(language, "comma") + word(language, "cropped");
      if (!met.length) return word(language, "no_terms", { name, value: result }) + outside;
      const terms = met.map(({ n, t }) => product(state, n, t));
      const zeros = all.length - met.length;
      const note =
        zeros && state.view === "slide"
          ? ` <small>${word(language, "zero_taps", { count: zeros, all: all.length })}</small>`
          : "";
      return `${name} = ${joined(terms, language, " + ")} = ${result}${outside}${note}`;
    },
    x(state, numbers, n, language) {
      const name = named("input", "x", index(state, n));
      const value = state.x[n[0]][n[1]];
      const terms = Arithmetic.writesOf(state, n).map(({ t, m }) => {
        const to = Arithmetic.isInside(m, numbers.o)
          ? named("output", "y", index(state, m))
          : span("dropped", "✕");
        return `${product(state, n, t)} → ${to}`;
      });
      const goes = terms.length ? joined(terms, language, ", ") : word(language, "nowhere");
      return `${name} = ${span("input", `<strong>${number(value)}</strong>`)}${word(language, "colon")}${goes}`;
    },
    w(state, numbers, t, language) {
      const name = named("kernel", "w", index(state, t));
      const terms = [];
      for (let r = 0; r < state.i[0]; r++)
        for (let c = 0; c < state.i[1]; c++)
          for (const m of writesThrough(state, [r, c], t))
            if (Arithmetic.isInside(m, numbers.o))
              terms.push(`${product(state, [r, c], t)} → ${named("output", "y", index(state, m))}`);
      const goes = terms.length ? joined(terms, language, ", ") : word(language, "nowhere");
      const value = span("kernel", `<strong>${number(state.w[t[0]][t[1]])}</strong>`);
      return `${name} = ${value}${word(language, "colon")}${goes}`;
    },
    u(state, numbers, u, language) {
      const grid = slidGrid(state, language);
      const kind = grid.kind(...u);
      if (kind === "floor") return word(language, "drop_floor");
      if (kind === "negative") return word(language, "drop_negative");
      const cells = links(state, { of: "u", cell: u }).y.map((m) =>
        named("output", "y", index(state, m)),
      );
      const goes = cells.length ? joined(cells, language, ", ") : word(language, "nowhere");
      const zero = span(
        "padding",
        `${word(language, "is_zero")} <small>${word(language, `legend_${kind}`)}</small>`,
      );
      return `${zero} → ${goes}`;
    },
    m(state, numbers, [row, column], language) {
      const { x, w, y } = links(state, { of: "m", cell: [row, column] });
      const entry = word(language, "entry", { m: row, n: column });
      const name = named("output", "y", index(state, y[0]));
      const from = named("input", "x", index(state, x[0]));
      if (!w.length)
        return `${entry}${word(language, "colon")}0${word(language, "comma")}${from} ↛ ${name}`;
      const tap = named("kernel", "w", index(state, w[0]));
      const value = span("kernel", `<strong>${number(state.w[w[0][0]][w[0][1]])}</strong>`);
      return `${entry}${word(language, "colon")}${tap} = ${value}${word(language, "comma")}${product(state, x[0], w[0])} → ${name}`;
    },
  };

  return {
    NARROW,
    WIDE,
    word,
    number,
    escape,
    pairText,
    sizeText,
    primes,
    caption,
    compute,
    steps,
    cellAt,
    layout,
    lit,
    draw,
    drawBoth,
    cellUnder,
    formula,
  };
})();
