// The HTML of the calculator. The build calls these functions, too, so that the first table is in
// the page before a script runs.

import { escape } from "../words/escape.js";
import { marked } from "../words/marked.js";
import { analyse } from "./analyse.js";
import { shown } from "./arguments.js";
import { inputProblem, notices, repairText, sayIn, stopped } from "./messages.js";
import { bytes, cellText, COLUMNS, grouped, share } from "./numbers.js";
import { times } from "./shape.js";

/**
 * @import { Hint, Layer, Note, Repair, Report, Row, RowTrouble } from "./types.js"
 * @import { Say } from "./messages.js"
 * @import { Language } from "../words/speaker.js"
 *
 * @typedef {{ status: string, table: string }} Results
 */

const MOST_NOTES = 20;
const PARTS = /** @type {const} */ (["graph", "cut", "take"]);
/** @type {Record<string, import("./types.js").Word>} The pages that explain a remark. */
const PAGES = {
  "learn/checkerboards": "pageCheckerboards",
  "howto/odd-size-back": "pageOddSize",
  "learn/receptive-field": "pageField",
};
const MOST_ARGUMENTS = 12;
const MOST_CHARACTERS = 120; // of a layer's arguments

/**
 * All that stands inside the element.
 * @param {string} code
 * @param {string} input
 * @param {Language} language
 * @param {string} id
 */
export function markup(code, input, language, id) {
  const say = sayIn(language);
  const report = analyse(code, input);
  return (
    form(say, { code, input, id }, results(report, say, id)) +
    `<div class="layer-stack__picture">${PARTS.map((part) => closed(part, say)).join("")}</div>`
  );
}

/**
 * A part of the pictures, which is made when it is opened.
 * @param {(typeof PARTS)[number]} part
 * @param {Say} say
 */
const closed = (part, say) =>
  `<details class="layer-picture" data-part="${part}"><summary>${say(part)}</summary>` +
  `<div class="layer-picture__body"></div></details>`;

/**
 * The two fields, and the place for results.
 * @param {Say} say
 * @param {{ code: string, input: string, id: string }} fields
 * @param {Results} made
 */
function form(say, { code, input, id }, made) {
  const lines = Math.min(Math.max(code.split("\n").length, 6), 18);
  return (
    `<div class="layer-stack__fields"><label for="${id}-code">${say("code")}</label>` +
    `<textarea id="${id}-code" lang="en" rows="${lines}" spellcheck="false" autocapitalize="off" ` +
    `autocomplete="off">\n${escape(code)}</textarea>` +
    `<label for="${id}-input">${say("input")} <small>(${say("inputHint")})</small></label>` +
    `<input id="${id}-input" type="text" value="${escape(input)}" spellcheck="false" ` +
    `autocomplete="off" aria-describedby="${id}-status">` +
    `<p class="layer-stack__link"><button type="button" data-link>${say("link")}</button> ` +
    `<span role="status"></span></p></div>` +
    `<noscript>${say("noScript")}</noscript>` +
    `<p class="layer-stack__status" id="${id}-status" role="status">${made.status}</p>` +
    `<div class="layer-stack__results">${made.table}</div>`
  );
}

/**
 * The summary and the table of a report.
 * @param {Report} report
 * @param {Say} say
 * @param {string} id
 * @returns {Results}
 */
export function results(report, say, id) {
  return {
    status: status(report, say),
    table:
      table(report, say, id) +
      remarksHtml(report, say) +
      listOf(report.unread.filter(isElsewhere(report.rows)), say("notRead"), say) +
      listOf(report.notes, say("notes"), say),
  };
}

/**
 * What is said above the table: where it stops, or its sums; and what has to be known of it.
 * @param {Report} report
 * @param {Say} say
 */
function status(report, say) {
  const problem = inputProblem(report, say) ?? stopped(report, say) ?? summary(report, say);
  return [...notices(report, say), problem].map(marked).join("<br>");
}

/**
 * @param {Report} report
 * @param {Say} say
 */
function summary({ rows, outputs, totals }, say) {
  if (!rows.length || !totals) return say("summaryEmpty");
  return say("summary", {
    layers: rows.filter((row) => row.source).length,
    shape: outputs.map((shape) => times(shape) || "1").join(say("listed")),
    parameters: grouped(totals.parameters),
    macs: grouped(totals.macs),
    memory: bytes(totals.memory),
    peak: bytes(totals.peak),
  });
}

/**
 * @param {Report} report
 * @param {Say} say
 * @param {string} id
 */
function table(report, say, id) {
  if (!report.rows.length) return "";
  const caption = report.input
    ? say("caption", { shape: times(report.input) })
    : say("captionEmpty");
  const heads = COLUMNS.map((name) => `<th scope="col">${say(name)}</th>`).join("");
  const macs = report.totals?.macs ?? null;
  const body = report.rows.map((row, at) => tableRow(row, at, macs, say, id)).join("");
  return (
    `<section class="layer-stack__scroll" tabindex="0" aria-label="${say("scroll")}">` +
    `<table class="layer-stack__table"><caption>${caption}</caption>` +
    `<thead><tr><th scope="col">${say("layer")}</th>${heads}</tr></thead>` +
    `<tbody>${body}</tbody>${foot(report, say)}</table></section>`
  );
}

/**
 * @param {Report} report
 * @param {Say} say
 */
