// The HTML of the calculator. The build calls these functions, too, so that the first table is in
// the page before a script runs.

import { escape } from "../words/escape.js";
import { analyse } from "./analyse.js";
import { shown } from "./arguments.js";
import {
  inputProblem,
  isWrong,
  marked,
  notice,
  reason,
  repairText,
  sayIn,
  stopped,
} from "./messages.js";
import { bytes, cellText, COLUMNS, grouped } from "./numbers.js";
import { times } from "./shape.js";

/**
 * @import { Hint, Layer, Note, Repair, Report, Row, RowTrouble } from "./types.js"
 * @import { Say } from "./messages.js"
 * @import { Language } from "../words/speaker.js"
 *
 * @typedef {{ status: string, table: string }} Results
 */

const MOST_NOTES = 20;
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
  return form(say, { code, input, id }, results(analyse(code, input), say, id));
}

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
    `autocomplete="off" aria-describedby="${id}-status"></div>` +
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
    table: table(report, say, id) + notes(report.notes, say),
  };
}

/**
 * What is said above the table: first of all that `forward` is not followed, where it is not.
 * @param {Report} report
 * @param {Say} say
 */
function status(report, say) {
  const { unfollowed } = report;
  const problem = inputProblem(report, say) ?? stopped(report, say);
  const sentences = [unfollowed && notice(unfollowed, say), problem].filter((one) => !!one);
  if (!sentences.length) return summary(report, say);
  return sentences.map((one) => marked(String(one))).join("<br>");
}

/**
 * @param {Report} report
 * @param {Say} say
 */
function summary({ rows, totals }, say) {
  const last = rows.at(-1);
  if (!last?.shape || !totals) return say("summaryEmpty");
  return say("summary", {
    layers: rows.length,
    shape: times(last.shape),
    parameters: grouped(totals.parameters),
    macs: grouped(totals.macs),
    memory: bytes(totals.memory),
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
  const body = report.rows.map((row, at) => tableRow(row, at, say, id)).join("");
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
  const sums = ["", "", "", grouped(totals.parameters), grouped(totals.macs), bytes(totals.memory)];
  const cells = sums.map((text) => `<td>${text}</td>`).join("");
  return `<tfoot><tr><th scope="row">${say("total")}</th>${cells}</tr></tfoot>`;
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {Say} say
 * @param {string} id
 */
function tableRow(row, at, say, id) {
  const { trouble } = row;
  const look = isWrong(row) ? ' class="layer-stack__wrong"' : "";
  const described = trouble ? ` aria-describedby="${id}-why-${at}"` : "";
  const cells = trouble ? troubleCell(row, trouble, at, say, id) : numberCells(row, at, say);
  return `<tr${look}${described}><th scope="row">${rowHead(row, at)}</th>${cells}</tr>`;
}

/**
 * @param {Row} row
 * @param {number} at
 */
function rowHead(row, at) {
  const number = `<span class="layer-stack__number">${at + 1}</span> `;
  const args = row.source ? argumentsOf(row.source) : "";
  const more = args ? ` <small>${escape(args)}</small>` : "";
  return `${number}<code>${escape(row.layer)}</code>${more}`;
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
  const sentence = marked(reason(say, trouble));
  return (
    `<td colspan="${COLUMNS.length}" id="${id}-why-${at}"><div class="layer-stack__why">` +
    `<p>${placeButton(say, row)} ${sentence}</p>${offers}</div></td>`
  );
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {Say} say
 */
function numberCells(row, at, say) {
  const [shape, ...rest] = COLUMNS.map((name) => cellText(row, name));
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
  if (repair.insert) return `<code>${text}</code>`;
  return `<button type="button" data-row="${at}" data-fix="${n}">${text}</button>`;
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
 * @param {Note[]} unread
 * @param {Say} say
 */
function notes(unread, say) {
  if (!unread.length) return "";
  const items = unread.slice(0, MOST_NOTES).map((note) => {
    const sentence = marked(say(note.key, note.values));
    return `<li>${placeButton(say, note)} ${sentence}</li>`;
  });
  return `<div class="layer-stack__notes"><p>${say("notes")}</p><ul>${items.join("")}</ul></div>`;
}
