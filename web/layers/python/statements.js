// Reads a whole paste, line by line: which layers stand in it, in which order.
//
// What it cannot read becomes an item with a trouble. It never throws, and its work is bounded.

import { attempt, Trouble } from "../trouble.js";
import { BLOCKS, changedNames } from "./blocks.js";
import { Forward, unfollowed } from "./forward.js";
import { LIMITS } from "./limits.js";
import { inOrder, holdsLayers, troubled } from "./order.js";
import { ASSIGNS, bare, dotted, Reader } from "./reader.js";
import { logicalLines } from "./tokens.js";
import { Evaluation } from "./values.js";

/**
 * @import { Known, Line, Note, Reading, Token, Tree, Value, Values, Word } from "../types.js"
 * @import { Root } from "./order.js"
 *
 * A class whose lines are being read.
 * @typedef {{ name: string, column: number }} Owner
 *
 * Lines that are not read as statements: all those that stand further right than `column`.
 * @typedef {{ column: number, inside: (line: Line) => void }} Block
 */

const SKIPPED_LINES = new Set([
  "import",
  "from",
  "pass",
  "@",
  "global",
  "nonlocal",
  "...",
  "super",
]);

/**
 * @param {string} text
 * @param {Known} known
 * @returns {Reading}
 */
export function read(text, known) {
  if (text.length > LIMITS.characters) {
    const items = [troubled("tooLong", { count: LIMITS.characters }, null, "")];
    return { items, notes: [], unfollowed: null };
  }
  const paste = new Paste(text, known);
  for (const line of logicalLines(text)) paste.line(line);
  const roots = paste.liveRoots();
  return {
    items: inOrder(roots, paste.evaluation),
    notes: paste.notes,
    unfollowed: paste.unfollowed(roots),
  };
}

class Paste {
  /**
   * @param {string} text
   * @param {Known} known
   */
  constructor(text, known) {
    this.text = text;
    this.known = known;
    this.evaluation = new Evaluation(text, known);
    /** @type {Root[]} */
    this.roots = [];
    /** @type {Note[]} */
    this.notes = [];
    /** @type {{ owner: Owner | null, forward: Forward }[]} */
    this.forwards = [];
    /** @type {Owner | null} */
    this.owner = null;
    /** @type {Block | null} */
    this.block = null;
  }

  /** @param {Line} line */
  line(line) {
    const [first] = line.tokens;
    if (this.block && first.column > this.block.column) return this.block.inside(line);
    this.block = null;
    if (this.owner && first.column <= this.owner.column) this.owner = null;
    this.block = attempt(
      () => this.statement(line),
      ({ key, values, place }) => {
        this.trouble(key, values, place ?? first, this.short(line));
        return null;
      },
    );
  }

  /**
   * One logical line. Gives the block that it starts, when its lines are not to be read.
   * @param {Line} line
   * @returns {Block | null}
   */
  statement(line) {
    const [first, second] = line.tokens;
    if (line.tokens.every((token) => token.kind === "string")) return null;
    if (SKIPPED_LINES.has(first.text)) return null;
    if (first.text === "class" && second) {
      this.owner = { name: second.text, column: first.column };
      this.evaluation.classes.add(second.text);
      return null;
    }
    if (first.text === "def") return this.definition(line);
    if (BLOCKS.has(first.text)) return this.branch(line);
    this.assignment(new Reader(line));
    return null;
  }

  /**
   * @param {Line} line
   * @returns {Block | null}
   */
  definition(line) {
    const [first, name] = line.tokens;
    if (name?.text === "__init__") return this.defaults(line);
    if (name?.text === "forward") {
      const forward = new Forward(line);
      this.forwards.push({ owner: this.owner, forward });
      return { column: first.column, inside: (inner) => void forward.body.push(inner) };
    }
    this.note("unread", first, `def ${name?.text ?? ""}`);
    return { column: first.column, inside: () => {} };
  }

  /**
   * def __init__(self, channels=64): the defaults are values that later lines may name.
   * @param {Line} line
   */
  defaults(line) {
    const reader = new Reader(line);
    reader.at = 2;
    reader.take("(");
    while (reader.token && !reader.is(")")) {
      const name = reader.next();
      while (reader.token && !reader.is("=", ",", ")")) reader.next();
      if (reader.skip("="))
        this.evaluation.names.set(name.text, this.evaluation.value(reader.expression()));
      reader.skip(",");
    }
    return null;
  }

  /**
   * A block that is not run. Names that it may change lose their value, and layers in it are a
   * trouble.
   * @param {Line} line
   * @returns {Block}
   */
  branch(line) {
    const [first] = line.tokens;
    let matters = true;
    /** @param {Line} inner */
    const inside = ({ tokens }) => {
      let layers = tokens.some((one) => this.known(one.text) || one.text === "Sequential");
      for (const name of changedNames(tokens)) {
        const before = this.evaluation.names.get(name);
        layers ||= !!before && holdsLayers(before);
        this.evaluation.forget(name, first);
      }
      if (layers && matters) this.trouble("block", { text: first.text }, first, first.text);
      matters &&= !layers;
    };
    this.note("unread", first, first.text);
    inside(line);
    return { column: first.column, inside };
  }

