// What the tests ask of states with channels, padding of every kind, and gradients.
import { words as linkWords } from "../../web/core/link.js";
import { legal, words } from "../../web/core/legal.js";
import { all, gradients } from "../../web/core/results.js";

/** @typedef {import("../../web/core/legal.js").Given} Given */

/** The legal state of each, what could not stay, and all that it computes. @param {Given[]} asked */
export const results = (asked) =>
  JSON.stringify(
    asked.map((given) => {
      const { state, notes } = legal(given);
      const again = legal(linkWords(state)).state;
      const { x, w, b } = gradients(state);
      return { state: words(state), again: words(again), notes, y: all(state), gx: x, gw: w, gb: b };
    }),
  );
