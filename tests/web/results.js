// What the tests ask of states with channels, padding of every kind, and gradients.
import { TAKE } from "../../web/core/code.js";
import { words as linkWords } from "../../web/core/link.js";
import { asGiven, legal } from "../../web/core/legal.js";
import { all, gradients } from "../../web/core/results.js";

/** @typedef {import("../../web/core/legal.js").Given} Given */

/** The legal state of each, what could not stay, and all that it computes. @param {Given[]} asked */
export const results = (asked) =>
  JSON.stringify(
    asked.map((given) => {
      const { state, notes } = legal(given);
      const again = legal(linkWords(state)).state;
      const { x, w, b } = gradients(state);
      return {
        state: asGiven(state),
        again: asGiven(again),
        notes,
        y: all(state),
        gx: x,
        gw: w,
        gb: b,
      };
    }),
  );

/**
 * Code for the output and for what else may be shown of it, by the name of what it computes.
 * @param {Given[]} asked @param {"code_pytorch" | "code_numpy"} kind
 */
export const codes = (asked, kind) =>
  JSON.stringify(
    asked.map((given) => {
      /** @param {string} [act] */
      const code = (act) => TAKE[kind](legal({ ...given, act }).state);
      return { y: code(), gx: code("gx"), gw: code("gw"), n: code("count") };
    }),
  );

/** How often each cell is met, and the arrays to take away. @param {Given[]} asked */
export const counts = (asked) =>
  JSON.stringify(
    asked.map((given) => {
      const { state } = legal({ ...given, act: "count" });
      return all(state, "count");
    }),
  );
