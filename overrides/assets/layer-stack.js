/* <layer-stack>: paste PyTorch layers and an input shape, read a table.
 *
 * Properties `code` and `input` can be set, `rows` can be read:
 * [{layer, path, shape, receptiveField, jump, parameters, macs, memory, error, fixes, line, column}].
 * The functions that make the HTML are plain and are also called by the build, so that the first
 * table is in the page before this script runs.
 */
"use strict";

(function () {
  const { analyse, edited, python, words: WORDS } = globalThis.Layers;
  const COLUMNS = ["shape", "receptiveField", "jump", "parameters", "macs", "memory"];
  const TYPING = 200; // milliseconds of rest before the table follows the keyboard
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

  // Words and numbers ------------------------------------------------------------------------------

  /** A sentence of the words, with its values put in. */
  function say(words, key, values) {
    return words[key].replace(/\{(\w+)\}/g, (all, name) =>
      name === "axis" ? words[values.axis] : (values[name] ?? all),
    );
  }

  /** Text whose `code` becomes an element. */
  const marked = (text) => escape(text).replace(/`([^`]*)`/g, "<code>$1</code>");
  const plain = (text) => text.replace(/`/g, "");
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const sizes = (shape) => shape.join("×");

  /** A jump such as 0.5 as 1/2, where it is a fraction of small numbers. */
  function fraction(number) {
    if (Number.isInteger(number)) return grouped(number);
    for (let under = 2; under <= 1024; under += 1) {
      const over = Math.round(number * under);
      if (over && Math.abs(over / under - number) < 1e-9) return `${over}/${under}`;
    }
    return number.toPrecision(4);
  }

  function perAxis(value, form) {
    if (value === null) return "–";
    return (Array.isArray(value) ? value : [value])
      .map((one) => (one === null ? "–" : form(one)))
      .join("×");
  }

  function bytes(count) {
    let unit = 0;
    for (; count >= 1024 && unit < 4; unit += 1) count /= 1024;
    const digits = unit ? Math.max(2 - Math.floor(Math.log10(count)), 0) : 0;
    return `${Number(count.toFixed(digits))} ${["B", "KiB", "MiB", "GiB", "TiB"][unit]}`;
  }

  function cellText(row, name) {
    const value = row[name];
    if (name === "shape") return value ? sizes(value) : "–";
    if (name === "jump") return perAxis(value, fraction);
    if (name === "receptiveField") return perAxis(value, grouped);
    if (value === null) return "–";
    return name === "memory" ? bytes(value) : grouped(value);
  }

  // Messages ---------------------------------------------------------------------------------------

  function fixText(words, fix, at) {
    if (fix.insert) return say(words, "fixInsert", { code: fix.insert });
    if (fix.input) return say(words, "fixInput", { shape: fix.input.join(",") });
    const values = { name: fix.name, value: python(fix.value), row: fix.index + 1 };
    if (fix.all) values.rows = fix.all.map((index) => index + 1).join(", ");
    const key = fix.all ? "fixArgumentAll" : fix.index === at ? "fixArgument" : "fixArgumentIn";
    return say(words, key, values);
  }

  /** Why a row has no shape, in one sentence. */
  function why(words, row) {
    const { key, values, located, line, column } = row.trouble;
    const error = say(words, key, values);
    return located ? say(words, "located", { line, column, error }) : error;
  }

  function fixTexts(words, row, at) {
    return row.trouble.fixes.map((fix) => fixText(words, fix, at));
  }

  /** What the property `rows` gives: the report with words in place of keys. */
  function plainRows(report, words) {
    const problem = report.input ? null : plain(say(words, "inputBad", { text: report.inputText }));
    return report.rows.map((row, at) => {
      const { trouble, hint, source, ...rest } = row;
      const fixes = trouble ? fixTexts(words, row, at).map(plain) : [];
      let error = trouble ? plain(why(words, row)) : null;
      if (fixes.length)
        error += ` ${say(words, "fitsList", { fixes: fixes.join(words.separator) })}`;
      if (!error && at === 0) error = problem;
      return { ...rest, error, fixes, hint: hint ? plain(say(words, "mirror", hint)) : null };
    });
  }

  // HTML -------------------------------------------------------------------------------------------

  /** The two fields, and the place for results. */
  function form(words, { code, input, id, results }) {
    const lines = Math.min(Math.max(code.split("\n").length, 6), 18);
    return (
      `<div class="layer-stack__fields"><label for="${id}-code">${words.code}</label>` +
      `<textarea id="${id}-code" rows="${lines}" spellcheck="false" autocapitalize="off" ` +
      `autocomplete="off" wrap="off">\n${escape(code)}</textarea>` +
      `<label for="${id}-input">${words.input} <small>(${words.inputHint})</small></label>` +
      `<input id="${id}-input" type="text" value="${escape(input)}" spellcheck="false" ` +
      `autocomplete="off" aria-describedby="${id}-status"></div>` +
      `<noscript>${words.noScript}</noscript>` +
      `<p class="layer-stack__status" id="${id}-status" role="status">${results.status}</p>` +
      `<div class="layer-stack__results">${results.table}</div>`
    );
  }

  /** The summary and the table of a report. */
  function results(report, words, id) {
    return {
      status: status(report, words),
      table: table(report, words, id) + notes(report, words),
    };
  }

  function status(report, words) {
    if (!report.input) return marked(say(words, "inputBad", { text: report.inputText }));
    const broken = report.rows.findIndex((row) => row.trouble);
    if (broken >= 0) {
      const error = why(words, report.rows[broken]);
      return marked(say(words, "summaryError", { row: broken + 1, error }));
    }
    if (!report.rows.length) return words.summaryEmpty;
    const { parameters, macs, memory } = report.totals;
    return say(words, "summary", {
      layers: report.rows.length,
      shape: sizes(report.rows.at(-1).shape),
      parameters: grouped(parameters),
      macs: grouped(macs),
      memory: bytes(memory),
    });
  }

  function table(report, words, id) {
    if (!report.rows.length) return "";
    const caption = report.input
      ? say(words, "caption", { shape: sizes(report.input) })
      : words.captionEmpty;
    const heads = COLUMNS.map((name) => `<th scope="col">${words[name]}</th>`).join("");
    const body = report.rows.map((row, at) => tableRow(report, row, at, words, id)).join("");
    return (
      `<div class="layer-stack__scroll" role="region" tabindex="0" aria-label="${words.scroll}">` +
      `<table class="layer-stack__table"><caption>${caption}</caption>` +
      `<thead><tr><th scope="col">${words.layer}</th>${heads}</tr></thead>` +
      `<tbody>${body}</tbody>${foot(report, words)}</table></div>`
    );
  }

  function foot({ totals, rows }, words) {
    if (rows.some((row) => !row.shape)) return "";
    const sums = { ...totals, shape: rows.at(-1).shape, receptiveField: null, jump: null };
    const cells = COLUMNS.map((name) => {
      const text = ["parameters", "macs", "memory"].includes(name) ? cellText(sums, name) : "";
      return `<td>${text}</td>`;
    }).join("");
    return `<tfoot><tr><th scope="row">${words.total}</th>${cells}</tr></tfoot>`;
  }

  function tableRow(report, row, at, words, id) {
    const wrong = row.trouble
      ? ` class="layer-stack__wrong" aria-describedby="${id}-why-${at}"`
      : "";
    return `<tr${wrong}><th scope="row">${rowHead(row, at)}</th>${rowCells(report, row, at, words, id)}</tr>`;
  }

  function rowHead(row, at) {
    const number = `<span class="layer-stack__number">${at + 1}</span> `;
    const args = row.source ? argumentsOf(row.source) : "";
    const more = args ? ` <small>${escape(args)}</small>` : "";
    return `${number}<code>${escape(row.layer)}</code>${more}`;
  }

  /** The arguments as written, with names that have a value replaced by it. */
  function argumentsOf(layer) {
    const shown = (value) => {
      if (value.is === "list") return `(${value.items.map(shown).join(", ")})`;
      if (value.is === "bool") return value.value ? "True" : "False";
      if (value.is === "string") return `'${value.value}'`;
      return value.is === "none" ? "None" : String(value.value ?? "…");
    };
    const text = layer.args
      .slice(0, 12)
      .map(({ name, value }) => (name ? `${name}=` : "") + shown(value))
      .join(", ");
    return text.length > 120 ? `${text.slice(0, 119)}…` : text;
  }

  function rowCells(report, row, at, words, id) {
    if (row.trouble) {
      const { fixes } = row.trouble;
      const buttons = fixes.map((fix, n) => fixButton(words, fix, at, n)).join(" ");
      const offers = fixes.length
        ? `<span class="layer-stack__fits">${words.fits} ${buttons}</span>`
        : "";
      const { line, column } = row.trouble.located ? row.trouble : row;
      const place = `<button type="button" data-line="${line}" data-column="${column}">${say(words, "place", { line, column })}</button>`;
      const sentence = marked(say(words, row.trouble.key, row.trouble.values));
      return (
        `<td colspan="${COLUMNS.length}" id="${id}-why-${at}"><div class="layer-stack__why">` +
        `<p>${place} ${sentence}</p>${offers}</div></td>`
      );
    }
    if (!row.shape) {
      const rest = row.parameters === null ? "–" : grouped(row.parameters);
      return `<td>${words.notReached}</td><td>–</td><td>–</td><td>${rest}</td><td>–</td><td>–</td>`;
    }
    const hint = row.hint ? hintHtml(words, row.hint, at) : "";
    return COLUMNS.map((name, n) => `<td>${cellText(row, name)}${n === 0 ? hint : ""}</td>`).join(
      "",
    );
  }

  function fixButton(words, fix, at, n) {
    const text = escape(fixText(words, fix, at));
    return fix.insert
      ? `<code>${text}</code>`
      : `<button type="button" data-row="${at}" data-fix="${n}">${text}</button>`;
  }

  function hintHtml(words, hint, at) {
    const [before, after] = words.mirror.split("{name}={value}");
    const button = `<button type="button" data-hint="${at}">${hint.name}=${hint.value}</button>`;
    return (
      `<div class="layer-stack__hint">${escape(say({ before }, "before", hint))}` +
      `${button}${escape(after)}</div>`
    );
  }

  function notes(report, words) {
    if (!report.notes.length) return "";
    const items = report.notes.slice(0, 20).map(({ key, values, line, column }) => {
      const place = say(words, "place", { line, column });
      return (
        `<li><button type="button" data-line="${line}" data-column="${column}">${place}</button> ` +
        `${marked(say(words, key, values))}</li>`
      );
    });
    return `<div class="layer-stack__notes"><p>${words.notes}</p><ul>${items.join("")}</ul></div>`;
  }

  /** All that stands inside the element, for the build. */
  function markup(code, input, language, id) {
    const words = WORDS[language];
    const report = analyse(code, input);
    return form(words, { code, input, id, results: results(report, words, id) });
  }

  globalThis.LayerStackView = { markup, results, plainRows, bytes, fraction };
  if (typeof HTMLElement === "undefined") return; // the build has no page

  // The element --------------------------------------------------------------------------------------

  let made = 0;

  class LayerStack extends HTMLElement {
    connectedCallback() {
      if (this.codeField) return;
      const language = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
      this.words = WORDS[language] || WORDS.en || Object.values(WORDS)[0];
      if (!this.querySelector("textarea")) this.fill();
      this.codeField = this.querySelector("textarea");
      this.inputField = this.querySelector("input");
      this.idStart = this.codeField.id.replace(/-code$/, "");
      this.addEventListener("input", () => this.later());
      this.addEventListener("click", (event) => this.clicked(event));
      const early = ["code", "input"].filter((name) => Object.hasOwn(this, name));
      const values = early.map((name) => this[name]);
      early.forEach((name, at) => {
        delete this[name]; // set before the element was defined: set it again, the right way
        this[name] = values[at];
      });
      this.report = analyse(this.code, this.input);
      if (!early.length) this.mark();
    }

    /** An element without a form of its own: its text is the code. */
    fill() {
      made += 1;
      const code = this.textContent.replace(/^\n+|\s+$/g, "");
      const id = `layer-stack-${made}`;
      const input = this.getAttribute("input") || "1,3,224,224";
      const report = analyse(code, input);
      this.innerHTML = form(this.words, {
        code,
        input,
        id,
        results: results(report, this.words, id),
      });
    }

    get code() {
      return this.codeField ? this.codeField.value : "";
    }

    set code(text) {
      this.codeField.value = text;
      this.update();
    }

    get input() {
      return this.inputField ? this.inputField.value : "";
    }

    set input(text) {
      this.inputField.value = Array.isArray(text) ? text.join(",") : text;
      this.update();
    }

    get rows() {
      if (!this.codeField) return [];
      if (this.waiting) this.update();
      return plainRows(this.report, this.words);
    }

    later() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.update(), TYPING);
    }

    update() {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.report = analyse(this.code, this.input);
      const { status: text, table: html } = results(this.report, this.words, this.idStart);
      const place = this.querySelector(".layer-stack__status");
      if (place.innerHTML !== text) place.innerHTML = text; // a reader of the screen hears a change
      this.querySelector(".layer-stack__results").innerHTML = html;
      this.mark();
    }

    mark() {
      this.inputField.setAttribute("aria-invalid", String(!this.report.input));
      const broken = this.report.rows.some((row) => row.trouble);
      this.codeField.setAttribute("aria-invalid", String(broken));
      this.querySelector(".layer-stack__status").classList.toggle(
        "layer-stack__status--wrong",
        broken || !this.report.input,
      );
    }

    clicked(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const { line, column, row, fix, hint } = button.dataset;
      if (line) this.showPlace(Number(line), Number(column));
      else if (hint) this.fix({ ...this.report.rows[hint].hint, index: Number(hint) });
      else if (fix) this.fix(this.report.rows[row].trouble.fixes[fix]);
    }

    /** Put the cursor where the trouble is. */
    showPlace(line, column) {
      const lines = this.code.split("\n");
      const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
      this.codeField.focus();
      this.codeField.setSelectionRange(at, at + lines[line - 1].slice(column - 1).length);
      const height = this.codeField.scrollHeight / lines.length;
      this.codeField.scrollTop = Math.max((line - 3) * height, 0);
    }

    /** Write a repair into the fields. */
    fix({ index, all, name, value, input }) {
      if (input) {
        this.input = input.join(",");
        this.inputField.focus();
        return;
      }
      // Later places first, so that earlier ones stay where they were read; a layer that several
      // rows share is changed once.
      const layers = [...new Set((all || [index]).map((at) => this.report.rows[at].source))];
      layers.sort((a, b) => b.tree.start - a.tree.start);
      this.code = layers.reduce((code, layer) => edited(code, layer, name, value), this.code);
      this.codeField.focus();
    }
  }

  customElements.define("layer-stack", LayerStack);
})();
