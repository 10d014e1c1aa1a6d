// Python's syntax as a tree of our own, from what the Lezer grammar reads.
//
// A statement that Python would refuse becomes "broken", with the trouble that says where and why;
// the others are read as if it were not there.

import { parser } from "@lezer/python";
import { attempt, stop } from "../trouble.js";
import { Expressions } from "./expressions.js";
import { LIMITS } from "./limits.js";
import { mistake, unexpected } from "./mistakes.js";
import { Places } from "./places.js";
import { straightened } from "./straight.js";

/**
 * @import { SyntaxNode } from "@lezer/common"
 * @import { Block, Parameter, Statement, Tree } from "../types.js"
 */

/**
 * @param {string} text
 * @returns {{ statements: Block, places: Places }}
 */
export function parsed(text) {
  const places = new Places(text);
  if (text.length > LIMITS.mistaken) refuseMistakes(text, places);
  return { statements: new Statements(places).block(grammar(text)), places };
}

/**
 * @param {string} text
 * @returns {SyntaxNode}
 */
function grammar(text) {
  if (depthOf(text) > MOST_OPEN) stop("tooDeep");
  try {
    return parser.parse(text, undefined, straightened(text)).topNode;
  } catch (error) {
    // The parser's own recursion has no other bound.
    return error instanceof RangeError ? stop("tooDeep") : raise(error);
  }
}

/**
 * A long paste has to be right.
 * @param {string} text
 * @param {Places} places
 */
