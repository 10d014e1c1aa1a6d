// A cut through a stack along one axis: a line of cells for each layer, and what is lit in them.

import { rectangle, short, text } from "../figure/svg.js";
import { widthOf } from "../figure/text.js";
import { escape } from "../words/escape.js";
import { across, COUNT, frame, LABEL, topOf } from "./frame.js";
import { links } from "./links.js";
import { numberOf } from "./nodes.js";
import { PERHAPS, summary, SURELY } from "./reach.js";
import { lights } from "./stack.js";
import { fitted, word } from "./words.js";

/**
 * @import { Language } from "../words/speaker.js"
 * @import { Frame } from "./frame.js"
 * @import { Line, Pick, Stack } from "./stack.js"
 *
 * What is shown of a stack: `close` is the part around a cell, `middle` where that is, from 0 to 1;
 * `closes`: whether there is such a choice.
 * @typedef {{ pick: Pick, close: boolean, closes: boolean, middle: number, width: number }} View
 */

const LINES_FROM = 4; // smaller cells have no lines between them
const FONT = 11;

/**
 * The picture as SVG.
 * @param {Stack} stack
 * @param {View} view
 * @param {Language} language
 */
export function cut(stack, view, language) {
  const { lines, axis } = stack;
  const made = frame(stack, view);
  const { back, on } = lights(stack, view.pick);
  const height = made.top + (lines.length - 1) * made.step + made.tall + 8;
  const label = escape(word(language, "cut_of", { axis }));
  const lit = lines.map((line, at) => {
    const light = at < view.pick.line ? back : on;
    return { ...line, at, cells: light[line.row + 1], role: at < view.pick.line ? "x" : "y" };
  });
  const drawn =
    links(stack, made, back, view.pick.line, "x") +
    links(stack, made, on, view.pick.line, "y") +
    grids(lines, made) +
    lit.map((one) => (one.at === view.pick.line ? "" : litCells(one, made))).join("") +
    chosen(lines[view.pick.line], view.pick, made) +
    lit.map((one) => labels(one, view.pick.line, made, language)).join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="conv-svg layer-picture__cut" role="img" aria-label="${label}" ` +
    `viewBox="0 0 ${view.width} ${height}" width="${view.width}" height="${height}">${drawn}</svg>`
  );
}

/**
 * All cells, and marks where a line goes on.
 * @param {Line[]} lines
 * @param {Frame} frame
 */
function grids(lines, frame) {
  const { left, plot, tall, first, part } = frame;
  let [frames, between, marks] = ["", "", ""];
  lines.forEach((line, at) => {
    const y = topOf(frame, at);
    frames += rectangle(left, y, plot, tall);
    const from = Math.ceil(first * line.size + 1e-9);
    const to = Math.min((first + part) * line.size, line.size) - 1e-9;
    if (plot / part / line.size >= LINES_FROM)
      for (let cell = Math.max(from, 1); cell <= to; cell += 1)
        between += `M${short(across(frame, line, cell))} ${short(y)}v${tall}`;
    if (first > 1e-9) marks += `M${left - 3} ${y + 3}l-3 ${tall / 2 - 3}l3 ${tall / 2 - 3}`;
    if (first + part < 1 - 1e-9)
      marks += `M${left + plot + 3} ${y + 3}l3 ${tall / 2 - 3}l-3 ${tall / 2 - 3}`;
  });
  return (
    `<path class="ground" d="${frames}"/><path class="lines" d="${between}"/>` +
    `<path class="frame" d="${frames}"/>${marks && `<path class="on" d="${marks}"/>`}`
  );
}

/**
 * Neighbouring cells that are lit alike.
 * @param {Uint8Array} cells
 * @returns {{ from: number, to: number, sure: number }[]}
 */
function runs(cells) {
  /** @type {{ from: number, to: number, sure: number }[]} */
  const found = [];
  cells.forEach((sure, at) => {
    const last = found[found.length - 1];
    if (!sure) return;
    if (last && last.to === at && last.sure === sure) last.to = at + 1;
    else found.push({ from: at, to: at + 1, sure });
  });
  return found;
}

/**
 * @param {Line & { at: number, cells: Uint8Array, role: string }} line
 * @param {Frame} frame
 */
function litCells({ at, cells, role, ...line }, frame) {
  const y = topOf(frame, at);
  let [sure, perhaps] = ["", ""];
  for (const run of runs(cells)) {
    const [x, end] = [across(frame, line, run.from), across(frame, line, run.to)];
    if (end <= x) continue;
    if (run.sure === SURELY) sure += rectangle(x, y, end - x, frame.tall);
    else if (run.sure === PERHAPS) perhaps += hatched(x, y, end - x, frame.tall);
  }
  return (
    (sure && `<path class="lit ${role}" data-row="${line.row}" d="${sure}"/>`) +
    (perhaps && `<path class="hatch pad" data-row="${line.row}" d="${perhaps}"/>`)
  );
}

/**
 * Strokes over cells of which nothing is known.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} h
 */
function hatched(x, y, w, h) {
  let d = "";
  for (let at = 0; at < w; at += h)
    d += `M${short(x + at)} ${short(y + h)}l${short(Math.min(h, w - at))} ${-h}`;
  return d;
}

/**
 * @param {Line} line
 * @param {Pick} pick
 * @param {Frame} frame
 */
function chosen(line, pick, frame) {
  const [x, end] = [across(frame, line, pick.cell), across(frame, line, pick.cell + 1)];
  if (end <= x) return "";
  const wide = Math.max(end - x, 3);
  const place = rectangle((x + end - wide) / 2, topOf(frame, pick.line), wide, frame.tall);
  return `<path class="chosen" d="${place}"/>`;
}

/**
 * The name of a line, and how many of its cells are lit.
 * @param {Line & { at: number, cells: Uint8Array }} line
 * @param {number} picked
 * @param {Frame} frame
 * @param {Language} language
 */
function labels({ at, cells, node, size, whole }, picked, frame, language) {
  const beside = frame.left === LABEL;
  const y = topOf(frame, at) + (beside ? 10 : -4);
  const name = node ? node.name : word(language, "input");
  const args = node?.args ?? "";
  const room = beside ? LABEL - 8 : frame.plot - COUNT;
  const number = node ? `${numberOf(node)} ` : "";
  const rest = room - widthOf(number + name, FONT) * 1.08 - 6;
  const more = args && rest > 24 ? fitted(args, rest, FONT) : "";
  const title =
    `<text class="label" x="${beside ? 0 : frame.left}" y="${short(y)}"><tspan class="number">${number}</tspan>` +
    `${escape(name)}${more && `<tspan class="args" dx="5">${escape(more)}</tspan>`}</text>`;
  const { count } = summary(cells);
  const lit = at === picked || whole ? "" : `${count} / ${size}`;
  const end = beside ? frame.left + frame.plot + COUNT : frame.left + frame.plot;
  return title + (lit && text(`count${count ? "" : " none"}`, end, y, lit));
}
