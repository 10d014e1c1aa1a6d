// Which cell is shown: the one under the mouse, else the pinned one, else the one left last.
import { isInside, same } from "../core/grid.js";
import { planes } from "../core/planes.js";
import { sizes } from "../core/size.js";
import { middle } from "../figure/numbers.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../figure/numbers.js").Pick} Pick */

export class Picks {
  /** @type {Pick | null} */ hovered = null;
  /** @type {Pick | null} */ pinned = null;
  /** @type {Pick | null} */ rest;

  /** @param {State} state */
  constructor(state) {
    this.rest = middle(state);
  }

  get shown() {
    return this.hovered ?? this.pinned ?? this.rest;
  }

  /** Pin a cell, or let go of the one that is pinned. @param {Pick} pick */
  toggle(pick) {
    this.pinned = same(this.pinned, pick) ? null : pick;
    this.rest = pick;
    this.hovered = null;
  }

  /** Go to a cell; what was pinned goes along. @param {Pick} pick */
  land(pick) {
    if (this.pinned) this.pinned = pick;
    this.rest = pick;
    this.hovered = null;
  }

  /** Show the cell of a step. @param {Pick | null} pick */
  step(pick) {
    this.pinned = null;
    this.rest = pick;
    this.hovered = null;
  }

  /** A picked cell stays picked while it exists. @param {State} state */
  keep(state) {
    const all = planes(state);
    /** @type {Partial<Record<Pick["of"], Pair>>} */
    const size = { x: all[0].i, w: all[0].k, y: sizes(all[0]) };
    /** @param {Pick | null} pick */
    const exists = (pick) => {
      if (pick?.plane !== undefined && pick.plane >= all.length) return false;
      const found = pick && size[pick.of];
      return Boolean(pick && found && isInside(pick.cell, found));
    };
    if (!exists(this.pinned)) this.pinned = null;
    if (!exists(this.rest)) this.rest = middle(state);
    this.hovered = null;
  }
}
