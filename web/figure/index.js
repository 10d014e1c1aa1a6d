// What the build calls through V8: text in, text out, so that both sides stay simple.
import { legal as legalState } from "../core/legal.js";
import { query } from "../core/link.js";
import { output } from "../core/numbers.js";
import { caption } from "./caption.js";
import { drawBoth } from "./draw.js";
import { compute, middle } from "./numbers.js";
import { formula } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./numbers.js").Pick} Pick */

/** The legal state, what could not stay, and what the state computes. @param {string} given */
export function legal(given) {
  const { state, notes } = legalState(JSON.parse(given));
  return JSON.stringify({ state, notes, output: output(state) });
}

/**
 * A figure of a state: `cell` is a picked cell, "middle", or null.
 * @param {string} given @param {string} cell @param {Language} language
 */
export function drawing(given, cell, language) {
  const { state } = legalState(JSON.parse(given));
  const picked = JSON.parse(cell);
  const pick = picked === "middle" ? middle(state) : picked;
  const numbers = compute(state);
  return JSON.stringify({
    svg: drawBoth(state, { numbers, pick, language }),
    caption: caption(state, language),
    formula: pick ? formula(state, numbers, pick, language) : "",
    query: query(state),
    open: word(language, "open"),
  });
}
