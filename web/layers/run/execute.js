// Statements, one after the other.

import { knownAs } from "../table.js";
import { attempt, Raised, stop, Trouble } from "../trouble.js";
import { assign, binary, defaults, evaluate, remove, unclear } from "./evaluate.js";
import { forget, leaves } from "./forget.js";
import { imported } from "./imports.js";
import { iterated } from "./iterate.js";
import { Scope } from "./machine.js";
import { moduleMethod } from "./modules.js";
import { at } from "./names.js";
import { isTensor, truth, unknown } from "./values.js";

/**
 * @import { Block, ClassValue, Statement, Tree, Value } from "../types.js"
 * @import { Machine } from "./machine.js"
 *
 * How a block ends before its last statement.
 * @typedef {{ kind: "return", value: Value } | { kind: "break" } | { kind: "continue" }} Signal
 */

/** Troubles after which nothing more is run. */
const LAST = new Set(["tooLongRun", "tooDeep", "tooMany"]);

/**
 * @param {Machine} m
 * @param {Block} block
 * @param {Scope} scope
 * @returns {Signal | null}
 */
export function execute(m, block, scope) {
  for (const one of block) {
    m.step();
    const signal = attempt(
      () => statement(m, one, scope),
      (trouble) => passed(m, one, scope, trouble),
    );
    if (signal) return signal;
  }
  return null;
}

/**
 * While a model is made, a statement that cannot be read is left out, and what it would give is not
 * known; while it runs, it is the end.
 * @param {Machine} m
 * @param {Statement} one
 * @param {Scope} scope
 * @param {Trouble} trouble
 */
function passed(m, one, scope, trouble) {
  trouble.place ??= one;
  const raised = trouble instanceof Raised && (scope !== m.globals || m.trying > 0);
  if (m.running || raised || LAST.has(trouble.key)) throw trouble;
  m.troubles.push(trouble);
  m.failed?.(trouble, scope);
  forget(m, one, scope, trouble);
  return null;
}

/**
 * @param {Machine} m
 * @param {Statement} one
 * @param {Scope} scope
 * @returns {Signal | null}
 */
function statement(m, one, scope) {
  switch (one.node) {
    case "expression":
      said(m, one, scope);
      return null;
    case "assign":
      assigned(m, one, scope);
      return null;
    case "update":
      updated(m, one, scope);
      return null;
    case "return":
      return { kind: "return", value: one.value ? evaluate(m, one.value, scope) : { is: "none" } };
    case "if":
      return choice(m, one, scope);
    case "for":
      return loop(m, one, scope);
    case "while":
      return whileLoop(m, one, scope);
    case "group":
      for (const name of one.names)
        scope.set(name, unknown(placeOf(one), "unread", { text: m.places.source(one, 40) }));
      return execute(m, one.body, scope);
    case "try":
      return attempted(m, one, scope);
    case "def":
      scope.set(one.name, {
        is: "function",
        name: one.name,
        parameters: one.parameters,
        defaults: defaults(m, one.parameters, scope),
        body: one.body,
        result: null,
        scope: scope.isClass ? (scope.parent ?? m.globals) : scope,
        owner: null,
        decorators: one.decorators,
      });
      return null;
    case "class":
      definition(m, one, scope);
      return null;
    case "import":
      imported(one, scope);
      return null;
    case "raise":
      throw new Raised("raises", { text: m.places.source(one) }, one);
    case "assert":
      if (truth(evaluate(m, one.test, scope)) === false)
        stop("raises", { text: m.places.source(one) });
      return null;
    case "break":
    case "continue":
      return { kind: one.node };
    case "delete":
      for (const target of one.targets) remove(m, target, scope);
      return null;
    case "broken":
      throw one.trouble;
    case "unknown":
      return stop("block", { text: one.text });
    default:
      return null;
  }
}

/**
 * @param {Machine} m
 * @param {import("../types.js").ExpressionStatement} one
 * @param {Scope} scope
 */
