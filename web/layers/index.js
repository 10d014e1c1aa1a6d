// The layer-stack calculator: what the build calls, and the element of the page.

import { analyse } from "./analyse.js";
import { LayerStack } from "./element.js";

export * from "./offered.js";
export { markup } from "./view.js";

/**
 * The numbers of each row as JSON, for the build to compare.
 * @param {string} code
 * @param {string} input
 */
export function numbers(code, input) {
  const { rows } = analyse(code, input);
  return JSON.stringify(rows.map(({ shape, parameters, macs }) => ({ shape, parameters, macs })));
}

if (globalThis.customElements) customElements.define("layer-stack", LayerStack);
