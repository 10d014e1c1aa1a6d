// <conv-explorer>: the figure with its controls. The first half writes HTML and runs at build too, so
// that the page holds the finished first frame; the second half makes it answer.

const Explorer = (() => {
  const { escape, word, number } = Figure;
  const SPEEDS = [0.5, 1, 2, 4];
  const TAKE = ["code_pytorch", "code_numpy", "array_numpy", "array_pytorch", "array_latex"];
  const PRESETS = {
    preset_article: /^article/,
    preset_direct: /^(?!.*(transposed|checker|output|negative|article))/,
    preset_transposed: /^(?!article).*transposed$/,
    preset_special: /^(checker|output|negative)/,
  };

  // The middle of the output: a cell that most of the kernel reaches.
  const middle = (state) => ({
    of: "y",
    cell: Arithmetic.sizes(state).map((size) => Math.floor((size - 1) / 2)),
  });

  const button = (action, label, more = "") =>
    `<button type="button" data-do="${action}" ${more}>${escape(label)}</button>`;

  function choice(language, name, values, chosen) {
    const all = values.map((value) =>
      button(
        name,
        word(language, value),
        `data-value="${value}" aria-pressed="${value === chosen}"`,
      ),
    );
    return `<div class="choice" role="group" aria-label="${word(language, name === "mode" ? "operation" : "view")}">${all.join("")}</div>`;
  }

  function presets(language, chosen) {
    const option = (name) =>
      `<option value="${name}"${name === chosen ? " selected" : ""}>${word(language, name)}</option>`;
    const groups = Object.entries(PRESETS).map(([group, pattern]) => {
      const names = Arithmetic.CASES.map((one) => one.name).filter((name) => pattern.test(name));
      return `<optgroup label="${word(language, group)}">${names.map(option).join("")}</optgroup>`;
    });
    const none = `<option value=""${chosen ? "" : " selected"}>${word(language, "preset_none")}</option>`;
    return `<label class="preset"><span>${word(language, "preset")}</span> <select data-change="preset">${none}${groups.join("")}</select></label>`;
  }

  // The name of the case that this state is, whatever its view.
  const plain = ({ mode, i, k, s, p, d, op, x, w }) =>
    JSON.stringify([mode, i, k, s, p, d, op, x, w]);
  const known = new Map();

  function presetOf(state) {
    if (!known.size)
      for (const { name } of Arithmetic.CASES) known.set(plain(Arithmetic.caseNamed(name)), name);
    return known.get(plain(state)) ?? "";
  }

  function slider(state, language, name, axes) {
    const [low, high] = Arithmetic.range(state, name, axes);
    const value = state[name][axes[0]];
    const which = axes.length > 1 ? "" : `, ${word(language, axes[0] ? "columns" : "rows")}`;
    const label = `${word(language, name)}${which}`;
    const fixed = low === high ? " disabled" : "";
    return (
      `<input type="range" data-parameter="${name}" data-axes="${axes.join()}" min="${low}" max="${high}" ` +
      `step="1" value="${value}"${fixed} aria-label="${label}"><output>${value}</output>`
    );
  }

  function parameters(state, language, apart) {
    return Arithmetic.PARAMETERS.map((name) => {
      const hidden = name === "op" && state.mode === "conv" ? " hidden" : "";
      const axes = apart ? [[0], [1]] : [[0, 1]];
      const sliders = axes.map(
        (one) => `<span class="slide">${slider(state, language, name, one)}</span>`,
      );
      return `<div class="parameter"${hidden}><span class="name"><i>${name}</i> ${word(language, name)}</span>${sliders.join("")}</div>`;
    }).join("");
  }

  // The size formula along each axis, with the numbers in it; one line where both axes are alike.
  function sizes(state, language) {
    const axes = [0, 1].map((a) => Arithmetic.axis(state, a));
    const alike = JSON.stringify(axes[0]) === JSON.stringify(axes[1]);
    const conv = state.mode === "conv";
    const general = conv
      ? "<i>o</i> = ⌊(<i>i</i> + 2<i>p</i> − <i>d</i>(<i>k</i> − 1) − 1) / <i>s</i>⌋ + 1"
      : "<i>o</i> = (<i>i</i> − 1)<i>s</i> − 2<i>p</i> + <i>d</i>(<i>k</i> − 1) + <i>op</i> + 1";
    const label = (a) =>
      alike ? "" : `<small>${word(language, a ? "columns_of" : "rows_of")}</small> `;
    const shown = (alike ? [0] : [0, 1]).map((a) => ({ a, one: axes[a] }));
    const lines = shown.map(({ a, one }) => `${label(a)}${sizeLine(conv, one)}`);
    const found = [
      `<p><b>${word(language, "size")}</b> ${general}</p>`,
      ...lines.map((line) => `<p class="numbers">${line}</p>`),
    ];
    if (!conv) {
      const prime = shown.map(({ a, one }) => `${label(a)}${primeLine(one, language)}`);
      found.push(
        `<p><b>${word(language, "prime")}</b> <i>p′</i> = <i>d</i>(<i>k</i> − 1) − <i>p</i></p>`,
        ...prime.map((line) => `<p class="numbers">${line}</p>`),
      );
    }
    return found
      .concat(remarks(state, language).map((line) => `<p class="remark">${line}</p>`))
      .join("");
  }

  function sizeLine(conv, { i, k, s, p, d, op }) {
    const o = `<strong class="role-output">${Arithmetic.outputSize(conv ? "conv" : "transposed", { i, k, s, p, d, op })}</strong>`;
    return conv
      ? `⌊(${i} + 2·${p} − ${d}·(${k} − 1) − 1) / ${s}⌋ + 1 = ${o}`
      : `(${i} − 1)·${s} − 2·${p} + ${d}·(${k} − 1) + ${op} + 1 = ${o}`;
  }

  function primeLine({ k, p, d }, language) {
    const prime = Arithmetic.equivalentPadding(k, p, d);
    const crops =
      prime < 0 ? ` <span class="role-dropped">${word(language, "prime_crops")}</span>` : "";
    return `${d}·(${k} − 1) − ${p} = <strong>${number(prime)}</strong>${crops}`;
  }

  function remarks(state, language) {
    const axes = [0, 1].map((a) => Arithmetic.axis(state, a));
    if (state.mode === "conv") {
      const [rows, columns] = axes.map(Arithmetic.unreached);
      return rows || columns ? [word(language, "floor_drops", { rows, columns })] : [];
    }
    const alike = state.op[0] === state.op[1] && state.p[0] === state.p[1];
    const named = alike
      ? [{ one: axes[0], axis: "both_axes" }]
      : axes.map((one, a) => ({ one, axis: a ? "columns_of" : "rows_of" }));
    return named
      .filter(({ one }) => one.op > 0)
      .map(({ one: { op, p }, axis }) => {
        const [real, bias] = [Math.min(op, p), Math.max(op - p, 0)];
        return word(language, "real_rows", { op, real, bias, axis: word(language, axis) });
      });
  }

  function transport(state, language) {
    const all = Figure.steps(state);
    const icon = (action, label, sign) =>
      `<button type="button" data-do="${action}" aria-label="${word(language, label)}" title="${word(language, label)}">${sign}</button>`;
    const speeds = SPEEDS.map(
      (one) => `<option value="${one}"${one === 1 ? " selected" : ""}>${one}×</option>`,
    );
    return (
      icon("first", "first", "«") +
      icon("back", "back", "‹") +
      icon("play", "play", "▶\uFE0E") +
      icon("forward", "forward", "›") +
      icon("last", "last", "»") +
      `<input type="range" data-scrub min="0" max="${all}" value="${all}" aria-label="${word(language, "scrub")}">` +
      `<output class="count">${word(language, "step_of", { n: all, of: all })}</output>` +
      `<label>${word(language, "speed")} <select data-change="speed">${speeds.join("")}</select></label>`
    );
  }

  const lines = (array) => array.map((row) => row.join(" ")).join("\n");

  function values(state, language) {
    const area = (name) =>
      `<label>${word(language, `values_${name}`)}<textarea data-values="${name}" rows="4" spellcheck="false" autocomplete="off">${lines(state[name])}</textarea></label>` +
      `<div class="fill"><span>${word(language, "fill")}</span>${["count", "ones", "random"]
        .map((kind) =>
          button("fill", word(language, `fill_${kind}`), `data-value="${name},${kind}"`),
        )
        .join("")}</div>`;
    return `<summary>${word(language, "values")}</summary><div class="columns"><div>${area("x")}</div><div>${area("w")}</div></div><p class="wrong" role="alert"></p>`;
  }

  function taken(state, kind) {
    if (kind === "code_pytorch") return Arithmetic.pytorchCode(state);
    if (kind === "code_numpy") return Arithmetic.numpyCode(state);
    return Arithmetic.arrays(state, kind.replace("array_", ""));
  }

  function take(state, language) {
    const kinds = TAKE.map((kind, index) =>
      button("take", word(language, kind), `data-value="${kind}" aria-pressed="${index === 0}"`),
    );
    const saves = ["copy", "save_svg", "save_png"].map((action) =>
      button(action, word(language, action)),
    );
    return `<summary>${word(language, "take")}</summary><div class="choice" role="group" aria-label="${word(language, "take")}">${kinds.join("")}</div><pre tabindex="0">${escape(taken(state, TAKE[0]))}</pre><div class="saves">${saves.join("")}</div>`;
  }

  const viewText = (state, language) =>
    word(language, state.view === "stamp" ? "view_stamp" : `view_${state.view}_${state.mode}`);

  const allNotes = (notes, language) =>
    notes.map((one) => escape(word(language, `note_${one.key}`, one))).join("<br>");

  // Everything inside the element. `width` is null at build, where both widths are drawn.
  function markup(state, { language, share = false, notes = [] }) {
    const numbers = Figure.compute(state);
    const pick = middle(state);
    const apart = Arithmetic.PARAMETERS.some((name) => state[name][0] !== state[name][1]);
    return (
      `<div class="bar">${choice(language, "mode", ["conv", "transposed"], state.mode)}` +
      `<div class="views">${choice(language, "view", Arithmetic.VIEWS[state.mode], state.view)}</div>${presets(language, presetOf(state))}</div>` +
      `<p class="notes" role="status"${notes.length ? "" : " hidden"}>${allNotes(notes, language)}</p>` +
      `<figure class="conv-figure"><div class="stage">${Figure.drawBoth(state, { numbers, pick, language })}</div>` +
      `<figcaption><span class="about">${viewText(state, language)}</span><span class="caption">${Figure.caption(state, language)}</span></figcaption></figure>` +
      `<div class="readout"><p class="formula">${Figure.formula(state, numbers, pick, language)}</p>` +
      `<label class="edit" hidden>${word(language, "value_of")} <input type="number" data-edit step="any"></label>` +
      `${button("pin", word(language, "pin"), 'aria-pressed="false"')}</div>` +
      `<div class="transport">${transport(state, language)}</div>` +
      `<div class="parameters">${parameters(state, language, apart)}</div>` +
      `<label class="apart"><input type="checkbox" data-change="apart"${apart ? " checked" : ""}> ${word(language, "apart")}</label>` +
      `<div class="sizes">${sizes(state, language)}</div>` +
      `<details class="values">${values(state, language)}</details>` +
      `<details class="take"${share ? " open" : ""}>${take(state, language)}</details>` +
      `<p class="hint">${word(language, "hint")}</p><div class="live" aria-live="polite"></div>`
    );
  }

  // The element with its attributes, for the build.
  function element(given, { language, share = false }) {
    const { state } = Arithmetic.legal(given);
    const attributes = Object.entries(Arithmetic.words(state)).map(
      ([name, value]) => `${name}="${value}"`,
    );
    return `<conv-explorer ${attributes.join(" ")}${share ? " share" : ""} data-search-exclude>${markup(state, { language, share })}</conv-explorer>`;
  }

  return {
    SPEEDS,
    middle,
    choice,
    presetOf,
    parameters,
    sizes,
    lines,
    taken,
    viewText,
    notes: allNotes,
    markup,
    element,
  };
})();