function said(m, one, scope) {
  const value = evaluate(m, one.value, scope);
  m.said?.(one, value, scope);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").AssignStatement} one
 * @param {Scope} scope
 */
function assigned(m, one, scope) {
  const value = evaluate(m, one.value, scope);
  for (const target of one.targets) assign(m, target, value, scope);
  m.given?.(one, value, scope);
}

/**
 * k += 1: a list grows where it is, a tensor changes, everything else gets a new value.
 * @param {Machine} m
 * @param {import("../types.js").UpdateStatement} one
 * @param {Scope} scope
 */
function updated(m, one, scope) {
  const tree = placeOf(one);
  const before = evaluate(m, one.target, scope);
  const value = evaluate(m, one.value, scope);
  if (before.is === "list" && !before.tuple && one.operator === "+") {
    const more = iterated(m, value, one.value);
    if (more) {
      before.items.push(...more);
      m.items(before.items.length);
    } else assign(m, one.target, unclear(m, one.value, [value]), scope);
    return;
  }
  if (before.is === "stack" && one.operator === "+") {
    moduleMethod(m, before, "extend", [value], tree);
    return;
  }
  const after = binary(m, tree, one.operator, before, value, isTensor(before));
  if (after !== before) assign(m, one.target, after, scope);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").IfStatement} one
 * @param {Scope} scope
 */
function choice(m, one, scope) {
  for (const { test, body } of one.branches) {
    const value = test && evaluate(m, test, scope);
    const is = value ? truth(value) : true;
    if (is) return execute(m, body, scope);
    if (is === null)
      return undecided(
        m,
        one,
        one.branches.map((branch) => branch.body),
        scope,
        value,
      );
  }
  return null;
}

/**
 * Nobody knows whether some lines are run: what they would change is not known from here on.
 * @param {Machine} m
 * @param {Statement} one
 * @param {Block[]} blocks
 * @param {Scope} scope
 * @param {Value | null} value
 * @returns {Signal | null}
 */
function undecided(m, one, blocks, scope, value) {
  const kept = blocks.filter((block) => !block.every((line) => line.node === "raise"));
  const cause = value?.is === "unknown" ? value : null;
  const trouble = new Trouble("undecided", { text: m.places.source(one, 40) }, one);
  const changes = kept.length > 0 && forget(m, one, scope, trouble);
  const matters = changes || (kept.length > 0 && makesLayers(m, one));
  if (matters) m.troubles.push(trouble);
  else if (kept.length) m.leave(one);
  if (matters) m.failed?.(trouble, scope);
  if (!kept.some(leaves)) return null;
  return { kind: "return", value: cause ?? unknown(placeOf(one), trouble.key, trouble.values) };
}

/**
 * A statement as the place of a value.
 * @param {Statement} one
 */
const placeOf = (one) => /** @type {Tree} */ (/** @type {unknown} */ (one));

/**
 * Whether the lines of a statement name a layer or a container.
 * @param {Machine} m
 * @param {Statement} one
 */
function makesLayers({ places }, { start, end }) {
  const words = places.text.slice(start, end).match(/\w+/g) ?? [];
  return words.some(
    (word) => knownAs(word) || /^(Sequential|ModuleList|ModuleDict|add_module)$/.test(word),
  );
}

/**
 * @param {Machine} m
 * @param {import("../types.js").ForStatement} one
 * @param {Scope} scope
 */
function loop(m, one, scope) {
  const value = evaluate(m, one.items, scope);
  const values = iterated(m, value, one.items);
  if (!values) return undecided(m, one, [one.body], scope, unclear(m, one.items, [value]));
  for (const each of values) {
    assign(m, one.target, each, scope);
    const signal = execute(m, one.body, scope);
    if (signal?.kind === "break") return null;
    if (signal?.kind === "return") return signal;
  }
  return execute(m, one.otherwise, scope);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").WhileStatement} one
 * @param {Scope} scope
 */
function whileLoop(m, one, scope) {
  for (;;) {
    m.step();
    const value = evaluate(m, one.test, scope);
    const is = truth(value);
    if (is === null) return undecided(m, one, [one.body], scope, value);
    if (!is) return null;
    const signal = execute(m, one.body, scope);
    if (signal?.kind === "break") return null;
    if (signal?.kind === "return") return signal;
  }
}

/**
 * @param {Machine} m
 * @param {import("../types.js").TryStatement} one
 * @param {Scope} scope
 */
function attempted(m, one, scope) {
  const signal = attempt(
    () => {
      m.trying += 1;
      try {
        return execute(m, one.body, scope);
      } finally {
        m.trying -= 1;
      }
    },
    (trouble) => {
      if (!(trouble instanceof Raised) || !one.except.length) throw trouble;
      return execute(m, one.except, scope);
    },
  );
  return signal ?? execute(m, one.last, scope);
}

/**
 * @param {Machine} m
 * @param {import("../types.js").ClassStatement} one
 * @param {Scope} scope
 */
function definition(m, one, scope) {
  const inside = new Scope(scope);
  inside.isClass = true;
  const bases = one.bases.map(({ value }) => evaluate(m, value, scope));
  const paths = bases.map((base) => (base.is === "path" ? base.path : ""));
  const tupled = paths.some((path) => path.endsWith("NamedTuple"));
  const data = one.decorators.some((name) => /(^|\.)dataclass$/.test(name));
  /** @type {ClassValue} */
  const made = {
    is: "class",
    name: one.name,
    bases: bases.map((base) => based(base)),
    attrs: inside.names,
    fields: one.fields,
    tuple: tupled,
    data: data || tupled || bases.some((base) => base.is === "class" && !!base.data),
    tree: one,
  };
  execute(m, one.body, inside);
  scope.set(one.name, made);
}

/**
 * A base that another package has counts as not known, but for those of Python.
 * @param {Value} base
 * @returns {Value}
 */
function based(base) {
  if (base.is !== "path") return base;
  return base.path.startsWith("torch.") ? at(base.path) : base;
}
