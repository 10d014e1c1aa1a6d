// Where the grids of a figure stand: the largest cells that fit, in few lines.
import { DIGIT, NUMBERS_FROM, SMALLEST_FONT, eachCell } from "./cells.js";
import { legendOf } from "./legend.js";
import { compute } from "./numbers.js";
import { number, widthOf } from "./text.js";
import { GRIDS } from "./views.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./grids.js").Grid} Grid */
/** @typedef {import("./legend.js").Legend} Legend */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {{ name: "narrow" | "wide", width: number, height: number, cell: number }} Space */
/**
 * A grid, the width of the words above it, and how wide a cell must be for its longest number.
 * @typedef {{ grid: Grid, words: number, longest: number }} Labelled
 */
/**
 * A grid in a line: the room for its sign, all that it takes, the size of a cell and of the grid.
 * @typedef {{ grid: Grid, sign: number, taken: number, cw: number, ch: number, w: number, h: number }} Placed
 */
/** @typedef {Placed & { x: number, y: number, middle: number }} Box */
/**
 * @typedef {{ boxes: Box[], legend: Legend, top: number, width: number, height: number, space: Space }} Layout
 */

/** @type {Space} */
export const NARROW = { name: "narrow", width: 344, height: 600, cell: 34 };
/** @type {Space} */
export const WIDE = { name: "wide", width: 660, height: 460, cell: 44 };

const CELLS = [...Array.from({ length: 44 }, (_, index) => 44 - index), 0.6, 0.4, 0.3, 0.2];
const SMALLEST = CELLS[CELLS.length - 1];
const COMFORTABLE = 24; // a cell size that needs no further line of grids
const NARROWEST = 10; // of a grid of one column
const SIGN = 26; // room for the sign between two grids
const LABEL = 34; // two lines of text above a grid
const GAP = 16;
const MOST_SCREENS = 2; // that a drawing takes for its numbers; without them it fits one
const SLACK = 3; // beside the longest number of a grid

/**
 * Boxes with their places: everything that drawing and pointing need.
 * @param {State} state @param {Numbers} numbers @param {Language} language @param {number} width
 * @returns {Layout}
 */
export function layout(state, numbers, language, width = WIDE.width) {
  const space = width < WIDE.width ? NARROW : WIDE;
  const grids = GRIDS[state.view](state, numbers, language);
  // Cells are as wide as the last step needs them: nothing moves from step to step.
  const done = numbers.at === null ? grids : GRIDS[state.view](state, compute(state), language);
  const lines = arrange(
    grids.map((grid, index) => labelled(grid, longest(done[index], space))),
    space,
  );
  const boxes = [];
  let y = 0;
  for (const line of lines) {
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
  const right = Math.max(...lines.map(lineWidth), legend.width);
  return { boxes, legend, top: y, width: Math.ceil(right) + 2, height: y + legend.height, space };
}

/** @param {Grid} grid @param {number} longest @returns {Labelled} */
const labelled = (grid, longest) => ({
  grid,
  words: Math.max(widthOf(grid.label, 12.5), widthOf(grid.note, 11.5)),
  longest,
});

/**
 * How wide a cell must be for the longest number of a grid, where there is room for numbers.
 * @param {Grid} grid @param {Space} space
 */
function longest(grid, { width, height }) {
  if (grid.columns * NUMBERS_FROM > width || grid.rows * NUMBERS_FROM > height) return 0;
  let digits = 0;
  eachCell(grid, (r, c) => {
    const value = grid.kind(r, c) === "empty" ? null : grid.value(r, c);
    if (value !== null) digits = Math.max(digits, number(value).length);
  });
  return digits * DIGIT * SMALLEST_FONT + SLACK;
}

/**
 * The largest cells that fit, or as large as numbers need: what is then wider is moved in its box.
 * @param {Labelled[]} grids @param {Space} space
 */
function arrange(grids, space) {
  const fitting = largest(grids, space);
  const fits = linesOf(grids, fitting.cell, fitting.breaks);
  if (fitting.cell >= NUMBERS_FROM) return fits;
  const { cell, breaks } = largest(
    grids.map((one) => ({ ...one, longest: 0 })),
    space,
  );
  const wider = linesOf(grids, cell, breaks);
  return wider.every((line) => lineWidth(line) <= space.width * MOST_SCREENS) ? wider : fits;
}

/**
 * The largest cells that fit, in as few lines as leave them comfortable.
 * @param {Labelled[]} grids @param {Space} space
 */
function largest(grids, space) {
  let best = { score: 0, cell: SMALLEST, breaks: 0 };
  for (let breaks = 0; breaks < 1 << (grids.length - 1); breaks++) {
    const cell = CELLS.find(
      (size) => size <= space.cell && fits(linesOf(grids, size, breaks), space),
    );
    if (!cell) continue;
    const lines = linesOf(grids, cell, breaks);
    const score = Math.min(cell, COMFORTABLE) * (1 - 0.12 * (lines.length - 1));
    if (score > best.score) best = { score, cell, breaks };
  }
  return best;
}

/** @param {Placed[][]} lines @param {Space} space */
function fits(lines, space) {
  const height = lines.reduce((sum, line) => sum + lineHeight(line), 0);
  return height <= space.height && lines.every((line) => lineWidth(line) <= space.width);
}

/**
 * Lines of grids; bit n of `breaks` starts a new line before grid n + 1.
 * @param {Labelled[]} grids @param {number} cell @param {number} breaks
 */
function linesOf(grids, cell, breaks) {
  /** @type {Placed[][]} */
  const lines = [[]];
  grids.forEach(({ grid, words, longest }, index) => {
    if (index && breaks & (1 << (index - 1))) lines.push([]);
    const size = measure(grid, cell, longest);
    const sign = index === 0 ? 0 : grid.sign ? SIGN : GAP;
    lines[lines.length - 1].push({ grid, sign, taken: sign + Math.max(size.w, words), ...size });
  });
  return lines;
}

/** @param {Grid} grid @param {number} cell @param {number} longest */
function measure(grid, cell, longest) {
  const ch = Math.max(cell, grid.smallest ?? 0);
  const cw = Math.max(ch, grid.column ? NARROWEST : 0, ch < NUMBERS_FROM ? 0 : longest);
  return { cw, ch, w: grid.columns * cw, h: grid.rows * ch };
}

/** @param {Placed[]} line */
const lineWidth = (line) => line.reduce((sum, one) => sum + one.taken, 0);
/** @param {Placed[]} line */
const lineHeight = (line) => LABEL + Math.max(...line.map((one) => one.h)) + GAP;
