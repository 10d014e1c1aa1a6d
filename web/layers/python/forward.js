// Does `forward` call the layers once each, in the order in which they are written? Then the table
// is the network's. Anything more (torch.cat, a function, a layer used twice, a loop) is not
// followed, and the table says so at its top.

import { attempt } from "../trouble.js";
import { outside } from "./blocks.js";
import { bare, dotted, Reader } from "./reader.js";

/** @import { Line, Note, Token, Tree } from "../types.js" */

export class Forward {
  /** @param {Line} line the line of "def forward(self, x):" */
  constructor(line) {
    /** @type {Token} */
    this.place = line.tokens[0];
    this.end = bodyStart(line.tokens);
    this.input = inputName(line.tokens.slice(0, this.end));
    const inline = line.tokens.slice(this.end);
    /** @type {Line[]} */
    this.body = inline.length ? [{ ...line, tokens: inline }] : [];
  }

  /**
   * Null when `forward` calls exactly these layers in this order; else the place where it does not.
   * @param {string[]} layers
   * @returns {Token | null}
   */
  leaves(layers) {
    if (!this.input) return this.place;
    const calls = new Calls(this.input, layers);
    for (const line of this.body) {
      const [first] = line.tokens;
      if (
        calls.returned ||
        !attempt(
          () => calls.line(line),
          () => false,
        )
      )
        return first;
    }
    return calls.returned && !calls.left.length ? null : this.place;
  }
}

/** The calls of a body, one after the other, as long as each takes what the one before gave. */
class Calls {
  /**
   * @param {string} input
   * @param {string[]} layers
   */
  constructor(input, layers) {
    this.left = [...layers];
    /** Names whose value is what the last layer gave. */
    this.latest = new Set([input]);
    this.returned = false;
  }

  /**
   * Whether a line only calls the next layers.
   * @param {Line} line
   */
  line(line) {
    const { tokens } = line;
    if (tokens.every((token) => token.kind === "string")) return true;
    const reader = new Reader(line);
    this.returned = reader.skip("return");
    let name = "";
    if (!this.returned) {
      name = reader.next().text;
      if (tokens[0].kind !== "name" || !reader.skip("=")) return false;
    }
    const right = this.value(reader.expression()) && !reader.token;
    this.latest.add(name);
    return right;
  }

  /**
   * Whether a tree is what the last layer gave; calls of the next layers count as made.
   * @param {Tree} tree
   * @returns {boolean}
   */
  value(tree) {
    if (tree.node === "name") return this.latest.has(tree.name);
    if (tree.node !== "call" || tree.args.length !== 1 || tree.args[0].name) return false;
    const path = dotted(tree.callee);
    if (!path?.startsWith("self.") || !this.value(tree.args[0].value)) return false;
    this.latest.clear();
    return this.left.shift() === bare(path);
  }
}

/**
 * Where the body starts: after the colon that stands in no brackets.
 * @param {Token[]} tokens
 */
function bodyStart(tokens) {
  const colon = outside(tokens).find((token) => token.text === ":");
  return colon ? tokens.indexOf(colon) + 1 : tokens.length;
}

/**
 * The only argument besides self, as in "def forward(self, x: Tensor) -> Tensor:"; "" if there are
 * more of them, or none.
 * @param {Token[]} head
 */
function inputName(head) {
  const flat = outside(head.slice(3)); // def forward (
  const [self, input, more] = flat.filter((_, at) => !at || flat[at - 1].text === ",");
  const plain = self?.text === "self" && input?.kind === "name" && !more;
  return plain ? input.text : "";
}

/**
 * What is said of a `forward` that is not followed.
 * @param {Token} place
 * @param {string} text what it does there; "" when not all layers could be read, which may be why
 * @returns {Note}
 */
export function unfollowed({ line, column }, text) {
  return { key: text ? "unfollowed" : "unfollowedUnread", values: { text }, line, column };
}
