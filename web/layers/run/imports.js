// import and from: names for what other packages have.

import { at } from "./names.js";

/** @import { ImportStatement } from "../types.js" */
/** @import { Scope } from "./machine.js" */

/**
 * @param {ImportStatement} one
 * @param {Scope} scope
 */
export function imported({ from, names }, scope) {
  for (const { name, alias } of names) {
    if (name === "*") continue;
    if (from) scope.set(alias ?? name, at(`${from}.${name}`));
    else if (alias) scope.set(alias, at(name));
    else scope.set(name.split(".")[0], at(name.split(".")[0]));
  }
}
