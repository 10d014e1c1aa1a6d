// Reads the expressions of one logical line: calls, names, numbers, strings, tuples, lists, dicts
// and arithmetic. Gives trees of plain objects, or throws a Trouble. Nothing is executed.

import { Trouble } from "../trouble.js";
import { LIMITS } from "./limits.js";
import { CLOSES } from "./tokens.js";

/** @import { CallTree, DictTree, Line, Place, Token, Tree, TreeArgument } from "../types.js" */

const FULL_WIDTH = "（）［］｛｝，：；＝＊＋－．／＂＇“”‘’、。";
const ASCII = "()[]{},:;=*+-./\"'\"\"'',.";
const NOT_NAMES = new Set(["for", "lambda", "if", "else", "in", "not"]);
const LEVELS = [
  ["+", "-"],
  ["*", "/", "//", "%"],
];
/** Signs that give a name a value: k = 3, k += 1. */
export const ASSIGNS = ["=", "+=", "-=", "*=", "/=", "//=", "%=", "**="];

export class Reader {
  /** @param {Line} line */
  constructor(line) {
    this.line = line;
    this.tokens = line.tokens;
    this.at = 0;
    this.depth = 0;
  }

  /** The token that is read next; undefined at the end of the line. */
  get token() {
    return /** @type {Token | undefined} */ (this.tokens[this.at]);
  }

  /** @param {string[]} texts */
  is(...texts) {
    const token = this.token;
    return !!token && token.kind !== "string" && texts.includes(token.text);
  }

  /** Go on by one token. */
  next() {
    this.at += 1;
    return this.tokens[this.at - 1];
  }

  /** @param {string} text */
  take(text) {
    return this.is(text) ? this.next() : this.fail();
  }

  /** @param {string} text */
  skip(text) {
    return this.is(text) && !!this.next();
  }

  /** @returns {never} */
  fail() {
    const { token } = this;
    const { unclosed } = this.line;
    if (unclosed && (!token || !["bad", "open"].includes(token.kind)))
      throw new Trouble("unclosedBracket", { text: unclosed.text }, unclosed);
    if (!token) throw new Trouble("endsEarly", { text: this.last().text }, this.last());
    if (token.text === "for") throw new Trouble("comprehension", {}, token);
    if (token.kind === "open") throw new Trouble("unclosedString", {}, token);
    const at = FULL_WIDTH.indexOf(token.text);
    if (token.kind === "bad" && at >= 0)
      throw new Trouble("fullWidth", { text: token.text, ascii: ASCII[at] }, token);
    throw new Trouble("unexpected", { text: token.text.slice(0, 40) }, token);
  }

  /** The token before; the first one at the start. */
  last() {
    return this.tokens[Math.max(this.at - 1, 0)];
  }

  /**
   * Expressions with commas between them; the last one may have a comma too.
   * @param {string[]} ends
   */
  list(...ends) {
    /** @type {Tree[]} */
    const items = [];
    let comma = false;
    while (this.token && !this.is(...ends)) {
      items.push(this.item());
      comma = this.skip(",");
      if (!comma) break;
    }
    return { items, comma };
  }

  /** @returns {Tree} */
  item() {
    const star = this.token;
    if (!star || !this.skip("*")) return this.expression();
    return { ...span(star, this.last()), node: "star", value: this.expression() };
  }

  /**
   * One level deeper, as long as that is not too deep.
   * @param {() => Tree} work
   */
  deeper(work) {
    this.depth += 1;
    if (this.depth > LIMITS.depth) throw new Trouble("tooDeep", {}, this.token ?? this.last());
    const tree = work();
    this.depth -= 1;
    return tree;
  }

  expression() {
    return this.deeper(() => this.binary(0));
  }

