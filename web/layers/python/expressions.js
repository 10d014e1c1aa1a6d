// Expressions of Python as trees of our own.

import { stop, Trouble } from "../trouble.js";
import { LIMITS } from "./limits.js";
import { isLogic, logic } from "./logic.js";
import { stringOf } from "./strings.js";

/**
 * @import { SyntaxNode } from "@lezer/common"
 * @import { Clause, Parameter, Place, Tree, TreeArgument } from "../types.js"
 * @import { Places } from "./places.js"
 */

const COMPARES = new Set(["<", ">", "<=", ">=", "==", "!=", "in", "not in", "is", "is not"]);
const LISTS = new Set(["ArrayExpression", "TupleExpression", "SetExpression"]);

export class Expressions {
  /** @param {Places} places */
  constructor(places) {
    this.places = places;
    this.depth = 0;
  }

  /** @param {SyntaxNode} node */
  text(node) {
    return this.places.text.slice(node.from, node.to);
  }

  /** @param {SyntaxNode} node */
  place(node) {
    return this.places.place(node.from, node.to);
  }

  /** @param {SyntaxNode[]} nodes */
  span(nodes) {
    return this.places.place(nodes[0].from, nodes[nodes.length - 1].to);
  }

  /**
   * @param {SyntaxNode} node
   * @returns {SyntaxNode[]}
   */
  children(node) {
    const found = [];
    for (let one = node.firstChild; one; one = one.nextSibling)
      if (one.name !== "Comment") found.push(one);
    return found;
  }

  /**
   * A part that the grammar always gives.
   * @param {SyntaxNode} node
   * @param {string} name
   */
  child(node, name) {
    return node.getChild(name) ?? this.unexpected(node);
  }

  /**
   * @param {SyntaxNode} node
   * @returns {never}
   */
  unexpected(node) {
    const text = this.places.source({ start: node.from, end: node.to }, 20);
    throw new Trouble("unexpected", { text }, this.place(node));
  }

  /**
   * @template Result
   * @param {() => Result} work
   */
  deeper(work) {
    this.depth += 1;
    if (this.depth > LIMITS.depth) stop("tooDeep");
    const result = work();
    this.depth -= 1;
    return result;
  }

  /**
   * One expression, or a tuple where a comma stands between several.
   * @param {SyntaxNode[]} nodes
   * @param {Place} place
   * @returns {Tree}
   */
  listed(nodes, place) {
    const comma = nodes.some((one) => one.name === ",");
    if (!comma && nodes.length === 1) return this.expression(nodes[0]);
    return { ...place, node: "list", tuple: true, items: this.items(nodes) };
  }

