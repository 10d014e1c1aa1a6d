// Lines under if, for, while, with and the like are not run. What they may change is found here, so
// that a value which only one branch gives is never taken for the value.

import { ASSIGNS, bare } from "./reader.js";

/** @import { Token } from "../types.js" */

export const BLOCKS = new Set(
  "if elif else for while with try except finally async match case del assert raise return".split(
    " ",
  ),
);
const MOST_OWNERS = 8;
const OPENS = new Set(["(", "[", "{"]);
const CLOSED = new Set([")", "]", "}"]);
const CHANGES = [...ASSIGNS, "@=", "&=", "|=", "^="];

/**
 * The names that a line may give another value: k in "if k > 2: k = 5", layers in
 * "layers.append(one)", i in "for i in sizes:".
 * @param {Token[]} tokens
 * @returns {string[]}
 */
export function changedNames(tokens) {
  const [colon = -1] = BLOCKS.has(tokens[0].text) ? signs(tokens, [":"]) : [];
  const [header, line] = [tokens.slice(0, Math.max(colon, 0)), tokens.slice(colon + 1)];
  const found = [...headerNames(header), ...walruses(tokens), ...targets(line)];
  return [...new Set(found.map(bare))];
}

/**
 * Where signs of some kinds stand outside brackets.
 * @param {Token[]} tokens
 * @param {string[]} kinds
 */
function signs(tokens, kinds) {
  const out = new Set(outside(tokens));
  return tokens.flatMap((token, at) => {
    const found = token.kind === "op" && kinds.includes(token.text) && out.has(token);
    return found ? [at] : [];
  });
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
 * "for a, (b, c) in …", "with … as d", "except E as e".
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
  if (line[0]?.text === "del") return names(line.slice(1));
  const last = signs(line, CHANGES).at(-1);
  if (last !== undefined) {
    const [annotation = last] = signs(line.slice(0, last), [":"]);
    return names(line.slice(0, annotation)).flatMap(withOwners);
  }
  const call = line.findIndex((token) => token.text === "(");
  const [path = ""] = call < 0 ? [] : names(line.slice(0, call));
  return path.includes(".") ? [path.slice(0, path.lastIndexOf("."))] : [];
}

/**
 * Names with dots between: [self.a, b] of "self.a, (b[i], 3)". Names in a subscript are only read.
 * @param {Token[]} tokens
 */
function names(tokens) {
  /** @type {string[]} */
  const found = [];
  /** @type {boolean[]} Whether each open bracket follows a value. */
  const open = [];
  let subscripts = 0;
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (OPENS.has(token.text)) {
      const subscript = !!before && isValue(before);
      open.push(subscript);
      if (subscript) subscripts += 1;
    }
    if (CLOSED.has(token.text) && open.pop()) subscripts -= 1;
    if (token.kind !== "name" || subscripts) return;
    if (before?.text === ".") found.push(`${found.pop() ?? ""}.${token.text}`);
    else found.push(token.text);
  });
  return found;
}

/** @param {Token} token */
const isValue = ({ kind, text }) => kind === "name" || CLOSED.has(text);

/**
 * Whoever writes to conv.stride changes conv, too.
 * @param {string} path
 */
function withOwners(path) {
  const parts = path.split(".");
  return parts
    .slice(0, MOST_OWNERS)
    .map((_, at) => parts.slice(0, at + 1).join("."))
    .filter((one) => one !== "self");
}
