// The arguments of a layer in a few letters: 64→128 k3 s2 p1.

import { definitionOf, shown } from "../layers/offered.js";

/** @import { Layer, Value } from "../layers/types.js" */

/** @type {Record<string, [letter: string, otherwise: string]>} */
const LETTERS = {
  kernel_size: ["k", ""],
  stride: ["s", "1"],
  padding: ["p", "0"],
  output_padding: ["op", "0"],
  dilation: ["d", "1"],
  groups: ["g", "1"],
  scale_factor: ["×", ""],
  upscale_factor: ["×", ""],
  downscale_factor: ["÷", ""],
  output_size: ["→", ""],
  size: ["→", ""],
};
const CHANNELS = ["in_channels", "out_channels"];
const FEATURES = ["in_features", "out_features"];
const MOST = 34; // letters

/** @param {Layer} layer */
export function args(layer) {
  const given = named(layer);
  const [from, to] = [CHANNELS, FEATURES].map((pair) => pair.map((name) => given.get(name)));
  const ends = from[1] ? from : to;
  const between = ends[1] ? [`${ends[0] ?? ""}→${ends[1]}`] : [];
  const letters = Object.entries(LETTERS).flatMap(([name, [letter, otherwise]]) => {
    const value = given.get(name);
    if (!value || value === otherwise) return [];
    if (name === "stride" && layer.type.includes("Pool") && value === given.get("kernel_size"))
      return [];
    return [letter + value];
  });
  const text = [...between, ...letters].join(" ");
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

/**
 * All arguments by name, as short as they are read.
 * @param {Layer} layer
 */
function named(layer) {
  const names = definitionOf(layer)?.names ?? [];
  /** @type {Map<string, string>} */
  const given = new Map();
  let place = 0;
  for (const { name, value } of layer.args) {
    const known = name ?? names[place++];
    if (known && value.is !== "none") given.set(known, brief(value));
  }
  return given;
}

/**
 * (3, 3) as 3, (1, 3) as 1×3.
 * @param {Value} value
 */
function brief(value) {
  if (value.is !== "list") return shown(value).replace(/'/g, "");
  const items = value.items.map(shown);
  return [...(new Set(items).size === 1 ? [items[0]] : items)].join("×");
}
