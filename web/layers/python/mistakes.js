// Why Python refuses a statement: the first mistake in it, as the grammar met it.

import { Trouble } from "../trouble.js";

/** @import { SyntaxNode } from "@lezer/common" */
/** @import { Places } from "./places.js" */

const ERROR = "⚠";
const FULL_WIDTH = "（）［］｛｝，：；＝＊＋－．／＂＇“”‘’、。";
const ASCII = "()[]{},:;=*+-./\"'\"\"'',.";
const CLOSES = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const TOKEN = /\s*([\p{L}_][\p{L}\p{N}_]*|\d[\d.]*|\*\*|\/\/|[^\s])/uy;

/**
 * The mistake in a statement, but not in the statements of its bodies; "nothing" where no statement
 * stands at all; null where it is right.
 * @param {SyntaxNode} node
 * @param {Places} places
 * @returns {Trouble | "nothing" | null}
 */
export function mistake(node, places) {
  const { text } = places;
  if (node.name === ERROR && node.from === node.to) return gap(node, places);
  const inside = parts(node);
  const wide = inside.find((one) => !one.firstChild && wideAt(one, text) >= 0);
  if (wide) {
    const at = wide.from + wideAt(wide, text);
    const ascii = ASCII[FULL_WIDTH.indexOf(text[at])];
    return new Trouble("fullWidth", { text: text[at], ascii }, places.place(at, at + 1));
  }
  for (const one of inside) {
    const place = places.place(one.from, one.to);
    const first = one.firstChild;
    if (isOpen(one, text)) return new Trouble("unclosedString", {}, place);
    const close = first && CLOSES.get(first.name);
    if (first && close && !one.getChild(close))
      return new Trouble(
        "unclosedBracket",
        { text: first.name },
        places.place(first.from, first.to),
      );
    if (one.name === ERROR) return wrong(one, places);
  }
  return null;
}

/**
 * A node and all below it, but for the bodies of compound statements.
 * @param {SyntaxNode} node
 * @returns {SyntaxNode[]}
 */
function parts(node) {
  const found = [];
  const open = [node];
  for (let one = open.pop(); one; one = open.pop()) {
    found.push(one);
    const below = [];
    for (let child = one.firstChild; child; child = child.nextSibling)
      if (child.name !== "Body" && child.name !== "MatchBody") below.push(child);
    open.push(...below.reverse());
  }
  return found;
}

/**
 * @param {SyntaxNode} node
 * @param {string} text
 */
function wideAt({ name, from, to }, text) {
  if (name === "String" || name === "Comment" || name.startsWith("Format")) return -1;
  return [...text.slice(from, to)].findIndex((letter) => FULL_WIDTH.includes(letter));
}

/**
 * Whether a string is never closed.
 * @param {SyntaxNode} node
 * @param {string} text
 */
function isOpen({ name, from, to }, text) {
  if (name !== "String" && name !== "FormatString") return false;
  const [all, quote] = /^[a-zA-Z]*('''|"""|'|")/.exec(text.slice(from, to)) ?? [""];
  return !quote || to - from < all.length + quote.length || !text.slice(0, to).endsWith(quote);
}

/**
 * Something that cannot stand where it does, or something that is missing.
 * @param {SyntaxNode} node
 * @param {Places} places
 */
function wrong({ from, to }, places) {
  if (from < to) return unexpected(from, places);
  const before = places.text.slice(0, from).trimEnd();
  const [token] = /[\p{L}\p{N}_]+$|\*\*$|\/\/$|[^\s]$/u.exec(before) ?? [""];
  const start = before.length - token.length;
  return new Trouble("endsEarly", { text: token }, places.place(start, before.length));
}

/**
 * Between two statements nothing is missing where a line ends; else what follows cannot stand there.
 * @param {SyntaxNode} node
 * @param {Places} places
 */
function gap({ from, to, prevSibling }, places) {
  const { text } = places;
  const before = text.slice(prevSibling?.to ?? 0, to);
  const after = /[ \t]*/y;
  after.lastIndex = from;
  after.test(text);
  const next = text[after.lastIndex];
  if (!prevSibling || before.includes("\n") || !next || /[\n#;]/.test(next)) return "nothing";
  return unexpected(from, places);
}

/**
 * @param {number} from
 * @param {Places} places
 */
export function unexpected(from, places) {
  TOKEN.lastIndex = from;
  const [all, token] = TOKEN.exec(places.text) ?? ["", ""];
  const start = from + all.length - token.length;
  return new Trouble("unexpected", { text: token }, places.place(start, start + token.length));
}
