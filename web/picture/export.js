// The table as Markdown, CSV and LaTeX.

import { cellText, COLUMNS, grouped, sayIn } from "../layers/offered.js";
import { args } from "./arguments.js";
import { word } from "./words.js";

/**
 * @import { Report, Row } from "../layers/types.js"
 * @import { Column } from "../layers/numbers.js"
 * @import { Language } from "../words/speaker.js"
 *
 * `macs` are those of all rows, where they are known.
 * @typedef {{ head: string[], body: Row[], language: Language, total: Report["totals"],
 *   macs: number | null }} Table
 * @typedef {"markdown" | "csv" | "latex"} Kind
 */

const FIRST = 3; // columns before the numbers: place, layer, arguments

/**
 * @param {Report} report
 * @param {Language} language
 * @returns {Table}
 */
function tableOf({ rows, totals, complete }, language) {
  const say = sayIn(language);
  const names = COLUMNS.map((name) => (name === "memory" ? word(language, "bytes") : say(name)));
  const head = ["#", say("layer"), word(language, "arguments"), ...names];
  // Of a part there is no total.
  const macs = totals?.macs ?? null;
  return { head, body: rows, language, total: complete ? totals : null, macs };
}

/**
 * @param {Row} row
 * @param {number} at
 */
const firstCells = (row, at) => [String(at + 1), row.layer, row.source ? args(row.source) : ""];

/**
 * A number as people read it; memory in bytes, so that nothing is rounded.
 * @param {Row} row
 * @param {Column} column
 * @param {Table} table
 */
const read = (row, column, { macs }) =>
  column === "memory" ? grouped(row.memory) : cellText(row, column, macs);

/**
 * A number as programs read it.
 * @param {Row} row
 * @param {Column} column
 * @param {Table} table
 */
function plain(row, column, { macs }) {
  if (column === "share") return cellText(row, column, macs);
  if (column === "shape") return row.shape?.join("×") ?? "";
  const value = row[column];
  return Array.isArray(value) ? value.map((one) => one ?? "").join("×") : String(value ?? "");
}

/**
 * @param {Table} table
 * @param {(number: number | null) => string} form
 */
function lastCells({ total, language }, form) {
  if (!total) return null;
  const found = COLUMNS.map((name) =>
    name === "parameters" || name === "macs" || name === "memory" ? form(total[name]) : "",
  );
  return ["", sayIn(language)("total"), "", ...found];
}

/** @type {Record<Kind, (table: Table) => string>} */
const WRITE = {
  markdown(table) {
    const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
    const rows = table.body.map((row, at) => {
      const [place, layer, given] = firstCells(row, at).map(inMarkdown);
      return [place, layer, given, ...COLUMNS.map((name) => read(row, name, table))];
    });
    const last = lastCells(table, grouped);
    const rule = table.head.map((_, at) => (at && at < FIRST ? ":--" : "--:"));
    return [table.head, rule, ...rows, ...(last ? [last] : [])].map(line).join("\n") + "\n";
  },
  csv(table) {
    const rows = table.body.map((row, at) => [
      ...firstCells(row, at),
      ...COLUMNS.map((name) => plain(row, name, table)),
    ]);
    const last = lastCells(table, (number) => String(number ?? ""));
    const lines = [table.head, ...rows, ...(last ? [last] : [])];
    return lines.map((cells) => `${cells.map(inCsv).join(",")}\r\n`).join("");
  },
  latex(table) {
    const line = (/** @type {string[]} */ cells) => `${cells.map(inLatex).join(" & ")} \\\\`;
    const rows = table.body.map((row, at) =>
      line([...firstCells(row, at), ...COLUMNS.map((name) => read(row, name, table))]),
    );
    const last = lastCells(table, grouped);
    return [
      "% \\usepackage{booktabs}",
      `\\begin{tabular}{rll${"r".repeat(COLUMNS.length)}}`,
      "\\toprule",
      line(table.head),
      "\\midrule",
      ...rows,
      ...(last ? ["\\midrule", line(last)] : []),
      "\\bottomrule",
      "\\end{tabular}\n",
    ].join("\n");
  },
};

/** @type {{ kind: Kind, name: string, ending: string }[]} */
export const KINDS = [
  { kind: "markdown", name: "Markdown", ending: "md" },
  { kind: "csv", name: "CSV", ending: "csv" },
  { kind: "latex", name: "LaTeX", ending: "tex" },
];

/**
 * @param {Report} report
 * @param {Kind} kind
 * @param {Language} language
 */
export const written = (report, kind, language) => WRITE[kind](tableOf(report, language));

/** @param {string} text */
const inMarkdown = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_|<[\]]/g, "\\$&");

/**
 * A program that reads tables must not take a name for a formula.
 * @param {string} text
 */
function inCsv(text) {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** @type {Record<string, string>} */
const LATEX = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "×": "$\\times$",
  "÷": "$\\div$",
  "<": "$<$",
  "→": "$\\to$",
  "–": "--",
  "…": "\\dots{}",
};

/** @param {string} text */
const inLatex = (text) =>
  text.replace(/\s+/g, " ").replace(/[\\~^<×÷→–…&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`);
