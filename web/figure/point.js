// From a point of the drawing to the cell that is there.

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("./layout.js").Layout} Layout */

const SLACK = 4; // how far beside a grid a finger still meets it

/**
 * The picked cell at a point; null beside all grids.
 * @param {Layout} layout @param {number} x @param {number} y
 */
export function pickUnder({ boxes }, x, y) {
  for (const box of boxes) {
    if (x < box.x - SLACK || y < box.y - SLACK) continue;
    if (x > box.x + box.w + SLACK || y > box.y + box.h + SLACK) continue;
    const { grid } = box;
    const r = clamp((y - box.y) / box.ch, grid.rows) + grid.origin[0];
    const c = clamp((x - box.x) / box.cw, grid.columns) + grid.origin[1];
    return grid.pick(r, c);
  }
  return null;
}

/** @param {number} value @param {number} count */
const clamp = (value, count) => Math.min(Math.max(Math.floor(value), 0), count - 1);