function refuseMistakes(text, places) {
  try {
    parser.configure({ strict: true }).parse(text, undefined, straightened(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Number(/\d+/.exec(error.message)?.[0] ?? 0);
    throw unexpected(at, places);
  }
}

/**
 * How many brackets are open at once, those in strings too.
 * @param {string} text
 */
function depthOf(text) {
  let [open, most] = [0, 0];
  for (const letter of text) {
    if ("([{".includes(letter)) most = Math.max(most, (open += 1));
    else if (")]}".includes(letter)) open = Math.max(open - 1, 0);
  }
  return most;
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function raise(error) {
  throw error;
}

const MOST_OPEN = 500; // brackets; the parser has no bound of its own
/** @type {Record<string, string>} */
const SIMPLE = {
  PassStatement: "pass",
  BreakStatement: "break",
  ContinueStatement: "continue",
  ScopeStatement: "pass",
};

class Statements extends Expressions {
  /**
   * The statements of a script or of a body.
   * @param {SyntaxNode} node
   * @returns {Block}
   */
  block(node) {
    return this.deeper(() => {
      const found = this.children(node).filter((one) => one.name !== ":");
      return found.flatMap((one) => this.group(one));
    });
  }

  /**
   * One statement, or those between semicolons.
   * @param {SyntaxNode} node
   * @returns {Block}
   */
  group(node) {
    if (node.name === "StatementGroup") {
      const inside = this.children(node).filter((one) => one.name !== ";");
      return inside.flatMap((one) => this.group(one));
    }
    const wrong = mistake(node, this.places);
    if (wrong === "nothing") return [];
    const place = this.place(node);
    if (wrong) return [{ ...place, node: "broken", trouble: wrong }];
    return attempt(
      () => [this.statement(node)],
      (trouble) => {
        trouble.place ??= place;
        return [{ ...place, node: "broken", trouble }];
      },
    );
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  statement(node) {
    const place = this.place(node);
    const simple = SIMPLE[node.name];
    if (simple) return { ...place, node: /** @type {"pass"} */ (simple) };
    if (node.name === "ExpressionStatement")
      return { ...place, node: "expression", value: this.listed(this.children(node), place) };
    if (node.name === "AssignStatement") return this.assignment(node);
    if (node.name === "UpdateStatement") return this.update(node);
    if (node.name === "ReturnStatement") {
      const [, ...rest] = this.children(node);
      return { ...place, node: "return", value: rest.length ? this.listed(rest, place) : null };
    }
    if (node.name === "IfStatement") return this.choice(node);
    if (node.name === "ForStatement") return this.loop(node);
    if (node.name === "WhileStatement") return this.whileLoop(node);
    if (node.name === "WithStatement") return this.context(node);
    if (node.name === "TryStatement") return this.attempted(node);
    if (node.name === "FunctionDefinition") return this.definition(node, []);
    if (node.name === "ClassDefinition") return this.classDefinition(node, []);
    if (node.name === "DecoratedStatement") return this.decorated(node);
    if (node.name === "ImportStatement") return this.imports(node);
    if (node.name === "RaiseStatement") return { ...place, node: "raise" };
    if (node.name === "AssertStatement")
      return { ...place, node: "assert", test: this.expression(this.children(node)[1]) };
    if (node.name === "DeleteStatement")
      return { ...place, node: "delete", targets: this.items(this.children(node).slice(1)) };
    return { ...place, node: "unknown", text: this.text(node.firstChild ?? node) };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  assignment(node) {
    const place = this.place(node);
    const parts = split(
      this.children(node).filter((one) => one.name !== "TypeDef"),
      (one) => one.name === "AssignOp",
    );
    const values = parts.map((part) => this.listed(part, this.span(part)));
    const value = values.pop();
    if (!value || !values.length) return { ...place, node: "pass" }; // x: int
    return { ...place, node: "assign", targets: values, value };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  update(node) {
    const [target, sign, ...rest] = this.children(node);
    const operator = this.text(sign).slice(0, -1);
    return {
      ...this.place(node),
      node: "update",
      target: this.expression(target),
      operator,
      value: this.listed(rest, this.span(rest)),
    };
  }

  /**
   * if … elif … else
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  choice(node) {
    const parts = this.children(node);
    /** @type {{ test: Tree | null, body: Block }[]} */
    const branches = [];
    /** @type {Tree | null} */
    let test = null;
    for (const one of parts) {
      if (one.name === "Body") {
        branches.push({ test, body: this.block(one) });
        test = null;
      } else if (!["if", "elif", "else"].includes(one.name)) test = this.expression(one);
    }
    return { ...this.place(node), node: "if", branches };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  loop(node) {
    const parts = this.children(node);
    const at = parts.findIndex((one) => one.name === "in");
    const bodies = parts.filter((one) => one.name === "Body");
    const first = parts.findIndex((one) => one.name === "for");
    const values = parts.slice(at + 1, parts.indexOf(bodies[0]));
    const targets = parts.slice(first + 1, at);
    return {
      ...this.place(node),
      node: "for",
      target: this.listed(targets, this.span(targets)),
      items: this.listed(values, this.span(values)),
      body: this.block(bodies[0]),
      otherwise: bodies[1] ? this.block(bodies[1]) : [],
    };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  whileLoop(node) {
    const [, test, body] = this.children(node);
    return {
      ...this.place(node),
      node: "while",
      test: this.expression(test),
      body: this.block(body),
    };
  }

  /**
   * with torch.no_grad(): the lines under it are run, whatever it is.
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  context(node) {
    const parts = this.children(node);
    const names = parts
      .filter((_, at) => parts[at - 1]?.name === "as")
      .map((one) => this.text(one));
    const body = parts.filter((one) => one.name === "Body").flatMap((one) => this.block(one));
    return { ...this.place(node), node: "group", names, body };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  attempted(node) {
    const parts = this.children(node);
    /** @type {Record<string, Block>} */
    const found = { try: [], except: [], else: [], finally: [] };
    let word = "try";
    for (const one of parts) {
      if (one.name in found) word = one.name;
      else if (one.name === "Body" && !found[word].length) found[word] = this.block(one);
    }
    const { try: body, except, else: otherwise, finally: last } = found;
    return { ...this.place(node), node: "try", body: [...body, ...otherwise], except, last };
  }

  /**
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  decorated(node) {
    const parts = this.children(node);
    const decorators = parts
      .filter((one) => one.name === "Decorator")
      .map((one) => this.text(one).replace(/^@\s*|\(.*$|\s+$/gs, ""));
    const last = parts[parts.length - 1];
    return last.name === "ClassDefinition"
      ? this.classDefinition(last, decorators)
      : this.definition(last, decorators);
  }

  /**
   * @param {SyntaxNode} node
   * @param {string[]} decorators
   * @returns {Statement}
   */
  definition(node, decorators) {
    const name = this.child(node, "VariableName");
    const body = this.child(node, "Body");
    return {
      ...this.place(node),
      node: "def",
      name: this.text(name),
      parameters: this.parameters(this.child(node, "ParamList")),
      body: this.block(body),
      decorators,
    };
  }

  /**
   * @param {SyntaxNode} node
   * @param {string[]} decorators
   * @returns {Statement}
   */
  classDefinition(node, decorators) {
    const bases = node.getChild("ArgList");
    return {
      ...this.place(node),
      node: "class",
      name: this.text(this.child(node, "VariableName")),
      bases: bases ? this.args(bases).filter(({ name }) => !name) : [],
      body: this.block(this.child(node, "Body")),
      decorators,
      fields: this.fields(this.child(node, "Body")),
    };
  }

  /**
   * Names with a type, which a dataclass takes as arguments.
   * @param {SyntaxNode} body
   */
  fields(body) {
    const lines = this.children(body).filter((one) => one.name === "AssignStatement");
    return lines
      .filter((one) => one.getChild("TypeDef"))
      .map((one) => this.text(this.child(one, "VariableName")));
  }

  /**
   * "import torch.nn as nn", "from torch import nn as n, Tensor".
   * @param {SyntaxNode} node
   * @returns {Statement}
   */
  imports(node) {
    const text = this.text(node).replace(/[()\\\n]|#.*$/gm, " ");
    const [, from, list] = /^\s*(?:from\s+(.*?)\s+)?import\s+(.*)$/s.exec(text) ?? [];
    const names = (list ?? "").split(",").map((one) => one.trim().split(/\s+as\s+/));
    const found = names.filter(([name]) => name).map(([name, alias]) => ({ name, alias }));
    return { ...this.place(node), node: "import", from: from?.replace(/\s/g, ""), names: found };
  }

  /**
   * @param {SyntaxNode} list
   * @returns {Parameter[]}
   */
  parameters(list) {
    return this.parametersOf(list);
  }
}

/**
 * The parts of a list between its separators.
 * @template Item
 * @param {Item[]} items
 * @param {(one: Item) => boolean} separates
 * @returns {Item[][]}
 */
function split(items, separates) {
  /** @type {Item[][]} */
  const parts = [[]];
  for (const one of items) {
    if (separates(one)) parts.push([]);
    else parts[parts.length - 1].push(one);
  }
  return parts;
}
