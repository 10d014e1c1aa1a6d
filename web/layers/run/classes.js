// Classes of a paste: in which order they are asked, and on what of PyTorch they stand.

/** @import { ClassValue, Value } from "../types.js" */

const MOST = 50;

/**
 * A class and all those that it inherits from, in the order in which they are asked.
 * @param {ClassValue} of
 * @param {number} [depth]
 * @returns {ClassValue[]}
 */
export function line(of, depth = 0) {
  if (depth > MOST) return [of];
  const behind = of.bases.flatMap((base) => (base.is === "class" ? line(base, depth + 1) : []));
  // What several classes inherit is asked after all of them.
  const last = behind.filter((one, at) => behind.lastIndexOf(one) === at);
  return [of, ...last];
}

/**
 * The class of PyTorch that a class inherits from. One whose base is not pasted counts as a module.
 * @param {ClassValue} of
 * @returns {string | null}
 */
export function standsOn(of) {
  const found = line(of).filter((one) => one.torch);
  const own = found.find((one) => one.name !== "Module") ?? found[0];
  if (own) return own.name;
  return line(of).some((one) => one.bases.some((base) => base.is === "unknown")) ? "Module" : null;
}

/**
 * What a class has under a name, and which class of its line has it.
 * @param {ClassValue[]} classes
 * @param {string} name
 * @returns {{ value: Value, owner: ClassValue } | null}
 */
export function found(classes, name) {
  for (const owner of classes) {
    const value = owner.attrs.get(name);
    if (value) return { value, owner };
  }
  return null;
}

/**
 * Whether a class defines a network: its base is a module, or it has the methods of one.
 * @param {ClassValue} of
 */
export const isModule = (of) =>
  standsOn(of) !== null || (of.attrs.has("__init__") && of.attrs.has("forward"));
