// Strokes that mark a kind of cells, so that no meaning rests on colour alone.
import { short } from "./svg.js";

/** @typedef {import("./grids.js").Kind} Kind */
/** @typedef {import("./svg.js").Place} Place */

/** @param {Place} place */
const slash = (...[x, y, w, h]) => `M${short(x)} ${short(y + h)}l${short(w)} ${short(-h)}`;
/** @param {Place} place */
const backslash = (...[x, y, w, h]) => `M${short(x)} ${short(y)}l${short(w)} ${short(h)}`;
/** @param {Place} place */
const cross = (...place) => slash(...place) + backslash(...place);
/** A corner of the cell, so that the zero in it stays a zero. @param {Place} place */
const corner = (...[x, y, w, h]) => slash(x, y, w * 0.32, h * 0.32);
/** @param {Place} place */
const farCorner = (...[x, y, w, h]) => slash(x + w * 0.55, y + h * 0.55, w * 0.45, h * 0.45);

/** @type {Partial<Record<Kind, (...place: Place) => string>>} */
export const HATCH = {
  pad: corner,
  floor: cross,
  crop: cross,
  added: slash,
  negative: cross,
  bias: farCorner,
};
