// What is lit, in sentences.

import { lights } from "./stack.js";
import { numberOf } from "./nodes.js";
import { PERHAPS, summary } from "./reach.js";
import { word } from "./words.js";

/**
 * @import { Language } from "../words/speaker.js"
 * @import { Line, Pick, Stack } from "./stack.js"
 */

/**
 * The chosen cell, what it sees of the input, and what it reaches of the last line.
 * @param {Stack} stack
 * @param {Pick} pick
 * @param {Language} language
 */
export function sentences(stack, pick, language) {
  const { lines } = stack;
  const { back, on } = lights(stack, pick);
  const line = lines[pick.line];
  const last = lines[lines.length - 1];
  const found = [place(line, pick.cell, language)];
  if (line.node) found.push(sight(back[0], language));
  if (line !== last && last.node) found.push(effect(on[last.row + 1], last, language));
  return found.join(language === "zh" ? "" : " ");
}

/**
 * @param {Line} line
 * @param {number} cell
 * @param {Language} language
 */
function place({ node, size, whole }, cell, language) {
  const values = { ...named(node), cell, last: size - 1 };
  return word(language, whole ? "at_all" : node ? "at_row" : "at_input", values);
}

/**
 * @param {Uint8Array} cells of the input
 * @param {Language} language
 */
function sight(cells, language) {
  const { count, from, to } = summary(cells);
  if (count < summary(cells, PERHAPS).count) return word(language, "sees_unknown");
  if (!count) return word(language, "sees_none");
  const values = { count, all: cells.length, from, to };
  if (cells.length === 1) return word(language, "sees_only");
  if (count === 1) return word(language, "sees_one", values);
  return word(language, count === to - from + 1 ? "sees" : "sees_gaps", values);
}

/**
 * @param {Uint8Array} cells of the last line
 * @param {Line} line
 * @param {Language} language
 */
function effect(cells, { node, whole }, language) {
  const { count } = summary(cells);
  const values = { count, all: cells.length, ...named(node) };
  if (count < summary(cells, PERHAPS).count) return word(language, "reaches_unknown", values);
  if (!count) return word(language, "reaches_none", values);
  return word(language, whole ? "reaches_all" : "reaches", values);
}

/** @param {Line["node"]} node */
const named = (node) => ({ row: node ? numberOf(node) : "", layer: node?.name ?? "" });
