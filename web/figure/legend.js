// The legend of a figure names the kinds of cells that it holds.
import { eachCell } from "./cells.js";
import { HATCH } from "./hatch.js";
import { path, rectangle, text } from "./svg.js";
import { widthOf } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./grids.js").Marked} Marked */
/** @typedef {{ items: { kind: Marked, words: string, x: number, y: number }[], width: number, height: number }} Legend */

/** @type {Marked[]} */
const KINDS = ["pad", "zero", "floor", "crop", "added", "negative", "bias"];
const FONT = 12;

/**
 * @param {{ grid: Grid }[]} boxes @param {Language} language @param {number} width
 * @returns {Legend}
 */
export function legendOf(boxes, language, width) {
  const found = new Set();
  for (const { grid } of boxes)
    if (!grid.entries) eachCell(grid, (r, c) => found.add(grid.kind(r, c)));
  const items = [];
  let [x, y, widest] = [0, 0, 0];
  for (const kind of KINDS.filter((one) => found.has(one))) {
    const words = word(language, `legend_${kind}`);
    const taken = 20 + widthOf(words, FONT) + 14;
    if (x && x + taken > width) [x, y] = [0, y + 20];
    items.push({ kind, words, x, y });
    x += taken;
    widest = Math.max(widest, x);
  }
  return { items, width: widest, height: items.length ? y + 22 : 0 };
}

/** @param {Legend} legend @param {number} top */
export const drawLegend = ({ items }, top) =>
  items
    .map(({ kind, words, x, y }) => {
      const square = /** @type {const} */ ([x + 1, top + y + 2, 13, 13]);
      const mark = HATCH[kind] ? path(`hatch ${kind}`, HATCH[kind](...square)) : "";
      const box = path(`c ${kind} s0`, rectangle(...square)) + path("frame", rectangle(...square));
      return box + mark + text("legend", x + 20, top + y + 12.5, words);
    })
    .join("");
