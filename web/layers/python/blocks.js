/* Lines under if, for, while, with and the like are not run. What they may change is found here, so
 * that a value which only one branch gives is never taken for the value.
 */

import { ASSIGNS, bare } from "./reader.js";

/** @import { Token } from "../types.js" */

export const BLOCKS = new Set(
  "if elif else for while with try except finally async match case del assert raise return".split(
    " ",
  ),
);
const OPENS = new Set(["(", "[", "{"]);
const CLOSED = new Set([")", "]", "}"]);
const CHANGES = new Set([...ASSIGNS, "@=", "&=", "|=", "^="]);

/**
 * The names that a line may give another value: k in "if k > 2: k = 5", layers in
 * "layers.append(one)", i in "for i in sizes:".
 * @param {Token[]} tokens
 * @returns {string[]}
 */
export function changedNames(tokens) {
  const outer = outside(tokens);
  const end = BLOCKS.has(tokens[0].text) ? outer.findIndex((token) => token.text === ":") : -1;
  const header = outer.slice(0, Math.max(end, 0));
  const rest = outer.slice(end + 1);
  const named = [...headerNames(header), ...walruses(tokens), ...targets(rest)];
  return [...new Set(named.map(bare))];
}

/**
 * The tokens that stand in no brackets, up to a bracket that was opened before.
 * @param {Token[]} tokens
 */
export function outside(tokens) {
  let depth = 0;
  return tokens.filter((token) => {
    if (CLOSED.has(token.text)) depth -= 1;
    const out = depth === 0;
    if (OPENS.has(token.text)) depth += 1;
    return out;
  });
}

/**
 * "for a, b in …", "with … as c", "except E as e".
 * @param {Token[]} header
 */
function headerNames(header) {
  const texts = header.map((token) => token.text);
  const loop = texts.indexOf("for");
  const before = loop < 0 ? [] : names(header.slice(loop + 1, texts.indexOf("in", loop)));
  const after = header.filter((_, at) => texts[at - 1] === "as");
  return [...before, ...names(after)];
}

/** @param {Token[]} tokens */
function walruses(tokens) {
  return tokens.filter((_, at) => tokens[at + 1]?.text === ":=").map((token) => token.text);
}

/**
 * What a simple line writes to: all names before its last sign of assignment, or the owner of a
 * method that is called, or what del takes away.
 * @param {Token[]} line
 */
function targets(line) {
  if (!line.length) return [];
  if (line[0].text === "del") return names(line.slice(1));
  const signs = line.map((token) => token.kind === "op" && CHANGES.has(token.text));
  const sign = signs.lastIndexOf(true);
  if (sign >= 0) return names(line.slice(0, sign)).flatMap(withOwners);
  const call = line.findIndex((token) => token.text === "(");
  const [path = ""] = call < 0 ? [] : names(line.slice(0, call));
  return path.includes(".") ? [path.slice(0, path.lastIndexOf("."))] : [];
}

/**
 * Names with dots between: [self.a, b] of "self.a, b".
 * @param {Token[]} tokens
 */
function names(tokens) {
  /** @type {string[]} */
  const found = [];
  tokens.forEach((token, at) => {
    if (token.kind !== "name") return;
    if (at && tokens[at - 1].text === ".") found.push(`${found.pop() ?? ""}.${token.text}`);
    else found.push(token.text);
  });
  return found;
}

/**
 * Whoever writes to conv.stride changes conv, too.
 * @param {string} path
 */
function withOwners(path) {
  const parts = path.split(".");
  return parts.map((_, at) => parts.slice(0, at + 1).join(".")).filter((one) => one !== "self");
}