function foot({ totals, rows }, say) {
  if (!totals || rows.some((row) => !row.shape)) return "";
  const { parameters, macs, memory } = totals;
  const sums = ["", "", "", grouped(parameters), grouped(macs), share(macs, macs), bytes(memory)];
  const cells = sums.map((text) => `<td>${text}</td>`).join("");
  return `<tfoot><tr><th scope="row">${say("total")}</th>${cells}</tr></tfoot>`;
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {number | null} macs of all rows
 * @param {Say} say
 * @param {string} id
 */
function tableRow(row, at, macs, say, id) {
  const { trouble } = row;
  const look = trouble ? ' class="layer-stack__wrong"' : "";
  const described = trouble ? ` aria-describedby="${id}-why-${at}"` : "";
  const cells = trouble ? troubleCell(row, trouble, at, say, id) : numberCells(row, at, macs, say);
  return `<tr${look}${described}><th scope="row">${rowHead(row, at, say)}</th>${cells}</tr>`;
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {Say} say
 */
function rowHead(row, at, say) {
  const number = `<span class="layer-stack__number">${at + 1}</span> `;
  const args = row.source ? argumentsOf(row.source) : "";
  const more = args ? ` <small>${escape(args)}</small>` : "";
  return `${number}<code>${escape(row.layer)}</code>${more}${reads(row, at, say)}`;
}

/**
 * Which rows a row reads, where it is not the one before.
 * @param {Row} row
 * @param {number} at
 * @param {Say} say
 */
function reads({ inputs }, at, say) {
  if (!inputs.length || (inputs.length === 1 && inputs[0] === at - 1)) return "";
  const names = inputs.map((one) => (one < 0 ? say("theInput") : one + 1));
  const rows = [...new Set(names)].join(say("listed"));
  return ` <small class="layer-stack__reads">${say("reads", { rows })}</small>`;
}

/**
 * The arguments as written, with names that have a value replaced by it.
 * @param {Layer} layer
 */
function argumentsOf(layer) {
  const text = layer.args
    .slice(0, MOST_ARGUMENTS)
    .map(({ name, value }) => (name ? `${name}=` : "") + shown(value))
    .join(", ");
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/**
 * @param {Row} row
 * @param {RowTrouble} trouble
 * @param {number} at
 * @param {Say} say
 * @param {string} id
 */
function troubleCell(row, trouble, at, say, id) {
  const buttons = trouble.fixes.map((fix, n) => repairButton(say, fix, at, n)).join(" ");
  const offers = buttons ? `<span class="layer-stack__fits">${say("fits")} ${buttons}</span>` : "";
  const sentence = marked(say(trouble.key, trouble.values));
  return (
    `<td colspan="${COLUMNS.length}" id="${id}-why-${at}"><div class="layer-stack__why">` +
    `<p>${placeButton(say, row)} ${sentence}</p>${offers}</div></td>`
  );
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {number | null} macs
 * @param {Say} say
 */
function numberCells(row, at, macs, say) {
  const [shape, ...rest] = COLUMNS.map((name) => cellText(row, name, macs));
  const hint = row.hint ? hintHtml(say, row.hint, at) : "";
  const first = row.shape ? shape + hint : say("notReached");
  return [first, ...rest].map((text) => `<td>${text}</td>`).join("");
}

/**
 * @param {Say} say
 * @param {{ line: number, column: number }} place
 */
function placeButton(say, { line, column }) {
  const text = say("place", { line, column });
  return `<button type="button" data-line="${line}" data-column="${column}">${text}</button>`;
}

/**
 * @param {Say} say
 * @param {Repair} repair
 * @param {number} at
 * @param {number} n
 */
function repairButton(say, repair, at, n) {
  const text = escape(repairText(say, repair, at));
  const gives = repair.gives.length ? ` <small>→ ${times(repair.gives)}</small>` : "";
  if (repair.insert) return `<code>${text}</code>${gives}`;
  return `<button type="button" data-row="${at}" data-fix="${n}">${text}</button>${gives}`;
}

/**
 * @param {Say} say
 * @param {Hint} hint
 * @param {number} at
 */
function hintHtml(say, hint, at) {
  const text = `${hint.name}=${hint.value}`;
  const fix = `<button type="button" data-hint="${at}">${text}</button>`;
  return `<div class="layer-stack__hint">${say("mirror", { ...hint, fix })}</div>`;
}

/**
 * Whether something is not said in the table already.
 * @param {Row[]} rows
 */
const isElsewhere =
  (rows) =>
  (/** @type {Note} */ { line, column }) =>
    !rows.some((row) => row.trouble && row.line === line && row.column === column);

/**
 * @param {Note[]} found
 * @param {string} title
 * @param {Say} say
 */
function listOf(found, title, say) {
  if (!found.length) return "";
  const items = found.slice(0, MOST_NOTES).map((note) => {
    const sentence = marked(say(note.key, note.values));
    return `<li>${placeButton(say, note)} ${sentence}</li>`;
  });
  return `<div class="layer-stack__notes"><p>${title}</p><ul>${items.join("")}</ul></div>`;
}

/**
 * @param {Report} report
 * @param {Say} say
 */
function remarksHtml({ remarks }, say) {
  if (!remarks.length) return "";
  const items = remarks.slice(0, MOST_NOTES).map(({ row, key, values, page }) => {
    const link = `<a href="../../${page}/">${say(PAGES[page] ?? "remarks")}</a>`;
    return `<li>${say("remarkRow", { row: row + 1 })} ${marked(say(key, values))} ${link}</li>`;
  });
  return `<div class="layer-stack__notes"><p>${say("remarks")}</p><ul>${items.join("")}</ul></div>`;
}
