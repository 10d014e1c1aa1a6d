// Mouse, finger and keyboard on the figure.
import { same } from "../core/grid.js";
import { pickUnder } from "../figure/point.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../figure/numbers.js").Pick} Pick */
/** @typedef {import("./explorer.js").ConvExplorer} ConvExplorer */

/** @param {ConvExplorer} explorer @param {AbortSignal} signal ends the listening */
export function listenToFigure(explorer, signal) {
  const { stage } = explorer;
  stage.addEventListener("pointerdown", (event) => point(explorer, event), { signal });
  stage.addEventListener("pointermove", (event) => point(explorer, event), { signal });
  stage.addEventListener("pointerleave", (event) => leave(explorer, event), { signal });
  stage.addEventListener("click", (event) => touch(explorer, event), { signal });
  stage.addEventListener("keydown", (event) => press(explorer, event), { signal });
}

/** @param {ConvExplorer} explorer @param {MouseEvent} event */
function under({ shownSvg, layout }, event) {
  const box = shownSvg.getBoundingClientRect();
  const scale = layout.width / box.width;
  return pickUnder(layout, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
}

/** @param {ConvExplorer} explorer @param {PointerEvent} event */
function point(explorer, event) {
  const pick = under(explorer, event);
  explorer.stage.classList.toggle("over", Boolean(pick));
  if (!pick) leave(explorer, event);
  else if (!same(pick, explorer.picks.hovered)) {
    explorer.picks.hovered = pick;
    explorer.drawPick();
  }
}

/**
 * A finger that goes leaves its cell lit; a mouse that goes gives way to the pinned cell.
 * @param {ConvExplorer} explorer @param {PointerEvent} event
 */
function leave(explorer, event) {
  if (!explorer.picks.hovered || event.pointerType !== "mouse") return;
  explorer.picks.hovered = null;
  explorer.drawPick();
}

/** @param {ConvExplorer} explorer @param {MouseEvent} event */
function touch(explorer, event) {
  const pick = under(explorer, event);
  if (pick) togglePin(explorer, pick);
  else unpin(explorer);
}

/** @param {ConvExplorer} explorer @param {Pick} pick */
function togglePin(explorer, pick) {
  explorer.picks.toggle(pick);
  explorer.drawPick();
  explorer.sayFormula();
}

/** @param {ConvExplorer} explorer */
function unpin(explorer) {
  explorer.picks.pinned = null;
  explorer.drawPick();
}

/** Pin the shown cell, or let go of the pinned one. @param {ConvExplorer} explorer */
export function pinOrUnpin(explorer) {
  const { pinned, shown } = explorer.picks;
  if (pinned) unpin(explorer);
  else if (shown) togglePin(explorer, shown);
}

/** What a key does. @type {Record<string, (explorer: ConvExplorer) => void>} */
const KEYS = {
  ArrowUp: (explorer) => move(explorer, -1, 0),
  ArrowDown: (explorer) => move(explorer, 1, 0),
  ArrowLeft: (explorer) => move(explorer, 0, -1),
  ArrowRight: (explorer) => move(explorer, 0, 1),
  PageDown: (explorer) => turnGrid(explorer, 1),
  PageUp: (explorer) => turnGrid(explorer, -1),
  Enter: (explorer) => toggleShown(explorer),
  " ": (explorer) => toggleShown(explorer),
  Escape: unpin,
};

/** @param {ConvExplorer} explorer @param {KeyboardEvent} event */
function press(explorer, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(KEYS, event.key)) return;
  KEYS[event.key](explorer);
  event.preventDefault();
}

/** What a key does, by a button. @param {ConvExplorer} explorer @param {string} key */
export const pressed = (explorer, key) => KEYS[key](explorer);

/** @param {ConvExplorer} explorer */
function toggleShown(explorer) {
  const { shown } = explorer.picks;
  if (shown) togglePin(explorer, shown);
}

/**
 * The grid and the place of the shown cell; of the last grid where it shows.
 * @param {ConvExplorer} explorer
 */
function whereShown({ layout: { boxes }, picks: { shown } }) {
  const last = boxes[boxes.length - 1].grid;
  if (!shown) return { grid: last, cell: last.origin };
  const grids = boxes.map(({ grid }) => grid).reverse();
  for (const grid of grids) {
    if (grid.of !== shown.of && !(grid.of === "u" && shown.of === "x")) continue;
    const [top, left] = grid.origin;
    for (let r = top; r < top + grid.rows; r++)
      for (let c = left; c < left + grid.columns; c++)
        if (same(grid.pick(r, c), shown)) return { grid, cell: [r, c] };
  }
  return { grid: last, cell: last.origin };
}

/** @param {ConvExplorer} explorer @param {number} down @param {number} right */
function move(explorer, down, right) {
  const { grid, cell } = whereShown(explorer);
  const { origin, rows, columns } = grid;
  const r = clamp(cell[0] + down, origin[0], rows);
  const c = clamp(cell[1] + right, origin[1], columns);
  land(explorer, grid.pick(r, c));
}

/** @param {number} value @param {number} start @param {number} count */
const clamp = (value, start, count) => Math.min(Math.max(value, start), start + count - 1);

/** To the first cell of the next grid. @param {ConvExplorer} explorer @param {1 | -1} by */
function turnGrid(explorer, by) {
  const grids = explorer.layout.boxes.map(({ grid }) => grid);
  const old = grids.indexOf(whereShown(explorer).grid);
  const grid = grids[(old + by + grids.length) % grids.length];
  land(explorer, grid.pick(...grid.origin));
}

/** @param {ConvExplorer} explorer @param {Pick} pick */
function land(explorer, pick) {
  explorer.picks.land(pick);
  explorer.drawPick();
  explorer.follow();
  explorer.sayFormula();
}
