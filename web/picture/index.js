// Pictures of a stack of layers, and its table to take away: the script that the calculator loads when
// a reader opens one of them.

import { Picture } from "./picture.js";

/** @import { Language } from "../words/speaker.js" */

/**
 * Make the pictures answer; `update` tells them what stands in the table.
 * @param {HTMLElement} element that holds their parts, closed
 * @param {Language} language
 */
export const mount = (element, language) => new Picture(element, language);
