// What the explorer says about its state.
import { shownMode, shownSize } from "../core/planes.js";
import { primes, primesAtEnd } from "../core/size.js";
import { paddingText, sizeText } from "../figure/text.js";
import { escape } from "../words/escape.js";
import { word } from "./words.js";

/** @typedef {import("../core/notes.js").Note} Note */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/** What a view shows. @param {State} state @param {Language} language */
export const viewText = ({ view, mode, act }, language) =>
  word(language, view === "stamp" ? "view_stamp" : `view_${view}_${shownMode(mode, act)}`);

/** Why what was given could not stay, as HTML. @param {Note[]} notes @param {Language} language */
export const noteLines = (notes, language) =>
  notes.map((note) => escape(word(language, `note_${note.key}`, note))).join("<br>");

/** For those who hear and do not see. @param {State} state @param {Language} language */
export function spoken(state, language) {
  const o = sizeText(shownSize(state));
  if (state.mode === "conv" || state.act || state.pad) return word(language, "said_conv", { o });
  const prime = paddingText(primes(state), primesAtEnd(state), state.axes);
  return word(language, "said", { o, prime });
}