  /**
   * Expressions with commas between; a star belongs to the one after it.
   * @param {SyntaxNode[]} nodes
   * @returns {Tree[]}
   */
  items(nodes) {
    /** @type {Tree[]} */
    const found = [];
    let star = false;
    for (const one of nodes) {
      if (one.name === ",") continue;
      if (one.name === "*") star = true;
      else {
        const value = this.expression(one);
        found.push(star ? { ...this.place(one), node: "star", value } : value);
        star = false;
      }
    }
    return found;
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  expression(node) {
    return this.deeper(() => this.read(node));
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  read(node) {
    const place = this.place(node);
    const parts = this.children(node);
    const { name } = node;
    if (name === "VariableName") return { ...place, node: "name", name: this.text(node) };
    if (["Boolean", "None", "self"].includes(name))
      return { ...place, node: "name", name: this.text(node) };
    if (name === "Number") return this.number(node);
    if (name === "String") return { ...place, node: "string", value: stringOf(this.text(node)) };
    if (name === "FormatString" || name === "ContinuedString")
      return { ...place, node: "format", parts: this.formatParts(node) };
    if (name === "ParenthesizedExpression") return this.expression(parts[1]);
    if (LISTS.has(name))
      return {
        ...place,
        node: "list",
        tuple: name === "TupleExpression",
        set: name === "SetExpression",
        items: this.items(parts.slice(1, -1)),
      };
    if (name === "DictionaryExpression") return this.dict(node);
    if (name.endsWith("ComprehensionExpression"))
      return this.comprehension(node, parts.slice(1, -1));
    if (isLogic(this, node)) return logic(this, node);
    if (name === "UnaryExpression") {
      const value = this.expression(parts[1]);
      return { ...place, node: "unary", operator: this.text(parts[0]), value };
    }
    if (name === "BinaryExpression") return this.binary(node);
    if (name === "ConditionalExpression") {
      const [value, test, other] = [parts[0], parts[2], parts[4]].map((one) =>
        this.expression(one),
      );
      return { ...place, node: "conditional", value, test, other };
    }
    if (name === "LambdaExpression") {
      const parameters = this.parametersOf(this.child(node, "ParamList"));
      const value = this.expression(parts[parts.length - 1]);
      return { ...place, node: "lambda", parameters, value };
    }
    if (name === "NamedExpression") {
      const value = this.expression(parts[2]);
      return { ...place, node: "walrus", name: this.text(parts[0]), value };
    }
    if (name === "MemberExpression") return this.member(node);
    if (name === "CallExpression") return this.call(node);
    if (name === "Ellipsis") return { ...place, node: "ellipsis" };
    if (name === "AwaitExpression") return this.expression(parts[1]);
    return this.unexpected(node);
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  number(node) {
    const text = this.text(node).replaceAll("_", "").toLowerCase();
    const hex = /^0[xob]/.test(text);
    const value = Number(text);
    if (Number.isNaN(value)) return this.unexpected(node);
    return { ...this.place(node), node: "number", value, float: !hex && /[.e]/.test(text) };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {(string | { value: Tree, spec: string })[]}
   */
  formatParts(node) {
    if (node.name === "String") return [stringOf(this.text(node))];
    if (node.name === "ContinuedString")
      return this.children(node).flatMap((one) => this.formatParts(one));
    /** @type {(string | { value: Tree, spec: string })[]} */
    const found = [];
    const text = this.places.text;
    const quote = /^[^'"]*('''|"""|'|")/.exec(this.text(node)) ?? [""];
    let at = node.from + quote[0].length;
    const end = node.to - (quote[1] ?? "").length;
    for (const one of this.children(node)) {
      if (one.name !== "FormatReplacement") continue;
      found.push(text.slice(at, one.from).replaceAll("{{", "{").replaceAll("}}", "}"));
      const spec = one.getChild("FormatSpec");
      const value = this.expression(this.children(one)[1]);
      found.push({ value, spec: spec ? this.text(spec).slice(1) : "" });
      at = one.to;
    }
    return [...found, text.slice(at, end).replaceAll("{{", "{").replaceAll("}}", "}")];
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  dict(node) {
    /** @type {[Tree | null, Tree][]} */
    const pairs = [];
    const parts = this.children(node).slice(1, -1);
    for (let at = 0; at < parts.length; at += 1) {
      if (parts[at].name === "**") {
        pairs.push([null, this.expression(parts[at + 1])]);
        at += 1;
      } else if (parts[at + 1]?.name === ":") {
        pairs.push([this.expression(parts[at]), this.expression(parts[at + 2])]);
        at += 2;
      }
    }
    return { ...this.place(node), node: "dict", pairs };
  }

  /**
   * [value for target in items if test …], or what stands so in the brackets of a call.
   * @param {SyntaxNode} node
   * @param {SyntaxNode[]} parts
   * @returns {Tree}
   */
  comprehension(node, parts) {
    const first = parts.findIndex((one) => one.name === "for" || one.name === "async");
    const head = parts.slice(0, first);
    /** @type {Clause[]} */
    const clauses = [];
    /** @type {{ word: string, parts: SyntaxNode[] }[]} */
    const sections = [];
    for (const one of parts.slice(first)) {
      if (["for", "in", "if"].includes(one.name)) sections.push({ word: one.name, parts: [] });
      else if (one.name !== "async") sections[sections.length - 1].parts.push(one);
    }
    for (const { word, parts: inside } of sections) {
      const tree = this.listed(inside, this.span(inside));
      if (word === "for") clauses.push({ target: tree, items: tree, tests: [] });
      else if (word === "in") clauses[clauses.length - 1].items = tree;
      else clauses[clauses.length - 1].tests.push(tree);
    }
    const pair = head.length === 3 && head[1].name === ":";
    return {
      ...this.place(node),
      node: "comprehension",
      key: pair ? this.expression(head[0]) : null,
      value: this.expression(head[pair ? 2 : 0]),
      set: node.name.startsWith("Set"),
      clauses,
    };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  binary(node) {
    const parts = this.children(node);
    const [left, right] = [parts[0], parts[parts.length - 1]].map((one) => this.expression(one));
    const operator = parts
      .slice(1, -1)
      .map((one) => this.text(one))
      .join(" ");
    const place = this.place(node);
    if (!COMPARES.has(operator)) return { ...place, node: "binary", operator, left, right };
    // a < b < c is a < b and b < c.
    if (left.node === "compare" && parts[0].name === "BinaryExpression") {
      const next = /** @type {Tree} */ ({ ...place, node: "compare", operator, right });
      Object.assign(next, { left: left.right });
      return { ...place, node: "logic", operator: "and", left, right: next };
    }
    return { ...place, node: "compare", operator, left, right };
  }

  /**
   * a.b and a[b]
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  member(node) {
    const [first, sign, ...rest] = this.children(node);
    const of = this.expression(first);
    const place = this.place(node);
    if (sign.name === ".")
      return { ...place, node: "attribute", of, name: rest[0] ? this.text(rest[0]) : "" };
    const inside = rest.filter((one) => one.name !== "]");
    if (!inside.length) return this.unexpected(node);
    /** @type {SyntaxNode[][]} */
    const parts = [[]];
    for (const one of inside) {
      if (one.name === ",") parts.push([]);
      else parts[parts.length - 1].push(one);
    }
    const comma = parts.length > 1;
    const items = parts.filter((part) => part.length).map((part) => this.subscript(part));
    const index = comma
      ? /** @type {Tree} */ ({ ...this.span(inside), node: "list", tuple: true, items })
      : items[0];
    return { ...place, node: "index", of, inside: index };
  }

  /**
   * @param {SyntaxNode[]} part
   * @returns {Tree}
   */
  subscript(part) {
    if (!part.some((one) => one.name === ":")) return this.listed(part, this.span(part));
    /** @type {(Tree | null)[]} */
    const ends = [null, null, null];
    let at = 0;
    for (const one of part) {
      if (one.name === ":") at += 1;
      else ends[at] = this.expression(one);
    }
    const [start, stop_, step] = ends;
    return { ...this.span(part), node: "slice", first: start, last: stop_, step };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Tree}
   */
  call(node) {
    const [callee, list] = this.children(node);
    const open = this.places.place(list.from, list.from + 1);
    return {
      ...this.place(node),
      node: "call",
      callee: this.expression(callee),
      args: this.args(list),
      open: { ...open, kind: "op", text: "(" },
    };
  }

  /**
   * @param {SyntaxNode} list
   * @returns {TreeArgument[]}
   */
  args(list) {
    const parts = this.children(list).slice(1, -1);
    if (parts.some((one) => one.name === "for"))
      return [{ name: null, value: this.comprehension(list, parts) }];
    /** @type {TreeArgument[]} */
    const found = [];
    for (let at = 0; at < parts.length; at += 1) {
      const one = parts[at];
      if (one.name === ",") continue;
      if (one.name === "*" || one.name === "**") {
        const value = this.expression(parts[at + 1]);
        const node = one.name === "*" ? "star" : "stars";
        found.push({ name: null, value: { ...this.place(parts[at + 1]), node, value } });
        at += 1;
      } else if (parts[at + 1]?.name === "AssignOp") {
        found.push({ name: this.text(one), value: this.expression(parts[at + 2]) });
        at += 2;
      } else found.push({ name: null, value: this.expression(one) });
    }
    return found;
  }

  /**
   * @param {SyntaxNode} list
   * @returns {Parameter[]}
   */
  parametersOf(list) {
    /** @type {Parameter[]} */
    const found = [];
    let star = "";
    let named = false;
    const parts = this.children(list).filter((one) => !["(", ")", "TypeDef"].includes(one.name));
    parts.forEach((one, at) => {
      if (one.name === "*" || one.name === "**") star = one.name;
      else if (one.name === ",") {
        named ||= star === "*"; // what follows a star is given by name
        star = "";
      } else if (one.name === "VariableName" && parts[at - 1]?.name !== "AssignOp") {
        const value = parts[at + 1]?.name === "AssignOp" ? this.expression(parts[at + 2]) : null;
        found.push({ name: this.text(one), star, value, named });
      }
    });
    return found;
  }
}
