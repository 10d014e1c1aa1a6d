// Which cells belong to a cell: those that made it, or that it makes.
import { flat, isInside, pairs, same, unflat, upTo } from "../core/grid.js";
import { placesOf, readsOf, writesOf, writesThrough } from "../core/meet.js";
import { sizes } from "../core/size.js";
import { axis, onBoth } from "../core/state.js";
import { number } from "./text.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("./numbers.js").Pick} Pick */
/**
 * Linked cells of every grid, a row or a column of the matrix, and the weights of the window.
 * @typedef {Record<Pick["of"], Pair[]> & {
 *   band: { row?: number, column?: number } | null, taps: { cell: Pair, text: string }[],
 * }} Links
 */

/**
 * What belongs to a cell on one plane of several; a cell of the output has some on each.
 * @param {Plane} state @param {Pick | null} pick @param {number} plane @returns {Links}
 */
export function links(state, pick, plane = 0) {
  /** @type {Links} */
  const found = { x: [], w: [], y: [], u: [], m: [], band: null, taps: [] };
  if (pick && (pick.plane ?? plane) === plane) LINK[pick.of](state, pick.cell, found);
  return found;
}

/** Where input cell n is on what is slid over, copies included. @param {Plane} state @param {Pair} n @returns {Pair[]} */
function onSlid(state, n) {
  const [rows, columns] = onBoth((a) =>
    state.mode === "conv" ? placesOf(axis(state, a), n[a]) : [n[a] * state.s[a]],
  );
  return pairs(rows, columns, (r, c) => [r, c]);
}

/**
 * The entry of the matrix between two cells.
 * @param {Plane} state @param {Pair} n @param {Pair} m @param {Pair} o @returns {Pair}
 */
const entry = (state, n, m, o) => [flat(m, o), flat(n, state.i)];

/**
 * All input cells that meet a tap, with the output cell that they go to.
 * @param {Plane} state @param {Pair} t @returns {{ n: Pair, m: Pair }[]}
 */
export function meetings(state, t) {
  const o = sizes(state);
  return upTo(state.i[0] * state.i[1]).flatMap((place) => {
    const n = unflat(place, state.i[1]);
    return writesThrough(state, n, t, o).map((m) => ({ n, m }));
  });
}

/** @type {Record<Pick["of"], (state: Plane, cell: Pair, found: Links) => void>} */
const LINK = {
  y(state, m, found) {
    const o = sizes(state);
    for (const { n, t, u } of readsOf(state, m)) {
      if (n || state.view === "slide") found.w.push(t);
      if (n) found.x.push(n);
      if (n && isInside(m, o)) found.m.push(entry(state, n, m, o));
      found.u.push(u);
      found.taps.push({ cell: u, text: number(state.w[t[0]][t[1]]) });
    }
    found.y.push(m);
    if (isInside(m, o)) found.band = { row: flat(m, o) };
  },
  x(state, n, found) {
    const o = sizes(state);
    for (const { t, m } of writesOf(state, n)) {
      found.w.push(t);
      found.y.push(m);
      if (isInside(m, o)) found.m.push(entry(state, n, m, o));
    }
    found.x.push(n);
    found.u.push(...onSlid(state, n));
    found.band = { column: flat(n, state.i) };
  },
  w(state, t, found) {
    const o = sizes(state);
    for (const { n, m } of meetings(state, t)) {
      found.x.push(n);
      found.y.push(m);
      if (isInside(m, o)) found.m.push(entry(state, n, m, o));
      found.u.push(...onSlid(state, n));
    }
    found.w.push(t);
  },
  u(state, u, found) {
    const { mode, k, s, p, d } = state;
    const o = sizes(state);
    for (const place of upTo(k[0] * k[1])) {
      const t = unflat(place, k[1]);
      const m = onBoth((a) =>
        mode === "conv" ? (u[a] + p[a] - t[a] * d[a]) / s[a] : u[a] - p[a] + t[a] * d[a],
      );
      if (!m.every(Number.isInteger) || !isInside(m, o)) continue;
      found.w.push(t);
      found.y.push(m);
    }
    found.u.push(u);
  },
  m(state, [row, column], found) {
    const m = unflat(row, sizes(state)[1]);
    const n = unflat(column, state.i[1]);
    for (const one of writesOf(state, n)) if (same(one.m, m)) found.w.push(one.t);
    found.x.push(n);
    found.y.push(m);
    found.u.push(...onSlid(state, n));
    found.m.push([row, column]);
    found.band = { row, column };
  },
};
