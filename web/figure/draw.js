// Draw a state as SVG text. Styles are in figure.css; nothing here depends on a page.
import { escape } from "../words/escape.js";
import { caption } from "./caption.js";
import { drawCells } from "./cells.js";
import { NARROW, WIDE, layout } from "./layout.js";
import { drawLegend } from "./legend.js";
import { ROLE, lit } from "./lit.js";
import { text } from "./svg.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Pick} Pick */
/** @typedef {{ numbers: Numbers, pick: Pick | null, language: Language }} Options */

const HALF_SIGN = 13; // half of the room between two grids

/** @param {State} state @param {Options} options @param {number} width */
export function draw(state, { numbers, pick, language }, width) {
  const found = layout(state, numbers, language, width);
  const name = escape(word(language, "figure", { caption: caption(state, language) }));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" class="conv-svg ${found.space.name}" role="img" aria-label="${name}" ` +
    `viewBox="0 0 ${found.width} ${found.height}" width="${found.width}" height="${found.height}">` +
    found.boxes.map(drawBox).join("") +
    drawLegend(found.legend, found.top) +
    `<g class="links">${lit(state, found.boxes, pick)}</g></svg>`;
  return { svg, layout: found };
}

/** @param {Box} box */
function drawBox(box) {
  const { grid, x, y } = box;
  const sign = grid.sign ? text("sign", x - HALF_SIGN, box.middle + 6, grid.sign) : "";
  return (
    `<g class="grid ${grid.of}">${sign}` +
    text(`label ${ROLE[grid.of]}`, x, y - 20, grid.label) +
    text("note", x, y - 6, grid.note) +
    drawCells(box) +
    "</g>"
  );
}

/**
 * Both widths, for a page that does not know its reader's screen; one where they are the same.
 * @param {State} state @param {Options} options
 */
export function drawBoth(state, options) {
  const [narrow, wide] = [NARROW, WIDE].map((space) => draw(state, options, space.width).svg);
  /** @param {string} svg */
  const alike = (svg) => svg.replace(/conv-svg (narrow|wide)/, "conv-svg");
  return alike(narrow) === alike(wide) ? alike(narrow) : narrow + wide;
}