  /**
   * @param {number} level
   * @returns {Tree}
   */
  binary(level) {
    const operators = LEVELS[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    while (this.is(...operators)) {
      const operator = this.next().text;
      const right = this.binary(level + 1);
      left = { ...span(left, right), node: "binary", operator, left, right };
    }
    return left;
  }

  /** @returns {Tree} */
  unary() {
    const sign = this.token;
    if (sign && this.is("-", "+")) {
      this.next();
      const value = this.deeper(() => this.unary());
      return { ...span(sign, value), node: "unary", operator: sign.text, value };
    }
    const left = this.postfix(this.atom());
    if (!this.skip("**")) return left;
    const right = this.deeper(() => this.unary());
    return { ...span(left, right), node: "binary", operator: "**", left, right };
  }

  /** @returns {Tree} */
  atom() {
    const { token } = this;
    if (!token) return this.fail();
    const { kind, text } = token;
    if (kind === "number") return this.number();
    if (kind === "string") return this.string();
    if (kind === "name" && !NOT_NAMES.has(text)) {
      this.next();
      return { ...span(token, token), node: "name", name: text };
    }
    if (text === "(" || text === "[") return this.brackets(token);
    return text === "{" ? this.dict() : this.fail();
  }

  /**
   * A list, a tuple, or an expression in brackets.
   * @param {Token} open
   * @returns {Tree}
   */
  brackets(open) {
    const end = CLOSES.get(this.next().text) ?? "";
    const { items, comma } = this.list(end, ...ASSIGNS);
    const close = this.take(end);
    const tuple = open.text === "(";
    const single = tuple && items.length === 1 && !comma && items[0].node !== "star";
    return single ? items[0] : { ...span(open, close), node: "list", items, tuple };
  }

  /** @returns {Tree} */
  number() {
    const token = this.next();
    const value = Number(token.text.replace(/_/g, ""));
    if (Number.isNaN(value)) throw new Trouble("unexpected", { text: token.text }, token);
    return { ...span(token, token), node: "number", value, float: /[.eE]/.test(token.text) };
  }

  /**
   * Strings that follow each other are one.
   * @returns {Tree}
   */
  string() {
    const first = this.tokens[this.at];
    let value = "";
    while (this.token?.kind === "string")
      value += this.next().text.replace(/^[a-zA-Z]*("""|'''|"|')([^]*)\1$/, "$2");
    return { ...span(first, this.last()), node: "string", value };
  }

  /** @returns {DictTree} */
  dict() {
    const open = this.take("{");
    /** @type {[Tree, Tree][]} */
    const pairs = [];
    while (this.token && !this.is("}")) {
      const key = this.expression();
      this.take(":");
      pairs.push([key, this.expression()]);
      if (!this.skip(",")) break;
    }
    return { ...span(open, this.take("}")), node: "dict", pairs };
  }

  /**
   * What may follow a value: (…), .name and […].
   * @param {Tree} tree
   * @returns {Tree}
   */
  postfix(tree) {
    for (;;) {
      if (this.is("(")) tree = this.call(tree);
      else if (this.skip(".")) {
        if (this.token?.kind !== "name") this.fail();
        const name = this.next();
        tree = { ...span(tree, name), node: "attribute", of: tree, name: name.text };
      } else if (this.skip("[")) {
        const inside = this.expression();
        tree = { ...span(tree, this.take("]")), node: "index", of: tree, inside };
      } else return tree;
    }
  }

  /**
   * @param {Tree} callee
   * @returns {CallTree}
   */
  call(callee) {
    const open = this.take("(");
    /** @type {TreeArgument[]} */
    const args = [];
    while (this.token && !this.is(")")) {
      let name = null;
      if (this.token.kind === "name" && this.tokens[this.at + 1]?.text === "=") {
        name = this.next().text;
        this.next();
      }
      if (this.is("**")) this.fail();
      args.push({ name, value: this.item() });
      if (!this.skip(",")) break;
    }
    return { ...span(callee, this.take(")")), node: "call", callee, args, open };
  }
}

/**
 * From the start of one place to the end of another.
 * @param {Place} first
 * @param {Place} last
 * @returns {Place}
 */
function span(first, last) {
  return { start: first.start, end: last.end, line: first.line, column: first.column };
}

/**
 * nn.Conv2d as text, when a tree is nothing but names with dots between; else null.
 * @param {Tree} tree
 */
export function dotted(tree) {
  const names = [];
  while (tree.node === "attribute") {
    names.unshift(tree.name);
    tree = tree.of;
  }
  return tree.node === "name" ? [tree.name, ...names].join(".") : null;
}

/**
 * A name without the object that __init__ writes to.
 * @param {string} name
 */
export const bare = (name) => name.replace(/^self\./, "");
