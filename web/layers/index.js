/* The layer-stack calculator: what the build calls, and the element of the page. */

import { LayerStack } from "./element.js";

export { analyse } from "./analyse.js";
export { markup } from "./view.js";

if (globalThis.customElements) customElements.define("layer-stack", LayerStack);
