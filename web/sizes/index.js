// The size finder: what the build calls, and the element of the page.
import { SizeFinder } from "./element.js";
import { report } from "./report.js";
import { markup as markupOf } from "./view.js";

/** @import { Language } from "../words/speaker.js" */

/**
 * All that is found for fields, as JSON, for the build to compare.
 * @param {string} fields as JSON
 */
export const found = (fields) => JSON.stringify(report(JSON.parse(fields)).results);

/**
 * All that stands inside the element.
 * @param {string} fields as JSON @param {Language} language @param {string} id
 * @param {string} explorer its address
 */
export const markup = (fields, language, id, explorer) =>
  markupOf(JSON.parse(fields), language, id, explorer);

if (globalThis.customElements) customElements.define("size-finder", SizeFinder);