  /** @param {Reader} reader */
  assignment(reader) {
    /** @type {Tree[][]} */
    const targets = [];
    let { items, comma } = reader.list(...ASSIGNS);
    let sign = "=";
    const annotated = reader.is(":") && items.length === 1;
    while (annotated && reader.token && !reader.is("=")) reader.next();
    while (reader.is(...ASSIGNS)) {
      sign = reader.next().text;
      targets.push(items);
      ({ items, comma } = reader.list(...ASSIGNS));
    }
    if (reader.token || !items.length) reader.fail();
    /** @type {Value} */
    const value =
      items.length === 1 && !comma
        ? this.evaluation.seen(items[0])
        : { is: "list", items: this.evaluation.items(items), tuple: true, tree: items[0] };
    for (const target of targets)
      if (sign === "=") this.assign(target, value);
      else this.change(target, sign.slice(0, -1), value, items[0]);
    this.keep(value, targets, items[0]);
  }

  /**
   * @param {Tree[]} target
   * @param {Value} value
   */
  assign(target, value) {
    if (target.length > 1 && value.is === "list") {
      target.forEach((tree, at) => {
        if (value.items[at]) this.assign([tree], value.items[at]);
      });
      return;
    }
    const name = target.length === 1 && dotted(target[0]);
    if (name) this.evaluation.names.set(bare(name), value);
  }

  /**
   * k += 1: a list grows where it is, everything else gets a new value.
   * @param {Tree[]} target
   * @param {string} operator
   * @param {Value} value
   * @param {Tree} tree
   */
  change(target, operator, value, tree) {
    const { evaluation } = this;
    const name = target.length === 1 && dotted(target[0]);
    if (!name) return;
    const before = evaluation.seen(target[0]);
    if (before.is === "list" && value.is === "list" && operator === "+") {
      evaluation.count(value.items.length);
      before.items.push(...value.items);
      evaluation.used.add(value);
    } else if (holdsLayers(value) && operator !== "+") {
      throw new Trouble("unexpected", { text: `${operator}=` }, tree);
    } else evaluation.names.set(bare(name), evaluation.combined(tree, operator, before, value));
  }

  /**
   * Remember what a line gives: layers, a trouble, or a note that the line was not read.
   * @param {Value} value
   * @param {Tree[][]} targets
   * @param {Tree} tree
   */
  keep(value, targets, tree) {
    const path = targets.length && targets[0].length === 1 ? dotted(targets[0][0]) : null;
    const source = this.evaluation.source(tree);
    const name = path ? bare(path) : null;
    if (holdsLayers(value)) {
      const known = this.roots.find((root) => !root.trouble && root.value === value);
      if (!known) this.roots.push({ value, name, owner: this.owner });
      else if (name) Object.assign(known, { name, owner: this.owner }); // one more name for it
      return;
    }
    const inModel = !!path?.startsWith("self.") && tree.node === "call";
    if (value.is === "unknown" && value.key.endsWith("Layer"))
      this.trouble(value.key, value.values, value.tree, source, name);
    else if (inModel && (value.is === "unknown" || value.is === "model"))
      this.trouble("notALayer", { text: source }, tree, source, name);
    else if (value.is === "unknown") this.note("unread", tree, source);
    else if (!targets.length && !["none", "model", "class"].includes(value.is))
      this.note("unread", tree, source);
  }

  /** The roots that no other value took in. */
  liveRoots() {
    return this.roots.filter((root) => root.trouble || !this.evaluation.used.has(root.value));
  }

  /**
   * Why the order of the lines is not the order of the network, or null.
   * @param {Root[]} roots
   * @returns {Note | null}
   */
  unfollowed(roots) {
    for (const { owner, forward } of this.forwards) {
      const own = roots.filter((root) => root.owner === owner);
      const named = own.filter((root) => !root.trouble || root.name);
      const place = forward.leaves(named.map((root) => root.name ?? ""));
      if (place) return unfollowed(place, named.length < own.length ? "" : this.lineAt(place));
    }
    const owners = new Set(roots.filter((root) => !root.trouble).map((root) => root.owner));
    const last = this.forwards.at(-1);
    if (!last || owners.size < 2) return null;
    const { line, column } = last.forward.place;
    return { key: "severalParts", values: {}, line, column };
  }

  /**
   * The rest of a line from a place on, not too long.
   * @param {Token} place
   */
  lineAt(place) {
    const end = this.text.indexOf("\n", place.start);
    const last = end < 0 ? this.text.length : end;
    return this.evaluation.source({ start: place.start, end: last }).trim();
  }

  /** @param {Line} line */
  short({ tokens }) {
    const end = tokens[tokens.length - 1].end;
    const part = this.text.slice(tokens[0].start, end).split("\n")[0];
    return part.length > 40 ? `${part.slice(0, 39)}…` : part;
  }

  /**
   * @param {Word} key
   * @param {Values} values
   * @param {{ line: number, column: number }} place
   * @param {string} text
   * @param {string | null} [name]
   */
  trouble(key, values, place, text, name) {
    this.roots.push({ ...troubled(key, values, place, text), name, owner: this.owner });
  }

  /**
   * @param {Word} key
   * @param {{ line: number, column: number }} place
   * @param {string} text
   */
  note(key, { line, column }, text) {
    this.notes.push({ key, values: { text }, line, column });
  }
}
