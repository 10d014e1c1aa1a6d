// Methods of lists and dicts.

import { stop } from "../trouble.js";
import { iterated } from "./iterate.js";
import { ordered } from "./operators.js";
import { dict, equal, int, keyOf, list, NONE, put, string, tuple } from "./values.js";

/** @import { DictValue, ListValue, Tree, Value } from "../types.js" */
/** @import { Machine } from "./machine.js" */

/**
 * @param {Machine} m
 * @param {ListValue} of
 * @param {string} name
 * @param {Value[]} args
 * @param {Map<string | null, Value>} named
 * @param {Tree} tree
 * @returns {Value | null}
 */
export function listMethod(m, of, name, args, named, tree) {
  const [first, second] = args;
  m.items(of.items.length);
  switch (name) {
    case "append":
    case "add":
      if (!first) return null;
      of.items.push(first);
      return NONE;
    case "extend": {
      const values = first && iterated(m, first, tree);
      if (!values) return null;
      of.items.push(...values);
      return NONE;
    }
    case "insert":
      if (first?.is !== "int" || !second) return null;
      of.items.splice(first.value, 0, second);
      return NONE;
    case "pop": {
      const at = first?.is === "int" ? first.value : -1;
      if (!of.items.length) stop("indexRange", { index: at, size: 0 });
      return of.items.splice(at, 1)[0] ?? null;
    }
    case "remove": {
      const at = of.items.findIndex((one) => equal(one, first));
      of.items.splice(at, at < 0 ? 0 : 1);
      return NONE;
    }
    case "clear":
      of.items.length = 0;
      return NONE;
    case "reverse":
      of.items.reverse();
      return NONE;
    case "sort":
      of.items.sort((a, b) => ordered(a, b) ?? 0);
      return NONE;
    case "copy":
      return { ...of, items: [...of.items] };
    case "index": {
      const at = of.items.findIndex((one) => equal(one, first));
      return at < 0 ? null : int(at);
    }
    case "count":
      return int(of.items.filter((one) => equal(one, first)).length);
    case "numel":
      return of.items.every((one) => one.is === "int")
        ? int(of.items.reduce((all, one) => all * Number("value" in one ? one.value : 0), 1))
        : null;
    default:
      return null;
  }
}

/**
 * @param {Machine} m
 * @param {DictValue} of
 * @param {string} name
 * @param {Value[]} args
 * @param {Map<string | null, Value>} named
 * @returns {Value | null}
 */
export function dictMethod(m, of, name, args, named) {
  const [first, second] = args;
  const all = [...of.items.values()];
  m.items(all.length);
  switch (name) {
    case "items":
      return list(all.map(({ key, value }) => tuple([key, value])));
    case "keys":
      return list(all.map(({ key }) => key));
    case "values":
      return list(all.map(({ value }) => value));
    case "get":
      return first ? (of.items.get(keyOf(first))?.value ?? second ?? NONE) : null;
    case "copy": {
      const made = dict();
      made.items = new Map(of.items);
      return made;
    }
    case "update":
      if (first?.is === "dict") for (const [id, one] of first.items) of.items.set(id, one);
      else if (first?.is === "list")
        for (const one of first.items)
          if (one.is === "list" && one.items.length === 2) put(of, one.items[0], one.items[1]);
      for (const [key, value] of named) if (key) put(of, string(key), value);
      return NONE;
    case "pop": {
      const found = first && of.items.get(keyOf(first))?.value;
      if (first) of.items.delete(keyOf(first));
      return found ?? second ?? null;
    }
    case "setdefault": {
      const known = of.items.get(keyOf(first))?.value;
      if (!known) put(of, first, second ?? NONE);
      return known ?? second ?? NONE;
    }
    case "clear":
      of.items.clear();
      return NONE;
    case "move_to_end":
      return NONE;
    default:
      return null;
  }
}
