// Pictures of a stack of layers, and its table to take away.

import { cutPart, graphPart, parts, takePart } from "./markup.js";
import { Picture } from "./picture.js";

/**
 * @import { Report } from "../types.js"
 * @import { Program } from "../run/program.js"
 * @import { Language } from "../../words/speaker.js"
 */

const FIRST = { axis: 0, close: null, chosen: null, width: 720 };

/**
 * All parts as HTML. Without a program they are empty, and made when they are opened.
 * @param {Report} report
 * @param {Program | null} program
 * @param {Language} language
 */
export function pictureMarkup(report, program, language) {
  if (!program) return parts({ graph: "", cut: "", take: "" }, language);
  const { html } = cutPart(report, program, FIRST, language);
  const graph = graphPart(report, language);
  return parts({ graph, cut: html, take: takePart(report, "markdown", language) }, language);
}

/**
 * Make the pictures answer; `update` tells them what stands in the table.
 * @param {HTMLElement} element which holds the HTML above
 * @param {Language} language
 */
export const mount = (element, language) => new Picture(element, language);
