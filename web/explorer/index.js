// <conv-explorer>: a figure with its controls. The build writes it; the browser makes it answer.
import { ConvExplorer } from "./explorer.js";
import { element as elementOf } from "./markup.js";

/**
 * What the build calls through V8: text in, text out.
 * @param {string} given @param {string} options
 */
export const element = (given, options) => elementOf(JSON.parse(given), JSON.parse(options));

if (typeof customElements !== "undefined") customElements.define("conv-explorer", ConvExplorer);
