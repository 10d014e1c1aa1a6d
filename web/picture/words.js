import { widthOf } from "../figure/text.js";
import en from "../words/picture.en.js";
import zh from "../words/picture.zh.js";
import { speaker } from "../words/speaker.js";

export const word = speaker({ en, zh });

/**
 * As much of a name as there is room for.
 * @param {string} name
 * @param {number} room
 * @param {number} font
 */
export function fitted(name, room, font) {
  const most = Math.floor(room / widthOf("a", font));
  return name.length > most ? `${name.slice(0, Math.max(most - 1, 0))}…` : name;
}
