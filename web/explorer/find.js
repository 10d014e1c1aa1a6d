// Finding elements whose kind is known.

/**
 * The element that a selector names; that there is one is up to markup.js.
 * @template {Element} E
 * @param {ParentNode} root @param {string} selector @param {new () => E} kind
 * @returns {E}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The explorer has no ${selector}.`);
}

/**
 * @template {Element} E
 * @param {ParentNode} root @param {string} selector @param {new () => E} kind
 * @returns {E[]}
 */
export const findAll = (root, selector, kind) =>
  [...root.querySelectorAll(selector)].flatMap((one) => (one instanceof kind ? [one] : []));
