// not, and, or: the grammar lets `not` reach over `and` and `or`, which in Python it does not.

/** @import { SyntaxNode } from "@lezer/common" */
/** @import { Tree } from "../types.js" */
/** @import { Expressions } from "./expressions.js" */

/** @typedef {"not" | "and" | "or" | SyntaxNode} Piece */

/**
 * Whether an expression has one of the three words at its top.
 * @param {Expressions} reader
 * @param {SyntaxNode} node
 */
export const isLogic = (reader, node) => wordOf(reader, node) !== null;

/**
 * @param {Expressions} reader
 * @param {SyntaxNode} node
 * @returns {"not" | "and" | "or" | null}
 */
function wordOf(reader, node) {
  const parts = reader.children(node);
  if (node.name === "UnaryExpression" && parts[0].name === "not") return "not";
  const word = node.name === "BinaryExpression" && parts.length === 3 ? parts[1].name : "";
  return word === "and" || word === "or" ? word : null;
}

/**
 * @param {Expressions} reader
 * @param {SyntaxNode} node
 * @returns {Tree}
 */
export function logic(reader, node) {
  const pieces = flattened(reader, node);
  const place = reader.place(node);

  /**
   * Values with a word between them.
   * @param {"or" | "and"} operator
   * @param {() => Tree} next
   * @returns {Tree}
   */
  const chain = (operator, next) => {
    let left = next();
    while (pieces[0] === operator) {
      pieces.shift();
      left = { ...place, node: "logic", operator, left, right: next() };
    }
    return left;
  };
  /** @returns {Tree} */
  const negated = () => {
    const piece = pieces.shift();
    if (piece === "not") return { ...place, node: "unary", operator: "not", value: negated() };
    return typeof piece === "object" ? reader.expression(piece) : reader.unexpected(node);
  };
  return chain("or", () => chain("and", negated));
}

/**
 * The words, and what stands between them.
 * @param {Expressions} reader
 * @param {SyntaxNode} node
 * @returns {Piece[]}
 */
function flattened(reader, node) {
  const word = wordOf(reader, node);
  if (!word) return [node];
  const parts = reader.children(node);
  if (word === "not") return ["not", ...flattened(reader, parts[1])];
  return [...flattened(reader, parts[0]), word, ...flattened(reader, parts[2])];
}