if (typeof customElements !== "undefined") {
  const WORDS = ["mode", ...Arithmetic.PARAMETERS, "x", "w", "view"];
  const STEP_MS = 700;

  class ConvExplorer extends HTMLElement {
    static observedAttributes = WORDS;

    connectedCallback() {
      if (this.ready) return;
      this.language = (this.closest("[lang]")?.lang ?? "en").startsWith("zh") ? "zh" : "en";
      const given = this.given();
      const { state, notes } = Arithmetic.legal(given);
      this.now = state;
      this.notes = notes;
      this.at = null; // how many steps are done; null when all are
      this.pinned = null;
      this.hovered = null;
      this.rest = Explorer.middle(state);
      this.speed = 1;
      this.kind = "code_pytorch";
      if (!this.querySelector(".stage") || JSON.stringify(given) !== JSON.stringify(this.words()))
        this.innerHTML = Explorer.markup(state, {
          language: this.language,
          share: this.shares,
          notes,
        });
      this.apart = this.part('[data-change="apart"]').checked;
      this.stage = this.part(".stage");
      this.stage.tabIndex = 0;
      this.stage.setAttribute("role", "application");
      this.stage.setAttribute("aria-label", Figure.word(this.language, "hint"));
      this.listen();
      this.ready = true;
      this.width = this.stageWidth; // read once: asking again after a change makes the browser lay out
      this.draw();
      if (this.shares && location.search) this.tellOtherLanguages();
    }

    disconnectedCallback() {
      this.pause();
      this.resizes?.disconnect();
      this.ready = false;
    }

    attributeChangedCallback(name, old, value) {
      if (this.ready && old !== value) this.apply(this.words(), true);
    }

    // ---- What scripts can read and set

    get state() {
      return structuredClone(this.now);
    }

    set state(given) {
      this.apply({ ...given }, true);
    }

    get output() {
      return Arithmetic.output(this.now);
    }

    // ---- Where the state comes from

    get shares() {
      return this.hasAttribute("share");
    }

    words() {
      const found = {};
      for (const name of WORDS) if (this.hasAttribute(name)) found[name] = this.getAttribute(name);
      return found;
    }

    // The link's words, if it has any, else the attributes'.
    given() {
      const link = new URLSearchParams(this.shares ? location.search : "");
      const found = {};
      for (const name of WORDS) if (link.has(name)) found[name] = link.get(name);
      return Object.keys(found).length ? found : this.words();
    }

    apply(given, isNew) {
      const { state, notes } = Arithmetic.legal(given);
      this.replace(state, notes);
      if (isNew) this.rest = Explorer.middle(state);
    }

    change(changes) {
      this.replace(Arithmetic.changed(this.now, changes), []);
    }

    replace(state, notes) {
      const same = state.mode === this.now.mode && state.view === this.now.view;
      this.now = state;
      this.notes = notes;
      if (!same) this.pause();
      this.at = null;
      this.keepPicks();
      this.draw();
      this.later();
    }

    // A picked cell stays picked while it exists.
    keepPicks() {
      const o = Arithmetic.sizes(this.now);
      const size = { x: this.now.i, w: this.now.k, y: o };
      const exists = (pick) =>
        pick && size[pick.of] && Arithmetic.isInside(pick.cell, size[pick.of]);
      if (!exists(this.pinned)) this.pinned = null;
      if (!exists(this.rest)) this.rest = Explorer.middle(this.now);
      this.hovered = null;
    }

    get pick() {
      return this.hovered ?? this.pinned ?? this.rest;
    }

    // ---- Drawing

    part(selector) {
      return this.querySelector(selector);
    }

    get stageWidth() {
      return this.stage.clientWidth >= Figure.WIDE.width ? Figure.WIDE.width : Figure.NARROW.width;
    }

    draw() {
      this.drawFigure();
      this.drawControls();
    }

    drawFigure() {
      const { now: state, language, at } = this;
      this.numbers = Figure.compute(state, at);
      const { numbers, pick, width } = this;
      const { svg, layout } = Figure.draw(state, { numbers, pick, language, width });
      this.stage.innerHTML = svg;
      this.layout = layout;
      this.part(".about").textContent = Explorer.viewText(state, language);
      this.part(".caption").textContent = Figure.caption(state, language);
      this.drawReadout();
      this.drawTransport();
    }

    // What a touch changes: the lit cells and the formula, and nothing else.
    drawPick() {
      this.part(".links").innerHTML = Figure.lit(this.now, this.layout, this.pick);
      this.drawReadout();
    }

    drawReadout() {
      const { now: state, pick, language } = this;
      const formula = this.part(".formula");
      const html = Figure.formula(state, this.numbers, pick, language);
      if (html !== this.shownFormula) formula.innerHTML = this.shownFormula = html;
      const pin = this.part('[data-do="pin"]');
      pin.setAttribute("aria-pressed", String(Boolean(this.pinned)));
      pin.textContent = Figure.word(language, this.pinned ? "pinned" : "pin");
      this.drawEdit();
    }

    // The field for one value: there while a cell of the input or the kernel is pinned.
    drawEdit() {
      const { pinned, now: state } = this;
      const values = pinned && { x: state.x, w: state.w }[pinned.of];
      const field = this.part("[data-edit]");
      field.parentElement.hidden = !values;
      if (!values) return;
      const value = String(values[pinned.cell[0]][pinned.cell[1]]);
      if (document.activeElement !== field || Number(field.value) !== Number(value))
        field.value = value;
    }

    drawTransport() {
      const all = Figure.steps(this.now);
      const n = this.at ?? all;
      const scrub = this.part("[data-scrub]");
      scrub.max = all;
      scrub.value = n;
      this.part(".count").textContent = Figure.word(this.language, "step_of", { n, of: all });
      const play = this.part('[data-do="play"]');
      const label = Figure.word(this.language, this.timer ? "pause" : "play");
      play.textContent = this.timer ? "❚❚" : "▶\uFE0E";
      play.setAttribute("aria-label", label);
      play.title = label;
    }

    drawControls() {
      const { now: state, language } = this;
      for (const name of ["mode", "view"]) this.drawChoice(name);
      this.drawSliders();
      this.part(".sizes").innerHTML = Explorer.sizes(state, language);
      this.part('[data-change="preset"]').value = Explorer.presetOf(state);
      const notes = this.part(".notes");
      notes.hidden = !this.notes.length;
      notes.innerHTML = Explorer.notes(this.notes, language);
      this.drawValues();
      this.drawTaken();
    }

    drawChoice(name) {
      const shown = this.querySelectorAll(`[data-do="${name}"]`);
      const wanted =
        name === "mode" ? Object.keys(Arithmetic.VIEWS) : Arithmetic.VIEWS[this.now.mode];
      if (shown.length !== wanted.length) {
        this.part(".views").innerHTML = Explorer.choice(
          this.language,
          name,
          wanted,
          this.now[name],
        );
        return;
      }
      for (const one of shown)
        one.setAttribute("aria-pressed", String(one.dataset.value === this.now[name]));
    }

    drawSliders() {
      const { now: state } = this;
      const unequal = Arithmetic.PARAMETERS.some((name) => state[name][0] !== state[name][1]);
      if (unequal && !this.apart) this.setApart(true);
      for (const slider of this.querySelectorAll("[data-parameter]")) {
        const name = slider.dataset.parameter;
        const axes = slider.dataset.axes.split(",").map(Number);
        const [low, high] = Arithmetic.range(state, name, axes);
        slider.min = low;
        slider.max = high;
        slider.value = state[name][axes[0]];
        slider.disabled = low === high;
        slider.nextElementSibling.value = state[name][axes[0]];
        slider.closest(".parameter").hidden = name === "op" && state.mode === "conv";
      }
    }

    setApart(apart) {
      this.apart = apart;
      this.part('[data-change="apart"]').checked = apart;
      this.part(".parameters").innerHTML = Explorer.parameters(this.now, this.language, apart);
    }

    drawValues() {
      if (!this.part("details.values").open) return;
      for (const area of this.querySelectorAll("[data-values]"))
        if (document.activeElement !== area)
          area.value = Explorer.lines(this.now[area.dataset.values]);
      this.part(".wrong").textContent = "";
    }

    drawTaken() {
      if (!this.part("details.take").open) return;
      this.part(".take pre").textContent = Explorer.taken(this.now, this.kind);
      for (const one of this.querySelectorAll('[data-do="take"]'))
        one.setAttribute("aria-pressed", String(one.dataset.value === this.kind));
    }

    // What can wait until the reader pauses: the link, and the words for screen readers.
    later() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => {
        if (!this.isConnected) return;
        this.share();
        this.sayState();
      }, 250);
    }

    share() {
      if (!this.shares) return;
      const query = `?${Arithmetic.query(this.now)}`;
      if (location.search !== query) history.replaceState(history.state, "", query + location.hash);
      this.tellOtherLanguages();
    }

    tellOtherLanguages() {
      for (const link of document.querySelectorAll("a[hreflang]"))
        link.search = `?${Arithmetic.query(this.now)}`;
    }

    say(text) {
      this.part(".live").textContent = text;
    }

    sayState() {
      const { now: state, language } = this;
      const o = Figure.sizeText(Arithmetic.sizes(state));
      const prime = Figure.pairText(Figure.primes(state));
      this.say(Figure.word(language, state.mode === "conv" ? "said_conv" : "said", { o, prime }));
    }

    // ---- Answering

    listen() {
      if (!this.listens) {
        this.addEventListener("click", (event) => this.onClick(event));
        this.addEventListener("input", (event) => this.onInput(event));
        this.addEventListener("change", (event) => this.onChange(event));
        this.addEventListener("toggle", () => this.drawControls(), true);
        this.listens = true;
      }
      this.stage.addEventListener("pointerdown", (event) => this.onPoint(event));
      this.stage.addEventListener("pointermove", (event) => this.onPoint(event));
      this.stage.addEventListener("pointerleave", (event) => this.onLeave(event));
      this.stage.addEventListener("click", (event) => this.onCell(event));
      this.stage.addEventListener("keydown", (event) => this.onKey(event));
      this.resizes = new ResizeObserver(() => {
        if (this.stageWidth === this.width) return;
        this.width = this.stageWidth;
        this.drawFigure();
      });
      this.resizes.observe(this.stage);
    }

    under(event) {
      const box = this.part(".stage svg").getBoundingClientRect();
      const scale = this.layout.width / box.width;
      const x = (event.clientX - box.left) * scale;
      const y = (event.clientY - box.top) * scale;
      return Figure.cellUnder(this.layout, x, y);
    }

    onPoint(event) {
      const found = this.under(event);
      this.stage.classList.toggle("over", Boolean(found));
      if (!found && event.pointerType === "mouse") return this.onLeave(event);
      if (found && JSON.stringify(found.pick) !== JSON.stringify(this.hovered)) {
        this.hovered = found.pick;
        this.drawPick();
      }
      return undefined;
    }

    // A finger that goes leaves its cell lit; a mouse that goes gives way to the pinned cell.
    onLeave(event) {
      if (!this.hovered || event.pointerType !== "mouse") return;
      this.hovered = null;
      this.drawPick();
    }

    onCell(event) {
      const found = this.under(event);
      if (found) this.togglePin(found.pick);
      else this.unpin();
    }

    togglePin(pick) {
      const again = JSON.stringify(this.pinned) === JSON.stringify(pick);
      this.pinned = again ? null : pick;
      this.rest = pick;
      this.hovered = null;
      this.drawPick();
      this.say(this.part(".formula").textContent);
    }

    unpin() {
      this.pinned = null;
      this.drawPick();
    }

    onKey(event) {
      const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (move[event.key]) this.movePick(...move[event.key]);
      else if (event.key === "PageDown") this.turnGrid(1);
      else if (event.key === "PageUp") this.turnGrid(-1);
      else if (event.key === "Enter" || event.key === " ") this.togglePin(this.pick ?? this.rest);
      else if (event.key === "Escape") this.unpin();
      else return;
      event.preventDefault();
    }

    // The grid and the place of the picked cell; of the last grid where it shows.
    whereIs(pick) {
      const wanted = JSON.stringify(pick);
      const order = [...this.layout.boxes].reverse();
      const near = (box) => box.grid.of === pick.of || (box.grid.of === "u" && pick.of === "x");
      for (const box of order.filter(near)) {
        const [top, left] = box.grid.origin;
        for (let r = top; r < top + box.grid.rows; r++)
          for (let c = left; c < left + box.grid.columns; c++)
            if (JSON.stringify(box.grid.pick(r, c)) === wanted) return { box, cell: [r, c] };
      }
      const box = this.layout.boxes[this.layout.boxes.length - 1];
      return { box, cell: box.grid.origin };
    }

    movePick(down, right) {
      const { box, cell } = this.whereIs(this.pick ?? this.rest);
      const { origin, rows, columns } = box.grid;
      const clamp = (value, start, count) => Math.min(Math.max(value, start), start + count - 1);
      const r = clamp(cell[0] + down, origin[0], rows);
      const c = clamp(cell[1] + right, origin[1], columns);
      this.land(box.grid.pick(r, c));
    }

    turnGrid(by) {
      const { boxes } = this.layout;
      const old = boxes.indexOf(this.whereIs(this.pick ?? this.rest).box);
      const { grid } = boxes[(old + by + boxes.length) % boxes.length];
      this.land(grid.pick(...grid.origin));
    }

    land(pick) {
      this.hovered = null;
      if (this.pinned) this.pinned = pick;
      this.rest = pick;
      this.drawPick();
      this.say(this.part(".formula").textContent);
    }

    onClick(event) {
      const target = event.target.closest("[data-do]");
      if (!target) return;
      const { do: action, value } = target.dataset;
      const all = Figure.steps(this.now);
      const at = this.at ?? all;
      const actions = {
        mode: () => this.change({ mode: value }),
        view: () => this.change({ view: value }),
        pin: () => (this.pinned ? this.unpin() : this.togglePin(this.pick ?? this.rest)),
        first: () => this.goTo(0),
        back: () => this.goTo(at - 1),
        forward: () => this.goTo(this.at === null ? 1 : at + 1),
        last: () => this.goTo(all),
        play: () => (this.timer ? this.pause() : this.play()),
        fill: () => this.fill(...value.split(",")),
        take: () => {
          this.kind = value;
          this.drawTaken();
        },
        copy: () => this.copy(target),
        save_svg: () => this.saveSvg(),
        save_png: () => this.savePng(),
      };
      if (["first", "back", "forward", "last"].includes(action)) this.pause();
      actions[action]?.();
    }

    onInput(event) {
      const { target } = event;
      if (target.dataset.parameter) this.setParameter(target);
      else if (target.dataset.values) this.readValues(target);
      else if (target.matches("[data-scrub]")) {
        const step = Number(target.value); // pausing draws the old step
        this.pause();
        this.goTo(step);
      } else if (target.matches("[data-edit]")) this.edit(target);
    }

    onChange(event) {
      const { change } = event.target.dataset;
      const { value, checked } = event.target;
      if (change === "preset" && value) this.apply(Arithmetic.caseNamed(value), true);
      if (change === "speed") this.setSpeed(Number(value));
      if (change === "apart") this.join(checked);
    }

    setParameter(slider) {
      const name = slider.dataset.parameter;
      const pair = [...this.now[name]];
      for (const a of slider.dataset.axes.split(",")) pair[a] = Number(slider.value);
      this.change({ [name]: pair });
    }

    // Bringing rows and columns together makes the rows like the columns.
    join(apart) {
      this.setApart(apart);
      if (apart) return;
      const names = Arithmetic.PARAMETERS;
      this.change(
        Object.fromEntries(names.map((name) => [name, [this.now[name][1], this.now[name][1]]])),
      );
    }

    readValues(area) {
      const name = area.dataset.values;
      const { state, notes } = Arithmetic.legal(this.withValues(name, area.value));
      const wrong = notes.some((one) => one.name === name);
      this.part(".wrong").textContent = wrong ? Figure.word(this.language, "note_edit") : "";
      if (!wrong) this.replace(state, []);
    }

    withValues(name, given) {
      const size = name === "x" ? "i" : "k";
      return { ...this.now, [name]: given, [size]: undefined };
    }

    edit(field) {
      const { pinned } = this;
      if (field.value === "" || !pinned) return;
      const array = structuredClone(this.now[pinned.of]);
      array[pinned.cell[0]][pinned.cell[1]] = Number(field.value);
      const { state, notes } = Arithmetic.legal(this.withValues(pinned.of, array));
      if (!notes.length) this.replace(state, []);
    }

    fill(name, kind) {
      const draw = () => Math.floor(Math.random() * 19) - 9;
      const columns = this.now[name][0].length;
      const value = { count: (r, c) => r * columns + c + 1, ones: () => 1, random: draw }[kind];
      this.change({ [name]: this.now[name].map((row, r) => row.map((_, c) => value(r, c))) });
    }

    // ---- Steps

    goTo(step) {
      const all = Figure.steps(this.now);
      const at = Math.min(Math.max(step, 0), all);
      this.at = at === all ? null : at;
      this.hovered = null;
      this.pinned = null;
      this.rest = Figure.cellAt(this.now, at);
      this.drawFigure();
      if (!this.timer) this.say(this.part(".formula").textContent);
    }

    play() {
      if (this.at === null) this.goTo(0);
      this.setSpeed(this.speed, true);
      this.drawTransport();
    }

    pause() {
      clearInterval(this.timer);
      this.timer = null;
      if (this.ready) this.drawTransport();
    }

    setSpeed(speed, start = Boolean(this.timer)) {
      this.speed = speed;
      clearInterval(this.timer);
      this.timer = start ? setInterval(() => this.tick(), STEP_MS / speed) : null;
    }

    tick() {
      const all = Figure.steps(this.now);
      this.goTo((this.at ?? all) + 1);
      if (this.at === null) this.pause();
    }

    // ---- Taking things away

    async copy(target) {
      const text = this.part(".take pre").textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        getSelection().selectAllChildren(this.part(".take pre"));
        document.execCommand("copy");
      }
      target.textContent = Figure.word(this.language, "copied");
      this.say(target.textContent);
      setTimeout(() => (target.textContent = Figure.word(this.language, "copy")), 1500);
    }

    // The drawing as a file of its own: what the style sheet says is written into it.
    svgFile() {
      const shown = this.part(".stage svg");
      const copy = shown.cloneNode(true);
      const styles = [
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "opacity",
      ];
      const fonts = ["font-family", "font-size", "font-weight", "text-anchor"];
      const originals = shown.querySelectorAll("*");
      copy.querySelectorAll("*").forEach((element, index) => {
        const style = getComputedStyle(originals[index]);
        const names = element.localName === "text" ? [...styles, ...fonts] : styles;
        element.removeAttribute("style");
        for (const name of names) element.setAttribute(name, style.getPropertyValue(name));
        if (style.display === "none") element.remove();
      });
      const ground = getComputedStyle(document.body).backgroundColor;
      const sheet = `<rect width="100%" height="100%" fill="${ground}"/>`;
      copy.insertAdjacentHTML("afterbegin", sheet);
      return new XMLSerializer().serializeToString(copy);
    }

    saveSvg() {
      this.save(new Blob([this.svgFile()], { type: "image/svg+xml" }), "svg");
    }

    async savePng() {
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(this.svgFile())}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = this.layout.width * 2;
      canvas.height = this.layout.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => this.save(blob, "png"));
    }

    save(blob, ending) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${this.now.mode}-${this.now.view}.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  customElements.define("conv-explorer", ConvExplorer);
}
