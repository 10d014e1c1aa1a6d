// Where things stand in a paste: lines and columns, counted from 1.

/** @import { Place } from "../types.js" */

/** The place of what no line of the paste says. */
export const NOWHERE = { start: 0, end: 0, line: 1, column: 1 };

export class Places {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
      this.starts.push(at + 1);
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {Place}
   */
  place(start, end) {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= start) low = middle;
      else high = middle - 1;
    }
    return { start, end, line: low + 1, column: start - this.starts[low] + 1 };
  }

  /**
   * What stands at a place, on one line and not too long.
   * @param {{ start: number, end: number }} place
   * @param {number} [most]
   */
  source({ start, end }, most = 60) {
    const text = this.text
      .slice(start, Math.min(end, start + 8 * most))
      .replace(/\s+/g, " ")
      .trim();
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }
}
